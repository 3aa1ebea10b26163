"""A text about a network as it is written: figures typed short, kept as references, shown as words.

While writing, a figure of the own network is `#20:2005-12-31`, `#20:förändring` or `#20:från-till`
(with `:ord` for a small number in words); kept it is the library's `[[cell SI 20 2005-12-31]]`.
Refuses figures of other networks: they are shown as nothing, and stop a text from being published.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from folja.formats.bundle import decode_row
from folja.model import Claim, FigureReference, Indicator, Observation, Predicate, segments
from folja.quality.matching import moment
from folja.reporting.printing import number_in_words, span
from folja.text import Language, LocalText, Message, format_date, render
from folja.values import Interval, Quantity, difference, printed
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.counting import Counting, counting_in
from folja_site.measurements.models import Answer, AnswerVersion
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import entries, record_of, tables

_KINDS = {"förändring": "change", "change": "change", "från-till": "from-to", "from-to": "from-to"}
_SHORT = re.compile(
    r"#(\d{1,3}):(\d{4}-\d\d-\d\d|förändring|change|från-till|from-to)(:ord|:words)?\b"
)
_SAID = {
    "sv": {"change": "förändring", "from-to": "från-till", "words": ":ord"},
    "en": {"change": "change", "from-to": "from-to", "words": ":words"},
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: running words, or a figure with what stands behind it."""

    text: str
    figure: bool = False
    title: str = ""
    broken: bool = False
    #: What the figure was when the text was last saved, where it is another now.
    was: str = ""
    #: What is named, as in "cell SI 20 2005-12-31".
    key: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure that can be put into a text: what it is, what it says, and how it is typed."""

    place: str
    text: str
    token: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one network, as its texts may cite them."""

    unit: str
    indicators: Mapping[str, Indicator]
    points: tuple[str, ...]
    answers: Mapping[tuple[str, str], Answer]
    claims: Mapping[str, Claim]
    #: The values that have been decided to count in the place of answers.
    counting: Counting

    def named(self, address: str) -> Indicator | None:
        """Return the indicator that a number or an id names."""
        if address.isdecimal():
            return next((i for i in self.indicators.values() if i.no == int(address)), None)
        return self.indicators.get(address)

    def reading(self, indicator: str, point: str) -> Quantity | None:
        """Return what counts: the value that was decided, else how the answer was read; None where
        the question was not put.
        """
        if decided := self.counting.get((indicator, point)):
            return decided.reading
        answer = self.answers.get((indicator, point))
        return observation_of(answer).reading if answer else None


def figures_of_unit(programme: Programme, unit: str) -> Figures:
    """Return what texts about a network may cite; five questions to the database."""
    known = tables(programme, "indicators", "points")
    answers = Answer.objects.filter(programme=programme, unit=unit, breakdown="")
    claims = [record_of(entry) for entry in entries(programme, "claims", unit=unit)]
    given = {(a.indicator, a.point): a for a in answers.order_by("indicator_version")}
    return Figures(
        unit=unit,
        indicators={i.id: i for i in sorted(known["indicators"], key=lambda i: (i.no, i.version))},
        points=tuple(p.id for p in sorted(known["points"], key=lambda p: p.order)),
        answers=given,
        claims={claim.id: claim for claim in claims},
        counting=counting_in(programme, unit, given.values()),
    )


def to_stored(text: str, unit: str) -> str:
    """Return a typed text as it is kept.

    >>> to_stored("från #1:2004-01-01 till #2:förändring:ord", "SI")
    'från [[cell SI 1 2004-01-01]] till [[change SI 2|words]]'
    """

    def reference(match: re.Match[str]) -> str:
        words = "|words" if match[3] else ""
        kind = _KINDS.get(match[2])
        if kind:
            return f"[[{kind} {unit} {match[1]}{words}]]"
        return f"[[cell {unit} {match[1]} {match[2]}{words}]]"

    return _SHORT.sub(reference, text.replace("\r\n", "\n")).strip()


def to_typed(text: str, unit: str, lang: Language) -> str:
    """Return a kept text as it is typed; references of other kinds stand as they are.

    >>> to_typed("[[cell SI 1 2004-01-01]] och [[change SI 2|words]]", "SI", "sv")
    '#1:2004-01-01 och #2:förändring:ord'
    """
    said = _SAID[lang]
    parts = []
    for part in segments(text):
        if isinstance(part, str):
            parts.append(part)
            continue
        words = said["words"] if part.words else ""
        match part.target, part.address:
            case "cell", (of, no, point) if of == unit and no.isdecimal():
                parts.append(f"#{no}:{point}{words}")
            case (("change" | "from-to"), (of, no)) if of == unit and no.isdecimal():
                parts.append(f"#{no}:{said[part.target]}{words}")
            case _:
                parts.append(_reference(part))
    return "".join(parts)


