"""What a respondent meets: the page behind a personal link, and what the link is for.

Looking at the page of a link consumes nothing, since mail scanners open links. By POST the token is
swapped for the session; from there on no address holds it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import logout
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from folja_site.access.governing import governed
from folja_site.access.middleware import LINK_KEY
from folja_site.measurements.actions.links import is_good, link_of, open_link
from folja_site.measurements.answering_access import takes_answers
from folja_site.measurements.asked import asked_of
from folja_site.measurements.board import progress, squares_of
from folja_site.measurements.models import Participation, PersonalLink
from folja_site.programmes.queries import tables, unasked


@require_http_methods(["GET", "HEAD", "POST"])
@governed("open")
def link_open(request: Any, token: str) -> HttpResponse:
    """Say what the link is for; by POST, let its respondent in."""
    link = link_of(token)
    if link is None:
        raise Http404
    if not is_good(link):
        return render(request, "rounds/link_closed.html", {"link": link}, status=410)
    if request.method == "POST":
        # Whoever was signed in is so no longer: an account and a link are never mixed.
        logout(request)
        request.session.cycle_key()
        request.session[LINK_KEY] = link.pk
        open_link(link)
        return redirect("link-home")
    parts = Participation.objects.filter(round=link.round, unit__in=link.units)
    left = parts.filter(Q(submitted_at__isnull=True) | Q(returned_at__isnull=False))
    context = {
        "link": link,
        "done": parts.exists() and not left.exists(),
        "networks": _names(link),
        "account": request.principal.user,
        "shut": link.round.state != "open",
    }
    return render(request, "rounds/link_open.html", context)


@require_GET
@governed("open")
def link_home(request: Any) -> HttpResponse:
    """List the networks that the link is for, and how far each has come.

    A link to one network leads straight on: to its form, or to the receipt of what was handed in.
    """
    link = request.principal.link
    if link is None or not is_good(link):
        return render(request, "rounds/link_closed.html", {"link": None}, status=410)
    programme, asked = link.programme, link.round
    known = tables(programme, "units", "indicators", "adaptations")
    units = {unit.id: unit for unit in known["units"]}
    parts = Participation.objects.filter(round=asked, unit__in=link.units)
    shown = [part for part in parts.select_related("round__programme") if part.unit in units]
    if len(shown) == 1:
        (part,) = shown
        name = "answer" if takes_answers(request.principal, part) else "answer-receipt"
        return redirect(name, programme.slug, asked.pk, part.unit)
    declined = unasked(known["adaptations"], units)
    indicators = asked_of(asked, known["indicators"], known["adaptations"])
    squares = squares_of(asked, [part.unit for part in shown], indicators, declined)
    rows = [
        (
            part,
            units[part.unit],
            squares[part.unit],
            progress(squares[part.unit]),
            takes_answers(request.principal, part),
        )
        for part in shown
    ]
    context = {
        "link": link,
        "round": asked,
        "its_programme": programme,
        "rows": rows,
        "left": sum(1 for *_, open_ in rows if open_),
    }
    return render(request, "rounds/link_home.html", context)


def _names(link: PersonalLink) -> list[Any]:
    units = {unit.id: unit for unit in tables(link.programme, "units")["units"]}
    return [units[id_].name for id_ in link.units if id_ in units]
