"""The language of a page, the headers that every page carries, and what no page takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import translation

from folja.text import Message
from folja.text import render as worded

Next = Callable[[HttpRequest], HttpResponse]
COOKIE = "folja_language"
#: The longest text that any field takes: what a cell of a bundle can hold, with room to spare.
LONGEST = 100_000


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


class NulMiddleware:
    """Takes the character NUL out of what was sent: PostgreSQL keeps no text that holds it.

    Nobody types it. An address that holds it leads nowhere.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Look at an address and a form once they are known to be ours."""
        if any("\x00" in value for value in kwargs.values() if isinstance(value, str)):
            raise Http404
        if _holds_nul(request.GET):
            request.GET = _without_nul(request.GET)
        if request.method == "POST" and _holds_nul(request.POST):
            request.POST = _without_nul(request.POST)


class LongTextMiddleware:
    """Refuses a form with a text that no bundle can hold.

    It would be kept, and from then on nothing could be made of the programme: no figures, no file.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Look at a form once its address is known to be ours."""
        texts = (text for _, values in request.POST.lists() for text in values)
        if request.method != "POST" or not any(len(str(text)) > LONGEST for text in texts):
            return None
        if request.htmx:  # a part of the page is waiting for words
            told = worded(Message("site.too-long.lede", {"n": LONGEST}), request.lang)
            return HttpResponse(told, status=422)
        return render(request, "site/too_long.html", {"n": LONGEST}, status=422)


def _holds_nul(sent: QueryDict) -> bool:
    return any("\x00" in text for name, values in sent.lists() for text in (name, *values))


def _without_nul(sent: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True)
    for name, values in sent.lists():
        found.setlist(name.replace("\x00", ""), [str(v).replace("\x00", "") for v in values])
    found._mutable = False
    return found
