"""What holds of every text and every interval: nothing raises, nothing is lost, nothing is claimed
that some completion of the answers would deny.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from hypothesis import given
from hypothesis import strategies as st

from folja.text import LANGUAGES, Language, is_worded
from folja.values import (
    READER,
    Certainty,
    Comparison,
    Interval,
    Kind,
    Quantity,
    compare,
    difference,
    plain,
    printed,
    problem_messages,
    read,
    read_many,
    relative_change,
    share,
    total,
)
from folja.values import vocabulary as words

Locale = Literal["sv", "en"]

LOCALES = st.sampled_from((None, "sv", "en"))
FIGURES = st.one_of(
    st.integers(0, 30).map(str),
    st.integers(0, 10**15).map(str),
    st.decimals(0, 9999, places=3).map(str),
    st.sampled_from(
        [
            "05",
            "1.416",
            "1,416",
            "1",
            "416",
            "12,5",
            "1.416,5",
            "tjugofem",
            "hundrafemtio",
            "twenty",
            "hundred",
            "30-tal",
            "inga",
        ]
    ),
)
PIECES = st.one_of(
    FIGURES,
    st.sampled_from(
        [
            *(phrase for bound in (*words.BEFORE, *words.AFTER) for phrase in bound.phrases),
            *(phrase for phrases in words.MISSING.values() for phrase in phrases),
            *(*words.UNITS, *words.PERCENT, *words.VAGUE, *words.OPENERS, *words.JOINERS),
            *("styrgrupp", "(träffar)", "ett", "a", "och", "men", "per år", "SEK", "€"),
            *["+", "-", "–", "(", ")", "=", "?", "*", "/", ",", ".", ":", "±", "\n"],
        ]
    ),
)
ANSWERS = st.lists(PIECES, max_size=6).flatmap(
    lambda pieces: st.sampled_from((" ", "")).map(lambda joint: joint.join(pieces))
)
TEXTS = st.one_of(
    ANSWERS,
    ANSWERS.map(str.upper),
    st.text(max_size=20),
    st.text("0123456789+-–(),. %<>≥~?", max_size=12),
)
MANNERED = st.one_of(
    st.tuples(
        st.sampled_from([phrase for bound in words.BEFORE for phrase in bound.phrases]), FIGURES
    ).map(" ".join),
    st.tuples(FIGURES, FIGURES).map("-".join),
    st.tuples(FIGURES, FIGURES).map("+".join),
    st.tuples(FIGURES, FIGURES).map(lambda pair: f"{pair[0]} ({pair[1]})"),
    st.tuples(FIGURES, FIGURES).map(lambda pair: f"{pair[0]} (a b) + {pair[1]} personer (c)"),
    st.tuples(FIGURES, FIGURES).map(lambda pair: f"från -{pair[0]} till {pair[1]} %"),
    st.tuples(FIGURES, FIGURES).map(lambda pair: f"> {pair[0]}, högst ca {pair[1]} mkr"),
    FIGURES.map(lambda figure: f"({figure} st)"),
)

#: Everything that a reading says, apart from the words and what is wrong with them.
SAID = (
    *("kind", "low", "high", "low_open", "high_open", "parts", "alternative", "approximate"),
    *("unit", "percent", "status", "reason"),
)


def said(quantity: Quantity) -> dict[str, object]:
    """What a reading says, apart from the words and what is wrong with them."""
    return {name: getattr(quantity, name) for name in SAID}


@given(text=TEXTS, locale=LOCALES)
def test_any_text_gives_a_quantity(text: str, locale: Locale | None) -> None:
    """No text raises; the words are kept, and kind, bounds and reasons do not contradict."""
    found = read(text, locale=locale)
    assert found.text == text
    assert found.reader == READER
    assert bool(found.problems) >= (found.kind is Kind.UNREADABLE)
    assert not found.candidates or found.kind is Kind.UNREADABLE
    assert all(is_worded(message.code) for message in problem_messages(found))
    if found.has_value:
        assert found.low is not None or found.high is not None
        assert found.interval() is not None
    else:
        assert (found.low, found.high, found.alternative, found.parts) == (None, None, None, ())
    assert found.approximate or found.kind is not Kind.ABOUT
    if found.kind is Kind.SUM:
        assert found.low == found.high == sum(part.value for part in found.parts)


@given(text=st.one_of(TEXTS, MANNERED), locale=LOCALES, lang=st.sampled_from(LANGUAGES))
def test_printed_reading_reads_back(text: str, locale: Locale | None, lang: Language) -> None:
    """What is printed in a language is read in it as the same answer, and printed the same."""
    found = read(text, locale=locale)
    shown = printed(found, lang)
    back = read(shown, locale=lang)
    assert said(back) == said(found)
    if found.kind is not Kind.UNREADABLE:
        assert printed(back, lang) == shown


@given(text=st.one_of(TEXTS, MANNERED), locale=LOCALES)
def test_candidate_reads_as_it_says(text: str, locale: Locale | None) -> None:
    """Each candidate's text is read, with a locale or none, to the bounds that stand by it."""
    for candidate in read(text, locale=locale).candidates:
        for one in (None, *LANGUAGES):
            again = read(candidate.text, locale=one)
            assert again.has_value
            assert (again.low, again.high) == (candidate.low, candidate.high)


