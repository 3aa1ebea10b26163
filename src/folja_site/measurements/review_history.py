"""What has happened to answers and findings: words, readings, decisions, questions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from folja.formats.bundle import decode_row
from folja.model import Decision, Observation
from folja.text import Language, Message, render
from folja.values import Kind, printed
from folja_site.base.reasons import reason_in_words
from folja_site.interviews.models import HubComment
from folja_site.measurements.models import Answer, ReturnedQuestion
from folja_site.measurements.review_queue import Row
from folja_site.measurements.review_words import actor_words, place_words
from folja_site.programmes.models import Entry


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to the cells of a finding."""

    at: datetime
    kind: str
    told: str
    said: str = ""
    who: str = ""
    why: str = ""


def history_of(
    row: Row,
    points: Collection[str],
    answers: Mapping[tuple[str, str], Answer],
    held: list[Entry],
    questions: Iterable[ReturnedQuestion],
    comments: Iterable[HubComment],
    lang: Language,
) -> list[Event]:
    """Return what has happened to the cells of a finding, newest first."""
    events: list[Event] = []
    for (indicator, point), answer in answers.items():
        if indicator == row.finding.indicator and point in points:
            events += answer_events(answer, lang)
    for entry in held:
        events += _of_decision(entry, lang)
    for asked in questions:
        told = render(Message("review.history.asked"), lang)
        events.append(Event(asked.asked_at, "question", told, said=asked.text))
        if asked.replied_at:
            told = render(Message("review.history.replied"), lang)
            events.append(Event(asked.replied_at, "reply", told, said=asked.reply))
    for one in comments:
        told = render(Message(f"review.history.{one.stance or 'commented'}"), lang)
        events.append(Event(one.at, "comment", told, said=one.text))
    return sorted(events, key=lambda event: event.at, reverse=True)


def answer_events(answer: Answer, lang: Language) -> Iterator[Event]:
    """Yield what has happened to an answer, oldest first.

    A version that says what the one before it said, and gives no reason, is no event: only what
    stands beside the answer has changed.
    """
    frozen = False
    before: tuple[str, str] | None = None
    for version in sorted(answer.versions.all(), key=lambda v: v.version):
        reading = decode_row(Observation, version.cells).reading
        words = printed(reading, lang) or render(Message("review.blank"), lang)
        code = "approved" if version.frozen and not frozen else "answered"
        frozen = version.frozen
        if before == (reading.text, words) and code == "answered" and not version.why:
            continue
        before = (reading.text, words)
        unread = code == "answered" and reading.kind is Kind.UNREADABLE
        yield Event(
            version.at,
            code,
            render(
                Message(
                    "review.history.unread" if unread else f"review.history.{code}",
                    {"point": place_words(answer.point, lang), "reading": words},
                ),
                lang,
            ),
            said=reading.text,
            who=actor_words(version.actor, lang),
            why=reason_in_words(version.why, lang),
        )


def _of_decision(entry: Entry, lang: Language) -> Iterator[Event]:
    for version in entry.versions.all():
        decision: Decision = decode_row(Decision, version.cells)
        code = "undone" if version.gone else decision.action.value
        told = Message(
            f"review.history.{code}",
            {"value": decision.value, "place": place_words(decision.point, lang)},
        )
        yield Event(
            version.at,
            "decision",
            render(told, lang),
            who=actor_words(version.actor, lang),
            why="" if version.gone else decision.why,
        )
