"""The page on which a programme begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import DatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from folja.model import FollowUp
from folja.text import LocalText, Message
from folja.text import render as worded
from folja_site.access.governing import governed
from folja_site.bundling import starting
from folja_site.bundling.founding import found, slug_for
from folja_site.exchange.staging import uploaded
from folja_site.exchange.working import ImportRefused, begin
from folja_site.programmes.editing import is_day
from folja_site.programmes.models import Programme

#: No name of a network or programme is longer; no more networks are added at once.
LONGEST, MOST_NETWORKS = 200, 500


@dataclass(slots=True)
class Begun:
    """What somebody wrote on the page, and what is wrong with it."""

    name: LocalText = LocalText()
    start: str = ""
    networks: str = ""
    points: str = ""
    wrong: dict[str, LocalText] = field(default_factory=dict)


@governed("programme.found")
def programme_new(request: Any) -> HttpResponse:
    """Begin a programme; whoever begins it becomes its owner."""
    readable = [p for p in Programme.objects.all() if request.principal.may("programme.read", p.pk)]
    begun = Begun(start="vasternorrland")
    if request.method == "POST":
        begun = _begun(request)
        follow_up = _follow_up(request, begun, readable)
        if follow_up is not None and not begun.wrong:
            made = _found(request, begun, follow_up)
            if made is not None:
                told = Message("set-up.new.done", {"name": made.name})
                messages.success(request, worded(told, request.lang))
                return redirect("set-up", made.slug)
    context = {
        "begun": begun,
        "readable": readable,
        "templates": starting.TEMPLATES,
        "limit": settings.UPLOAD_LIMIT // 1_000_000,
    }
    return render(request, "programmes/new.html", context)


def _begun(request: Any) -> Begun:
    post = request.POST
    name = LocalText(*(post.get(f"name_{lang}", "").strip() for lang in ("sv", "en")))
    lines = ("networks", "points")
    begun = Begun(name, post.get("start", ""), *(post.get(n, "").strip() for n in lines))
    too_long = len(name.sv) > LONGEST or len(name.en) > LONGEST
    if too_long or (not name and begun.start != "bundle"):
        begun.wrong["name"] = _words("set-up.new.wrong-name", n=LONGEST)
    networks = _lines(begun.networks)
    if len(networks) > MOST_NETWORKS or any(len(n) > LONGEST for n in networks):
        begun.wrong["networks"] = _words("set-up.new.wrong-networks", n=LONGEST)
    if not all(is_day(line) for line in _lines(begun.points)):
        begun.wrong["points"] = _words("set-up.wrong.day")
    return begun


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def _follow_up(request: Any, begun: Begun, readable: list[Programme]) -> FollowUp | None:
    if begun.start == "nothing":
        return starting.empty()
    if begun.start in starting.TEMPLATES:
        return starting.template(begun.start)
    if begun.start == "bundle":
        file = request.FILES.get("file")
        try:
            ((name, data),) = uploaded([] if file is None else [file])
            return begin(name, data)
        except ImportRefused as refused:
            begun.wrong["file"] = refused.words
            return None
    copied = next((p for p in readable if begun.start == f"copy-{p.slug}"), None)
    if copied is None:
        begun.wrong["start"] = _words("set-up.new.wrong-start")
        return None
    return starting.set_up_as(copied)


def _words(code: str, **params: object) -> LocalText:
    message = Message(code, params)
    return LocalText(worded(message, "sv"), worded(message, "en"))


def _found(request: Any, begun: Begun, follow_up: FollowUp) -> Programme | None:
    points = [date.fromisoformat(line) for line in _lines(begun.points)]
    whole = starting.framed(follow_up, begun.name)
    whole = starting.widened(whole, _lines(begun.networks), points)
    title = whole.follow_ups[0].title
    if max(len(title.sv), len(title.en)) > LONGEST:  # the file's own
        begun.wrong["name"] = _words("set-up.new.wrong-name", n=LONGEST)
        return None
    try:
        return found(request.principal, whole, slug=slug_for(title.get("sv")), why=begun.start)
    except DatabaseError:  # a file whose rows break a rule of ours; nothing of it has been kept
        begun.wrong["file"] = _words("set-up.new.wrong-file")
        return None
