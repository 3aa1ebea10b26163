"""Annex by indicator: every network's answers, what each brings by each rule, and the totals.

Every total accounts for every network: those that count and those that do not, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from folja.documents import Block, Cell, Heading, Paragraph, Table, TableRow, Text
from folja.model import Indicator, Total, Unit
from folja.reporting.answers import answer_cell, reasons
from folja.reporting.concepts import measure
from folja.reporting.headlines import coverage, total_cell, why_skipped
from folja.reporting.matter import Matter
from folja.reporting.measures import printed_cell, range_figure, range_row
from folja.reporting.printing import interval_cell, left, plain, right, set_cell
from folja.reporting.resolving import inlines
from folja.reporting.targets import of_indicator


def by_indicator(matter: Matter) -> Iterator[Block]:
    """Yield the annex by indicator; nothing when nobody has answered anything, nor where the annex
    of the only network says it all.
    """
    words, follow_up = matter.words, matter.follow_up
    asked = matter.computed.asked.indicators
    if not follow_up.answering or not asked or matter.alone:
        return
    one_point = not matter.computed.has_change
    yield Heading(
        1,
        words.say("annex.indicators-one-point" if one_point else "annex.indicators"),
        "annex-indicators",
        numbered=False,
    )
    yield words.paragraph(
        "annex.indicators-lede-one-point" if one_point else matter.own("annex.indicators-lede")
    )
    rest = [u for u in follow_up.networks if u not in follow_up.answering]
    if rest:
        listed = words.listed(matter.short(u.id) for u in rest)
        yield words.paragraph(
            "annex.no-table-one-point" if one_point else "annex.no-table",
            n=len(rest),
            networks=matter.counted(len(rest), "networks-without-answers"),
            listed=Text(listed),
        )
    for indicator in asked:
        yield from _indicator(matter, indicator)


def _indicator(matter: Matter, indicator: Indicator) -> Iterator[Block]:
    words = matter.words
    yield Heading(
        2,
        words.say("numbered", no=str(indicator.no), name=matter.indicator(indicator.id)),
        f"annex-indicator-{indicator.no}",
        numbered=False,
    )
    yield Paragraph(
        words.line(
            _definition(matter, indicator),
            text=inlines(matter, indicator.definition) or (Text(f"{words.of(indicator.name)}."),),
            unit=words.of(indicator.unit),
            measure=measure(matter, indicator),
        )
    )
    yield _table(matter, indicator)
    yield from of_indicator(matter, indicator.id)
    rows = tuple(
        range_row(matter, u.id, indicator.id, label=matter.short(u.id))
        for u in _asked(matter, indicator)
        if u.status.operates and matter.computed.has_change and _moves(matter, u, indicator)
    )
    if len(rows) > 1:
        yield range_figure(
            matter,
            rows,
            key=f"chart-{indicator.no}",
            caption=words.say("chart.indicator", name=matter.indicator(indicator.id)),
            measured=words.of(indicator.unit),
        )


def _definition(matter: Matter, indicator: Indicator) -> str:
    """Return the sentence on what is counted: without a change at one point, or without a unit."""
    if not matter.words.of(indicator.unit):
        return "annex.definition-no-unit"
    return "annex.definition" if matter.computed.has_change else "annex.definition-one-point"


def _asked(matter: Matter, indicator: Indicator) -> list[Unit]:
    """Return the networks with answers that an indicator is meant for; one may have declined it."""
    return [u for u in matter.follow_up.answering if matter.follow_up.asks(u.id, indicator.id)]


def _moves(matter: Matter, unit: Unit, indicator: Indicator) -> bool:
    """Say whether a network has a figure other than 0 to draw."""
    readings = [matter.reading(unit.id, indicator.id, p) for p in matter.follow_up.span]
    return any(r is not None and r.has_value and {r.low, r.high} != {Decimal(0)} for r in readings)


def _table(matter: Matter, indicator: Indicator) -> Table:
    words, points = matter.words, matter.computed.points
    rules, cites = matter.computed.rules, matter.computed.cites
    totals = {rule: matter.computed.totals[rule].get(indicator.id) for rule in rules}
    changed = matter.computed.has_change
    columns = [
        left(words.say("column.network"), 2.3, head=True),
        *(right(point, 1.25) for point in points),
    ]
    if changed and cites:
        columns.append(right(words.say("column.printed-short"), 1.25))
    if changed:
        columns.extend(right(words.say(f"rule.{rule.value}.name"), 1.4) for rule in rules)
    rows = []
    for unit in _asked(matter, indicator):
        asked = matter.computed.asked.asks(unit.id, indicator.id)
        cells = [plain(matter.short(unit.id))]
        cells.extend(
            answer_cell(matter, unit.id, indicator.id, p, verbatim=True)
            if asked
            else plain(words.say("cell.declined"))
            for p in points
        )
        if changed and cites:
            cells.append(printed_cell(matter, unit.id, indicator.id))
        if changed:
            cells.extend(_part(matter, unit, total) for total in totals.values())
        rows.append(TableRow(tuple(cells)))
    if changed:
        empty = [Cell(())] * (len(points) + cites)
        found = [t for t in totals.values() if t]
        rows.append(
            TableRow(
                (plain(words.say("total.row")), *empty, *(total_cell(matter, t) for t in found)),
                "total",
            )
        )
        rows.append(
            TableRow(
                (
                    plain(words.say("total.counted")),
                    *empty,
                    *(set_cell(*coverage(matter, t)) for t in found),
                ),
                "total",
            )
        )
    return Table(
        id=f"total-{indicator.no}",
        caption=words.say("annex.indicator-caption", name=words.of(indicator.name)),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(
            reasons(
                matter,
                ((u.id, indicator.id, p) for u in _asked(matter, indicator) for p in points),
            )
        ),
        sheet=words.say("sheet.annex-indicators"),
    )


def _part(matter: Matter, unit: Unit, total: Total | None) -> Cell:
    """Return what a network brings to a total, or in few words why it brings nothing."""
    words = matter.words
    if total is None:
        return Cell(())
    for part in total.contributions:
        if part.unit == unit.id:
            origin = matter.change_of(unit.id, total.indicator)
            return interval_cell(words, part.interval, origin, plus=True)
    skipped = next((s for s in total.skipped if s.unit == unit.id), None)
    if skipped is None:
        return Cell(())
    return set_cell(Text(why_skipped(matter, total.indicator, skipped)))
