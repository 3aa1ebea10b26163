"""Stored figures come back as the very records that the library computed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from folja.reporting.matter import Computed
from folja.values import Interval
from folja_site.bundling.building import follow_up_of
from folja_site.results.figures import figures_of
from folja_site.results.shelving import shelved, taken
from folja_site.results.telling import Stored, matter_of

if TYPE_CHECKING:
    from folja_site.programmes.models import Programme

FIRST, LAST = "2004-01-01", "2005-12-31"


@pytest.mark.parametrize(
    "interval",
    [
        None,
        Interval(Decimal("12.50"), Decimal("12.50")),
        Interval(Decimal(25), None, low_open=True),
        Interval(None, Decimal(3), high_open=True),
        Interval(Decimal(39), Decimal(39), approximate=True),
    ],
)
def test_interval_comes_back_whole(interval: Interval | None) -> None:
    """Bounds, open ends and doubt all come back."""
    assert taken(shelved(interval)) == interval


def test_everything_computed_comes_back_whole(example_programme: Programme) -> None:
    """Changes, totals, subtotals and headlines are equal to those computed from the follow-up."""
    figures = figures_of(example_programme)
    assert figures is not None
    stored = matter_of(figures, "sv", start=FIRST, end=LAST).computed
    fresh = Computed(follow_up_of(example_programme))
    assert stored.changes == fresh.changes
    assert stored.totals == fresh.totals
    assert stored.by_area == fresh.by_area
    assert stored.headlines == fresh.headlines
    assert stored.counts == fresh.counts
    assert len(stored.changes) > 200


def test_page_of_one_network_reads_no_other(example_programme: Programme) -> None:
    """Answers, texts and claims of other networks are not even read."""
    figures = figures_of(example_programme)
    assert figures is not None
    matter = matter_of(figures, "sv", start=FIRST, end=LAST, units=["CRM"], readable=["CRM"])
    assert {o.unit for o in matter.follow_up.observations} == {"CRM"}
    assert {t.unit for t in matter.follow_up.case_texts} == {"CRM"}
    assert {c.unit for c in matter.follow_up.claims} <= {"CRM", None}
    assert isinstance(matter.computed, Stored)
    assert {unit for unit, _ in matter.computed.changes} == {"CRM"}