@given(text=MANNERED, locale=LOCALES)
def test_plain_notation_needs_no_locale(text: str, locale: Locale | None) -> None:
    """The plain notation of a figure is read without a locale to the same answer."""
    found = read(text, locale=locale)
    if found.has_value:
        assert said(read(plain(found))) == said(found)


@given(text=st.text(" \t\n\r\u00a0\u2009\u200b\ufeff\u00ad", max_size=8))
def test_blank_is_never_a_figure(text: str) -> None:
    """Nothing but white space is blank: no value, and certainly not 0."""
    found = read(text)
    assert found.kind is Kind.BLANK
    assert found.interval() is None


@given(texts=st.lists(TEXTS, max_size=8), locale=LOCALES)
def test_reading_many_is_reading_each(texts: list[str], locale: Locale | None) -> None:
    """Reading a column gives what reading its cells one by one gives."""
    assert dict(read_many(texts, locale=locale)) == {t: read(t, locale=locale) for t in texts}


# --- Arithmetic: an interval stands for its completions -------------------------------------------

HALVES = st.integers(-12, 12).map(lambda n: Decimal(n) / 2)


@st.composite
def figures(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval and one number that it may stand for."""
    ends = sorted((draw(HALVES), draw(HALVES)))
    low = draw(st.sampled_from((ends[0], None)))
    high = draw(st.sampled_from((ends[1], None)))
    wide = ends[0] != ends[1] or None in (low, high)
    interval = Interval(
        low,
        high,
        low_open=wide and low is not None and draw(st.booleans()),
        high_open=wide and high is not None and draw(st.booleans()),
        approximate=draw(st.booleans()),
    )
    lowest = low if low is not None else (high if high is not None else Decimal(0)) - 9
    highest = high if high is not None else lowest + 9
    part = draw(st.integers(0, 8))
    number = lowest + (highest - lowest) * part / 8
    if not interval.holds(number):
        number = (lowest + highest) / 2
    assert interval.holds(number)
    return interval, number


MAYBE = st.one_of(st.none(), figures().map(lambda pair: pair[0]))


def within(number: Fraction, interval: Interval) -> bool:
    """Whether an interval holds an exact number."""
    low, high = interval.low, interval.high
    above = low is None or number > Fraction(low) or (number == low and not interval.low_open)
    below = high is None or number < Fraction(high) or (number == high and not interval.high_open)
    return above and below


@given(a=figures(), b=figures())
def test_difference_holds_every_completion(
    a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    """Whatever the two figures are, their difference lies in the computed interval."""
    found = difference(a[0], b[0])
    assert found is not None
    assert found.holds(b[1] - a[1])
    assert found.approximate == (a[0].approximate or b[0].approximate)


@given(terms=st.lists(figures(), min_size=1, max_size=5))
def test_total_holds_every_completion(terms: list[tuple[Interval, Decimal]]) -> None:
    """Whatever the figures are, their sum lies in the computed interval."""
    found = total(interval for interval, _ in terms)
    assert found is not None
    assert found.holds(sum((number for _, number in terms), Decimal(0)))
    assert found.approximate == any(interval.approximate for interval, _ in terms)


@given(part=figures(), whole=figures())
def test_share_holds_every_completion(
    part: tuple[Interval, Decimal], whole: tuple[Interval, Decimal]
) -> None:
    """Whatever the two figures are, their quotient lies in the computed interval."""
    found = share(part[0], whole[0])
    if whole[1] != 0:
        assert found is not None
        assert within(Fraction(part[1]) / Fraction(whole[1]), found)
        assert found.approximate == (part[0].approximate or whole[0].approximate)


@given(start=figures(), end=figures())
def test_relative_change_holds_every_completion(
    start: tuple[Interval, Decimal], end: tuple[Interval, Decimal]
) -> None:
    """Whatever the two figures are, their relative change lies in the computed interval."""
    found = relative_change(start[0], end[0])
    if start[1] != 0:
        assert found is not None
        assert within((Fraction(end[1]) - Fraction(start[1])) / Fraction(start[1]), found)


HOLDS = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    ">=": operator.ge,
    ">": operator.gt,
    "!=": operator.ne,
}
OPERATORS = st.sampled_from(("<", "<=", "=", ">=", ">", "!="))


@given(a=figures(), op=OPERATORS, b=figures())
def test_comparison_is_true_of_every_completion(
    a: tuple[Interval, Decimal], op: Comparison, b: tuple[Interval, Decimal]
) -> None:
    """What is certain holds whatever the figures are; what is impossible never does."""
    found = compare(a[0], op, b[0])
    if found is not Certainty.POSSIBLE:
        assert HOLDS[op](a[1], b[1]) == (found is Certainty.CERTAIN)


@given(a=figures(), op=OPERATORS, b=figures())
def test_comparison_is_possible_only_when_both_ways_are_open(
    a: tuple[Interval, Decimal], op: Comparison, b: tuple[Interval, Decimal]
) -> None:
    """What is possible holds for some figures and fails for others: all that is known is said."""
    if compare(a[0], op, b[0]) is Certainty.POSSIBLE:
        grid = [Decimal(n) / 8 for n in range(-8 * 24, 8 * 24 + 1)]
        mine = [number for number in grid if a[0].holds(number)]
        others = [number for number in grid if b[0].holds(number)]
        # A few of each are enough: the ends and what lies just inside them.
        mine, others = mine[:4] + mine[-4:], others[:4] + others[-4:]
        inner = [n for n in (*mine, *others) if a[0].holds(n) and b[0].holds(n)]
        pairs = [(x, y) for x in (*mine, *inner) for y in (*others, *inner)]
        assert {HOLDS[op](x, y) for x, y in pairs} == {True, False}


@given(a=MAYBE, b=MAYBE, op=OPERATORS)
def test_missing_figure_stays_missing(a: Interval | None, b: Interval | None, op: str) -> None:
    """A missing term makes the result missing, and every comparison possible."""
    for missing in ((a, None), (None, b), (None, None)):
        assert difference(*missing) is None
        assert total(missing) is None
        assert share(*missing) is None
        assert relative_change(*missing) is None
        assert compare(missing[0], op, missing[1]) is Certainty.POSSIBLE


@given(a=figures())
def test_figure_against_itself_is_known(a: tuple[Interval, Decimal]) -> None:
    """The same observation twice is no change, a share of one, and equal, however vague it is."""
    figure, _ = a
    nought, one = Interval(Decimal(0), Decimal(0)), Interval(Decimal(1), Decimal(1))
    assert difference(figure, figure, same=True) == nought
    assert compare(figure, "=", figure, same=True) is Certainty.CERTAIN
    assert compare(figure, "<", figure, same=True) is Certainty.IMPOSSIBLE
    if figure.point != 0:
        assert share(figure, figure, same=True) == one
        assert relative_change(figure, figure, same=True) == nought


@given(terms=st.lists(MAYBE, min_size=1, max_size=4), seed=st.randoms(use_true_random=False))
def test_total_does_not_depend_on_the_order(terms: list[Interval | None], seed: object) -> None:
    """A sum is the same in whatever order its terms come."""
    mixed = list(terms)
    seed.shuffle(mixed)
    assert total(mixed) == total(terms)
