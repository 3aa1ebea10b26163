"""The evaluator's texts about a network: writing, sharing with the hub, publishing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from folja.model import FigureReference, Theme, Unit, segments
from folja.text import Language, LocalText, Message
from folja.text import render as word
from folja_site.access.governing import governed
from folja_site.access.roles import ROLES, Role
from folja_site.base.conflicts import Conflict
from folja_site.interviews import writing
from folja_site.interviews.actions import comments
from folja_site.interviews.actions import drafts as drafting
from folja_site.interviews.digits import own_digits
from folja_site.interviews.models import HubComment
from folja_site.interviews.queries import (
    DESCRIPTION,
    Working,
    comments_on,
    stance_of,
    theme_of,
    workings,
)
from folja_site.programmes.queries import tables

#: A text of more characters is a book.
LONGEST = 40_000


@dataclass(frozen=True, slots=True)
class Place:
    """The network whose texts are written, and the programme's themes."""

    unit: Unit
    themes: tuple[Theme, ...]
    listings: dict[str, tuple[str, ...]]

    def name(self, theme: str) -> LocalText:
        """Return what a text is called."""
        found = next((t for t in self.themes if t.id == theme), None)
        if found is not None:
            return found.name
        told = Message("interviews.description")
        return LocalText(word(told, "sv"), word(told, "en"))


@require_GET
@governed("unit.drafts")
def drafts(request: Any, slug: str, unit: str) -> HttpResponse:
    """Show the five texts of a network, how far each has come, and what the hub says."""
    place = _place(request, unit)
    said = comments_on(request.programme, unit)
    rows: list[dict[str, Any]] = [
        {
            "working": one,
            "address": one.theme or DESCRIPTION,
            "name": place.name(one.theme),
            "said": len(said.get(one.about, [])),
            "stance": stance_of(said.get(one.about, [])),
        }
        for one in workings(request.programme, unit, place.themes)
    ]
    context = {
        "unit": place.unit,
        "rows": rows,
        "total": len(rows),
        "published": sum(row["working"].state == "published" for row in rows),
        "reflections": said.get("reflection", []),
    }
    return render(request, "interviews/drafts.html", context)


@require_GET
@governed("unit.drafts")
def draft(request: Any, slug: str, unit: str, theme: str) -> HttpResponse:
    """Show one text with the figures it may cite, and what the hub says of it."""
    place = _place(request, unit)
    return _draft(request, place, _working(request, place, theme))


@require_POST
@governed("unit.write")
def save(request: Any, slug: str, unit: str, theme: str) -> HttpResponse:
    """Save a text; it stays with the evaluators until it is shared."""
    place = _place(request, unit)
    working = _working(request, place, theme)
    typed = {lang: request.POST.get(f"body_{lang}", "") for lang in ("sv", "en")}
    if max(map(len, typed.values())) > LONGEST:
        told = word(Message("interviews.error.too-long", {"n": LONGEST}), request.lang)
        return _draft(request, place, working, {"error": told, "typed": typed, "kept": True}, 422)
    body = LocalText(*(writing.to_stored(typed[lang], unit) for lang in ("sv", "en")))
    try:
        drafting.save_draft(
            request.principal,
            request.programme,
            unit,
            working.theme,
            body,
            version=_number(request.POST.get("version")),
        )
    except Conflict:
        told = word(Message("interviews.error.conflict"), request.lang)
        there = _working(request, place, theme)
        return _draft(request, place, there, {"error": told, "typed": typed, "kept": True}, 409)
    return redirect(f"{_address(slug, unit, theme)}?done=saved")


@require_POST
@governed("unit.write")
def settle(request: Any, slug: str, unit: str, theme: str) -> HttpResponse:
    """Settle the figures that have changed since a text was saved: each anew, or as it was, dated.

    The text is saved as a new version in which the one or the other stands.
    """
    place = _place(request, unit)
    working = _working(request, place, theme)
    held = _held(request, place, working)
    chosen = {one.key: request.POST.get(f"figure:{one.key}") for one in held["stale"]}
    version = _number(request.POST.get("version"))
    if version != working.version:
        return _refused(request, place, working, "conflict", 409)
    if working.saved_at is None or not chosen:
        return redirect(_address(slug, unit, theme))
    if not set(chosen.values()) <= {"new", "keep"}:
        return _refused(request, place, working, "choose")
    kept = {key for key, choice in chosen.items() if choice == "keep"}
    day = timezone.localtime(working.saved_at).date()
    body = writing.dated(working.body, held["figures"], kept, held["old"], day)
    try:
        drafting.save_draft(
            request.principal, request.programme, unit, working.theme, body, version=version
        )
    except Conflict:
        return _refused(request, place, _working(request, place, theme), "conflict", 409)
    return redirect(f"{_address(slug, unit, theme)}?done=settled")


@require_POST
@governed("unit.write")
def share(request: Any, slug: str, unit: str, theme: str) -> HttpResponse:
    """Show a text to the hub."""
    place = _place(request, unit)
    working = _working(request, place, theme)
    if working.draft is None:
        return _refused(request, place, working, "nothing")
    version = _number(request.POST.get("version"))
    try:
        drafting.share_draft(request.principal, working.draft, version=version)
    except Conflict:
        return _refused(request, place, _working(request, place, theme), "conflict", 409)
    return redirect(f"{_address(slug, unit, theme)}?done=shared")


