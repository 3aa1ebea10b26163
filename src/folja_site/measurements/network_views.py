"""One network in a round: its track, its respondent, letters and links, and what can be noted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.rounds import PREPARATIONS, STATIONS, note_sent, note_station
from folja_site.measurements.actions.sending import recipients
from folja_site.measurements.board import first_opened, marks_of, waiting_of
from folja_site.measurements.kept import BY_HAND, STAYS, kept_in
from folja_site.measurements.letters import KINDS
from folja_site.measurements.models import Participation, PersonalLink
from folja_site.measurements.round_views import round_of
from folja_site.measurements.round_words import say
from folja_site.programmes.queries import records

#: The ways that a letter has of reaching its respondent.
WAYS = ("mail", "pdf", "docx", STAYS, BY_HAND)


def part_of(request: Any, pk: int, unit: str) -> Participation:
    """Return a network's part in a round of the programme, or 404."""
    asked = round_of(request, pk)
    part = get_object_or_404(Participation, round=asked, unit=unit)
    part.round = asked
    return part


@require_GET
@governed("unit.plan")
def network(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Show how far a network has come in a round, and let preparation and interview be noted."""
    part = part_of(request, pk, unit)
    links = first_opened(part.round)
    opened, kept = links.get(unit), kept_in(part.round, links).get(unit)
    asking = [question for question in part.questions.all() if question.replied_at is None]
    manages = request.principal.may("round.manage", request.programme.pk)
    context = {
        "round": part.round,
        "part": part,
        "network": next(iter(records(request.programme, "units", unit=unit)), None),
        "marks": marks_of(part, opened),
        "waiting": waiting_of(part, opened, kept, asking=len(asking)),
        "kept": kept,
        "asking": asking,
        "opened": opened,
        "log": [
            (one, one.kind if one.kind in KINDS else "question", one.way if one.way in WAYS else "")
            for one in part.messages.all()
        ],
        "preparations": PREPARATIONS,
        "booked": timezone.localtime(part.interview_on) if part.interview_on else None,
        "held": timezone.localtime(part.interviewed_at) if part.interviewed_at else None,
        "manages": manages,
        "links": [
            link
            for link in PersonalLink.objects.filter(round=part.round).order_by("-id")
            if unit in link.units
        ]
        if manages
        else [],
        "now": timezone.now(),
    }
    return render(request, "rounds/network.html", context)


@require_POST
@governed("round.manage")
def by_hand(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Note that a letter that lay on the server has been handed over, for all that it is about."""
    part = part_of(request, pk, unit)
    lying = kept_in(part.round, first_opened(part.round))
    kept = lying.get(unit)
    if kept is None:
        messages.error(request, say("conflict", request.lang))
        return redirect("round-network", slug, pk, unit)
    to = next(r for r in recipients(part.round.participations.all()) if unit in r.units)
    same = [p for p in to.parts if p.unit in lying and lying[p.unit].kind == kept.kind]
    words = {"subject": kept.subject, "body": kept.body}
    note_sent(request.principal, same, kind=kept.kind, way=BY_HAND, **words)
    messages.success(request, say("network.by-hand-noted", request.lang))
    return redirect("round-network", slug, pk, unit)


@require_POST
@governed("unit.plan")
def station(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Note a station: the hub has prepared, an interview is booked, or it has been held."""
    part = part_of(request, pk, unit)
    chosen = request.POST.get("station", "")
    preparation = request.POST.get("preparation", "")
    when = _moment(request.POST.get("when", ""))
    wrong = (
        chosen not in STATIONS
        or (preparation and preparation not in PREPARATIONS)
        or (chosen == "booked" and when is None)
        or (chosen == "prepared" and not preparation)
        or (chosen == "interviewed" and when is not None and when > timezone.now())
    )
    if wrong:
        messages.error(request, say("station.wrong", request.lang))
        return redirect("round-network", slug, pk, unit)
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
    try:
        note_station(
            request.principal, part, chosen, version=version, preparation=preparation, when=when
        )
        messages.success(request, say(f"station.{chosen}-noted", request.lang))
    except Conflict:
        messages.error(request, say("conflict", request.lang))
    return redirect("round-network", slug, pk, unit)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if found.tzinfo is not None or not 1990 <= found.year <= 2200:
        return None
    return timezone.make_aware(found)
