"""Digits and number words are read to the number they name, and to no other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from folja.values import Kind, read
from folja.values.numerals import Figure, figure, joined, number_word

SV = (
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton "
    "sjutton arton nitton"
)
EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
SV_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"
EN_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def in_swedish(n: int) -> str:
    """Spell a number below a million in Swedish, as one word."""
    if n >= 1000:
        thousands = "" if n < 2000 else in_swedish(n // 1000)
        return f"{thousands}tusen{in_swedish(n % 1000) if n % 1000 else ''}"
    if n >= 100:
        return f"{in_swedish(n // 100)}hundra{in_swedish(n % 100) if n % 100 else ''}"
    if n >= 20:
        return SV_TENS.split()[n // 10 - 2] + (in_swedish(n % 10) if n % 10 else "")
    return SV.split()[n]


def in_english(n: int) -> str:
    """Spell a number below a million in English, with hyphens and "and"."""
    if n >= 1000:
        rest = n % 1000
        joint = " and " if 0 < rest < 100 else " "
        return f"{in_english(n // 1000)} thousand{joint}{in_english(rest) if rest else ''}".strip()
    if n >= 100:
        rest = f" and {in_english(n % 100)}" if n % 100 else ""
        return f"{in_english(n // 100)} hundred{rest}"
    if n >= 20:
        return EN_TENS.split()[n // 10 - 2] + (f"-{in_english(n % 10)}" if n % 10 else "")
    return EN.split()[n]


NUMBERS = [*range(1100), 1999, 2000, 2500, 12_345, 20_021, 100_000, 250_001, 999_999]


def test_number_words_are_read_in_both_languages() -> None:
    """Every number up to a thousand, and some beyond, is read from its words."""
    for n in NUMBERS:
        for text in (in_swedish(n), in_english(n)):
            found = read(text)
            assert (found.kind, found.low, found.high) == (Kind.EXACT, n, n), text


def test_number_words_in_several_words_are_read() -> None:
    """Swedish number words may be written apart, where they still make one number."""
    for words, n in (
        ("två hundra femtio", 250),
        ("ett hundra tjugo fem", 125),
        ("tio tusen", 10_000),
        ("fem hundra tusen", 500_000),
        ("tusen fem", 1005),
        ("ettusen", 1000),
        ("en", 1),
        ("aderton", 18),
    ):
        assert joined(words.split()) == n, words


@pytest.mark.parametrize(
    "words",
    [
        *("fem tio", "två tre", "hundra hundra", "tjugo tjugo", "fem hundra tusen tusen"),
        *("noll fem", "tusen noll", "tio fem", "fem noll", "tjugo elva", "hundra tusen tusen"),
    ],
)
def test_number_words_that_make_two_numbers_are_not_read(words: str) -> None:
    """Words in a row that are no single number are not joined, not even to a word that exists."""
    assert joined(words.split()) is None
    assert read(words).kind is Kind.UNREADABLE


@pytest.mark.parametrize(
    "word", ["", "nätverk", "tusentusen", "hundratal", "femtusennoll", "x" * 99]
)
def test_word_that_names_no_number_is_none(word: str) -> None:
    """Other words, and words that only begin like a number, are no number."""
    assert number_word(word) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *(("1 416", "1416"), ("12.000", "12"), ("1.416", "1.416"), ("12,50", "12.50")),
        *(("1’416’000", "1416000"), ("1,416,000.5", "1416000.5"), ("1 416.25", "1416.25")),
    ],
)
def test_digits_are_read_in_english(written: str, value: str) -> None:
    """In English a comma parts thousands and a point begins the decimals."""
    found = figure(written, "en")
    assert found == Figure(Decimal(value))


@pytest.mark.parametrize(
    ("written", "value"),
    [("12.000", "12000"), ("12,000", "12"), ("1.416,25", "1416.25"), ("12.5", "12.5")],
)
def test_digits_are_read_in_swedish(written: str, value: str) -> None:
    """In Swedish a point parts thousands, where three digits follow, and a comma the decimals."""
    found = figure(written, "sv")
    assert found is not None
    assert (found.value, found.ambiguous) == (Decimal(value), False)


@pytest.mark.parametrize(
    "written", ["1.2.3", "1416.000.000", "1,41.6", "12,5,5", "1.416 000", "14,16,000", "1'41"]
)
def test_digits_grouped_wrongly_are_no_number(written: str) -> None:
    """Groups that are not of three, or of mixed signs, make no number in any locale."""
    assert [figure(written, locale) for locale in (None, "sv", "en")] == [None] * 3


@pytest.mark.parametrize(
    ("written", "doubtful"),
    [("05", True), ("0", False), ("0,5", False), ("00", True), ("05,5", True), ("105", False)],
)
def test_leading_zero_is_noticed(written: str, doubtful: bool) -> None:
    """A number that begins like a code or a date is marked; 0 and decimals below 1 are not."""
    found = figure(written)
    assert found is not None
    assert found.leading_zero is doubtful
