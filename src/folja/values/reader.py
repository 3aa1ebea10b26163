"""Reading answers: the words kept, and what they are taken to mean.

Holds `read` for one answer and `read_many` for a column of them. Refuses to guess and to fail: any
text at all gives a quantity, and what is not certain is unreadable, with a problem that says why
and the readings that the words may allow. docs/reference/grammar.md shows the whole grammar.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from folja.text import Message
from folja.values import vocabulary
from folja.values.grammar import understood
from folja.values.numerals import Locale, figure
from folja.values.phrases import RELATIVE, VAGUE, Phrases
from folja.values.printing import plain
from folja.values.quantity import (
    STATUS_OF,
    Candidate,
    Kind,
    MissingReason,
    Quantity,
)
from folja.values.terms import Unread
from folja.values.tokens import LINE_BREAKS, Piece, Token, cut, visible

#: The version of the grammar; stands on every reading, and changes when a reading may.
READER = "1"

#: An answer longer than this is a text, not a figure.
LONGEST = 300
#: What a column of bounds can carry: DECIMAL(18, 4).
WHOLE_DIGITS, DECIMALS = 14, 4
_LIMIT = Decimal(10) ** WHOLE_DIGITS

_MISSING = {phrase: reason for reason, phrases in vocabulary.MISSING.items() for phrase in phrases}
_LOCALES: tuple[Locale, ...] = ("sv", "en")


def read(text: str, *, locale: Locale | None = None) -> Quantity:
    """Read one answer as somebody wrote it; never raises, whatever the text is.

    `locale` decides only what comma and point mean where digits allow both ("1.416" is 1416 in
    Swedish, a little more than 1 in English); words of both languages are always read.

    >>> read("ca 39").kind.value, read("25+").low, read("25+").high
    ('about', Decimal('25'), None)
    >>> [(c.text, c.low) for c in read("13+05").candidates]
    [('13+5', Decimal('18')), ('13', Decimal('13'))]
    """
    seen = visible(text)
    if not seen.strip():
        return _without(text, Kind.BLANK, reason=MissingReason.BLANK)
    if len(seen.strip()) > LONGEST:
        return _unreadable(text, "too-long")
    reason = _missing(seen)
    if reason is not None:
        return _without(text, Kind.MISSING, reason=reason)
    if any(_cannot_be_shown(char) for char in seen):
        return _unreadable(text, "control-character")
    if any(char.isdecimal() and not char.isascii() for char in seen):
        return _in_foreign_digits(text, seen)
    tokens = cut(seen)
    if locale is None and any(_ambiguous(token) for token in tokens):
        readings = [_attempt(tokens, seen, one) for one in _LOCALES]
        return _either(text, readings)
    return _stamped(text, _attempt(tokens, seen, locale))


def read_many(texts: Iterable[str], *, locale: Locale | None = None) -> Mapping[str, Quantity]:
    """Read each distinct text once, and return its quantity by text, in order of appearance.

    >>> list(read_many(["12", "n.a.", "12"]))
    ['12', 'n.a.']
    """
    return {text: read(text, locale=locale) for text in dict.fromkeys(texts)}


def problem_messages(quantity: Quantity) -> tuple[Message, ...]:
    """Return what is wrong with an answer and what to write instead, ready to be worded.

    >>> problem_messages(read("13+05"))[0].code
    'values.leading-zero'
    """
    return tuple(Message(f"values.{code}") for code in quantity.problems)


def _cannot_be_shown(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn") and char not in LINE_BREAKS


def _missing(seen: str) -> MissingReason | None:
    """The reason that words give for there being no figure, or None when they give none."""
    words = " ".join(seen.lower().split())
    if words[:1] == "(" and words[-1:] == ")":
        words = words[1:-1].strip()
    found = _MISSING.get(words)
    if found is None and words[-1:] in (".", "!", ","):
        found = _MISSING.get(words[:-1].rstrip())
    return found


def _ambiguous(token: Token) -> bool:
    if token.piece is not Piece.FIGURE:
        return False
    read_figure = figure(token.text)
    return read_figure is not None and read_figure.ambiguous


def _attempt(tokens: tuple[Token, ...], seen: str, locale: Locale | None) -> Quantity | Unread:
    """Return the reading or the reason why there is none, both still without the words."""
    try:
        found = understood(tokens, seen, locale)
    except Unread as unread:
        return unread if unread.candidates else _explained(unread, tokens, locale)
    return _carried(found)


def _carried(found: Quantity) -> Quantity | Unread:
    """Refuse figures that a column cannot carry, rather than round them."""
    figures = [found.low, found.high, found.alternative, *(part.value for part in found.parts)]
    for number in figures:
        if number is None:
            continue
        if number.copy_abs() >= _LIMIT:
            return Unread("too-large")
        # Written out, since every way of counting decimals rounds to the caller's precision.
        if len(f"{number:f}".partition(".")[2].rstrip("0")) > DECIMALS:
            return Unread("too-precise")
    return found


def _explained(unread: Unread, tokens: tuple[Token, ...], locale: Locale | None) -> Unread:
    """Say more exactly why nothing was understood, and which figures stand there."""
    figures = [
        Quantity(text="", kind=Kind.EXACT, low=found.value, high=found.value)
        for token in tokens
        if token.piece is Piece.FIGURE and (found := figure(token.text, locale)) is not None
    ][:8]
    if unread.code != "not-understood":
        kept = figures if unread.code in ("several-figures", "units-differ") else ()
        return Unread(unread.code, kept)
    if figures:
        return Unread("several-figures" if len(figures) > 1 else "words-beside-figure", figures)
    if _anywhere(RELATIVE, tokens):
        return Unread("growth-without-figure")
    return Unread("amount-without-figure" if _anywhere(VAGUE, tokens) else "not-understood")


def _anywhere(known: Phrases[str], tokens: tuple[Token, ...]) -> bool:
    return any(known.at(tokens, place) for place in range(len(tokens)))


def _either(text: str, readings: list[Quantity | Unread]) -> Quantity:
    """The answer to digits that two locales read differently: both, and neither."""
    found = [one for one in readings if isinstance(one, Quantity)]
    codes = tuple(dict.fromkeys(one.code for one in readings if isinstance(one, Unread)))
    if not found:
        candidates = (c for one in readings if isinstance(one, Unread) for c in one.candidates)
        return _unreadable(text, "ambiguous-separator", *codes, candidates=candidates)
    return _unreadable(text, "ambiguous-separator", candidates=found)


def _in_foreign_digits(text: str, seen: str) -> Quantity:
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in seen)
    inner = read(digits)
    candidates = [inner] if inner.has_value else []
    return _unreadable(text, "foreign-digits", candidates=candidates)


def _stamped(text: str, found: Quantity | Unread) -> Quantity:
    if isinstance(found, Unread):
        return _unreadable(text, found.code, candidates=found.candidates)
    return replace(found, text=text, reader=READER)


def _without(text: str, kind: Kind, *, reason: MissingReason) -> Quantity:
    return Quantity(text=text, kind=kind, status=STATUS_OF[kind], reason=reason, reader=READER)


def _unreadable(text: str, *problems: str, candidates: Iterable[Quantity] = ()) -> Quantity:
    shown = {plain(one): one for one in candidates if isinstance(_carried(one), Quantity)}
    return Quantity(
        text=text,
        kind=Kind.UNREADABLE,
        status=STATUS_OF[Kind.UNREADABLE],
        candidates=tuple(Candidate(words, one.low, one.high) for words, one in shown.items()),
        problems=problems,
        reader=READER,
    )
