"""How an outcome stands to what was aimed for: interval held against interval.

A value is reached from below: "40", "30–50" and "at least 40" are all reached by what is not less
than their lower end, since more than was aimed for is no failure. Only "at most 10" is held to its
upper end. A direction is held against the change. Refuses to judge what cannot be compared: no
figure, a figure in per cent against one that is not, a direction without a change.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from folja.model import Direction, Target
from folja.values import Certainty, Interval, Quantity, compare
from folja.values.interval import Comparison

_NOUGHT = Interval(Decimal(0), Decimal(0))
_DIRECTIONS: dict[Direction, Comparison] = {
    Direction.UP: ">",
    Direction.DOWN: "<",
    Direction.SAME: "=",
}


class Standing(StrEnum):
    """How an outcome stands to its target; "possibly missed" may as well have met it."""

    MET = "met"
    POSSIBLY_MISSED = "possibly-missed"
    MISSED = "missed"
    UNKNOWN = "unknown"

    @property
    def asks(self) -> bool:
        """Whether it asks for a cause."""
        return self in (Standing.MISSED, Standing.POSSIBLY_MISSED)


_STANDINGS = {
    Certainty.CERTAIN: Standing.MET,
    Certainty.POSSIBLE: Standing.POSSIBLY_MISSED,
    Certainty.IMPOSSIBLE: Standing.MISSED,
}


def standing(
    target: Target,
    outcome: Interval | None,
    *,
    change: Interval | None = None,
    percent: bool = False,
) -> Standing:
    """Return how an outcome stands to a target, or its change where a direction is aimed for.

    `percent` says that the outcome is a share in per cent.

    >>> from folja.values import read
    >>> aim = Target(id="t", indicator="jobs", words="minst 40")
    >>> [standing(aim, read(said).interval()).value for said in ("45", "30-50", "12", "vet ej")]
    ['met', 'possibly-missed', 'missed', 'unknown']
    """
    if target.direction is not None:
        return _held(change, _DIRECTIONS[target.direction], _NOUGHT)
    aim = target.reading
    if not aim.has_value or aim.percent is not percent:
        return Standing.UNKNOWN
    if aim.low is not None:
        least = Interval(aim.low, aim.low)
        return _held(outcome, ">" if aim.low_open else ">=", least)
    most = Interval(aim.high, aim.high)
    return _held(outcome, "<" if aim.high_open else "<=", most)


def _held(figure: Interval | None, op: Comparison, bound: Interval) -> Standing:
    if figure is None or (figure.low is None and figure.high is None):
        return Standing.UNKNOWN
    return _STANDINGS[compare(figure, op, bound)]


def standing_of(
    target: Target, reading: Quantity | None, *, change: Interval | None = None
) -> Standing:
    """Return how an answer stands to a target."""
    if reading is None:
        return Standing.UNKNOWN
    return standing(target, reading.interval(), change=change, percent=reading.percent)


def target_for(
    targets: tuple[Target, ...], indicator: str, unit: str, point: str, *, last: str
) -> Target | None:
    """Return the target of an indicator in a unit ("" for all together) at a point.

    One that names the point goes before one that names none, which is of the point `last`.
    """
    places = {
        (t.indicator, t.unit or "", t.point or ""): t for t in targets if t.indicator == indicator
    }
    named = places.get((indicator, unit, point))
    return named or (places.get((indicator, unit, "")) if point == last else None)
