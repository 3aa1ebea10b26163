"""One finding whole: the figures it is about, what can be decided, and the history of its cells.

Reads rows and stored figures; refuses to compute. The effect of a decision is worked out on request
in `review_effect`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects

from folja.model import Action, Claim, ClaimKind, Finding, Observation
from folja.quality.matching import ends
from folja.reporting.printing import sign_of, span
from folja.text import Language, LocalText, Message, render
from folja.values import Kind, Quantity, difference, printed, read
from folja_site.interviews.actions.standing import DISAGREES
from folja_site.interviews.models import HubComment
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.counting import Counting, Counts, counting_among
from folja_site.measurements.models import Answer, Participation, ReturnedQuestion
from folja_site.measurements.review_history import Event, history_of
from folja_site.measurements.review_queue import Queue, Row
from folja_site.measurements.review_words import own_words, place_words
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import record_of


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure of the finding: what it is called, its sign, and whether it is refuted."""

    name: str
    sign: str
    text: str
    words: str = ""
    refuted: bool = False
    #: What was said, where another value has been decided to count.
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator's figures, first to last, with the computed and the printed difference."""

    indicator: str
    name: LocalText
    figures: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """A decision that stands ready on a button; `value` is what the answer is to be read as."""

    action: str
    point: str
    value: str
    label: str

    @property
    def as_text(self) -> str:
        """The decision in one field of a form."""
        return f"{self.action}|{self.point}|{self.value}"

    @property
    def moves_sums(self) -> bool:
        """Whether it puts a value in the place of an answer; a printed difference is none."""
        return bool(self.value) and "/" not in self.point


@dataclass(frozen=True, slots=True)
class Detail:
    """All that the page of a finding shows."""

    row: Row
    lines: tuple[Line, ...]
    ready: tuple[Ready, ...]
    places: tuple[tuple[str, str], ...]
    history: tuple[Event, ...]
    questions: tuple[ReturnedQuestion, ...]
    comments: tuple[HubComment, ...]
    seen: int
    standing: Entry | None
    participation: Participation | None
    answers: Mapping[tuple[str, str], Answer]

    @property
    def can_ask(self) -> bool:
        """Whether there is a round in which the network can be asked."""
        return self.participation is not None and self.participation.approved_at is None

    @property
    def against(self) -> HubComment | None:
        """What the network holds against the finding; it stands until the network agrees."""
        latest = next((one for one in self.comments if one.stance), None)
        return latest if latest is not None and latest.stance == DISAGREES else None


def decision_prefix(fingerprint: str) -> str:
    """Return how the keys of decisions about a finding begin."""
    return f"decision-{fingerprint[:16]}-"


def decisions_about(programme: Programme, fingerprint: str) -> int:
    """Return how many decisions there have been about a finding, those taken back included."""
    return Entry.objects.filter(
        programme=programme, table="decisions", key__startswith=decision_prefix(fingerprint)
    ).count()


def newest_participation(
    programme: Programme, unit: str | None, point: str | None = None
) -> Participation | None:
    """Return the network's part in the newest round that has been opened and asks about a point."""
    if unit is None:
        return None
    found = (
        Participation.objects.filter(round__programme=programme, unit=unit)
        .exclude(round__state__in=("draft", "published"))
        .select_related("round")
        .order_by("-round_id")
    )
    asked = set((point or "").split("/")) - {""}
    return next((p for p in found[:6] if not asked or asked & set(p.round.points)), None)


