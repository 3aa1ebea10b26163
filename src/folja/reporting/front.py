"""The title page: what is followed up, between which dates, by whom in which role, and how much.

Refuses names of people: a follow-up says roles, and a contact that is an office.
"""

from __future__ import annotations

from datetime import date

from folja.documents import Front
from folja.reporting.matter import Matter
from folja.text import LocalText, format_date, format_number


def front(matter: Matter, *, annex: bool = False) -> Front:
    """Return the title page, of the whole report or of the annex alone."""
    words, record = matter.words, matter.record
    title = words.of(record.title) if record else ""
    subtitle = words.of(record.subtitle) if record else ""
    name = title or matter.follow_up.name
    return Front(
        title=words.say("front.annex-of", title=name) if annex else name,
        subtitle=subtitle,
        region=words.of(record.region) if record else "",
        facts=tuple(_facts(matter)),
        words={},
        synthetic=words.say("front.synthetic") if record and record.synthetic else "",
    )


def dated(matter: Matter) -> date:
    """Return the newest date in the data: of a decision, the publication, or a point.

    A follow-up without any date is dated at the beginning of the calendar: never by the clock.
    """
    record = matter.record
    days = [d.when.date() for d in matter.follow_up.decisions]
    if record:
        days += [d for d in (record.published_on, record.status_date) if d]
    days = days or [p.day for p in matter.follow_up.points]
    return max(days, default=date.min)


def _facts(matter: Matter) -> list[tuple[str, str]]:
    words, record, follow_up = matter.words, matter.record, matter.follow_up
    area, programme = matter.priority_area, matter.programme
    facts: list[tuple[str, str]] = []

    def add(code: str, value: str) -> None:
        if value:
            facts.append((words.say(f"front.{code}"), value))

    def of(text: LocalText | None) -> str:
        return words.of(text) if text else ""

    def number(n: int) -> str:
        return format_number(n, matter.lang)

    add("programme", of(programme.name if programme else None))
    add("priority-area", of(area.name if area else None))
    add("points", words.listed(matter.point(p) for p in matter.computed.points))
    if record and record.collected_from and record.collected_to:
        add(
            "collected",
            words.say(
                "front.period",
                first=_month(record.collected_from, matter),
                last=_month(record.collected_to, matter),
            ),
        )
    if follow_up.networks:
        add(
            "scope",
            words.say(
                _scope(matter),
                n=len(matter.computed.asked.common),
                compared=number(len(follow_up.compared)),
                networks=number(len(follow_up.networks)),
                indicators=number(len(matter.computed.asked.common)),
            ),
        )
    if record:
        add("authors", of(record.authors))
        add("contact", of(record.contact))
        if record.published_on:
            add("published", format_date(record.published_on, matter.lang))
        add("licence", record.licence)
    return facts


def _scope(matter: Matter) -> str:
    """Return the words for how much is followed up: what is compared, once there is anything."""
    if not matter.follow_up.answering:
        return "front.coverage-unanswered"
    return "front.coverage-alone" if matter.alone else "front.coverage"


def _month(day: date, matter: Matter) -> str:
    return format_date(day, matter.lang).partition(" ")[2]
