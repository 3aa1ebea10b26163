"""What was said in the talk, and the evaluator's own notes of it, which nobody else sees."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from folja.text import Message
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.interviews.actions.notes import save_note
from folja_site.interviews.models import InterviewText
from folja_site.measurements.models import Participation
from folja_site.programmes.queries import records

#: The topics of the talk's first part, in the order of the form.
TOPICS = ("background", "history", "development", "relations", "engagement", "communication")
LONGEST = 20_000


@require_GET
@governed("unit.drafts")
def notes(request: Any, slug: str, unit: str, pk: int) -> HttpResponse:
    """Show what the network said topic by topic, with the evaluator's notes beside it."""
    return _notes(request, _part(request, unit, pk))


@require_POST
@governed("unit.write")
def save(request: Any, slug: str, unit: str, pk: int) -> HttpResponse:
    """Save the notes that were written."""
    part = _part(request, unit, pk)
    typed = {
        topic: request.POST[f"note-{topic}"].strip()
        for topic in TOPICS
        if f"note-{topic}" in request.POST
    }
    if any(len(text) > LONGEST for text in typed.values()):
        told = word(Message("interviews.error.too-long", {"n": LONGEST}), request.lang)
        return _notes(request, part, {"error": told}, typed, 422)
    missed = []
    for topic, text in typed.items():
        version = request.POST.get(f"version-{topic}", "0")
        sent = version.isascii() and version.isdigit() and len(version) < 10
        seen = int(version) if sent else 0
        try:
            save_note(request.principal, part, topic, text, version=seen)
        except Conflict:
            missed.append(topic)
    if missed:
        told = word(Message("interviews.error.note-conflict"), request.lang)
        kept = {topic: typed[topic] for topic in missed}
        return _notes(request, part, {"error": told}, kept, 409)
    return redirect(f"{reverse('interview-notes', args=[slug, unit, pk])}?done=saved")


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


def _notes(
    request: Any,
    part: Participation,
    more: dict[str, Any] | None = None,
    kept: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    unit = next((u for u in records(request.programme, "units") if u.id == part.unit), None)
    if unit is None:
        raise Http404
    texts = {(t.topic, t.private): t for t in InterviewText.objects.filter(participation=part)}
    rows = []
    for topic in TOPICS:
        said, note = texts.get((topic, False)), texts.get((topic, True))
        there = note.text if note else ""
        mine = (kept or {}).get(topic)
        rows.append(
            {
                "topic": topic,
                "said": said.text if said else "",
                "note": there if mine is None else mine,
                "there": there if mine is not None else "",
                "version": note.version if note else 0,
            }
        )
    context = {
        "unit": unit,
        "part": part,
        "rows": rows,
        "noted": sum(bool(row["note"]) for row in rows),
        "done": request.GET.get("done", ""),
    }
    return render(request, "interviews/notes.html", context | (more or {}), status=status)
