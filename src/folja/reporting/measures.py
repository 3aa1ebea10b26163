"""One network's figures under one theme: table, picture, women and men, and what is not known.

Holds the tables that the results chapters share. Refuses to hide gaps: every indicator of the theme
stands in the table, and those without a value are named once more below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from folja.documents import (
    Block,
    Cell,
    Figure,
    FigureText,
    Inline,
    Paragraph,
    RangeChart,
    RangeRow,
    Sign,
    Strong,
    Table,
    TableRow,
    Text,
)
from folja.model import Change, Indicator, Level, Measure, Unit
from folja.reporting.answers import answer_cell, overruled_note, told
from folja.reporting.matter import Matter, SexPair
from folja.reporting.printing import (
    interval_cell,
    is_fall,
    left,
    plain,
    right,
    sign_of_reading,
    signed,
    span,
)
from folja.reporting.wording import inside
from folja.values import Interval, Quantity

#: A picture is worth its place when it sets at least so many figures of one unit side by side.
_ROWS = 3


def measures(
    matter: Matter, unit: Unit, indicators: Sequence[Indicator], *, key: str, title: str
) -> Iterator[Block]:
    """Yield a theme's figures for one network; `key` makes identifiers, `title` captions."""
    indicators = [i for i in indicators if matter.computed.asked.asks(unit.id, i.id)]
    pairs = _pairs(matter, indicators)
    apart = {i for p in pairs for i in (p.women, p.men)}
    apart |= {p.total for p in pairs if p.total}
    listed = [i for i in indicators if i.id not in apart]
    if listed:
        yield _table(matter, unit, listed, key=key, title=title)
    if pairs:
        yield _sexes(matter, unit, pairs, key=key)
    yield from _pictures(matter, unit, listed, key=key, title=title)
    yield from _unknown(matter, unit, indicators)


def disagrees(change: Change | None) -> bool:
    """Say whether the source prints another difference than the one that its values give."""
    if change is None or change.printed_interval is None:
        return False
    return _bounds(change.interval) != _bounds(change.printed_interval)


def _bounds(interval: Interval | None) -> tuple[object, ...] | None:
    if interval is None:
        return None
    return interval.low, interval.high, interval.low_open, interval.high_open


def change_cell(matter: Matter, unit: str, indicator: str) -> Cell:
    """Return the computed change as a cell; words where it cannot be computed."""
    change = matter.computed.changes.get((unit, indicator))
    return interval_cell(
        matter.words,
        change.interval if change else None,
        matter.change_of(unit, indicator),
        plus=True,
        otherwise=matter.words.say("cell.no-change"),
    )


def printed_cell(matter: Matter, unit: str, indicator: str, *, struck: bool = False) -> Cell:
    """Return the difference that the source prints, its words as they stand."""
    change = matter.computed.changes.get((unit, indicator))
    if change is None or not change.printed:
        return Cell(())
    start, end = matter.follow_up.span
    claim = matter.follow_up.printed_difference.get((unit, indicator, f"{start}/{end}"))
    return Cell(
        (FigureText(change.printed, matter.change_of(unit, indicator)),),
        low=change.printed_interval.low if change.printed_interval else None,
        high=change.printed_interval.high if change.printed_interval else None,
        has_bounds=change.printed_interval is not None,
        number=change.printed_interval.point if change.printed_interval else None,
        sign=signed(matter.words, sign_of_reading(claim.reading)) if claim else None,
        struck=struck,
    )


def _table(
    matter: Matter, unit: Unit, indicators: Sequence[Indicator], *, key: str, title: str
) -> Table:
    words, points = matter.words, matter.computed.points
    changed = matter.computed.has_change
    differs = {i.id for i in indicators if disagrees(matter.computed.changes.get((unit.id, i.id)))}
    columns = [
        right(words.say("column.no"), 0.5),
        left(words.say("column.indicator"), 3.4, head=True),
        *(right(matter.point(p), 1.5) for p in points),
    ]
    if changed:
        columns.append(right(words.say("column.change"), 1.4))
    if differs:
        columns.append(right(words.say("column.printed"), 1.4))
    rows = []
    for indicator in indicators:
        cells = [
            plain(str(indicator.no)),
            plain(matter.indicator(indicator.id)),
            *(answer_cell(matter, unit.id, indicator.id, p) for p in points),
        ]
        if changed:
            cells.append(change_cell(matter, unit.id, indicator.id))
        if differs:
            wrong = indicator.id in differs
            cells.append(printed_cell(matter, unit.id, indicator.id) if wrong else Cell(()))
        rows.append(TableRow(tuple(cells), "alert" if indicator.id in differs else "body"))
    return Table(
        id=f"{key}-figures",
        caption=words.say("measures.caption", network=matter.short(unit.id), title=title),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(_notes(matter, unit, indicators, printed=bool(differs))),
        sheet=words.say("sheet.results"),
    )


