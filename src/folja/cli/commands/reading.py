"""`folja read`: how answers are read, without any bundle."""

from __future__ import annotations

import click

from folja.cli.asking import OneOf, SpokenCommand, argument, json_option, lang_option, option
from folja.cli.figures import span
from folja.cli.screen import Col, Screen
from folja.cli.speaking import Words
from folja.text import format_number, format_span
from folja.values import Locale, Quantity, printed, problem_messages


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "read",
        cls=SpokenCommand,
        words=words,
        help=words("read.help"),
        short_help=words("read.short"),
    )
    @argument("texts", words, code="text", nargs=-1, required=True)
    @option("--locale", words, type=OneOf(words, ("sv", "en")))
    @json_option(words)
    @lang_option(words)
    def read(texts: tuple[str, ...], locale: Locale | None, json: bool) -> None:
        from folja.workflows.reading import read_texts, readings_json

        screen = Screen()
        readings = read_texts(texts, locale=locale)
        if json:
            screen.json(readings_json(readings))
            return
        screen.table(
            (
                Col(words("read.text")),
                Col(words("read.kind"), wraps=False),
                Col(words("read.figure"), figures=True),
                Col(words("read.remark")),
            ),
            [
                (
                    r.text or words("read.empty"),
                    words(f"kind.{r.kind.value}"),
                    _value(r, words),
                    _remark(r, words),
                )
                for r in readings
            ],
        )

    return read


def _value(reading: Quantity, words: Words) -> str:
    """Return what the words amount to; a sum as its total, its parts stand beside it."""
    if not reading.has_value:
        return "–"
    return span(reading.interval(), words) if reading.parts else printed(reading, words.lang)


def _remark(reading: Quantity, words: Words) -> str:
    remarks = []
    if reading.reason is not None:
        remarks.append(words(f"reason.{reading.reason.value}"))
    if reading.alternative is not None:
        number = format_number(reading.alternative, words.lang)
        remarks.append(words("read.alternative", number=number))
    if reading.candidates:
        either = "; ".join(
            words(
                "read.candidate",
                text=c.text,
                figure=format_span(c.low, c.high, words.lang),
            )
            for c in reading.candidates
        )
        remarks.append(words("read.candidates", candidates=either))
    remarks += [words.render(m) for m in problem_messages(reading)]
    return " ".join(remarks)
