"""What the form asks about by itself: relations between answers, falls, answers given in advance.

The checks are the library's, run on the answers of one network; the form shows those that hold
indicators against each other. A check asks and never stops anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folja.model import Explanation, Finding, FollowUp, Target
from folja.quality import Standing, check, standing_of, target_for
from folja.values import difference
from folja_site.measurements.answering_cells import Cell
from folja_site.measurements.answering_form import Form, Item, Question
from folja_site.measurements.answering_reading import fell

#: The causes that a fall is asked about, in the order of the form.
CAUSES = (
    "weak-anchoring",
    "resources",
    "hub-change",
    "market",
    "structure",
    "measurement",
    "own",
)


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that is lower than the one before, or not up to its target, and what is said of it.

    `before` is None where it is held to a target, which then is `target`.
    """

    cell: Cell
    before: Cell | None
    #: The network's own explanation with its version, when there is one.
    own: tuple[Explanation, int] | None
    #: What others (a report) have said of it already.
    others: tuple[Explanation, ...]
    target: Target | None = None
    standing: Standing | None = None

    @property
    def place(self) -> str:
        """The change as an address: "from/to"; the point of an outcome that is held to a target."""
        point = self.cell.point.id
        return f"{self.before.point.id}/{point}" if self.before else point

    @property
    def explained(self) -> bool:
        """Whether anybody has said why."""
        return bool(self.others) or bool(self.own and (self.own[0].cause or self.own[0].text))


def explanation_id(unit: str, indicator: str, place: str) -> str:
    """Return the id of the explanation that the form keeps for a change."""
    return f"said-{unit}-{indicator}-{place.replace('/', '-to-')}"


def findings(form: Form) -> tuple[Finding, ...]:
    """Return the relations that the network's answers breach, gravest first."""
    codes = {relation.code for relation in form.relations}
    whole = FollowUp(
        units=(form.unit,),
        indicators=form.indicators,
        points=form.points,
        indicator_relations=form.relations,
        adaptations=form.adaptations,
        observations=form.observations,
    )
    return tuple(f for f in check(whole) if f.code in codes and f.severity.asks)


def asked_about(question: Question, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that a question has to do with, from either side of the relation."""
    mine = {item.indicator.id for item in question.items}
    return tuple(f for f in found if mine & _involved(f))


def _involved(finding: Finding) -> set[str]:
    """The indicators whose answers a finding holds against each other."""
    seen = {cell[1] for cell in finding.cells}
    return seen or ({finding.indicator} if finding.indicator else set())


def fall_of(form: Form, question: Question) -> Fall | None:
    """Return the first thing about a question that asks for its cause, or None.

    A fall goes before an outcome under its target, the main indicator's before those of its parts.
    """
    for item in question.items:
        for cell in reversed(item.asked):
            before = item.before(cell)
            if before is not None and fell(before.counting, cell.counting):
                place = f"{before.point.id}/{cell.point.id}"
                return Fall(cell, before, *_said_of(form, item.indicator.id, place))
    for item in question.items:
        for cell in reversed(item.asked):
            target, stands = stands_to_target(form, item, cell)
            if target is not None and stands.asks:
                said = _said_of(form, item.indicator.id, cell.point.id)
                return Fall(cell, None, *said, target=target, standing=stands)
    return None


def _said_of(
    form: Form, indicator: str, place: str
) -> tuple[tuple[Explanation, int] | None, tuple[Explanation, ...]]:
    """Return the network's own explanation of a place, and those of others."""
    own_id = explanation_id(form.unit.id, indicator, place)
    said = [(e, v) for e, v in form.explanations if e.indicator == indicator and e.place == place]
    own = next(((e, v) for e, v in said if e.id == own_id), None)
    return own, tuple(e for e, _ in said if e.id != own_id)


def stands_to_target(form: Form, item: Item, cell: Cell) -> tuple[Target | None, Standing]:
    """Return the network's target of a cell, if there is one, and how the answer stands to it."""
    last = form.points[-1].id
    target = target_for(form.targets, item.indicator.id, form.unit.id, cell.point.id, last=last)
    if target is None:
        return None, Standing.UNKNOWN
    before = item.before(cell)
    ends = (c.counting.interval() if c and c.counting else None for c in (before, cell))
    return target, standing_of(target, cell.counting, change=difference(*ends))


def is_forecast(given_on: date | None, cell: Cell) -> bool:
    """Say whether an answer was given before the day that it is about."""
    return given_on is not None and given_on < cell.point.day


def to_confirm(cell: Cell, today: date) -> bool:
    """Say whether an answer was given in advance and its day has come."""
    given = cell.observation.given_on if cell.observation else None
    return is_forecast(given, cell) and today >= cell.point.day and bool(cell.text.strip())
