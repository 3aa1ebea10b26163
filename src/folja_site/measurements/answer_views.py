"""Pages of the form: where it stands, its questions, words and needs, handing in, the receipt."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from folja.text import Language
from folja_site.access.evaluators import evaluated
from folja_site.access.governing import governed
from folja_site.access.roles import Role
from folja_site.measurements.actions.answering import hand_in
from folja_site.measurements.answering_access import address, form_of, takes_answers
from folja_site.measurements.answering_checks import CAUSES, fall_of, findings
from folja_site.measurements.answering_form import Form, Step
from folja_site.measurements.answering_needs import URGENCIES, needs_page
from folja_site.measurements.answering_page import (
    ATTRIBUTIONS,
    BASES,
    asked_back,
    sheet,
    sheets,
    strips,
)
from folja_site.measurements.answering_reading import say

#: What part one asks about, in the order of the talk.
TOPICS = ("background", "history", "development", "relations", "engagement", "communication")


def surroundings(request: Any, form: Form, *, at: str = "", part: str = "") -> dict[str, Any]:
    """Return what every page of the form shows: the steps, how far they have come, when saved."""
    lang: Language = request.lang
    texts = {t.topic: t for t in form.participation.texts.filter(private=False)}
    return {
        "form": form,
        "strips": strips(form, lang, at=at),
        "part": part,
        "texts": texts,
        "texts_done": sum(1 for topic in TOPICS if topic in texts and texts[topic].text.strip()),
        "topics": TOPICS,
        "topic_words": [(t, say(f"words.{t}", lang), say(f"words.{t}-hint", lang)) for t in TOPICS],
        "causes": [(code, say(f"cause.{code}", lang)) for code in CAUSES],
        "urgency_words": [(code, say(f"urgency.{code}", lang)) for code in URGENCIES],
        "total": len(form.items),
        "left": len(form.items) - form.answered,
        "saved_at": form.participation.last_saved_at,
        "handed_in": form.participation.submitted_at and not form.participation.returned_at,
    }


@require_GET
@governed("unit.answer")
def answer(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Show where the form stands and lead on to what is left of it."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    following = next((s for s in form.steps if s.answered < len(s.items)), None)
    shown = surroundings(request, form, part="start") | {
        "next_step": following,
        "questions": asked_back(form, request.lang),
    }
    return render(request, "answer/answer.html", shown)


@require_GET
@governed("unit.answer")
def theme(request: Any, slug: str, pk: int, unit: str, theme: str) -> HttpResponse:
    """Show the questions of one theme, one of them open."""
    form = form_of(request, pk, unit)
    step = form.step(theme)
    if step is None:
        raise Http404
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    waiting = next((q.id for q in step.questions if not q.answered and not q.frozen), "")
    opened = request.GET.get("q", waiting)
    shown = theme_page(request, form, step, opened)
    shown["returned"] = asked_back(form, request.lang)
    return render(request, "answer/theme.html", shown)


def theme_page(request: Any, form: Form, step: Step, opened: str) -> dict[str, Any]:
    """Return what the page of a theme shows."""
    place = form.steps.index(step)
    return surroundings(request, form, at=opened, part=step.id) | {
        "step": step,
        "sheets": sheets(form, step, findings(form), request.lang, opened=opened),
        "previous": form.steps[place - 1] if place else None,
        "following": form.steps[place + 1] if place + 1 < len(form.steps) else None,
        "bases": BASES,
        "attributions": ATTRIBUTIONS,
        "focused": request.GET.get("q", ""),
    }


@require_GET
@governed("unit.answer")
def whole(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Show the whole form on one page, which goes on working where there is no network."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    seen = findings(form)
    shown = surroundings(request, form, part="whole") | {
        "chapters": [
            (step, sheets(form, step, seen, request.lang, opened="")) for step in form.steps
        ],
        "page": needs_page(form, request.lang),
        "bases": BASES,
        "attributions": ATTRIBUTIONS,
    }
    return render(request, "answer/whole.html", shown)


@require_GET
@governed("unit.answer")
def part1(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Show the six topics that are told freely."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    return render(request, "answer/part1.html", surroundings(request, form, part="words"))


@require_GET
@governed("unit.answer")
def needs(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Show the catalogue of needs with what the network says of each."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    page = needs_page(form, request.lang, opened=request.GET.get("q", ""))
    shown = surroundings(request, form, part="needs")
    return render(request, "answer/needs.html", shown | {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@governed("unit.answer")
def submit(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Say what is left before the form is handed in, and take it in."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    if request.method == "POST":
        hand_in(request.principal, form.participation)
        return redirect(address(form, "answer-receipt"))
    pairs = [(step, q) for step in form.steps for q in step.questions]
    shown = surroundings(request, form, part="hand-in") | {
        "blank": [(step, q, item) for step, q in pairs for item in q.items if not item.answered],
        "unreadable": [(step, q, item) for step, q in pairs for item in q.items if item.unreadable],
        "unexplained": [
            (step, q, q.main)
            for step, q in pairs
            if (fall := fall_of(form, q)) is not None and not fall.explained
        ],
        "evaluated": unit in evaluated(request.programme),
        "unreplied": sum(1 for q in form.participation.questions.all() if not q.reply.strip()),
    }
    return render(request, "answer/submit.html", shown)


@require_GET
@governed("unit.receipt")
def receipt(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Show what has been said, to read and to print; before it is handed in, also as a form."""
    form = form_of(request, pk, unit)
    lang: Language = request.lang
    owner_only = not request.principal.may("unit.answer", request.programme.pk, unit)
    open_ = takes_answers(request.principal, form.participation) and not owner_only
    page = needs_page(form, lang)
    shown = surroundings(request, form, part="receipt") | {
        "open": open_,
        "chapters": [
            (step, [sheet(form, q, (), lang, opened=False) for q in step.questions])
            for step in form.steps
        ],
        "needs": [row for row in page.rows if row.said],
        "support": {f.id: f.name for f in page.forms},
        "questions": tuple(form.participation.questions.all()),
        "evaluated": unit in evaluated(request.programme),
        "by_evaluator": unit in request.principal.own_units(request.programme.pk, Role.EVALUATOR),
    }
    return render(request, "answer/receipt.html", shown)
