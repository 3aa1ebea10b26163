"""Addresses of the review in templates: a filter changed, or something carried along."""

from __future__ import annotations

from django import template
from django.utils.http import urlencode

from folja.text import LocalText
from folja_site.measurements.models import Round
from folja_site.measurements.review_queue import Choice

register = template.Library()


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
