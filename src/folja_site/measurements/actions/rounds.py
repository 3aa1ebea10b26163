"""Planning a round, opening and closing it, the words of its letters, and how far networks come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from folja.model import Point
from folja.text import LocalText, format_date
from folja_site.access.principal import Principal
from folja_site.base.auditing import one_event, record
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.blanks import leave_blank
from folja_site.measurements.kept import STAYS
from folja_site.measurements.models import Message, Participation, PersonalLink, Round
from folja_site.programmes.actions.entries import changing, save_entry
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records

#: How prepared a hub was when it was interviewed, as the evaluator saw it.
PREPARATIONS = ("well", "partly", "not")
#: What can be noted about a network between the letter and the answers.
STATIONS = ("prepared", "booked", "interviewed")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round asks and of whom; `respondents` holds name and address by network."""

    name_sv: str
    name_en: str
    points: tuple[str, ...]
    indicators: tuple[str, ...]
    respondents: Mapping[str, tuple[str, str]]
    closes_on: date | None = None
    #: A date that the programme has not been asked about before.
    new_point: date | None = None
    #: In which language each respondent is written to; Swedish where it is not said.
    langs: Mapping[str, str] = field(default_factory=dict)


def plan_round(principal: Principal | None, programme: Programme, plan: Plan) -> Round:
    """Make a round as a draft, with its networks and, where it asks for one, a new point."""
    with one_event(principal, "round.plan", programme=programme):
        points = _with_new_point(principal, programme, plan)
        made = Round.objects.create(
            programme=programme,
            name_sv=plan.name_sv,
            name_en=plan.name_en,
            points=points,
            indicators=list(plan.indicators),
            closes_on=plan.closes_on,
        )
        for unit, (respondent, email) in plan.respondents.items():
            Participation.objects.create(
                round=made,
                unit=unit,
                respondent=respondent,
                email=email,
                lang=plan.langs.get(unit, "sv"),
            )
        record(
            principal,
            "round.plan",
            programme=programme,
            subject=f"round #{made.pk}",
            after=_told(made, plan),
        )
        return made


def change_round(principal: Principal, asked: Round, plan: Plan, *, version: int) -> Round:
    """Change a round; once it is open its points and indicators stand, the rest can change.

    A network that has got its letter stays in. Raises `Conflict` when somebody was there first.
    """
    with one_event(principal, "round.change", programme=asked.programme):
        before = {
            "name": asked.name_sv,
            "points": asked.points,
            "indicators": asked.indicators,
            "networks": sorted(asked.participations.values_list("unit", flat=True)),
            "closes_on": str(asked.closes_on or ""),
        }
        fields: dict[str, Any] = {
            "name_sv": plan.name_sv,
            "name_en": plan.name_en,
            "closes_on": plan.closes_on,
        }
        if asked.state == "draft":
            fields["points"] = _with_new_point(principal, asked.programme, plan)
            fields["indicators"] = list(plan.indicators)
        _take(asked, version, **fields)
        there = {p.unit: p for p in asked.participations.all()}
        for unit, (respondent, email) in plan.respondents.items():
            part = there.get(unit)
            lang = plan.langs.get(unit, part.lang if part else "sv")
            who = {"respondent": respondent, "email": email, "lang": lang}
            if part is None:
                Participation.objects.create(round=asked, unit=unit, **who)
            elif any(getattr(part, name) != value for name, value in who.items()):
                Participation.objects.filter(pk=part.pk).update(version=F("version") + 1, **who)
        stays = standing(asked)
        for unit, part in there.items():
            if unit not in plan.respondents and unit not in stays:
                part.delete()
        record(
            principal,
            "round.change",
            programme=asked.programme,
            subject=f"round #{asked.pk}",
            before=before,
            after=_told(asked, plan),
        )
        return asked


def standing(asked: Round) -> frozenset[str]:
    """Return the networks that cannot be left out: sent to, linked to, or heard from.

    A handful of queries, however many networks there are.
    """
    reached = Q()
    for name in (
        *("letter_at", "prepared_at", "interview_on", "interviewed_at", "submitted_at"),
        "last_saved_at",
    ):
        reached |= Q(**{f"{name}__isnull": False})
    # Rows of other applications hang on a participation, too; they are found without naming them.
    for relation in Participation._meta.related_objects:
        reached |= Q(**{f"{relation.get_accessor_name()}__isnull": False})
    found = set(asked.participations.filter(reached).values_list("unit", flat=True))
    for units in PersonalLink.objects.filter(round=asked).values_list("units", flat=True):
        found |= set(units)
    return frozenset(found)


@transaction.atomic
def open_round(principal: Principal | None, asked: Round, *, version: int) -> Round:
    """Open a draft, or a round that has been closed; from now on its forms take answers."""
    before = asked.state
    if before not in ("draft", "closed"):
        raise Conflict(asked)
    _take(asked, version, state="open", opened_at=asked.opened_at or timezone.now())
    record(
        principal,
        "round.open",
        programme=asked.programme,
        subject=f"round #{asked.pk}",
        before={"state": before},
        after={"state": "open"},
    )
    return asked


