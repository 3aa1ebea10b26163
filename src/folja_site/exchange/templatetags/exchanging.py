"""Words of the preview: pairs of both languages as they stand in its JSON, and codes in parts."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import template

from folja.text import Language, Message, format_number, render

register = template.Library()


@register.filter
def local_pair(words: Mapping[str, str] | None, lang: str) -> str:
    """Return the language's half of a pair."""
    return words.get("en" if lang == "en" else "sv", "") if words else ""


@register.filter
def filesize(size: int, lang: str) -> str:
    """Print a size in kilobytes, or megabytes where it is large."""
    told = Decimal(size) / 1000
    large = told >= 1000
    number = (told / 1000).quantize(Decimal("0.1")) if large else max(round(told), 1)
    words = format_number(Decimal(number), "en" if lang == "en" else "sv")
    return f"{words}\u00a0{'MB' if large else 'kB'}"


@register.simple_tag(takes_context=True)
def sayn(context: dict[str, Any], code: str, n: int, family: str = "") -> str:
    """Word a code of a family whose wording goes by a count."""
    return render(Message(f"{family}{code}", {"n": n}), _language(context))


@register.simple_tag(takes_context=True)
def say_in(context: dict[str, Any], family: str, code: str, end: str) -> str:
    """Word a code that is put together."""
    return render(Message(f"{family}{code}{end}"), _language(context))


@register.simple_tag(takes_context=True)
def table_row(context: dict[str, Any], row: Mapping[str, Any]) -> str:
    """Word what a bundle changes in one of its other tables."""
    lang = _language(context)
    table = render(Message(f"exchange.table.{row['table']}"), lang)
    params = {"table": table, "fresh": row["new"], "changed": row["changed"]}
    return render(Message("exchange.preview.table-row", params), lang)


def _language(context: dict[str, Any]) -> Language:
    return "en" if context["lang"] == "en" else "sv"
