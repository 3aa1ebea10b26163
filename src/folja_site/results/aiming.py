"""What was aimed for and how the outcome stands to it, on the pages of networks, indicators, goals.

A network is held to its own targets; a target of all networks together is held to the networks that
enter the total. Refuses to judge beyond `folja.quality`: where a figure is missing it says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from folja.model import Goal, Indicator, Target, Total, Unit
from folja.quality import Standing, standing
from folja.reporting.matter import Matter
from folja.reporting.printing import span
from folja.values import Interval, printed, total
from folja_site.programmes.aiming import aim_words
from folja_site.results.indicator_page import account_of
from folja_site.results.seeing import Seen


@dataclass(frozen=True, slots=True)
class Held:
    """One target with its outcome: what it is of, what is aimed for, and how the outcome stands.

    `unit` and `indicator` are ids, to lead on to how the outcome was made; empty where it is of all
    networks, or of a goal without a figure.
    """

    of: str
    when: str
    aim: str
    outcome: str
    standing: Standing
    words: str
    unit: str = ""
    indicator: str = ""
    reason: str = ""


def of_network(looked: Seen, unit: Unit, matter: Matter) -> list[Held]:
    """Return the targets of a network; each is named by its indicator or goal."""
    own = [t for t in looked.follow_up.targets if t.unit == unit.id]
    return [_of_unit(looked, matter, t, _what(looked, matter, t)) for t in own]


def of_indicator(looked: Seen, indicator: Indicator, matter: Matter) -> list[Held]:
    """Return the targets of an indicator: that of all networks together first, then by network."""
    own = [t for t in looked.follow_up.targets if t.indicator == indicator.id]
    return _held(looked, matter, sorted(own, key=lambda t: bool(t.unit)), by_unit=True)


def of_goal(looked: Seen, goal: Goal) -> list[Held]:
    """Return the targets of a goal; one that names no indicator has no figure to be held to."""
    own = [t for t in looked.follow_up.targets if t.goal == goal.id]
    found: list[Held] = []
    for indicator in dict.fromkeys(t.indicator for t in own):
        matter = looked.matter(indicator=indicator, answers=indicator is not None)
        some = [t for t in own if t.indicator == indicator]
        found += _held(looked, matter, some, by_unit=False)
    return found


def _held(looked: Seen, matter: Matter, targets: Iterable[Target], *, by_unit: bool) -> list[Held]:
    units = looked.follow_up.unit_by_id
    found = []
    for target in targets:
        unit = units.get(target.unit or "")
        who = unit.name.get(looked.lang) if unit else looked.say("aims.all")
        of = who if by_unit else f"{_what(looked, matter, target)}, {who}"
        make = _of_unit if unit else _of_all
        found.append(make(looked, matter, target, of))
    return found


def _what(looked: Seen, matter: Matter, target: Target) -> str:
    """Name what a target is of: its indicator, else its goal."""
    if target.indicator in looked.follow_up.indicator_by_id:
        return matter.indicator(target.indicator or "")
    goal = next((g for g in looked.follow_up.goals if g.id == target.goal), None)
    return looked.say("goals.numbered", no=goal.no) if goal else ""


def _of_unit(looked: Seen, matter: Matter, target: Target, of: str) -> Held:
    point = _point(looked, target)
    unit, indicator = target.unit or "", target.indicator or ""
    reading = matter.reading(unit, indicator, point) if indicator else None
    change = matter.computed.changes.get((unit, indicator)) if _at_end(looked, point) else None
    moved = change.interval if change else None
    if target.direction is not None:
        return _told(looked, target, of, moved, change=moved, shown=_span(looked, moved))
    level = reading.interval() if reading else None
    shown = printed(reading, looked.lang) if reading else ""
    percent = bool(reading and reading.percent)
    return _told(looked, target, of, level, shown=shown, percent=percent)


def _of_all(looked: Seen, matter: Matter, target: Target, of: str) -> Held:
    point = _point(looked, target)
    whole = account_of(looked, target.indicator or "") if _at_end(looked, point) else None
    if target.direction is not None:
        moved = whole.interval if whole else None
        return _told(looked, target, of, moved, change=moved, shown=_span(looked, moved))
    level = _level(matter, whole, point) if whole else None
    shown = _span(looked, level, signed=False)
    return _told(looked, target, of, level, shown=shown)


def _level(matter: Matter, whole: Total, point: str) -> Interval | None:
    """Return what the networks of a total have together at a point."""
    readings = (matter.reading(u, whole.indicator, point) for u in whole.included)
    intervals = [r.interval() if r and not r.percent else None for r in readings]
    return total(intervals) if intervals else None


def _span(looked: Seen, interval: Interval | None, *, signed: bool = True) -> str:
    return span(interval, looked.lang, signed=signed) if interval else ""


def _told(
    looked: Seen,
    target: Target,
    of: str,
    outcome: Interval | None,
    *,
    shown: str,
    change: Interval | None = None,
    percent: bool = False,
) -> Held:
    stands = standing(target, outcome, change=change, percent=percent)
    points = {p.id: p.name for p in looked.follow_up.points}
    name = points.get(_point(looked, target))
    return Held(
        of=of,
        when=name.get(looked.lang) if name else "",
        aim=aim_words(target, looked.lang),
        outcome=shown,
        standing=stands,
        words=looked.say(f"aims.{stands.value}"),
        unit=target.unit or "",
        indicator=target.indicator or "",
        reason=target.reason.get(looked.lang),
    )


def _point(looked: Seen, target: Target) -> str:
    points = looked.follow_up.ordered_points
    return target.point or (points[-1].id if points else "")


def _at_end(looked: Seen, point: str) -> bool:
    """Say whether the change that the page shows is the one up to a point."""
    return looked.choice.compares and looked.choice.end == point
