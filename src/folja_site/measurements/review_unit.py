"""A network's answers in a round, as the evaluator goes through them before approving."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folja.model import Indicator, Unit
from folja.text import Language, LocalText, Message, render
from folja.values import printed
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.counting import Counting, Counts, counting_among
from folja_site.measurements.models import Answer, Participation, ReturnedQuestion
from folja_site.measurements.review_adapted import Adapted, adapted
from folja_site.measurements.review_queue import Row
from folja_site.measurements.review_words import own_words, place_words
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import added_by


@dataclass(frozen=True, slots=True)
class Cell:
    """One answer in the table: its sign, its reading and, where they differ, its words.

    Where another value has been decided, that stands there, and `beside` tells what was said.
    """

    point: str
    place: str
    answer: Answer | None
    sign: str = "blank"
    text: str = ""
    words: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's answers, with what the checks see and what has been said of the question."""

    indicator: Indicator
    name: LocalText
    cells: tuple[Cell, ...]
    findings: int
    remark: str
    comment: str


@dataclass(frozen=True, slots=True)
class UnitReview:
    """Everything about a network that the evaluator looks at in one round."""

    unit: Unit
    rounds: tuple[Participation, ...]
    participation: Participation | None
    lines: tuple[Line, ...]
    points: tuple[tuple[str, str], ...]
    findings: tuple[Row, ...]
    questions: tuple[ReturnedQuestion, ...]
    adapted: tuple[Adapted, ...] = ()

    @property
    def blocked_by(self) -> str:
        """Return what stands in the way of approving: `handed-in`, `questions`, or nothing."""
        part = self.participation
        if part is None or part.submitted_at is None or part.returned_at is not None:
            return "handed-in"
        return "questions" if self.waiting else ""

    @property
    def waiting(self) -> int:
        """How many questions to the network have no reply."""
        return sum(1 for asked in self.questions if asked.replied_at is None)

    @property
    def overruled(self) -> tuple[tuple[Line, Cell], ...]:
        """The answers that count as another value than the one that approval freezes."""
        return tuple((line, cell) for line in self.lines for cell in line.cells if cell.beside)

    @property
    def errors(self) -> int:
        """How many errors are undecided."""
        return sum(row.finding.severity == "error" for row in self.findings)


def participations(programme: Programme, unit: str) -> tuple[Participation, ...]:
    """Return the network's parts in all rounds that have been opened, newest first."""
    found = Participation.objects.filter(round__programme=programme, unit=unit)
    return tuple(found.exclude(round__state="draft").select_related("round").order_by("-round_id"))


def unit_review(
    programme: Programme,
    unit: Unit,
    rounds: tuple[Participation, ...],
    participation: Participation | None,
    catalogue: Mapping[str, tuple[Any, ...]],
    rows: tuple[Row, ...],
    lang: Language,
) -> UnitReview:
    """Return what the page of a network shows; four questions to the database."""
    points = _points(catalogue, participation)
    asked = set(participation.round.indicators) if participation else set()
    answers = {
        (a.indicator, a.point): a
        for a in Answer.objects.filter(
            programme=programme, unit=unit.id, breakdown="", point__in=points
        ).order_by("indicator_version")
    }
    mine = tuple(r for r in rows if r.finding.unit == unit.id and r.state != "decided")
    seen = Counter(r.finding.indicator for r in mine)
    questions = (
        ReturnedQuestion.objects.filter(participation=participation) if participation else ()
    )
    added = added_by(catalogue["adaptations"])
    indicators = {
        i.id: i
        for i in sorted(catalogue["indicators"], key=lambda i: i.version)
        if unit.id in added.get(i.id, (unit.id,))  # what others have added is none of its questions
    }
    made = adapted(programme, catalogue, lang, units=(unit.id,))
    counting = counting_among(programme, unit.id, catalogue["decisions"], answers.values())
    return UnitReview(
        unit=unit,
        rounds=rounds,
        participation=participation,
        lines=tuple(_lines(indicators, asked, points, answers, counting, seen, lang)),
        points=tuple((p, place_words(p, lang)) for p in points),
        findings=mine,
        questions=tuple(questions),
        adapted=made[0].made if made else (),
    )


def _points(
    catalogue: Mapping[str, tuple[Any, ...]], participation: Participation | None
) -> list[str]:
    every = [p.id for p in sorted(catalogue["points"], key=lambda p: p.order)]
    if participation is None:
        return every[-2:]
    return [p for p in every if p in participation.round.points]


def _lines(
    indicators: Mapping[str, Indicator],
    asked: set[str],
    points: list[str],
    answers: Mapping[tuple[str, str], Answer],
    counting: Counting,
    seen: Mapping[str | None, int],
    lang: Language,
) -> Iterator[Line]:
    for indicator in sorted(indicators.values(), key=lambda i: i.no or 0):
        if asked and indicator.id not in asked:
            continue
        cells = tuple(
            _cell(p, answers.get((indicator.id, p)), counting.get((indicator.id, p)), lang)
            for p in points
        )
        last = next((c.answer for c in reversed(cells) if c.answer), None)
        yield Line(
            indicator=indicator,
            name=indicator.short_name or indicator.name,
            cells=cells,
            findings=seen.get(indicator.id, 0),
            remark=last.remark if last else "",
            comment=observation_of(last).comment if last else "",
        )


def _cell(point: str, answer: Answer | None, counts: Counts | None, lang: Language) -> Cell:
    place = place_words(point, lang)
    blank = render(Message("review.blank"), lang)
    if answer is None:
        return Cell(point, place, None, text=blank)
    if counts is not None:
        sign, beside = counts.reading.kind.value, counts.beside(lang)
        return Cell(point, place, answer, sign, counts.text(lang), beside=beside)
    reading = observation_of(answer).reading
    text = printed(reading, lang) or blank
    return Cell(point, place, answer, reading.kind.value, text, own_words(reading.text, text))
