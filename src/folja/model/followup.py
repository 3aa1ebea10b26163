"""A whole follow-up: every table, and the look-ups that computation needs.

`FollowUp` is what a bundle holds and what every other package works on. It is immutable;
`with_table` returns a new one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from folja.model.answers import Claim, ClaimKind, Decision, Explanation, Observation
from folja.model.catalogue import (
    Adaptation,
    Goal,
    Indicator,
    IndicatorGoal,
    IndicatorRelation,
    IndicatorTheme,
    Point,
    Target,
    Theme,
    ThemeListing,
)
from folja.model.programme import FollowUpRecord, PriorityArea, Programme, Purpose
from folja.model.units import (
    Aim,
    DeclaredTie,
    Event,
    ExternalStudy,
    GoverningBody,
    HubOrganisation,
    HubPerson,
    ProgrammeRun,
    Project,
    ProjectFunder,
    Result,
    Unit,
    UnitKind,
    UnitLink,
)
from folja.model.words import (
    CaseText,
    Condition,
    ConditionVariable,
    CrossCaseObservation,
    Disagreement,
    HubNeed,
    Need,
    NeedGroup,
    ObservationCase,
    Source,
    SupportForm,
)
from folja.values import Kind


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """All tables of one follow-up, each a tuple of records in the bundle's order."""

    name: str = "follow-up"
    programmes: tuple[Programme, ...] = ()
    priority_areas: tuple[PriorityArea, ...] = ()
    follow_ups: tuple[FollowUpRecord, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    units: tuple[Unit, ...] = ()
    unit_links: tuple[UnitLink, ...] = ()
    declared_ties: tuple[DeclaredTie, ...] = ()
    aims: tuple[Aim, ...] = ()
    projects: tuple[Project, ...] = ()
    project_funders: tuple[ProjectFunder, ...] = ()
    programme_runs: tuple[ProgrammeRun, ...] = ()
    governing_bodies: tuple[GoverningBody, ...] = ()
    hub_organisations: tuple[HubOrganisation, ...] = ()
    hub_persons: tuple[HubPerson, ...] = ()
    events: tuple[Event, ...] = ()
    results: tuple[Result, ...] = ()
    external_studies: tuple[ExternalStudy, ...] = ()
    goals: tuple[Goal, ...] = ()
    themes: tuple[Theme, ...] = ()
    theme_listings: tuple[ThemeListing, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    indicator_themes: tuple[IndicatorTheme, ...] = ()
    indicator_goals: tuple[IndicatorGoal, ...] = ()
    indicator_relations: tuple[IndicatorRelation, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    targets: tuple[Target, ...] = ()
    points: tuple[Point, ...] = ()
    observations: tuple[Observation, ...] = ()
    claims: tuple[Claim, ...] = ()
    decisions: tuple[Decision, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    condition_variables: tuple[ConditionVariable, ...] = ()
    conditions: tuple[Condition, ...] = ()
    need_groups: tuple[NeedGroup, ...] = ()
    needs: tuple[Need, ...] = ()
    support_forms: tuple[SupportForm, ...] = ()
    hub_needs: tuple[HubNeed, ...] = ()
    case_texts: tuple[CaseText, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    cross_case_observations: tuple[CrossCaseObservation, ...] = ()
    observation_cases: tuple[ObservationCase, ...] = ()
    sources: tuple[Source, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict, compare=False)

    # -- units
    # ---------------------------------------------------------------------------------------------
    @cached_property
    def unit_by_id(self) -> Mapping[str, Unit]:
        """Units by id."""
        return {u.id: u for u in self.units}

    @cached_property
    def networks(self) -> tuple[Unit, ...]:
        """The networks in the order of the source: the denominator of every total."""
        return tuple(
            sorted((u for u in self.units if u.kind is UnitKind.NETWORK), key=lambda u: u.order)
        )

    @cached_property
    def compared(self) -> tuple[Unit, ...]:
        """The networks in the comparison that have told anything; all in it where nobody has.

        Blank answers tell nothing: a network that was asked and left everything empty is not among
        them.
        """
        told = {o.unit for o in self.observations if o.reading.kind is not Kind.BLANK}
        return tuple(u for u in self.networks if u.in_comparison and (not told or u.id in told))

    def children(self, unit: str | None) -> tuple[Unit, ...]:
        """The units directly under one unit (None: the top), in order."""
        return tuple(sorted((u for u in self.units if u.parent == unit), key=lambda u: u.order))

    def area_of(self, unit: str) -> str:
        """The id of the topmost unit above (or the unit itself)."""
        seen = {unit}
        at = self.unit_by_id[unit]
        while at.parent is not None and at.parent in self.unit_by_id and at.parent not in seen:
            at = self.unit_by_id[at.parent]
            seen.add(at.id)
        return at.id

    # -- catalogue
    # -----------------------------------------------------------------------------------------
    @cached_property
    def current_indicators(self) -> tuple[Indicator, ...]:
        """The latest version of each indicator, in annex order."""
        latest: dict[str, Indicator] = {}
        for indicator in self.indicators:
            if indicator.id not in latest or latest[indicator.id].version < indicator.version:
                latest[indicator.id] = indicator
        return tuple(sorted(latest.values(), key=lambda i: i.no))

    @cached_property
    def indicator_by_id(self) -> Mapping[str, Indicator]:
        """Latest versions by id."""
        return {i.id: i for i in self.current_indicators}

    @cached_property
    def indicator_by_no(self) -> Mapping[int, Indicator]:
        """Latest versions by annex number."""
        return {i.no: i for i in self.current_indicators}

    @cached_property
    def added_by(self) -> Mapping[str, frozenset[str]]:
        """The units that have added an indicator, by indicator; the others are not asked for it."""
        found: dict[str, set[str]] = {}
        for adaptation in self.adaptations:
            if adaptation.action == "add":
                found.setdefault(adaptation.indicator, set()).add(adaptation.unit)
        return {indicator: frozenset(units) for indicator, units in found.items()}

    def asks(self, unit: str, indicator: str) -> bool:
        """Say whether a unit is asked for an indicator: not for what only others have added."""
        by = self.added_by.get(indicator)
        return by is None or unit in by

    @cached_property
    def common_indicators(self) -> tuple[Indicator, ...]:
        """The latest version of each indicator that every unit is asked for, in annex order."""
        return tuple(i for i in self.current_indicators if i.id not in self.added_by)

    def asked_of(self, unit: str) -> tuple[Indicator, ...]:
        """The latest version of each indicator that a unit is asked for: not what others added."""
        return tuple(i for i in self.current_indicators if self.asks(unit, i.id))

    @cached_property
    def ordered_points(self) -> tuple[Point, ...]:
        """The measurement points from first to last."""
        return tuple(sorted(self.points, key=lambda p: (p.order, p.id)))

    @property
    def span(self) -> tuple[str, str]:
        """The ids of the first and the last point: the change that is reported."""
        return self.ordered_points[0].id, self.ordered_points[-1].id

    # -- answers
    # -------------------------------------------------------------------------------------------
    @cached_property
    def observation_at(self) -> Mapping[tuple[str, str, str], Observation]:
        """Whole answers (no breakdown) by (unit, indicator, point); the latest indicator version
        wins.
        """
        table: dict[tuple[str, str, str], Observation] = {}
        for o in self.observations:
            key = (o.unit, o.indicator, o.point)
            if not o.breakdown and (key not in table or table[key].version <= o.version):
                table[key] = o
        return table

    @cached_property
    def printed_difference(self) -> Mapping[tuple[str, str, str], Claim]:
        """Printed differences by (unit, indicator, "from/to")."""
        return {
            (c.unit or "", c.indicator or "", c.place): c
            for c in self.claims
            if c.kind is ClaimKind.PRINTED_DIFFERENCE
        }

    @cached_property
    def answering(self) -> tuple[Unit, ...]:
        """The networks that have a table of answers at all, in order."""
        have = {o.unit for o in self.observations} | {
            c.unit for c in self.claims if c.kind is ClaimKind.PRINTED_DIFFERENCE
        }
        return tuple(u for u in self.networks if u.id in have)

    def with_table(self, **tables: tuple[object, ...]) -> FollowUp:
        """Return a follow-up with some tables replaced."""
        return replace(self, **tables)  # type: ignore[arg-type]


TABLE_NAMES: tuple[str, ...] = tuple(
    f.name for f in fields(FollowUp) if f.name not in ("name", "extra")
)
