"""What the form sends while it is filled in: answers, free words, needs, replies.

Every form works as a plain form, too: then the answer is the next page instead of a piece of this
one. What cannot be saved comes back as it was typed (409), never lost.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from folja.text import Language
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.answering import (
    CauseClash,
    reply_to,
    save_need,
    save_said,
    save_text,
)
from folja_site.measurements.actions.answers import Frozen
from folja_site.measurements.actions.holding import Shut
from folja_site.measurements.actions.posted import Posted
from folja_site.measurements.answer_views import TOPICS, surroundings, theme_page
from folja_site.measurements.answering_access import (
    address,
    form_of,
    participation_of,
    takes_answers,
    why_shut,
)
from folja_site.measurements.answering_checks import CAUSES, Fall, fall_of, findings
from folja_site.measurements.answering_form import Form, Question, Step, load
from folja_site.measurements.answering_limits import cleaned, within_limits
from folja_site.measurements.answering_needs import needs_page, said_need
from folja_site.measurements.answering_page import (
    ATTRIBUTIONS,
    BASES,
    Clash,
    Sheet,
    asked_back,
    clashes_with,
    sheet,
)
from folja_site.measurements.answering_reading import say


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _question(request: Any, pk: int, unit: str, indicator: str) -> tuple[Form, Step, Question]:
    return _at(form_of(request, pk, unit), indicator)


def _saved_question(form: Form, question: Question) -> tuple[Form, Step, Question]:
    """Return the form after a question of it was saved; only what was saved is read again."""
    about = {item.indicator.id for item in question.items}
    return _at(load(form.participation, before=form, about=about), question.id)


def _at(form: Form, indicator: str) -> tuple[Form, Step, Question]:
    place = form.place(indicator)
    if place is None:
        raise Http404
    return form, *place


def posted_of(request: Any, question: Question) -> Posted:
    """Return what was sent of a question; what a button stands for is laid over the fields."""
    sent = request.POST
    texts, versions = {}, {}
    for cell in question.cells:
        name = f"{cell.indicator.id}:{cell.point.id}"
        place = (cell.indicator.id, cell.point.id)
        if name in sent:
            texts[place] = cleaned(sent[name]).replace("\n", " ")
        versions[place] = _number(sent.get(f"version:{name}", ""))
    name, taken, text = sent.get("take", "").partition("=")
    indicator, _, point = name.partition(":")
    if taken and (indicator, point) in texts:
        texts[indicator, point] = cleaned(text)
    confirmed = {place for place in texts if sent.get("confirm") == f"{place[0]}:{place[1]}"}
    comment = cleaned(sent.get("comment", ""))
    if sent.get("ready") == "holds":
        comment = f"{comment}\n{say('ask.holds-words', request.lang)}".strip()
    asked = "cause_asked" in sent
    return Posted(
        texts=texts,
        versions=versions,
        basis=_one_of(BASES, sent.get("basis", "")),
        attribution=_one_of(ATTRIBUTIONS, sent.get("attribution", "")),
        comment=comment,
        remark=cleaned(sent.get("remark", "")),
        confirmed=frozenset(confirmed),
        cause=_one_of(CAUSES, sent.get("cause", "")) if asked else None,
        cause_words=cleaned(sent.get("cause_words", "")),
        cause_version=_number(sent.get("cause_version", "")),
        cause_place=sent.get("cause_place", ""),
    )


def _one_of(known: tuple[str, ...], code: str) -> str:
    return code if code in known else ""


@require_POST
@governed("unit.answer")
@within_limits
def read_answer(request: Any, slug: str, pk: int, unit: str, indicator: str) -> HttpResponse:
    """Tell back how a typed answer is read; saves nothing."""
    form, _, question = _question(request, pk, unit, indicator)
    shown = sheet(form, question, (), request.lang, posted=posted_of(request, question))
    name = request.POST.get("field", "")
    field = next((f for row in shown.rows for f in row.fields if f.name == name), None)
    if field is None:
        raise Http404
    return render(request, "answer/_read.html", {"sheet": shown, "field": field, "oob": True})


@require_POST
@governed("unit.answer")
@within_limits
def save_answers(request: Any, slug: str, pk: int, unit: str, indicator: str) -> HttpResponse:
    """Save a question as it is typed, and say what that gives rise to."""
    form, step, question = _question(request, pk, unit, indicator)
    posted = posted_of(request, question)
    if not takes_answers(request.principal, form.participation):
        return _closed(request, form, step, question, posted)
    if "unresolved" in request.POST and "keep" not in request.POST:
        return _clashing(request, form, step, question, posted, None)
    lang: Language = request.lang

    def again() -> tuple[Form, Question]:
        found, _, same = _saved_question(form, question)
        return found, same

    try:
        save_said(request.principal, form, question, posted, lang=lang, again=again)
    except CauseClash as clash:
        form, step, question = _question(request, pk, unit, indicator)
        fall = fall_of(form, question) or clash.fall
        return _clashing(request, form, step, question, posted, fall)
    except Conflict as conflict:
        form, step, question = _question(request, pk, unit, indicator)
        return _clashing(request, form, step, question, posted, conflict.there)
    except IntegrityError:  # two first answers at the same moment: the other one is there
        form, step, question = _question(request, pk, unit, indicator)
        return _clashing(request, form, step, question, posted, None)
    except Frozen:
        return _closed(request, form, step, question, posted)
    form, step, question = _saved_question(form, question)
    form.participation.last_saved_at = timezone.now()
    return _saved(request, form, step, question)


def _saved(request: Any, form: Form, step: Step, question: Question) -> HttpResponse:
    ids = [q.id for q in step.questions]
    following = next(
        (q.id for q in step.questions[ids.index(question.id) + 1 :] if not q.frozen), None
    )
    if not request.htmx:
        wanted = following if "next" in request.POST else question.id
        to = address(form, "answer-theme", theme=step.id)
        return redirect(f"{to}?q={wanted}#q-{wanted}" if wanted else f"{to}?q=#foot")
    shown = sheet(form, question, findings(form), request.lang)
    whole = bool({"take", "confirm", "ready", "keep"} & set(request.POST))
    context = _piece(request, form, step, shown)
    if whole:
        return _whole_question(request, context, f"f-{shown.main.fields[-1].id}")
    asked_of = request.POST.get("cause_place", shown.fall.place if shown.fall else "")
    context["fall_appears"] = shown.fall is not None and (
        "cause_asked" not in request.POST or asked_of != shown.fall.place
    )
    context["fall_goes"] = shown.fall is None and "cause_asked" in request.POST
    response = render(request, "answer/_saved.html", context)
    if "next" in request.POST:
        response["HX-Trigger-After-Settle"] = json.dumps({"folja:next": {"from": question.id}})
    return response


def _piece(request: Any, form: Form, step: Step, shown: Sheet) -> dict[str, Any]:
    around = surroundings(request, form, at=shown.id, part=step.id)
    return around | {
        "step": step,
        "sheet": shown,
        "bases": BASES,
        "attributions": ATTRIBUTIONS,
        "oob": True,
    }


def _whole_question(
    request: Any, context: dict[str, Any], focus: str, status: int = 200
) -> HttpResponse:
    response = render(request, "answer/_question_again.html", context, status=status)
    response["HX-Retarget"] = f"[id='q-{context['sheet'].id}'] > .q-body"
    response["HX-Reswap"] = "innerHTML"
    response["HX-Trigger-After-Settle"] = json.dumps({"folja:focus": {"id": focus}})
    return response


def _clashing(
    request: Any, form: Form, step: Step, question: Question, posted: Posted, there: Any
) -> HttpResponse:
    """Show both values and let the writer choose; nothing has been saved."""
    lang: Language = request.lang
    at = None
    if isinstance(there, Fall):
        own = there.own[0] if there.own else None
        label = say("label.cause", lang)
        clashes: tuple[Clash, ...] = (
            Clash(label, own.text.get(lang) if own else "", posted.cause_words),
        )
    elif there is not None:
        clashes, at = clashes_with(there, question, posted, lang), there.changed_at
    else:
        found = (clashes_with(cell.answer, question, posted, lang) for cell in question.cells)
        clashes = tuple(clash for some in found for clash in some)
    if not clashes and "unresolved" in request.POST and "keep" not in request.POST:
        # What is typed now is what is there: there is nothing to choose any longer.
        request.POST = request.POST.copy()
        request.POST["keep"] = "same"
        about = {"slug": form.programme.slug, "pk": form.round.pk, "unit": form.unit.id}
        settled: HttpResponse = save_answers(request, indicator=question.id, **about)
        return settled
    shown = sheet(form, question, findings(form), lang, posted=posted, clashes=clashes, clash_at=at)
    if request.htmx:
        context = _piece(request, form, step, shown) | {"clashing": True}
        return _whole_question(request, context, f"clash-{question.id}", 409)
    return _page_with(request, form, step, shown, {"clashing": True})


def _closed(
    request: Any, form: Form, step: Step, question: Question, posted: Posted
) -> HttpResponse:
    """Say why the form takes no answers any longer, with what was typed."""
    shown = sheet(form, question, (), request.lang, posted=posted)
    stands = participation_of(request, form.round.pk, form.unit.id)
    closed = why_shut(request.principal, stands) or "approved"  # or else one answer of it is
    if request.htmx:
        context = _piece(request, form, step, shown) | {"closed": closed}
        return _whole_question(request, context, f"clash-{question.id}", 409)
    return _page_with(request, form, step, shown, {"closed": closed})


def _page_with(
    request: Any, form: Form, step: Step, shown: Sheet, more: dict[str, Any]
) -> HttpResponse:
    context = theme_page(request, form, step, shown.id)
    context["sheets"] = tuple(shown if s.id == shown.id else s for s in context["sheets"])
    return render(request, "answer/theme.html", context | more, status=409)


@require_POST
@governed("unit.answer")
@within_limits
def save_words(request: Any, slug: str, pk: int, unit: str, topic: str) -> HttpResponse:
    """Save what is told freely under one topic."""
    form = form_of(request, pk, unit)
    if topic not in TOPICS:
        raise Http404
    text = cleaned(request.POST.get("text", ""))
    context: dict[str, Any] = {"topic": topic, "typed": text, "part": "words"}
    status = 200
    version = _number(request.POST.get("version", ""))
    try:
        save_text(request.principal, form.participation, topic, text, version=version)
    except Shut as shut:
        context["closed"], status = shut.reason, 409
    except (Conflict, IntegrityError):
        there = form.participation.texts.get(topic=topic, private=False)
        context["clash"], status = there, 409
    else:
        form.participation.last_saved_at = timezone.now()
    context = surroundings(request, form, part="words") | context | {"oob": bool(request.htmx)}
    if request.htmx:
        return render(request, "answer/_words_saved.html", context, status=status)
    if status == 200:
        return redirect(f"{address(form, 'answer-part1')}#t-{topic}")
    return render(request, "answer/part1.html", context, status=status)


@require_POST
@governed("unit.answer")
@within_limits
def save_one_need(request: Any, slug: str, pk: int, unit: str, need: str) -> HttpResponse:
    """Save what the network says of one need."""
    form = form_of(request, pk, unit)
    lang: Language = request.lang
    page = needs_page(form, lang)
    row = next((r for r in page.rows if r.id == need), None)
    if row is None:
        raise Http404
    said = said_need(
        form,
        row,
        page.forms,
        urgency=request.POST.get("urgency", ""),
        support=request.POST.get("wished", ""),
        words=cleaned(request.POST.get("words", "")),
        lang=lang,
        today=timezone.localdate(),
    )
    more: dict[str, Any] = {}
    status = 200
    try:
        version = _number(request.POST.get("version", ""))
        save_need(request.principal, form, said, version=version)
    except Shut as shut:
        more["closed"], status = shut.reason, 409
    except (Conflict, IntegrityError):
        more["clash"], status = said, 409
    form = form_of(request, pk, unit)
    page = needs_page(form, lang, opened=need if status == 409 or request.htmx else "")
    row = next((r for r in page.rows if r.id == need), row)
    more |= {"page": page, "row": row, "typed": said, "unsaved": need, "oob": bool(request.htmx)}
    context = surroundings(request, form, part="needs") | more
    if request.htmx:
        return render(request, "answer/_need_saved.html", context, status=status)
    if status == 200:
        return redirect(f"{address(form, 'answer-needs')}#n-{need}")
    return render(request, "answer/needs.html", context, status=status)


@require_POST
@governed("unit.answer")
@within_limits
def save_reply(request: Any, slug: str, pk: int, unit: str, question: int) -> HttpResponse:
    """Save the reply to a question that came back."""
    form = form_of(request, pk, unit)
    asked = form.participation.questions.filter(pk=question).first()
    if asked is None:
        raise Http404
    text = cleaned(request.POST.get("reply", ""))
    context: dict[str, Any] = {"asked": asked, "typed": text, "unsaved": question}
    status = 200
    seen = cleaned(request.POST.get("seen", ""))
    try:
        reply_to(request.principal, asked, text, seen=seen)
    except Shut as shut:
        context["closed"], status = shut.reason, 409
    except Conflict:
        context["clash"], status = asked, 409
    else:
        form.participation.last_saved_at = timezone.now()
    context = surroundings(request, form, part="start") | context | {"oob": bool(request.htmx)}
    if request.htmx:
        return render(request, "answer/_reply_saved.html", context, status=status)
    if status == 200:
        return redirect(f"{address(form)}#question-{question}")
    questions = asked_back(form, request.lang)
    return render(request, "answer/answer.html", context | {"questions": questions}, status=status)
