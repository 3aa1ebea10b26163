"""The page of targets: those that are set, a form for another, and taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from folja.text import Message
from folja.text import render as worded
from folja_site.access.governing import governed
from folja_site.programmes.actions.targets import NoTarget, Place, end_target, set_target
from folja_site.programmes.editing import options_of
from folja_site.programmes.models import Target
from folja_site.programmes.queries import tables

#: What a target may be of, with the table that it is chosen from.
OF = {"indicator": "indicators", "goal": "goals", "unit": "units", "point": "points"}


@governed("programme.set-up")
def targets(request: Any, slug: str) -> HttpResponse:
    """Show the targets that are set, and set one."""
    known = tables(request.programme, *OF.values())
    offered = {name: options_of(table, known, request.lang) for name, table in OF.items()}
    named = {name: dict(options) for name, options in offered.items()}
    wrong = None
    if request.method == "POST":
        wrong = _set(request, named)
        if wrong is None:
            messages.success(request, worded(Message("set-up.targets.done"), request.lang))
            return redirect("set-up-targets", slug)
    found = Target.objects.filter(programme=request.programme, ended_at__isnull=True)
    rows = [
        (t, [named[name].get(getattr(t, name), "") for name in OF if getattr(t, name)])
        for t in found
    ]
    context = {
        "rows": rows,
        "offered": [
            (n, f"set-up.targets.{n}", o, request.POST.get(n, "")) for n, o in offered.items()
        ],
        "directions": Target.DIRECTIONS,
        "wrong": wrong,
        "words": request.POST.get("words", ""),
        "direction": request.POST.get("direction", ""),
    }
    return render(request, "programmes/targets.html", context)


def _set(request: Any, named: dict[str, dict[str, str]]) -> Message | None:
    chosen = {name: request.POST.get(name, "") for name in OF}
    if any(value and value not in named[name] for name, value in chosen.items()):
        return Message("set-up.wrong.choice")
    if not chosen["indicator"] and not chosen["goal"]:
        return Message("set-up.targets.wrong-of")
    words, direction = (request.POST.get(n, "").strip() for n in ("words", "direction"))
    try:
        set_target(
            request.principal,
            request.programme,
            Place(**chosen),
            words=words[:300],
            direction=direction,
            lang=request.lang,
        )
    except NoTarget:
        return Message("set-up.targets.wrong-words")
    return None


@require_POST
@governed("programme.set-up")
def target_end(request: Any, slug: str) -> HttpResponse:
    """Take a target back, with a reason."""
    pk, why = request.POST.get("target", ""), request.POST.get("why", "").strip()
    if pk or why:
        is_pk = pk.isascii() and pk.isdigit() and len(pk) < 12
        found = Target.objects.filter(
            programme=request.programme, pk=int(pk) if is_pk else 0, ended_at__isnull=True
        ).first()
        if found is None:
            raise Http404
        if why:
            end_target(request.principal, found, why=why)
            return redirect("set-up-targets", slug)
    messages.error(request, worded(Message("set-up.wrong.why"), request.lang))
    return redirect("set-up-targets", slug)
