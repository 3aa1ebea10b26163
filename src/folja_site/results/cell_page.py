"""One network's answers to one indicator: the words, their reading, the change, the history.

Who wrote is told by role, never by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from folja.model import Indicator, Observation, Unit
from folja.reporting.matter import Matter
from folja.reporting.printing import sign_of_reading, span
from folja.reporting.resolving import inlines
from folja.text import Message, is_worded, render
from folja.values import printed, problem_messages
from folja_site.access.roles import actor_in_words
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.models import Answer, AnswerVersion
from folja_site.results.seeing import Seen


@dataclass(frozen=True, slots=True)
class Written:
    """One version of an answer: who wrote it, when, in which words and why."""

    at: datetime
    who: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The value that counts in the place of an answer: its sign, who decided it, when and why."""

    value: str
    sign: str
    sign_words: str
    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """An answer at a point: its words, its sign, how it was read, and what stands beside it."""

    point: str
    name: str
    words: str
    sign: str
    sign_words: str
    read: str
    decided: Decided | None
    notes: tuple[tuple[str, str], ...]
    problems: tuple[str, ...]
    remark: str
    frozen: bool
    history: tuple[Written, ...]


def who(looked: Seen, actor: str) -> str:
    """Say in words who wrote: roles for accounts, the respondent for a link."""
    return actor_in_words(actor, looked.lang)


def answers(looked: Seen, unit: Unit, indicator: Indicator, matter: Matter) -> list[AnswerTold]:
    """Return what the network said at every point, with every version of it."""
    rows = Answer.objects.filter(
        programme=looked.request.programme, unit=unit.id, indicator=indicator.id
    ).order_by("point", "breakdown")
    versions = AnswerVersion.objects.filter(answer__in=rows).order_by("answer_id", "-version")
    by_answer = {k: list(v) for k, v in groupby(versions, key=lambda v: v.answer_id)}
    sources = {s.id: s.title.get(looked.lang) for s in looked.follow_up.sources}
    return [_told(looked, matter, row, by_answer.get(row.pk, []), sources) for row in rows]


def _told(
    looked: Seen,
    matter: Matter,
    row: Answer,
    versions: list[AnswerVersion],
    sources: dict[str, str],
) -> AnswerTold:
    observation: Observation = observation_of(row)
    reading = observation.reading
    sign = sign_of_reading(reading)
    name = matter.point(row.point)
    notes = [
        (looked.say(f"cell.{code}"), words)
        for code, words in (
            ("source", sources.get(observation.source, observation.source)),
            ("basis", _worded(looked, "basis", observation.basis)),
            ("attribution", _worded(looked, "attribution", observation.attribution)),
            ("comment", observation.comment),
        )
        if words
    ]
    if observation.given_on:
        day = looked.say("cell.day", day=observation.given_on)
        notes.insert(0, (looked.say("cell.given-on"), day))
    return AnswerTold(
        row.point,
        f"{name}, {row.breakdown}" if row.breakdown else name,
        reading.text,
        sign.value,
        matter.words.say(f"sign.{sign.value}"),
        printed(reading, looked.lang) if reading.has_value else "",
        None if row.breakdown else _decided(matter, observation),
        tuple(notes),
        tuple(render(m, looked.lang) for m in problem_messages(reading)),
        row.remark,
        row.frozen,
        tuple(
            Written(v.at, who(looked, v.actor), v.cells.get("verbatim", ""), v.why)
            for v in versions
        ),
    )


def _decided(matter: Matter, said: Observation) -> Decided | None:
    """Return the value that was decided for these words; the matter may know older ones."""
    place = (said.unit, said.indicator, said.point)
    known = matter.said(*place)
    if known is None or known.text != said.reading.text or not matter.overruled(*place):
        return None
    decision, counts = matter.computed.ruling[place], matter.computed.decided[place]
    sign = sign_of_reading(counts).value
    return Decided(
        printed(counts, matter.lang),
        sign,
        matter.words.say(f"sign.{sign}"),
        decision.who,
        decision.when,
        decision.why,
    )


def _worded(looked: Seen, family: str, code: str) -> str:
    if not code:
        return ""
    known = f"answer.{family}.{code}"
    return render(Message(known), looked.lang) if is_worded(known) else code


def change(looked: Seen, unit: Unit, indicator: Indicator, matter: Matter) -> dict[str, Any]:
    """Return the change between the two points, what the source printed, and whether they agree."""
    found = matter.computed.changes.get((unit.id, indicator.id))
    if found is None:
        return {}
    lang = looked.lang
    start, end = (
        matter.reading(unit.id, indicator.id, p) for p in (looked.choice.start, looked.choice.end)
    )
    return {
        "figure": span(found.interval, lang, signed=True) if found.interval else "",
        "start": printed(start, lang) if start is not None and start.has_value else "",
        "end": printed(end, lang) if end is not None and end.has_value else "",
        "printed": re.sub(r"^-(?=\d)", "\u2212", found.printed),
        "agrees": found.interval is None
        or found.printed_interval is None
        or (found.interval.low, found.interval.high)
        == (found.printed_interval.low, found.printed_interval.high),
        "fell": found.fell,
    }


def title(looked: Seen, unit: Unit, name: str, told: dict[str, Any]) -> str:
    """Return the heading that says how the figure moved."""
    network = unit.short_name.get(looked.lang) or unit.name.get(looked.lang)
    if told.get("figure"):
        return looked.say("cell.title", network=network, name=name, figure=told["figure"])
    return looked.say("cell.title-unknown", network=network, name=name)


def explanations(looked: Seen, unit: Unit, indicator: Indicator, matter: Matter) -> list[Any]:
    """Return what has been said of why a figure went down."""
    return [
        looked.setter.inlines(inlines(matter, e.text))
        for e in matter.follow_up.explanations
        if (e.unit, e.indicator) == (unit.id, indicator.id)
    ]
