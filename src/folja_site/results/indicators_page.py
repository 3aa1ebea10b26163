"""The list of indicators: their totals by the chosen rule, and how well each works.

Refuses what belongs to one of them alone: `indicator_page` tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count

from folja.model import Grouping, Indicator
from folja.reporting.concepts import measure
from folja.reporting.matter import Matter
from folja.reporting.printing import (
    sign_of,
    span,
)
from folja_site.measurements.models import Answer
from folja_site.results.figures import Sum
from folja_site.results.seeing import Seen
from folja_site.results.strips import SQUARES

#: So many networks stand on one page of the list where it is laid out by network.
NETWORKS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of the list: its total by the chosen rule, and how well it works."""

    indicator: Indicator
    name: str
    measure: str
    figure: str
    sign: str
    group: str
    counted: int
    networks: int
    claimed: str
    claim: str
    inexact: int
    missing: int
    blank: int
    unreadable: int
    findings: int
    remarks: int


def totals_of(looked: Seen) -> dict[str, Sum]:
    """Return the total of every indicator by the chosen rule."""
    choice = looked.choice
    if not choice.compares:
        return {}
    found = looked.figures.sums(choice.rule, choice.start, choice.end)
    return {t.indicator: t for t in found}


def title(looked: Seen) -> str:
    """Return the heading that says how many totals do not depend on the rule."""
    choice = looked.choice
    indicators = looked.asked.common
    if not indicators:
        return looked.say("indicators.title-none")
    if not choice.compares:
        return looked.say("indicators.title-one-point", n=len(indicators))
    by_rule: dict[str, set[Any]] = {}
    for rule in looked.figures.rules:
        found = looked.figures.sums(rule, choice.start, choice.end)
        if not any(t.interval for t in found):
            continue  # Where nothing is printed, the rule of what is printed gives no total.
        for t in found:
            ends = (t.interval.low, t.interval.high) if t.interval else None
            by_rule.setdefault(t.indicator, set()).add(ends)
    if not by_rule:
        return looked.say("indicators.title-nothing", n=len(indicators))
    common = [by_rule[i.id] for i in indicators if i.id in by_rule]
    same = sum(1 for ends in common if len(ends) == 1 and None not in ends)
    if len(indicators) == 1:
        return looked.say("indicators.title-single", n=same)
    return looked.say(
        "indicators.title",
        n=same,
        same=looked.number(same, first=True),
        indicators=len(indicators),
    )


Shown = list[tuple[str, list[tuple[Indicator, Sum | None]]]]


def groups(
    looked: Seen, *, only: Collection[str] | None = None, page: int = 1
) -> list[tuple[str, list[Line]]]:
    """Return the list under its headings: themes, goals, or areas and networks with their part.

    `only` keeps to some indicators; networks are many, so a `page` shows some of them.
    """
    told = looked.once(f"lines/{page}", lambda: _groups(looked, page))
    remarks = {} if divides(looked) else remark_counts(looked)
    found = [
        (
            name,
            [
                replace(line, remarks=remarks.get(line.indicator.id, 0))
                for line in lines
                if only is None or line.indicator.id in only
            ],
        )
        for name, lines in told
    ]
    return [(name, lines) for name, lines in found if lines]


def _groups(looked: Seen, page: int) -> list[tuple[str, list[Line]]]:
    matter = looked.matter(answers=False)
    by_unit = divides(looked)
    shown = _of_units(looked, matter, page) if by_unit else _of_headings(looked, matter)
    of_each = {} if by_unit else worked(looked)
    claims = {h["indicator"]: h["claim"] for h in looked.figures.headlines()}
    return [
        (
            name,
            [
                _line(looked, matter, i, t, of_each.get(i.id, {}), claims.get(i.id, ""))
                for i, t in rows
            ],
        )
        for name, rows in shown
    ]


def not_asked(looked: Seen) -> list[tuple[str, str]]:
    """Return what nobody was asked at the points that are looked at: each one's id and name."""
    matter = looked.matter(answers=False, units=())
    return [(i.id, f"{i.no}. {matter.indicator(i.id)}") for i in looked.asked.left_out]


