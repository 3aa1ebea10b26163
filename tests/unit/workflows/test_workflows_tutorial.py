"""What the tutorial shows is what a newcomer gets."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def test_tutorial_shows_what_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line of the notebook tutorial gives the result that stands under it."""
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(
        str(ROOT / "docs" / "tutorials" / "notebook.md"), module_relative=False, encoding="utf-8"
    )
    assert done.attempted > 15
    assert done.failed == 0