def detail_of(programme: Programme, queue: Queue, row: Row, lang: Language) -> Detail:
    """Return everything about a finding; at most eight questions to the database."""
    finding = row.finding
    unit = finding.unit or ""
    involved = tuple(_involved(queue, row))
    found = Answer.objects.filter(programme=programme, unit=unit, indicator__in=involved)
    answers = {
        (a.indicator, a.point): a
        for a in found.filter(breakdown="").prefetch_related("versions").order_by("id")
    }
    held = list(
        Entry.objects.filter(
            Q(table="decisions") | Q(table="claims", gone=False) & ~Q(unit=""),
            programme=programme,
            unit=unit,
        ).order_by("position", "id")
    )
    claims = [record_of(entry) for entry in held if entry.table == "claims"]
    held = [
        entry
        for entry in held
        if entry.table == "decisions"
        and entry.cells.get("code") == finding.code
        and (entry.cells.get("indicator") or "") == (finding.indicator or "")
    ]
    prefetch_related_objects(held, "versions")
    questions = tuple(
        ReturnedQuestion.objects.filter(
            participation__round__programme=programme,
            participation__unit=unit,
            indicator=finding.indicator or "",
        )
        if unit and finding.indicator
        else ()
    )
    comments = tuple(
        HubComment.objects.filter(programme=programme, unit=unit, about=f"finding/{row.id}")
    )
    about = _points(queue, row)
    counting = counting_among(programme, unit, queue.catalogue["decisions"], answers.values())
    lines = tuple(_lines(queue, row, involved, answers, counting, claims, lang))
    standing = next(
        (e for e in held if not e.gone and row.decision and e.key == row.decision.id), None
    )
    return Detail(
        row=row,
        lines=lines,
        ready=tuple(_ready(row, answers, counting, claims, lang)),
        places=tuple(_places(row, claims, lang)),
        history=tuple(history_of(row, about, answers, held, questions, comments, lang)),
        questions=questions,
        comments=comments,
        seen=sum(e.key.startswith(decision_prefix(finding.fingerprint)) for e in held),
        standing=standing,
        participation=newest_participation(programme, finding.unit, finding.point),
        answers=answers,
    )


def _involved(queue: Queue, row: Row) -> Iterator[str]:
    """Yield the indicators that a finding is about: its own, then those it is held against."""
    own = row.finding.indicator
    if own is None:
        return
    yield own
    others = dict.fromkeys(
        relation.other if relation.indicator == own else relation.indicator
        for relation in queue.catalogue["indicator_relations"]
        if relation.code == row.finding.code and own in (relation.indicator, relation.other)
    )
    yield from others


def _points(queue: Queue, row: Row) -> list[str]:
    every = [p.id for p in sorted(queue.catalogue["points"], key=lambda p: p.order)]
    about = (row.finding.point or "").split("/")
    return [p for p in every if p in about] or every


def _lines(
    queue: Queue,
    row: Row,
    involved: Iterable[str],
    answers: Mapping[tuple[str, str], Answer],
    counting: Counting,
    claims: list[Claim],
    lang: Language,
) -> Iterator[Line]:
    named = {i.id: i for i in queue.catalogue["indicators"]}
    points = _points(queue, row)
    for indicator in involved:
        shown = [
            _shown(
                place_words(point, lang),
                observation_of(answers[indicator, point]),
                counting.get((indicator, point)),
                lang,
            )
            for point in points
            if (indicator, point) in answers
        ]
        if len(points) > 1:
            shown += _differences(indicator, points, answers, counting, claims, lang)
        if shown and indicator in named:
            at = named[indicator]
            yield Line(indicator, at.short_name or at.name, tuple(shown))


def _shown(name: str, observation: Observation, counts: Counts | None, lang: Language) -> Shown:
    if counts is not None:
        sign, beside = counts.reading.kind.value, counts.beside(lang)
        return Shown(name, sign, counts.text(lang), beside=beside)
    reading = observation.reading
    text = printed(reading, lang) or render(Message("review.blank"), lang)
    return Shown(name, reading.kind.value, text, own_words(reading.text, text))


def _change(
    indicator: str,
    points: list[str],
    answers: Mapping[tuple[str, str], Answer],
    counting: Counting,
) -> tuple[Any, bool]:
    """Return the change between the first and last of the points, as they count, and whether both
    are there.
    """
    ends = [(indicator, points[0]), (indicator, points[-1])]
    if not all(end in answers for end in ends):
        return None, False
    readings = [
        counting[end].reading if end in counting else observation_of(answers[end]).reading
        for end in ends
    ]
    return difference(readings[0].interval(), readings[1].interval()), True


