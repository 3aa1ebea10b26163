"""Words, numbers, dates and signs in templates, all in the reader's language.

Loaded into every template: `{% say "site.front.lede" n=3 %}`, `{{ text|local:lang }}`,
`{{ n|number:lang }}`, `{{ day|words:lang }}`, `{% sign "about" %}`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from folja.documents import FigureSpec, Sign
from folja.formats import figures
from folja.text import Language, LocalText, Message, format_date, format_number, format_span, render
from folja_site.base.reasons import reason_in_words

register = template.Library()


def _language(context: dict[str, Any]) -> Language:
    return "en" if context.get("lang") == "en" else "sv"


@register.simple_tag(takes_context=True)
def say(context: dict[str, Any], code: str, **params: Any) -> str:
    """Word a message of the catalogue; the parameters are escaped as any text is."""
    return render(Message(code, params), _language(context))


@register.simple_tag(takes_context=True)
def tell(context: dict[str, Any], message: Message) -> str:
    """Word a message that came from the library."""
    return render(message, _language(context))


@register.filter
def unprompted(field: BoundField) -> SafeString:
    """Draw a field without a word in it: its label stands above and does not go when one writes."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter
def local(text: LocalText | None, lang: str) -> str:
    """Return a bilingual text in a language."""
    return text.get("en" if lang == "en" else "sv") if text else ""


@register.filter
def quoted(text: str, lang: str) -> str:
    """Put what somebody said in the quotation marks of a language.

    >>> quoted("ca 40", "sv"), quoted("ca 40", "en")
    ('”ca 40”', '“ca 40”')
    """
    return f"“{text}”" if lang == "en" else f"”{text}”"


@register.filter
def number(value: Any, lang: str) -> str:
    """Print a number with the language's separators."""
    return (
        "" if value is None else format_number(Decimal(str(value)), "en" if lang == "en" else "sv")
    )


@register.filter
def signed(value: Any, lang: str) -> str:
    """Print a change with its sign."""
    if value is None:
        return ""
    return format_number(Decimal(str(value)), "en" if lang == "en" else "sv", signed=True)


@register.simple_tag(takes_context=True)
def span(context: dict[str, Any], low: Any, high: Any, *, signed: bool = False) -> str:
    """Print the two ends of a figure."""
    ends = [None if end is None else Decimal(str(end)) for end in (low, high)]
    return format_span(ends[0], ends[1], _language(context), signed=signed)


@register.filter
def words(day: Any, lang: str) -> str:
    """Print a date as people write it; takes dates, times and ISO texts, of a month too."""
    if not day:
        return ""
    month = isinstance(day, str) and len(day) == len("2006-05")
    if isinstance(day, str):
        try:
            day = date.fromisoformat(f"{day}-01" if month else day)
        except ValueError:
            return day
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    printed = format_date(day, "en" if lang == "en" else "sv")
    return printed.partition(" ")[2] if month else printed


@register.filter
def clock(moment: datetime | None, lang: str = "sv") -> str:
    """Print a time of day, 14.32 in Swedish and 14:32 in English."""
    between = ":" if lang == "en" else "."
    return f"{timezone.localtime(moment):%H{between}%M}" if moment else ""


@register.filter
def reason(why: str, lang: str) -> str:
    """Tell a reason in words, where it is one that the site has given itself."""
    return reason_in_words(why, "en" if lang == "en" else "sv")


@register.filter
def days_since(moment: datetime | None) -> int:
    """Return how many days have passed since a moment."""
    return (timezone.now() - moment).days if moment else 0


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """Return what a mapping holds under a key."""
    return mapping.get(key) if mapping else None


@register.simple_tag(takes_context=True)
def sign(context: dict[str, Any], name: str, label: str = "", height: float = 14.0) -> SafeString:
    """Draw a sign of the grammar of uncertainty, with its name read aloud."""
    spoken = label or render(Message(f"site.sign.{name}"), _language(context))
    drawn = mark_safe(figures.sign_svg(Sign(name), theme="screen", height=height))  # noqa: S308
    return format_html('<span class="sign" role="img" aria-label="{}">{}</span>', spoken, drawn)


@register.simple_tag(takes_context=True)
def picture(context: dict[str, Any], spec: FigureSpec, alt: str) -> SafeString:
    """Draw a picture twice, for a desk and for a phone; the style sheet shows one of them."""
    lang = _language(context)
    wide = mark_safe(figures.svg(spec, theme="screen", lang=lang))  # noqa: S308 - drawn by us
    narrow = mark_safe(  # noqa: S308 - drawn by us, every word escaped
        figures.svg(spec, theme="screen", width=figures.NARROW, lang=lang)
    )
    return format_html(
        '<div class="picture wide" role="img" aria-label="{0}">{1}</div>'
        '<div class="picture narrow" role="img" aria-label="{0}">{2}</div>',
        alt,
        wide,
        narrow,
    )
