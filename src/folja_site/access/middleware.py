"""Tells every view who is asking."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from folja_site.access.principal import principal_of

#: The session key that holds the id of the link a respondent came by.
LINK_KEY = "link"


class PrincipalMiddleware:
    """Puts the principal on the request: account, memberships, and a link that is still good."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        from folja_site.measurements.models import PersonalLink

        link = None
        # Whoever signs in is that account; a link that was used before counts no longer.
        if LINK_KEY in request.session and not request.user.is_authenticated:
            link = PersonalLink.objects.usable().filter(pk=request.session[LINK_KEY]).first()
        request.principal = principal_of(request.user, link)
        return self.get_response(request)