@require_POST
@governed("unit.write")
def publish(request: Any, slug: str, unit: str, theme: str) -> HttpResponse:
    """Make a text the programme's text about the network, once its figures lead somewhere."""
    place = _place(request, unit)
    working = _working(request, place, theme)
    if working.draft is None or not (working.body.sv or working.body.en):
        return _refused(request, place, working, "nothing")
    try:
        valid_on = date.fromisoformat(request.POST.get("valid_on", ""))
    except ValueError:
        return _refused(request, place, working, "date")
    held = _held(request, place, working)
    if held["broken"]:
        return _refused(request, place, working, "broken")
    if (held["stale"] or held["own"]) and request.POST.get("anyway") != "1":
        return _refused(request, place, working, "anyway")
    try:
        drafting.publish_draft(
            request.principal,
            working.draft,
            version=_number(request.POST.get("version")),
            valid_on=valid_on,
            author=ROLES[Role.EVALUATOR][0].get("en" if request.lang == "en" else "sv"),
        )
    except Conflict:
        return _refused(request, place, _working(request, place, theme), "conflict", 409)
    return redirect(f"{_address(slug, unit, theme)}?done=published")


@require_POST
@governed("unit.write")
def reply(request: Any, slug: str, unit: str, pk: int) -> HttpResponse:
    """Answer what the hub has said."""
    said = HubComment.objects.filter(programme=request.programme, unit=unit, pk=pk).first()
    if said is None:
        raise Http404
    theme = said.about.removeprefix("draft/") if said.about.startswith("draft/") else ""
    theme = DESCRIPTION if theme == "general" else theme
    text = request.POST.get("answer", "").strip()
    done = "answered"
    if text:
        try:
            comments.answer(request.principal, said, text)
        except Conflict:
            done = "already"
    address = _address(slug, unit, theme) if theme else reverse("drafts", args=[slug, unit])
    return redirect(f"{address}?done={done}" if text else address)


def _place(request: Any, unit: str) -> Place:
    known = tables(request.programme, "units", "themes", "indicator_themes")
    found = next((u for u in known["units"] if u.id == unit), None)
    if found is None:
        raise Http404
    listings: dict[str, tuple[str, ...]] = {}
    for one in known["indicator_themes"]:
        listings[one.theme] = (*listings.get(one.theme, ()), one.indicator)
    themes = tuple(sorted(known["themes"], key=lambda theme: theme.no))
    return Place(found, themes, listings)


def _working(request: Any, place: Place, address: str) -> Working:
    theme = theme_of(address, place.themes)
    if theme is None:
        raise Http404
    every = workings(request.programme, place.unit.id, place.themes)
    return next(one for one in every if one.theme == theme)


def _held(request: Any, place: Place, working: Working) -> dict[str, Any]:
    """Return what a text holds: its paragraphs in both languages, and what is wrong with them."""
    figures = writing.figures_of_unit(request.programme, place.unit.id)
    old = writing.old_readings(figures, working.body, working.saved_at)
    shown = {
        lang: writing.shown(working.body.sv if lang == "sv" else working.body.en, figures, lang,
                            old=old)
        for lang in ("sv", "en")
    }  # fmt: skip
    own = {
        one.digits: one
        for lang in ("sv", "en")
        for one in own_digits(getattr(working.body, lang), figures, request.lang)
    }
    return {
        "figures": figures,
        "old": old,
        "shown": shown,
        "broken": any(writing.has_broken(text) for text in shown.values()),
        "stale": writing.stale(working.body, figures, request.lang, old),
        "own": tuple(own.values()),
    }


def _draft(
    request: Any,
    place: Place,
    working: Working,
    more: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    held = _held(request, place, working)
    figures: writing.Figures = held["figures"]
    about = place.listings.get(working.theme, ())
    said = comments_on(request.programme, place.unit.id)
    every = [
        (indicator, tuple(writing.evidence(figures, indicator, request.lang)))
        for indicator in figures.indicators.values()
    ]
    context = held | {
        "unit": place.unit,
        "name": place.name(working.theme),
        "address": working.theme or DESCRIPTION,
        "working": working,
        "typed": {
            lang: writing.to_typed(getattr(working.body, lang), place.unit.id, lang)
            for lang in ("sv", "en")
        },
        "cited": {
            "sv": _cited(working.body.sv, figures, "sv", request.lang),
            "en": _cited(working.body.en, figures, "en", request.lang),
        },
        "near": [(i, e) for i, e in every if e and (i.id in about or not about)],
        "rest": [(i, e) for i, e in every if e and about and i.id not in about],
        "said": said.get(working.about, []),
        "stance": stance_of(said.get(working.about, [])),
        "today": timezone.localdate().isoformat(),
        "saved_on": timezone.localtime(working.saved_at).date() if working.saved_at else None,
        "done": request.GET.get("done", ""),
    }
    return render(request, "interviews/draft.html", context | (more or {}), status=status)


def _cited(
    body: str, figures: writing.Figures, lang: Language, reader: Language
) -> tuple[tuple[str, str, writing.Piece, str], ...]:
    """Return each figure of a text once: as it is typed, its kind, what it says, what it is.

    What it says is in the language of the text, what it is in that of the reader.
    """
    there = [
        part
        for paragraph in body.split("\n\n")
        for part in segments(paragraph.strip())
        if isinstance(part, FigureReference)
    ]
    said, told = (
        [p for text in writing.shown(body, figures, one, old={}) for p in text if p.figure]
        for one in (lang, reader)
    )
    found = {}
    for part, piece, about in zip(there, said, told, strict=True):
        token = f"[[{piece.key}{'|words' if part.words else ''}]]"
        typed = writing.to_typed(token, figures.unit, lang)
        found[token] = (typed, part.target, piece, about.title)
    return tuple(found.values())


def _refused(
    request: Any, place: Place, working: Working, reason: str, status: int = 422
) -> HttpResponse:
    told = word(Message(f"interviews.error.{reason}"), request.lang)
    return _draft(request, place, working, {"error": told}, status)


def _address(slug: str, unit: str, theme: str) -> str:
    return reverse("draft", args=[slug, unit, theme])


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
