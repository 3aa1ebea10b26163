"""A reading in the words that people write.

Holds the way from a quantity to words, in a language and in the plain notation of candidates.
Refuses to print an unreadable answer as anything but its own words, in quotation marks.

What is printed reads back, in the same language, to the same kind, bounds and parts.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from folja.text import Language, Message, format_number, render
from folja.values.quantity import Kind, MissingReason, Quantity

_NBSP = "\u00a0"
Numbers = Callable[[Decimal], str]


def printed(quantity: Quantity, lang: Language) -> str:
    """Print a reading in words: "50–250", "minst 25", "about 39"; the empty text for a blank.

    >>> from folja.values import read
    >>> printed(read("c:a 1416"), "sv"), printed(read("> 25"), "en")
    ('ca 1\\xa0416', 'more than 25')
    """
    match quantity.kind:
        case Kind.BLANK:
            return ""
        case Kind.MISSING:
            reason = quantity.reason or MissingReason.UNKNOWN
            return render(Message(f"values.printed.{reason.value}"), lang)
        case Kind.UNREADABLE:
            return f"”{quantity.text}”" if lang == "sv" else f"“{quantity.text}”"
    space = _NBSP if quantity.percent and lang == "sv" else "" if quantity.percent else " "
    unit = f"{space}{quantity.unit}" if quantity.unit else ""

    def numbers(number: Decimal) -> str:
        return format_number(number, lang)

    figure = _figure(quantity, numbers, unit, dash="–", plus=" + ", to=_to(lang))
    wording = _wording(quantity)
    return (
        render(Message(f"values.printed.{wording}", {"figure": figure}), lang)
        if wording
        else (figure)
    )


def plain(quantity: Quantity) -> str:
    """Write a reading so that it can be read without a locale: "13+5", "25+", "1.4160".

    >>> from folja.values import read
    >>> plain(read("1,416", locale="sv")), plain(read("minst 25"))
    ('1.4160', 'minst 25')
    """
    unit = f" {quantity.unit}" if quantity.unit else ""
    figure = _figure(quantity, _bare, unit, dash="-", plus="+", to="till")
    wording = _wording(quantity)
    if not wording:
        return figure
    return render(Message(f"values.printed.{wording}", {"figure": figure}), "sv")


def _to(lang: Language) -> str:
    return "till" if lang == "sv" else "to"


def _bare(number: Decimal) -> str:
    text = f"{number:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    # Three decimals could be thousands to somebody; four could not.
    decimals = f"{decimals}0" if len(decimals) == 3 else decimals
    return f"{whole}.{decimals}" if decimals else whole


def _figure(
    quantity: Quantity, numbers: Numbers, unit: str, *, dash: str, plus: str, to: str
) -> str:
    low, high = quantity.low, quantity.high
    if quantity.parts:
        figure = plus.join(
            f"{numbers(part.value)} ({part.label})" if part.label else numbers(part.value)
            for part in quantity.parts
        )
    elif quantity.kind is Kind.RANGE and low is not None and high is not None:
        limits = quantity.low_open or quantity.high_open
        if limits:
            return _limits(quantity, numbers) + unit
        signed = low < 0 or high < 0
        figure = (f" {to} " if signed else dash).join((numbers(low), numbers(high)))
    else:
        bound = low if low is not None else high
        figure = "" if bound is None else numbers(bound)
    figure += unit
    if quantity.alternative is not None:
        figure += f" ({numbers(quantity.alternative)})"
    if quantity.kind is Kind.BRACKETED:
        about = quantity.approximate and not quantity.parts
        return f"({'ca ' if about else ''}{figure})"
    return figure


def _limits(quantity: Quantity, numbers: Numbers) -> str:
    """A range that leaves out one of its bounds, in signs that both languages read."""
    low = numbers(quantity.low) if quantity.low is not None else ""
    high = numbers(quantity.high) if quantity.high is not None else ""
    return f"{'>' if quantity.low_open else '≥'} {low}, {'<' if quantity.high_open else '≤'} {high}"


def _wording(quantity: Quantity) -> str:
    """The catalogue entry that words the doubt of a reading; empty when there is none."""
    about, kind = quantity.approximate, quantity.kind
    if kind is Kind.AT_LEAST:
        strict = quantity.low_open
    elif kind is Kind.AT_MOST:
        strict = quantity.high_open
    else:
        return "about" if about and kind is not Kind.BRACKETED else ""
    form = {(False, False): "", (True, False): "-strict", (False, True): "-about"}
    return f"{kind.value}{form.get((strict, about), '-strict-about')}"
