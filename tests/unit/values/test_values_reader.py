"""What the reader does with the annex, with hostile text, and with a column of cells."""

from __future__ import annotations

from collections import Counter
from decimal import Context, Decimal, Inexact, localcontext
from pathlib import Path

import pytest

from folja.text import LANGUAGES, render
from folja.values import (
    READER,
    STATUS_OF,
    Kind,
    MissingReason,
    problem_messages,
    read,
    read_many,
)

#: The notations of the 720 cells of the example's annex, and how many cells each kind has.
ANNEX = {
    Kind.EXACT: (("0", "1416", "-10"), 545),
    Kind.BLANK: (("",), 94),
    Kind.MISSING: (("n.a.",), 61),
    Kind.SUM: (("11+26+50", "4+2", "13+2+20", "6+15"), 5),
    Kind.BRACKETED: (("(113)", "(31)"), 4),
    Kind.WITH_ALTERNATIVE: (("8 (24)", "8 (21)"), 4),
    Kind.RANGE: (("50-250",), 2),
    Kind.ABOUT: (("ca 39",), 2),
    Kind.AT_LEAST: (("25+",), 2),
    Kind.UNREADABLE: (("13+05",), 1),
}

SOURCE = Path("examples", "vasternorrland-2005", "source", "annex-tables.txt")


@pytest.fixture(scope="module")
def annex_cells(root: Path) -> list[str]:
    """The three cells of each row of the annex's ten tables, as the document has them."""
    lines = (root / SOURCE).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t")[1:] for line in lines if line.strip()]
    return [cell for row in rows if "2004-01-01" not in row for cell in (*row, "", "", "")[:3]]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("locale", [None, *LANGUAGES])
def test_notations_of_the_annex_are_read(kind: Kind, locale: str | None) -> None:
    """Every notation that the annex uses is read alike in every locale."""
    for text in ANNEX.get(kind, ((), 0))[0]:
        found = read(text, locale=locale)
        assert (found.kind, found.status) == (kind, STATUS_OF[kind])


def test_every_cell_of_the_annex_is_read(annex_cells: list[str]) -> None:
    """The 720 cells of the example fall into kinds as counted by hand."""
    found = Counter(read(text, locale="sv").kind for text in annex_cells)
    assert found == {kind: count for kind, (_, count) in ANNEX.items()}
    assert found.total() == 720


def test_reading_says_which_grammar_read_it() -> None:
    """Figure, missing, blank and unreadable all carry the reader's version and the words."""
    for text in ("12", "n.a.", "", "13+05", "hej"):
        assert (read(text).reader, read(text).text) == (READER, text)


def test_leading_zero_leaves_sum_and_part() -> None:
    """13+05 may be the sum of both, or 13 with a year beside it."""
    assert [(c.text, c.low, c.high) for c in read("13+05").candidates] == [
        ("13+5", Decimal(18), Decimal(18)),
        ("13", Decimal(13), Decimal(13)),
    ]
    assert [c.low for c in read("6+7+05").candidates] == [18, 13]
    assert [c.text for c in read("05+06").candidates] == ["5+6"]


def test_part_of_a_whole_is_no_count() -> None:
    """Of "two thirds" the figure alone is no reading; millions are a unit, in short or whole."""
    assert read("two thirds").candidates == read("3 fjärdedelar").candidates == ()
    short, long = (read(f"3,5 {word}", locale="sv") for word in ("milj", "miljoner"))
    assert (short.low, short.unit) == (Decimal("3.5"), "milj")
    assert (short.kind, short.low) == (long.kind, long.low)


@pytest.mark.parametrize(
    "text",
    [
        *("\x00", "\ud800", "12\ud800", "\U0010ffff", "1e999999999", "9" * 5000, "(" * 5000),
        *("+" * 5000, "-" * 5000, "1+" * 5000, "ca " * 5000, "ettusen" * 1000, "1 000 " * 1000),
        *(
            "٣٤",
            "１２",
            "½",
            "²",
            "Ⅻ",
            "\u202e12",
            "🙂",
            "12🙂",
            "=1+1",
            "=SUM(A1)",
            "#REF!",
            "<b>1</b>",
        ),
        *("0x1F", "1_000", "inf", "-inf", "nan", "1e9", "1E+9", "NULL", "None!", "True", "%", "%%"),
    ],
)
def test_hostile_text_is_unreadable(text: str) -> None:
    """What is no answer is unreadable with a problem that is worded; it never raises."""
    for locale in (None, *LANGUAGES):
        found = read(text, locale=locale)
        assert found.kind is Kind.UNREADABLE
        told = [render(message, "sv") for message in problem_messages(found)]
        assert told
        assert found.interval() is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("99999999999999", ""),
        ("100000000000000", "too-large"),
        ("-100000000000000", "too-large"),
        ("99999999999999+1", "too-large"),
        ("1,2345", ""),
        ("1,23450", ""),
        ("1,23456", "too-precise"),
        ("8 (1,23456)", "too-precise"),
        ("1,5-2,00001", "too-precise"),
        ("-1,00000000000000000000000000000000000001", "too-precise"),
        ("1,00000000000000000000000000000000000001+1", "too-precise"),
    ],
)
def test_figure_wider_than_a_column_is_refused(text: str, problem: str) -> None:
    """14 whole digits and 4 decimals are kept; what has more is refused, not rounded."""
    assert "".join(read(text).problems) == problem


def test_reading_does_not_depend_on_the_callers_precision() -> None:
    """A program that computes with few digits, or traps rounding, reads the same figures."""
    texts = ("12345678,1234", "-12345678,1234", "12345678,1234+1", "9999999-1", "12345678 ± 1")
    as_ever = [read(text) for text in texts]
    with localcontext(Context(prec=3, traps=[Inexact])):
        assert [read(text) for text in texts] == as_ever


@pytest.mark.parametrize("label", ["ca", "n.a.", "okänt", "24", "24+", "ca 20", "högst 5", "-"])
def test_doubt_in_brackets_is_no_label(label: str) -> None:
    """What qualifies a part of a sum, or replaces it, is not taken for its name."""
    assert read(f"11 ({label}) + 26").kind is Kind.UNREADABLE
    assert read(f"11 + 26 ({label})").kind is Kind.UNREADABLE
    assert read(f"11 + 26 (träffar, {label})").kind is Kind.SUM


def test_letters_are_read_however_they_are_composed() -> None:
    """Swedish letters of two characters, as some systems write them, are the same letters."""
    assert read("a\u030atta").low == Decimal(8)
    assert read("o\u0308ver 25").low_open
    assert read("hö\u00adgst 10").kind is Kind.AT_MOST


def test_words_mean_the_same_in_every_locale() -> None:
    """The locale decides about comma and point and nothing else."""
    for text in ("minst 25", "at least 25", "ett 30-tal", "twenty-five", "vet ej", "50-250"):
        assert read(text) == read(text, locale="sv") == read(text, locale="en")


def test_reading_many_reads_each_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column of a thousand cells with three texts is three readings, in order of appearance."""
    asked = []
    import folja.values.reader as reader

    plain_read = reader.read
    monkeypatch.setattr(reader, "read", lambda text, **kw: asked.append(text) or plain_read(text))
    found = read_many(["12", "n.a.", "", "12"] * 250)
    assert asked == ["12", "n.a.", ""]
    assert list(found) == asked
    assert found["n.a."].reason is MissingReason.NOT_AVAILABLE
