"""Each specimen holds one trap; what has to come of it stands in expected*.toml beside them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from folja.formats.tables import Imported, TablesRefused, import_files
from folja.model import FollowUp
from folja.text import render

FOLDER = Path(__file__).parents[2] / "specimens" / "tables"
EXPECTED: dict[str, dict[str, Any]] = {
    name: outcome
    for path in sorted(FOLDER.glob("expected*.toml"))
    for name, outcome in tomllib.loads(path.read_text(encoding="utf-8")).items()
}
READ = [name for name, outcome in EXPECTED.items() if "refused" not in outcome]
REFUSED = [name for name, outcome in EXPECTED.items() if "refused" in outcome]


def rows(imported: Imported) -> list[str]:
    """Return what was done with every row, a line each."""
    return [
        f"{table.network or '–'} {row.no or '–'} {row.action.value}: "
        + " | ".join(cell.text for cell in row.cells)
        for file in imported.files
        for table in file.tables
        for row in table.rows
    ]


@pytest.mark.parametrize("name", READ)
def test_specimen_is_read_as_expected(name: str, catalogue: FollowUp) -> None:
    """Every row of a specimen comes to what is written beside it, and is told about so."""
    imported = import_files([FOLDER / name], catalogue)
    expected = EXPECTED[name]
    assert rows(imported) == expected["rows"]
    assert [f.code for f in imported.files[0].findings] == expected["found"]
    comments = sorted({o.comment for o in imported.follow_up.observations if o.comment})
    assert comments == expected.get("notes", [])


@pytest.mark.parametrize("name", REFUSED)
def test_specimen_is_refused_with_its_place(name: str, catalogue: FollowUp) -> None:
    """A refusal has its own reason, and its words name the file in both languages."""
    with pytest.raises(TablesRefused) as refusal:
        import_files([FOLDER / name], catalogue)
    assert refusal.value.message.code == f"tables.refused.{EXPECTED[name]['refused']}"
    assert name in render(refusal.value.message, "sv")
    assert name in render(refusal.value.message, "en")


def test_specimen_has_an_outcome() -> None:
    """Every file of the folder is listed with its trap, and every entry has its file."""
    files = {path.name for path in FOLDER.iterdir() if path.suffix != ".toml"}
    assert files == set(EXPECTED)
    assert len(files) >= 40
    assert len({outcome["trap"] for outcome in EXPECTED.values()}) == len(files)


@pytest.mark.parametrize("name", READ)
def test_finding_is_worded_with_its_remedy(name: str, catalogue: FollowUp) -> None:
    """What is found is said in both languages, with what to do about it."""
    for finding in import_files([FOLDER / name], catalogue).files[0].findings:
        assert finding.remedy is not None
        for lang in ("sv", "en"):
            assert name in render(finding.message, lang)
            assert "{" not in render(finding.remedy, lang)