def shown(
    text: str, figures: Figures, lang: Language, *, old: Mapping[tuple[str, str], Quantity]
) -> tuple[tuple[Piece, ...], ...]:
    """Return a text as paragraphs of pieces; `old` holds readings as of when it was saved."""
    return tuple(
        tuple(_piece(part, figures, lang, old) for part in segments(paragraph.strip()))
        for paragraph in text.split("\n\n")
        if paragraph.strip()
    )


def _piece(
    part: str | FigureReference,
    figures: Figures,
    lang: Language,
    old: Mapping[tuple[str, str], Quantity],
) -> Piece:
    if isinstance(part, str):
        return Piece(part)
    now = _words(part, figures, lang, {})
    if now is None:
        nothing = render(Message("interviews.figure.nothing"), lang)
        title = " ".join(part.address)
        return Piece(nothing, figure=True, broken=True, title=title, key=_key(part))
    was = _words(part, figures, lang, old) if old else now
    return Piece(
        now,
        figure=True,
        title=_title(part, figures, lang),
        was="" if was in (now, None) else was,
        key=_key(part),
    )


def _key(part: FigureReference) -> str:
    return " ".join((part.target, *part.address))


def _words(
    part: FigureReference,
    figures: Figures,
    lang: Language,
    old: Mapping[tuple[str, str], Quantity],
) -> str | None:
    if not part.is_well_formed:
        return None
    if part.target == "claim":
        return _claim(figures.claims.get(part.address[0]), lang, words=part.words)
    if part.target not in ("cell", "change", "from-to") or part.address[0] != figures.unit:
        return None
    indicator = figures.named(part.address[1])
    if indicator is None:
        return None
    points = (part.address[2],) if part.target == "cell" else _ends(figures)
    readings = [
        old.get((indicator.id, point)) or figures.reading(indicator.id, point) for point in points
    ]
    if not readings or any(reading is None for reading in readings):
        return None
    there = [reading for reading in readings if reading is not None]
    if part.target == "change":
        return _change(difference(*(r.interval() for r in there)), lang, words=part.words)
    told = [
        _said(reading, lang, words=part.words and part.target == "cell")
        + ("" if (indicator.id, point) in old else _beside(figures, indicator.id, point, lang))
        for reading, point in zip(there, points, strict=True)
    ]
    if part.target == "cell":
        return told[0]
    return render(Message("interviews.figure.from-to", {"first": told[0], "last": told[1]}), lang)


def _beside(figures: Figures, indicator: str, point: str, lang: Language) -> str:
    """Return what stands after a decided value: what was said, in brackets."""
    decided = figures.counting.get((indicator, point))
    return f" {decided.beside(lang)}" if decided else ""


def _ends(figures: Figures) -> tuple[str, ...]:
    return (figures.points[0], figures.points[-1]) if len(figures.points) > 1 else ()


def _said(reading: Quantity, lang: Language, *, words: bool) -> str:
    plain = not (reading.unit or reading.parts or reading.approximate)
    if words and plain and reading.low is not None and reading.low == reading.high:
        return number_in_words(reading.low, lang)
    return printed(reading, lang) or render(Message("interviews.figure.blank"), lang)


def _change(change: Interval | None, lang: Language, *, words: bool) -> str:
    if change is None:
        return render(Message("interviews.figure.no-change"), lang)
    if words and change.point is not None:
        return number_in_words(change.point, lang)
    return span(change, lang)


def _claim(claim: Claim | None, lang: Language, *, words: bool) -> str | None:
    if claim is None:
        return None
    last = _said(claim.reading, lang, words=words)
    if claim.predicate is Predicate.FROM_TO and claim.from_reading is not None:
        first = _said(claim.from_reading, lang, words=words)
        return render(Message("interviews.figure.from-to", {"first": first, "last": last}), lang)
    return last


