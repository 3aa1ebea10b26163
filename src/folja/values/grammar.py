"""The grammar of an answer: from tokens to a reading, or to the reason why there is none.

Holds a recursive descent without backtracking. Refuses every answer that it does not understand to
its last token: what is left over makes the whole unreadable, with what was understood as a
candidate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import reduce

from folja.values import phrases
from folja.values.bounds import YEARS, Said, beside, between, single
from folja.values.numerals import EXACT, FRACTIONS, HUNDREDS, THOUSANDS, Locale, figure
from folja.values.quantity import STATUS_OF, Kind, Quantity
from folja.values.sums import added_up, label_stands_ahead, labelled_ahead, with_label
from folja.values.terms import Cursor, Term, Unread, agreed, term, unit
from folja.values.tokens import Piece, Token
from folja.values.vocabulary import DURATIONS, LIMITS_BETWEEN, OPENERS

_FOOTNOTES = frozenset("*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹")


def understood(tokens: Sequence[Token], text: str, locale: Locale | None) -> Quantity:
    """Return the reading of an answer, its `text` still empty.

    Raises `Unread` with the code of what is wrong, and the readings that the words may allow.
    """
    _refuse_dates(tokens)
    if not tokens:
        raise Unread("not-understood")
    if tokens[-1].text == ".":
        tokens = tokens[:-1]
    if _in_brackets(tokens):
        return _bracketed(tokens, text, locale)
    at = Cursor(tokens, text, locale)
    found = _answer(at)
    if not at.done:
        raise Unread(_left_over(at), _left_candidates(at, found))
    return _without_leading_zeros(found, at)


def _refuse_dates(tokens: Sequence[Token]) -> None:
    figures = [token.text for token in tokens if token.piece is Piece.FIGURE]
    signs = [token.text for token in tokens if token.piece is Piece.SIGN]
    dotted = len(tokens) == 1 and len(figures) == 1 and figures[0].count(".") == 2
    if len(tokens) == 5 and len(figures) == 3 and signs in (["-", "-"], ["/", "/"]):
        raise Unread("date")
    if dotted and figure(figures[0]) is None:
        raise Unread("date")


def _in_brackets(tokens: Sequence[Token]) -> bool:
    inside = tokens[1:-1]
    return (
        len(tokens) > 2
        and tokens[0].text == "("
        and tokens[-1].text == ")"
        and not any(token.text in ("(", ")") for token in inside)
    )


def _bracketed(tokens: Sequence[Token], text: str, locale: Locale | None) -> Quantity:
    inner = understood(tokens[1:-1], text, locale)
    if inner.kind not in (Kind.EXACT, Kind.ABOUT, Kind.SUM) or inner.low is None:
        raise Unread("nested-brackets", (inner,))
    return replace(inner, kind=Kind.BRACKETED, status=STATUS_OF[Kind.BRACKETED])


def _answer(at: Cursor) -> Quantity:
    adds = any(token.text == "+" for token in at.tokens)
    if adds and label_stands_ahead(at):
        return added_up(at, [with_label(at, labelled_ahead(at))], Said())
    said = beside(at, phrases.BEFORE, Said())
    opener = at.take_one_of(OPENERS)
    said = beside(at, phrases.BEFORE, said) if opener else said
    start = at.place
    first = term(at, signs=True)
    if [token.text for token in at.tokens[:start]] == ["under"] and _tells_time(first):
        raise Unread("date")
    joined = at.match(phrases.JOINERS[opener or ""])
    if joined:
        return _range(at, first, joined, said)
    if opener:
        raise Unread("half-range", (single(first, Said()),))
    if adds and not at.done and phrases.may_be_label(at.peek):
        return added_up(at, [with_label(at, first)], said)
    if at.sees("+"):
        return _with_plus(at, first, said)
    if at.sees("("):
        return _with_brackets(at, first, said)
    said = beside(at, phrases.AFTER, said)
    first = first if first.unit else replace(first, unit=unit(at))
    return _limits(at, first, said)


def _tells_time(one: Term) -> bool:
    """Whether "under" before a figure may mean during: "under 2005", "under 3 år"."""
    return (one.value in YEARS and one.unit is None) or one.unit in DURATIONS


def _limits(at: Cursor, first: Term, said: Said) -> Quantity:
    """A single figure, or two limits: "minst 5 men högst 10"."""
    one = single(first, said)
    if (
        at.done
        or said.kind is None
        or not (at.peek.text in LIMITS_BETWEEN or at.has(phrases.BEFORE))
    ):
        return one
    at.take_one_of(LIMITS_BETWEEN)
    other = beside(at, phrases.BEFORE, Said())
    if other.kind in (None, said.kind):
        raise Unread("several-figures", (one,))
    second = term(at)
    two = single(second, other)
    low, high = (one, two) if said.kind is Kind.AT_LEAST else (two, one)
    return between(
        low.low,
        high.high,
        low_open=low.low_open,
        high_open=high.high_open,
        approximate=one.approximate or two.approximate,
        units=(first.unit, second.unit),
    )


def _range(at: Cursor, first: Term, joined: str, said: Said) -> Quantity:
    if at.done:
        raise Unread("half-range", (single(first, said),))
    dash = joined == "-"
    # "50 -250": the dash leans to the second figure, as a minus does.
    leans = dash and at.peek.glued and not at.tokens[at.place - 1].glued
    spaced = beside(at, phrases.BEFORE, Said())
    if spaced.kind:
        raise Unread("conflicting-words")
    second = term(at, signs=not dash)
    after = beside(at, phrases.AFTER, Said())
    units = (first.unit, second.unit or unit(at))
    parts = (said, spaced, after)
    found = between(
        first.value,
        second.value,
        approximate=any(part.approximate for part in parts) or first.about or second.about,
        units=units,
        subtraction=dash,
    )
    if said.kind or after.kind:
        raise Unread("conflicting-words", (found,))
    if leans or (dash and first.signed):
        raise Unread("signed-range", (found,))
    return found


def _with_plus(at: Cursor, first: Term, said: Said) -> Quantity:
    at.skip()
    counted = unit(at)
    more = at.match(phrases.AFTER)
    if at.done or (more and more.kind is Kind.AT_LEAST):
        said = said.also(Kind.AT_LEAST, open=False, approximate=False)
        return single(replace(first, unit=agreed((first.unit, counted))), said)
    if counted or more:
        raise Unread("trailing-plus", (single(first, Said(Kind.AT_LEAST)),))
    if at.sees("/") or at.sees("-"):
        raise Unread("plus-minus" if at.sees("/") else "several-figures")
    return added_up(at, [first], said)


def _with_brackets(at: Cursor, first: Term, said: Said) -> Quantity:
    """A figure and something in brackets: another figure, "estimated", or the label of a part."""
    start = at.place
    inside = at.in_brackets()
    if at.sees("+"):
        at.place = start
        first = with_label(at, first)
        return added_up(at, [first], said)
    main = single(replace(first, unit=first.unit or unit(at)), said)
    content = at.tokens[start + 1 : at.closing]
    if len(content) == 1 and content[0].text in phrases.ESTIMATED and said.kind is None:
        return replace(main, kind=Kind.ABOUT, approximate=True, status=STATUS_OF[Kind.ABOUT])
    try:
        inner = understood(content, at.text, at.locale)
    except Unread:
        raise Unread("remark-in-brackets", (main,)) from None
    if inner.unit not in (None, main.unit):
        # "5 (20 %)", "5 (3 kvinnor)": what is in brackets counts something else.
        raise Unread("units-differ", (main,))
    if inner.kind is Kind.SUM and not main.approximate and inner.low == main.low == main.high:
        return replace(inner, unit=main.unit, percent=main.percent)
    if inner.kind is not Kind.EXACT or main.kind not in (Kind.EXACT, Kind.ABOUT) or inside == "":
        raise Unread("nested-brackets", (main, inner))
    kind = Kind.ABOUT if main.approximate else Kind.WITH_ALTERNATIVE
    year = inner.low in YEARS and main.low not in YEARS
    return replace(
        main,
        kind=kind,
        alternative=inner.low,
        status=STATUS_OF[kind],
        problems=("alternative-may-be-year",) if year else (),
    )


def _without_leading_zeros(found: Quantity, at: Cursor) -> Quantity:
    if not at.zeros:
        return found
    candidates = [found]
    if found.parts and any(at.leading):
        kept = [p for p, zero in zip(found.parts, at.leading, strict=True) if not zero]
        whole = Term(reduce(EXACT.add, (part.value for part in kept), Decimal(0)), found.unit)
        rest = single(whole, Said(approximate=found.approximate))
        if len(kept) > 1 and rest.kind is Kind.EXACT:
            rest = replace(rest, kind=Kind.SUM, parts=tuple(kept))
        candidates += [rest] if kept else []
    raise Unread("leading-zero", tuple(candidates))


def _left_over(at: Cursor) -> str:
    """The code for what stands after the part that was understood."""
    sign = at.peek.text
    if sign == "?":
        return "doubtful"
    if sign == "±":
        return "plus-minus"
    if sign in _FOOTNOTES:
        return "footnote-mark"
    if sign in HUNDREDS | THOUSANDS:
        return "mixed-number"
    rest = at.tokens[at.place :]
    word = at.peek
    before = at.tokens[at.place - 1]
    if word.glued and before.piece is Piece.FIGURE and word.text[:1] == "e":
        power = word.text[1:] or "".join(token.text for token in rest[1:])
        if power.strip("+-").isdigit():
            return "scientific-notation"
    return "several-figures" if _another_figure(rest) else "words-beside-figure"


def _another_figure(rest: Sequence[Token]) -> bool:
    return any(token.piece is Piece.FIGURE for token in rest)


def _left_candidates(at: Cursor, found: Quantity) -> tuple[Quantity, ...]:
    rest = at.tokens[at.place :]
    code = _left_over(at)
    if code == "scientific-notation" or at.peek.text in FRACTIONS:
        return ()
    if code == "mixed-number" and found.low is not None:
        factor = 100 if at.peek.text in HUNDREDS else 1000
        return (single(Term(EXACT.multiply(found.low, Decimal(factor)), None), Said()),)
    others = []
    if code in ("several-figures", "plus-minus"):
        for token in rest:
            read = figure(token.text, at.locale) if token.piece is Piece.FIGURE else None
            if read:
                others.append(single(Term(read.value, None), Said()))
    if code == "plus-minus" and len(others) == 1 and found.low is not None:
        by = others[0].low or Decimal(0)
        ends = EXACT.subtract(found.low, by), EXACT.add(found.low, by)
        return (between(*ends, units=(found.unit, found.unit)),)
    return (found, *others[:8])
