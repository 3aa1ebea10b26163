"""The matter of a report: a follow-up with all that the report computes from it, once.

Holds look-ups, names in the report's language, and the counts that sentences speak of. Refuses
blocks: parts of the report are built from it in their own modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from folja.analysis import changes, reconcile, totals, totals_by
from folja.documents import FigureText, Origin
from folja.model import (
    Basis,
    Change,
    Decision,
    Finding,
    FollowUp,
    FollowUpRecord,
    Grouping,
    Indicator,
    PriorityArea,
    Programme,
    Reconciliation,
    RelationKind,
    Rule,
    Theme,
    Total,
    Unit,
)
from folja.quality import check, readings_of, ruling
from folja.reporting.asking import Asked, asked_in
from folja.reporting.counting import counts
from folja.reporting.wording import Words, inside
from folja.text import Language, format_date, format_number
from folja.values import Quantity, printed

if TYPE_CHECKING:
    from folja.model import Observation


@dataclass(frozen=True)
class Computed:
    """What is computed from a follow-up, in no language: the same for every report of it."""

    follow_up: FollowUp

    @property
    def points(self) -> tuple[str, ...]:
        """The ids of the measurement points, from first to last."""
        return tuple(p.id for p in self.follow_up.ordered_points)

    @property
    def has_change(self) -> bool:
        """Whether there are two points to compare."""
        return len(self.points) > 1

    @cached_property
    def asked(self) -> Asked:
        """What was asked, of all and of each network."""
        return asked_in(self.follow_up)

    @property
    def cites(self) -> bool:
        """Whether an older report is held against the answers: whether anything claims a figure."""
        return bool(self.follow_up.claims)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that say something here."""
        return rules_of(cites=self.cites)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks saw, gravest first."""
        return check(self.follow_up)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Every count that a reference in a text may ask for."""
        return counts(self.follow_up, findings=len(self.findings))

    @cached_property
    def ruling(self) -> Mapping[tuple[str, str, str], Decision]:
        """The decisions whose value counts in the place of an answer."""
        return ruling(self.follow_up)

    @cached_property
    def decided(self) -> Mapping[tuple[str, str, str], Quantity]:
        """Readings that a decision puts in the place of a cell's own."""
        return readings_of(self.ruling)

    @cached_property
    def changes(self) -> Mapping[tuple[str, str], Change]:
        """Changes between the first and last point by network and indicator."""
        if not self.has_change:
            return {}
        found = changes(self.follow_up, decided=self.decided)
        return {(c.unit, c.indicator): c for c in found}

    @cached_property
    def _strict(self) -> Mapping[Grouping | None, tuple[Total, ...]]:
        """What adds up by the rule strict, whole and by area; every network is asked once."""
        layouts = (None, Grouping.AREA)
        return totals_by(self.follow_up, Rule.STRICT, layouts, decided=self.decided)

    @cached_property
    def totals(self) -> Mapping[Rule, Mapping[str, Total]]:
        """Totals of every indicator by rule; none when there are not two points."""
        if not self.has_change:
            return {rule: {} for rule in Rule}
        return {
            rule: {
                t.indicator: t
                for t in (
                    self._strict[None]
                    if rule is Rule.STRICT
                    else totals(self.follow_up, rule, decided=self.decided)
                )
            }
            for rule in Rule
        }

    @cached_property
    def by_area(self) -> Mapping[tuple[str, str], Total]:
        """Strict subtotals of each indicator by (area, indicator)."""
        if not self.has_change:
            return {}
        return {(t.group or "", t.indicator): t for t in self._strict[Grouping.AREA]}

    @cached_property
    def headlines(self) -> tuple[Reconciliation, ...]:
        """The headlines held against the rules."""
        if not self.has_change:
            return ()
        return reconcile(self.follow_up, decided=self.decided, by_rule=self.totals)

    @cached_property
    def home_theme(self) -> Mapping[str, str]:
        """The one theme under which an indicator is shown: a stated one before an inferred."""
        order = {t.id: t.no for t in self.follow_up.themes}
        links = sorted(
            (link for link in self.follow_up.indicator_themes if link.theme in order),
            key=lambda ln: (ln.basis is not Basis.STATED, order[ln.theme]),
        )
        found: dict[str, str] = {}
        for link in links:
            found.setdefault(link.indicator, link.theme)
        return found

    @cached_property
    def sexes(self) -> tuple[SexPair, ...]:
        """Pairs of indicators that count women and men of the same."""
        indicators = {i.id: i for i in self.asked.indicators}
        found = []
        for kind in (RelationKind.PART_OF, RelationKind.FOUNDER_OF):
            parts: dict[str, dict[str, str]] = {}
            for relation in self.follow_up.indicator_relations:
                if relation.kind is kind and relation.indicator in indicators:
                    sex = indicators[relation.indicator].sex
                    if sex:
                        parts.setdefault(relation.other, {})[sex] = relation.indicator
            for other, pair in parts.items():
                if set(pair) >= {"women", "men"}:
                    total = other if kind is RelationKind.PART_OF and other in indicators else None
                    found.append(SexPair(pair["women"], pair["men"], total))
        return tuple(found)


def rules_of(*, cites: bool) -> tuple[Rule, ...]:
    """Return the rules that say something; what was printed adds up only beside an older report."""
    return tuple(rule for rule in Rule if cites or rule is not Rule.AS_PRINTED)


@dataclass(frozen=True, slots=True)
class SexPair:
    """Two indicators that count women and men, and the one that counts all of them, if any."""

    women: str
    men: str
    total: str | None


