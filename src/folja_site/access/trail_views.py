"""The programme's trail: what was done, by which role and when, newest first.

Tells that something was written, not what it says: drafts and notes stay with those who wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folja.text import Language, LocalText, Message, is_worded
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.access.roles import actor_in_words
from folja_site.base.models import AuditEvent
from folja_site.base.reasons import reason_in_words
from folja_site.programmes.queries import records

#: So many events stand on one page.
PAGE = 100


@dataclass(frozen=True, slots=True)
class Trace:
    """What was done: when, by whom in which role, to which network, and why.

    The same thing done again and again is told once: `times` says how often, since `first`.
    """

    at: datetime
    name: str
    who: str
    what: str
    unit: LocalText | None
    why: str
    times: int = 1
    first: datetime | None = None


@require_GET
@governed("programme.audit")
def trail(request: Any, slug: str) -> HttpResponse:
    """Show one page of the events of a programme."""
    asked = request.GET.get("page", "1")
    number = min(max(int(asked), 1), 10_000) if asked.isdecimal() and len(asked) < 6 else 1
    begin = (number - 1) * PAGE
    events = AuditEvent.objects.filter(programme=request.programme).select_related("user")
    found = list(events.order_by("-id").defer("before", "after")[begin : begin + PAGE + 1])
    names = {u.id: u.name for u in records(request.programme, "units")}
    context = {
        "traces": _told_once(_trace(event, names, request.lang) for event in found[:PAGE]),
        "earlier": number + 1 if len(found) > PAGE else None,
        "later": number - 1,
    }
    return render(request, "access/trail.html", context)


def _told_once(traces: Iterable[Trace]) -> list[Trace]:
    """Put together what the same person did several times in a row."""
    told = []
    for _, run in groupby(traces, key=lambda t: (t.name, t.who, t.what, t.unit, t.why)):
        newest, *earlier = run
        if earlier:
            newest = replace(newest, times=len(earlier) + 1, first=earlier[-1].at)
        told.append(newest)
    return told


def _trace(event: AuditEvent, names: dict[str, LocalText], lang: Language) -> Trace:
    own = f"access.did.{event.action.replace('.', '-')}"
    family = f"access.did.{event.action.partition('.')[0]}"
    # A decision about a finding is kept as an entry, and is none of the set-up.
    about = f"{own}-{event.subject.partition('/')[0].replace('_', '-')}"
    code = next((one for one in (about, own, family) if is_worded(one)), "access.did.other")
    return Trace(
        event.at,
        event.user.name if event.user else "",
        actor_in_words(event.actor, lang),
        word(Message(code), lang),
        names.get(event.unit),
        reason_in_words(event.why, lang),
    )
