"""One rule applied to every network and indicator: what each brings, or why it brings nothing.

Holds the meeting of columns, expressions and engine, and gives back plain values. Refuses records
of results, which are built in `folja.analysis.adding`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from folja.analysis import columns, expressions
from folja.analysis.columns import Decided
from folja.analysis.engines import Engine
from folja.analysis.faults import AnalysisFault
from folja.model import FollowUp, Rule, Skip
from folja.text import Message
from folja.values import Interval


@dataclass(frozen=True, slots=True)
class Term:
    """What one network brings to one indicator: an interval, or the reason why nothing."""

    interval: Interval | None
    reason: Skip | None
    assumed_zero: bool


@dataclass(frozen=True, slots=True)
class Account:
    """One rule over a whole follow-up: the term of every (network, indicator) that is asked and the
    sums of each group.

    `sums` holds the sums by the column they were added up by (None: over all networks), each keyed
    by (group, indicator), the group None where there is none; what nobody contributes to is not in
    it.
    """

    terms: Mapping[tuple[str, str], Term]
    sums: Mapping[str | None, Mapping[tuple[str | None, str], Interval]]


def account(
    follow_up: FollowUp,
    rule: Rule,
    *,
    start: str,
    end: str,
    groups: Collection[str | None],
    decided: Decided,
    engine: Engine,
) -> Account:
    """Apply one rule between two points; `groups` are "area" or "unit" for subtotals, None for
    whole totals.

    Decisions are laid over the cells under every rule but as-printed.
    """
    if not follow_up.networks or not follow_up.current_indicators:
        return Account({}, {group: {} for group in groups})
    laid = expressions.accounted(
        _laid_out(
            follow_up,
            start=start,
            end=end,
            engine=engine,
            decided={} if rule is Rule.AS_PRINTED else decided,
        ),
        rule,
        same_point=start == end,
    )
    sums: dict[str | None, dict[tuple[str | None, str], Interval]] = {}
    for group in groups:
        keys = ("indicator",) if group is None else (group, "indicator")
        added = expressions.added_up(laid.filter(laid.reason.isnull()), *keys)
        sums[group] = {
            (row[group] if group else None, row["indicator"]): interval_of(row)
            for row in engine.rows(added)
        }
    return Account(
        terms={
            (row["unit"], row["indicator"]): Term(
                None if row["reason"] else interval_of(row),
                Skip(row["reason"]) if row["reason"] else None,
                row["assumed_zero"],
            )
            for row in engine.rows(laid)
        },
        sums=sums,
    )


def span_of(follow_up: FollowUp, start: str | None, end: str | None) -> tuple[str, str]:
    """Return the two points meant, the first and last by default.

    Raises `AnalysisFault` when the follow-up has no points, or not the one that is asked for.
    """
    points = [point.id for point in follow_up.ordered_points]
    if not points:
        raise AnalysisFault(Message("analysis.no-points"))
    for asked in (start, end):
        if asked is not None and asked not in points:
            raise AnalysisFault(
                Message("analysis.unknown-point", {"point": asked, "points": tuple(points)})
            )
    return start or points[0], end or points[-1]


def interval_of(row: Mapping[str, Any]) -> Interval:
    """Return the interval that stands in a row's interval columns, its numbers without trailing
    zeros.

    The engines carry four decimals for every number; a figure is shown with those that it has.
    """
    return Interval(
        _plain(row["low"]),
        _plain(row["high"]),
        low_open=row["low_open"],
        high_open=row["high_open"],
        approximate=row["approximate"],
    )


def _plain(number: Any) -> Any:
    if number is None:
        return None
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _laid_out(
    follow_up: FollowUp, *, start: str, end: str, decided: Decided, engine: Engine
) -> Any:
    tables = engine.take(
        {
            "questions": columns.question_columns(follow_up),
            "answers": columns.answers_between(follow_up, start=start, end=end, decided=decided),
            "printed": columns.printed_columns(follow_up, start=start, end=end),
        }
    )
    return expressions.laid_out(
        tables["questions"],
        tables["answers"],
        tables["printed"],
        columns.START,
        columns.START if start == end else columns.END,
    )
