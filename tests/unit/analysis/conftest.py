"""Follow-ups for the tests of the analysis: the real example, and small ones of a few cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from folja.formats.bundle import read_bundle
from folja.model import (
    Adaptation,
    Claim,
    ClaimKind,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Point,
    Unit,
    UnitKind,
    UnitStatus,
)
from folja.text import LocalText
from folja.values import read

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"
START, END = "2004-01-01", "2005-12-31"

#: (unit, indicator) -> the cells at start and end, and the printed difference; None where nothing
#: stands.
Cells = Mapping[tuple[str, str], tuple[str | None, str | None, str | None]]
Build = Callable[..., FollowUp]


@pytest.fixture(scope="session")
def example() -> FollowUp:
    """The whole follow-up of 2006."""
    return read_bundle(EXAMPLE)


@pytest.fixture(scope="session")
def build() -> Build:
    """A maker of small follow-ups."""
    return _build


def _build(
    cells: Cells,
    *,
    indicators: tuple[str, ...] = ("members",),
    status: Mapping[str, UnitStatus] | None = None,
    left_out: tuple[str, ...] = (),
    without_answers: tuple[str, ...] = (),
    headlines: Mapping[str, str] | None = None,
    adaptations: tuple[Adaptation, ...] = (),
) -> FollowUp:
    """Make a follow-up of one area whose networks are those that have cells, then those without
    answers.
    """
    names = tuple(dict.fromkeys((*(unit for unit, _ in cells), *without_answers)))
    area = Unit(id="AREA", kind=UnitKind.AREA, name=LocalText("område", "area"), order=0)
    units = tuple(
        Unit(
            id=name,
            kind=UnitKind.NETWORK,
            name=LocalText(name, name),
            order=place + 1,
            parent="AREA",
            status=(status or {}).get(name, UnitStatus.IN_OPERATION),
            in_comparison=name not in left_out,
        )
        for place, name in enumerate(names)
    )
    observations, claims = [], []
    for (unit, indicator), (first, last, printed) in cells.items():
        for point, text in ((START, first), (END, last)):
            if text is not None:
                observations.append(
                    Observation(unit=unit, indicator=indicator, point=point, reading=read(text))
                )
        if printed is not None:
            claims.append(
                Claim(
                    id=f"{unit}-{indicator}",
                    kind=ClaimKind.PRINTED_DIFFERENCE,
                    unit=unit,
                    indicator=indicator,
                    place=f"{START}/{END}",
                    reading=read(printed),
                )
            )
    for indicator, text in (headlines or {}).items():
        claims.append(
            Claim(
                id=f"headline-{indicator}",
                kind=ClaimKind.HEADLINE,
                indicator=indicator,
                place=f"{START}/{END}",
                reading=read(text),
            )
        )
    return FollowUp(
        units=(area, *units),
        indicators=tuple(
            Indicator(
                id=name,
                no=place + 1,
                name=LocalText(name, name),
                label=LocalText(name, name),
                measure=Measure.STOCK,
            )
            for place, name in enumerate(indicators)
        ),
        points=tuple(
            Point(id=day, name=LocalText(day, day), order=place)
            for place, day in enumerate((START, END))
        ),
        observations=tuple(observations),
        claims=tuple(claims),
        adaptations=adaptations,
    )
