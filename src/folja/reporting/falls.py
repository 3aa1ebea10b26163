"""What went down, and what is known of why: every fall, certain or possible.

A fall without an explanation says so. Refuses causes of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from folja.documents import Block, Cell, Emphasis, Heading, Inline, Paragraph, Table, TableRow, Text
from folja.model import Change, Explanation
from folja.reporting.answers import answer_cell, overruled_note
from folja.reporting.matter import Matter
from folja.reporting.measures import change_cell, printed_cell
from folja.reporting.printing import left, plain, right
from folja.reporting.resolving import inlines
from folja.reporting.wording import joined

CERTAIN, POSSIBLE, PRINTED = "certain", "possible", "printed"


@dataclass(frozen=True, slots=True)
class Fall:
    """A figure that went down: the change, how sure that is, and the explanations given."""

    change: Change
    certainty: str
    explanations: tuple[Explanation, ...]


def falls(matter: Matter) -> tuple[Fall, ...]:
    """Return every fall, the certain ones first, then possible ones, then those that only the
    source prints.
    """
    told: dict[tuple[str, str, str], list[Explanation]] = {}
    for said in matter.follow_up.explanations:
        told.setdefault((said.unit, said.indicator, said.place), []).append(said)
    found = []
    for change in matter.computed.changes.values():
        certainty = change.fell or (PRINTED if _printed_fall(change) else "")
        if certainty:
            place = (change.unit, change.indicator, f"{change.start}/{change.end}")
            found.append(Fall(change, certainty, tuple(told.get(place, ()))))
    order = (CERTAIN, POSSIBLE, PRINTED)
    return tuple(sorted(found, key=lambda f: order.index(f.certainty)))


def _printed_fall(change: Change) -> bool:
    printed = change.printed_interval
    return (
        change.interval is None
        and printed is not None
        and printed.high is not None
        and printed.high < 0
    )


def unexplained(found: tuple[Fall, ...]) -> int:
    """Return how many falls nobody has explained."""
    return sum(1 for f in found if not f.explanations)


def fallen(matter: Matter, *, most: int | None = None) -> Iterator[Block]:
    """Yield the chapter on what went down; a sentence when nothing did.

    `most` keeps to the first so many falls in the table; what is said of them counts all.
    """
    words, found = matter.words, falls(matter)
    if not matter.computed.has_change or not matter.computed.changes:
        return
    yield Heading(1, words.say("falls.title"), "falls")
    if not found:
        yield Paragraph(words.line("falls.none"), role="lede")
        return
    yield Paragraph(summary(matter, found), role="lede")
    yield words.paragraph("falls.how")
    caption = words.say("falls.caption", n=len(found), falls=len(found))
    yield falls_table(matter, found[:most], caption=caption)


def falls_table(matter: Matter, shown: Sequence[Fall], *, caption: str) -> Table:
    """Return the table of some falls, under what is sure of them; `shown` as `falls` orders it."""
    words = matter.words
    rows: list[TableRow] = []
    for certainty in dict.fromkeys(f.certainty for f in shown):
        rows.append(TableRow((plain(words.say(f"falls.{certainty}")),), "group"))
        rows.extend(_row(matter, f) for f in shown if f.certainty == certainty)
    first, last = (matter.point(p) for p in matter.follow_up.span)
    return Table(
        id="falls-table",
        caption=caption,
        columns=(
            left(words.say("column.network"), 1.6, head=True),
            left(words.say("column.indicator"), 2),
            right(first, 1.5),
            right(last, 1.6),
            right(words.say("column.change"), 1.1),
            left(words.say("column.explanation"), 4.4),
        ),
        rows=tuple(rows),
        notes=overruled_note(
            matter,
            (
                (fall.change.unit, fall.change.indicator, p)
                for fall in shown
                for p in (fall.change.start, fall.change.end)
            ),
        ),
        sheet=words.say("sheet.falls"),
    )


def summary(matter: Matter, found: tuple[Fall, ...]) -> tuple[Inline, ...]:
    """Return the sentence that says how much went down and how much of it is explained."""
    words = matter.words
    certain = sum(1 for f in found if f.certainty == CERTAIN)
    possible, silent = len(found) - certain, unexplained(found)
    sentences = [
        words.line("falls.certain-lede", n=certain, falls=matter.counted(certain, "falls", CERTAIN))
    ]
    if possible:
        counted = matter.counted(possible, "falls", POSSIBLE)
        sentences.append(words.line("falls.possible-lede", n=possible, falls=counted))
    counted = matter.counted(silent, "falls", "unexplained")
    sentences.append(words.line("falls.unexplained-lede", n=silent, falls=counted))
    return joined(sentences, " ")


def _row(matter: Matter, fall: Fall) -> TableRow:
    words, change = matter.words, fall.change
    why: tuple[Inline, ...] = joined(
        ((*_told(matter, e), *_section(matter, e.section)) for e in fall.explanations), " "
    )
    moved = (
        printed_cell(matter, change.unit, change.indicator)
        if fall.certainty == PRINTED
        else change_cell(matter, change.unit, change.indicator)
    )
    return TableRow(
        (
            plain(matter.short(change.unit)),
            plain(
                words.say("numbered", no=str(change.no), name=matter.indicator(change.indicator))
            ),
            *(
                answer_cell(matter, change.unit, change.indicator, p)
                for p in (change.start, change.end)
            ),
            moved,
            Cell(why or (Emphasis(words.say("falls.no-explanation")),)),
        )
    )


def _told(matter: Matter, explanation: Explanation) -> tuple[Inline, ...]:
    """The words of an explanation; the cause alone where a network has only ticked one."""
    if explanation.text or not explanation.cause:
        return tuple(inlines(matter, explanation.text))
    return (Text(matter.words.coded("cause", explanation.cause)),)


def _section(matter: Matter, section: str) -> tuple[Inline, ...]:
    cited = bool(section) and matter.computed.cites
    return (Text(matter.words.say("section.inline", section=section)),) if cited else ()
