"""A clean follow-up has no finding, whatever its indicators; an unclean one is found by the same
checks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folja.model import (
    Basis,
    Claim,
    ClaimKind,
    FollowUp,
    Goal,
    GoalRole,
    Indicator,
    IndicatorGoal,
    IndicatorTheme,
    Measure,
    Observation,
    Point,
    Predicate,
    RelationKind,
    Theme,
    ThemeListing,
    Unit,
    UnitKind,
    UnitStatus,
)
from folja.quality import check
from folja.text import LANGUAGES, LocalText, render
from folja.values import read

Build = Callable[..., FollowUp]
POINTS = ("2004-01-01", "2005-12-31", "2007-12-31")
MESSY = (
    *("", "n.a.", "0", "7", "40", "40 %", "ca 7", "25+", "högst 7", "> 7", "5-60", "(9)"),
    *("8 (24)", "3+4", "13+05", "1.416", "hej", "-3", "ej tillämpligt"),
)
LIMITS = (RelationKind.AT_MOST, RelationKind.SUBSET_OF)
SUMS = (RelationKind.PART_OF, RelationKind.FOUNDER_OF)


@dataclass
class Answering:
    """Draws answers that keep to the relations of a catalogue, point after point."""

    catalogue: FollowUp
    draw: Callable[..., Any]
    now: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] = field(default_factory=dict)

    def related(self, kinds: tuple[RelationKind, ...], **ends: str) -> list[str]:
        """Return the other ends of an indicator's relations of some kinds."""
        ((end, name),) = ends.items()
        far = "other" if end == "indicator" else "indicator"
        return [
            getattr(r, far)
            for r in self.catalogue.indicator_relations
            if r.kind in kinds and getattr(r, end) == name
        ]

    def least(self, name: str) -> int:
        """Return 1 for what other indicators require, and for the limits of these; else 0."""
        if self.related((RelationKind.REQUIRES,), other=name):
            return 1
        return max((self.least(n) for n in self.related(LIMITS, other=name)), default=0)

    def value(self, name: str) -> int:
        """Return an indicator's figure at this point, drawn once."""
        if name not in self.now:
            self.now[name] = self._drawn(name)
        return self.now[name]

    def _drawn(self, name: str) -> int:
        if of := self.related((RelationKind.CHANGE_OF,), indicator=name):
            grown = self.value(of[0]) - self.before.get(of[0], 0) if self.before else 0
            return self.before.get(name, 0) + grown
        if terms := self.related(SUMS, other=name):
            while self._suspect(name, terms):
                self.now[terms[-1]] += 1
            return sum(self.value(t) for t in terms)
        most = min((self.value(n) for n in self.related(LIMITS, indicator=name)), default=400)
        figure: int = self.draw(st.integers(self.least(name), max(most, self.least(name))))
        unchanged = figure >= 20 and figure == self.before.get(name)
        return figure - 1 if unchanged else figure

    def _suspect(self, whole: str, terms: list[str]) -> bool:
        """Say whether the drawn parts look carried over, or their shares too round."""
        total = sum(self.value(t) for t in terms)
        then = self.before.get(whole)
        if then is None:
            return False
        if (total == then and total >= 20) or any(
            self.now[t] == self.before[t] >= 20 for t in terms
        ):
            return True
        return any(
            total and then and abs(self.now[t] / total - self.before[t] / then) < 0.001
            for t in terms
            if total != then and 0 < self.now[t] < total
        )

    def step(self) -> None:
        """Go on to the next point."""
        self.before, self.now = self.now, {}


def clean(draw: Callable[..., Any], catalogue: FollowUp) -> FollowUp:
    """Draw a follow-up in which everything agrees: some networks, points and missing answers."""
    points = POINTS[: draw(st.integers(1, 3))]
    operating = draw(st.integers(0, 3))
    units = tuple(
        Unit(
            id=f"N{n}",
            kind=UnitKind.NETWORK,
            name=LocalText(f"nätverk {n}", f"network {n}"),
            order=n,
            status=UnitStatus.IN_OPERATION if n < operating else UnitStatus.PLANNED,
        )
        for n in range(operating + 1)
    )
    # Companies whose founders nobody told of are a finding: these questions are always answered.
    told = {
        end
        for r in catalogue.indicator_relations
        if r.kind is RelationKind.FOUNDER_OF
        for end in (r.indicator, r.other)
    }
    observations: list[Observation] = []
    claims: list[Claim] = []
    for unit in units:
        answering = Answering(catalogue, draw)
        figures: dict[str, list[int]] = {}
        for _ in points:
            for indicator in catalogue.indicators:
                figures.setdefault(indicator.id, []).append(answering.value(indicator.id))
            answering.step()
        for indicator in catalogue.indicators:
            runs = unit.status is UnitStatus.IN_OPERATION
            missing = not runs or (indicator.id not in told and draw(st.booleans()))
            absent = "n.a." if runs else "ej tillämpligt"
            percent = " %" if indicator.unit.sv == "%" else ""
            texts = [absent if missing else f"{f}{percent}" for f in figures[indicator.id]]
            observations += [
                Observation(unit=unit.id, indicator=indicator.id, point=p, reading=read(t))
                for p, t in zip(points, texts, strict=True)
            ]
            change = figures[indicator.id][-1] - figures[indicator.id][0]
            place = f"{points[0]}/{points[-1]}"
            if len(points) > 1:
                printed = "" if missing else f"{change}{percent}"
                claims.append(said(unit, indicator, place, printed, ClaimKind.PRINTED_DIFFERENCE))
            if not missing:
                claims.append(said(unit, indicator, points[-1], texts[-1], ClaimKind.NARRATIVE))
    return catalogue.with_table(
        points=tuple(Point(id=p, name=LocalText(), order=i) for i, p in enumerate(points)),
        units=units,
        observations=tuple(observations),
        claims=tuple(claims),
        **tidy(catalogue.indicators),
    )


