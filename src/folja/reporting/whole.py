"""All networks together: every indicator under the three rules, and women and men side by side.

Refuses to add different indicators: themes lay rows out, and a total is of one indicator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from folja.documents import Block, Cell, Heading, Origin, Paragraph, Table, TableRow
from folja.model import Rule, Total, Unit, UnitKind
from folja.reporting.answers import answer_cell, overruled_note
from folja.reporting.concepts import measure
from folja.reporting.headlines import coverage, total_cell
from folja.reporting.matter import Matter, SexPair
from folja.reporting.printing import interval_cell, left, plain, right, set_cell

#: So many areas fit side by side.
_AREAS = 6


def whole(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on all networks together; nothing where nothing can be added or set side by
    side, nor where there is one network, whose own chapter says it all.
    """
    words, follow_up = matter.words, matter.follow_up
    sexes = _sexes(matter)
    if matter.alone:
        return
    has_totals = bool(matter.computed.has_change and follow_up.answering)
    if not has_totals and sexes is None:
        return
    yield Heading(1, words.say("whole.title"), "whole")
    if has_totals:
        yield from _totals(matter)
    if has_totals:
        yield from _by_area(matter)
    if sexes:
        yield Heading(2, words.say("sexes.title"), "women-and-men")
        yield sexes


def _totals(matter: Matter) -> Iterator[Block]:
    words = matter.words
    found = matter.computed.totals
    rules = matter.computed.rules
    common = [i.id for i in matter.computed.asked.common]
    same = sum(1 for i in common if _same(matter, i))
    yield Paragraph(
        words.line(
            matter.own("whole.lede"),
            n=same,
            same=matter.counted(same, "totals-same"),
            indicators=matter.counted(len(common), "indicators"),
        ),
        role="lede",
    )
    rows: list[TableRow] = []
    for theme, indicators in matter.sections():
        if not indicators:
            continue
        name = words.of(theme.name) if theme else words.say("theme.none")
        rows.append(TableRow((plain(name),), "group"))
        for indicator in indicators:
            totals = [found[rule][indicator.id] for rule in rules]
            rows.append(
                TableRow(
                    (
                        plain(str(indicator.no)),
                        plain(matter.indicator(indicator.id)),
                        plain(measure(matter, indicator)),
                        *(total_cell(matter, t) for t in totals),
                        set_cell(*coverage(matter, found[Rule.STRICT][indicator.id])),
                    )
                )
            )
    yield Table(
        id="totals",
        caption=words.say("whole.caption"),
        columns=(
            right(words.say("column.no"), 0.5),
            left(words.say("column.indicator"), 2.8, head=True),
            left(words.say("column.measure"), 1.3),
            *(right(words.say(f"rule.{rule.value}.name"), 1.4) for rule in rules),
            right(words.say("column.counted"), 1.3),
        ),
        rows=tuple(rows),
        notes=(
            words.say("whole.note-added"),
            *((words.say("whole.note-open"),) if _any_open(matter) else ()),
            words.say("whole.note-counted"),
        ),
        sheet=words.say("sheet.totals"),
    )


def _any_open(matter: Matter) -> bool:
    """Say whether any total has a lower bound alone."""
    intervals = [
        t.interval for r in matter.computed.rules for t in matter.computed.totals[r].values()
    ]
    return any(i is not None and i.high is None and i.low is not None for i in intervals)


def _by_area(matter: Matter) -> Iterator[Block]:
    """Yield the subtotals of every indicator by area, where a few areas can be set side by side."""
    words, found = matter.words, matter.computed.by_area
    areas = list(dict.fromkeys(area for area, _ in found))
    units = matter.follow_up.unit_by_id
    if not 1 < len(areas) <= _AREAS or all(units[a].kind is UnitKind.NETWORK for a in areas):
        return
    yield Heading(2, words.say("areas.title"), "areas")
    yield words.paragraph("areas.lede", rule=words.say(f"rule.{Rule.STRICT.value}.name"))
    yield Table(
        id="areas-table",
        caption=words.say("areas.caption"),
        columns=(
            right(words.say("column.no"), 0.5),
            left(words.say("column.indicator"), 2.8, head=True),
            *(right(matter.short(area), 1.5) for area in areas),
        ),
        rows=tuple(
            TableRow(
                (
                    plain(str(indicator.no)),
                    plain(matter.indicator(indicator.id)),
                    *(_subtotal(matter, found[area, indicator.id]) for area in areas),
                )
            )
            for indicator in matter.computed.asked.indicators
        ),
        notes=(words.say("areas.note"),),
        sheet=words.say("sheet.areas"),
    )


