"""One decision about several findings of one check, with the list of them first."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from folja.text import Message
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions import deciding
from folja_site.measurements.review_asking import (
    PLAIN,
    key_for,
    may_decide,
    number_in,
    queue_for,
    role_of,
)
from folja_site.measurements.review_finding import decision_prefix
from folja_site.measurements.review_queue import Queue, Row, check_name
from folja_site.programmes.models import Entry


@require_GET
@governed("review.read")
def bulk(request: Any, slug: str, code: str) -> HttpResponse:
    """Show every open finding of one check, before anything is decided about several of them."""
    return _bulk(request, queue_for(request), code)


@require_POST
@governed("review.decide")
def bulk_decide(request: Any, slug: str, code: str) -> HttpResponse:
    """Take one decision about several findings of one check that are one's own to decide."""
    held = queue_for(request)
    chosen = set(request.POST.getlist("finding"))
    rows = [row for row in _of_check(held, code) if row.id in chosen]
    if any(not may_decide(request, row) for row in rows):
        raise Http404
    action, why = request.POST.get("action", ""), request.POST.get("why", "").strip()
    problem = ""
    if not rows:
        problem = "review.error.none-chosen"
    elif action not in PLAIN or not why:
        problem = "review.error.no-why"
    if problem:
        told = word(Message(problem), request.lang)
        return _bulk(request, held, code, {"error": told, "why": why, "chosen": chosen}, 422)
    try:
        n = deciding.decide_all(
            request.principal,
            request.programme,
            [
                (row.finding, key_for(row, number_in(request.POST.get(f"seen-{row.id}"))))
                for row in rows
            ],
            action=action,
            why=why,
            who=role_of(request),
        )
    except Conflict:
        told = word(Message("review.error.conflict"), request.lang)
        return _bulk(request, held, code, {"error": told, "why": why, "chosen": chosen}, 409)
    return redirect(f"{reverse('review', args=[slug])}?{urlencode({'several': n})}")


def _of_check(held: Queue, code: str) -> list[Row]:
    return [row for row in held.rows if row.finding.code == code and row.state != "decided"]


def _bulk(
    request: Any, held: Queue, code: str, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    rows = _of_check(held, code)
    mine = [row for row in rows if may_decide(request, row)]
    if not any(row.finding.code == code for row in held.rows):
        raise Http404
    prefixes = {row.id: decision_prefix(row.finding.fingerprint) for row in mine}
    keys = Entry.objects.filter(programme=request.programme, table="decisions").values_list(
        "key", flat=True
    )
    begun = [key.rpartition("-")[0] + "-" for key in keys]
    context = {
        "named": check_name(code),
        "code": code,
        "rows": [(row, begun.count(prefixes[row.id])) for row in mine],
        "others": len(rows) - len(mine),
        "chosen": {row.id for row in mine},
        "figures": request.figures,
    }
    return render(request, "review/bulk.html", context | (more or {}), status=status)
