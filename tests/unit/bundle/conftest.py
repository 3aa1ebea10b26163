"""A small follow-up with every kind of cell that a bundle has to carry unharmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from folja.formats.bundle import write_bundle
from folja.model import (
    Action,
    CaseText,
    Claim,
    ClaimKind,
    Decision,
    FollowUp,
    FollowUpRecord,
    Indicator,
    Level,
    Measure,
    Observation,
    Point,
    PriorityArea,
    Programme,
    Source,
    Unit,
    UnitKind,
)
from folja.text import LocalText
from folja.values import read

START, END = "2004-01-01", "2005-12-31"
WORDS = {
    ("ALFA", "members", START): "",
    ("ALFA", "members", END): "n.a.",
    ("ALFA", "jobs", START): "ca 10",
    ("ALFA", "jobs", END): "50-250",
    ("BETA", "members", START): "11 (styrgrupp) + 26 (träffar)",
    ("BETA", "members", END): "=1+1",
    ("BETA", "jobs", START): "8 (24)",
    ("BETA", "jobs", END): "13+05",
}


def network(name: str, order: int) -> Unit:
    """Return a network under the area."""
    return Unit(
        id=name,
        kind=UnitKind.NETWORK,
        name=LocalText(f"Nätverket ”{name}”", f'The "{name}" network'),
        order=order,
        parent="OMRÅDE",
        aliases=(f"{name}, fd", 'med "citat"'),
        in_comparison=True,
    )


def indicator(name: str, no: int) -> Indicator:
    """Return an indicator."""
    return Indicator(
        id=name,
        no=no,
        name=LocalText(name, name),
        label=LocalText(name, name),
        measure=Measure.STOCK,
        valid_from=date(2004, 1, 1),
    )


@pytest.fixture(scope="session")
def small() -> FollowUp:
    """A sound follow-up of two networks, two indicators and two points."""
    return FollowUp(
        name="liten",
        programmes=(Programme(id="p", name=LocalText("Program", "Programme")),),
        priority_areas=(
            PriorityArea(id="pa", programme="p", no=3, name=LocalText("Område", "Area")),
        ),
        follow_ups=(
            FollowUpRecord(
                id="f",
                priority_area="pa",
                title=LocalText("Uppföljning", "Follow-up"),
                published_on=date(2006, 3, 27),
            ),
        ),
        units=(
            Unit(id="OMRÅDE", kind=UnitKind.AREA, name=LocalText("område", "area"), order=1),
            network("ALFA", 2),
            network("BETA", 3),
        ),
        indicators=(indicator("members", 1), indicator("jobs", 2)),
        points=tuple(
            Point(id=day, name=LocalText(day, day), order=order)
            for order, day in enumerate((START, END))
        ),
        observations=tuple(
            Observation(
                unit=unit,
                indicator=name,
                point=point,
                reading=read(text, locale="sv"),
                alternative_level=Level.AREA if unit == "BETA" else None,
                source="annex",
            )
            for (unit, name, point), text in WORDS.items()
        ),
        claims=(
            Claim(
                id="alfa-1",
                kind=ClaimKind.PRINTED_DIFFERENCE,
                unit="ALFA",
                indicator="members",
                place=f"{START}/{END}",
                reading=read("4", locale="sv"),
                from_reading=read("3", locale="sv"),
            ),
            Claim(id="rubrik", kind=ClaimKind.HEADLINE, reading=read("39", locale="sv")),
        ),
        decisions=(
            Decision(
                id="d1",
                code="ambiguous-notation",
                unit="BETA",
                indicator="jobs",
                point=END,
                fingerprint="abc",
                action=Action.READ_AS,
                value="18",
                who="utvärderare",
                when=datetime(2006, 4, 1, 12, tzinfo=UTC),
                why="Rad ett,\nrad två",
            ),
        ),
        case_texts=(
            CaseText(
                id="t",
                unit="BETA",
                body=LocalText(
                    "År 2005 gick [[from-to BETA 1]], se [[claim rubrik]].",
                    "[[cell ALFA 2 2004-01-01|words]] of [[count networks]]: [[total 1 strict]].",
                ),
            ),
        ),
        sources=(Source(id="annex", kind="table", title=LocalText("Bilaga", "Annex")),),
    )


@pytest.fixture
def folder(small: FollowUp, tmp_path: Path) -> Path:
    """The small follow-up as a folder."""
    path = tmp_path / "liten"
    write_bundle(small, path)
    return path


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str, str], Path]:
    """A way to change words of a file in the folder, each exactly where it first stands."""

    def change(file: str, old: str, new: str) -> Path:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.fixture
def replaced(small: FollowUp) -> Callable[..., FollowUp]:
    """A way to change fields of one record of the small follow-up."""

    def change(table: str, at: int, **changes: object) -> FollowUp:
        records = list(getattr(small, table))
        records[at] = replace(records[at], **changes)
        return small.with_table(**{table: tuple(records)})

    return change
