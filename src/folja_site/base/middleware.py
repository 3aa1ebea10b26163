"""The language of a page, and the headers that every page carries."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]
COOKIE = "folja_language"


class LanguageMiddleware:
    """Chooses the language: the choice made on the site, else the browser's, else Swedish."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, "")
        if chosen not in ("sv", "en"):
            wanted = request.headers.get("Accept-Language", "").lower()
            chosen = "en" if wanted.startswith("en") else "sv"
        translation.activate(chosen)
        request.lang = chosen
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", chosen)
        translation.deactivate()
        return response


class HeadersMiddleware:
    """Keeps pages out of every cache and hands the browser its permissions policy.

    Only what a view has declared public (`Cache-Control` set there) may be kept.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return response
