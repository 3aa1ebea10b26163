"""Every word of the tables is read as the table says, in any case, and means one thing only."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from folja.values import Kind, MissingReason, read
from folja.values import vocabulary as words
from folja.values.vocabulary import Bound

BEFORE = [(bound, phrase) for bound in words.BEFORE for phrase in bound.phrases]
AFTER = [(bound, phrase) for bound in words.AFTER for phrase in bound.phrases]


def assert_bound(text: str, bound: Bound) -> None:
    """Assert that a text with the figure 25 is read as the bound says."""
    found = read(text)
    assert found.kind is (bound.kind or Kind.EXACT), text
    assert found.approximate is bound.approximate, text
    at_least, at_most = bound.kind is Kind.AT_LEAST, bound.kind is Kind.AT_MOST
    assert found.low == (None if at_most else Decimal(25)), text
    assert found.high == (None if at_least else Decimal(25)), text
    assert (found.low_open, found.high_open) == (bound.open and at_least, bound.open and at_most)


@pytest.mark.parametrize(("bound", "phrase"), BEFORE)
def test_words_before_figure_are_read(bound: Bound, phrase: str) -> None:
    """Each phrase before a figure gives its kind, in small letters and in capitals."""
    assert_bound(f"{phrase} 25", bound)
    assert_bound(f"{phrase.upper()} 25", bound)
    assert_bound(f"{phrase} tjugofem", bound)


@pytest.mark.parametrize(("bound", "phrase"), AFTER)
def test_words_after_figure_are_read(bound: Bound, phrase: str) -> None:
    """Each phrase after a figure gives its kind, with and without what is counted."""
    assert_bound(f"25 {phrase}", bound)
    assert_bound(f"25 företag {phrase}", bound)
    assert_bound(f"25 {phrase.capitalize()}", bound)


@pytest.mark.parametrize("reason", MissingReason)
def test_words_in_place_of_figure_are_read(reason: MissingReason) -> None:
    """Each way of saying that there is no figure gives its reason, however it is typed."""
    for phrase in words.MISSING.get(reason, ()):
        typed = (
            phrase,
            phrase.upper(),
            f" {phrase} ",
            f"({phrase})",
            phrase.replace(" ", "\u00a0"),
        )
        for text in typed:
            assert (read(text).kind, read(text).reason) == (Kind.MISSING, reason), text
        assert read(phrase).interval() is None


@pytest.mark.parametrize("unit", [*words.UNITS, *words.PERCENT])
def test_unit_is_kept_and_never_multiplies(unit: str) -> None:
    """Each unit stands in `unit` beside an exact figure, which is left as it is."""
    found = read(f"25 {unit}")
    assert (found.kind, found.low, found.high) == (Kind.EXACT, Decimal(25), Decimal(25))
    assert found.unit == ("%" if unit in words.PERCENT else unit)
    assert found.percent is (unit in words.PERCENT)


@pytest.mark.parametrize("word", [*words.VAGUE, *words.RELATIVE])
def test_amount_without_figure_is_not_read(word: str) -> None:
    """Words for an amount or a growth are no figure, alone or beside one that is counted."""
    assert read(word).kind is Kind.UNREADABLE
    assert read(f"{word} företag").kind is Kind.UNREADABLE


def test_phrase_means_one_thing() -> None:
    """No phrase stands in two lines of a table, and none both says "missing" and counts."""
    for table in (
        [phrase for _, phrase in BEFORE],
        [phrase for _, phrase in AFTER],
        [phrase for phrases in words.MISSING.values() for phrase in phrases],
        list(words.UNITS),
    ):
        assert [phrase for phrase, n in Counter(table).items() if n > 1] == []
    missing = {phrase for phrases in words.MISSING.values() for phrase in phrases}
    assert missing.isdisjoint(words.UNITS + words.NONE + words.NO + words.VAGUE + words.RELATIVE)
