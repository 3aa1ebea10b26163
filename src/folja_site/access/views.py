"""Pages about people: one's own account, invitations, and who is what in a programme."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, password_validation
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folja.text import Language, LocalText, Message
from folja.text import render as worded
from folja_site.access.actions import people as actions
from folja_site.access.apart import (
    OwnRole,
    RoleRefused,
    refuse_held,
    refuse_own,
    same_address,
)
from folja_site.access.evaluators import without_evaluator
from folja_site.access.governing import governed
from folja_site.access.inviting import GIVEN, Wish, wish_in, wrong_with
from folja_site.access.models import DeclaredTie, Invitation, Membership, User
from folja_site.access.roles import ROLES, Role
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records


class InvitationForm(forms.Form):
    """The name and password of a new account; the password is held to the site's rules."""

    name = forms.CharField(max_length=200, strip=True)
    password = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean_password(self) -> str:
        """Refuse a password that is short, common or like the name."""
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(
            password, User(name=self.cleaned_data.get("name", ""))
        )
        return password


class FirstForm(InvitationForm):
    """The same for the site's first account, which nobody has written to: its address too."""

    email = forms.EmailField(max_length=254)


def _sign_in(request: Any, user: User) -> None:
    """Sign in whoever has just chosen a password, who need not confirm it on the next page."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, user, "password", reauthenticated=True)


def _names(programme: Programme) -> dict[str, LocalText]:
    """Return what the networks of a programme are called."""
    return {unit.id: unit.name for unit in records(programme, "units")}


@require_GET
@governed("account")
def account(request: Any) -> HttpResponse:
    """Show one's own account: roles, second factor, declared ties."""
    from allauth.mfa.utils import is_mfa_enabled

    held = [
        (m.programme, ROLES[Role(m.role)][0], m.units, _names(m.programme) if m.units else {})
        for m in request.principal.memberships
    ]
    return render(
        request, "access/account.html", {"held": held, "safe": is_mfa_enabled(request.user)}
    )


@require_GET
@governed("account")
def second_factor(request: Any) -> HttpResponse:
    """Say that the role asks for a second factor, and lead to setting one up."""
    return render(request, "access/second_factor.html")


@governed("open")
def invitation(request: Any, token: str) -> HttpResponse:
    """Show an invitation (looking consumes nothing) and let it be accepted."""
    found = actions.open_invitation(token)
    if found is None:
        return render(request, "access/invitation_closed.html", status=410)
    if found.programme is None:
        return _first(request, token)
    known = User.objects.filter(email__iexact=found.email).exists()
    mine = request.user.is_authenticated and same_address(request.user.email, found.email)
    # Whoever is signed in takes on no role that was meant for another address.
    others = request.user.is_authenticated and not mine
    form = InvitationForm(request.POST or None)
    refused = None
    if request.method != "POST" and mine:
        refused = _kept_apart(found, request.user, request.lang)
    elif request.method == "POST" and not others:
        try:
            if mine:
                actions.accept(token, user=request.principal.user)
                return redirect("start")
            if not known and form.is_valid():
                user = actions.accept(token, language=request.lang, **form.cleaned_data)
                _sign_in(request, user)
                return redirect("start")
        except RoleRefused as error:
            refused = worded(Message(error.to_invited), request.lang)
        except (actions.InvitationClosed, actions.TieNeedsReason):
            return render(request, "access/invitation_closed.html", status=410)
    context = {
        "invitation": found,
        "role": ROLES[Role(found.role)],
        "form": form,
        "known": known,
        "mine": mine,
        "others": others,
        "refused": refused,
    }
    status = 409 if request.method == "POST" and (refused or others) else 200
    return render(request, "access/invitation.html", context, status=status)


def _kept_apart(found: Invitation, user: User, lang: Language) -> str | None:
    """Say why somebody cannot take a role that they are invited to; None where they can."""
    try:
        refuse_own(found.invited_by, user.email)
        if found.programme is not None:
            refuse_held(found.programme, user, found.role, found.units)
    except RoleRefused as error:
        return worded(Message(error.to_invited), lang)
    return None


def _first(request: Any, token: str) -> HttpResponse:
    """Let whoever started the server make the site's first account."""
    form = FirstForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.accept_first(token, language=request.lang, **form.cleaned_data)
        except actions.InvitationClosed:
            return render(request, "access/invitation_closed.html", status=410)
        _sign_in(request, user)
        return redirect("programme-new")
    return render(request, "access/first.html", {"form": form})


