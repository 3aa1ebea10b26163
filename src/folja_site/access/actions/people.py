"""Inviting, accepting, giving and ending roles, declaring ties, closing accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from folja.model import DeclaredTie as Tie
from folja_site.access.apart import refuse_both, refuse_held, refuse_own
from folja_site.access.models import DeclaredTie, Invitation, Membership, User
from folja_site.access.principal import Principal
from folja_site.access.roles import Role
from folja_site.access.tokens import hash_of, new_token
from folja_site.base.auditing import one_event, record
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import record_of

#: How long an invitation can be used.
INVITATION_DAYS = 14


class TieNeedsReason(Exception):
    """An evaluator with a declared tie to a network is assigned only with a reason."""


class InvitationClosed(Exception):
    """The invitation has been used, taken back, or is too old."""


@transaction.atomic
def invite(
    principal: Principal,
    programme: Programme,
    email: str,
    role: str,
    *,
    units: Sequence[str] = (),
    reason: str = "",
) -> tuple[Invitation, str]:
    """Invite an address to a role; returns the invitation and its token, which is kept nowhere.

    Raises `RoleRefused` for one's own address and for a role that does not go with another.
    """
    refuse_own(principal.user, email)
    refuse_both(programme, email, role, units)
    token, kept = new_token()
    invitation = Invitation.objects.create(
        email=email.strip().lower(),
        programme=programme,
        role=role,
        units=list(units),
        reason=reason,
        token_hash=kept,
        invited_by=principal.user,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(
        principal,
        "people.invite",
        programme=programme,
        subject=f"invitation #{invitation.pk}",
        after={"role": role, "units": list(units)},
        why=reason,
    )
    return invitation, token


@transaction.atomic
def invite_first() -> str | None:
    """Invite whoever starts the server of a site without accounts; returns the token, once.

    The first account runs the server and may begin programmes. An invitation of an earlier start
    is taken back. Returns None where somebody has an account already.
    """
    if User.objects.exists():
        return None
    Invitation.objects.filter(programme=None, used_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    token, kept = new_token()
    invitation = Invitation.objects.create(
        email="",  # the person writes it
        role=Role.OPERATOR.value,
        token_hash=kept,
        expires_at=timezone.now() + timedelta(days=INVITATION_DAYS),
    )
    record(None, "people.invite-first", subject=f"invitation #{invitation.pk}")
    return token


@transaction.atomic
def accept_first(token: str, *, name: str, email: str, password: str, language: str) -> User:
    """Make the site's first account. Raises `InvitationClosed` when there is one already."""
    taken = Invitation.objects.filter(
        token_hash=hash_of(token),
        programme=None,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).update(used_at=timezone.now())
    if not taken or User.objects.exists():
        raise InvitationClosed
    user = User.objects.create_user(
        email.strip(), password, name=name.strip(), language=language, is_operator=True
    )
    record(None, "people.first-account", subject=f"account #{user.pk}")
    return user


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation of a token if it can still be used; looking consumes nothing."""
    found = Invitation.objects.filter(token_hash=hash_of(token)).first()
    return found if found is not None and found.is_open else None


@transaction.atomic
def accept(
    token: str, *, user: User | None = None, name: str = "", password: str = "", language: str = ""
) -> User:
    """Make the account that an invitation is for and give it the role; `user` has one already.

    Raises `InvitationClosed` when somebody was quicker, it is too old or for somebody else,
    `RoleRefused` for a role that whoever accepts may not have.
    """
    now = timezone.now()
    taken = Invitation.objects.filter(
        token_hash=hash_of(token), used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=now
    ).update(used_at=now)
    if not taken:
        raise InvitationClosed
    invitation = Invitation.objects.get(token_hash=hash_of(token))
    # An account that has come to be since the page was shown is not entered without its password.
    known = User.objects.filter(email__iexact=invitation.email).first()
    if known != user:
        raise InvitationClosed
    if user is None:
        user = User.objects.create_user(
            invitation.email, password, name=name.strip(), language=language
        )
    refuse_own(invitation.invited_by, user.email)
    if invitation.programme is not None:
        give_role(
            None,
            invitation.programme,
            user,
            invitation.role,
            units=invitation.units,
            reason=invitation.reason,
        )
    return user


@transaction.atomic
def revoke(principal: Principal, invitation: Invitation) -> None:
    """Take an invitation back; its link answers that it is closed."""
    Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    record(
        principal,
        "people.revoke-invitation",
        programme=invitation.programme,
        subject=f"invitation #{invitation.pk}",
    )


@transaction.atomic
def give_role(
    principal: Principal | None,
    programme: Programme,
    user: User,
    role: str,
    *,
    units: Sequence[str] = (),
    reason: str = "",
) -> Membership:
    """Give a role, or change the networks of one that is held.

    Raises `TieNeedsReason` for an evaluator with a tie to one of the networks and no reason,
    `RoleRefused` for one's own account and for a role that does not go with another.
    """
    # One role of an account at a time: two given at once would not see each other.
    User.objects.select_for_update().get(pk=user.pk)
    refuse_own(principal.user if principal else None, user.email)
    refuse_held(programme, user, role, units)
    tied = DeclaredTie.objects.filter(
        user=user, programme=programme, unit__in=list(units), ended_at__isnull=True
    )
    if role == "evaluator" and not reason and tied.exists():
        raise TieNeedsReason(", ".join(tied.values_list("unit", flat=True)))
    membership, made = Membership.objects.update_or_create(
        user=user,
        programme=programme,
        role=role,
        ended_at=None,
        defaults={"units": list(units), "reason": reason},
    )
    code = "people.give-role" if made else "people.change-role"
    with one_event(principal, code, programme=programme, why=reason):
        record(
            principal,
            code,
            programme=programme,
            subject=f"account #{user.pk}",
            after={"role": role, "units": list(units)},
            why=reason,
        )
        if role == "evaluator":
            _keep_ties(principal, programme, user, units, reason)
    return membership


def _keep_ties(
    principal: Principal | None, programme: Programme, user: User, units: Sequence[str], reason: str
) -> None:
    """Hold what the report tells of ties in step with what somebody is assigned to now."""
    tied = DeclaredTie.objects.filter(user=user, programme=programme, ended_at__isnull=True)
    assigned = sorted({tie.unit for tie in tied} & set(units))
    stem, today = f"evaluator-{user.pk}-", timezone.localdate()
    for entry in Entry.objects.filter(
        programme=programme, table="declared_ties", key__startswith=stem, gone=False
    ):
        told = record_of(entry)
        if told.unit in assigned:
            assigned.remove(told.unit)
            now = replace(told, reason=reason or told.reason, until=None)
        else:
            now = replace(told, until=told.until or today)
        if now != told:
            save_entry(principal, programme, "declared_ties", now, version=entry.version)
    for unit in assigned:
        tie = Tie(id=f"{stem}{unit}", unit=unit, reason=reason, since=today)
        save_entry(principal, programme, "declared_ties", tie)


@transaction.atomic
def end_role(principal: Principal, membership: Membership, *, why: str = "") -> None:
    """End a role; the next request of the account no longer has it."""
    Membership.objects.filter(pk=membership.pk).update(ended_at=timezone.now())
    with one_event(principal, "people.end-role", programme=membership.programme, why=why):
        record(
            principal,
            "people.end-role",
            programme=membership.programme,
            subject=f"account #{membership.user_id}",
            before={"role": membership.role, "units": membership.units},
            why=why,
        )
        if membership.role == "evaluator":
            _keep_ties(principal, membership.programme, membership.user, (), "")


@transaction.atomic
def declare_tie(principal: Principal, programme: Programme, unit: str, text: str) -> DeclaredTie:
    """Let an evaluator declare a tie to a network.

    Whoever is assigned to it already stands in the report without a reason until one is given.
    """
    tie = DeclaredTie.objects.create(
        user=principal.user, programme=programme, unit=unit, text=text.strip()
    )
    held = Membership.objects.filter(
        user=principal.user, programme=programme, role="evaluator", ended_at__isnull=True
    ).first()
    with one_event(principal, "people.declare-tie", programme=programme, unit=unit):
        record(
            principal,
            "people.declare-tie",
            programme=programme,
            unit=unit,
            subject=f"tie #{tie.pk}",
            after={"text": text},
        )
        if held is not None and principal.user is not None:
            _keep_ties(principal, programme, principal.user, held.units, "")
    return tie


@transaction.atomic
def deactivate(principal: Principal, user: User, *, why: str) -> None:
    """Close an account: its sessions end at once, its rows stay."""
    User.objects.filter(pk=user.pk).update(is_active=False)
    end_sessions(user)
    record(principal, "people.deactivate", subject=f"account #{user.pk}", why=why)


def end_sessions(user: User, *, but: str | None = None) -> None:
    """End the sessions of an account, all but the one of that key."""
    for session in Session.objects.exclude(session_key=but or "").iterator():
        if str(session.get_decoded().get("_auth_user_id")) == str(user.pk):
            session.delete()
