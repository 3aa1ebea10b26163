"""Which form a request is for, and whether it still takes answers.

The rule of the address has let the principal through for the network; here the round is added: a
respondent's link opens the form of its own round and of no other.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse

from folja_site.access.principal import Principal
from folja_site.access.roles import Role
from folja_site.measurements.answering_form import Form, load
from folja_site.measurements.models import Participation
from folja_site.programmes.models import Programme


def participation_of(request: Any, pk: int, unit: str) -> Participation:
    """Return the network's part in the round; 404 where there is none that is the principal's."""
    found = (
        Participation.objects.filter(round_id=pk, round__programme=request.programme, unit=unit)
        .select_related("round__programme")
        .first()
    )
    if found is None or found.round.state == "draft":
        raise Http404
    principal: Principal = request.principal
    if not _by_account(principal, found) and not _by_link(principal, found):
        raise Http404
    return found


def _by_account(principal: Principal, found: Participation) -> bool:
    programme = found.round.programme_id
    if Role.OWNER in principal.roles_in(programme):
        return True
    return any(
        found.unit in principal.own_units(programme, role) for role in (Role.HUB, Role.EVALUATOR)
    )


def _by_link(principal: Principal, found: Participation) -> bool:
    link = principal.link
    return link is not None and link.round_id == found.round_id and found.unit in link.units


def why_shut(principal: Principal, found: Participation) -> str:
    """Return why a form takes nothing from the principal, or nothing while it does.

    `published` or `round` when the round is over, `approved`, or `handed-in`. Handed in, it is
    closed to the hub until it comes back with a question; the evaluator goes on filling it in
    during the talk, until it is approved.
    """
    if found.round.state != "open":
        return "published" if found.round.state == "published" else "round"
    if found.approved_at is not None:
        return "approved"
    if found.submitted_at is None or found.returned_at is not None:
        return ""
    evaluates = found.unit in principal.own_units(found.round.programme_id, Role.EVALUATOR)
    return "" if evaluates else "handed-in"


def takes_answers(principal: Principal, found: Participation) -> bool:
    """Say whether the form is still open to the principal; `why_shut` says why not."""
    return not why_shut(principal, found)


def only_form(principal: Principal, programme: Programme) -> Participation | None:
    """Return the one form that waits for a hub of one network; nothing where it can choose."""
    own = principal.own_units(programme.pk, Role.HUB)
    if len(own) != 1:
        return None
    parts = Participation.objects.filter(round__programme=programme, unit__in=own)
    waiting = [
        part
        for part in parts.filter(round__state="open").select_related("round")
        if takes_answers(principal, part)
    ]
    return waiting[0] if len(waiting) == 1 else None


def form_of(request: Any, pk: int, unit: str) -> Form:
    """Return the form that a request is for, or 404."""
    return load(participation_of(request, pk, unit))


def address(form: Form, name: str = "answer", **more: object) -> str:
    """Return an address of the form."""
    kwargs = {
        "slug": form.programme.slug,
        "pk": form.round.pk,
        "unit": form.unit.id,
    }
    return reverse(name, kwargs=kwargs | more)
