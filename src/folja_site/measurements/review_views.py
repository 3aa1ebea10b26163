"""The review's pages: the queue, one finding, what a decision would change, and the decisions."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from folja.quality import QualityFault
from folja.text import Message
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements import review_finding
from folja_site.measurements.actions import deciding
from folja_site.measurements.actions.asking import ask_and_tell
from folja_site.measurements.letter_views import link_address
from folja_site.measurements.review_asking import (
    ACTIONS,
    PLAIN,
    just_done,
    key_for,
    listed,
    may_decide,
    number_in,
    page_in,
    points_of,
    queue_for,
    role_of,
    row_in,
    wanted,
)
from folja_site.measurements.review_effect import effect_of
from folja_site.measurements.review_queue import PER_PAGE, Queue, Row, check_name
from folja_site.measurements.review_words import place_words
from folja_site.programmes.models import Entry


@require_GET
@governed("review.read")
def queue(request: Any, slug: str) -> HttpResponse:
    """Show the queue of findings."""
    held = queue_for(request)
    page = page_in(request, 0)
    context = listed(request, held, page) | just_done(request)
    context["adapted"] = len(held.catalogue["adaptations"])
    return render(request, "review/queue.html", context)


@require_GET
@governed("review.read")
def finding(request: Any, slug: str, finding: str, section: str) -> HttpResponse:
    """Show one finding with its figures, decisions and history."""
    held = queue_for(request)
    return _shown(request, held, row_in(held, finding))


@require_GET
@governed("review.read")
def effect(request: Any, slug: str, finding: str, section: str) -> HttpResponse:
    """Show what a value would change, as a part of the finding's page or as a page of its own."""
    held = queue_for(request)
    row = row_in(held, finding)
    action, point, value = wanted(request.GET)
    gives_value = action not in PLAIN
    if action not in ACTIONS or (gives_value and (point or "-") not in points_of(row)):
        raise Http404
    told, found = "", None
    try:
        if gives_value and request.figures is not None:
            found = effect_of(
                request.programme,
                request.figures,
                held,
                row,
                point or "",
                value,
                lang=request.lang,
            )
    except ValueError:
        told = word(Message("review.effect.unreadable", {"value": value}), request.lang)
    context: dict[str, Any] = {
        "row": row,
        "effect": found,
        "problem": told,
        "value": value,
        "asked": True,
    }
    if request.htmx:
        return render(request, "review/_effect.html", context)
    context |= {"query": held.choice.query(), "named": check_name(row.finding.code)}
    return render(request, "review/effect.html", context)


@require_POST
@governed("unit.review")
def decide(request: Any, slug: str, unit: str, finding: str) -> HttpResponse:
    """Decide about a finding of one's own network."""
    return _decide(request, unit, finding)


@require_POST
@governed("review.decide")
def decide_catalogue(request: Any, slug: str) -> HttpResponse:
    """Decide about a finding of the catalogue, which the form names."""
    finding = request.POST.get("finding", "")
    return _decide(request, None, finding) if finding else redirect("review", slug)


@require_POST
@governed("unit.review")
def undo(request: Any, slug: str, unit: str, finding: str) -> HttpResponse:
    """Take back a decision about a finding of one's own network."""
    return _undo(request, unit, finding)


@require_POST
@governed("review.decide")
def undo_catalogue(request: Any, slug: str) -> HttpResponse:
    """Take back a decision about a finding of the catalogue, which the form names."""
    finding = request.POST.get("finding", "")
    return _undo(request, None, finding) if finding else redirect("review", slug)


@require_POST
@governed("unit.review")
def ask(request: Any, slug: str, unit: str, finding: str) -> HttpResponse:
    """Return the form to the network with a question about a finding."""
    held = queue_for(request)
    row = row_in(held, finding, unit=unit, check=True)
    text = request.POST.get("question", "").strip()
    part = review_finding.newest_participation(request.programme, unit, row.finding.point)
    if not text or part is None:
        code = "review.error.no-question" if part else "review.error.no-round"
        return _shown(request, held, row, {"ask_error": word(Message(code), request.lang)}, 422)
    try:
        became = ask_and_tell(
            request.principal,
            part,
            text,
            version=number_in(request.POST.get("version")),
            address=link_address(request),
            indicator=row.finding.indicator or "",
            point=row.finding.point or "",
        )
    except (Conflict, deciding.NotOpen):
        return _refused(request, row, {"question": text})
    return _next(request, row, asked=became)


