"""Roles that are kept apart: nobody gives one to themselves, and nobody judges what is theirs.

An owner has a motive to read what an evaluator has not published, and a hub what is written about
its network. Addresses are compared without regard to capital letters. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from folja_site.access.models import Invitation, Membership, User
from folja_site.access.roles import Role
from folja_site.programmes.models import Programme


class RoleRefused(Exception):
    """A role that the person may not have; `code` is that of the message that says why.

    Whoever is invited to it can choose nobody else, and is told so in words of their own.
    """

    code = ""
    to_invited = ""


class OwnRole(RoleRefused):
    """Somebody would give a role to themselves."""

    code = to_invited = "access.apart.own"


class OwnsAndJudges(RoleRefused):
    """One person would own a programme and be an evaluator in it."""

    code = "access.apart.owner"
    to_invited = "access.invitation.owner"


class AnswersAndJudges(RoleRefused):
    """One person would be the hub of a network and its evaluator."""

    code = "access.apart.hub"
    to_invited = "access.invitation.hub"


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses are one person's.

    >>> same_address("Kim@Example.invalid ", "kim@example.invalid")
    True
    """
    return one.strip().casefold() == other.strip().casefold()


def refuse_own(giver: User | None, address: str) -> None:
    """Raise `OwnRole` where a role would be given to whoever gives it."""
    if giver is not None and same_address(giver.email, address):
        raise OwnRole


def refuse_both(programme: Programme, address: str, role: str, units: Sequence[str]) -> None:
    """Raise where the role does not go with one that the address has, or is invited to."""
    user = User.objects.filter(email__iexact=address.strip()).first()
    held = Membership.objects.filter(user=user, programme=programme, ended_at__isnull=True)
    _refuse(held, role, units)
    invited = Invitation.objects.filter(
        programme=programme,
        email__iexact=address.strip(),
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    _refuse(invited, role, units)


def refuse_held(programme: Programme, user: User, role: str, units: Sequence[str]) -> None:
    """Raise where the role does not go with one that the account has."""
    held = Membership.objects.filter(user=user, programme=programme, ended_at__isnull=True)
    _refuse(held, role, units)


def _refuse(
    held: QuerySet[Membership] | QuerySet[Invitation], role: str, units: Sequence[str]
) -> None:
    beside = list(held.values_list("role", "units"))
    roles = {role, *(name for name, _ in beside)}
    if role in (Role.OWNER, Role.EVALUATOR) and roles >= {Role.OWNER, Role.EVALUATOR}:
        raise OwnsAndJudges
    other = {Role.HUB: Role.EVALUATOR, Role.EVALUATOR: Role.HUB}.get(Role(role))
    if any(name == other and set(theirs) & set(units) for name, theirs in beside):
        raise AnswersAndJudges
