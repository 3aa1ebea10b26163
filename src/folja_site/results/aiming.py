"""What was aimed for and how the outcome stands to it, on the pages of networks, indicators, goals.

The report's own rules (`folja.reporting.targets`) on stored figures, by the rule for totals that
the page has chosen. Refuses to judge by anything else, and to read what no target needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from folja.model import Goal, Indicator, Target, Unit
from folja.quality import Standing
from folja.reporting.matter import Matter
from folja.reporting.targets import outcome, point_of, shown
from folja_site.programmes.aiming import aim_words
from folja_site.results.indicator_page import account_of
from folja_site.results.seeing import Seen

#: Units that answer nothing themselves: they hold networks.
ABOVE = ("area", "grouping")


@dataclass(frozen=True, slots=True)
class Held:
    """One target with its outcome: what it is of, what is aimed for, and how the outcome stands.

    `unit` and `indicator` are ids, to lead on to how the outcome was made; `unit` is empty where
    it is of several networks, both where it is of a goal without a figure. `rests` says how many
    of those networks the outcome rests on.
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
    rests: str = ""


def of_network(looked: Seen, unit: Unit, matter: Matter) -> list[Held]:
    """Return the targets of a network, or of an area; each is named by its indicator or goal."""
    own = [t for t in looked.follow_up.targets if t.unit == unit.id]
    if unit.kind in ABOVE:
        found: list[Held] = []
        for indicator, some in _by_indicator(own).items():
            all_of_it = looked.matter(indicator=indicator, answers=indicator is not None)
            found += [_told(looked, all_of_it, t, _what(looked, matter, t)) for t in some]
        return found
    return [_told(looked, matter, t, _what(looked, matter, t)) for t in own]


def of_indicator(looked: Seen, indicator: Indicator, matter: Matter) -> list[Held]:
    """Return the targets of an indicator: that of all networks together first, then by network."""
    own = [t for t in looked.follow_up.targets if t.indicator == indicator.id]
    own.sort(key=lambda target: bool(target.unit))
    return [_told(looked, matter, t, _who(looked, t)) for t in own]


def of_goal(looked: Seen, goal: Goal) -> list[Held]:
    """Return the targets of a goal; one that names no indicator has no figure to be held to."""
    own = [t for t in looked.follow_up.targets if t.goal == goal.id]
    found: list[Held] = []
    for indicator, some in _by_indicator(own).items():
        matter = looked.matter(indicator=indicator, answers=indicator is not None)
        for target in some:
            of = f"{_what(looked, matter, target)}, {_who(looked, target)}"
            found.append(_told(looked, matter, target, of))
    return found


def _by_indicator(targets: Iterable[Target]) -> dict[str | None, list[Target]]:
    found: dict[str | None, list[Target]] = {}
    for target in targets:
        found.setdefault(target.indicator, []).append(target)
    return found


def _what(looked: Seen, matter: Matter, target: Target) -> str:
    """Name what a target is of: its indicator, else its goal."""
    if target.indicator in looked.follow_up.indicator_by_id:
        return matter.indicator(target.indicator or "")
    goal = next((g for g in looked.follow_up.goals if g.id == target.goal), None)
    return looked.say("goals.numbered", no=goal.no) if goal else ""


def _who(looked: Seen, target: Target) -> str:
    unit = looked.follow_up.unit_by_id.get(target.unit or "")
    return unit.name.get(looked.lang) if unit else looked.say("aims.all")


def _told(looked: Seen, matter: Matter, target: Target, of: str) -> Held:
    unit = looked.follow_up.unit_by_id.get(target.unit or "")
    alone = unit is not None and unit.kind not in ABOVE
    whole = None if alone or not target.indicator else account_of(looked, target.indicator)
    found = outcome(matter, target, whole=whole)
    points = {p.id: p.name for p in looked.follow_up.points}
    name = points.get(point_of(looked.follow_up, target))
    inside, networks = found.coverage or (0, 0)
    return Held(
        of=of,
        when=name.get(looked.lang) if name else "",
        aim=aim_words(target, looked.lang),
        outcome=shown(matter, target, found),
        standing=found.standing,
        words=looked.say(f"aims.{found.standing.value}"),
        unit="" if found.together else target.unit or "",
        indicator=target.indicator or "",
        reason=target.reason.get(looked.lang),
        rests=looked.say("aims.rests", n=inside, total=networks) if networks else "",
    )
