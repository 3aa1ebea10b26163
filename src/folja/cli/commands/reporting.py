"""`folja report`: the report in each format and language."""

from __future__ import annotations

from typing import Any

import click

from folja.cli.asking import SeveralOf, SpokenCommand, argument, json_option, option
from folja.cli.screen import Screen, step
from folja.cli.speaking import Words

FORMATS = ("html", "pdf", "docx", "xlsx")


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "report",
        cls=SpokenCommand,
        words=words,
        help=words("report.help"),
        short_help=words("report.short"),
    )
    @argument("bundle", words, code="bundle")
    @option("--out", words, required=True)
    @option("--to", words, code="to-formats", type=SeveralOf(words, FORMATS), default=FORMATS)
    @option("--lang", words, code="lang-report", type=SeveralOf(words, ("sv", "en")))
    @option("--annex-only", words, is_flag=True)
    @json_option(words)
    def report(
        bundle: str,
        out: str,
        to: tuple[str, ...],
        lang: tuple[Any, ...] | None,
        annex_only: bool,
        json: bool,
    ) -> None:
        from folja.formats.bundle import read_bundle
        from folja.workflows.reporting import write_report

        screen = Screen()
        languages = lang or (words.lang,)
        follow_up = read_bundle(bundle)
        files = []
        with screen.progress(words("report.writing"), len(to) * len(languages)) as progress:
            for written in write_report(
                follow_up, out, formats=to, languages=languages, annex_only=annex_only
            ):
                files.append(written)
                step(progress)
        if json:
            screen.json({"files": [str(w.path) for w in files]})
            return
        screen.line(words("report.done", n=len(files)), style="bold")
        for one in files:
            screen.path(one.path)

    return report