def _shown(
    request: Any,
    held: Queue,
    row: Row,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    detail = review_finding.detail_of(request.programme, held, row, request.lang)
    at = held.place(row.id)
    after = held.after(row.id)
    context = listed(request, held, (at // PER_PAGE + 1) if at >= 0 else 1) | just_done(request)
    context |= {
        "detail": detail,
        "row": row,
        "may": may_decide(request, row),
        "may_invite": request.principal.may("programme.people", request.programme.pk),
        "why": row.decision.why if row.finding.outdated and row.decision else "",
        "nth": at + 1,
        "before": held.before(row.id),
        "after": after if after is None or after.id != row.id else None,
        "named": check_name(row.finding.code),
        "number": next(
            (i.no for i in held.catalogue["indicators"] if i.id == row.finding.indicator), None
        ),
        "own_answers": [
            (answer, place_words(point, request.lang))
            for (indicator, point), answer in detail.answers.items()
            if indicator == row.finding.indicator and point in points_of(row)
        ],
    }
    return render(request, "review/finding.html", context | (more or {}), status=status)


def _decide(request: Any, unit: str | None, finding: str) -> HttpResponse:
    held = queue_for(request)
    row = row_in(held, finding, unit=unit, check=True)
    action, point, value = wanted(request.POST)
    why = request.POST.get("why", "").strip()
    kept = {"why": why, "value": value, "place": point}
    if action not in ACTIONS:
        told = word(Message("review.error.no-action"), request.lang)
        return _shown(request, held, row, kept | {"error": told}, 422)
    if point and point not in points_of(row):
        raise Http404
    try:
        made = deciding.decide(
            request.principal,
            request.programme,
            row.finding,
            key=key_for(row, number_in(request.POST.get("seen"))),
            point=point,
            action=action,
            value=value,
            why=why,
            who=role_of(request),
        )
    except QualityFault as fault:
        told = word(fault.message, request.lang).removeprefix(row.told.get(request.lang)).strip()
        return _shown(request, held, row, kept | {"error": told}, 422)
    except Conflict:
        return _refused(request, row, kept)
    return _next(request, row, after=made.key, of=row.id)


def _undo(request: Any, unit: str | None, finding: str) -> HttpResponse:
    held = queue_for(request)
    row = row_in(held, finding, unit=unit, check=True)
    entry = Entry.objects.filter(
        programme=request.programme,
        table="decisions",
        unit=unit or "",
        key=request.POST.get("decision", ""),
        key__startswith=review_finding.decision_prefix(row.finding.fingerprint),
    ).first()
    if entry is None:
        told = word(Message("review.error.nothing-to-undo"), request.lang)
        return _shown(request, held, row, {"error": told}, 422)
    why = word(Message("review.undone-why"), request.lang)
    version = number_in(request.POST.get("version"))
    try:
        deciding.undo(request.principal, entry, version=version, why=why)
    except Conflict:
        return _refused(request, row)
    query = held.choice.query()
    mark = "&" if len(query) > 1 else ""
    address = reverse("finding", args=[request.programme.slug, row.id])
    return redirect(f"{address}{query}{mark}undone=1")


def _refused(request: Any, row: Row, kept: dict[str, Any] | None = None) -> HttpResponse:
    """Say that somebody else was first, on the page as it stands now, with the words kept."""
    held = queue_for(request)
    told = word(Message("review.error.conflict"), request.lang)
    return _shown(request, held, row_in(held, row.id), (kept or {}) | {"error": told}, 409)


def _next(request: Any, row: Row, **told: str) -> HttpResponse:
    """Open the finding that comes next in the queue, or the queue when it was the last."""
    held = queue_for(request)
    after = held.after(row.id)
    query = held.choice.query()
    slug = request.programme.slug
    address = (
        reverse("review", args=[slug])
        if after is None or after.id == row.id
        else reverse("finding", args=[slug, after.id])
    )
    return redirect(f"{address}{query}{'&' if len(query) > 1 else ''}{urlencode(told)}")
