"""How far a breach holds: certain, possible, or possible through an open end alone.

Refuses to judge what cannot be compared: a missing figure, or a percentage against a count.
"""

from __future__ import annotations

from dataclasses import replace

from folja.model import Outcome, Severity
from folja.values import Certainty, Comparison, Interval, Kind, Quantity, compare

Verdict = tuple[Outcome, Severity]


def verdict(
    a: Interval | None, op: Comparison, b: Interval | None, severity: Severity
) -> Verdict | None:
    """Say how a breach of the form `a op b` is to be reported; None where there is none.

    A breach under every completion is certain; one under some is possible, and a note when only an
    open end allows it. Nothing is said where a figure is missing.
    """
    if a is None or b is None:
        return None
    match compare(a, op, b):
        case Certainty.CERTAIN:
            return Outcome.CERTAIN, severity
        case Certainty.IMPOSSIBLE:
            return None
    if compare(closed(a), op, closed(b)) is Certainty.IMPOSSIBLE:
        return Outcome.POSSIBLE, Severity.INFO
    return Outcome.POSSIBLE, severity


def closed(interval: Interval) -> Interval:
    """Return an interval without its open end: the one bound that was given.

    What neither end is known of stays as it is.
    """
    bound = interval.low if interval.low is not None else interval.high
    if bound is None or (interval.low is not None and interval.high is not None):
        return interval
    return replace(interval, low=bound, high=bound, low_open=False, high_open=False)


def possible_readings(reading: Quantity) -> tuple[Interval, ...]:
    """Return what a cell may stand for: its reading, or each reading that its words allow."""
    interval = reading.interval()
    if interval is not None:
        return (interval,)
    return tuple(Interval(c.low, c.high) for c in reading.candidates)


def is_unreadable(reading: Quantity) -> bool:
    """Say whether nothing at all can be read from words that are there."""
    return reading.kind is Kind.UNREADABLE and not reading.candidates


def same_scale(*readings: Quantity) -> bool:
    """Say whether figures can be subtracted: none a percentage or amount in another unit."""
    known = [r for r in readings if r.has_value]
    units = {r.unit.casefold() for r in known if r.unit}
    return len({r.percent for r in known}) <= 1 and len(units) <= 1
