"""The rule of an address: declared on its view, enforced before the view runs.

Whoever may not see a thing is told the same as if it did not exist (404). Somebody who is not
signed in is asked to sign in, except where the address is meant for a link.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from folja_site.access.middleware import LINK_KEY
from folja_site.access.roles import RULES, Role, Scope
from folja_site.base.auditing import record

if TYPE_CHECKING:
    from folja_site.access.principal import Principal
    from folja_site.programmes.models import Programme

#: What a page can be asked with; a view that only reads or only writes allows less.
METHODS = ("GET", "HEAD", "POST")

#: Stands for a programme that does not exist: also who may everywhere finds nothing there.
NO_PROGRAMME = -1

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Asked(HttpRequest):
    """A request as governed views get it: with its principal, language and programme."""

    principal: Principal
    lang: str
    programme: Programme
    htmx: Any


def governed(action: str) -> Callable[[View], View]:
    """Declare the rule of a view and enforce it.

    A programme is taken from the address's `slug`, a network from its `unit`; the view gets the
    programme as `request.programme`. Raises `KeyError` at import for a rule that does not exist.
    """
    rule = RULES[action]

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            refusal = _refusal(request, action, kwargs)
            if refusal is not None:
                return refusal
            if rule.content:
                _log_look(request, action, kwargs)
            return view(request, *args, **kwargs)

        guarded.rule = action  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return declare


def _refusal(request: Any, action: str, kwargs: dict[str, Any]) -> HttpResponse | None:
    from folja_site.programmes.models import Programme

    rule, principal = RULES[action], request.principal
    programme, programme_id = None, None
    if rule.scope in (Scope.PROGRAMME, Scope.UNIT):
        programme = Programme.objects.filter(slug=kwargs["slug"]).first()
        programme_id = programme.pk if programme else NO_PROGRAMME
        # Not before somebody is known to belong there: the page that tells of nothing must not
        # look another way where there is something.
        if programme is not None and principal.roles_in(programme.pk):
            request.programme = programme
    if not principal.may(action, programme_id, kwargs.get("unit")):
        if principal.user is None and principal.link is None and request.method == "GET":
            if LINK_KEY in request.session:  # a link that has been taken back or grown too old
                return redirect("link-home")
            return redirect_to_login(request.get_full_path())
        raise Http404
    if programme_id == NO_PROGRAMME:
        raise Http404
    if programme is not None:
        request.programme = programme
    # One's own account stays open: that is where a second factor is added.
    if rule.scope not in (Scope.NOBODY, Scope.SIGNED_IN) and needs_second_factor(
        principal, programme_id
    ):
        return redirect("second-factor")
    return None


def needs_second_factor(principal: Principal, programme_id: int | None) -> bool:
    """Say whether the principal's role asks for a second factor that the account does not have."""
    if principal.user is None:
        return False
    roles = {m.role for m in principal.memberships} | (
        {Role.OPERATOR.value} if principal.user.is_operator else set()
    )
    if not roles & set(settings.TWO_FACTORS_FOR):
        return False
    from allauth.mfa.utils import is_mfa_enabled

    return not is_mfa_enabled(principal.user)


def _log_look(request: Any, action: str, kwargs: dict[str, Any]) -> None:
    """The operator's looks at content leave a trace; everybody else has a reason to be there.

    A role beside it, such as a reader's, is a reason only for what it opens by itself.
    """
    from django.db import transaction

    principal = request.principal
    programme = getattr(request, "programme", None)
    if programme is None or not principal.only_as_operator(
        action, programme.pk, kwargs.get("unit")
    ):
        return
    with transaction.atomic():
        record(
            principal,
            "operator.look",
            programme=programme,
            unit=str(kwargs.get("unit", "")),
            subject=f"{action} {request.path}"[:300],
        )
