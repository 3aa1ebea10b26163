"""The page of our own faults needs no database, no language and no style sheet to be shown."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from folja_site.config import pages

WORDS = ("Något gick fel hos oss", "Something went wrong on our side", "<main")


def test_fault_is_told_in_both_languages_without_a_database() -> None:
    """No query is asked: the test has no database."""
    answer = pages.our_fault(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert all(words in answer.content.decode() for words in WORDS)
    assert "folja" in answer.content.decode()


def test_fault_is_told_where_style_sheets_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are enough."""

    def missing(name: str) -> str:
        raise ValueError(name)

    monkeypatch.setattr(pages, "static", missing)
    answer = pages.our_fault(RequestFactory().get("/"))
    assert all(words in answer.content.decode() for words in WORDS)
    assert "stylesheet" not in answer.content.decode()
