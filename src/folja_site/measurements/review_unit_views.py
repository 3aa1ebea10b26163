"""A network's answers in a round: going through them, returning them, approving, correcting."""

from __future__ import annotations

import re
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from folja.text import Message
from folja.text import render as word
from folja.values import Kind, printed, read
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions import approving, deciding
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.actions.asking import ask_and_tell
from folja_site.measurements.counting import counting_in
from folja_site.measurements.letter_views import link_address
from folja_site.measurements.models import Answer, Participation
from folja_site.measurements.review_asking import BECAME, number_in
from folja_site.measurements.review_history import answer_events
from folja_site.measurements.review_queue import Choice, queue_of
from folja_site.measurements.review_unit import participations, unit_review
from folja_site.measurements.review_words import place_words
from folja_site.programmes.queries import tables
from folja_site.results.figures import figures_of


@require_GET
@governed("unit.review")
def unit_review_page(request: Any, slug: str, unit: str, section: str) -> HttpResponse:
    """Show a network's answers in a round, what the checks see in them, and what to do next."""
    return _unit(request, unit, number_in(request.GET.get("round")))


@require_POST
@governed("unit.review")
def return_(request: Any, slug: str, unit: str, pk: int) -> HttpResponse:
    """Return the whole form to the network with a question."""
    part = _part(request, unit, pk)
    text = request.POST.get("question", "").strip()
    if not text:
        told = word(Message("review.error.no-question"), request.lang)
        return _unit(request, unit, pk, {"ask_error": told}, 422)
    try:
        became = ask_and_tell(
            request.principal,
            part,
            text,
            version=number_in(request.POST.get("version")),
            address=link_address(request),
        )
    except (Conflict, deciding.NotOpen):
        told = word(Message("review.error.moved"), request.lang)
        return _unit(request, unit, pk, {"error": told, "question": text}, 409)
    return redirect(_address(slug, unit, pk, f"returned-{became}"))


@require_POST
@governed("unit.review")
def approve(request: Any, slug: str, unit: str, pk: int) -> HttpResponse:
    """Approve a network's answers in a round."""
    part = _part(request, unit, pk)
    version = number_in(request.POST.get("version"))
    try:
        approving.approve(request.principal, part, version=version)
    except approving.NotReady as waits:
        told = word(Message(f"review.waits.{waits.reason}"), request.lang)
        return _unit(request, unit, pk, {"error": told}, 409)
    except Conflict:
        told = word(Message("review.error.moved"), request.lang)
        return _unit(request, unit, pk, {"error": told}, 409)
    return redirect(_address(slug, unit, pk, "approved"))


@require_GET
@governed("unit.review")
def answer(request: Any, slug: str, unit: str, pk: int, section: str) -> HttpResponse:
    """Show one answer with its whole history, and the form that corrects it."""
    return _answer(request, _own_answer(request, unit, pk))


@require_POST
@governed("unit.review")
def correct(request: Any, slug: str, unit: str, pk: int) -> HttpResponse:
    """Write an answer anew, with the reason."""
    there = _own_answer(request, unit, pk)
    words, why = request.POST.get("words", "").strip(), request.POST.get("why", "").strip()
    kept = {"words": words, "why": why}
    if not why:
        told = word(Message("review.error.no-why-correct"), request.lang)
        return _answer(request, there, kept | {"why_error": told}, 422)
    reading = read(words, locale=request.lang)
    if reading.kind is Kind.UNREADABLE or not words:
        told = word(Message("review.error.words-unreadable"), request.lang)
        return _answer(request, there, kept | {"words_error": told}, 422)
    try:
        approving.correct_answer(
            request.principal,
            there,
            words,
            version=number_in(request.POST.get("version")),
            why=why,
            lang=request.lang,
        )
    except Conflict:
        there.refresh_from_db()
        told = word(Message("review.error.conflict"), request.lang)
        return _answer(request, there, kept | {"error": told}, 409)
    came = {name: value for name, value in _from(request.POST).items() if value}
    done = urlencode({"corrected": 1} | came)
    return redirect(f"{reverse('review-answer', args=[slug, unit, pk])}?{done}")


def _from(given: Any) -> dict[str, str]:
    """Return the finding that led to an answer, and the queue that it stands in, to go back to."""
    finding, back = given.get("finding", ""), given.get("back", "")
    return {
        "finding": finding if re.fullmatch(r"[\w-]{1,200}", finding, re.ASCII) else "",
        "back": back if back.startswith("?") else "",
    }


def _part(request: Any, unit: str, pk: int) -> Participation:
    found = (
        Participation.objects.filter(round_id=pk, round__programme=request.programme, unit=unit)
        .exclude(round__state="draft")
        .select_related("round__programme")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _own_answer(request: Any, unit: str, pk: int) -> Answer:
    found = Answer.objects.filter(programme=request.programme, unit=unit, pk=pk)
    there = found.select_related("programme").prefetch_related("versions").first()
    if there is None:
        raise Http404
    return there


def _address(slug: str, unit: str, pk: int, done: str) -> str:
    return f"{reverse('unit-review', args=[slug, unit])}?round={pk}&done={done}"


def _unit(
    request: Any, unit: str, pk: int, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    programme = request.programme
    held = queue_of(programme, figures_of(programme), request.principal, Choice(state="all"))
    if unit not in held.units:
        raise Http404
    rounds = participations(programme, unit)
    part = next((p for p in rounds if p.round_id == pk), None) if pk else None
    if pk and part is None:
        raise Http404
    part = part or (rounds[0] if rounds else None)
    shown = unit_review(
        programme, held.units[unit], rounds, part, held.catalogue, held.rows, request.lang
    )
    done = request.GET.get("done", "")
    became = done.removeprefix("returned-")
    context = {"review": shown, "done": done} | (more or {})
    context["asked_back"] = became if became in BECAME else ""
    return render(request, "review/unit.html", context, status=status)


def _answer(
    request: Any, there: Answer, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    held = tables(request.programme, "units", "indicators")
    indicator = next((i for i in held["indicators"] if i.id == there.indicator), None)
    unit = next((u for u in held["units"] if u.id == there.unit), None)
    if indicator is None or unit is None:
        raise Http404
    reading = observation_of(there).reading
    counting = {} if there.breakdown else counting_in(request.programme, there.unit, [there])
    counts = counting.get((there.indicator, there.point))
    events = sorted(answer_events(there, request.lang), key=lambda e: e.at, reverse=True)
    context = {
        "answer": there,
        "indicator": indicator,
        "unit": unit,
        "place": place_words(there.point, request.lang),
        "reading": reading,
        "text": printed(reading, request.lang) or word(Message("review.blank"), request.lang),
        "counts": counts,
        "counts_text": counts.text(request.lang) if counts else "",
        "history": events,
        "words": reading.text,
        "corrected": request.GET.get("corrected") == "1",
    } | _from(request.POST if request.method == "POST" else request.GET)
    return render(request, "review/answer.html", context | (more or {}), status=status)