def close_round(principal: Principal, asked: Round, *, version: int, why: str = "") -> Round:
    """Close a round: its forms take no more answers, and what nobody answered is blank."""
    subject = f"round #{asked.pk}"
    with one_event(principal, "round.close", programme=asked.programme, subject=subject, why=why):
        with changing(principal, asked.programme, "answer.blank"):
            if asked.state != "open":
                raise Conflict(asked)
            _take(asked, version, state="closed")
            leave_blank(principal, asked, asked.participations.values_list("unit", flat=True))
        record(
            principal,
            "round.close",
            programme=asked.programme,
            subject=subject,
            before={"state": "open"},
            after={"state": "closed"},
            why=why,
        )
    return asked


@transaction.atomic
def save_words(
    principal: Principal, asked: Round, words: Mapping[str, Mapping[str, str]], *, version: int
) -> Round:
    """Save the words of a round's letter and reminder in both languages."""
    before = asked.letter
    _take(asked, version, letter=asked.letter | {lang: dict(own) for lang, own in words.items()})
    record(
        principal,
        "round.words",
        programme=asked.programme,
        subject=f"round #{asked.pk}",
        before=before,
        after=asked.letter,
    )
    return asked


@transaction.atomic
def note_station(
    principal: Principal,
    part: Participation,
    station: str,
    *,
    version: int,
    preparation: str = "",
    when: datetime | None = None,
) -> Participation:
    """Note that a hub has prepared, that an interview is booked, or that it has been held."""
    now = timezone.now()
    fields: dict[str, Any] = {
        "prepared": {"prepared_at": part.prepared_at or now, "preparation": preparation},
        "booked": {"interview_on": when},
        "interviewed": {
            "interviewed_at": when or now,
            "preparation": preparation or part.preparation,
        },
    }[station]
    before = {name: _text(getattr(part, name)) for name in fields}
    taken = Participation.objects.filter(pk=part.pk, version=version).update(
        version=F("version") + 1, **fields
    )
    part.refresh_from_db()
    if not taken:
        raise Conflict(part)
    record(
        principal,
        f"round.{station}",
        programme=part.round.programme,
        unit=part.unit,
        subject=f"round #{part.round_id}",
        before=before,
        after={name: _text(value) for name, value in fields.items()},
    )
    return part


@transaction.atomic
def note_sent(
    principal: Principal | None,
    parts: Sequence[Participation],
    *,
    kind: str,
    way: str,
    subject: str,
    body: str,
) -> None:
    """Log a letter, reminder or question that has left, for each network that it was about.

    `body` is the letter with its link masked: what is kept can be read and opens nothing. One that
    stays on the server is logged, too, but has left for nobody: no station is reached by it.
    """
    now = timezone.now()
    Message.objects.bulk_create(
        Message(participation=part, kind=kind, way=way, subject=subject[:300], body=body)
        for part in parts
    )
    ids = [part.pk for part in parts if way != STAYS]
    if kind == "reminder":
        Participation.objects.filter(pk__in=ids).update(reminded_at=now, version=F("version") + 1)
    elif kind == "letter":
        Participation.objects.filter(pk__in=ids, letter_at__isnull=True).update(
            letter_at=now, version=F("version") + 1
        )
    record(
        principal,
        f"round.{kind}",
        programme=parts[0].round.programme,
        unit=parts[0].unit if len(parts) == 1 else "",
        subject=f"round #{parts[0].round_id}/{'+'.join(part.unit for part in parts)}"[:300],
        after={"way": way, "networks": [part.unit for part in parts]},
    )


def _take(asked: Round, version: int, **fields: Any) -> None:
    taken = Round.objects.filter(pk=asked.pk, version=version).update(
        version=F("version") + 1, **fields
    )
    asked.refresh_from_db()
    if not taken:
        raise Conflict(asked)


def _with_new_point(principal: Principal | None, programme: Programme, plan: Plan) -> list[str]:
    """Return the points of a plan in order of time, with a new one written to the programme."""
    chosen = set(plan.points)
    if plan.new_point is not None:
        day, new = plan.new_point, plan.new_point.isoformat()
        known = {p.id: p for p in records(programme, "points")}
        if new not in known:
            # The order of an earlier point sorts it behind that one, without moving the others.
            before = [p.order for p in known.values() if p.id < new]
            order = max(before, default=min((p.order for p in known.values()), default=1) - 1)
            last = not any(p.id > new for p in known.values())
            name = LocalText(format_date(day, "sv"), format_date(day, "en"))
            point = Point(id=new, name=name, order=order + 1 if last else order)
            save_entry(principal, programme, "points", point)
        chosen.add(new)
    return sorted(chosen)


def _told(asked: Round, plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.name_sv,
        "points": asked.points,
        "indicators": asked.indicators,
        "networks": sorted(plan.respondents),
        "closes_on": str(plan.closes_on or ""),
    }


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value or "")
