"""What was asked, decided here once for the report and for every page that speaks of it.

Whatever is asked and left empty is a blank among the answers, so an indicator without any answer
was not put to anybody: it has no rows, no share of a count, and is named once as not asked. Refuses
to look at rounds: the answers of a follow-up say what it asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from folja.model import FollowUp, Indicator


@dataclass(frozen=True)
class Asked:
    """The indicators that were put to the networks of a follow-up.

    `put` holds the ids of those that anybody has an answer to, be it blank, or a printed
    difference; where it is empty nothing has been asked yet, and everything still may be.
    `declined` holds what a network would not answer and has no answer to, by (unit, indicator).
    """

    follow_up: FollowUp
    put: frozenset[str]
    declined: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """What any network was asked, in annex order."""
        every = self.follow_up.current_indicators
        return tuple(i for i in every if not self.put or i.id in self.put)

    @cached_property
    def common(self) -> tuple[Indicator, ...]:
        """What all were asked: not what networks have added for themselves."""
        return tuple(i for i in self.indicators if i.id not in self.follow_up.added_by)

    @cached_property
    def left_out(self) -> tuple[Indicator, ...]:
        """What nobody was asked."""
        asked = {i.id for i in self.indicators}
        return tuple(i for i in self.follow_up.current_indicators if i.id not in asked)

    def of(self, unit: str) -> tuple[Indicator, ...]:
        """What one network was asked: neither what only others added nor what it declined."""
        return tuple(i for i in self.indicators if self.asks(unit, i.id))

    def asks(self, unit: str, indicator: str) -> bool:
        """Say whether a network was asked for an indicator."""
        if self.put and indicator not in self.put:
            return False
        return self.follow_up.asks(unit, indicator) and (unit, indicator) not in self.declined


def asked_in(follow_up: FollowUp) -> Asked:
    """Return what a follow-up asked, by its answers and printed differences at its points."""
    points = {p.id for p in follow_up.points}
    told = {(u, i) for u, i, point in follow_up.observation_at if point in points}
    told |= {
        (u, i) for u, i, place in follow_up.printed_difference if points >= set(place.split("/"))
    }
    return Asked(
        follow_up,
        frozenset(indicator for _, indicator in told),
        frozenset(pair for pair in declined(follow_up) if pair not in told),
    )


def declined(follow_up: FollowUp) -> Iterator[tuple[str, str]]:
    """Yield (unit, indicator) of what networks would not answer, answered before or not."""
    return ((one.unit, one.indicator) for one in follow_up.adaptations if one.action == "decline")
