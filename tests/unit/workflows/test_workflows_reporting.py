"""The report as files, and the command that writes them; the recipe itself is tested elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from folja.cli import main
from folja.documents import Document
from folja.model import FollowUp
from folja.text import Language
from folja.workflows import reporting
from folja.workflows.reporting import FORMATS, Written, write_report

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"
Asked = list[tuple[tuple[str, ...], bool]]


@pytest.fixture
def asked(sample: Callable[[Language], Document], monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Put the sample in the place of the recipe; returns what it was asked for."""
    calls: Asked = []

    def documents(
        _follow_up: FollowUp, languages: Sequence[Language], *, annex_only: bool = False
    ) -> Iterator[Document]:
        calls.append((tuple(languages), annex_only))
        return (sample(lang) for lang in languages)

    monkeypatch.setattr(reporting, "documents", documents)
    return calls


def test_each_format_and_language_is_a_file(asked: Asked, tmp_path: Path) -> None:
    """Files come one by one, each whole when it is named, under a name for its language."""
    written = write_report(FollowUp(), tmp_path / "ut", formats=("html", "xlsx"))
    first = next(written)
    assert first.path.read_bytes().startswith(b"<!doctype html>")
    rest = list(written)
    found: list[Written] = [first, *rest]
    assert [(w.format, w.lang) for w in found] == [
        ("html", "sv"),
        ("xlsx", "sv"),
        ("html", "en"),
        ("xlsx", "en"),
    ]
    assert {p.name for p in (tmp_path / "ut").iterdir()} == {w.path.name for w in found}
    assert asked == [(("sv", "en"), False)]


def test_formats_are_the_four_of_the_contract() -> None:
    """Each format's package can be loaded and has a function that writes."""
    assert tuple(FORMATS) == ("html", "pdf", "docx", "xlsx")
    assert all(callable(reporting.writer(name)) for name in FORMATS)


def test_command_names_its_files(
    asked: Asked,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`folja report` lists its files as JSON and for people, and speaks the first language."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    command = ["report", str(EXAMPLE), "--out", str(tmp_path / "ut"), "--to", "html"]
    assert main([*command, "--lang", "sv,en", "--annex-only", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    assert [Path(f).exists() for f in files] == [True, True]
    assert main([*command, "--lang", "sv"]) == 0
    assert capsys.readouterr().out.startswith("En fil är skriven:\n")
    assert main(command) == 0
    out = capsys.readouterr().out
    assert out.startswith("One file is written:\n")
    assert out.splitlines()[1].startswith(str(tmp_path))
    assert asked == [(("sv", "en"), True), (("sv",), False), (("en",), False)]


def test_place_that_cannot_be_written_is_refused(
    asked: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file where the folder should be is refused with its place."""
    (tmp_path / "ut").write_text("x", encoding="utf-8")
    assert main(["report", str(EXAMPLE), "--out", str(tmp_path / "ut"), "--to", "html"]) == 3
    assert str(tmp_path / "ut") in capsys.readouterr().err
    assert asked == []
