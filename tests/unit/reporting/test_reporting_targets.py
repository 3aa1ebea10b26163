"""Targets in the report: what was aimed for, the outcome, and whether it can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from folja.documents import Document, Table, TableRow
from folja.model import Direction, FollowUp, Goal, Target, Unit, UnitKind, UnitStatus
from folja.quality import decide
from folja.reporting import in_languages
from folja.text import LocalText

Build = Callable[..., FollowUp]
CELLS = {
    ("N1", "I1"): ("10", "40"),
    ("N2", "I1"): ("5", "20-30"),
    ("N3", "I1"): ("n.a.", "7"),
}


def aimed(build: Build, *targets: Target) -> FollowUp:
    """Return a follow-up of three networks, two of them in an area, with a goal and targets."""
    follow_up = build(CELLS)
    area = Unit(id="A", kind=UnitKind.AREA, name=LocalText("Området"), order=9)
    units = tuple(replace(u, parent="A") if u.id in ("N2", "N3") else u for u in follow_up.units)
    goal = Goal(
        id="g",
        priority_area="p",
        no=2,
        text=LocalText("Fler ska vara med.", "More shall take part."),
    )
    return follow_up.with_table(units=(*units, area), goals=(goal,), targets=targets)


def tables(follow_up: FollowUp) -> dict[str, Table]:
    """Return the tables of targets in the Swedish report, by id."""
    (document,) = in_languages(follow_up, ("sv",), digest="0" * 64)
    return {b.id: b for b in document.blocks if isinstance(b, Table) and "targets" in b.id}


def words(row: TableRow) -> list[str]:
    """Return what stands in a row, with plain spaces."""
    cells = ("".join(getattr(part, "text", "") for part in cell.inlines) for cell in row.cells)
    return [cell.replace("\u00a0", " ") for cell in cells]


@pytest.mark.parametrize(
    ("target", "outcome", "stands"),
    [
        (Target(id="a", indicator="I1", unit="N1", words="minst 40"), "40", "nått"),
        (Target(id="a", indicator="I1", unit="N1", words="minst 41"), "40", "inte nått"),
        (Target(id="a", indicator="I1", unit="N2", words="25"), "20–30", "kanske inte nått"),
        (Target(id="a", indicator="I1", unit="N2", words="högst 30"), "20–30", "nått"),
        (Target(id="a", indicator="I1", unit="N1", direction=Direction.UP), "+30", "nått"),
        (Target(id="a", indicator="I1", unit="N1", direction=Direction.DOWN), "+30", "inte nått"),
        (
            Target(id="a", indicator="I1", unit="N3", direction=Direction.UP),
            "ingen siffra",
            "går inte att avgöra",
        ),
        (
            Target(id="a", indicator="I1", unit="N1", point="2021-01-01", words="högst 9"),
            "10",
            "inte nått",
        ),
    ],
)
def test_network_is_held_to_its_own_answers(
    build: Build, target: Target, outcome: str, stands: str
) -> None:
    """A value, a range and a direction: met, missed, perhaps missed, or not to be told."""
    found = tables(aimed(build, target))
    assert set(found) == {f"targets-{target.unit}", "targets-1"}
    (row,) = found[f"targets-{target.unit}"].rows
    assert words(row)[3:] == [outcome, stands]


@pytest.mark.parametrize(
    ("target", "outcome", "stands"),
    [
        (Target(id="a", indicator="I1", words="minst 60"), "60–70", "nått"),
        (Target(id="a", indicator="I1", words="minst 65"), "60–70", "kanske inte nått"),
        (Target(id="a", indicator="I1", direction=Direction.UP), "+45 – +55", "nått"),
        (Target(id="a", indicator="I1", unit="A", words="minst 31"), "20–30", "inte nått"),
        (Target(id="a", indicator="I1", unit="A", direction=Direction.UP), "+15 – +25", "nått"),
    ],
)
def test_several_networks_are_held_to_those_in_the_total(
    build: Build, target: Target, outcome: str, stands: str
) -> None:
    """All together and an area alike: whoever lacks a start is in neither the total nor this."""
    table = tables(aimed(build, target))["targets-1"]
    (row,) = table.rows
    assert words(row)[3:] == [outcome, stands]
    assert "strikt" in table.notes[0]


def test_goal_has_its_targets_with_and_without_a_figure(build: Build) -> None:
    """One that names no indicator has nothing to be held against."""
    found = tables(
        aimed(
            build,
            Target(id="a", goal="g", indicator="I1", words="minst 60", reason=LocalText("Avtalat")),
            Target(id="b", goal="g", direction=Direction.UP),
        )
    )
    first, second = (words(row) for row in found["targets-of-goals"].rows)
    assert first[0] == "Delmål 2, Antal I1, alla nätverk tillsammans, 2 av 3 nätverk"
    assert first[2:] == ["minst 60. Avtalat", "60–70", "nått"]
    assert second[0] == "Delmål 2, alla nätverk tillsammans"
    assert second[2:] == ["ska öka", "ingen siffra", "går inte att avgöra"]


def test_decision_takes_the_place_of_the_answer(build: Build) -> None:
    """What somebody has decided about an answer is the outcome, alone and together."""
    follow_up = aimed(
        build,
        Target(id="a", indicator="I1", unit="N2", words="minst 30"),
        Target(id="b", indicator="I1", words="minst 70"),
    )
    made = decide(
        follow_up,
        code="inexact-notation",
        unit="N2",
        no=1,
        point="2024-12-31",
        action="read-as",
        value="30",
        who="utvärderare",
        why="räknat efter",
        when=datetime(2025, 1, 2, tzinfo=UTC),
    )
    found = tables(made)
    (row,) = found["targets-N2"].rows
    assert words(row)[3:] == ["30 (sagt ”20-30”)", "nått"]
    assert "beslutet" in found["targets-N2"].notes[0]
    together, alone = (words(row) for row in found["targets-1"].rows)
    assert together[3:] == ["70", "nått"]
    assert alone[3:] == ["30 (sagt ”20-30”)", "nått"]


def test_zeros_of_a_network_that_has_not_begun_are_no_outcome(build: Build) -> None:
    """They are no answers in a total either."""
    follow_up = aimed(build, Target(id="a", indicator="I1", unit="N1", words="högst 50"))
    idle = tuple(
        replace(u, status=UnitStatus.UNDER_ORGANISATION) if u.id == "N1" else u
        for u in follow_up.units
    )
    (row,) = tables(follow_up.with_table(units=idle))["targets-N1"].rows
    assert words(row)[3:] == ["ingen siffra", "går inte att avgöra"]


def test_report_without_targets_is_silent_of_them(
    build: Build, reports: dict[str, Document]
) -> None:
    """Neither the example nor a small follow-up has a table, a heading or a column of them."""
    assert not tables(aimed(build))
    for document in reports.values():
        assert not [b for b in document.blocks if "target" in getattr(b, "id", "")]
