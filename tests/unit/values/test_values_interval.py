"""Intervals and quantities that contradict themselves cannot be made."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from folja.values import (
    Certainty,
    Interval,
    Kind,
    MissingReason,
    Part,
    Quantity,
    difference,
    read,
    share,
    total,
)

FIVE, TEN = Decimal(5), Decimal(10)


@pytest.mark.parametrize(
    ("low", "high", "flags"),
    [
        (TEN, FIVE, {}),
        (FIVE, FIVE, {"low_open": True}),
        (FIVE, FIVE, {"high_open": True}),
        (None, FIVE, {"low_open": True}),
        (FIVE, None, {"high_open": True}),
        (Decimal("NaN"), None, {}),
        (FIVE, Decimal("Infinity"), {}),
    ],
)
def test_interval_without_a_number_is_refused(
    low: Decimal | None, high: Decimal | None, flags: dict[str, bool]
) -> None:
    """Bounds in the wrong order, infinite ones, and open flags at open ends are refused."""
    with pytest.raises(ValueError, match=r"bound|number"):
        Interval(low, high, **flags)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": Kind.MISSING, "low": FIVE, "reason": MissingReason.UNKNOWN},
        {"kind": Kind.MISSING},
        {"kind": Kind.BLANK},
        {"kind": Kind.UNREADABLE, "high": FIVE},
        {"kind": Kind.UNREADABLE, "parts": (Part("", FIVE),)},
        {"kind": Kind.UNREADABLE, "alternative": FIVE},
        {"kind": Kind.UNREADABLE, "alternative": Decimal(0)},
        {"kind": Kind.UNREADABLE, "reason": MissingReason.UNKNOWN},
        {"kind": Kind.EXACT, "low": FIVE, "high": FIVE, "reason": MissingReason.UNKNOWN},
        {"kind": Kind.RANGE, "low": TEN, "high": FIVE},
    ],
)
def test_quantity_that_contradicts_itself_is_refused(fields: dict[str, Any]) -> None:
    """What is missing has a reason and no bounds; what is there has bounds, in order."""
    with pytest.raises(ValueError, match=r"figure|reason|bound"):
        Quantity(text="", **fields)


def test_certainty_is_denied_to_its_opposite() -> None:
    """The opposite of what is certain is impossible, and what is possible stays so."""
    assert Certainty.CERTAIN.denied is Certainty.IMPOSSIBLE
    assert Certainty.IMPOSSIBLE.denied is Certainty.CERTAIN
    assert Certainty.POSSIBLE.denied is Certainty.POSSIBLE


def test_sum_is_exact_whatever_its_length() -> None:
    """Digits are never dropped: many large bounds add up to the last decimal."""
    largest = Interval(Decimal("99999999999999.9999"), Decimal("99999999999999.9999"))
    found = total([largest] * 1000)
    assert found is not None
    assert found.low == Decimal("99999999999999999.9000")


def test_total_of_nothing_is_no_figure() -> None:
    """Nothing added up is not 0."""
    assert total([]) is None


def test_quotient_that_does_not_end_is_rounded_outward() -> None:
    """A third lies between its bounds, which are one step apart in the last digit."""
    one, three = (Interval(Decimal(n), Decimal(n)) for n in (1, 3))
    found = share(one, three)
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert Fraction(found.low) < Fraction(1, 3) < Fraction(found.high)
    assert found.high - found.low == Decimal("1E-28")


def test_alternative_never_widens() -> None:
    """The figure in brackets beside the main one takes no part in arithmetic."""
    assert difference(read("0").interval(), read("8 (24)").interval()) == Interval(
        Decimal(8), Decimal(8)
    )
