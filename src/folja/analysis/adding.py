"""Totals of each indicator by a named rule, with the cells behind them and every network accounted
for.

Holds the way from a follow-up to `Total` records. Refuses to add different indicators together: a
grouping only lays rows out, and an area's subtotal is a subtotal of one indicator.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from folja.analysis.accounting import Account, account, span_of
from folja.analysis.columns import Decided, answer_at, headlines, printed_at
from folja.analysis.engines import Engine, duckdb
from folja.model import (
    Contribution,
    FollowUp,
    GoalRole,
    Grouping,
    Indicator,
    Rule,
    Skip,
    Skipped,
    Total,
)
from folja.values import Candidate, Interval

#: What an indicator has to do for a goal to stand among the goal's rows.
_GOAL_ROLES = (GoalRole.OWN, GoalRole.CONTRIBUTES)

#: The column that a grouping adds up by; the other groupings only lay out whole totals.
_SUBTOTALS = {Grouping.AREA: "area", Grouping.NETWORK: "unit"}


def totals(
    follow_up: FollowUp,
    rule: Rule,
    *,
    start: str | None = None,
    end: str | None = None,
    by: Grouping | None = None,
    decided: Decided | None = None,
    engine: Engine | None = None,
) -> tuple[Total, ...]:
    """Add up the change of every indicator between two points by one rule.

    `start` and `end` are points of the follow-up, by default its first and last. `by` lays the rows
    out: None gives one row per indicator; by theme and goal an indicator stands under each of its
    themes or goals, and those that have none stand last, without a group; by area there is a
    subtotal per area; by network a row per network and indicator. `decided` holds readings that a
    decision puts in the place of a cell's own; the rule as-printed takes no notice of them. Rows
    come in the order of the groups, then of the annex.

    Raises `AnalysisFault` when a point is not one of the follow-up's. The rules are told in
    docs/methods/totals.md.
    """
    return totals_by(follow_up, rule, (by,), start=start, end=end, decided=decided, engine=engine)[
        by
    ]


def totals_by(
    follow_up: FollowUp,
    rule: Rule,
    layouts: Collection[Grouping | None],
    *,
    start: str | None = None,
    end: str | None = None,
    decided: Decided | None = None,
    engine: Engine | None = None,
) -> Mapping[Grouping | None, tuple[Total, ...]]:
    """Return what `totals` gives for each of several layouts; every network is asked only once."""
    start, end = span_of(follow_up, start, end)
    columns = {by: _SUBTOTALS.get(by) if by else None for by in layouts}
    whole = _Whole(
        follow_up,
        rule,
        start,
        end,
        decided or {},
        account(
            follow_up,
            rule,
            start=start,
            end=end,
            groups=tuple(dict.fromkeys(columns.values())),
            decided=decided or {},
            engine=engine or duckdb(),
        ),
    )
    found: dict[Grouping | None, tuple[Total, ...]] = {}
    for by, column in columns.items():
        if by and column:
            found[by] = tuple(whole.of_groups(column, _unit_groups(follow_up, by)))
        elif by:
            found[by] = tuple(whole.under(_indicator_groups(follow_up, by)))
        else:
            found[by] = tuple(whole.total(i) for i in follow_up.current_indicators)
    return found


@dataclass(frozen=True, slots=True)
class _Whole:
    """One rule's account of a follow-up, ready to be laid out as totals."""

    follow_up: FollowUp
    rule: Rule
    start: str
    end: str
    decided: Decided
    account: Account
    #: What each network brings to each indicator, made once for all layouts.
    parts: dict[tuple[str, str], Contribution | Skipped | None] = field(default_factory=dict)

    def of_groups(
        self, column: str, groups: Iterable[tuple[str, tuple[str, ...]]]
    ) -> Iterator[Total]:
        """Yield a subtotal of every indicator for each group of units."""
        for group, units in groups:
            for indicator in self.follow_up.current_indicators:
                yield self.total(indicator, column=column, group=group, units=units)

    def under(self, groups: Iterable[tuple[str | None, tuple[Indicator, ...]]]) -> Iterator[Total]:
        """Yield whole totals, each under every group its indicator belongs to."""
        made: dict[str, Total] = {}
        for group, indicators in groups:
            for indicator in indicators:
                if indicator.id not in made:
                    made[indicator.id] = self.total(indicator)
                yield replace(made[indicator.id], group=group)

    def total(
        self,
        indicator: Indicator,
        *,
        column: str | None = None,
        group: str | None = None,
        units: tuple[str, ...] | None = None,
    ) -> Total:
        """Return one indicator's total, over all networks or over the units of a group."""
        contributions, skipped = [], []
        for unit in units if units is not None else tuple(u.id for u in self.follow_up.networks):
            part = self._part(unit, indicator.id)
            if isinstance(part, Contribution):
                contributions.append(part)
            elif part is not None:
                skipped.append(part)
        return Total(
            rule=self.rule,
            indicator=indicator.id,
            no=indicator.no,
            name=indicator.name,
            unit=indicator.unit,
            measure=indicator.measure.value,
            start=self.start,
            end=self.end,
            group=group,
            interval=self.account.sums[column].get((group, indicator.id)),
            claimed=None if units is not None else self._claimed(indicator.id),
            contributions=tuple(contributions),
            skipped=tuple(skipped),
        )

    def _part(self, unit: str, indicator: str) -> Contribution | Skipped | None:
        if (unit, indicator) not in self.parts:
            term = self.account.terms.get((unit, indicator))
            made: Contribution | Skipped | None = None
            if term is None:  # what only others have added is not asked, and not left out either
                made = None
            elif term.interval is not None:
                made = self._contribution(unit, indicator, term.interval, term.assumed_zero)
            elif term.reason:
                made = self._skipped(unit, indicator, term.reason)
            self.parts[unit, indicator] = made
        return self.parts[unit, indicator]

    def _contribution(
        self, unit: str, indicator: str, interval: Interval, assumed_zero: bool
    ) -> Contribution:
        first = answer_at(self.follow_up, unit, indicator, self.start)
        last = answer_at(self.follow_up, unit, indicator, self.end)
        printed = printed_at(self.follow_up, unit, indicator, start=self.start, end=self.end)
        known = last or first
        cells = ((unit, indicator, self.start), (unit, indicator, self.end))
        return Contribution(
            unit=unit,
            interval=interval,
            start=first.reading.text if first else "",
            end=last.reading.text if last else "",
            printed=printed.reading.text if printed else "",
            level=known.level.value if known else "network",
            assumed_zero=assumed_zero,
            decided=self.rule is not Rule.AS_PRINTED
            and any(cell in self.decided for cell in cells),
        )

    def _skipped(self, unit: str, indicator: str, reason: Skip) -> Skipped:
        if reason is not Skip.UNREADABLE:
            return Skipped(unit=unit, reason=reason)
        candidates: list[Candidate] = []
        for point in dict.fromkeys((self.start, self.end)):
            cell = (unit, indicator, point)
            answer = answer_at(self.follow_up, *cell)
            if self.rule is not Rule.AS_PRINTED and cell in self.decided:
                candidates.extend(self.decided[cell].candidates)
            elif answer:
                candidates.extend(answer.reading.candidates)
        printed = printed_at(self.follow_up, unit, indicator, start=self.start, end=self.end)
        if self.rule is Rule.AS_PRINTED and printed:
            candidates.extend(printed.reading.candidates)
        return Skipped(unit=unit, reason=reason, candidates=tuple(dict.fromkeys(candidates)))

    def _claimed(self, indicator: str) -> Interval | None:
        """Return the headline that the report gives for the same change, if there is one."""
        if (self.start, self.end) != self.follow_up.span:
            return None
        for claim in headlines(self.follow_up):
            if claim.indicator == indicator:
                return claim.reading.interval()
        return None


