"""One term of an answer, the figure with its sign and unit, and the cursor that walks the tokens.

Holds the lowest level of the grammar. Refuses digits whose separators make no number, a sign that
stands apart from its figure, and words of hundreds beside digits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from folja.values import phrases
from folja.values.numerals import (
    ENGLISH_TENS,
    EXACT,
    HUNDREDS,
    THOUSANDS,
    Locale,
    figure,
    joined,
    number_word,
)
from folja.values.quantity import Kind, Quantity
from folja.values.tokens import Piece, Token
from folja.values.vocabulary import CURRENCIES, NO

Meaning = TypeVar("Meaning")

_TAL = frozenset({"tal", "talet", "tals"})
_ONE = frozenset({"ett", "en"})
#: "1990-talet" is when, not how many.
_DECADES = range(1500, 2100)


class Unread(Exception):
    """Words that make no certain reading: the code of the problem, and readings they may allow."""

    def __init__(self, code: str, candidates: Iterable[Quantity] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.candidates = tuple(candidates)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure with what belongs to it; a label is `bare` when it stands without brackets."""

    value: Decimal
    unit: str | None = None
    label: str = ""
    bare: bool = False
    about: bool = False
    signed: bool = False
    leading_zero: bool = False


@dataclass(slots=True)
class Cursor:
    """A place in the tokens of an answer, with the doubts met on the way.

    `zeros` says that some figure had a leading zero; `leading` says which terms of a sum had.
    """

    tokens: Sequence[Token]
    text: str
    locale: Locale | None
    place: int = 0
    zeros: bool = False
    closing: int = 0
    leading: list[bool] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether all tokens are taken."""
        return self.place >= len(self.tokens)

    @property
    def peek(self) -> Token:
        """The token at hand; only while not done."""
        return self.tokens[self.place]

    def ahead(self, by: int) -> Token | None:
        """Return a token further on, or None."""
        place = self.place + by
        return self.tokens[place] if place < len(self.tokens) else None

    def sees(self, text: str) -> bool:
        """Say whether the token at hand has this text."""
        return not self.done and self.peek.text == text

    def skip(self, count: int = 1) -> None:
        """Take tokens."""
        self.place += count

    def take_one_of(self, texts: Collection[str]) -> str | None:
        """Take the token at hand if its text is one of these, and return it."""
        if self.done or self.peek.text not in texts:
            return None
        self.place += 1
        return self.tokens[self.place - 1].text

    def has(self, known: phrases.Phrases[Meaning]) -> bool:
        """Say whether one of the phrases stands at hand."""
        return known.at(self.tokens, self.place) is not None

    def match(self, known: phrases.Phrases[Meaning]) -> Meaning | None:
        """Take the longest phrase at hand, and return what it means."""
        found = known.at(self.tokens, self.place)
        if found is None:
            return None
        meaning, self.place = found
        return meaning

    def label(self, fits: Callable[[Token], bool]) -> str:
        """Take the words that fit and return them as they are written."""
        start = self.place
        while not self.done and fits(self.peek):
            self.place += 1
        return self._written(start, self.place)

    def in_brackets(self) -> str:
        """Take "( … )" and return what is inside; raises `Unread` when it is not closed."""
        start = self.place + 1
        for place in range(start, len(self.tokens)):
            if self.tokens[place].text == "(":
                break
            if self.tokens[place].text == ")":
                self.place, self.closing = place + 1, place
                return self._written(start, place)
        raise Unread("nested-brackets")

    def _written(self, start: int, end: int) -> str:
        if start >= end:
            return ""
        piece = self.text[self.tokens[start].start : self.tokens[end - 1].end]
        return " ".join(piece.split())


def term(at: Cursor, *, signs: bool = False) -> Term:
    """Take one figure with its unit; `signs` lets it be negative. Raises `Unread` if there is none.

    Words make figures too: "tjugofem", "ett 30-tal" and "femtiotalet" (both about), "inga".
    """
    negative = signs and _sign(at)
    money = at.take_one_of(CURRENCIES) if _stands_before_figure(at) else None
    if at.done:
        raise Unread("not-understood")
    if at.peek.piece is Piece.FIGURE:
        one = _digits(at)
    elif at.peek.piece is Piece.WORD:
        one = _words(at)
    else:
        raise Unread("not-understood")
    counted = agreed((CURRENCIES[money] if money else None, one.unit or unit(at)))
    value = EXACT.minus(one.value) if negative else one.value
    return replace(one, value=value, unit=counted, signed=negative)


def _sign(at: Cursor) -> bool:
    """Take a sign and say whether it is a minus."""
    if at.place == 0 and at.sees("+") and at.ahead(1):
        at.skip()
        return False
    if not at.sees("-"):
        return False
    number = at.ahead(1)
    if number is None or number.piece is not Piece.FIGURE:
        raise Unread("not-understood")
    at.skip()
    if not number.glued:
        # A minus, or the dash of a list.
        one = _digits(at)
        zero, less = Quantity(text="", kind=Kind.EXACT), EXACT.minus(one.value)
        raise Unread(
            "sign-apart",
            (replace(zero, low=n, high=n) for n in (less, one.value)) if at.done else (),
        )
    return True


def _stands_before_figure(at: Cursor) -> bool:
    number = at.ahead(1)
    return not at.done and number is not None and number.piece is Piece.FIGURE


def _digits(at: Cursor) -> Term:
    read = figure(at.peek.text, at.locale)
    if read is None:
        raise Unread("malformed-number")
    at.skip()
    at.zeros |= read.leading_zero
    about = _tal(at)
    if about and read.value in _DECADES:
        raise Unread("date")
    return Term(read.value, about=about, leading_zero=read.leading_zero)


def _tal(at: Cursor) -> bool:
    """Take the "-tal" of "30-tal"."""
    dash, tal = at.ahead(0), at.ahead(1)
    if dash and dash.glued and dash.text in _TAL:
        at.skip()
        return True
    if dash and tal and dash.text == "-" and dash.glued and tal.glued and tal.text in _TAL:
        at.skip(2)
        return True
    return False


def _words(at: Cursor) -> Term:
    if at.peek.text in _ONE:
        following, tal = at.ahead(1), at.ahead(2)
        if following and following.piece is Piece.FIGURE:
            # "ett 30-tal", and nothing else: "ett 30" is not Swedish.
            at.skip()
            one = _digits(at)
            if not one.about:
                raise Unread("tal-left-out", (_about(one.value),) if at.done else ())
            return one
        if following and _tens_of(following.text) is not None:
            at.skip()
        elif following and tal is None and 20 <= (number_word(following.text) or 0) < 100:
            raise Unread("tal-left-out", (_about(Decimal(number_word(following.text) or 0)),))
    tens = _tens_of(at.peek.text)
    if tens is not None:
        at.skip()
        return Term(Decimal(tens), about=True)
    if at.match(phrases.NONE) is not None:
        return Term(Decimal(0))
    if at.take_one_of(NO):
        counted = unit(at)
        if counted is None:
            raise Unread("not-understood")
        return Term(Decimal(0), unit=counted)
    return Term(Decimal(_number_words(at)))


def _about(value: Decimal) -> Quantity:
    return Quantity(text="", kind=Kind.ABOUT, low=value, high=value, approximate=True)


def _tens_of(word: str) -> int | None:
    """The number in "femtiotal" and "dussintalet"; None for other words."""
    for ending in ("talet", "tal"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            return 12 if stem == "dussin" else number_word(stem)
    return None


def _number_words(at: Cursor) -> int:
    """Take number words in a row; raises `Unread` when they are none, or more than one number."""
    if at.sees("a") and (following := at.ahead(1)) and following.text in HUNDREDS | THOUSANDS:
        at.skip()
    words: list[str] = []
    while not at.done and number_word(at.peek.text) is not None:
        words.append(at.peek.text)
        at.skip()
        dash, following = at.ahead(0), at.ahead(1)
        if not (dash and following):
            continue
        glued = dash.text == "-" and dash.glued and following.glued
        compound = words[-1] in ENGLISH_TENS or following.text in HUNDREDS | THOUSANDS
        spoken = dash.text == "and" and words[-1] in HUNDREDS | THOUSANDS and not _between(at)
        if (glued and compound) or spoken:
            at.skip()
    if not words:
        raise Unread("not-understood")
    number = joined(words)
    if number is None:
        each = (Decimal(number_word(word) or 0) for word in words[:8])
        raise Unread(
            "several-figures",
            (Quantity(text="", kind=Kind.EXACT, low=n, high=n) for n in each) if at.done else (),
        )
    return number


def _between(at: Cursor) -> bool:
    return any(token.text == "between" for token in at.tokens[: at.place])


def unit(at: Cursor) -> str | None:
    """Take the unit at hand, with the adjectives before it and "per year" after it."""
    words: list[str] = []
    start = place = at.place
    while place < len(at.tokens):
        named = phrases.UNITS.at(at.tokens, place)
        if named and not _joins_limits(at.tokens, place):
            # "anställda" is a unit and an adjective of one: the last that fits names the unit.
            words = [*(token.text for token in at.tokens[start:place]), named[0]]
            at.place = named[1]
        if at.tokens[place].text not in phrases.ADJECTIVES:
            break
        place += 1
    end = at.place
    period = at.take_one_of(phrases.PERIODS) if at.take_one_of(("per", "/")) else None
    if period:
        words += ["per", period]
    else:
        at.place = end
    return " ".join(words) or None


def _joins_limits(tokens: Sequence[Token], place: int) -> bool:
    """Whether "men" is not people but "but": "minst 5 men högst 10"."""
    return tokens[place].text == "men" and phrases.BEFORE.at(tokens, place + 1) is not None


def agreed(units: Sequence[str | None]) -> str | None:
    """Return the one unit that figures share, those without one apart; raises `Unread`."""
    named = {name for name in units if name}
    if len(named) > 1:
        raise Unread("units-differ")
    return named.pop() if named else None
