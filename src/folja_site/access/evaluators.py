"""Which networks somebody evaluates: without one, answers are neither reviewed nor approved."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from folja_site.access.models import Invitation, Membership
from folja_site.access.roles import Role
from folja_site.programmes.models import Programme


def evaluated(programme: Programme) -> frozenset[str]:
    """Return the networks that have an evaluator."""
    standing = Membership.objects.filter(
        programme=programme, role=Role.EVALUATOR, ended_at__isnull=True, user__is_active=True
    )
    return frozenset(unit for units in standing.values_list("units", flat=True) for unit in units)


def without_evaluator(programme: Programme, units: Iterable[str]) -> tuple[str, ...]:
    """Return which of some networks have no evaluator and none who has been invited."""
    waiting = Invitation.objects.filter(
        programme=programme,
        role=Role.EVALUATOR,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )
    invited = {unit for them in waiting.values_list("units", flat=True) for unit in them}
    held = evaluated(programme) | invited
    return tuple(unit for unit in units if unit not in held)
