"""Intervals with open ends: what can be said of a figure.

Holds the two values that the arithmetic speaks in. Refuses infinity and "not a number" (an end that
is not known is None), bounds in the wrong order, and an interval that no number lies in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal


class Certainty(StrEnum):
    """How far a statement about intervals holds: under every completion, under some, under none."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"

    @property
    def denied(self) -> Certainty:
        """How far the opposite statement holds."""
        return {
            Certainty.CERTAIN: Certainty.IMPOSSIBLE,
            Certainty.POSSIBLE: Certainty.POSSIBLE,
            Certainty.IMPOSSIBLE: Certainty.CERTAIN,
        }[self]


@dataclass(frozen=True, slots=True)
class Interval:
    """All that is known of a figure: from `low` to `high`; None is an open end.

    `low_open`/`high_open` leave the bound itself out (strictly more, strictly less), and stand only
    at an end that has a bound. `approximate` is the doubt of "about", carried along: it widens
    nothing. Raises `ValueError` for bounds that are not finite, are in the wrong order or leave no
    number between them, and for a flag at an end without a bound.

    >>> Interval(Decimal(25), None)
    Interval(low=Decimal('25'), high=None, low_open=False, high_open=False, approximate=False)
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    approximate: bool = False

    def __post_init__(self) -> None:
        low, high = self.low, self.high
        if (low is not None and not low.is_finite()) or (high is not None and not high.is_finite()):
            raise ValueError("a bound is a finite number; an end that is not known is None")
        if (self.low_open and low is None) or (self.high_open and high is None):
            raise ValueError("an end without a bound is open anyway")
        if low is None or high is None:
            return
        if low > high or (low == high and (self.low_open or self.high_open)):
            raise ValueError(f"no number lies between {low} and {high}")

    @property
    def point(self) -> Decimal | None:
        """The only number there is in it, or None when there are several."""
        return self.low if self.low is not None and self.low == self.high else None

    def holds(self, number: Decimal) -> bool:
        """Say whether a number is one of those that the figure may be.

        >>> Interval(Decimal(25), None, low_open=True).holds(Decimal(25))
        False
        """
        above = self.low is None or number > self.low or (number == self.low and not self.low_open)
        below = (
            self.high is None or number < self.high or (number == self.high and not self.high_open)
        )
        return above and below


Comparison = Literal["<", "<=", "=", ">=", ">", "!="]
