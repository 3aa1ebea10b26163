"""How long what is written in a form may be: nothing is cut, what is longer is refused in words."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from folja_site.measurements.answering_reading import say

#: So many characters of an answer and of a text are kept: the report has to be able to print them.
ANSWER, TEXT = 1_000, 20_000
#: The fields that hold texts; every other holds an answer or a choice.
TEXTS = {"cause_words", "comment", "remark", "reply", "seen", "text", "words"}


def cleaned(text: str) -> str:
    """Return posted text as it can be kept: one kind of line break, no character that is none.

    >>> cleaned("a\\r\\nb")
    'a\\nb'
    """
    return text.replace("\r\n", "\n").replace("\x00", "")


def _most(name: str) -> int:
    return TEXT if name in TEXTS else ANSWER


def within_limits(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a form with a text that is too long; what was written stays with whoever wrote it."""

    @wraps(view)
    def held(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = ((name, cleaned(value), _most(name)) for name, value in request.POST.items())
        long = next((one for one in sent if len(one[1]) > one[2]), None)
        if long is None:
            return view(request, *args, **kwargs)
        name, text, most = long
        told = say("long.lead", request.lang, n=most)
        if not request.htmx:
            shown = {"told": told, "text": text}
            return render(request, "answer/long.html", shown, status=422)
        response = HttpResponse(status=422)
        response["HX-Trigger"] = json.dumps({"folja:long": {"field": name, "told": told}})
        return response

    return held
