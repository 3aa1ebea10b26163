"""Annex by network: a table in the source's layout, long ones a page each, cells word for word.

A recomputed difference stands beside the printed one where the two disagree; where there is no
older report, the computed change stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from folja.documents import Block, Cell, Heading, Table, TableRow
from folja.model import Indicator, Level, Unit
from folja.reporting.answers import answer_cell, reasons
from folja.reporting.matter import Matter
from folja.reporting.measures import change_cell, disagrees, level_note, printed_cell
from folja.reporting.printing import left, plain, right

#: A table of so few rows leaves room for another on its page.
_LOW = 12


def by_network(matter: Matter) -> Iterator[Block]:
    """Yield the annex by network; nothing when no network has answered."""
    words, units = matter.words, matter.follow_up.answering
    if not units:
        return
    yield Heading(1, words.say("annex.networks"), "annex-networks", numbered=False)
    for unit in units:
        yield Heading(2, matter.unit(unit.id), f"annex-heading-{unit.id}", numbered=False)
        yield _table(matter, unit)


def _table(matter: Matter, unit: Unit) -> Table:
    words, points = matter.words, matter.computed.points
    changed = matter.computed.has_change
    columns = [
        right(words.say("column.no"), 0.5),
        left(words.say("column.indicator"), 4.4, head=True),
        *(right(point, 1.3) for point in points),
    ]
    if changed and matter.computed.cites:
        columns.append(right(words.say("column.difference"), 1.3))
        columns.append(right(words.say("column.recomputed"), 1.3))
    elif changed:
        columns.append(right(words.say("column.change"), 1.3))
    rows = tuple(_row(matter, unit, i) for i in matter.computed.asked.of(unit.id))
    return Table(
        id=f"annex-{unit.id}",
        caption=words.say("annex.network-caption", name=matter.unit(unit.id)),
        columns=tuple(columns),
        rows=rows,
        notes=tuple(_notes(matter, unit)),
        sheet=words.say("sheet.annex"),
        page_per_table=len(rows) > _LOW,
    )


def _row(matter: Matter, unit: Unit, indicator: Indicator) -> TableRow:
    words = matter.words
    change = matter.computed.changes.get((unit.id, indicator.id))
    wrong = disagrees(change)
    silent = change is not None and not change.printed and change.interval is not None
    cells = [
        plain(str(indicator.no)),
        plain(words.of(indicator.label).rstrip(":") or words.of(indicator.name)),
        *(
            answer_cell(matter, unit.id, indicator.id, p, verbatim=True)
            for p in matter.computed.points
        ),
    ]
    if matter.computed.has_change:
        if matter.computed.cites:
            cells.append(printed_cell(matter, unit.id, indicator.id, struck=wrong))
        cells.append(change_cell(matter, unit.id, indicator.id) if wrong or silent else Cell(()))
    return TableRow(tuple(cells), "alert" if wrong else "body")


def _notes(matter: Matter, unit: Unit) -> Iterator[str]:
    words = matter.words
    if matter.computed.cites:
        yield words.say("annex.verbatim")
    asked, points = matter.computed.asked.of(unit.id), matter.computed.points
    yield from reasons(matter, ((unit.id, i.id, p) for i in asked for p in points))
    if not unit.status.operates:
        yield words.say("annex.idle")
    for level in (Level.AREA, Level.UNSTATED):
        at = sorted(
            {
                matter.no(o.indicator)
                for o in matter.follow_up.observations
                if o.unit == unit.id and o.level is level
            }
        )
        if at:
            yield level_note(matter, level, at)
