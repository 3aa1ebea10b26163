"""The hub's own page: what waits for it, its networks, earlier rounds; and the demo's mail."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folja.model import Adaptation, Indicator
from folja.text import Language
from folja_site.access.governing import governed
from folja_site.access.roles import Role
from folja_site.interviews.queries import unsaid
from folja_site.measurements.answering_access import takes_answers
from folja_site.measurements.asked import asked_of
from folja_site.measurements.board import kinds_of, marks_of, progress, strip_of
from folja_site.measurements.models import Participation, ReturnedQuestion
from folja_site.measurements.review_words import place_words
from folja_site.programmes.queries import tables, unasked

#: Mails that the demo's page shows, newest first.
MAILS = 60
_LINK = re.compile(r"https?://[^/\s]+(/(?:answer|invitation)/[A-Za-z0-9_-]+/)")


@require_GET
@governed("hub.home")
def home(request: Any, slug: str) -> HttpResponse:
    """Show a hub what waits for it in its networks, and what it has done before."""
    own = sorted(request.principal.own_units(request.programme.pk, Role.HUB))
    known = tables(request.programme, "units", "indicators", "adaptations", "points")
    units = {unit.id: unit for unit in known["units"] if unit.id in own}
    parts = (
        Participation.objects.filter(round__programme=request.programme, unit__in=own)
        .exclude(round__state="draft")
        .select_related("round")
        .prefetch_related(
            Prefetch(
                "questions",
                queryset=ReturnedQuestion.objects.filter(replied_at__isnull=True),
                to_attr="asking",
            )
        )
        .order_by("-round_id", "id")
    )
    declined = unasked(known["adaptations"], units)
    points = {point.id: point.name for point in known["points"]}
    shown = [part for part in parts if part.unit in units]
    asked_points = sorted({point for part in shown for point in part.round.points})
    kinds = kinds_of(request.programme.pk, own, asked_points)
    waiting, earlier = [], []
    for part in shown:
        part.round.programme = request.programme
        names = [points[p] for p in part.round.points if p in points]
        if not takes_answers(request.principal, part):
            earlier.append((part, units[part.unit], names))
            continue
        indicators = asked_of(part.round, known["indicators"], known["adaptations"])
        squares = strip_of(kinds, part.unit, part.round.points, indicators, declined)
        asking = asked_of_hub(part, known["indicators"], known["adaptations"], request.lang)
        row = (part, units[part.unit], names, squares, progress(squares), marks_of(part), asking)
        waiting.append(row)
    context = {
        "waiting": waiting,
        "ready": all(answered(part, counts) for part, _, _, _, counts, *_ in waiting),
        "unsaid": [
            (unit, n) for unit in units.values() if (n := unsaid(request.programme, unit.id))
        ],
        "earlier": earlier,
        "units": list(units.values()),
        "first": next(iter(units.values()), None),
    }
    return render(request, "rounds/hub_home.html", context)


def answered(part: Participation, counts: tuple[int, int]) -> bool:
    """Say whether every question of a form has an answer, so that only the handing in is left."""
    return part.returned_at is None and counts[0] == counts[1] > 0


def asked_of_hub(
    part: Any, indicators: Iterable[Indicator], adaptations: Iterable[Adaptation], lang: Language
) -> list[tuple[ReturnedQuestion, str]]:
    """Return the questions that wait for a network, each with what it is about in its own words.

    `part` carries them as `asking`.
    """
    names = {i.id: (i.short_name or i.name).get(lang) for i in indicators}
    own = {a.indicator: a.label.get(lang) for a in adaptations if a.unit == part.unit}
    return [
        (one, ", ".join(filter(None, (about, place_words(one.point, lang)))))
        for one in part.asking
        for about in [own.get(one.indicator) or names.get(one.indicator, "")]
    ]


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail of the demo's folder, its body cut at the links, which lead to this very site."""

    to: str
    subject: str
    at: datetime | None
    parts: tuple[tuple[str, str], ...]


@require_GET
@governed("programme.people")
def mail(request: Any, slug: str) -> HttpResponse:
    """Show what the demo has sent; outside the demo there is no such page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "rounds/mail.html", {"mails": mails(Path(settings.EMAIL_FILE_PATH))})


def mails(folder: Path) -> list[Mail]:
    """Return the mails of a folder, newest first; each file holds those of one connection."""
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    found: list[Mail] = []
    for path in files:
        raw = re.split(rb"\n-{79}\n", path.read_bytes())
        found += [read_mail(one.lstrip()) for one in reversed(raw) if one.strip()]
        if len(found) >= MAILS:
            break
    return found[:MAILS]


def read_mail(raw: bytes) -> Mail:
    """Return one mail as the page shows it."""
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    parts: list[tuple[str, str]] = []
    at = 0
    for link in _LINK.finditer(text):
        parts.append((text[at : link.start()], link.group(1)))
        at = link.end()
    parts.append((text[at:], ""))
    sent = getattr(message["Date"], "datetime", None)
    if sent is not None and sent.tzinfo is None:
        sent = sent.replace(tzinfo=UTC)  # "-0000" says UTC without saying where
    return Mail(
        str(message["To"] or ""),
        str(message["Subject"] or ""),
        sent,
        tuple(parts),
    )
