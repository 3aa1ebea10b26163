"""A question that one network added is counted for that network, and asked of no other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from folja.documents import Document, Figure
from folja.model import Adaptation, FollowUp
from folja.reporting import in_languages
from folja.reporting.counting import counts

OWN = Adaptation(id="x", unit="N1", indicator="I2", action="add", comparability="same")


@pytest.fixture
def made(build: Callable[..., FollowUp]) -> FollowUp:
    """Two networks and two questions, the second of which the first network added."""
    cells = {("N1", "I1"): ("1", "2"), ("N2", "I1"): ("3", "3"), ("N1", "I2"): ("5", "9")}
    return build(cells).with_table(adaptations=(OWN,))


@pytest.fixture
def report(made: FollowUp) -> Document:
    """The report of the two."""
    (sv,) = in_languages(made, ("sv",), digest="0" * 64)
    return sv


def words(row: Any) -> list[str]:
    """Return what stands in a row."""
    return ["".join(getattr(p, "text", "") for p in cell.inlines) for cell in row.cells]


def test_counts_are_of_what_every_network_is_asked(
    made: FollowUp, report: Document, told: Callable[[Document], Any]
) -> None:
    """In texts, on the title page, and in the sentence on what is asked."""
    assert counts(made, findings=0)["indicators"] == 1
    assert "med en indikator" in dict(report.front.facts)["Omfattning"]
    assert "ställer en fråga till varje nätverk" in told(report).text()


def test_network_is_told_of_as_many_questions_as_it_was_asked(
    report: Document, told: Callable[[Document], Any]
) -> None:
    """Two for the one that added its own, one for the other."""
    ledes = [told(report).under(f"unit-N{n}")[0].inlines for n in (1, 2)]
    asked = [
        next(p.text for p in lede if getattr(p, "origin", None) and "indicators" in str(p.origin))
        for lede in ledes
    ]
    assert asked == ["2", "1"]


def test_annex_and_totals_leave_out_whoever_was_not_asked(
    report: Document, told: Callable[[Document], Any]
) -> None:
    """No row of gaps for the other network; one of one counts."""
    tables = told(report).tables()
    assert [words(row)[0] for row in tables["total-2"].rows][:-2] == ["Nätet N1"]
    assert [words(row)[0] for row in tables["total-1"].rows][:-2] == ["Nätet N1", "Nätet N2"]
    assert words(tables["totals"].rows[-1])[-1] == "1 av 1"
    assert [words(row)[0] for row in tables["indicators-table"].rows][-2:] == [
        "Nätet N1 – en egen fråga",
        "2",
    ]


def test_coverage_has_no_gap_where_nothing_was_asked(report: Document) -> None:
    """The map has a column for what all were asked."""
    maps = [b for b in report.blocks if isinstance(b, Figure) and b.id.startswith("coverage-")]
    assert [len(m.spec.columns) for m in maps] == [1, 1]  # type: ignore[union-attr]
