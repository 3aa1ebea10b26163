"""From values to places on a line: a linear scale with round ticks.

Holds no drawing but the axis. Geometry is computed with floats; the figures themselves stay decimal
and are printed by `folja.text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from folja.formats.figures.canvas import SMALL, Canvas
from folja.formats.figures.metrics import width
from folja.text import format_number


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from `low` at `left` to `high` at `right`."""

    low: Decimal
    high: Decimal
    left: float
    right: float

    def at(self, value: Decimal) -> float:
        """Return the place of a value, in units of the drawing."""
        span = float(self.high - self.low) or 1.0
        return self.left + (self.right - self.left) * float(value - self.low) / span


def spanning(values: Iterable[Decimal | None]) -> tuple[Decimal, Decimal]:
    """Return the least span that holds zero and every known value; 0 to 1 where nothing is known.

    >>> spanning([Decimal(-10), None, Decimal(87)])
    (Decimal('-10'), Decimal('87'))
    """
    known = [value for value in values if value is not None]
    low, high = min([Decimal(0), *known]), max([Decimal(0), *known])
    return (low, high) if low != high else (Decimal(0), Decimal(1))


def ticks(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """Return at most `most` round values between two ends, evenly apart by 1, 2 or 5 times a power.

    Between whole ends they are whole: what is counted has no halves.

    >>> [int(t) for t in ticks(Decimal(0), Decimal(87), 6)]
    [0, 20, 40, 60, 80]
    >>> [str(t) for t in ticks(Decimal(0), Decimal(2), 6)]
    ['0', '1', '2']
    """
    span = high - low
    step = Decimal(1).scaleb((span / max(most, 2)).adjusted() - 1)
    if low % 1 == high % 1 == 0:
        step = max(step, Decimal(1))
    while True:
        for factor in (1, 2, 5):
            size = step * factor
            # Decimal division cuts towards zero, so this is never above the first tick.
            first = -(-low // size) * size
            found: list[Decimal] = []
            value = first
            while value <= high and len(found) <= most:
                if value >= low:
                    found.append(value)
                value += size
            if len(found) <= most:
                return tuple(found)
        step *= 10


def axis(canvas: Canvas, scale: Scale, top: float, bottom: float) -> None:
    """Draw the ticks of a scale with their figures above `top` and hairlines down to `bottom`.

    As many round values are taken as stand apart; the first and the last always have a figure.
    """
    for most in range(7, 1, -1):
        values = ticks(scale.low, scale.high, most)
        if _apart(canvas, scale, values):
            break
    for value in values:
        x = scale.at(value)
        canvas.line(x, top, x, bottom, "line" if value == 0 else "hair")
        words = format_number(value, canvas.lang)
        canvas.text(x, top - 6, words, fill="muted", anchor="middle")


def _apart(canvas: Canvas, scale: Scale, values: Sequence[Decimal]) -> bool:
    right = float("-inf")
    for value in values:
        half = width(format_number(value, canvas.lang), size=SMALL) / 2
        if scale.at(value) - half < right + 10:
            return False
        right = scale.at(value) + half
    return True