@dataclass(frozen=True)
class Matter:
    """A follow-up in one language, ready to be told."""

    computed: Computed
    words: Words

    @property
    def lang(self) -> Language:
        """The language of the report."""
        return self.words.lang

    @property
    def follow_up(self) -> FollowUp:
        """The follow-up itself."""
        return self.computed.follow_up

    @property
    def record(self) -> FollowUpRecord | None:
        """What stands on the title page."""
        return next(iter(self.follow_up.follow_ups), None)

    @property
    def priority_area(self) -> PriorityArea | None:
        """The priority area that is followed up."""
        areas = self.follow_up.priority_areas
        wanted = self.record.priority_area if self.record else None
        return next((a for a in areas if a.id == wanted), next(iter(areas), None))

    @property
    def programme(self) -> Programme | None:
        """The programme that the priority area belongs to."""
        programmes = self.follow_up.programmes
        wanted = self.priority_area.programme if self.priority_area else None
        return next((p for p in programmes if p.id == wanted), next(iter(programmes), None))

    def own(self, code: str) -> str:
        """Return a message's code, or that of its twin for a follow-up without an older report."""
        return code if self.computed.cites else f"{code}-own"

    # -- names
    def unit(self, unit: str | None) -> str:
        """Return a unit's full name; an unknown id stands for itself."""
        known = self.follow_up.unit_by_id.get(unit or "")
        return (self.words.of(known.name) or known.id) if known else (unit or "")

    def short(self, unit: str | None) -> str:
        """Return a unit's short name, its full name where it has none."""
        known = self.follow_up.unit_by_id.get(unit or "")
        return (self.words.of(known.short_name) if known else "") or self.unit(unit)

    def indicator(self, indicator: str | None) -> str:
        """Return an indicator's short name, its full name where it has none."""
        known = self.follow_up.indicator_by_id.get(indicator or "")
        if known is None:
            return indicator or ""
        return self.words.of(known.short_name) or self.words.of(known.name) or known.id

    def pair(self, pair: SexPair) -> str:
        """Return the name of what a pair counts: that of their total, or both their own."""
        if pair.total:
            return self.indicator(pair.total)
        return self.words.listed((self.indicator(pair.women), inside(self.indicator(pair.men))))

    def point(self, point: str) -> str:
        """Return a measurement point's name."""
        for known in self.follow_up.points:
            if known.id == point:
                return self.words.of(known.name) or format_date(known.day, self.lang)
        return point

    def place(self, place: str | None) -> str:
        """Return the words for a point, for a change ("from/to"), or for everything."""
        if not place:
            return self.words.say("place.all")
        return self.words.say("place.change") if "/" in place else self.point(place)

    # -- answers
    def reading(self, unit: str, indicator: str, point: str) -> Quantity | None:
        """Return what counts: the value that was decided, else what was said; None where the
        question was not put.
        """
        decided = self.computed.decided.get((unit, indicator, point))
        return decided or self.said(unit, indicator, point)

    def said(self, unit: str, indicator: str, point: str) -> Quantity | None:
        """Return what was answered, None where the question was not put."""
        answer = self.answer(unit, indicator, point)
        return answer.reading if answer else None

    def overruled(self, unit: str, indicator: str, point: str) -> bool:
        """Say whether a decision lets another value count than the one that was said."""
        counts = self.computed.decided.get((unit, indicator, point))
        said = self.said(unit, indicator, point)
        if counts is None or said is None:
            return False
        return printed(counts, self.lang) != printed(said, self.lang)

    def answer(self, unit: str, indicator: str, point: str) -> Observation | None:
        """Return the whole answer, None where the question was not put."""
        return self.follow_up.observation_at.get((unit, indicator, point))

    def cell(self, unit: str, indicator: str, point: str) -> Origin:
        """Return the origin of an answer."""
        return Origin("cell", (unit, str(self.no(indicator)), point))

    def change_of(self, unit: str, indicator: str) -> Origin:
        """Return the origin of a change."""
        return Origin("change", (unit, str(self.no(indicator))))

    def no(self, indicator: str) -> int:
        """Return an indicator's number in the annex, 0 for one that is unknown."""
        known = self.follow_up.indicator_by_id.get(indicator)
        return known.no if known else 0

    def sections(self) -> tuple[tuple[Theme | None, tuple[Indicator, ...]], ...]:
        """Return each theme with the indicators asked under it, and last those without one."""
        home = self.computed.home_theme
        current = self.computed.asked.indicators
        themes = sorted(self.follow_up.themes, key=lambda t: (t.no, t.id))
        found: list[tuple[Theme | None, tuple[Indicator, ...]]] = [
            (theme, tuple(i for i in current if home.get(i.id) == theme.id)) for theme in themes
        ]
        return (*found, (None, tuple(i for i in current if i.id not in home)))

    @property
    def alone(self) -> bool:
        """Whether the follow-up is of a single network, which is nothing to add up or compare."""
        return len(self.follow_up.networks) == 1

    def left_out(self) -> tuple[Unit, ...]:
        """Return the networks that are not in the comparison, in order."""
        compared = {u.id for u in self.follow_up.compared}
        return tuple(u for u in self.follow_up.networks if u.id not in compared)

    # -- counts
    def counted_indicators(self, n: int, unit: str) -> FigureText:
        """Return how many indicators a unit is asked for; those of all where it is just those."""
        whole = n == len(self.computed.asked.common)
        return self.counted(n, *(("indicators",) if whole else ("indicators-asked", unit)))

    def counted(self, n: int, *address: str) -> FigureText:
        """Return a count as a figure that says what was counted."""
        return FigureText(format_number(n, self.lang), Origin("count", address))