def _unit_groups(follow_up: FollowUp, by: Grouping | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each area (or each network) with the networks that belong to it."""
    if by is Grouping.NETWORK:
        for unit in follow_up.networks:
            yield unit.id, (unit.id,)
        return
    areas: dict[str, list[str]] = {}
    for unit in follow_up.networks:
        areas.setdefault(follow_up.area_of(unit.id), []).append(unit.id)
    for area in sorted(areas, key=lambda a: (follow_up.unit_by_id[a].order, a)):
        yield area, tuple(areas[area])


def _indicator_groups(
    follow_up: FollowUp, by: Grouping
) -> Iterator[tuple[str | None, tuple[Indicator, ...]]]:
    """Yield each theme (or goal) with its indicators, and last those that have none."""
    if by is Grouping.THEME:
        groups = [theme.id for theme in sorted(follow_up.themes, key=lambda t: t.no)]
        links = {(link.theme, link.indicator) for link in follow_up.indicator_themes}
    else:
        groups = [goal.id for goal in sorted(follow_up.goals, key=lambda g: g.no)]
        links = {
            (ln.goal, ln.indicator) for ln in follow_up.indicator_goals if ln.role in _GOAL_ROLES
        }
    for group in groups:
        yield group, tuple(i for i in follow_up.current_indicators if (group, i.id) in links)
    linked = {indicator for group, indicator in links if group in groups}
    yield None, tuple(i for i in follow_up.current_indicators if i.id not in linked)
