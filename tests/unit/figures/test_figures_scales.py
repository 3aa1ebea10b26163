"""A scale has round ticks, few enough to read."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest

from folja.formats.figures.scales import Scale, spanning, ticks


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0, 87), (-10, 199), (0, 2230), (-3, -1), (5, 7), (0, 7004)]
)
@pytest.mark.parametrize("most", [2, 4, 7])
def test_ticks_stay_inside_and_are_few(low: int, high: int, most: int) -> None:
    """Ticks lie between the ends, evenly apart, and are never more than asked for."""
    found = ticks(Decimal(low), Decimal(high), most)
    assert len(found) <= most
    assert all(low <= tick <= high for tick in found)
    assert len({b - a for a, b in pairwise(found)}) <= 1


def test_spanning_holds_zero() -> None:
    """A scale of counts starts at nought, and one of nothing is still a scale."""
    assert spanning([Decimal(39), None]) == (0, 39)
    assert spanning([None]) == (0, 1)


def test_scale_places_its_ends_at_its_edges() -> None:
    """The lowest value stands at the left, the highest at the right."""
    scale = Scale(Decimal(-10), Decimal(30), 100, 300)
    assert (scale.at(Decimal(-10)), scale.at(Decimal(0)), scale.at(Decimal(30))) == (100, 150, 300)


def test_ticks_between_whole_ends_are_whole() -> None:
    """What is counted has no halves; what is measured may."""
    assert ticks(Decimal(0), Decimal(2), 7) == (Decimal(0), Decimal(1), Decimal(2))
    assert Decimal("0.5") in ticks(Decimal(0), Decimal("1.5"), 7)
