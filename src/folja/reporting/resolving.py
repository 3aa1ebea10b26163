"""Texts with references to figures, made whole: every `[[...]]` becomes the figure it stands for.

Holds the meaning of each kind of reference. A reference to nothing is printed as words that say so,
never as a figure; `folja validate` names it.
"""

from __future__ import annotations

from decimal import Decimal

from folja.documents import FigureText, Inline, Origin, Paragraph, Text
from folja.model import FigureReference, Predicate, Rule, segments
from folja.reporting.answers import said_beside
from folja.reporting.matter import Matter
from folja.reporting.printing import number_in_words, span
from folja.text import LocalText, format_number
from folja.values import Quantity, printed


def inlines(matter: Matter, text: LocalText | str) -> tuple[Inline, ...]:
    """Return a text as inlines, its references resolved."""
    words = text if isinstance(text, str) else matter.words.of(text)
    return tuple(
        Text(part) if isinstance(part, str) else _figure(matter, part) for part in segments(words)
    )


def paragraphs(matter: Matter, text: LocalText) -> tuple[Paragraph, ...]:
    """Return a text as paragraphs, split at blank lines, its references resolved."""
    words = matter.words.of(text)
    return tuple(
        Paragraph(inlines(matter, part.strip())) for part in words.split("\n\n") if part.strip()
    )


def plain(matter: Matter, text: LocalText) -> str:
    """Return a text as plain words, its references resolved."""
    return "".join(
        part.text for part in inlines(matter, text) if isinstance(part, Text | FigureText)
    )


def _figure(matter: Matter, reference: FigureReference) -> FigureText:
    origin = Origin(reference.target, reference.address)
    words = _words(matter, reference) if reference.is_well_formed else None
    return FigureText(words or matter.words.say("figure.nothing"), origin)


def _words(matter: Matter, reference: FigureReference) -> str | None:
    address = reference.address
    match reference.target:
        case "cell":
            place = (address[0], _indicator(matter, address[1]), address[2])
            return _answer(matter, place, words=reference.words)
        case "change":
            return _change(matter, *address, words=reference.words)
        case "from-to":
            return _from_to(matter, *address)
        case "claim":
            return _claim(matter, address[0], words=reference.words)
        case "total":
            return _total(matter, *address)
        case "count":
            return _count(matter, address[0], words=reference.words)
    return None


def _indicator(matter: Matter, address: str) -> str:
    """Return the id of the indicator that an address names by number or id."""
    by_no = matter.follow_up.indicator_by_no
    if address.isdecimal() and int(address) in by_no:
        return by_no[int(address)].id
    return address


def _said(matter: Matter, reading: Quantity, *, words: bool) -> str:
    if words and reading.low is not None and reading.low == reading.high:
        if matter.lang == "sv" and reading.text.isalpha():
            return reading.text  # "ett" keeps the gender that a number has lost
        if not reading.unit and not reading.parts and not reading.approximate:
            return number_in_words(reading.low, matter.lang)
    return printed(reading, matter.lang) or matter.words.say("figure.no-answer")


def _answer(matter: Matter, place: tuple[str, str, str], *, words: bool) -> str | None:
    """Return the value that counts; where that is not what was said, both."""
    reading, said = matter.reading(*place), matter.said(*place)
    if reading is None:
        return None
    text = _said(matter, reading, words=words)
    if said is not None and matter.overruled(*place):
        return f"{text} {said_beside(matter.words, said)}"
    return text


def _change(matter: Matter, unit: str, no: str, *, words: bool) -> str | None:
    change = matter.computed.changes.get((unit, _indicator(matter, no)))
    if change is None:
        return None
    if change.interval is None:
        return matter.words.say("figure.no-change")
    if words and change.interval.point is not None:
        return number_in_words(change.interval.point, matter.lang)
    return span(change.interval, matter.lang)


def _from_to(matter: Matter, unit: str, no: str) -> str | None:
    points = matter.computed.points
    if not points:
        return None
    first, last = (
        _answer(matter, (unit, _indicator(matter, no), p), words=False)
        or matter.words.say("figure.no-answer")
        for p in (points[0], points[-1])
    )
    return matter.words.say("figure.from-to", first=first, last=last)


def _claim(matter: Matter, claim_id: str, *, words: bool) -> str | None:
    claim = next((c for c in matter.follow_up.claims if c.id == claim_id), None)
    if claim is None:
        return None
    last = _said(matter, claim.reading, words=words)
    if claim.predicate is Predicate.FROM_TO and claim.from_reading is not None:
        first = _said(matter, claim.from_reading, words=words)
        return matter.words.say("figure.from-to", first=first, last=last)
    return last


def _total(matter: Matter, no: str, rule: str) -> str | None:
    if rule not in {r.value for r in Rule}:
        return None
    total = matter.computed.totals[Rule(rule)].get(_indicator(matter, no))
    if total is None or total.interval is None:
        return None
    return span(total.interval, matter.lang)


def _count(matter: Matter, what: str, *, words: bool) -> str | None:
    found = matter.computed.counts.get(what)
    if found is None:
        return None
    return (
        number_in_words(Decimal(found), matter.lang) if words else format_number(found, matter.lang)
    )