def _title(part: FigureReference, figures: Figures, lang: Language) -> str:
    if part.target == "claim":
        claim = figures.claims[part.address[0]]
        counted = figures.indicators.get(claim.indicator or "")
        about = [(counted.short_name or counted.name).get(lang)] if counted else []
        return ", ".join([render(Message("interviews.figure.claim"), lang), *about])
    indicator = figures.named(part.address[1])
    name = (indicator.short_name or indicator.name).get(lang) if indicator else ""
    if part.target != "cell":
        return f"{name}, {_SAID[lang][part.target]}"
    try:
        return f"{name}, {format_date(date.fromisoformat(part.address[2]), lang)}"
    except ValueError:
        return f"{name}, {part.address[2]}"


def evidence(figures: Figures, indicator: Indicator, lang: Language) -> Iterator[Evidence]:
    """Yield the figures of one indicator that can be put into a text."""
    for point in figures.points:
        reading = figures.reading(indicator.id, point)
        if reading is not None:
            text = printed(reading, lang) or render(Message("interviews.figure.blank"), lang)
            text += _beside(figures, indicator.id, point, lang)
            yield Evidence(point, text, f"#{indicator.no}:{point}")
    ends = [figures.reading(indicator.id, point) for point in _ends(figures)]
    if len(ends) == 2 and ends[0] and ends[1]:
        change = difference(ends[0].interval(), ends[1].interval())
        if change is not None:
            token = f"#{indicator.no}:{_SAID[lang]['change']}"
            yield Evidence("change", span(change, lang, signed=True), token)


def old_readings(
    figures: Figures, text: LocalText, saved_at: datetime | None
) -> dict[tuple[str, str], Quantity]:
    """Return the readings of cited answers when a text was saved, where they changed since, or
    where another value has been decided since.
    """
    if saved_at is None:
        return {}
    cited = _cited(figures, text)
    changed = [
        figures.answers[place]
        for place in cited
        if place in figures.answers and figures.answers[place].changed_at > saved_at
    ]
    versions = AnswerVersion.objects.filter(
        answer_id__in=[answer.pk for answer in changed], at__lte=saved_at
    ).select_related("answer")
    found = {
        (version.answer.indicator, version.answer.point): decode_row(
            Observation, version.cells
        ).reading
        for version in versions.order_by("version")
    }
    for place in cited & set(figures.counting):
        counts = figures.counting[place]
        if moment(counts.decision) > saved_at:
            found.setdefault(place, counts.said)
        elif place in found and found[place].text == counts.said.text:
            del found[place]  # it was decided already, about the same words
    return found


def _cited(figures: Figures, text: LocalText) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for part in segments(f"{text.sv}\n{text.en}"):
        if isinstance(part, str) or part.target not in ("cell", "change", "from-to"):
            continue
        indicator = figures.named(part.address[1]) if len(part.address) > 1 else None
        if indicator is None:
            continue
        points = part.address[2:3] if part.target == "cell" else _ends(figures)
        found |= {(indicator.id, point) for point in points}
    return found


def has_broken(paragraphs: tuple[tuple[Piece, ...], ...]) -> bool:
    """Say whether any figure of a text leads nowhere."""
    return any(piece.broken for paragraph in paragraphs for piece in paragraph)


def stale(
    text: LocalText, figures: Figures, lang: Language, old: Mapping[tuple[str, str], Quantity]
) -> tuple[Piece, ...]:
    """Return the figures that have changed since a text was saved, in either language, each once.

    A figure that stands in words in one place and in digits in another is one figure.
    """
    found: dict[str, Piece] = {}
    for paragraph in shown(f"{text.sv}\n\n{text.en}", figures, lang, old=old):
        for piece in paragraph:
            if piece.was:
                found.setdefault(piece.key, piece)
    return tuple(found.values())


def dated(
    text: LocalText,
    figures: Figures,
    kept: Collection[str],
    old: Mapping[tuple[str, str], Quantity],
    day: date,
) -> LocalText:
    """Return a text in which some figures stand as they were, with the day of which they are.

    `kept` names them by their keys. They follow the answers no longer: a number of its own, dated.
    """

    def one(words: str, lang: Language) -> str:
        parts = []
        for part in segments(words):
            was = None
            if not isinstance(part, str) and _key(part) in kept:
                was = _words(part, figures, lang, old)
            if was is not None:
                about = {"was": was, "day": day.isoformat()}
                parts.append(render(Message("interviews.figure.dated", about), lang))
            else:
                parts.append(part if isinstance(part, str) else _reference(part))
        return "".join(parts)

    return LocalText(one(text.sv, "sv"), one(text.en, "en"))


def _reference(part: FigureReference) -> str:
    return f"[[{_key(part)}{'|words' if part.words else ''}]]"
