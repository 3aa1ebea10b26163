"""Filters that turn what a field or table is called in code into the code of its words."""

from __future__ import annotations

from django import template

from folja.text.catalogue import is_worded
from folja_site.access.roles import actor_in_words

register = template.Library()


@register.filter
def dashed(code: str) -> str:
    """Return a code with dashes where names in code have underscores."""
    return code.replace("_", "-")


@register.filter
def worded(code: str) -> bool:
    """Say whether the catalogue words a code."""
    return is_worded(code)


@register.filter
def role(actor: str, lang: str) -> str:
    """Say in words in which role somebody wrote."""
    return actor_in_words(actor, "en" if lang == "en" else "sv")
