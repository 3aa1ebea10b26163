"""The manual is true: every example in it is run, and the printed page is the manual."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from manual import CHAPTERS
from manual.form import Example, Fails

from folja.text import codes
from folja.values import Kind, read

#: Codes that mark an answer which is read all the same, and one that is shown by length.
READ_ALL_THE_SAME = {"may-be-years", "alternative-may-be-year"}
SHOWN_ELSEWHERE = {"too-long"}


def examples() -> Iterator[pytest.param]:
    """Every example, named by chapter and section."""
    for no, chapter in enumerate(CHAPTERS, 1):
        for count, (section, example) in enumerate(chapter.examples()):
            yield pytest.param(example, id=f"{no}.{section} {count}")


@pytest.mark.parametrize("example", list(examples()))
def test_example_is_read_as_the_manual_says(example: Example) -> None:
    """What stands in the manual is what happens."""
    assert example.found() == example.expected


def test_manual_shows_every_problem() -> None:
    """Each way of being unreadable has an example in the manual."""
    shown = {
        example.code
        for chapter in CHAPTERS
        for _, example in chapter.examples()
        if isinstance(example, Fails)
    }
    worded = {code for code in codes("values") if not code.startswith("printed.")}
    assert worded - READ_ALL_THE_SAME - SHOWN_ELSEWHERE == shown


def test_long_text_is_no_figure() -> None:
    """More than 300 characters is a text, however it begins; exactly 300 is still an answer."""
    assert read("7" + " " * 400).low == 7
    assert read("1+" * 149 + "10").low == 159
    assert read("1+" * 149 + "100").problems == ("too-long",)
    assert read("7" * 10_000).kind is Kind.UNREADABLE


def test_page_of_the_manual_is_up_to_date(root: Path) -> None:
    """docs/reference/grammar.md is what scripts/reference_grammar.py writes."""
    script = root / "scripts" / "reference_grammar.py"
    spec = importlib.util.spec_from_file_location("reference_grammar", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    page = (root / "docs" / "reference" / "grammar.md").read_text(encoding="utf-8")
    assert page == module.page()
