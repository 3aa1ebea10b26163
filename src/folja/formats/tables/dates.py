"""What a heading says: a date, a difference, a label, a network, a number, or nothing known.

Holds the ways people write a date above a column, and the words for the other columns. Refuses to
guess: a date that can be read two ways, or a year without a day, is settled only by the measurement
points of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a column (or row) of a table holds."""

    POINT = "point"
    DIFFERENCE = "difference"
    LABEL = "label"
    NETWORK = "network"
    NUMBER = "number"
    DATE = "date"
    VALUE = "value"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading read: its role, and for a date the point it names ("" when it names none).

    `vague` is true when only the year or the month was written, or the day could be the month.
    """

    role: Role
    point: str = ""
    vague: bool = False


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oct oktober october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"(?<!\d)(\d{4})[-/._ ](\d{1,2})[-/._ ](\d{1,2})(?!\d)")
_SOLID = re.compile(r"(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./ -]\s*'?((?:19|20)?\d{2})(?!\d)")
_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|:e|:a)?\.?\s*(?:of\s+)?({_MONTH})\b\.?,?\s*(\d{{4}})", re.I
)
_MONTH_FIRST = re.compile(
    rf"\b({_MONTH})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.I
)
_MONTH_YEAR = re.compile(rf"\b({_MONTH})\b\.?\s*(\d{{4}})(?!\d)", re.I)
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?![\d.,])")

#: Words around a date that change nothing about it.
_AROUND = re.compile(
    r"value|värde|antal|läget|läge|status|per|den|vid|at|as of|on|as at|the|year|år|utfall"
    r"|t\.?o\.?m\.?|00:00(?::00)?|mätning|measurement|point|mätpunkt|[\s_:;,.()*\-–]",
    re.I,
)
_ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    (
        Role.DIFFERENCE,
        "differens differensen diff skillnad förändring förändringen ändring ökning difference"
        " change delta δ +/- +/− increase",
    ),
    (Role.NETWORK, "nätverk nätverket network unit enhet kluster cluster nv nätverksnamn"),
    (Role.NUMBER, "nr nr. no no. number nummer # indicator_no indikatornr indikator_nr"),
    (
        Role.LABEL,
        "indikator indikatorer mått fråga frågor indicator indicators measure question label"
        " etikett indicator_sv indicator_en indikatornamn benämning",
    ),
    (Role.DATE, "datum date tidpunkt point mättidpunkt mätpunkt tid"),
    (Role.VALUE, "värde value svar answer utfall antal"),
)
_ROLES = {word: role for role, words in _ROLE_WORDS for word in words.split()}
_CHANGE = re.compile(r"differ|skillnad|förändring|change")


#: What every date has somewhere: a year, or a day and month with a sign between.
_DATED = re.compile(r"(?:19|20)\d\d|\d[./-]\s*\d")


def may_head(text: str) -> bool:
    """Say quickly whether a text may head a column of answers; most cells of a grid cannot.

    >>> may_head("2004-01-01"), may_head("Värde"), may_head("39")
    (True, True, False)
    """
    return bool(_DATED.search(text)) or text.strip().casefold().strip(" .:*") in _ROLES


def heading(text: str, points: Collection[str]) -> Heading:
    """Read one heading against the points of the catalogue (ISO dates).

    >>> heading("value_2004_01_01", ["2004-01-01"])
    Heading(role=<Role.POINT: 'point'>, point='2004-01-01', vague=False)
    >>> heading("31 december 2005", ["2005-12-31"]).point
    '2005-12-31'
    >>> heading("2004", ["2004-01-01", "2005-12-31"])
    Heading(role=<Role.POINT: 'point'>, point='2004-01-01', vague=True)
    >>> heading("Differens", []).role
    <Role.DIFFERENCE: 'difference'>
    """
    words = " ".join(text.replace("\u00a0", " ").split())
    lowered = words.casefold().strip(" .:*")
    role = _ROLES.get(lowered) or _ROLES.get(text.strip().casefold())
    if role is not None:
        return Heading(role)
    if not words or len(words) > 60 or not _DATED.search(words):
        return Heading(Role.OTHER)
    days, rest, vague = _days(words)
    if not days:
        return Heading(Role.OTHER)
    if (len(days) > 1 and not vague) or re.search(
        r"differens|skillnad|förändring|change|differ", rest
    ):
        return Heading(Role.DIFFERENCE)
    if _AROUND.sub("", rest):
        return Heading(Role.OTHER)
    known = [day for day in days if day in points]
    if vague:
        known = [p for p in points if any(p.startswith(day) for day in days)]
    if len(known) == 1:
        return Heading(Role.POINT, known[0], vague)
    return Heading(Role.POINT, "", vague)


def written_dates(text: str) -> tuple[str, ...]:
    """Return the dates a text may name: whole ISO dates, or "2004-01" and "2004" where less is
    said.
    """
    return tuple(_days(text)[0])


def _days(words: str) -> tuple[list[str], str, bool]:
    """Return the dates, what is left of the text, and whether they are vague.

    Several dates that are not vague are one column about two dates; several vague ones are the
    ways one date can be read.
    """
    for pattern, order in ((_ISO, "ymd"), (_SOLID, "ymd"), (_WORDS, "dmy"), (_MONTH_FIRST, "mdy")):
        matches = list(pattern.finditer(words))
        days = [d for m in matches if (d := _day(dict(zip(order, m.groups(), strict=True))))]
        if days:
            return days, pattern.sub(" ", words).casefold(), False
    if match := _DAY_FIRST.search(words):
        first, second, year = match.groups()
        ways = {
            _day({"d": first, "m": second, "y": year}),
            _day({"d": second, "m": first, "y": year}),
        }
        days = sorted(w for w in ways if w)
        if days:
            return days, _DAY_FIRST.sub(" ", words).casefold(), len(days) > 1
    if match := _MONTH_YEAR.search(words):
        month = _MONTHS[match.group(1).casefold()]
        return [f"{match.group(2)}-{month:02}"], _MONTH_YEAR.sub(" ", words).casefold(), True
    years = _YEAR.findall(words)
    if len(years) == 1:
        return years, _YEAR.sub(" ", words).casefold(), True
    return years if len(years) > 1 else [], _YEAR.sub(" ", words).casefold(), False


def _day(parts: dict[str, str]) -> str:
    month = _MONTHS.get(parts["m"].casefold()) or (int(parts["m"]) if parts["m"].isdigit() else 0)
    year = int(parts["y"])
    if year < 100:
        year += 1900 if year >= 70 else 2000
    try:
        return date(year, month, int(parts["d"])).isoformat()
    except ValueError:
        return ""
