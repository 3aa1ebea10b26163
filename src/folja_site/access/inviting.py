"""The form of an invitation: what was written in it, and what is wrong with it, field by field.

Whatever is refused is shown again as it was written. Sends nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict

from folja_site.access.models import DeclaredTie
from folja_site.access.roles import Role
from folja_site.programmes.models import Programme

#: The roles that somebody is invited to: the server's comes from its start, a respondent's from a
#: link.
GIVEN = tuple(role for role in Role if role not in (Role.OPERATOR, Role.RESPONDENT))
#: The roles that are for some networks and not for the whole programme.
LIMITED = (Role.HUB, Role.EVALUATOR)


@dataclass(frozen=True, slots=True)
class Wish:
    """An invitation as it was written; `errors` holds the code of a message by field."""

    email: str = ""
    role: str = ""
    units: tuple[str, ...] = ()
    reason: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def networks(self) -> tuple[str, ...]:
        """The networks that the role is for; none for one that covers the programme."""
        return self.units if self.role in LIMITED else ()


def wish_in(given: QueryDict) -> Wish:
    """Return what a form, or an address that leads to it, says."""
    return Wish(
        email=given.get("email", "").strip(),
        role=given.get("role", ""),
        units=tuple(given.getlist("units")),
        reason=given.get("reason", "").strip(),
    )


def wrong_with(wish: Wish, programme: Programme, known: Collection[str]) -> dict[str, str]:
    """Return what keeps an invitation from being sent; `known` are the networks there are."""
    errors: dict[str, str] = {}
    address: Any = forms.EmailField(max_length=254)
    try:
        address.clean(wish.email)
    except forms.ValidationError:
        errors["email"] = "access.invite.address"
    if wish.role not in GIVEN:
        errors["role"] = "access.invite.role"
    if not set(wish.units) <= set(known) or (wish.role in LIMITED and not wish.units):
        errors["units"] = "access.invite.networks"
    tied = DeclaredTie.objects.filter(
        user__email__iexact=wish.email,
        programme=programme,
        unit__in=wish.units,
        ended_at__isnull=True,
    )
    if wish.role == Role.EVALUATOR and not wish.reason and tied.exists():
        errors["reason"] = "access.invite.tie"
    return errors