@governed("operate")
def accounts(request: Any) -> HttpResponse:
    """List accounts for the operator, who can close them; their sessions end at once."""
    if request.method == "POST":
        asked = request.POST.get("account", "")
        user = get_object_or_404(User, pk=int(asked) if re.fullmatch("[0-9]{1,9}", asked) else 0)
        why = request.POST.get("why", "").strip()
        if user == request.user or not why:
            messages.error(request, worded(Message("access.close.needs-reason"), request.lang))
        else:
            actions.deactivate(request.principal, user, why=why)
            messages.success(request, worded(Message("access.close.done"), request.lang))
        return redirect("operate-accounts")
    return render(request, "access/accounts.html", {"accounts": User.objects.order_by("email")})


@require_GET
@governed("programme.people")
def people(request: Any, slug: str) -> HttpResponse:
    """Show who is what in the programme, open invitations, declared ties.

    An address may say whom to invite to what (`?role=evaluator&units=…`); nothing is sent by it.
    """
    return _people(request, wish_in(request.GET))


def _people(request: Any, wish: Wish) -> HttpResponse:
    standing = Membership.objects.filter(programme=request.programme, ended_at__isnull=True)
    units = records(request.programme, "units")
    networks = [u for u in units if u.kind == "network"]
    context = {
        "standing": [
            (m, ROLES[Role(m.role)][0]) for m in standing.select_related("user").order_by("role")
        ],
        "invitations": [
            (i, ROLES[Role(i.role)][0])
            for i in Invitation.objects.filter(programme=request.programme, used_at__isnull=True)
            if i.is_open
        ],
        "ties": DeclaredTie.objects.filter(
            programme=request.programme, ended_at__isnull=True
        ).select_related("user"),
        "roles": [(r.value, *ROLES[r]) for r in GIVEN],
        "networks": networks,
        "names": {u.id: u.name for u in units},
        "bare": without_evaluator(request.programme, [u.id for u in networks]),
        "wish": wish,
    }
    status = 422 if wish.errors else 200
    return render(request, "access/people.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@governed("programme.people")
def invite(request: Any, slug: str) -> HttpResponse:
    """Invite an address to a role by mail; a form that is refused keeps what was written."""
    if request.method != "POST":
        return redirect("people", slug)
    wish = wish_in(request.POST)
    known = {u.id for u in records(request.programme, "units")}
    if errors := wrong_with(wish, request.programme, known):
        return _people(request, replace(wish, errors=errors))
    try:
        _, token = actions.invite(
            request.principal,
            request.programme,
            wish.email,
            wish.role,
            units=wish.networks,
            reason=wish.reason,
        )
    except RoleRefused as error:
        field = "email" if isinstance(error, OwnRole) else "role"
        return _people(request, replace(wish, errors={field: error.code}))
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    send_mail(
        worded(Message("access.mail.subject"), request.lang),
        worded(Message("access.mail.body", {"link": link}), request.lang),
        None,
        [wish.email],
    )
    told = Message("access.invite.by-hand", {"link": link, "address": wish.email})
    if not settings.MAIL_STAYS:
        told = Message("access.invite.done")
    messages.success(request, worded(told, request.lang))
    return redirect("people", slug)


@require_POST
@governed("programme.people")
def end_role(request: Any, slug: str, membership: int) -> HttpResponse:
    """End a role in the programme."""
    found = get_object_or_404(
        Membership, pk=membership, programme=request.programme, ended_at__isnull=True
    )
    if found.user == request.user:
        messages.error(request, worded(Message("access.end.self"), request.lang))
    else:
        actions.end_role(request.principal, found, why=request.POST.get("why", ""))
    return redirect("people", slug)


@require_POST
@governed("programme.people")
def revoke_invitation(request: Any, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation, pk=pk, programme=request.programme)
    actions.revoke(request.principal, found)
    return redirect("people", slug)


@governed("tie.declare")
def tie(request: Any, slug: str) -> HttpResponse:
    """Let an evaluator declare ties to networks."""
    networks = [u for u in records(request.programme, "units") if u.kind == "network"]
    if request.method == "POST":
        unit, text = request.POST.get("unit", ""), request.POST.get("text", "").strip()
        if text and unit in {u.id for u in networks}:
            actions.declare_tie(request.principal, request.programme, unit, text)
            return redirect("people-tie", slug)
        messages.error(request, worded(Message("access.tie.words"), request.lang))
    mine = DeclaredTie.objects.filter(
        user=request.user, programme=request.programme, ended_at__isnull=True
    )
    context = {"networks": networks, "mine": mine, "names": {u.id: u.name for u in networks}}
    return render(request, "access/tie.html", context)
