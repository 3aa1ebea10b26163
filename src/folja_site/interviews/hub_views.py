"""What a hub reads about itself before it is published, and what it says of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from folja.text import LocalText, Message
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.interviews import writing
from folja_site.interviews.actions import comments
from folja_site.interviews.queries import DESCRIPTION, comments_on, shared_texts, stance_of
from folja_site.programmes.queries import tables
from folja_site.results.figures import ASKING, figures_of

LONGEST = 10_000


@require_GET
@governed("unit.comment")
def read(request: Any, slug: str, unit: str) -> HttpResponse:
    """Show a hub the texts that the evaluator has shared, and what the checks see."""
    return _read(request, unit)


@require_POST
@governed("unit.comment")
def say(request: Any, slug: str, unit: str) -> HttpResponse:
    """Keep what the hub says of a text or finding, or its own reflection."""
    about = request.POST.get("about", "")
    stance, text = request.POST.get("stance", ""), request.POST.get("text", "").strip()
    if about and about not in _subjects(request, unit):
        raise Http404
    problem = ""
    if not about or stance not in comments.STANCES or not (stance or text):
        problem = "nothing-said"
    elif stance == comments.DISAGREES and not text:
        problem = "say-why"
    elif len(text) > LONGEST:
        problem = "too-long"
    if problem:
        told = word(Message(f"interviews.error.{problem}", {"n": LONGEST}), request.lang)
        kept = {"error": told, "error_about": about, "kept_stance": stance, "kept_text": text}
        return _read(request, unit, kept, 422)
    comments.say(request.principal, request.programme, unit, about, stance=stance, text=text)
    return redirect(
        f"{reverse('hub-texts', args=[slug, unit])}?done=said#{about.replace('/', '-')}"
    )


def _subjects(request: Any, unit: str) -> set[str]:
    texts = {f"draft/{theme or DESCRIPTION}" for theme in shared_texts(request.programme, unit)}
    findings = {f"finding/{one['id']}" for one in _findings(request, unit)}
    return {"reflection"} | texts | findings


def _findings(request: Any, unit: str) -> list[dict[str, Any]]:
    figures = figures_of(request.programme)
    found = figures.findings(unit=unit) if figures else []
    # A note asks nothing of anybody, so a hub has nothing to say about it.
    return [one for one in found if one["severity"] in ASKING]


def _read(
    request: Any, unit: str, more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    known = tables(request.programme, "units", "themes")
    found = next((u for u in known["units"] if u.id == unit), None)
    if found is None:
        raise Http404
    figures = writing.figures_of_unit(request.programme, unit)
    said = comments_on(request.programme, unit)
    shared = shared_texts(request.programme, unit)
    names = {t.id: t.name for t in sorted(known["themes"], key=lambda theme: theme.no)}
    texts = []
    for theme in ("", *names):
        version = shared.get(theme)
        if version is None:
            continue
        body = LocalText(version.body_sv, version.body_en)
        about = f"draft/{theme or DESCRIPTION}"
        texts.append(
            {
                "about": about,
                "anchor": about.replace("/", "-"),
                "name": names.get(theme),
                "paragraphs": writing.shown(body.get(request.lang), figures, request.lang, old={}),
                "state": version.state,
                "said": said.get(about, []),
                "stance": stance_of(said.get(about, [])),
            }
        )
    findings = []
    for one in _findings(request, unit):
        about = f"finding/{one['id']}"
        heard = said.get(about, [])
        findings.append(one | {"about": about, "said": heard, "stance": stance_of(heard)})
    context = {
        "unit": found,
        "texts": texts,
        "findings": findings,
        "waiting": sum(not text["stance"] for text in texts),
        "reflections": said.get("reflection", []),
        "done": request.GET.get("done", ""),
    }
    return render(request, "interviews/hub.html", context | (more or {}), status=status)
