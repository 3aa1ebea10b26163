"""Method: what was asked and when, how answers are read, how totals are made, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from folja.documents import (
    Block,
    BulletList,
    Cell,
    Heading,
    Paragraph,
    Strong,
    Table,
    TableRow,
    Text,
)
from folja.model import Rule
from folja.reporting.matter import Matter
from folja.reporting.printing import left, plain, right, sign_of_reading, signed
from folja.reporting.resolving import paragraphs
from folja.text import format_date
from folja.values import Kind, Quantity


def method(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on method; nothing as long as there is nothing to tell of it."""
    told = tuple(_told(matter))
    if told:
        yield Heading(1, matter.words.say("method.title"), "method")
        yield from told


def _told(matter: Matter) -> Iterator[Block]:
    words, record = matter.words, matter.record
    if record:
        yield from paragraphs(matter, record.method)
        if record.collected_from and matter.computed.points:
            last = matter.follow_up.ordered_points[-1]
            if record.collected_from < last.day:
                yield words.paragraph(
                    "method.before-the-date",
                    started=record.collected_from,
                    point=matter.point(last.id),
                )
    yield from _reading(matter)
    yield from _rules(matter)
    yield from _ties(matter)
    yield from _disagreements(matter)


def _ties(matter: Matter) -> Iterator[Block]:
    """Which networks were evaluated by somebody with a tie to them, and why all the same."""
    words, ties = matter.words, matter.follow_up.declared_ties
    if not ties:
        return
    yield Heading(2, words.say("ties.title", n=len({tie.unit for tie in ties})), "ties")
    yield words.paragraph("ties.lede")
    yield BulletList(
        tuple(
            (
                Strong(matter.unit(tie.unit)),
                Text(" "),
                *words.line("ties.reason", reason=tie.reason),
                *(words.line("ties.until", day=tie.until) if tie.until else ()),
            )
            if tie.reason
            else (Strong(matter.unit(tie.unit)), Text(" "), *words.line("ties.no-reason"))
            for tie in ties
        )
    )


def _disagreements(matter: Matter) -> Iterator[Block]:
    """What networks hold against the texts about them, side by side; it stands beside each text,
    too.
    """
    words, held = matter.words, matter.follow_up.disagreements
    if not held:
        return
    themes = {theme.id: theme.name for theme in matter.follow_up.themes}
    yield Heading(
        2, words.say("disagreement.listed", n=len({one.unit for one in held})), "disagreements"
    )
    yield Table(
        id="disagreements-table",
        caption=words.say("disagreement.caption"),
        columns=(
            left(words.say("column.network"), 1.8, head=True),
            left(words.say("column.text"), 1.8),
            left(words.say("column.own-words"), 5),
            left(words.say("column.when"), 1.4),
        ),
        rows=tuple(
            TableRow(
                (
                    plain(matter.short(one.unit)),
                    plain(
                        words.of(themes[one.theme])
                        if one.theme in themes
                        else words.say("disagreement.description")
                    ),
                    plain(" ".join(one.words.split())),
                    plain(format_date(one.said_on, matter.lang) if one.said_on else ""),
                )
            )
            for one in held
        ),
        sheet=words.say("sheet.disagreements"),
    )


def _reading(matter: Matter) -> Iterator[Block]:
    words = matter.words
    answers = [o.reading for o in matter.follow_up.observations]
    kinds = Counter(reading.kind for reading in answers)
    if not answers:
        return
    yield Heading(2, words.say("reading.title"), "reading")
    yield words.paragraph(
        "reading.lede-exact" if kinds[Kind.EXACT] == len(answers) else "reading.lede",
        n=len(answers),
        answers=matter.counted(len(answers), "observations"),
        exact=matter.counted(kinds[Kind.EXACT], "observations", "exact"),
    )
    yield Table(
        id="signs",
        caption=words.say("reading.caption"),
        columns=(
            left(words.say("column.sign"), 2, head=True),
            left(words.say("column.meaning"), 5),
            left(words.say("column.example"), 1.6),
            right(words.say("column.answers"), 1),
        ),
        rows=tuple(
            TableRow(
                (
                    Cell(
                        (Text(words.say(f"sign.{kind.value}")),),
                        sign=signed(words, sign_of_reading(_first(matter, kind))),
                    ),
                    plain(words.say(f"reading.{kind.value}")),
                    plain(_first_text(matter, kind)),
                    Cell((matter.counted(kinds[kind], "observations", kind.value),)),
                )
            )
            for kind in Kind
            if kinds[kind]
        ),
        sheet=words.say("sheet.method"),
    )
    yield words.paragraph("reading.missing")


def _first(matter: Matter, kind: Kind) -> Quantity | None:
    return next((o.reading for o in matter.follow_up.observations if o.reading.kind is kind), None)


def _first_text(matter: Matter, kind: Kind) -> str:
    reading = _first(matter, kind)
    return reading.text if reading else ""


def _rules(matter: Matter) -> Iterator[Block]:
    words = matter.words
    if not matter.computed.has_change or not matter.follow_up.answering or matter.alone:
        return  # nothing is added up
    yield Heading(2, words.say("rules.title", n=len(Rule)), "rules")
    yield words.paragraph(matter.own("rules.lede"))
    yield BulletList(
        tuple(
            (
                Strong(words.say(f"rule.{rule.value}.name")),
                Text(" "),
                *words.line(f"rule.{rule.value}.text"),
            )
            for rule in matter.computed.rules
        )
    )
    yield words.paragraph("rules.flows")
    yield Paragraph(
        words.line(
            "rules.accounting",
            n=len(matter.follow_up.networks),
            networks=matter.counted(len(matter.follow_up.networks), "networks"),
        )
    )