def _differences(
    indicator: str,
    points: list[str],
    answers: Mapping[tuple[str, str], Answer],
    counting: Counting,
    claims: list[Claim],
    lang: Language,
) -> Iterator[Shown]:
    change, _ = _change(indicator, points, answers, counting)
    if change is not None:
        text = span(change, lang, signed=True)
        yield Shown(render(Message("review.computed"), lang), sign_of(change).value, text)
    told = _printed_difference(claims, indicator, f"{points[0]}/{points[-1]}")
    if told is not None and told.kind is not Kind.BLANK:
        wrong = change is not None and (told.low, told.high) != (change.low, change.high)
        text = printed(told, lang)
        yield Shown(render(Message("review.printed"), lang), "claim", text, refuted=wrong)


def _printed_difference(claims: list[Claim], indicator: str, place: str) -> Quantity | None:
    found = (
        c.reading
        for c in claims
        if c.kind is ClaimKind.PRINTED_DIFFERENCE and c.indicator == indicator and c.place == place
    )
    return next(found, None)


def _ready(
    row: Row,
    answers: Mapping[tuple[str, str], Answer],
    counting: Counting,
    claims: list[Claim],
    lang: Language,
) -> Iterator[Ready]:
    """Yield the decisions that the figures themselves suggest, the likeliest first.

    Where the answers have changed since a decision, that is to keep it, dated anew.
    """
    finding, stood = row.finding, row.decision
    if finding.outdated and stood is not None:
        label = render(Message("review.do.keep"), lang)
        yield Ready(stood.action.value, (stood.value and stood.point) or "", stood.value, label)
    if finding.indicator is None or finding.point is None:
        return
    points = finding.point.split("/")
    several = len(_ends(finding)) > len(points)
    for point in _ends(finding):
        answer = answers.get((finding.indicator, point))
        if answer is None:
            continue
        for candidate in observation_of(answer).reading.candidates:
            value = printed(read(candidate.text), lang)
            code = "review.do.read-as-at" if several else "review.do.read-as"
            told = {"value": value, "place": place_words(point, lang)}
            label = render(Message(code, told), lang)
            yield Ready(Action.READ_AS.value, point, candidate.text, label)
    if len(points) == 2 and finding.code.startswith(("difference-", "precision-")):
        change, there = _change(finding.indicator, points, answers, counting)
        if change is not None:
            value = _spelled(change.low, change.high)
            words = span(change, lang)
            code = "review.do.difference"
            yield Ready(
                Action.CORRECTED.value,
                finding.point,
                value,
                render(Message(code, {"value": words}), lang),
            )
        elif there and _printed_difference(claims, finding.indicator, finding.point):
            label = render(Message("review.do.no-difference"), lang)
            yield Ready(Action.CORRECTED.value, finding.point, "n.a.", label)


def _spelled(low: Any, high: Any) -> str:
    """Spell an interval so that it is read as itself again."""
    ends = [None if end is None else f"{end.normalize():f}" for end in (low, high)]
    if ends[0] is None:
        return f"< {ends[1]}"
    if ends[1] is None:
        return f"{ends[0]}+"
    return ends[0] if ends[0] == ends[1] else f"{ends[0]}\u2013{ends[1]}"


def _ends(finding: Finding) -> tuple[str, ...]:
    """Return the answers that a value can be about, the one that the finding tells of first."""
    found = ends(finding)
    return found if "/" in (finding.point or "") else tuple(reversed(found))


def _places(row: Row, claims: list[Claim], lang: Language) -> Iterator[tuple[str, str]]:
    """Yield what a value of one's own can be about: the answers, and the printed difference of a
    report that is followed up.
    """
    point = row.finding.point
    if not point or row.finding.indicator is None:
        return
    for part in _ends(row.finding):
        yield part, place_words(part, lang)
    if "/" in point and claims:
        yield point, render(Message("review.printed"), lang)
