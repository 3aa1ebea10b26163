"""The page of targets: those that are set, and a form that sets one or changes it.

History and taking back are those of every entry.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from folja.formats.bundle import encode_row
from folja.model import Direction, Target
from folja.text import LocalText, Message
from folja.text import render as worded
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.aiming import (
    OF,
    Aim,
    aim_words,
    aims_of,
    direction_of,
    names_of,
    sent,
    wrong_with,
)
from folja_site.programmes.editing import new_id
from folja_site.programmes.models import Entry
from folja_site.programmes.queries import record_of


@governed("programme.set-up")
def targets(request: Any, slug: str) -> HttpResponse:
    """Show the targets that are set, and set one or change one."""
    programme, lang, post = request.programme, request.lang, request.POST
    names = names_of(programme, lang)
    aims = aims_of(programme, names, lang)
    key = post.get("change") or request.GET.get("change", "")
    changing = next((aim for aim in aims if aim.target.id == key), None)
    if key and changing is None:
        raise Http404
    asked = changing.target if changing else _chosen(request.GET)
    version = changing.entry.version if changing else None
    wrong = now = None
    if request.method == "POST":
        asked = _asked(request, changing)
        if bad_direction := post.get("direction") not in (None, "", *Direction):
            asked = replace(asked, direction=None, words="")
        wrong = Message("set-up.wrong.choice") if bad_direction else wrong_with(asked, aims, names)
        seen = post.get("version", "")
        if wrong is None:
            version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 9 else None
            try:
                _save(request, asked, changing, version)
            except Conflict as clash:
                wrong, version = Message("set-up.wrong.clash"), clash.there.version
                now = aim_words(record_of(clash.there), lang)
            else:
                messages.success(request, worded(Message("set-up.targets.done"), lang))
                return redirect("set-up-targets", slug)
    context = {
        "aims": aims,
        "changing": changing,
        "asked": asked,
        "offered": [
            (kind, f"set-up.targets.{kind}", names[kind].items(), getattr(asked, kind) or "")
            for kind in OF
        ],
        "directions": [direction.value for direction in Direction],
        "reading": asked.reading,
        "read_as": aim_words(asked, lang) if asked.words else "",
        "version": version,
        "wrong": wrong,
        "now": now,
    }
    return render(request, "programmes/targets.html", context)


def _chosen(query: Any) -> Target:
    """A link from a page may have chosen what the target is of."""
    chosen: dict[str, Any] = {kind: sent(query, kind) or None for kind in OF}
    return Target(id="", **chosen)


def _asked(request: Any, changing: Aim | None) -> Target:
    post, lang = request.POST, request.lang
    there = changing.target if changing else _chosen(post)
    reason = sent(post, "reason")
    if reason != there.reason.get(lang):
        there = replace(there, reason=LocalText(**{lang: reason}))
    return replace(
        there,
        words=sent(post, "words"),
        direction=direction_of(post.get("direction", "")),
        set_on=timezone.localdate(),
    )


def _save(request: Any, asked: Target, changing: Aim | None, version: int | None) -> None:
    programme = request.programme
    if changing is None:
        rows = Entry.objects.filter(programme=programme, table="targets")
        taken = frozenset(rows.values_list("key", flat=True))
        asked = replace(asked, id=new_id("targets", encode_row(asked), taken))
        version = None
    elif version is None:
        raise Conflict(changing.entry)
    save_entry(
        request.principal,
        programme,
        "targets",
        asked,
        version=version,
        why=asked.reason.get(request.lang),
    )


@require_GET
@governed("programme.set-up")
def target_read(request: Any, slug: str) -> HttpResponse:
    """Tell back how a target is read while it is typed; saves nothing."""
    asked = Target(id="", words=sent(request.GET, "words"))
    context = {
        "reading": asked.reading,
        "read_as": aim_words(asked, request.lang) if asked.words else "",
        "asked": asked,
    }
    return render(request, "programmes/_target_read.html", context)
