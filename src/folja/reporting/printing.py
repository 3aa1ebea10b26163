"""Figures as they are printed: in sentences, in cells of tables, and with their signs.

Holds the way from a reading or an interval to words, sign and typed value. Refuses figures without
an origin.
"""

from __future__ import annotations

from decimal import Decimal

from folja.documents import Cell, Column, Emphasis, FigureText, Inline, Origin, Sign, SignText, Text
from folja.reporting.wording import Words
from folja.text import Language, Message, format_number, format_span, is_worded, render
from folja.values import Interval, Kind, Quantity

_SIGNS = {kind: Sign(kind.value) for kind in Kind}
_NOUGHT = Decimal(0)


def span(interval: Interval, lang: Language, *, signed: bool = False) -> str:
    """Print an interval: "39", "308–508", "at least 540", "about 39".

    >>> span(Interval(Decimal(540), None), "en"), span(Interval(Decimal(-2), Decimal(-2)), "en")
    ('at least 540', '−2')
    """
    low, high = interval.low, interval.high
    if low is None and high is None:
        return render(Message("report.figure.anything"), lang)
    if low is None or high is None:
        number = format_number(high if low is None else low, lang, signed=signed)  # type: ignore[arg-type]
        kind = "at-most" if low is None else "at-least"
        strict = interval.high_open if low is None else interval.low_open
        form = "-strict" * strict + "-about" * interval.approximate
        return render(Message(f"values.printed.{kind}{form}", {"figure": number}), lang)
    text = format_span(low, high, lang, signed=signed)
    if not interval.approximate:
        return text
    return render(Message("values.printed.about", {"figure": text}), lang)


def number_in_words(number: Decimal, lang: Language) -> str:
    """Print a small whole number in words where the language has one for it, else in digits.

    >>> number_in_words(Decimal(3), "sv"), number_in_words(Decimal(53), "sv")
    ('tre', '53')
    """
    code = f"report.number.{number:f}"
    return render(Message(code), lang) if is_worded(code) else format_number(number, lang)


def sign_of(interval: Interval | None) -> Sign:
    """Return the sign of a computed figure."""
    if interval is None:
        return Sign.MISSING
    if interval.low is None:
        return Sign.AT_MOST
    if interval.high is None:
        return Sign.AT_LEAST
    if interval.low != interval.high:
        return Sign.RANGE
    return Sign.ABOUT if interval.approximate else Sign.EXACT


def sign_of_reading(reading: Quantity | None) -> Sign:
    """Return the sign of an answer; a question that was not put is blank."""
    return Sign.BLANK if reading is None else _SIGNS[reading.kind]


def signed(words: Words, sign: Sign) -> SignText | None:
    """Return a sign to stand in front of a figure; an exact figure needs none."""
    if sign is Sign.EXACT:
        return None
    return SignText(sign, words.say(f"sign.{sign.value}"))


def plain(text: str) -> Cell:
    """Return a cell of plain words."""
    return Cell((Text(text),) if text else ())


def set_cell(*inlines: Inline) -> Cell:
    """Return a cell of inlines."""
    return Cell(inlines)


def interval_cell(
    words: Words,
    interval: Interval | None,
    origin: Origin,
    *,
    plus: bool = False,
    otherwise: str = "",
) -> Cell:
    """Return a computed figure as a cell with its typed bounds; `otherwise` stands where there is
    none.
    """
    if interval is None:
        return Cell((Emphasis(otherwise),) if otherwise else ())
    return Cell(
        (FigureText(span(interval, words.lang, signed=plus), origin),),
        number=interval.point,
        low=interval.low,
        high=interval.high,
        has_bounds=True,
        sign=signed(words, sign_of(interval)),
    )


def is_fall(interval: Interval | None) -> bool:
    """Say whether a change went down whatever the exact figures were."""
    return (
        interval is not None
        and interval.high is not None
        and (interval.high < _NOUGHT or (interval.high == _NOUGHT and interval.high_open))
    )


def left(title: str, width: float = 1.0, *, head: bool = False) -> Column:
    """Return a column of words; `head` makes its cells the heads of their rows."""
    return Column(title, "left", width, row_header=head)


def right(title: str, width: float = 1.0) -> Column:
    """Return a column of figures."""
    return Column(title, "right", width)
