"""`folja import`: the example's own tables come in whole, and nothing is overwritten unasked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from folja.formats.bundle import read_bundle

Run = Callable[..., Any]


@pytest.fixture
def tables(example: Path) -> Path:
    """The annex tables of the example."""
    return example / "source" / "annex-tables.txt"


@pytest.fixture
def changed(tables: Path, tmp_path: Path) -> Path:
    """The same tables with one answer changed: SI's participants at the end, 58, is now 59."""
    path = tmp_path / "ändrad.txt"
    text = tables.read_text(encoding="utf-8")
    assert "\t70\t58\t-12" in text
    path.write_text(text.replace("\t70\t58\t-12", "\t70\t59\t-12"), encoding="utf-8")
    return path


def participants(bundle: Path) -> str:
    """Return SI's participants at the end, as the bundle has them."""
    follow_up = read_bundle(bundle)
    indicator = follow_up.indicator_by_no[1].id
    return follow_up.observation_at["SI", indicator, "2005-12-31"].reading.text


def test_tables_of_the_example_give_its_answers(
    run: Run, tables: Path, example: Path, tmp_path: Path
) -> None:
    """Ten tables of 24 rows give 480 answers and 240 differences, equal to the example's."""
    out = tmp_path / "ny"
    ran = run("import", tables, "--catalogue", example, "--out", out, "--json")
    assert ran.code == 0, ran.err
    data = ran.json("import")
    assert data["written"] == {"observations": 480, "claims": 240}
    (file,) = data["files"]
    assert [len(table["rows"]) for table in file["tables"]] == [24] * 10
    assert sum(len(row["cells"]) for table in file["tables"] for row in table["rows"]) == 720
    new, old = read_bundle(out), read_bundle(example)
    assert {o.key: o.reading for o in new.observations} == {
        o.key: o.reading for o in old.observations
    }
    assert run("validate", out).out == "Bunten hänger ihop.\n"


def test_tables_are_shown_one_per_line(
    run: Run, tables: Path, example: Path, tmp_path: Path
) -> None:
    """People see every table with its network and how sure the match is, then what came in."""
    ran = run("import", tables, "--catalogue", example, "--out", tmp_path / "ny")
    assert "annex-tables.txt: 10 tabeller" in ran.out
    assert "Processum" in ran.out
    assert "Inläst: 480 svar och 240 tryckta differenser" in ran.out


def test_dry_run_writes_nothing(run: Run, tables: Path, example: Path, tmp_path: Path) -> None:
    """A dry run says what would come in and leaves the disk alone."""
    ran = run("import", tables, "--catalogue", example, "--out", tmp_path / "ny", "--dry-run")
    assert ran.code == 0
    assert "Inget är skrivet" in ran.out
    assert not (tmp_path / "ny").exists()


def test_answer_that_stands_is_replaced_only_when_told(
    run: Run, changed: Path, copied: Path
) -> None:
    """Without --replace the bundle keeps its answer; with it the file's answer comes in."""
    place = ("--catalogue", copied, "--out", copied)
    for option in ((), ("--keep",)):
        ran = run("import", changed, *place, *option, "--json")
        assert ran.json("import")["written"]["observations"] == 0
        assert participants(copied) == "58"
    ran = run("import", changed, *place, "--replace", "--json")
    assert ran.json("import")["written"]["observations"] == 1
    assert participants(copied) == "59"


def test_question_is_put_on_a_terminal_only(
    run: Run, changed: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a terminal the user chooses between what stands and what the file says."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    answers = iter(["", "2"])
    monkeypatch.setattr(click, "prompt", lambda *_args, **_settings: next(answers))
    place = ("--catalogue", copied, "--out", copied)
    ran = run("import", changed, *place)
    assert "Vilket ska gälla?" in ran.err
    assert participants(copied) == "58"
    run("import", changed, *place)
    assert participants(copied) == "59"


def test_file_without_tables_is_refused(run: Run, example: Path, tmp_path: Path) -> None:
    """When nothing can be matched nothing is written, and the code is 3."""
    (tmp_path / "brev.txt").write_text("Hej, vi hörs.\n", encoding="utf-8")
    ran = run("import", tmp_path / "brev.txt", "--catalogue", example, "--out", tmp_path / "ny")
    assert ran.code == 3
    assert "Ingenting kunde läsas in" in ran.err
    assert not (tmp_path / "ny").exists()


def test_wrong_calls_are_told_apart(run: Run, tables: Path, example: Path, tmp_path: Path) -> None:
    """Two contrary options are usage; a file or catalogue that is not there is refused."""
    out = ("--out", tmp_path / "ny")
    ran = run("import", tables, "--catalogue", example, *out, "--keep", "--replace")
    assert ran.code == 2
    assert "inte båda" in ran.err
    assert run("import", tables, "--catalogue", tmp_path / "borta", *out).code == 3
    assert run("import", tmp_path / "borta.txt", "--catalogue", example, *out).code == 3


def test_empty_folder_is_filled(run: Run, tables: Path, example: Path, tmp_path: Path) -> None:
    """A folder that is there but empty is a place like any other."""
    (tmp_path / "ny").mkdir()
    assert run("import", tables, "--catalogue", example, "--out", tmp_path / "ny").code == 0
    assert len(read_bundle(tmp_path / "ny").observations) == 480
