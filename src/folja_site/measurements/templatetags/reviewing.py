"""What the review's templates need: addresses with a filter changed, and words by what they say.

`{% sayof "review.decision" action value=value %}` words the entry of a family that a value names.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.http import urlencode

from folja.text import Language, LocalText, Message, render
from folja_site.measurements.models import Round
from folja_site.measurements.review_queue import Choice

register = template.Library()


@register.simple_tag(takes_context=True)
def sayof(context: dict[str, Any], family: str, which: str, **params: Any) -> str:
    """Word the message that a value names within a family of messages."""
    lang: Language = "en" if context.get("lang") == "en" else "sv"
    return render(Message(f"{family}.{which}", params), lang)


@register.simple_tag
def asks(choice: Choice, **changed: str) -> str:
    """Return the address part of the queue with one filter changed."""
    return choice.query(**changed)


@register.simple_tag
def carries(**given: str) -> str:
    """Return values as the query of an address."""
    return urlencode(given)


@register.simple_tag
def round_name(one: Round, lang: str) -> str:
    """Return what a round is called in a language."""
    return LocalText(one.name_sv, one.name_en).get("en" if lang == "en" else "sv")