def said(unit: Unit, indicator: Indicator, place: str, text: str, kind: ClaimKind) -> Claim:
    """Make a claim that says what the answers say."""
    return Claim(
        id=f"{unit.id}-{indicator.id}-{kind.value}",
        kind=kind,
        unit=unit.id,
        indicator=indicator.id,
        place=place,
        predicate=Predicate.EQUALS,
        reading=read(text),
    )


def tidy(indicators: tuple[Indicator, ...]) -> dict[str, tuple[Any, ...]]:
    """Make one theme and one goal that every indicator belongs to."""
    name = LocalText("namn", "name")
    return {
        "themes": (Theme(id="t", no=1, name=name),),
        "theme_listings": tuple(
            ThemeListing(id=f"l-{i.id}", theme="t", wording=i.name, indicator=i.id)
            for i in indicators
        ),
        "indicator_themes": tuple(
            IndicatorTheme(id=i.id, indicator=i.id, theme="t", basis=Basis.STATED)
            for i in indicators
        ),
        "goals": (
            Goal(id="g", priority_area="p", no=1, text=name),
            Goal(id="h", priority_area="p", no=2, text=name, considered=False),
        ),
        "indicator_goals": tuple(
            IndicatorGoal(id=i.id, indicator=i.id, goal="g", role=GoalRole.OWN, basis=Basis.STATED)
            for i in indicators
        ),
    }


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_clean_follow_up_has_no_finding(old_catalogue: FollowUp, data: st.DataObject) -> None:
    """With the indicators and relations of 2006, whatever the figures."""
    assert check(clean(data.draw, old_catalogue)) == ()


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_clean_follow_up_of_other_indicators_has_no_finding(
    blue_catalogue: FollowUp, data: st.DataObject
) -> None:
    """With the Blue Cluster template, whatever the figures."""
    assert check(clean(data.draw, blue_catalogue)) == ()


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_answers_can_be_checked(
    blue_catalogue: FollowUp, old_catalogue: FollowUp, data: st.DataObject
) -> None:
    """Whatever people write, the checks end, every finding is worded and no place is named twice
    by one code.
    """
    catalogue = data.draw(st.sampled_from([blue_catalogue, old_catalogue]))
    texts = st.sampled_from(MESSY)
    messy = clean(data.draw, catalogue)
    messy = messy.with_table(
        observations=tuple(
            Observation(
                unit=o.unit, indicator=o.indicator, point=o.point, reading=read(data.draw(texts))
            )
            if data.draw(st.integers(0, 9)) == 0
            else o
            for o in messy.observations
        )
    )
    findings = check(messy)
    assert len({(f.code, f.unit, f.indicator, f.point, f.subject) for f in findings}) == len(
        findings
    )
    for finding in findings:
        assert all(render(finding.message, lang) for lang in LANGUAGES)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"actors": "10", "active-actors": "12", "paying-members": "4"}, "active-exceed-actors"),
        ({"actors": "10", "paying-members": "12"}, "members-exceed-actors"),
        ({"active-actors": "10", "active-small-companies": "12"}, "small-exceed-active"),
        (
            {"innovation-projects": "10", "projects-between-clusters": "12"},
            "subset-exceeds",
        ),
        ({"paying-members": "0", "active-actors": "12"}, "activity-without-members"),
    ],
)
def test_other_catalogue_is_held_to_its_own_relations(
    blue_catalogue: FollowUp, build: Build, cells: dict[str, str], code: str
) -> None:
    """The Blue Cluster template finds its own breaches, under its own codes."""
    one = build({("A", name): (text, None) for name, text in cells.items()}, points=POINTS[:1])
    follow_up = blue_catalogue.with_table(
        points=one.points, units=one.units, observations=one.observations
    )
    assert [f.code for f in check(follow_up)] == [code]
    (finding,) = check(follow_up)
    assert all(render(finding.message, lang) for lang in LANGUAGES)


def test_measure_of_the_template_decides_what_may_stay_the_same(
    blue_catalogue: FollowUp,
) -> None:
    """A flow of a calendar year may be the same twice; a stock of 20 or more is asked about."""
    measures = {i.id: i.measure for i in blue_catalogue.indicators}
    assert measures["paying-members"] is Measure.STOCK
    points = tuple(Point(id=p, name=LocalText(), order=i) for i, p in enumerate(POINTS[:2]))
    unit = Unit(
        id="A",
        kind=UnitKind.NETWORK,
        name=LocalText("A", "A"),
        order=1,
        status=UnitStatus.IN_OPERATION,
    )
    observations = tuple(
        Observation(unit="A", indicator=name, point=p.id, reading=read("40"))
        for name in ("paying-members", "actors", "investment")
        for p in points
    )
    found = check(
        blue_catalogue.with_table(points=points, units=(unit,), observations=observations)
    )
    assert [(f.code, f.indicator) for f in found] == [("not-re-measured", "paying-members")]
