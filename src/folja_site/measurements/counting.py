"""Which answers of a network count as another value than the one that was said.

Findings are the stored ones and decisions those that stand now, as in the review: a decision shows
at once, while newer figures are still being built. Refuses to lay a decision over words that have
changed since its finding was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folja.model import Action, Decision, Finding, Severity
from folja.quality import readings_of, ruling_among
from folja.reporting.answers import said_beside
from folja.reporting.wording import Words
from folja.text import Language, Message
from folja.values import Quantity, printed
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.models import Answer
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import entries, record_of
from folja_site.results.figures import Figures, figures_of


@dataclass(frozen=True, slots=True)
class Counts:
    """The value that counts in the place of an answer, what was said, and the decision."""

    reading: Quantity
    said: Quantity
    decision: Decision

    def text(self, lang: Language) -> str:
        """Print the value that counts."""
        return printed(self.reading, lang)

    def beside(self, lang: Language) -> str:
        """Print what stands beside it: what was said, in brackets."""
        return said_beside(Words(lang), self.said)


#: By indicator and point.
Counting = Mapping[tuple[str, str], Counts]


def counting_in(programme: Programme, unit: str, answers: Iterable[Answer]) -> Counting:
    """Return what counts in the place of a network's answers."""
    decisions = (record_of(entry) for entry in entries(programme, "decisions", unit=unit))
    return counting_among(programme, unit, tuple(decisions), answers)


def counting_among(
    programme: Programme, unit: str, decisions: Iterable[Decision], answers: Iterable[Answer]
) -> Counting:
    """Return what `counting_in` does, of decisions that are at hand; nothing is asked of anybody
    where none gives a value.
    """
    own = tuple(decision for decision in decisions if decision.unit == unit)
    if not any(decision.action in (Action.CORRECTED, Action.READ_AS) for decision in own):
        return {}
    figures = figures_of(programme)
    if figures is None:
        return {}
    seen = {(a["indicator"], a["point"]): a["verbatim"] for a in figures.answers(unit=unit)}
    there = {
        (unit, answer.indicator, answer.point): observation_of(answer).reading
        for answer in answers
        if seen.get((answer.indicator, answer.point)) == answer.verbatim
    }
    ruling = ruling_among(_findings(figures, unit), own, there)
    return {
        place[1:]: Counts(reading, there[place], ruling[place])
        for place, reading in readings_of(ruling).items()
        if printed(reading, "sv") != printed(there[place], "sv")
    }


def _findings(figures: Figures, unit: str) -> tuple[Finding, ...]:
    """Return of a network's stored findings what tells which decisions are about them."""
    return tuple(
        Finding(
            code=row["code"],
            severity=Severity(row["severity"]),
            unit=row["network"],
            indicator=row["indicator"],
            point=row["point"],
            subject=row["subject"],
            message=Message(f"quality.{row['code']}.name"),
            points=tuple(row.get("points", ())),
            fingerprint=row["fingerprint"],
        )
        for row in figures.findings(unit=unit)
    )
