"""The annex tables of the example give exactly the example's answers and printed differences."""

from __future__ import annotations

from pathlib import Path

import pytest

from folja.formats.bundle import read_bundle
from folja.formats.tables import Imported, import_files
from folja.model import FollowUp


@pytest.fixture(scope="module")
def example(root: Path) -> FollowUp:
    """The example bundle."""
    return read_bundle(root / "examples" / "vasternorrland-2005")


@pytest.fixture(scope="module")
def imported(root: Path, example: FollowUp) -> Imported:
    """The example's annex tables, imported with its catalogue."""
    source = root / "examples" / "vasternorrland-2005" / "source" / "annex-tables.txt"
    return import_files([source], example)


def test_annex_gives_the_examples_follow_up(imported: Imported, example: FollowUp) -> None:
    """Every cell comes back verbatim, with its level, source and place in the order."""
    assert imported.follow_up.observations == example.observations
    assert imported.follow_up.claims == example.claims
    assert imported.follow_up == example


def test_annex_has_ten_tables_of_all_indicators(imported: Imported) -> None:
    """Ten tables of 24 rows are found by their headers, all matched: 720 cells."""
    tables = imported.files[0].tables
    assert len({table.network for table in tables}) == len(tables) == 10
    assert {tuple(row.no for row in table.rows) for table in tables} == {tuple(range(1, 25))}
    assert (imported.observations, imported.claims) == (480, 240)


def test_annex_leaves_nothing_to_say(imported: Imported) -> None:
    """No row is odd, and no label had to be guessed."""
    assert imported.files[0].findings == ()
    assert {row.score for table in imported.files[0].tables for row in table.rows} == {100}
