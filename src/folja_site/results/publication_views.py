"""The report of a programme: what would be published, publishing, withdrawing, the public page."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from folja.text import Message
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.base.conflicts import Conflict
from folja_site.results import report_page
from folja_site.results.actions import publishing
from folja_site.results.models import Publication
from folja_site.results.seeing import Seen, page, seen

_NONE = "'none'"
_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@require_GET
@governed("programme.read")
@seen
def report(looked: Seen) -> HttpResponse:
    """Show what would be published now, what stands open, and what has been published."""
    return _report(looked)


def _report(looked: Seen, note: str = "") -> HttpResponse:
    request = looked.request
    may = request.principal.may("programme.publish", request.programme.pk)
    return page(
        looked,
        "results/report.html",
        may_publish=may,
        may_download=request.principal.may("programme.download", request.programme.pk),
        note=note,
        **report_page.report(looked),
    )


@seen
def _refused(looked: Seen, *, code: str, note: str) -> HttpResponse:
    """Show the page again: why nothing was published, and the note as it was written."""
    messages.error(looked.request, _say(looked.request, code))
    response = _report(looked, note)
    response.status_code = 409
    return response


@require_POST
@governed("programme.publish")
def publish(request: Any, slug: str) -> HttpResponse:
    """Make the report and publish it, unless the data changed meanwhile."""
    programme, asked = request.programme, request.POST.get("round", "")
    chosen = report_page.round_to_publish(programme, asked) if asked else None
    note = request.POST.get("note", "").strip()
    if asked and chosen is None:
        return _refused(request, slug, code="not-approved", note=note)
    prepared = publishing.prepare(programme, chosen)
    try:
        made = publishing.publish(request.principal, programme, prepared, round=chosen, note=note)
    except publishing.Changed:
        return _refused(request, slug, code="changed", note=note)
    return redirect("published", slug, made.number)


@require_POST
@governed("programme.publish")
def withdraw(request: Any, slug: str, number: int) -> HttpResponse:
    """Withdraw a publication; the reason is shown in its place."""
    found = Publication.objects.filter(programme=request.programme, number=number).first()
    if found is None:
        raise Http404
    why = request.POST.get("why", "").strip()
    if not why:
        messages.error(request, _say(request, "why-missing"))
        return redirect("report", slug)
    try:
        publishing.withdraw(request.principal, found, why=why)
    except Conflict:
        messages.error(request, _say(request, "withdrawn-already"))
    return redirect("report", slug)


@require_safe
@governed("open")
def published(request: Any, slug: str, number: int) -> HttpResponse:
    """Show a publication to everybody: title, date, hash, files; or that it was withdrawn."""
    return render(
        request, "results/published.html", report_page.published(_found(slug, number), request.lang)
    )


@require_safe
@governed("open")
def published_file(request: Any, slug: str, number: int, name: str) -> HttpResponse:
    """Hand out one file of a publication; a page is shown, everything else is saved."""
    found = _found(slug, number)
    file = None if found.withdrawn_at else found.files.filter(name=name).first()
    if file is None:
        raise Http404
    content = bytes(file.content)
    response = HttpResponse(content, content_type=file.media_type)
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["ETag"] = f'"{file.sha256}"'
    if file.media_type == "text/html":
        response.headers["Content-Type"] = "text/html; charset=utf-8"
        response.headers["Content-Security-Policy"] = policy_of(content)
    else:
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def policy_of(content: bytes) -> str:
    """Return the policy of a report as a page: its own styles and typefaces, and nothing that runs.

    >>> policy_of(b"<style>p{}</style>").count("sha256-")
    1
    """
    seals = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(style).digest()).decode()}'"
        for style in _STYLE.findall(content)
    )
    return (
        f"default-src 'none'; style-src {seals or _NONE}; font-src data:; "
        "img-src data:; object-src 'none'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox"
    )


def _found(slug: str, number: int) -> Publication:
    found = (
        Publication.objects.filter(programme__slug=slug, number=number)
        .select_related("programme", "round")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _say(request: Any, code: str) -> str:
    return word(Message(f"results.publish.{code}"), request.lang)
