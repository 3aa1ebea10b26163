"""What stands beside a figure, and the readings of one figure or two.

Holds the pieces that the grammar puts together. Refuses words that contradict each other, and a
range that runs downward.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from folja.values import phrases
from folja.values.numerals import EXACT
from folja.values.quantity import STATUS_OF, Kind, Quantity
from folja.values.terms import Cursor, Term, Unread, agreed
from folja.values.vocabulary import Bound

#: Numbers that may as well be years.
YEARS = range(1980, 2040)


@dataclass(frozen=True, slots=True)
class Said:
    """What the words beside a figure say of it, taken together."""

    kind: Kind | None = None
    open: bool = False
    approximate: bool = False

    def also(self, kind: Kind | None, *, open: bool, approximate: bool) -> Said:
        """Add what further words say; raises `Unread` when they say the opposite."""
        kind = None if kind is Kind.ABOUT else kind
        if kind and self.kind and kind is not self.kind:
            raise Unread("conflicting-words")
        return Said(kind or self.kind, self.open or open, self.approximate or approximate)


def beside(at: Cursor, known: phrases.Phrases[Bound], said: Said) -> Said:
    """Take every phrase at hand and return what they add to what is said already."""
    while bound := at.match(known):
        said = said.also(bound.kind, open=bound.open, approximate=bound.approximate)
    return said


def single(one: Term, said: Said) -> Quantity:
    """Return the reading of one figure with what the words beside it say."""
    approximate = said.approximate or one.about
    low: Decimal | None = one.value
    high: Decimal | None = one.value
    if said.kind is None:
        kind = Kind.ABOUT if approximate else Kind.EXACT
    else:
        kind = said.kind
        low, high = (low, None) if kind is Kind.AT_LEAST else (None, high)
    return Quantity(
        text="",
        kind=kind,
        low=low,
        high=high,
        low_open=said.open and kind is Kind.AT_LEAST,
        high_open=said.open and kind is Kind.AT_MOST,
        approximate=approximate,
        unit=one.unit,
        percent=one.unit == "%",
        status=STATUS_OF[kind],
    )


def between(
    low: Decimal | None,
    high: Decimal | None,
    *,
    low_open: bool = False,
    high_open: bool = False,
    approximate: bool = False,
    units: tuple[str | None, str | None] = (None, None),
    subtraction: bool = False,
) -> Quantity:
    """Return the reading of a range; `subtraction` when its dash may be a minus.

    Raises `Unread` when it runs downward, with the range turned round as a candidate.
    """
    shared = agreed(units)
    found = Quantity(
        text="",
        kind=Kind.RANGE,
        low_open=low_open,
        high_open=high_open,
        approximate=approximate,
        unit=shared,
        percent=shared == "%",
        status=STATUS_OF[Kind.RANGE],
    )
    if low is None or high is None:
        raise Unread("conflicting-words")
    if low > high or (low == high and (low_open or high_open)):
        turned = replace(found, low=high, high=low, low_open=False, high_open=False)
        less = single(Term(EXACT.subtract(low, high), shared), Said())
        raise Unread("descending-range", (turned, less) if subtraction else (turned,))
    years = low in YEARS and high in YEARS and shared is None
    problems = ("may-be-years",) if years else ()
    return replace(found, low=low, high=high, problems=problems)