def divides(looked: Seen) -> bool:
    """Say whether the layout divides the totals between areas or networks."""
    return looked.choice.compares and looked.choice.by in (Grouping.AREA, Grouping.NETWORK)


def pages_of_networks(looked: Seen) -> int:
    """Return how many pages the list has where it is laid out by network, else one."""
    if not divides(looked) or looked.choice.by is not Grouping.NETWORK:
        return 1
    return max(1, -(-len(looked.follow_up.compared) // NETWORKS))


def _of_headings(looked: Seen, matter: Matter) -> Shown:
    totals = totals_of(looked)
    return [
        (name, [(i, totals.get(i.id)) for i in indicators])
        for name, indicators in _headings(looked, matter)
    ]


def _of_units(looked: Seen, matter: Matter, page: int) -> Shown:
    choice, follow_up = looked.choice, looked.follow_up
    asked = {i.id for i in looked.asked.indicators}
    units = None
    if choice.by is Grouping.NETWORK:
        compared = [u.id for u in follow_up.compared]
        units = compared[(page - 1) * NETWORKS : page * NETWORKS]
    totals = looked.figures.sums(
        choice.rule, choice.start, choice.end, by=choice.by.value, groups=units
    )
    return [
        (
            matter.unit(unit),
            [
                (follow_up.indicator_by_id[t.indicator], t)
                for t in totals
                if t.group == unit and t.indicator in asked
            ],
        )
        for unit in units or dict.fromkeys(t.group for t in totals)
    ]


def _headings(looked: Seen, matter: Matter) -> Iterable[tuple[str, list[Indicator]]]:
    if looked.choice.by is Grouping.GOAL:
        links = looked.follow_up.indicator_goals
        for goal in sorted(looked.follow_up.goals, key=lambda g: g.no):
            ids = {link.indicator for link in links if link.goal == goal.id}
            own = [i for i in looked.asked.indicators if i.id in ids]
            if own:
                text = goal.names.get(looked.lang) or goal.text.get(looked.lang)
                yield f"{goal.no}. {text}", own
        return
    for theme, indicators in matter.sections():
        if indicators:
            name = theme.name.get(looked.lang) if theme else looked.say("network.without-theme")
            yield name, list(indicators)


def worked(looked: Seen) -> dict[str, dict[str, int]]:
    """Return for each indicator how many answers there are of each kind, and how many findings."""
    choice = looked.choice
    compared = [u.id for u in looked.follow_up.compared]
    found = {
        indicator: _squares(kinds)
        for indicator, kinds in looked.figures.answer_counts(
            choice.start, choice.end, compared
        ).items()
    }
    for indicator, n in looked.figures.finding_counts("indicator").items():
        found.setdefault(indicator, {})["findings"] = n
    return found


def remark_counts(looked: Seen) -> dict[str, int]:
    """Return how many remarks were left on each indicator; figures do not rest on them."""
    left_there = Answer.objects.filter(programme=looked.request.programme).remarked()
    rows = left_there.values("indicator").annotate(n=Count("id"))
    return {row["indicator"]: row["n"] for row in rows}


def _squares(kinds: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for kind, n in kinds.items():
        square = SQUARES.get(kind, "blank")
        found[square] = found.get(square, 0) + n
    return found


def _line(
    looked: Seen,
    matter: Matter,
    indicator: Indicator,
    total: Sum | None,
    own: dict[str, int],
    claim: str,
) -> Line:
    interval = total.interval if total else None
    return Line(
        indicator,
        matter.indicator(indicator.id),
        measure(matter, indicator),
        span(interval, looked.lang) if interval else "",
        sign_of(interval).value,
        total.group if total else "",
        *(total.coverage if total else (0, 0)),
        span(total.claimed, looked.lang) if total and total.claimed else "",
        claim,
        inexact=own.get("partly", 0),
        missing=own.get("no-answer", 0),
        blank=own.get("blank", 0),
        unreadable=own.get("unreadable", 0),
        findings=own.get("findings", 0),
        remarks=0,
    )