def _subtotal(matter: Matter, total: Total) -> Cell:
    return interval_cell(
        matter.words,
        total.interval,
        Origin("total", (str(total.no), total.rule.value, total.group or "")),
        plus=True,
        otherwise=matter.words.say("cell.no-value" if any(total.coverage) else "cell.not-asked"),
    )


def _same(matter: Matter, indicator: str) -> bool:
    intervals = [matter.computed.totals[rule][indicator].interval for rule in matter.computed.rules]
    return all(i is not None for i in intervals) and len(
        {(i.low, i.high) for i in intervals if i}
    ) == len(intervals[:1])


def _sexes(matter: Matter) -> Table | None:
    """Return women and men of every network that told of either, at every point, pair by pair."""
    words, points = matter.words, matter.computed.points
    told = [
        (pair, units)
        for pair in matter.computed.sexes
        if (units := [u for u in matter.follow_up.answering if _tells(matter, u, pair)])
    ]
    if not told:
        return None
    heads = ["women", "men", *(["all"] if any(pair.total for pair, _ in told) else [])]
    columns = [left(words.say("column.network"), 2.4, head=True)]
    for point in points:
        for head in heads:
            what = words.say(f"column.{head}")
            columns.append(right(words.say("sexes.column", what=what, point=point), 1.2))
    rows: list[TableRow] = []
    for pair, units in told:
        rows.append(TableRow((plain(matter.pair(pair)),), "group"))
        for unit in units:
            cells = [plain(matter.short(unit.id))]
            for point in points:
                of = {"women": pair.women, "men": pair.men, "all": pair.total}
                cells.extend(_answer(matter, unit, of[head], point) for head in heads)
            rows.append(TableRow(tuple(cells)))
    return Table(
        id="sexes-table",
        caption=words.say(matter.own("sexes.all-networks")),
        columns=tuple(columns),
        rows=tuple(rows),
        notes=(
            *(_silent(matter, pair, units) for pair, units in told if _others(matter, pair, units)),
            *overruled_note(matter, _told_places(matter, told)),
        ),
        sheet=words.say("sheet.sexes-all"),
    )


def _told_places(
    matter: Matter, told: Sequence[tuple[SexPair, Sequence[Unit]]]
) -> Iterator[tuple[str, str, str]]:
    for pair, units in told:
        for indicator in filter(None, (pair.women, pair.men, pair.total)):
            for unit in units:
                yield from ((unit.id, indicator, point) for point in matter.computed.points)


def _answer(matter: Matter, unit: Unit, indicator: str | None, point: str) -> Cell:
    if indicator is None:
        return Cell(())
    return answer_cell(matter, unit.id, indicator, point)


def _others(matter: Matter, pair: SexPair, units: Sequence[Unit]) -> list[Unit]:
    """Return the networks that were asked for a split and gave none."""
    asks = matter.computed.asked.asks
    return [
        u
        for u in matter.follow_up.answering
        if u not in units and u.status.operates and (asks(u.id, pair.women) or asks(u.id, pair.men))
    ]


def _silent(matter: Matter, pair: SexPair, units: Sequence[Unit]) -> str:
    """Return the note that names the networks without a split."""
    silent = _others(matter, pair, units)
    return matter.words.say(
        "sexes.silent",
        n=len(silent),
        name=matter.pair(pair),
        listed=matter.words.listed(matter.short(u.id) for u in silent),
    )


def _tells(matter: Matter, unit: Unit, pair: SexPair) -> bool:
    if not unit.status.operates:
        return False
    readings = [
        matter.reading(unit.id, i, p)
        for i in (pair.women, pair.men)
        for p in matter.computed.points
    ]
    return any(r is not None and r.has_value for r in readings)
