"""Arithmetic on intervals that never claims more than the answers do.

Holds difference, total, share, relative change and comparison, one interval at a time: the plain
code that the arithmetic on columns in `folja.analysis` is held to. Refuses to take a missing answer
for a number: what goes in as None comes out as None, and compares as possible.

Every result holds every value that the figures could give together, and "about" is carried from any
term to the result without widening it. Two different answers vary freely; the same answer taken
twice does not, and then `same=True` says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from folja.values.interval import Certainty, Comparison, Interval
from folja.values.numerals import EXACT

#: A quotient seldom ends; its bounds are rounded outward at the 28th digit.
_DOWN, _UP = Context(prec=28, rounding=ROUND_FLOOR), Context(prec=28, rounding=ROUND_CEILING)

_NOUGHT = Decimal(0)
_ONE = Decimal(1)


def difference(
    start: Interval | None, end: Interval | None, *, same: bool = False
) -> Interval | None:
    """Return end minus start; None when either is missing.

    An end is open when either bound that it is made of is. `same` says that both are one and the
    same observation: then the difference is exactly 0.

    >>> difference(Interval(Decimal(0), Decimal(0)), Interval(Decimal(50), Decimal(250))).high
    Decimal('250')
    """
    if start is None or end is None:
        return None
    if same:
        return Interval(_NOUGHT, _NOUGHT)
    low, high = _minus(end.low, start.high), _minus(end.high, start.low)
    return Interval(
        low,
        high,
        low_open=low is not None and (end.low_open or start.high_open),
        high_open=high is not None and (end.high_open or start.low_open),
        approximate=start.approximate or end.approximate,
    )


def total(terms: Iterable[Interval | None]) -> Interval | None:
    """Return the sum; None when a term is missing, or when there is none.

    Whoever adds up what is known has to leave the missing out beforehand, and say so. One open end
    opens that end of the sum.

    >>> total([Interval(Decimal(25), None), Interval(Decimal(10), Decimal(10))]).low
    Decimal('35')
    >>> total([Interval(Decimal(25), None), None]) is None
    True
    """
    low: Decimal | None = _NOUGHT
    high: Decimal | None = _NOUGHT
    low_open = high_open = approximate = False
    terms = tuple(terms)
    for term in terms:
        if term is None:
            return None
        low, high = _plus(low, term.low), _plus(high, term.high)
        low_open |= term.low_open
        high_open |= term.high_open
        approximate |= term.approximate
    if not terms:
        return None
    return Interval(
        low,
        high,
        low_open=low_open and low is not None,
        high_open=high_open and high is not None,
        approximate=approximate,
    )


def share(part: Interval | None, whole: Interval | None, *, same: bool = False) -> Interval | None:
    """Return part divided by whole (0.5 is half); None when either is missing or the whole is 0.

    A whole that may be anything on both sides of 0, or a bound of 0, leaves the share without that
    bound. A quotient with more than 28 digits has bounds one step apart in the last digit.

    >>> share(Interval(Decimal(39), Decimal(39)), Interval(Decimal(50), Decimal(60)))
    Interval(low=Decimal('0.65'), high=Decimal('0.78'), low_open=False, high_open=False,
             approximate=False)
    """
    if part is None or whole is None or whole.point == _NOUGHT:
        return None
    if same:
        return Interval(_ONE, _ONE)
    approximate = part.approximate or whole.approximate
    if part.point == _NOUGHT:
        return Interval(_NOUGHT, _NOUGHT, approximate=approximate)
    if whole.high is not None and whole.high <= 0:
        part, whole = _negative(part), _negative(whole)
    if whole.low is None or whole.low < 0:
        return Interval(None, None, approximate=approximate)
    low, low_open = _quotient(part.low, part.low_open, whole, down=True)
    high, high_open = _quotient(part.high, part.high_open, whole, down=False)
    return Interval(low, high, low_open, high_open, approximate)


def relative_change(
    start: Interval | None, end: Interval | None, *, same: bool = False
) -> Interval | None:
    """Return the change as a share of the start (0.5 is half as much again).

    None when either is missing or the start is 0: growth from nothing has no rate.

    >>> relative_change(Interval(Decimal(40), Decimal(40)), Interval(Decimal(50), Decimal(50))).low
    Decimal('0.25')
    """
    grown = share(end, start, same=same)
    return difference(Interval(_ONE, _ONE), grown)


def compare(
    a: Interval | None, op: Comparison, b: Interval | None, *, same: bool = False
) -> Certainty:
    """Say how far `a op b` holds: under every completion of the two, under some, or under none.

    A missing figure could be anything, so every comparison with it is possible. `same` says that
    both are the same observation.

    >>> compare(Interval(Decimal(25), None), ">", Interval(Decimal(25), None)).value
    'possible'
    """
    if op == "!=":
        return compare(a, "=", b, same=same).denied
    if op == ">":
        return compare(b, "<", a, same=same)
    if op == "<=":
        return compare(b, "<", a, same=same).denied
    if op == ">=":
        return compare(a, "<", b, same=same).denied
    if same:
        return Certainty.CERTAIN if op == "=" else Certainty.IMPOSSIBLE
    if a is None or b is None:
        return Certainty.POSSIBLE
    below, above = _below(a, b), _below(b, a)
    if op == "<":
        if below:
            return Certainty.CERTAIN
        reaches = a.low is None or b.high is None or a.low < b.high
        return Certainty.POSSIBLE if reaches else Certainty.IMPOSSIBLE
    if below or above:
        return Certainty.IMPOSSIBLE
    met = a.point is not None and a.point == b.point
    return Certainty.CERTAIN if met else Certainty.POSSIBLE


def _below(a: Interval, b: Interval) -> bool:
    """Whether every number of `a` is less than every number of `b`."""
    if a.high is None or b.low is None:
        return False
    return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))


def _plus(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else EXACT.add(a, b)


def _minus(a: Decimal | None, b: Decimal | None) -> Decimal | None:
    return None if a is None or b is None else EXACT.subtract(a, b)


def _negative(a: Interval) -> Interval:
    low = None if a.high is None else EXACT.minus(a.high)
    high = None if a.low is None else EXACT.minus(a.low)
    return Interval(low, high, a.high_open, a.low_open, a.approximate)


def _quotient(
    bound: Decimal | None, bound_open: bool, whole: Interval, *, down: bool
) -> tuple[Decimal | None, bool]:
    """Divide one bound of a part by the bound of a whole (0 or more) that takes it furthest out."""
    if bound is None:
        return None, False
    if bound == 0:
        return _NOUGHT, bound_open
    # A lower bound is least when it is negative and divided by little, or positive and divided by
    # much; an upper bound the other way round.
    by_much = (bound > 0) is down
    by, by_open = (whole.high, whole.high_open) if by_much else (whole.low, whole.low_open)
    if by is None:
        # Divided by ever more it comes as near 0 as one likes, and never there.
        return _NOUGHT, True
    if by == 0:
        return None, False
    context = _DOWN if down else _UP
    quotient = context.divide(bound, by)
    # Rounded outward, a bound is no longer one that the figure could only come near to.
    exact = EXACT.multiply(quotient, by) == bound
    return quotient, exact and (bound_open or by_open)
