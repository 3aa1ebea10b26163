"""Figures, dates and places as the command line shows them, in the user's language.

Refuses to hide an open end or a doubt: "540–" stays open, "ca" stays in front.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from folja.cli.speaking import Words
from folja.model import Decision, FollowUp, Skipped, Total
from folja.text import Language, Message, format_date, format_list, format_span
from folja.values import Interval


def span(interval: Interval | None, words: Words, *, signed: bool = False) -> str:
    """Return a figure; a dash where there is none."""
    if interval is None:
        return "–"
    printed = format_span(interval.low, interval.high, words.lang, signed=signed)
    return f"{words('about')} {printed}" if interval.approximate else printed


def day(point: str, lang: Language) -> str:
    """Return a measurement point as a date in words, or its id where it is no date."""
    try:
        return format_date(date.fromisoformat(point), lang)
    except ValueError:
        return point


def place(point: str | None, words: Words) -> str:
    """Return a point, or a change between two, in words; empty for a whole network."""
    if not point:
        return ""
    start, _, end = point.partition("/")
    if not end:
        return day(start, words.lang)
    return words("change", start=day(start, words.lang), end=day(end, words.lang))


def unit(follow_up: FollowUp, name: str | None, lang: Language) -> str:
    """Return a unit's short name where it has one, else its name, else its id."""
    found = follow_up.unit_by_id.get(name or "")
    if found is None:
        return name or ""
    return (found.short_name or found.name).get(lang)


def indicator(follow_up: FollowUp, name: str, lang: Language) -> str:
    """Return an indicator's short name where it has one, else its name."""
    found = follow_up.indicator_by_id[name]
    return (found.short_name or found.name).get(lang)


def subject(follow_up: FollowUp, decision: Decision, words: Words) -> str:
    """Return what a decision is about: network, indicator, point, or an entry of the catalogue."""
    goal = next((g for g in follow_up.goals if g.id == decision.point), None)
    named = decision.indicator in follow_up.indicator_by_id
    found = (
        unit(follow_up, decision.unit, words.lang),
        indicator(follow_up, decision.indicator or "", words.lang) if named else "",
        place(decision.point, words) if goal is None else words("goal", no=goal.no),
    )
    return ", ".join(part for part in found if part) or words("catalogue")


def coverage(total: Total, words: Words) -> str:
    """Return how many networks a total rests on, of how many there are."""
    included, of = total.coverage
    return words("coverage", included=included, of=of)


def left_out(follow_up: FollowUp, skipped: Iterable[Skipped], words: Words) -> str:
    """Return which networks a total leaves out and why, those with the same reason together."""
    by_reason: dict[str, list[str]] = {}
    for one in skipped:
        by_reason.setdefault(one.reason.value, []).append(unit(follow_up, one.unit, words.lang))
    return "; ".join(
        f"{format_list(units, words.lang)}: {words.render(Message(f'analysis.step.{reason}'))}"
        for reason, units in by_reason.items()
    )
