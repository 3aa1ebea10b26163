"""Numbers, dates and lists as people write them in Swedish and English.

Swedish: no-break space between thousands from 10 000 on and in 2 230 as well, decimal comma, a real
minus sign, 31 december 2005. English: comma, decimal point, 31 December 2005. An open end is left
open ("540–"), never written as infinity.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from folja.text.message import Language

NBSP = "\u00a0"
EN_DASH = "\u2013"
MINUS = "\u2212"

_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def format_number(number: Decimal | int, lang: Language, *, signed: bool = False) -> str:
    """Print a number with the locale's separators and a real minus; `signed` also writes the plus.

    >>> format_number(Decimal("-1416.5"), "en"), format_number(1416, "sv", signed=True)
    ('−1,416.5', '+1\\xa0416')
    """
    value = Decimal(number)
    digits = f"{abs(value):f}"
    whole, _, fraction = digits.partition(".")
    fraction = fraction.rstrip("0")
    groups = f"{int(whole):,}".replace(",", NBSP if lang == "sv" else ",")
    text = groups + (f"{',' if lang == 'sv' else '.'}{fraction}" if fraction else "")
    if value < 0:
        return MINUS + text
    return f"+{text}" if signed and value > 0 else text


def format_span(
    low: Decimal | None, high: Decimal | None, lang: Language, *, signed: bool = False
) -> str:
    """Print the two ends of a figure: one number when they meet, an en dash between them, an end
    left open.

    >>> format_span(Decimal(308), Decimal(508), "en"), format_span(Decimal(540), None, "en")
    ('308–508', '540–')
    >>> format_span(Decimal(-10), Decimal(5), "en", signed=True)
    '−10 – +5'
    """
    if low is not None and low == high:
        return format_number(low, lang, signed=signed)
    ends = ["" if end is None else format_number(end, lang, signed=signed) for end in (low, high)]
    loose = signed or any(end.startswith(MINUS) for end in ends)
    return f" {EN_DASH} ".join(ends).strip() if loose and all(ends) else EN_DASH.join(ends)


def format_date(day: date, lang: Language) -> str:
    """Print a date in words.

    >>> format_date(date(2005, 12, 31), "sv"), format_date(date(2005, 12, 31), "en")
    ('31 december 2005', '31 December 2005')
    """
    return f"{day.day} {_MONTHS[lang].split()[day.month - 1]} {day.year}"


def format_list(items: Sequence[str], lang: Language) -> str:
    """Join names as a sentence does.

    >>> format_list(["SI", "CRM", "BFP"], "sv")
    'SI, CRM och BFP'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'och' if lang == 'sv' else 'and'} {items[-1]}"
