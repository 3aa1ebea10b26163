"""Addresses of allauth that this site does without: an account has one address, its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from folja_site.access.governing import governed


@governed("open")
def nothing_here(request: HttpRequest, **_: str) -> HttpResponse:
    """Answer that the page does not exist."""
    raise Http404


urlpatterns = [
    path("email/", nothing_here, name="account_email"),
    path("confirm-email/", nothing_here, name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", nothing_here, name="account_confirm_email"),
    path("login/code/confirm/", nothing_here, name="account_confirm_login_code"),
]
