"""Stored figures in the shape that the report's own builders take, so that both say the same.

`matter_of` reads what one page shows; the builders of `folja.reporting` word and draw it. Refuses
to compute: changes, totals and headlines come from the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from folja.model import Change, Decision, Finding, FollowUp, Reconciliation, Rule, Total, segments
from folja.reporting.asking import Asked
from folja.reporting.matter import Computed, Matter
from folja.reporting.wording import Words
from folja.text import Language, LocalText
from folja_site.results.figures import Figures


@dataclass(frozen=True)
class Stored(Computed):
    """What was computed and stored, read as a page asks for it.

    `units` and `indicator` limit the changes that are read; None reads those of all. `falling`
    keeps to the changes that may be falls.
    """

    figures: Figures = field(kw_only=True)
    start: str = field(kw_only=True)
    end: str = field(kw_only=True)
    units: frozenset[str] | None = field(default=None, kw_only=True)
    indicator: str | None = field(default=None, kw_only=True)
    falling: bool = field(default=False, kw_only=True)

    @cached_property
    def asked(self) -> Asked:
        """What was asked at the two points and between them, of whomever the page tells."""
        return self.figures.asked(self.start, self.end)

    @property
    def cites(self) -> bool:
        """Whether an older report is held against the answers."""
        return self.figures.cites

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Findings are read as JSON where a page shows them."""
        return ()

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Every count that a reference in a text may ask for, of the whole follow-up."""
        return self.figures.counts()

    @cached_property
    def ruling(self) -> Mapping[tuple[str, str, str], Decision]:
        """The decisions that have been counted in, about the answers that may be shown."""
        return self.figures.ruling(units=self.units, indicator=self.indicator)

    @cached_property
    def changes(self) -> Mapping[tuple[str, str], Change]:
        """Changes between the two points by network and indicator."""
        found = self.figures.change_records(
            self.start,
            self.end,
            units=self.units,
            indicator=self.indicator,
            falling=self.falling,
        )
        return {(c.unit, c.indicator): c for c in found}

    @cached_property
    def totals(self) -> Mapping[Rule, Mapping[str, Total]]:
        """Totals of every indicator by rule."""
        found = self.figures.totals_by_rule(self.start, self.end)
        return {rule: {t.indicator: t for t in rows} for rule, rows in found.items()}

    @cached_property
    def by_area(self) -> Mapping[tuple[str, str], Total]:
        """Strict subtotals of each indicator by (area, indicator)."""
        found = self.figures.totals_by_rule(self.start, self.end, by="area")[Rule.STRICT]
        return {(t.group or "", t.indicator): t for t in found}

    @cached_property
    def headlines(self) -> tuple[Reconciliation, ...]:
        """The headlines held against the rules, between the first and the last point."""
        points = [p.id for p in self.figures.catalogue().ordered_points]
        if len(points) < 2:  # a change has two ends
            return ()
        return tuple(
            self.figures.reconciliations(self.figures.totals_by_rule(points[0], points[-1]))
        )


def matter_of(
    figures: Figures,
    lang: Language,
    *,
    start: str,
    end: str,
    units: Collection[str] | None = None,
    indicator: str | None = None,
    readable: Collection[str] | None = None,
    answers: bool = True,
) -> Matter:
    """Return what a page tells from: all networks, some of them, or one indicator.

    With `units`, their texts, claims and explanations are read, and the figures of other networks
    that their texts name, if the reader may see those (`readable`; None: all).
    """
    follow_up = figures.catalogue()
    shown = tuple(p for p in follow_up.ordered_points if start <= p.id <= end)
    tables: dict[str, Any] = {"points": shown}
    also: set[str] = set(units or ())
    if units is not None:
        named = ("", *units)
        for table in ("claims", "case_texts", "explanations"):
            tables[table] = figures.records(table, units=named)
        quoted = _named(_texts(follow_up, tables, units))
        also |= quoted if readable is None else quoted & set(readable)
    elif not indicator:
        tables["explanations"] = figures.records("explanations")
        tables["claims"] = figures.records("claims", units=("",))
    if answers:
        tables["observations"] = figures.observations(
            units=None if units is None else also,
            indicator=indicator,
            points=[p.id for p in shown],
        )
    made = replace(follow_up, **tables)
    computed = Stored(
        made,
        figures=figures,
        start=start,
        end=end,
        units=None if units is None else frozenset(also),
        indicator=indicator,
    )
    return Matter(computed, Words(lang))


def falling(matter: Matter) -> Matter:
    """Return a matter that reads no changes but those that may be falls."""
    return replace(matter, computed=replace(_stored(matter), falling=True))


def of_units(matter: Matter, units: Collection[str]) -> Matter:
    """Return a matter that reads the changes of some networks only."""
    return replace(matter, computed=replace(_stored(matter), units=frozenset(units)))


def with_answers_at(
    matter: Matter, places: Collection[tuple[str, str]], *, texts: Iterable[LocalText]
) -> Matter:
    """Return a matter with the answers of some networks to some indicators at its points, and
    with those of the networks that texts name.
    """
    computed = _stored(matter)
    points = [p.id for p in matter.follow_up.points]
    found = (
        *computed.figures.observations(units=_named(texts), points=points),
        *computed.figures.observations_at(places, points=points),
    )
    made = matter.follow_up.with_table(observations=found)
    return replace(matter, computed=replace(computed, follow_up=made))


def _stored(matter: Matter) -> Stored:
    if not isinstance(matter.computed, Stored):
        raise TypeError(type(matter.computed).__name__)
    return matter.computed


def with_answers_of(matter: Matter, units: Collection[str]) -> Matter:
    """Return a matter with the answers of some networks at its points, and of those that its
    explanations for them name.
    """
    computed = _stored(matter)
    told = (e.text for e in matter.follow_up.explanations if e.unit in units)
    found = computed.figures.observations(
        units={*units, *_named(told)}, points=[p.id for p in matter.follow_up.points]
    )
    made = matter.follow_up.with_table(observations=found)
    return replace(matter, computed=replace(computed, follow_up=made))


def _texts(
    follow_up: FollowUp, tables: Mapping[str, Any], units: Collection[str]
) -> Iterable[LocalText]:
    """Yield every text of some units in which figures may be named."""
    yield from (text.body for text in tables["case_texts"])
    yield from (row.text for row in (*tables["explanations"], *tables["claims"]))
    for table in ("aims", "results", "events", "units"):
        for row in getattr(follow_up, table):
            if (row.id if table == "units" else row.unit) in units:
                yield row.status_reason if table == "units" else row.text


def _named(texts: Iterable[LocalText]) -> set[str]:
    """Return the units whose figures are named in texts."""
    return {
        part.address[0]
        for text in texts
        for part in segments(text.get("sv") + text.get("en"))
        if not isinstance(part, str) and part.target in ("cell", "change", "from-to")
    }
