"""Records as plain JSON: numbers as numbers, messages in both languages, open ends as null.

What every use case needs to word its result for scripts (docs/reference/schemas). Refuses infinity
and codes without words.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from folja.model import FollowUp
from folja.text import LocalText, Message, render
from folja.values import Candidate, Interval, Part


def number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it; None is an open end or no value.

    >>> number(Decimal("12.50")), number(Decimal("4.0")), number(None)
    (12.5, 4, None)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def words(message: Message | LocalText) -> dict[str, str]:
    """Return a message or a bilingual text in both languages.

    >>> words(LocalText("nätverk", "network"))
    {'sv': 'nätverk', 'en': 'network'}
    """
    if isinstance(message, LocalText):
        return {"sv": message.get("sv"), "en": message.get("en")}
    return {"sv": render(message, "sv"), "en": render(message, "en")}


def candidates(found: Iterable[Candidate]) -> list[dict[str, Any]]:
    """Return the readings that ambiguous words allow."""
    return [{"text": c.text, "low": number(c.low), "high": number(c.high)} for c in found]


def parts(found: Iterable[Part]) -> list[dict[str, Any]]:
    """Return the terms of a sum."""
    return [{"label": p.label, "value": number(p.value)} for p in found]


def figure(interval: Interval | None) -> int | float | dict[str, Any] | None:
    """Return a figure as a number where it is one, else as its two ends.

    >>> figure(Interval(Decimal(39), Decimal(39))), figure(Interval(Decimal(25), None))
    (39, {'low': 25, 'high': None})
    """
    if interval is None:
        return None
    if interval.low is not None and interval.low == interval.high:
        return number(interval.low)
    return {"low": number(interval.low), "high": number(interval.high)}


def annex_number(follow_up: FollowUp, indicator: str | None) -> int | None:
    """Return the annex number of an indicator, None for none."""
    found = follow_up.indicator_by_id.get(indicator or "")
    return None if found is None else found.no
