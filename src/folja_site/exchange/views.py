"""The three screens of an import: choose, look, done."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folja.text import Message
from folja.text import render as worded
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.exchange.actions import imports as actions
from folja_site.exchange.comparing import KEEP, TAKE
from folja_site.exchange.models import Import
from folja_site.exchange.showing import shown
from folja_site.exchange.staging import compared, kept_files, uploaded
from folja_site.exchange.working import MOST_FILES, ImportRefused

#: What names a choice about a label and about a cell in the form.
LABEL, CELL = "label:", "cell:"


@require_http_methods(["GET", "HEAD", "POST"])
@governed("programme.import")
def imports(request: Any, slug: str) -> HttpResponse:
    """Choose files; handing them in compares them and changes nothing."""
    refused = ""
    if request.method == "POST":
        try:
            staged = compared(request.programme, uploaded(request.FILES.getlist("files")))
        except ImportRefused as error:
            refused = error.words.get(request.lang)
        else:
            kept = actions.stage(request.principal, request.programme, staged)
            return redirect("import-preview", slug, kept.pk)
    earlier = Import.objects.filter(programme=request.programme).defer("bundle")
    return render(
        request,
        "exchange/imports.html",
        {
            "refused": refused,
            "earlier": earlier[:50],
            "limit": MOST_FILES,
            "size": settings.UPLOAD_LIMIT // 1_000_000,
        },
        status=422 if refused else 200,
    )


@require_GET
@governed("programme.import")
def import_preview(request: Any, slug: str, pk: int) -> HttpResponse:
    """Show cell by cell what would change, or what came of it."""
    kept = _kept(request, pk)
    moved = kept.state == "staged" and kept.data_version != request.programme.data_version
    template = "exchange/preview.html" if kept.state == "staged" else "exchange/settled.html"
    return render(request, template, shown(kept, request.lang, moved=moved))


@require_POST
@governed("programme.import")
def import_choose(request: Any, slug: str, pk: int) -> HttpResponse:
    """Take choices about labels and cells, and compare anew with what stands now."""
    kept = _kept(request, pk)
    try:
        if kept.state != "staged" or request.POST.get("version") != str(kept.version):
            raise Conflict(kept)
        staged = compared(request.programme, kept_files(kept), _choices(request, kept))
        actions.compare_again(request.principal, kept, staged)
    except Conflict:
        _say(request, "conflict", messages.WARNING)
    except ImportRefused as error:
        messages.error(request, error.words.get(request.lang))
    else:
        _say(request, "chosen", messages.SUCCESS)
    return redirect("import-preview", slug, pk)


@require_POST
@governed("programme.import")
def import_apply(request: Any, slug: str, pk: int) -> HttpResponse:
    """Bring in all of it, or nothing."""
    kept = _kept(request, pk)
    version = request.POST.get("version", "")
    sent = version.isascii() and version.isdigit() and len(version) < 10
    why = request.POST.get("why", "").strip()
    try:
        if kept.state != "staged":
            raise Conflict(kept)
        actions.apply_import(request.principal, kept, version=int(version) if sent else 0, why=why)
    except Conflict:
        _say(request, "conflict", messages.WARNING)
    except actions.MovedOn:
        _say(request, "moved-on", messages.WARNING)
    except actions.Stopped:
        _say(request, "stopped", messages.WARNING)
    except actions.WhyMissing:
        _say(request, "why-missing", messages.WARNING)
    return redirect("import-preview", slug, pk)


@require_POST
@governed("programme.import")
def import_drop(request: Any, slug: str, pk: int) -> HttpResponse:
    """Take the files away, unread."""
    try:
        actions.drop(request.principal, _kept(request, pk))
    except Conflict:
        _say(request, "conflict", messages.WARNING)
        return redirect("import-preview", slug, pk)
    _say(request, "dropped", messages.SUCCESS)
    return redirect("imports", slug)


def _kept(request: Any, pk: int) -> Import:
    return get_object_or_404(Import.objects.filter(programme=request.programme), pk=pk)


def _choices(request: Any, kept: Import) -> dict[str, str]:
    """Return the choices that the form holds, of those that the preview offers."""
    allowed: dict[str, set[str]] = {}
    for label in kept.preview["labels"]:
        allowed[label["key"]] = {e["id"] for e in kept.preview["entries"][label["kind"]]}
    choices = dict(kept.choices)
    for name, value in request.POST.items():
        if name.startswith(LABEL):
            key = name.removeprefix(LABEL)
            if key in allowed and value in allowed[key] | {""}:
                choices[key] = value
        elif name.startswith(CELL) and value in ("", KEEP, TAKE):
            choices[name.removeprefix(CELL)] = value
    offered = {c["key"] for c in kept.preview["cells"]} | set(allowed) | set(kept.choices)
    return {key: value for key, value in choices.items() if value and key in offered}


def _say(request: Any, code: str, level: int) -> None:
    messages.add_message(request, level, worded(Message(f"exchange.{code}"), request.lang))
