"""Interval arithmetic and the rules of adding up, as column expressions that every engine computes
alike.

Holds pure functions from Ibis tables to Ibis tables: pairing two points, the change between them,
which networks a rule takes in and why it leaves the others out, and the sums. Refuses data access
and records: nothing here runs.

The same arithmetic stands as plain code in `folja.values`; a generative test holds the two
together. Two things need care in SQL and are the reason for most lines below: SUM skips nulls,
while an open end must open the whole sum; and a difference of two DECIMAL(18, 4) may need one digit
more than they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from folja.analysis.columns import BOUNDS, FLAGS
from folja.model import Rule, Skip

if TYPE_CHECKING:
    import ibis.expr.types as ir

#: Wide enough for a difference of bounds and for the sum of any number of them that a country can
#: have.
WIDE = "decimal(38, 4)"

#: What is left of a reading when intervals have been computed from it.
INTERVAL = ("low", "high", "low_open", "high_open", "approximate")


def at_point(answers: ir.Table, point: str, *, prefix: str) -> ir.Table:
    """Return the answers at one point, their reading columns named with a prefix: unit, indicator,
    `prefix`low …
    """
    there = answers.filter(answers.point == point)
    return there.select("unit", "indicator", **{f"{prefix}{c}": there[c] for c in BOUNDS + FLAGS})


def paired(answers: ir.Table, start: str, end: str) -> ir.Table:
    """Pair the answers that stand at both points: one row per unit and indicator, columns `start_…`
    and `end_…`.
    """
    first, last = at_point(answers, start, prefix="start_"), at_point(answers, end, prefix="end_")
    return first.join(last, ["unit", "indicator"])


def laid_out(
    questions: ir.Table, answers: ir.Table, printed: ir.Table, start: str, end: str
) -> ir.Table:
    """Lay start, end and printed difference beside every question; what was not asked has all flags
    false.
    """
    shown = printed.select(
        "unit", "indicator", **{f"printed_{c}": printed[c] for c in BOUNDS + FLAGS}
    )
    table = questions
    for side in (
        at_point(answers, start, prefix="start_"),
        at_point(answers, end, prefix="end_"),
        shown,
    ):
        table = table.left_join(side, ["unit", "indicator"]).drop("unit_right", "indicator_right")
    flags = [f"{side}_{flag}" for side in ("start", "end", "printed") for flag in FLAGS]
    return table.mutate(**{flag: table[flag].fill_null(False) for flag in flags})


def with_change(pairs: ir.Table, *, same_point: bool = False) -> ir.Table:
    """Add the interval of end minus start to pairs: low, high, low_open, high_open, approximate.

    A bound is null, and the end open, when either bound it is made of is. The difference of an
    answer with itself is exactly 0, whatever its interval. Says nothing about rows without a value
    at one of the points.
    """
    import ibis

    if same_point:
        nought, no = ibis.literal(0).cast(WIDE), ibis.literal(False)
        return pairs.mutate(low=nought, high=nought, low_open=no, high_open=no, approximate=no)
    low = pairs.end_low.cast(WIDE) - pairs.start_high.cast(WIDE)
    high = pairs.end_high.cast(WIDE) - pairs.start_low.cast(WIDE)
    return pairs.mutate(
        low=low.cast(WIDE),
        high=high.cast(WIDE),
        low_open=(pairs.end_low_open | pairs.start_high_open)
        & pairs.end_low.notnull()
        & pairs.start_high.notnull(),
        high_open=(pairs.end_high_open | pairs.start_low_open)
        & pairs.end_high.notnull()
        & pairs.start_low.notnull(),
        approximate=pairs.start_approximate | pairs.end_approximate,
    )


def with_zero_baseline(table: ir.Table) -> ir.Table:
    """Count a missing start as exactly 0 and mark it `assumed_zero`; an unreadable start is left as
    it is.
    """
    import ibis

    assumed = ~table.start_has_value & ~table.start_unreadable & table.end_has_value
    nought = ibis.literal(0).cast("decimal(18, 4)")
    return table.mutate(
        assumed_zero=assumed,
        start_low=assumed.ifelse(nought, table.start_low),
        start_high=assumed.ifelse(nought, table.start_high),
        start_has_value=table.start_has_value | assumed,
    )


def accounted(table: ir.Table, rule: Rule, *, same_point: bool = False) -> ir.Table:
    """Account for every question under one rule: its interval, or the reason why it is left out.

    Takes what `laid_out` returns. Columns: unit, indicator, area, reason (the value of a `Skip`,
    null when taken in), assumed_zero, and the interval.
    """
    import ibis

    if rule is Rule.AS_PRINTED:
        table = table.mutate(
            assumed_zero=ibis.literal(False),
            reason=_reason_as_printed(table),
            low=table.printed_low.cast(WIDE),
            high=table.printed_high.cast(WIDE),
            **{flag: table[f"printed_{flag}"] for flag in ("low_open", "high_open", "approximate")},
        )
    else:
        if rule is Rule.MISSING_AS_ZERO:
            table = with_zero_baseline(table)
        else:
            table = table.mutate(assumed_zero=ibis.literal(False))
        table = with_change(table.mutate(reason=_reason_strict(table)), same_point=same_point)
    return table.select("unit", "indicator", "area", "reason", "assumed_zero", *INTERVAL)


def added_up(terms: ir.Table, *by: str) -> ir.Table:
    """Add intervals up within each group: low, high, low_open, high_open, approximate and n, the
    number of terms.

    One term with an open end opens that end of the sum; one approximate term makes it approximate.
    Ends that are strict inequalities stay so.
    """
    groups = terms.group_by(list(by))
    sums = groups.aggregate(
        n=terms.count(),
        low=_sum_or_open(terms, "low"),
        high=_sum_or_open(terms, "high"),
        low_open=terms.low_open.any(),
        high_open=terms.high_open.any(),
        approximate=terms.approximate.any(),
    )
    return sums.mutate(
        low_open=sums.low_open & sums.low.notnull(), high_open=sums.high_open & sums.high.notnull()
    )


def _sum_or_open(terms: ir.Table, bound: str) -> ir.Value:
    import ibis

    every = terms[bound].count() == terms.count()
    return every.ifelse(terms[bound].sum().cast(WIDE), ibis.null().cast(WIDE))


def _reason_as_printed(table: ir.Table) -> ir.Value:
    import ibis

    unreadable = table.printed_unreadable | table.start_unreadable | table.end_unreadable
    return ibis.cases(
        (table.adapted & table.printed_has_value, Skip.ADAPTED.value),
        (table.printed_has_value, ibis.null(str)),
        (table.standing != "", table.standing),
        (table.adapted, Skip.ADAPTED.value),
        (unreadable, Skip.UNREADABLE.value),
        else_=Skip.NO_VALUE.value,
    )


def _reason_strict(table: ir.Table) -> ir.Value:
    import ibis

    return ibis.cases(
        (table.standing != "", table.standing),
        (table.adapted, Skip.ADAPTED.value),
        (table.start_unreadable | table.end_unreadable, Skip.UNREADABLE.value),
        (~table.start_has_value & ~table.end_has_value, Skip.NO_VALUE.value),
        (~table.start_has_value, Skip.MISSING_BASELINE.value),
        (~table.end_has_value, Skip.MISSING_END.value),
        else_=ibis.null(str),
    )
