"""A network's figures beside the spread of the others, which are never told apart.

Of other networks nothing leaves the store but how many they are, their least and greatest figure
and the middle one; and that only where enough of them have answered. Refuses words, names and
figures of single networks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from folja.formats.figures.canvas import Canvas
from folja.formats.figures.marks import mark
from folja.formats.figures.scales import Scale
from folja.model import Indicator, Unit
from folja.reporting.answers import answer_cell
from folja.reporting.matter import Matter
from folja.reporting.measures import change_cell
from folja.reporting.printing import sign_of_reading
from folja.text import Language, format_number, format_span
from folja_site.results.seeing import Seen
from folja_site.results.store import read
from folja_site.results.strips import KINDS, Strip

#: Where fewer other networks have a figure, their spread is not told: it would point at somebody.
FEWEST_OTHERS = 5

_WIDE, _MIDDLE = 260.0, 16.0
_LEVELS = """
SELECT indicator, count(*) AS n, min(low) AS low, max(high) AS high,
  median(low) AS mid_low, median(high) AS mid_high
FROM answers WHERE point = ? AND unit <> ? AND list_contains(?, unit)
  AND low IS NOT NULL AND high IS NOT NULL
GROUP BY indicator HAVING count(*) >= ?
"""
_CHANGES = """
SELECT indicator, count(*) AS n, min(low) AS low, max(high) AS high,
  median(low) AS mid_low, median(high) AS mid_high
FROM changes WHERE start = ? AND "end" = ? AND unit <> ? AND list_contains(?, unit)
  AND low IS NOT NULL AND high IS NOT NULL
GROUP BY indicator HAVING count(*) >= ?
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """What may be said of the others: how many, from least to greatest, and the middle one."""

    n: int
    low: Decimal
    high: Decimal
    middle_low: Decimal
    middle_high: Decimal

    def words(self, lang: Language, *, signed: bool = False) -> str:
        """Print from the least to the greatest."""
        return format_span(self.low, self.high, lang, signed=signed)

    def middle(self, lang: Language, *, signed: bool = False) -> str:
        """Print the middle one, which is a range where the answers in the middle are inexact."""
        return format_span(self.middle_low, self.middle_high, lang, signed=signed)


@dataclass(frozen=True, slots=True)
class Line:
    """One question: the network's own figure and change, and what may be said of the others."""

    indicator: Indicator
    name: str
    square: str
    own: SafeString
    change: SafeString
    others: str
    middle: str
    n: int
    changes: str
    changes_middle: str
    drawn: SafeString


def spreads(looked: Seen, unit: str) -> tuple[dict[str, Spread], dict[str, Spread]]:
    """Return the spread of the others' figures at the later point, and of their changes."""
    choice, path = looked.choice, looked.figures.path
    others = [u.id for u in looked.follow_up.compared]
    levels = read(path, _LEVELS, [choice.end, unit, others, FEWEST_OTHERS])
    moved = read(path, _CHANGES, [choice.start, choice.end, unit, others, FEWEST_OTHERS])
    return tuple(  # type: ignore[return-value]
        {
            r["indicator"]: Spread(
                r["n"],
                *(Decimal(str(r[c])).normalize() for c in ("low", "high", "mid_low", "mid_high")),
            )
            for r in rows
        }
        for rows in (levels, moved)
    )


def beside(looked: Seen, unit: Unit, strip: Strip, matter: Matter) -> dict[str, Any]:
    """Return what the page shows: one line for each question, of all kinds or of the asked one."""
    asked = looked.request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    levels, moved = spreads(looked, unit.id)
    lines = [
        _line(looked, matter, unit, indicator, square, levels, moved)
        for indicator, square in zip(looked.asked_last.of(unit.id), strip.squares, strict=True)
        if not kind or square == kind
    ]
    name = unit.short_name.get(looked.lang) or unit.name.get(looked.lang)
    compared = sum(1 for one in lines if one.n)
    return {
        "title": looked.say("beside.title", name=name, n=compared),
        "lines": lines,
        "kind": kind,
        "kinds": kinds_of(looked, strip),
        "total": len(strip.squares),
        "fewest": FEWEST_OTHERS,
    }


def kinds_of(looked: Seen, strip: Strip) -> list[tuple[str, str, int]]:
    """Return the kinds of squares in a strip: the kind, its words, and how many there are."""
    return [
        (one, looked.say(f"key.{one}"), strip.squares.count(one))
        for one in KINDS
        if one in strip.squares
    ]


def _line(
    looked: Seen,
    matter: Matter,
    unit: Unit,
    indicator: Indicator,
    square: str,
    levels: dict[str, Spread],
    moved: dict[str, Spread],
) -> Line:
    lang, setter = looked.lang, looked.setter
    end = looked.choice.end
    reading = matter.reading(unit.id, indicator.id, end)
    own = answer_cell(matter, unit.id, indicator.id, end)
    known = (unit.id, indicator.id) in matter.computed.changes
    level, change = levels.get(indicator.id), moved.get(indicator.id)
    return Line(
        indicator,
        matter.indicator(indicator.id),
        square,
        setter.words(own),
        setter.words(change_cell(matter, unit.id, indicator.id)) if known else SafeString(""),
        level.words(lang) if level else "",
        level.middle(lang) if level else "",
        level.n if level else 0,
        change.words(lang, signed=True) if change else "",
        change.middle(lang, signed=True) if change else "",
        _drawn(reading, level, lang) if level else SafeString(""),
    )


def _drawn(reading: Any, level: Spread, lang: Language) -> SafeString:
    """Draw the others as a hollow bar with its middle, and the network's own figure on it."""
    own = reading if reading is not None and reading.has_value else None
    ends = [level.low, level.high, Decimal(0)]
    ends += [end for end in ((own.low, own.high) if own else ()) if end is not None]
    low, high = min(ends), max(ends)
    if low == high:
        return SafeString("")
    canvas = Canvas(_WIDE, "screen", lang)
    canvas.height = 46
    scale = Scale(low, high, 8, _WIDE - 44)
    canvas.line(0, _MIDDLE, _WIDE - 36, _MIDDLE, "line")
    left, right = scale.at(level.low), scale.at(level.high)
    canvas.rect(left, _MIDDLE - 6, max(right - left, 2), 12, "base", outline=True)
    middle = scale.at((level.middle_low + level.middle_high) / 2)
    canvas.line(middle, _MIDDLE - 9, middle, _MIDDLE + 9, "base", thick=2.4)
    if own:
        mark(canvas, scale, _MIDDLE, own.low, own.high, sign=sign_of_reading(own))
    canvas.text(0, _MIDDLE + 26, format_number(low, lang), fill="muted", anchor="start")
    canvas.text(_WIDE - 36, _MIDDLE + 26, format_number(high, lang), fill="muted", anchor="end")
    return mark_safe(canvas.svg())  # noqa: S308 - drawn by us, words escaped
