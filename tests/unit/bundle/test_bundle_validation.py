"""Every way in which a bundle may not hang together is named with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from folja.formats.bundle import validate
from folja.model import FollowUp, Goal
from folja.text import LocalText, render
from folja.values import read

Replaced = Callable[..., FollowUp]


def codes(bundle: FollowUp | Path) -> list[str]:
    """Return the codes of the problems; each is worded in both languages."""
    problems = validate(bundle)
    for problem in problems:
        assert render(problem.message, "sv") != render(problem.message, "en")
    return [p.code for p in problems]


def test_sound_bundle_has_no_problem(small: FollowUp, folder: Path) -> None:
    """A bundle as we write it is sound, as records and as files."""
    assert validate(small) == ()
    assert validate(folder) == ()


@pytest.mark.parametrize(
    ("table", "at", "changes", "expected"),
    [
        ("units", 2, {"id": "ALFA"}, "key-twice"),
        ("decisions", 0, {"who": ""}, "cell-empty"),
        ("units", 1, {"parent": "BORTA"}, "points-nowhere"),
        ("sources", 0, {"part_of": "borta"}, "points-nowhere"),
        ("observations", 0, {"version": 2}, "version-unknown"),
        ("claims", 0, {"place": "2004-01-01/2006-01-01"}, "place-unknown"),
        ("decisions", 0, {"point": "2006-01-01"}, "place-unknown"),
        ("units", 0, {"parent": "ALFA"}, "unit-under-itself"),
        ("decisions", 0, {"unit": "OMRÅDE"}, "decision-without-cell"),
    ],
)
def test_record_that_does_not_fit_is_named(
    replaced: Replaced, table: str, at: int, changes: dict[str, object], expected: str
) -> None:
    """A record changed so that it no longer fits gives its problem, in its row."""
    problems = validate(replaced(table, at, **changes))
    assert (expected, f"data/{table}.csv", at + 2) in [(p.code, p.file, p.row) for p in problems]


def test_point_that_is_no_date_is_named(replaced: Replaced) -> None:
    """A measurement point is a date."""
    assert "point-no-date" in codes(replaced("points", 0, id="våren 2004"))


def test_reading_that_differs_is_named_until_it_is_decided(
    small: FollowUp, replaced: Replaced
) -> None:
    """A stored reading that the words no longer give is named; a decision on the cell ends it."""
    other = replace(small.observations[3].reading, low=Decimal(40))
    assert codes(replaced("observations", 3, reading=other)) == ["reading-differs"]
    decided = replace(small.observations[7].reading, problems=("x",))
    assert codes(replaced("observations", 7, reading=decided)) == []
    claim = replace(small.claims[0].from_reading, low=Decimal(2))
    problems = validate(replaced("claims", 0, from_reading=claim))
    assert [(p.code, p.column) for p in problems] == [("reading-differs", "from_verbatim")]


def test_reading_of_either_language_holds(replaced: Replaced) -> None:
    """A form in English reads "1,200" as 1200, one in Swedish as 1.2; the answer names neither."""
    in_english, in_swedish = (read("1,200", locale=locale) for locale in ("en", "sv"))
    assert in_english.low != in_swedish.low
    for reading in (in_english, in_swedish):
        assert codes(replaced("observations", 3, reading=reading)) == []
    other = replace(in_english, low=Decimal(12))
    assert codes(replaced("observations", 3, reading=other)) == ["reading-differs"]


def test_reader_version_alone_is_no_difference(small: FollowUp, replaced: Replaced) -> None:
    """A newer grammar that reads the same words the same way changes nothing."""
    older = replace(small.observations[3].reading, reader="0")
    assert codes(replaced("observations", 3, reading=older)) == []


@pytest.mark.parametrize(
    "reference",
    [
        "[[cell ALFA 2 2006-01-01]]",
        "[[cell ALFA 99 2004-01-01]]",
        "[[cell BORTA 1 2004-01-01]]",
        "[[change OMRÅDE 1]]",
        "[[from-to ALFA 99]]",
        "[[claim borta]]",
        "[[total 1 rough]]",
        "[[total x strict]]",
        "[[count stars]]",
        "[[cell ALFA]]",
        "[[sum ALFA 1]]",
    ],
)
def test_reference_that_leads_nowhere_is_named(replaced: Replaced, reference: str) -> None:
    """A reference to a cell, change, claim, total or count that is not there is named."""
    body = LocalText(sv=f"Text {reference}.", en="Text.")
    problems = validate(replaced("case_texts", 0, body=body))
    assert [(p.code, p.column) for p in problems] == [("reference-broken", "body_sv")]


def test_reference_that_is_malformed_is_named(replaced: Replaced) -> None:
    """Double brackets that are no reference are named."""
    for text in ("[[cell]]", "[[ claim rubrik ]]", "[[claim rubrik]"):
        body = LocalText(sv="Text.", en=text)
        assert codes(replaced("case_texts", 0, body=body)) == ["reference-malformed"]


def test_figure_typed_into_a_case_text_is_named(replaced: Replaced) -> None:
    """A digit in a case text is named, a year is not."""
    body = LocalText(sv="Under 2005 kom 7 företag.", en="In 2005.")
    problems = validate(replaced("case_texts", 0, body=body))
    assert [(p.code, p.message.params["figure"]) for p in problems] == [("figure-typed", "7")]


def test_file_that_was_changed_is_named(folder: Path) -> None:
    """A table that no longer has the size or the checksum of the descriptor is named."""
    path = folder / "data" / "decisions.csv"
    path.write_bytes(path.read_bytes().replace("utvärderare".encode(), b"utvarderaren"))
    assert codes(folder) == ["hash-differs"]


def test_table_that_nobody_lists_is_named(folder: Path) -> None:
    """A table of ours that lies in the folder without being listed is named."""
    (folder / "data" / "events.csv").write_text("id\n", encoding="utf-8")
    assert codes(folder) == ["table-unlisted"]


def test_bundle_that_cannot_be_opened_gives_one_problem(folder: Path) -> None:
    """What opening refuses is the one problem, with its place."""
    path = folder / "data" / "points.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",0", ",noll"), encoding="utf-8")
    found = [p for p in validate(folder) if p.code != "hash-differs"]
    assert [(p.code, p.file, p.row, p.column) for p in found] == [
        ("cell-wrong", "data/points.csv", 2, "order")
    ]


def test_decision_about_an_entry_of_the_catalogue_fits(small: FollowUp, replaced: Replaced) -> None:
    """A decision about a goal names the goal where others name the point."""
    goal = Goal(id="goal-3", priority_area="pa", no=3, text=LocalText("Mål", "Goal"))
    about = replaced("decisions", 0, unit=None, indicator=None, point="goal-3")
    assert codes(about.with_table(goals=(goal,))) == []
    assert codes(about) == ["place-unknown"]
