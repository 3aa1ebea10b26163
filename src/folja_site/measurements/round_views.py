"""Pages of rounds: the list, planning and changing one, its board, opening and closing it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folja_site.access.evaluators import without_evaluator
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions import rounds as actions
from folja_site.measurements.board import Row, board_of
from folja_site.measurements.board_choice import choice_in, offers, shown_groups
from folja_site.measurements.models import Round
from folja_site.measurements.round_form import RoundForm, picked, sent, shown
from folja_site.measurements.round_words import (
    begun,
    counted,
    excluded,
    heading,
    lede,
    rounds_heading,
    say,
)
from folja_site.programmes.queries import records
from folja_site.programmes.setting_up import state_of
from folja_site.results.figures import figures_of


def round_of(request: Any, pk: int) -> Round:
    """Return a round of the programme, or 404."""
    found = get_object_or_404(Round, pk=pk, programme=request.programme)
    found.programme = request.programme
    return found


@require_GET
@governed("round.read")
def rounds(request: Any, slug: str) -> HttpResponse:
    """List the programme's rounds, newest first, with how far each has come."""
    found = list(
        Round.objects.filter(programme=request.programme).annotate(
            networks=Count("participations"),
            approved=Count("participations", filter=Q(participations__approved_at__isnull=False)),
        )
    )
    names = {p.id: p.name for p in records(request.programme, "points")}
    shown_ = [(one, [names[p] for p in one.points if p in names]) for one in found]
    context = {
        "rounds": shown_,
        "heading": rounds_heading(found, request.lang),
        "built": bool(found) or not state_of(request.programme).missing,
    }
    return render(request, "rounds/rounds.html", context | _may(request))


