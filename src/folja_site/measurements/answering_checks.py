"""What the form asks about by itself: relations between answers, falls, answers given in advance.

The checks are the library's, run on the answers of one network; the form shows those that hold
indicators against each other. A check asks and never stops anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folja.model import Explanation, Finding, FollowUp, Severity
from folja.quality import check
from folja_site.measurements.answering_form import Cell, Form, Question
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
    """A figure that is lower than the one before, and what has been said of the cause."""

    cell: Cell
    before: Cell
    #: The network's own explanation with its version, when there is one.
    own: tuple[Explanation, int] | None
    #: What others (a report) have said of it already.
    others: tuple[Explanation, ...]

    @property
    def place(self) -> str:
        """The change as an address: "from/to"."""
        return f"{self.before.point.id}/{self.cell.point.id}"

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
    return tuple(f for f in check(whole) if f.code in codes and f.severity is not Severity.INFO)


def asked_about(question: Question, found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that a question has to do with, from either side of the relation."""
    mine = {item.indicator.id for item in question.items}
    return tuple(f for f in found if mine & _involved(f))


def _involved(finding: Finding) -> set[str]:
    """The indicators whose answers a finding holds against each other."""
    seen = {cell[1] for cell in finding.cells}
    return seen or ({finding.indicator} if finding.indicator else set())


def fall_of(form: Form, question: Question) -> Fall | None:
    """Return the first fall of a question, the main indicator's before those of its parts."""
    for item in question.items:
        for cell in reversed(item.asked):
            before = item.before(cell)
            if before is None or not fell(before.reading, cell.reading):
                continue
            place = f"{before.point.id}/{cell.point.id}"
            own_id = explanation_id(form.unit.id, item.indicator.id, place)
            said = [
                (e, v)
                for e, v in form.explanations
                if e.indicator == item.indicator.id and e.place == place
            ]
            own = next(((e, v) for e, v in said if e.id == own_id), None)
            return Fall(cell, before, own, tuple(e for e, _ in said if e.id != own_id))
    return None


def is_forecast(given_on: date | None, cell: Cell) -> bool:
    """Say whether an answer was given before the day that it is about."""
    return given_on is not None and given_on < cell.point.day


def to_confirm(cell: Cell, today: date) -> bool:
    """Say whether an answer was given in advance and its day has come."""
    given = cell.observation.given_on if cell.observation else None
    return is_forecast(given, cell) and today >= cell.point.day and bool(cell.text.strip())
