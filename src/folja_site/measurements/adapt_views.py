"""Pages on which a network says that a question does not fit it, and adds one of its own."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from folja.model import Adaptation, Measure
from folja.text import Language
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.adapting import (
    ACTIONS,
    COMPARABLE,
    Own,
    Resting,
    Wish,
    adapt,
    adaptation_of,
    add_own,
    parts_of,
    take_back,
)
from folja_site.measurements.actions.holding import Shut
from folja_site.measurements.answer_views import surroundings
from folja_site.measurements.answering_access import address, form_of, takes_answers
from folja_site.measurements.answering_form import Form, Item
from folja_site.measurements.answering_reading import say
from folja_site.programmes.queries import record_of

#: How long a name, a word for what is counted, and a reason may be; how many parts there may be.
LINE, COUNTED, WORDS, PARTS = 200, 60, 2000, 12


def _line(request: Any, name: str) -> str:
    return " ".join(request.POST.get(name, "").replace("\x00", "").split())


def _too_long(lang: Any, **sent: tuple[str, int]) -> dict[str, str]:
    """Return what is longer than it may be, by field: what was written and how much fits."""
    return {
        field: say("adapt.wrong.long", lang, n=most)
        for field, (text, most) in sent.items()
        if len(text) > most
    }


def _item(form: Form, indicator: str) -> Item:
    """Return the question of an indicator, also of one that the network has declined."""
    found = next((i for i in (*form.items, *form.declined) if i.indicator.id == indicator), None)
    if found is None:
        raise Http404
    return found


def _shut_words(shut: Shut, lang: Language) -> str:
    """Say what has happened to the form, and what can be done about it."""
    return " ".join(say(f"closed.{shut.reason}{part}", lang) for part in ("", "-stay"))


def _back(form: Form, indicator: str) -> HttpResponse:
    """Lead to the question where it is asked, to the front of the form where it is not."""
    for step in form.steps:
        for question in step.questions:
            if indicator in {item.indicator.id for item in question.items}:
                at = question.id
                return redirect(f"{address(form, 'answer-theme', theme=step.id)}?q={at}#q-{at}")
    return redirect(address(form))


@require_http_methods(["GET", "HEAD", "POST"])
@governed("unit.answer")
def adapt_question(request: Any, slug: str, pk: int, unit: str, indicator: str) -> HttpResponse:
    """Show what the network has made of a question, and save what it makes of it now."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    item, lang = _item(form, indicator), request.lang
    entry = adaptation_of(form.programme, unit, indicator)
    there: Adaptation | None = record_of(entry) if entry else None
    wish = _kept(form, item, there, lang)
    wrong: dict[str, str] = {}
    status, seen = 200, entry.version if entry else None
    if request.method == "POST":
        sent = request.POST.get("version", "")
        version = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else None
        try:
            if "as-all" in request.POST:
                take_back(request.principal, form, item, version=version)
                return _back(form_of(request, pk, unit), indicator)
            wish = _wish(request)
            wrong = _wrong(wish, own=item.own, lang=lang)
            if not wrong:
                adapt(request.principal, form, item, wish, version=version, lang=lang)
                return _back(form_of(request, pk, unit), indicator)
            seen = version
        except (Conflict, IntegrityError):
            wrong, status = {"clash": say("adapt.wrong.clash", lang)}, 409
        except Resting:
            wrong, status = {"resting": say("adapt.wrong.resting", lang)}, 409
        except Shut as shut:
            wrong, status = {"shut": _shut_words(shut, lang)}, 409
    shown = surroundings(request, form, part="adapt") | {
        "item": item,
        "there": there,
        "wish": wish,
        "wrong": wrong,
        "version": seen,
        "actions": [(a, say(f"adapt.{a}", lang), say(f"adapt.{a}-hint", lang)) for a in ACTIONS],
        "comparable": [(c, say(f"adapt.{c}", lang)) for c in COMPARABLE],
    }
    return render(request, "answer/adapt.html", shown, status=status)


def _kept(form: Form, item: Item, there: Adaptation | None, lang: Any) -> Wish:
    if there is None:
        return Wish("", "")
    return Wish(
        there.action,
        there.comparability,
        there.label.get(lang),
        tuple(one.name.get(lang) for one in parts_of(form, item.indicator.id)),
        there.reason.get(lang),
    )


def _wish(request: Any) -> Wish:
    lines = request.POST.get("parts", "").replace("\x00", "").splitlines()
    parts = tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    action = request.POST.get("action", "")
    # What is declined has no answer that could be compared.
    compares = "not-comparable" if action == "decline" else request.POST.get("comparability", "")
    return Wish(action, compares, _line(request, "label"), parts, _line(request, "reason"))


def _wrong(wish: Wish, *, own: bool, lang: Any) -> dict[str, str]:
    """Return what is missing, by field."""
    wrong = {}
    if own or wish.action not in ACTIONS:
        wrong["action"] = "action"
    if wish.comparability not in COMPARABLE:
        wrong["comparability"] = "comparability"
    if wish.action in ("rename", "narrow") and not wish.label:
        wrong["label"] = "label"
    if wish.action == "split" and not 2 <= len(wish.parts) <= PARTS:
        wrong["parts"] = "parts"
    if not wish.reason:
        wrong["reason"] = "reason"
    told = {field: say(f"adapt.wrong.{code}", lang) for field, code in wrong.items()}
    longest = max(wish.parts, key=len, default="")
    written = {"label": (wish.label, LINE), "parts": (longest, LINE)}
    return told | _too_long(lang, reason=(wish.reason, WORDS), **written)


@require_http_methods(["GET", "HEAD", "POST"])
@governed("unit.answer")
def add_question(request: Any, slug: str, pk: int, unit: str) -> HttpResponse:
    """Add a question that only this network is asked."""
    form = form_of(request, pk, unit)
    if not takes_answers(request.principal, form.participation):
        return redirect(address(form, "answer-receipt"))
    lang = request.lang
    themes = {step.id: step for step in form.steps if step.name}
    own = Own("", "", Measure.STOCK, request.GET.get("theme", ""), "")
    wrong: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        theme, measure = request.POST.get("theme", ""), request.POST.get("measure", "")
        own = Own(
            _line(request, "label"),
            _line(request, "counted"),
            Measure.FLOW if measure == "flow" else Measure.STOCK,
            theme if theme in themes else "",
            _line(request, "reason"),
        )
        missing = [name for name in ("label", "reason") if not getattr(own, name)]
        wrong = {name: say(f"adapt.wrong.{name}", lang) for name in missing} | _too_long(
            lang,
            label=(own.label, LINE),
            counted=(own.counted, COUNTED),
            reason=(own.reason, WORDS),
        )
        if not wrong:
            try:
                made = add_own(request.principal, form, own, lang=lang)
                return _back(form_of(request, pk, unit), made)
            except Shut as shut:
                wrong, status = {"shut": _shut_words(shut, lang)}, 409
    shown = surroundings(request, form, part="adapt") | {
        "own": own,
        "wrong": wrong,
        "themes": list(themes.values()),
        "measures": [(m.value, say(f"adapt.{m.value}", lang)) for m in Measure],
    }
    return render(request, "answer/add.html", shown, status=status)
