"""A follow-up as the checks look at it: cells, intervals and places, and findings made from them.

Refuses to lay decisions over the answers: a check sees what was said, and the decision stands
beside the finding.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from folja.model import (
    Finding,
    FollowUp,
    Indicator,
    Outcome,
    Severity,
    Unit,
)
from folja.quality.wording import inline, place_name
from folja.text import LocalText, Message
from folja.values import Interval, Quantity, read

#: What a question that was not put looks like to a check: no words, no figure.
NOT_PUT = read("")

#: A cell as a finding keeps it: unit, indicator, place, words.
Seen = tuple[str, str, str, str]


@dataclass(frozen=True)
class Answers:
    """The answers of one follow-up, by unit, indicator and point."""

    follow_up: FollowUp

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The units that answered anything, in the order of the source."""
        have = {o.unit for o in self.follow_up.observations}
        have |= {unit for unit, _, _ in self.follow_up.printed_difference}
        return tuple(sorted((u for u in self.follow_up.units if u.id in have), key=_order))

    @cached_property
    def points(self) -> tuple[str, ...]:
        """The ids of the points, first to last."""
        return tuple(p.id for p in self.follow_up.ordered_points)

    @cached_property
    def spans(self) -> tuple[tuple[str, str], ...]:
        """Each point and the next: the changes that checks look at."""
        return tuple(pairwise(self.points))

    @cached_property
    def _not_comparable(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (a.unit, a.indicator) for a in self.follow_up.adaptations if not a.enters_totals
        )

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators in annex order."""
        return self.follow_up.current_indicators

    def was_asked(self, unit: str, indicator: str, point: str) -> bool:
        """Say whether there is an answer at all, be it blank."""
        return (unit, indicator, point) in self.follow_up.observation_at

    def reading(self, unit: str, indicator: str, point: str) -> Quantity:
        """Return the reading of a cell; that of a blank where the question was not put."""
        found = self.follow_up.observation_at.get((unit, indicator, point))
        return NOT_PUT if found is None else found.reading

    def interval(self, unit: str, indicator: str, point: str) -> Interval | None:
        """Return what is known of a figure, None where there is none.

        A network that counts something of its own under the indicator has none to compare.
        """
        if (unit, indicator) in self._not_comparable:
            return None
        return self.reading(unit, indicator, point).interval()

    def cell(self, unit: str, indicator: str, point: str) -> Seen:
        """Return a cell with its words, as a finding keeps it."""
        return (unit, indicator, point, self.reading(unit, indicator, point).text)

    def finding(
        self,
        code: str,
        severity: Severity,
        *,
        unit: str | None = None,
        indicator: str | None = None,
        point: str | None = None,
        subject: str | None = None,
        outcome: Outcome = Outcome.CERTAIN,
        seen: str = "seen",
        cells: Iterable[Seen] = (),
        points: tuple[str, ...] = (),
        words: Mapping[str, object] | None = None,
        worded: str = "",
    ) -> Finding:
        """Make a finding: `words` fill its sentence, beside the names of unit, indicator and place.

        `worded` names the code whose words serve where a catalogue gives its relation a code of its
        own.
        """
        worded = worded or code
        cells = tuple(cells)
        params = {
            "unit": self.unit_name(unit),
            "indicator": self.indicator_name(indicator),
            "point": place_name(self.follow_up, point),
        }
        return Finding(
            code=code,
            severity=severity,
            outcome=outcome,
            unit=unit,
            indicator=indicator,
            no=self.number(indicator),
            point=point,
            subject=subject,
            message=Message(f"quality.{worded}.{seen}", params | dict(words or {})),
            remedy=Message(f"quality.{worded}.remedy"),
            cells=cells,
            points=points,
            fingerprint=fingerprint(code, (unit, indicator, point, subject), cells),
        )

    def number(self, indicator: str | None) -> int | None:
        """Return an indicator's annex number, None for none."""
        found = self.follow_up.indicator_by_id.get(indicator or "")
        return None if found is None else found.no

    def unit_name(self, unit: str | None) -> LocalText:
        """Return the name that sentences use for a unit."""
        found = self.follow_up.unit_by_id.get(unit or "")
        if found is None:
            return LocalText(unit or "", unit or "")
        return found.short_name or found.name

    def indicator_name(self, indicator: str | None) -> LocalText:
        """Return the name that sentences use for an indicator, with a small letter first."""
        found = self.follow_up.indicator_by_id.get(indicator or "")
        if found is None:
            return LocalText(indicator or "", indicator or "")
        return inline(found.short_name or found.name)


def fingerprint(code: str, place: tuple[str | None, ...], cells: tuple[Seen, ...]) -> str:
    """Return the checksum of what a finding is about: its code, its place and the words seen."""
    seen = json.dumps([code, place, cells], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(seen.encode()).hexdigest()


def _order(unit: Unit) -> tuple[int, str]:
    return (unit.order, unit.id)
