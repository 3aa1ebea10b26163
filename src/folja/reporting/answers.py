"""Answers as they are printed: the value that counts and, where that is another, what was said.

A decision lays another value over an answer; whoever reads the one must see the other beside it.
Refuses to print either alone. An answer that was given anew is no decision: its words are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from folja.documents import Cell, Emphasis, FigureText, Inline, Text
from folja.model import Contribution
from folja.reporting.matter import Matter
from folja.reporting.printing import sign_of_reading, signed
from folja.reporting.wording import Words
from folja.text import format_date
from folja.values import Kind, Quantity, printed

Place = tuple[str, str, str]


def answer_cell(
    matter: Matter, unit: str, indicator: str, point: str, *, verbatim: bool = False
) -> Cell:
    """Return an answer as a cell: its sign, its value, and the bounds that were read.

    Where a decision lets another value count, that stands in the cell with the words beside it.
    `verbatim` prints the words exactly as given, with the value that counts beside them; a blank
    cell then stays blank beside its sign.
    """
    words, counts = matter.words, matter.reading(unit, indicator, point)
    said = matter.said(unit, indicator, point)
    shown = said if verbatim else counts
    overruled = matter.overruled(unit, indicator, point)
    inlines: list[Inline] = []
    if shown is not None and shown.kind is not Kind.BLANK:
        text = shown.text if verbatim else printed(shown, words.lang)
        inlines.append(FigureText(text, matter.cell(unit, indicator, point)))
    elif not verbatim:
        inlines.append(Emphasis(words.say("cell.blank")))
    if overruled and said is not None and counts is not None:
        if verbatim:
            inlines += counting_beside(words, said.text, counts)
        else:
            inlines += [Text(" "), Emphasis(said_beside(words, said))]
    return Cell(
        tuple(inlines),
        number=shown.low if shown and shown.low == shown.high else None,
        low=shown.low if shown else None,
        high=shown.high if shown else None,
        has_bounds=bool(shown and shown.has_value),
        sign=signed(words, sign_of_reading(shown)),
    )


def told(matter: Matter, unit: str, indicator: str, point: str) -> str:
    """Return an answer in few words, for a label in a picture or in a text."""
    words, reading = matter.words, matter.reading(unit, indicator, point)
    blank = reading is None or reading.kind is Kind.BLANK
    text = words.say("cell.blank") if blank or reading is None else printed(reading, words.lang)
    said = matter.said(unit, indicator, point)
    if said is None or not matter.overruled(unit, indicator, point):
        return text
    return f"{text} {said_beside(words, said)}"


def said_beside(words: Words, said: Quantity) -> str:
    """Return what stands beside a decided value: what was said, in brackets.

    >>> from folja.values import read
    >>> said_beside(Words("en"), read("ca 40")), said_beside(Words("sv"), read(""))
    ('(said “ca 40”)', '(inget svar)')
    """
    if not said.text.strip():
        return words.say("answer.not-said")
    return words.say("answer.said", words=" ".join(said.text.split()))


def counting_beside(words: Words, said: str, counts: Quantity | None) -> tuple[Inline, ...]:
    """Return what stands beside words as they were given: the value that counts; nothing where
    nobody has decided one, or that same one.
    """
    if counts is None or printed(counts, words.lang) == said.strip():
        return ()
    told = Emphasis(words.say("answer.counts-as", value=printed(counts, words.lang)))
    return (Text(" "), told) if said.strip() else (told,)


def both_told(matter: Matter, part: Contribution, indicator: str, points: Sequence[str]) -> str:
    """Return what a network said at two points in one line, start → end; where a decision lets
    another value count, that with the words beside it.
    """
    if any(matter.overruled(part.unit, indicator, point) for point in points):
        return " → ".join(told(matter, part.unit, indicator, point) for point in points)
    return part.verbatim


def overruled_note(matter: Matter, places: Iterable[Place]) -> tuple[str, ...]:
    """Return the note of a table in which a decided value stands; none where none does."""
    if any(matter.overruled(*place) for place in places):
        return (matter.words.say("answer.overruled"),)
    return ()


def reasons(matter: Matter, places: Iterable[Place]) -> Iterator[str]:
    """Yield for every answer that counts as another value what was decided, by whom and why."""
    words = matter.words
    for unit, indicator, point in places:
        if not matter.overruled(unit, indicator, point):
            continue
        decision = matter.computed.ruling[unit, indicator, point]
        counts = matter.computed.decided[unit, indicator, point]
        yield words.say(
            "answer.why" if decision.why else "answer.no-why",
            no=str(matter.no(indicator)),
            unit=matter.short(unit),
            point=matter.point(point),
            value=printed(counts, words.lang),
            who=decision.who,
            day=format_date(decision.when.date(), words.lang),
            why=decision.why.rstrip("."),
        )
