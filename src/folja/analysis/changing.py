"""The change of every answer between two points, as strict arithmetic gives it.

Holds `Change` records for every network that has answered, whether it is compared or not. Refuses
judgement: what a fall means, and whether a printed difference is wrong, is for the checks and the
report.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from folja.analysis import columns, expressions
from folja.analysis.accounting import interval_of, span_of
from folja.analysis.columns import Decided, printed_at
from folja.analysis.engines import Engine, duckdb
from folja.model import Change, FollowUp
from folja.values import Certainty, Interval, compare

if TYPE_CHECKING:
    from folja.model import Indicator, Unit

_NOUGHT = Interval(Decimal(0), Decimal(0))


def changes(
    follow_up: FollowUp,
    *,
    start: str | None = None,
    end: str | None = None,
    decided: Decided | None = None,
    engine: Engine | None = None,
) -> tuple[Change, ...]:
    """Return the change of every indicator in every network that has answered, in the order of the
    source.

    `interval` is None when either answer is missing or cannot be read. `fell` says whether the
    figure went down: "certain" when it did whatever the exact figures were, "possible" when it may
    have, else empty. Decided readings take the place of the cells' own. Raises `AnalysisFault` when
    a point is unknown.
    """
    start, end = span_of(follow_up, start, end)
    answers = columns.answers_between(follow_up, start=start, end=end, decided=decided or {})
    if not follow_up.current_indicators or not follow_up.observations:
        return ()
    engine = engine or duckdb()
    last = columns.START if start == end else columns.END
    taken = engine.take({"answers": answers})["answers"]
    pairs = expressions.paired(taken, columns.START, last)
    pairs = pairs.filter(pairs.start_has_value & pairs.end_has_value)
    changed = expressions.with_change(pairs, same_point=start == end)
    rows = engine.rows(changed.select("unit", "indicator", *expressions.INTERVAL))
    intervals = {(row["unit"], row["indicator"]): interval_of(row) for row in rows}
    return tuple(
        _change(follow_up, unit, indicator, start, end, intervals.get((unit.id, indicator.id)))
        for unit in follow_up.answering
        for indicator in follow_up.asked_of(unit.id)
    )


def _change(
    follow_up: FollowUp,
    unit: Unit,
    indicator: Indicator,
    start: str,
    end: str,
    interval: Interval | None,
) -> Change:
    printed = printed_at(follow_up, unit.id, indicator.id, start=start, end=end)
    return Change(
        unit=unit.id,
        indicator=indicator.id,
        no=indicator.no,
        start=start,
        end=end,
        interval=interval,
        printed=printed.reading.text if printed else "",
        printed_interval=printed.reading.interval() if printed else None,
        fell=_fell(interval),
    )


def _fell(interval: Interval | None) -> str:
    if interval is None:
        return ""
    below = compare(interval, "<", _NOUGHT)
    return "" if below is Certainty.IMPOSSIBLE else below.value
