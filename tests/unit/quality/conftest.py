"""Follow-ups for the tests of the checks: the real example, small ones, and a second catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from folja.formats.bundle import read_bundle
from folja.model import (
    Claim,
    ClaimKind,
    FollowUp,
    Indicator,
    IndicatorRelation,
    Measure,
    Observation,
    Point,
    RelationKind,
    Unit,
    UnitKind,
    UnitStatus,
)
from folja.text import LocalText
from folja.values import read

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"
START, END = "2004-01-01", "2005-12-31"

#: (unit, indicator) -> the cells at each point and, last, the printed difference; None where
#: nothing stands.
Cells = Mapping[tuple[str, str], tuple[str | None, ...]]
Build = Callable[..., FollowUp]

#: The openly defined indicators of Blue Cluster 2025: name, unit, measure.
BLUE = (
    ("paying-members", "organisations", Measure.STOCK),
    ("associated-partners", "organisations", Measure.STOCK),
    ("actors", "organisations", Measure.FLOW),
    ("active-actors", "organisations", Measure.FLOW),
    ("active-small-companies", "companies", Measure.FLOW),
    ("innovation-projects", "projects", Measure.FLOW),
    ("international-collaborations", "collaborations", Measure.FLOW),
    ("share-for-society", "%", Measure.FLOW),
    ("companies-gaining-knowledge", "companies", Measure.FLOW),
    ("companies-in-initiatives", "companies", Measure.FLOW),
    ("share-small-in-initiatives", "%", Measure.FLOW),
    ("projects-between-clusters", "projects", Measure.FLOW),
    ("investment", "euro", Measure.FLOW),
    ("turnover-growth", "%", Measure.FLOW),
    ("employment-growth", "%", Measure.FLOW),
)
BLUE_RELATIONS = (
    (RelationKind.AT_MOST, "paying-members", "actors", "members-exceed-actors", "warning"),
    (RelationKind.AT_MOST, "active-actors", "actors", "active-exceed-actors", "error"),
    (RelationKind.SUBSET_OF, "active-small-companies", "active-actors", "small-exceed-active", ""),
    (
        RelationKind.SUBSET_OF,
        "projects-between-clusters",
        "innovation-projects",
        "subset-exceeds",
        "warning",
    ),
    (RelationKind.AT_MOST, "companies-in-initiatives", "actors", "limit-exceeded", "error"),
    (RelationKind.REQUIRES, "active-actors", "paying-members", "activity-without-members", "error"),
)


@pytest.fixture(scope="session")
def example() -> FollowUp:
    """The whole follow-up of 2006."""
    return read_bundle(EXAMPLE)


@pytest.fixture(scope="session")
def build() -> Build:
    """A maker of small follow-ups."""
    return _build


@pytest.fixture(scope="session")
def old_catalogue(example: FollowUp) -> FollowUp:
    """The 24 indicators of the example and their relations, with nobody's answers."""
    return FollowUp(
        indicators=example.indicators,
        indicator_relations=example.indicator_relations,
    )


@pytest.fixture(scope="session")
def blue_catalogue() -> FollowUp:
    """The Blue Cluster template: other indicators, shares among them, other relations."""
    return FollowUp(
        indicators=tuple(
            Indicator(
                id=name,
                no=no,
                name=LocalText(name, name),
                label=LocalText(name, name),
                unit=LocalText(unit, unit),
                measure=measure,
            )
            for no, (name, unit, measure) in enumerate(BLUE, start=1)
        ),
        indicator_relations=tuple(relation(*r) for r in BLUE_RELATIONS),
    )


@pytest.fixture(scope="session")
def relate() -> Callable[..., IndicatorRelation]:
    """A maker of relations."""
    return relation


def relation(
    kind: RelationKind, indicator: str, other: str, code: str, severity: str = "warning"
) -> IndicatorRelation:
    """Make a relation of a catalogue."""
    return IndicatorRelation(
        id=f"{indicator}-{kind.value}-{other}",
        kind=kind,
        indicator=indicator,
        other=other,
        code=code,
        severity=severity,
    )


def _build(
    cells: Cells,
    *,
    relations: tuple[IndicatorRelation, ...] = (),
    measure: Measure = Measure.FLOW,
    points: tuple[str, ...] = (START, END),
    status: UnitStatus = UnitStatus.IN_OPERATION,
) -> FollowUp:
    """Make a follow-up of the units and indicators that the cells name, in their order."""
    units = tuple(dict.fromkeys(unit for unit, _ in cells))
    indicators = tuple(dict.fromkeys(indicator for _, indicator in cells))
    place = f"{points[0]}/{points[-1]}"
    return FollowUp(
        points=tuple(Point(id=p, name=LocalText(), order=i) for i, p in enumerate(points)),
        units=tuple(
            Unit(
                id=name,
                kind=UnitKind.NETWORK,
                name=LocalText(name, name),
                order=order,
                status=status,
                in_comparison=True,
            )
            for order, name in enumerate(units)
        ),
        indicators=tuple(
            Indicator(
                id=name,
                no=no,
                name=LocalText(name, name),
                label=LocalText(name, name),
                measure=measure,
            )
            for no, name in enumerate(indicators, start=1)
        ),
        indicator_relations=relations,
        observations=tuple(
            Observation(unit=unit, indicator=indicator, point=point, reading=read(text))
            for (unit, indicator), (*answers, _) in cells.items()
            for point, text in zip(points, answers, strict=True)
            if text is not None
        ),
        claims=tuple(
            Claim(
                id=f"{unit}-{indicator}",
                kind=ClaimKind.PRINTED_DIFFERENCE,
                unit=unit,
                indicator=indicator,
                place=place,
                reading=read(printed),
            )
            for (unit, indicator), (*_, printed) in cells.items()
            if printed is not None
        ),
    )


def with_words(follow_up: FollowUp, unit: str, indicator: str, point: str, text: str) -> FollowUp:
    """Return a follow-up in which one answer has other words."""
    return follow_up.with_table(
        observations=tuple(
            replace(o, reading=read(text, locale="sv"))
            if (o.unit, o.indicator, o.point) == (unit, indicator, point)
            else o
            for o in follow_up.observations
        )
    )


@pytest.fixture(scope="session")
def reworded() -> Callable[[FollowUp, str, str, str, str], FollowUp]:
    """A way to change the words of one answer."""
    return with_words
