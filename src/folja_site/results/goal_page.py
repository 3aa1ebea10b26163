"""Goals and needs: what each goal is measured by, and which hub needs which support."""

from __future__ import annotations

from typing import Any

from folja.model import Goal, GoalRole
from folja.reporting.concepts import measure
from folja.reporting.printing import sign_of, span
from folja.reporting.wording import capital
from folja_site.results.indicators_page import totals_of
from folja_site.results.seeing import Seen


def title(looked: Seen) -> str:
    """Return the heading that says how many goals are followed up."""
    goals = looked.follow_up.goals
    considered = sum(1 for g in goals if g.considered)
    if not goals:
        return looked.say("goals.title-none")
    return looked.say(
        "goals.title",
        n=considered,
        considered=looked.number(considered, first=True),
        goals=looked.number(len(goals)),
    )


def goals(looked: Seen) -> list[dict[str, Any]]:
    """Return the goals with what measures them."""
    return [_told(looked, g) for g in sorted(looked.follow_up.goals, key=lambda g: g.no)]


def _told(looked: Seen, goal: Goal) -> dict[str, Any]:
    follow_up = looked.follow_up
    links = [k for k in follow_up.indicator_goals if k.goal == goal.id]
    return {
        "goal": goal,
        "text": goal.text.get(looked.lang),
        "names": goal.names.get(looked.lang),
        "reason": goal.reason.get(looked.lang),
        "own": sum(1 for k in links if k.role is GoalRole.OWN),
        "links": len(links),
    }


def goal_title(looked: Seen, goal: Goal) -> str:
    """Return the heading that says whether and how a goal is measured."""
    told = _told(looked, goal)
    name = capital(goal.names.get(looked.lang)) or looked.say("goals.numbered", no=goal.no)
    if not goal.considered:
        return looked.say("goals.one-left-out", name=name)
    if not told["links"]:
        return looked.say("goals.one-unmeasured", name=name)
    return looked.say("goals.one", name=name, n=told["own"])


def measured(looked: Seen, goal: Goal) -> list[dict[str, Any]]:
    """Return the indicators of a goal, those that count what it names first, with their totals."""
    totals = totals_of(looked)
    matter = looked.matter(answers=False)
    roles = {k.indicator: k for k in looked.follow_up.indicator_goals if k.goal == goal.id}
    found = []
    for indicator in looked.asked.indicators:
        link = roles.get(indicator.id)
        if link is None:
            continue
        total = totals.get(indicator.id)
        interval = total.interval if total else None
        found.append(
            {
                "indicator": indicator,
                "name": matter.indicator(indicator.id),
                "measure": measure(matter, indicator),
                "role": looked.say(f"goals.role-{link.role.value}"),
                "basis": looked.say(f"goals.basis-{link.basis.value}")
                if looked.figures.cites
                else "",
                "order": list(GoalRole).index(link.role),
                "figure": span(interval, looked.lang) if interval else "",
                "sign": sign_of(interval).value,
                "coverage": total.coverage if total else (0, 0),
            }
        )
    return sorted(found, key=lambda f: f["order"])


# -- needs
def needs_map(looked: Seen) -> dict[str, Any]:
    """Return the map of needs × hubs: columns, groups of rows with a cell for each hub, own words.

    Only hubs that have asked for something have a column; the heading says who has not.
    """
    follow_up, lang = looked.follow_up, looked.lang
    words = looked.matter(answers=False, units=()).words
    units = [u for u in follow_up.networks if any(n.unit == u.id for n in follow_up.hub_needs)]
    asked = {(n.need, n.unit): n for n in follow_up.hub_needs if n.need}
    forms = {f.id: f.name.get(lang) for f in follow_up.support_forms}

    def cell(need: str, unit: str) -> dict[str, str] | None:
        one = asked.get((need, unit))
        if one is None:
            return None
        return {
            "urgency": words.coded("urgency", one.urgency) if one.urgency else "",
            "form": forms.get(one.form or "", ""),
            "words": one.words.get(lang),
        }

    groups: list[dict[str, Any]] = []
    for group in follow_up.need_groups:
        own = sorted((n for n in follow_up.needs if n.group == group.id), key=lambda n: n.no)
        rows: list[dict[str, Any]] = [
            {
                "text": n.text.get(lang),
                "cells": [(u, cell(n.id, u.id)) for u in units],
                "n": sum(1 for u in units if (n.id, u.id) in asked),
            }
            for n in own
        ]
        groups.append({"name": group.name.get(lang), "rows": rows})
    own_words = [
        (follow_up.unit_by_id[n.unit].name.get(lang), n.words.get(lang))
        for n in follow_up.hub_needs
        if not n.need and n.unit in follow_up.unit_by_id and n.words
    ]
    most = max((r for g in groups for r in g["rows"]), key=lambda r: r["n"], default=None)
    if not units and not follow_up.needs:
        heading = looked.say("needs.title-empty")
    elif not units:
        heading = looked.say("needs.title-none", n=len(follow_up.needs))
    else:
        heading = looked.say(
            "needs.title", n=len(units), hubs=looked.number(len(units), first=True)
        )
    return {
        "title": heading,
        "units": [(u, u.short_name.get(lang) or u.name.get(lang)) for u in units],
        "groups": groups,
        "own_words": own_words,
        "most": most if most and most["n"] > 1 else None,
        "silent": len(follow_up.networks) - len(units),
    }
