"""Pages of a round's letters: read and send, print, change the words, and the personal links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folja.formats import docx, pdf
from folja.text import LANGUAGES, Language
from folja_site.access.governing import governed
from folja_site.access.tokens import new_token
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.links import make_link, revoke_link
from folja_site.measurements.actions.rounds import save_words
from folja_site.measurements.actions.sending import (
    AT_ONCE,
    Recipient,
    hand_over,
    recipients,
    send,
)
from folja_site.measurements.asked import asked_of
from folja_site.measurements.board import first_opened
from folja_site.measurements.counting import counting_in
from folja_site.measurements.kept import kept_in
from folja_site.measurements.letter_print import BEFORE, printed_letter
from folja_site.measurements.letters import (
    KINDS,
    Matter,
    filled,
    lacking,
    places,
    template,
    unknown_places,
)
from folja_site.measurements.models import Answer, PersonalLink, Round
from folja_site.measurements.round_views import round_of
from folja_site.measurements.round_words import say
from folja_site.programmes.queries import added_by, everybodys, tables

#: The longest subject and the longest text of a letter.
SUBJECT, BODY = 200, 20_000
PRINTS = {
    "pdf": (pdf.write, "application/pdf"),
    "docx": (
        docx.write,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def _matter(request: Any, asked: Round) -> tuple[Matter, dict[str, Any]]:
    known = tables(request.programme, "points", "indicators", "units", "adaptations")
    common = everybodys(known["indicators"], known["adaptations"])
    points = tuple(p for p in known["points"] if p.id in asked.points)
    sender = request.principal.user.name if request.principal.user else ""
    added = added_by(known["adaptations"])
    every = asked_of(asked, known["indicators"], known["adaptations"])
    own = {
        unit: tuple(one for one in every if unit in added.get(one.id, ()))
        for unit in {unit for by in added.values() for unit in by}
    }
    matter = Matter(asked, points, asked_of(asked, common), sender, own=own)
    return matter, {unit.id: unit for unit in known["units"]}


def link_address(request: Any) -> Callable[[str], str]:
    """Return what turns the token of a link into an address of this site."""
    return lambda token: request.build_absolute_uri(reverse("link-open", args=[token]))


def _waiting(asked: Round, kind: str) -> tuple[Recipient, ...]:
    """Return who a letter can go to: those without one; a reminder to those who have not answered.

    Whoever answers for several networks is reminded while one of them is left.
    """
    parts = asked.participations.all()
    if kind == "letter":
        return recipients(parts)
    due = [
        p
        for p in parts
        if p.letter_at and not p.approved_at and (not p.submitted_at or p.returned_at)
    ]
    return recipients(due)


@require_GET
@governed("round.manage")
def letter(request: Any, slug: str, pk: int) -> HttpResponse:
    """Show the letter or the reminder as it will read, and to whom it can go."""
    asked = round_of(request, pk)
    kind = _kind(request.GET)
    matter, units = _matter(request, asked)
    to, kept = request.GET.get("to", ""), kept_in(asked, first_opened(asked))
    rows = [
        (
            one,
            [units[u].name for u in one.units if u in units],
            _became(one, kept),
            to in one.units if to else (kind == "reminder" or _needs(one, kept)),
        )
        for one in _waiting(asked, kind)
    ]
    context = {
        "round": asked,
        "kind": kind,
        "previews": [(lang, filled(matter, kind, lang)) for lang in LANGUAGES],
        "rows": rows,
        "addressed": sum(1 for one, *_ in rows if one.email),
        "all_got": kind == "letter" and bool(rows) and all(row[2] == "got-it" for row in rows),
        "unaddressed": [names for one, names, *_ in rows if not one.email],
        "at_once": AT_ONCE,
    }
    return render(request, "rounds/letter.html", context)


def _needs(one: Recipient, kept: Mapping[str, Any]) -> bool:
    """Say whether somebody still needs the letter: it is not with them, nor have they handed in."""
    return not _became(one, kept) and not all(part.submitted_at for part in one.parts)


def _became(one: Recipient, kept: Mapping[str, Any]) -> str:
    """Return what became of the letter to somebody: "got-it", "kept" on the server, or nothing."""
    if all(part.letter_at for part in one.parts):
        return "got-it"
    lies = all(part.letter_at or part.unit in kept for part in one.parts)
    return "kept" if lies else ""


@require_POST
@governed("round.manage")
def send_letter(request: Any, slug: str, pk: int) -> HttpResponse:
    """Send the letter or the reminder to those chosen, each with a link of their own."""
    asked, kind = round_of(request, pk), _kind(request.POST)
    lang = request.lang
    back = f"{reverse('round-letter', args=[slug, pk])}?kind={kind}"
    if asked.state != "open":
        messages.error(request, say("letter.open-first", lang))
        return redirect(back)
    chosen = set(request.POST.getlist("units"))
    to = [one for one in _waiting(asked, kind) if one.email and chosen & set(one.units)]
    if not to:
        messages.error(request, say("letter.nobody", lang))
        return redirect(back)
    matter, _ = _matter(request, asked)
    became = send(
        request.principal,
        matter,
        to,
        kind=kind,
        address=link_address(request),
    )
    if became.failed:
        names = ", ".join(one.email for one in became.failed)
        words = say("letter.failed", lang, n=len(became.failed), addresses=names)
        messages.error(request, words)
    if became.sent:
        told = "stays" if settings.MAIL_STAYS else "sent"
        messages.success(request, say(f"letter.{kind}-{told}", lang, n=len(became.sent)))
    left = len(to) - len(became.sent) - len(became.failed)
    if left:
        messages.info(request, say("letter.left", lang, n=left))
        return redirect(back)
    return redirect(back if became.failed else reverse("round", args=[slug, pk]))


@require_POST
@governed("round.manage")
def print_letter(request: Any, slug: str, pk: int) -> HttpResponse:
    """Make a letter to print for one respondent, with a link of its own to type, and log it."""
    asked, kind = round_of(request, pk), _kind(request.POST)
    if asked.state != "open":
        messages.error(request, say("letter.open-first", request.lang))
        return redirect("round-letter", slug, pk)
    suffix, unit = request.POST.get("format", ""), request.POST.get("unit", "")
    one = next((r for r in recipients(asked.participations.all()) if unit in r.units), None)
    if one is None or suffix not in PRINTS:
        raise Http404
    matter, units = _matter(request, asked)
    said = _said(asked, one.units, one.langs[0])
    token, _ = new_token()
    document = printed_letter(
        matter,
        [(units[u], said.get(u, {})) for u in one.units if u in units],
        one.langs[0],
        kind=kind,
        to=one.respondent,
        link=link_address(request)(token),
        dated=timezone.localdate(),
    )
    write, media = PRINTS[suffix]
    content = write(document)  # takes a moment: nothing is held meanwhile
    hand_over(request.principal, matter, one, kind=kind, way=suffix, token=token)
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{document.file_stem}.{suffix}"'
    return response


def _said(
    asked: Round, units: tuple[str, ...], lang: Language
) -> dict[str, dict[tuple[str, str], str]]:
    """Return what networks have said of the points asked, and what counts of it last before them;
    a value that was decided has the words beside it.
    """
    first = min(asked.points, default="")
    answers = Answer.objects.filter(programme=asked.programme_id, unit__in=units, breakdown="")
    said: dict[str, dict[tuple[str, str], str]] = {unit: {} for unit in units}
    rows = list(answers.order_by("point", "indicator_version"))
    for unit in units:
        own = [answer for answer in rows if answer.unit == unit]
        counting = counting_in(asked.programme, unit, own)
        for answer in own:
            decided = counting.get((answer.indicator, answer.point))
            if answer.point in asked.points:
                said[unit][answer.indicator, answer.point] = answer.verbatim
            elif answer.point < first and (decided or answer.verbatim):
                told = f"{decided.text(lang)} {decided.beside(lang)}" if decided else ""
                said[unit][answer.indicator, BEFORE] = told or answer.verbatim
    return said


@require_http_methods(["GET", "HEAD", "POST"])
@governed("round.manage")
def words(request: Any, slug: str, pk: int) -> HttpResponse:
    """Change the words of the round's letter and reminder, in both languages."""
    asked = round_of(request, pk)
    fields, status = _words_shown(asked, request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        if any(field["errors"] for field in fields):
            status = 422
        else:
            kept: dict[str, dict[str, str]] = {lang: {} for lang in LANGUAGES}
            for field in fields:
                kept[field["lang"]][f"{field['kind']}_subject"] = field["subject"]
                kept[field["lang"]][f"{field['kind']}_body"] = field["body"]
            seen = request.POST.get("version", "")
            try:
                version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
                save_words(request.principal, asked, kept, version=version)
                messages.success(request, say("letter.words-saved", request.lang))
                return redirect("round-letter", slug, pk)
            except Conflict:
                messages.error(request, say("conflict", request.lang))
                status = 409
    context = {"round": asked, "fields": fields}
    return render(request, "rounds/letter_words.html", context, status=status)


def _words_shown(asked: Round, data: Any) -> list[dict[str, Any]]:
    fields = []
    for kind in KINDS:
        for lang in LANGUAGES:
            there = template(asked, kind, lang)
            subject, body = there.subject, there.body
            errors: list[tuple[str, object]] = []
            if data is not None:
                subject = " ".join(data.get(f"{kind}-{lang}-subject", "").split())
                body = data.get(f"{kind}-{lang}-body", "").replace("\r\n", "\n").strip()
                if len(subject) > SUBJECT:
                    errors.append(("letter.subject-too-long", SUBJECT))
                if len(body) > BODY:
                    errors.append(("letter.body-too-long", BODY))
                if not subject:
                    errors.append(("letter.no-subject", ""))
                if needed := lacking(body, lang):
                    errors.append(("letter.lacking", needed))
                errors += [
                    ("letter.unknown-place", place)
                    for place in unknown_places(f"{subject}\n{body}", lang, kind)
                ]
            fields.append(
                {
                    "kind": kind,
                    "lang": lang,
                    "subject": subject,
                    "body": body,
                    "errors": errors,
                    "places": [f"[{word}]" for word in places(kind, lang).values()],
                }
            )
    return fields


@require_http_methods(["GET", "HEAD", "POST"])
@governed("round.manage")
def links(request: Any, slug: str, pk: int) -> HttpResponse:
    """List the round's personal links; make one to hand over, which is shown once."""
    asked = round_of(request, pk)
    made, unit, status = "", "", 200
    if request.method == "POST":
        unit = request.POST.get("unit", "")
        everyone = recipients(asked.participations.all())
        one = next((r for r in everyone if unit in r.units), None)
        if one is None:
            raise Http404
        if asked.state != "open":
            messages.error(request, say("letter.open-first", request.lang))
            return redirect("links", slug, pk)
        _, token = make_link(
            request.principal, asked, one.units, respondent=one.respondent, email=one.email
        )
        made = link_address(request)(token)
    _, units = _matter(request, asked)
    now = timezone.now()
    rows = [
        (link, [units[u].name for u in link.units if u in units], _state(link, now))
        for link in PersonalLink.objects.filter(round=asked).order_by("-id")
    ]
    context = {
        "round": asked,
        "rows": rows,
        "good": sum(1 for *_, state in rows if state in ("good", "opened")),
        "made": made,
        "lies": made and unit in kept_in(asked, first_opened(asked)),
        "unit": unit,
        "networks": [
            (part.unit, units[part.unit].name)
            for part in asked.participations.all()
            if part.unit in units
        ],
    }
    return render(request, "rounds/links.html", context, status=status)


def _state(link: PersonalLink, now: Any) -> str:
    if link.revoked_at:
        return "revoked"
    if link.expires_at <= now:
        return "expired"
    return "opened" if link.opened_at else "good"


@require_POST
@governed("round.manage")
def revoke(request: Any, slug: str, pk: int, link: int) -> HttpResponse:
    """Take a link back."""
    asked = round_of(request, pk)
    found = get_object_or_404(PersonalLink, pk=link, round=asked)
    revoke_link(request.principal, found, why=request.POST.get("why", "").strip())
    messages.success(request, say("links.revoked-done", request.lang))
    return redirect("links", slug, pk)


def _kind(data: Any) -> str:
    return "reminder" if data.get("kind") == "reminder" else "letter"
