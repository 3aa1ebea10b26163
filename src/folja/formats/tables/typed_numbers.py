"""Typed cells of a spreadsheet as words: what stands on the screen, without losing a decimal.

Holds the way from a number and its format to the text that a person would have written: 1416.0 is
"1416", a share is "25%", a date is an ISO date, and words in the format ("ca 0", 0"+") are part of
the answer. Refuses to round: the format decides the signs, never the figure.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

#: Number formats that have a number and no code in the file, as far as they matter here.
BUILT_IN = {9: "0%", 10: "0.00%", 14: "yyyy-mm-dd", 22: "yyyy-mm-dd hh:mm"} | dict.fromkeys(
    (*range(15, 22), *range(27, 37), 45, 46, 47, *range(50, 59)), "yyyy-mm-dd"
)
_COLOURS = re.compile(r"\[(?!(?:h|m|s)+\])[^\]]*\]", re.IGNORECASE)
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|[_*](.)')
_FIGURE = re.compile(r"[0#?](?:[0#?.,  ]*[0#?])?(?:E[+-]0+)?")
#: What a format may put beside the figure without saying anything about it.
_DUMB = " \u00a0-–()"


def plain_number(number: Decimal) -> str:
    """Write a number as the reader of answers takes it in any language.

    >>> plain_number(Decimal("1416.0")), plain_number(Decimal("12.50")), plain_number(Decimal("-3"))
    ('1416', '12.5', '-3')
    >>> plain_number(Decimal("1.416"))  # three decimals could be thousands to somebody
    '1.4160'
    """
    text = f"{number:f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return "0" if whole == "-0" else whole
    return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}"


def number_of(text: str) -> Decimal | None:
    """Return the number stored in a file, without the noise of binary fractions; None for none.

    >>> number_of("0.30000000000000004"), number_of("x")
    (Decimal('0.3'), None)
    """
    try:
        number = Decimal(text.strip())
        if not number.is_finite() or abs(number.adjusted()) > 30:
            return None
        noisy = len(number.as_tuple().digits) > 15
        return Decimal(f"{float(number):.14g}") if noisy else number
    except (InvalidOperation, ValueError):
        return None


def is_date_format(code: str) -> bool:
    """Say whether a number format shows a date or a time.

    >>> is_date_format("yyyy-mm-dd"), is_date_format('[Red]0" d"'), is_date_format("General")
    (True, False, False)
    """
    bare = _LITERAL.sub("", _COLOURS.sub("", code.split(";")[0]))
    return bare.casefold() not in ("general", "standard") and bool(
        re.search(r"[ymdhsåÅ]", bare, re.IGNORECASE)
    )


def day_of(number: Decimal, *, since_1904: bool = False) -> str:
    """Return the ISO date of a day number, with the time where it is not midnight.

    >>> day_of(Decimal(38717)), day_of(Decimal("37987.5"))
    ('2005-12-31', '2004-01-01 12:00')
    """
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    try:
        moment = start + timedelta(seconds=round(float(number) * 86_400))
    except OverflowError:
        return plain_number(number)
    if not since_1904 and number < 60:
        moment += timedelta(days=1)
    return iso(moment)


def iso(moment: datetime | date) -> str:
    """Return a date as people write it in headings; a time only where there is one."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    timed = moment.hour or moment.minute or moment.second
    return moment.strftime("%Y-%m-%d %H:%M") if timed else moment.date().isoformat()


def as_shown(number: Decimal, code: str) -> str:
    """Write a number with what its format says around it.

    >>> as_shown(Decimal("0.25"), "0%"), as_shown(Decimal(25), '0"+"')
    ('25%', '25+')
    >>> as_shown(Decimal(39), '"ca "0'), as_shown(Decimal(5), '#,##0 "kr"')
    ('ca 39', '5 kr')
    >>> as_shown(Decimal(1416), "# ##0"), as_shown(Decimal(0), "0;-0;;@")
    ('1416', '')
    """
    sections = code.split(";")
    at = 0
    if number < 0 and len(sections) > 1:
        at = 1
    elif number == 0 and len(sections) > 2:
        at = 2
    section = _COLOURS.sub("", sections[at])
    if not section.strip() and len(sections) > 1:
        return ""
    words: list[str] = []

    def keep(match: re.Match[str]) -> str:
        words.append(match.group(1) or match.group(2) or "")
        return chr(0xE000 + len(words) - 1)

    marked = _LITERAL.sub(keep, section)
    figure = _FIGURE.search(marked)
    if "%" in marked:
        number *= 100

    def literal(part: str) -> str:
        said = "".join(
            words[ord(sign) - 0xE000] if "\ue000" <= sign < "\uf8ff" else sign
            for sign in part
            if "\ue000" <= sign < "\uf8ff" or sign in "%+ \u00a0~<>≥≤"
        )
        return said if said.strip(_DUMB) else ""

    text = plain_number(number)
    if not figure:
        return literal(marked).strip() if words else text
    return (literal(marked[: figure.start()]) + text + literal(marked[figure.end() :])).strip()
