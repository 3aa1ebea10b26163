"""Pages that belong to no programme: start, language, demo, accessibility, and what went wrong."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_GET, require_POST

from folja_site.access.governing import governed
from folja_site.access.middleware import LINK_KEY
from folja_site.access.models import Membership, User
from folja_site.access.roles import ROLES, Role
from folja_site.base.middleware import COOKIE
from folja_site.measurements.answering_access import only_form
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records
from folja_site.results.models import Publication


@require_GET
@governed("open")
def start(request: Any) -> HttpResponse:
    """Lead everybody to their own place; show what is published to those who have none."""
    principal = request.principal
    if principal.link is not None and principal.user is None:
        return redirect("link-home")
    mine = {m.programme for m in principal.memberships}
    if principal.user is not None and principal.user.is_operator:
        mine |= set(Programme.objects.all())
    if len(mine) == 1:
        programme = next(iter(mine))
        readable = principal.may("programme.read", programme.pk)
        roles = principal.roles_in(programme.pk)
        if readable:
            return redirect("overview", programme.slug)
        if Role.HUB in roles:
            only = only_form(principal, programme)
            if only is not None:
                return redirect("answer", programme.slug, only.round_id, only.unit)
            return redirect("hub-home", programme.slug)
    published = Publication.objects.filter(withdrawn_at__isnull=True).select_related("programme")
    return render(
        request,
        "site/start.html",
        {
            "mine": [(p, _place(principal, p)) for p in sorted(mine, key=lambda p: p.name_sv)],
            "published": published,
            "may_begin": principal.may("programme.found"),
        },
    )


def _place(principal: Any, programme: Programme) -> str:
    """Name the page where somebody works with a programme; the empty text for those who only read
    what is published.
    """
    if principal.may("programme.read", programme.pk):
        return "overview"
    return "hub-home" if Role.HUB in principal.roles_in(programme.pk) else ""


@require_POST
@governed("open")
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that was chosen and go back."""
    chosen = "en" if request.POST.get("lang") == "en" else "sv"
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    response.set_cookie(
        COOKIE, chosen, max_age=31_536_000, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response


@governed("open")
def demo(request: Any) -> HttpResponse:
    """Sign in as each role with one click; exists in the demo only."""
    if not settings.DEMO:
        raise Http404
    accounts = User.objects.filter(email__endswith="@demo.invalid", is_active=True)
    if request.method == "POST":
        asked = request.POST.get("account", "")
        user = accounts.filter(pk=int(asked) if re.fullmatch("[0-9]{1,9}", asked) else 0).first()
        if user is None:
            raise Http404
        request.session.pop(LINK_KEY, None)
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        return redirect("start")
    memberships = Membership.objects.filter(user__in=accounts, ended_at__isnull=True)
    found = list(memberships.select_related("user", "programme").order_by("user_id"))
    named = {
        (programme.pk, unit.id): unit.short_name if unit.short_name.get(request.lang) else unit.name
        for programme in {m.programme for m in found if m.units}
        for unit in records(programme, "units")
    }
    offered = [
        (
            m.user,
            ROLES[Role(m.role)],
            [
                named[m.programme_id, u].get(request.lang) if (m.programme_id, u) in named else u
                for u in m.units
            ],
        )
        for m in found
    ]
    offered += [(u, ROLES[Role.OPERATOR], []) for u in accounts.filter(is_operator=True)]
    return render(request, "site/demo.html", {"offered": offered})


@require_GET
@governed("open")
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is, what is not, and how to report it."""
    return render(request, "site/accessibility.html")


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer the same to what does not exist and to what is not yours."""
    return render(request, "site/not_found.html", status=404)


@requires_csrf_token
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old to be taken in, and how what was written is kept."""
    return render(request, "site/form_expired.html", status=403)


@requires_csrf_token
def our_fault(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and that what was saved is safe; needs nothing but a template."""
    try:
        style = static("site/folja.css")
    except ValueError:  # what has been collected lacks it: the words are enough
        style = ""
    words = get_template("site/our_fault.html").render({"style": style})
    return HttpResponse(words, status=500)