def _notes(
    matter: Matter, unit: Unit, indicators: Sequence[Indicator], *, printed: bool
) -> Iterator[str]:
    words = matter.words
    flows = [i for i in indicators if i.measure is Measure.FLOW and not i.is_change]
    if flows and matter.computed.has_change:
        yield words.say("measures.flows", n=len(flows), listed=_numbers(matter, flows))
    if printed:
        yield words.say("measures.printed")
    points = matter.computed.points
    yield from overruled_note(matter, ((unit.id, i.id, p) for i in indicators for p in points))
    for level in (Level.AREA, Level.UNSTATED):
        at = [i for i in indicators if _level(matter, unit, i) is level]
        if at:
            yield level_note(matter, level, [i.no for i in at])


def level_note(matter: Matter, level: Level, numbers: Sequence[int]) -> str:
    """Return the note on the indicators whose answers cover another level than the network."""
    code = f"measures.level-{level.value}"
    return matter.words.say(
        matter.own(code) if level is Level.UNSTATED else code,
        n=len(numbers),
        listed=matter.words.listed(str(no) for no in numbers),
    )


def _level(matter: Matter, unit: Unit, indicator: Indicator) -> Level:
    for point in matter.computed.points:
        answer = matter.answer(unit.id, indicator.id, point)
        if answer and answer.level is not Level.NETWORK:
            return answer.level
    return Level.NETWORK


def _numbers(matter: Matter, indicators: Sequence[Indicator]) -> str:
    return matter.words.listed(str(i.no) for i in indicators)


# -- women and men
def _pairs(matter: Matter, indicators: Sequence[Indicator]) -> list[SexPair]:
    here = {i.id for i in indicators}
    return [p for p in matter.computed.sexes if {p.women, p.men} <= here]


def _sexes(matter: Matter, unit: Unit, pairs: Sequence[SexPair], *, key: str) -> Table:
    words, points = matter.words, matter.computed.points
    whole = any(p.total for p in pairs)
    rows = []
    for pair in pairs:
        names = [i for i in (pair.women, pair.men, pair.total) if i]
        numbers = words.listed(str(no) for no in sorted(matter.no(i) for i in names))
        title = words.say("sexes.group", numbers=numbers, title=matter.pair(pair))
        rows.append(TableRow((plain(title),), "group"))
        order = (pair.women, pair.men, *((pair.total,) if whole else ()))
        for point in points:
            cells = [answer_cell(matter, unit.id, i, point) if i else Cell(()) for i in order]
            rows.append(TableRow((plain(matter.point(point)), *cells)))
        if matter.computed.has_change:
            changed = [change_cell(matter, unit.id, i) if i else Cell(()) for i in order]
            rows.append(TableRow((plain(words.say("column.change")), *changed), "total"))
    columns = [
        left(words.say("column.point"), 2.4, head=True),
        right(words.say("column.women"), 1.3),
        right(words.say("column.men"), 1.3),
    ]
    if whole:
        columns.append(right(words.say("column.all"), 1.3))
    return Table(
        id=f"{key}-sexes",
        caption=words.say("sexes.caption", network=matter.short(unit.id)),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=tuple(
            _notes(
                matter,
                unit,
                [i for i in matter.follow_up.current_indicators if i.id in _members(pairs)],
                printed=False,
            )
        ),
        sheet=words.say("sheet.sexes"),
    )


def _members(pairs: Sequence[SexPair]) -> set[str]:
    return {i for p in pairs for i in (p.women, p.men, p.total) if i}


