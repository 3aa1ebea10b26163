"""The recipe works on any follow-up: other indicators, one point, no texts, nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from folja.documents import Document, Figure, Heading, Table
from folja.formats.html import write
from folja.model import FollowUp, UnitStatus
from folja.reporting import annex, report
from folja.text import Language

Build = Callable[..., FollowUp]
Ask = Callable[[Document], Any]
LANGUAGES: tuple[Language, ...] = ("sv", "en")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("recipe", [report, annex])
def test_empty_follow_up_gives_a_document(
    recipe: Callable[[FollowUp, Language], Document], lang: Language
) -> None:
    """Nothing is known, and the report says so without failing."""
    document = recipe(FollowUp(), lang)
    assert document.front.title
    assert document.dated.year == 1
    assert write(document)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_point_tells_no_change(lang: Language, build: Build, told: Ask) -> None:
    """Answers stand as they are; no total, no fall and no two-point chart."""
    document = report(
        build({("A", "bin"): ("7",), ("B", "bin"): ("ca 9",)}, points=("2024-01-01",)), lang
    )
    assert not [b for b in document.blocks if isinstance(b, Figure) and b.id.startswith("chart")]
    anchors = {b.id for b in document.blocks if isinstance(b, Heading)}
    assert not anchors & {"falls", "headlines", "whole"}
    tables = told(document).tables()
    assert [c.title for c in tables["annex-A"].columns][2:] == ["2024-01-01"]
    assert "2024" in told(document).text()
    assert write(document)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_indicators_fill_the_same_report(lang: Language, build: Build, told: Ask) -> None:
    """Networks at the top of the tree, no themes, no texts, no headlines."""
    document = report(
        build({("A", "bin"): ("7", "5"), ("A", "hives"): ("1", "10+"), ("B", "bin"): ("", "3")}),
        lang,
    )
    tables = told(document).tables()
    assert [r.cells[0].inlines[0].text for r in tables["falls-table"].rows if r.kind == "body"] == [
        "Nätet A" if lang == "sv" else "The A net"
    ]
    assert tables["total-1"].rows[-2].cells[3].inlines[0].text == "−2"
    assert tables["total-2"].rows[-2].cells[3].inlines[0].text == (
        "minst 9" if lang == "sv" else "at least 9"
    )
    assert "ledger" not in tables
    assert write(document)


def test_network_that_told_nothing_is_not_counted_as_compared(build: Build, told: Ask) -> None:
    """It is in the comparison, and the report says that there is nothing to compare it by."""
    whole = build({("A", "bin"): ("7", "5"), ("B", "bin"): ("3", "3")})
    silent = replace(whole, observations=tuple(o for o in whole.observations if o.unit == "A"))
    assert [u.id for u in silent.compared] == ["A"]
    assert len(whole.compared) == 2
    assert "There are no data on the network." in told(report(silent, "en")).text()
    assert "There are no data on the network." not in told(report(whole, "en")).text()


def test_network_that_was_asked_and_left_all_empty_is_not_counted_as_compared(
    build: Build, told: Ask
) -> None:
    """Blank answers tell nothing: the report says that it was asked, not that it is compared."""
    asked = build({("A", "bin"): ("7", "5"), ("B", "bin"): ("", "")})
    assert [u.id for u in asked.compared] == ["A"]
    text = " ".join(told(report(asked, "en")).text().split())
    assert "1 of 2 networks can be compared" in text
    assert "The network was asked but has given no figure at all." in text


def test_three_points_stand_side_by_side(build: Build, told: Ask) -> None:
    """The change is from the first point to the last."""
    days = ("2021-01-01", "2022-01-01", "2024-01-01")
    document = report(build({("A", "bin"): ("1", "9", "4")}, points=days), "en")
    table = told(document).tables()["annex-A"]
    assert [c.title for c in table.columns][2:5] == list(days)
    assert table.rows[0].cells[5].inlines[0].text == "+3"


def test_network_that_does_not_operate_is_told_without_its_figures(build: Build, told: Ask) -> None:
    """Its zeros stand in the annex, and nowhere else."""
    follow_up = build({("A", "bin"): ("1", "2"), ("B", "bin"): ("0", "0")})
    waiting = replace(follow_up.units[1], status=UnitStatus.UNDER_ORGANISATION, in_comparison=False)
    told_of = told(report(follow_up.with_table(units=(follow_up.units[0], waiting)), "en"))
    blocks = told_of.under("unit-B")
    assert not [b for b in blocks if isinstance(b, Table)]
    assert "annex-B" in told_of.tables()
    assert "has nothing to count" in str(blocks)


def test_same_follow_up_gives_the_same_document(build: Build) -> None:
    """Twice the same tree, block by block."""
    cells = {("A", "bin"): ("7", "5"), ("B", "bin"): ("50-250", "n.a.")}
    assert report(build(cells), "sv") == report(build(cells), "sv")


def test_code_of_the_data_that_nobody_words_is_made_readable(build: Build, told: Ask) -> None:
    """A report shows no code: an unknown kind of project reads as words."""
    from folja.model import Project
    from folja.text import LocalText

    follow_up = build({("A", "bin"): ("7", "5")}).with_table(
        projects=(
            Project(id="p", units=("A",), name=LocalText("Bidrag", "Grant"), kind="cross-border"),
        )
    )
    assert "Grant (Cross border)." in told(report(follow_up, "en")).text()