@require_http_methods(["GET", "HEAD", "POST"])
@governed("round.manage")
def new(request: Any, slug: str) -> HttpResponse:
    """Plan a round: what it asks, about which points, of whom."""
    form = shown(request.programme, None, lang=request.lang)
    if request.method == "POST":
        form = sent(form, request.POST)
        if (picking := _picks(request, form)) is not None:
            return _form(request, picking, None)
        if not form.wrong:
            made = actions.plan_round(request.principal, request.programme, form.plan())
            return redirect("round", slug, made.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@governed("round.manage")
def change(request: Any, slug: str, pk: int) -> HttpResponse:
    """Change a round; once opened, only its name, networks, respondents and last day."""
    asked = round_of(request, pk)
    form = shown(request.programme, asked, lang=request.lang)
    if request.method == "POST":
        form = sent(form, request.POST)
        if (picking := _picks(request, form)) is not None:
            return _form(request, picking, asked)
        if not form.wrong:
            try:
                seen = _version(request)
                actions.change_round(request.principal, asked, form.plan(), version=seen)
            except Conflict:
                messages.error(request, say("conflict", request.lang))
                return _form(request, form, asked, status=409)
            messages.success(request, say("changed", request.lang))
            return redirect("round", slug, pk)
    return _form(request, form, asked)


def _picks(request: Any, form: RoundForm) -> RoundForm | None:
    """Return the form with what a button chooses together, or None where none was pressed.

    Nothing is saved and nothing is wrong yet: the form is still being filled in.
    """
    wish = request.POST.get("pick", "")
    if not wish:
        return None
    form = picked(form, wish)
    form.errors = {}
    form.lines = [replace(line, error=None, named=None) for line in form.lines]
    return form


def _form(request: Any, form: RoundForm, asked: Round | None, status: int = 200) -> HttpResponse:
    if form.wrong:
        status = 422
    context = {"form": form, "round": asked}
    return render(request, "rounds/round_form.html", context, status=status)


@require_GET
@governed("round.read")
def board(request: Any, slug: str, pk: int) -> HttpResponse:
    """Show who must act in each network of the round, longest wait first."""
    asked = round_of(request, pk)
    found = board_of(asked, request.principal)
    left = None
    if asked.closes_on is not None and asked.state in ("draft", "open"):
        left = (asked.closes_on - timezone.localdate()).days
    lang = request.lang
    note = asked.letter.get("note", {}) if isinstance(asked.letter, dict) else {}
    bare = without_evaluator(request.programme, [row.part.unit for row in found.rows])
    missing = sum(1 for row in found.rows if not row.part.email)
    reviews = request.principal.may("review.read", request.programme.pk)
    figures = figures_of(request.programme) if reviews else None
    open_findings = figures.finding_counts("unit") if figures else {}
    choice = choice_in(request.GET)
    context = offers(found, choice, findings=bool(open_findings)) | {
        "round": asked,
        "board": found,
        "groups": [
            (
                group,
                [
                    (
                        row,
                        _leads_to(request, row),
                        _page(request, row),
                        open_findings.get(row.unit.id, 0),
                    )
                    for row in rows
                ],
            )
            for group, rows in shown_groups(found, choice, open_findings, lang)
        ],
        "unsubmitted": sum(
            1 for row in found.rows if not row.part.submitted_at or row.part.returned_at
        ),
        "heading": heading(found, lang),
        "lede": lede(found, lang, days_left=left),
        "note": note.get(lang) or note.get("sv", ""),
        "excluded_words": excluded(found, lang),
        "missing": missing,
        "bare": bare,
        "bare_title": begun(
            say("board.bare-title", lang, n=len(bare), count=counted(len(bare), lang))
        ),
        "with_address": len(found.rows) - missing,
        "waiting_letters": sum(
            1 for row in found.rows if not row.part.letter_at and not row.part.submitted_at
        ),
    }
    return render(request, "rounds/board.html", context | _may(request))


def _leads_to(request: Any, row: Row) -> str:
    """Return where the one verb of a row leads, or nothing where that is not for the reader."""
    slug, pk, unit = request.programme.slug, row.part.round_id, row.unit.id
    principal, programme = request.principal, request.programme.pk
    if row.verb == "review":
        try:
            return reverse("unit-review", args=[slug, unit])
        except NoReverseMatch:
            return reverse("answer-receipt", args=[slug, pk, unit])
    if row.verb == "show" and principal.may("unit.receipt", programme, unit):
        return reverse("answer-receipt", args=[slug, pk, unit])
    if row.verb == "send":
        return f"{reverse('round-letter', args=[slug, pk])}?to={unit}"
    if row.verb in ("remind", "call"):
        return f"{reverse('round-letter', args=[slug, pk])}?kind=reminder&to={unit}"
    if row.verb == "hand-over":
        return f"{_page(request, row)}#kept"
    return _page(request, row)


def _page(request: Any, row: Row) -> str:
    """Return the address of a network's page in the round, for those who plan with it."""
    if request.principal.may("unit.plan", request.programme.pk, row.unit.id):
        return reverse(
            "round-network", args=[request.programme.slug, row.part.round_id, row.unit.id]
        )
    return ""


@require_POST
@governed("round.manage")
def open_(request: Any, slug: str, pk: int) -> HttpResponse:
    """Open the round, and lead on to its letter."""
    asked = round_of(request, pk)
    if not asked.participations.exists():
        messages.error(request, say("form.no-network", request.lang))
        return redirect("round", slug, pk)
    try:
        actions.open_round(request.principal, asked, version=_version(request))
    except Conflict:
        messages.error(request, say("conflict", request.lang))
        return redirect("round", slug, pk)
    messages.success(request, say("opened", request.lang))
    # Whoever has handed in is past the letter: a round that is opened anew has its board to show.
    unsent = asked.participations.filter(letter_at=None, submitted_at=None).exists()
    return redirect("round-letter" if unsent else "round", slug, pk)


@require_POST
@governed("round.manage")
def close(request: Any, slug: str, pk: int) -> HttpResponse:
    """Close the round: its forms take no more answers."""
    asked = round_of(request, pk)
    try:
        why = request.POST.get("why", "").strip()
        actions.close_round(request.principal, asked, version=_version(request), why=why)
        messages.success(request, say("closed", request.lang))
    except Conflict:
        messages.error(request, say("conflict", request.lang))
    return redirect("round", slug, pk)


def _version(request: Any) -> int:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0


def _may(request: Any) -> dict[str, bool]:
    may = request.principal.may
    return {"manages": may("round.manage", request.programme.pk)}