# -- pictures
def _pictures(
    matter: Matter, unit: Unit, indicators: Sequence[Indicator], *, key: str, title: str
) -> Iterator[Block]:
    """Yield a two-point chart for each unit of measure that enough indicators share."""
    if not matter.computed.has_change:
        return
    by_unit: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        if _known(matter, unit, indicator):
            by_unit.setdefault(matter.words.of(indicator.unit), []).append(indicator)
    for number, (measured, shown) in enumerate(by_unit.items()):
        if len(shown) < _ROWS:
            continue
        rows = tuple(range_row(matter, unit.id, i.id, label=matter.indicator(i.id)) for i in shown)
        yield range_figure(
            matter,
            rows,
            key=f"{key}-picture-{number}",
            caption=matter.words.say(
                "chart.network", network=matter.short(unit.id), unit=measured, title=title
            ),
            measured=measured,
        )


def _known(matter: Matter, unit: Unit, indicator: Indicator) -> bool:
    readings = [matter.reading(unit.id, indicator.id, p) for p in matter.follow_up.span]
    return any(r is not None and r.has_value for r in readings)


def range_row(matter: Matter, unit: str, indicator: str, *, label: str) -> RangeRow:
    """Return one row of a two-point chart, its words and signs as the answers count."""
    start, end = matter.follow_up.span
    first, last = (matter.reading(unit, indicator, p) for p in (start, end))
    change = matter.computed.changes.get((unit, indicator))
    interval = change.interval if change else None
    return RangeRow(
        label=label,
        start_sign=sign_of_reading(first),
        start_low=_low(first),
        start_high=_high(first),
        start_label=told(matter, unit, indicator, start),
        end_sign=sign_of_reading(last),
        end_low=_low(last),
        end_high=_high(last),
        end_label=told(matter, unit, indicator, end),
        change="" if interval is None else span(interval, matter.lang, signed=True),
        fell=is_fall(interval),
    )


def range_figure(
    matter: Matter, rows: tuple[RangeRow, ...], *, key: str, caption: str, measured: str
) -> Figure:
    """Return a two-point chart; its table is the one that stands beside it."""
    words = matter.words
    signs = dict.fromkeys(s for row in rows for s in (row.start_sign, row.end_sign))
    first, last = (matter.point(p) for p in matter.follow_up.span)
    return Figure(
        id=key,
        spec=RangeChart(
            rows=rows,
            start_name=first,
            end_name=last,
            unit=measured,
            key=tuple((s, words.say(f"sign.{s.value}")) for s in signs),
            no_start=words.say("chart.no-start"),
        ),
        caption=caption,
        alt=words.say(
            "chart.alt",
            caption=caption,
            rows=". ".join(
                words.say("chart.alt-row", label=r.label, first=r.start_label, last=r.end_label)
                for r in rows
            ),
        ),
    )


def _low(reading: Quantity | None) -> Decimal | None:
    return reading.low if reading else None


def _high(reading: Quantity | None) -> Decimal | None:
    return reading.high if reading else None


# -- what is not known
def _unknown(matter: Matter, unit: Unit, indicators: Sequence[Indicator]) -> Iterator[Block]:
    """Yield a paragraph that names what has no value, and at which point."""
    points = matter.computed.points
    if not points:
        return
    gaps: dict[str, list[str]] = {}
    for indicator in indicators:
        gap = _gap(matter, unit, indicator)
        if gap:
            gaps.setdefault(gap, []).append(inside(matter.indicator(indicator.id)))
    if not gaps:
        return
    parts: list[Inline] = [Strong(matter.words.say("unknown.title")), Text(" ")]
    for at, (gap, names) in enumerate(gaps.items()):
        listed = matter.words.listed(names)
        code = f"unknown.{gap}"
        if gap == "nothing" and not matter.computed.has_change:
            code = "unknown.nothing-one-point"
        parts.append(Text((" " if at else "") + matter.words.say(code, listed=listed)))
    yield Paragraph(tuple(parts), role="missing")


def _gap(matter: Matter, unit: Unit, indicator: Indicator) -> str:
    readings = [matter.reading(unit.id, indicator.id, p) for p in matter.follow_up.span]
    if any(r is not None and sign_of_reading(r) is Sign.UNREADABLE for r in readings):
        return "unreadable"
    first, last = (r is not None and r.has_value for r in readings)
    if first and last:
        return ""
    if not first and not last:
        return "nothing"
    return "no-end" if first else "no-start"
