"""Names, places and figures as the sentences of findings use them.

Refuses finished sentences: those stand in the catalogue of wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from folja.model import FollowUp
from folja.text import (
    LANGUAGES,
    Language,
    LocalText,
    Message,
    format_date,
    format_list,
    format_span,
    render,
)
from folja.values import Interval, Kind, Quantity, printed


def inline(name: LocalText) -> LocalText:
    """Return a name as it stands inside a sentence: a small letter first, save in abbreviations.

    >>> inline(LocalText("Engagerade individer", "EU projects")).get("en")
    'EU projects'
    """
    return LocalText(*(_small(name.get(lang)) for lang in LANGUAGES))


def _small(text: str) -> str:
    first, _, rest = text.partition(" ")
    return text if not first[1:].islower() else f"{first[0].lower()}{first[1:]} {rest}".rstrip()


def place_name(follow_up: FollowUp, place: str | None) -> LocalText | Message:
    """Return a point by its name, a change by its two years, or by both points of one year."""
    if not place:
        return Message("quality.place.whole")
    start, _, end = place.partition("/")
    if not end:
        return _point_name(follow_up, start)
    years = tuple(day.year if (day := _day(point)) else None for point in (start, end))
    if None not in years and years[0] != years[1]:
        # As text: a year takes no thousands separator.
        return Message("quality.place.years", {"start": str(years[0]), "end": str(years[1])})
    return Message(
        "quality.place.change",
        {"start": _point_name(follow_up, start), "end": _point_name(follow_up, end)},
    )


def _point_name(follow_up: FollowUp, point: str) -> LocalText:
    named = next((p.name for p in follow_up.points if p.id == point), None)
    if named:
        return named
    day = _day(point)
    if day is None:
        return LocalText(point, point)
    return LocalText(*(format_date(day, lang) for lang in LANGUAGES))


def _day(point: str) -> date | None:
    try:
        return date.fromisoformat(point)
    except ValueError:
        return None


def quoted(reading: Quantity) -> LocalText | Message | str:
    """Return a cell as it stands, in quotation marks where it holds words; that it is blank."""
    written = " ".join(reading.text.split())
    if not written:
        return Message("quality.place.blank")
    if not any(char.isalpha() for char in written):
        return written
    return LocalText(f"”{written}”", f"“{written}”")


def in_quotes(reading: Quantity) -> LocalText:
    """Return a cell as it stands, in quotation marks whatever it holds."""
    written = " ".join(reading.text.split())
    return LocalText(f"”{written}”", f"“{written}”")


def told(interval: Interval | None) -> LocalText | Message:
    """Return a computed figure in words: "12", "minst 25", "50–250"; that it is not known."""
    if interval is None or (interval.low is None and interval.high is None):
        return Message("quality.place.unknown")
    return LocalText(*(printed(_quantity(interval), lang) for lang in LANGUAGES))


def told_either(intervals: Sequence[Interval]) -> LocalText:
    """Return several possible figures in words: "18 eller 13"."""
    found = tuple(dict.fromkeys(printed(_quantity(i), "sv") for i in intervals))
    in_english = tuple(dict.fromkeys(printed(_quantity(i), "en") for i in intervals))
    return LocalText(" eller ".join(found), " or ".join(in_english))


def told_percent(interval: Interval | None) -> LocalText | Message:
    """Return a share in whole per cent; that it is not known."""
    if interval is None or interval.low is None or interval.high is None:
        return Message("quality.place.unknown")
    low, high = (bound.quantize(Decimal(1)) for bound in (interval.low, interval.high))
    return LocalText(f"{format_span(low, high, 'sv')}\u00a0%", f"{format_span(low, high, 'en')}%")


def as_share(reading: Quantity) -> LocalText:
    """Return a share that a text states, its per cent written as the language does."""
    return LocalText(*(printed(reading, lang) for lang in LANGUAGES))


def cited(section: str) -> LocalText | Message:
    """Return where in the document something stands: "avsnitt 4.3.2.2 och 5.3"."""
    sections = [part.strip() for part in section.split(";") if part.strip()]
    if not sections:
        return Message("quality.place.text")
    return LocalText(
        f"avsnitt {format_list(sections, 'sv')}",
        f"section{'s' if len(sections) > 1 else ''} {format_list(sections, 'en')}",
    )


def listed(items: Iterable[LocalText | Message | str]) -> LocalText:
    """Return names or cells joined as a sentence does."""
    said = tuple(items)
    return LocalText(
        *(format_list([_said(item, lang) for item in said], lang) for lang in LANGUAGES)
    )


def juxtaposed(*items: LocalText | Message | str) -> LocalText:
    """Return names and cells side by side."""
    return LocalText(*(" ".join(_said(item, lang) for item in items) for lang in LANGUAGES))


def _said(item: LocalText | Message | str, lang: Language) -> str:
    match item:
        case LocalText():
            return item.get(lang)
        case Message():
            return render(item, lang)
        case _:
            return item


def _quantity(interval: Interval) -> Quantity:
    low, high = interval.low, interval.high
    if low is None:
        kind = Kind.AT_MOST
    elif high is None:
        kind = Kind.AT_LEAST
    elif low != high:
        kind = Kind.RANGE
    else:
        kind = Kind.ABOUT if interval.approximate else Kind.EXACT
    return Quantity(
        text="",
        kind=kind,
        low=low,
        high=high,
        low_open=interval.low_open,
        high_open=interval.high_open,
        approximate=interval.approximate,
    )
