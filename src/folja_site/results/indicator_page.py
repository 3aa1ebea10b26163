"""The page of one indicator: every network's answers, the total by each rule, adaptations, remarks.

Refuses the list of all of them: `indicators_page` lays it out.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString

from folja.documents import Cell, Figure, Origin, Table, TableRow, Text
from folja.model import Indicator, Rule, Total, Unit, UnitKind
from folja.reporting.answers import answer_cell, overruled_note
from folja.reporting.headlines import total_cell, why_skipped
from folja.reporting.matter import Matter
from folja.reporting.measures import change_cell, range_figure, range_row
from folja.reporting.printing import (
    interval_cell,
    left,
    plain,
    right,
    set_cell,
    sign_of,
    span,
)
from folja_site.measurements.models import Answer
from folja_site.results.indicators_page import remark_counts, worked
from folja_site.results.seeing import Seen


def account_of(looked: Seen, indicator: str) -> Total | None:
    """Return the total of one indicator by the chosen rule, with what it is made of."""
    choice = looked.choice
    if not choice.compares:
        return None
    found = looked.figures.totals_by_rule(choice.start, choice.end, indicator=indicator)
    return next(iter(found[choice.rule]), None)


def by_area(looked: Seen, indicator: Indicator) -> list[tuple[str, str, str, str, int, int]]:
    """Return an indicator's part in each area by the chosen rule: id, name, figure, sign, n, of.

    Networks under no area are told of above already, each alone.
    """
    choice = looked.choice
    if not choice.compares:
        return []
    rules = looked.figures.totals_by_rule(
        choice.start, choice.end, by="area", indicator=indicator.id
    )
    units = looked.follow_up.unit_by_id
    parts = [units.get(t.group or "") for t in rules[choice.rule]]
    if all(part is not None and part.kind is UnitKind.NETWORK for part in parts):
        return []
    matter = looked.matter(answers=False, units=())
    return [
        (
            t.group or "",
            matter.unit(t.group or ""),
            span(t.interval, looked.lang) if t.interval else "",
            sign_of(t.interval).value,
            *t.coverage,
        )
        for t in rules[choice.rule]
    ]


def table(looked: Seen, matter: Matter, indicator: Indicator, total: Total | None) -> Table:
    """Return every network's answers, its change, and what it brings to the total or why not."""
    words = matter.words
    points = matter.follow_up.ordered_points
    rows = []
    declined = matter.computed.asked.declined
    for unit in looked.follow_up.networks:
        cells = [plain(matter.short(unit.id))]
        if (unit.id, indicator.id) in declined:
            cells.extend(plain(words.say("cell.declined")) for _ in points)
            cells.extend((plain(""), _part(matter, unit, total)) if total is not None else ())
            rows.append(TableRow(tuple(cells)))
            continue
        for point in points:
            asked = matter.said(unit.id, indicator.id, point.id) is not None
            cells.append(
                answer_cell(matter, unit.id, indicator.id, point.id) if asked else plain("")
            )
        if total is not None:
            known = (unit.id, indicator.id) in matter.computed.changes
            cells.append(change_cell(matter, unit.id, indicator.id) if known else plain(""))
            cells.append(_part(matter, unit, total))
        rows.append(TableRow(tuple(cells)))
    columns = [
        left(words.say("column.network"), 2.4, head=True),
        *(right(matter.point(p.id), 1.3) for p in points),
    ]
    if total is not None:
        empty = [Cell(())] * (len(points) + 1)
        rows.append(
            TableRow((plain(words.say("total.row")), *empty, total_cell(matter, total)), "total")
        )
        columns += [
            right(words.say("column.change"), 1.3),
            right(looked.say("indicator.in-total"), 1.6),
        ]
    return Table(
        id="networks",
        caption=looked.say("indicator.table", name=matter.indicator(indicator.id)),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=overruled_note(matter, matter.follow_up.observation_at),
    )


def _part(matter: Matter, unit: Unit, total: Total) -> Cell:
    for part in total.contributions:
        if part.unit == unit.id:
            origin = Origin("change", (unit.id, total.indicator))
            return interval_cell(matter.words, part.interval, origin, plus=True)
    skipped = next((s for s in total.skipped if s.unit == unit.id), None)
    return set_cell(Text(why_skipped(matter, total.indicator, skipped))) if skipped else Cell(())


def chart(matter: Matter, indicator: Indicator) -> Figure | None:
    """Return the two-point chart over the networks that have a figure other than 0."""
    if not matter.computed.has_change:
        return None
    rows = []
    for unit in matter.follow_up.networks:
        readings = [matter.reading(unit.id, indicator.id, p) for p in matter.follow_up.span]
        told = [r for r in readings if r is not None and r.has_value]
        if unit.status.operates and any({r.low, r.high} != {Decimal(0)} for r in told):
            rows.append(range_row(matter, unit.id, indicator.id, label=matter.short(unit.id)))
    if len(rows) < 2:
        return None
    return range_figure(
        matter,
        tuple(rows),
        key="chart",
        caption=matter.words.say("chart.indicator", name=matter.indicator(indicator.id)),
        measured=matter.words.of(indicator.unit),
    )


def by_rules(looked: Seen, indicator: Indicator) -> list[tuple[Rule, str, str, int, int]]:
    """Return the total by every rule: rule, its words, figure, networks in it, networks."""
    choice = looked.choice
    if not choice.compares:
        return []
    found = looked.figures.totals_by_rule(choice.start, choice.end, indicator=indicator.id)
    return [
        (
            rule,
            looked.say(f"choose.rule-{rule.value}"),
            span(t.interval, looked.lang) if t.interval else looked.say("indicator.no-total"),
            *t.coverage,
        )
        for rule in looked.figures.rules
        for t in found[rule][:1]
    ]


def adaptations(looked: Seen, indicator: Indicator) -> list[dict[str, str]]:
    """Return what networks have made of the indicator, and whether they still count."""
    units = looked.follow_up.unit_by_id
    return [
        {
            "network": units[a.unit].name.get(looked.lang) if a.unit in units else a.unit,
            "action": looked.say(f"adapted.{a.action}"),
            "comparability": looked.say(f"comparable.{a.comparability}"),
            "reason": a.reason.get(looked.lang),
            "label": a.label.get(looked.lang),
            "key": a.id,
        }
        for a in looked.follow_up.adaptations
        if a.indicator == indicator.id
    ]


def remarks(looked: Seen, indicator: Indicator) -> list[tuple[str, str]]:
    """Return what respondents said of the question itself: network and words."""
    units = looked.follow_up.unit_by_id
    found = Answer.objects.filter(
        programme=looked.request.programme, indicator=indicator.id
    ).remarked()
    return [
        (units[a.unit].name.get(looked.lang) if a.unit in units else a.unit, a.remark)
        for a in found
    ]


def works(looked: Seen, indicator: Indicator) -> dict[str, int]:
    """Return how many answers to an indicator are exact, inexact, missing, blank or unreadable."""
    found = worked(looked).get(indicator.id, {})
    return found | {"remarks": n} if (n := remark_counts(looked).get(indicator.id)) else found


def blocks(looked: Seen, matter: Matter, indicator: Indicator) -> dict[str, SafeString]:
    """Return the chart and the table beside it."""
    total = account_of(looked, indicator.id)
    drawn = chart(matter, indicator)
    return {
        "chart": looked.setter.figure(drawn) if drawn else SafeString(""),
        "table": looked.setter.table(table(looked, matter, indicator, total)),
    }
