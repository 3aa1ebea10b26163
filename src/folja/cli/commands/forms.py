"""`folja form`: one workbook per network to fill in offline."""

from __future__ import annotations

import click

from folja.cli.asking import SpokenCommand, argument, json_option, lang_option, option
from folja.cli.screen import Screen, step
from folja.cli.speaking import Words


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "form",
        cls=SpokenCommand,
        words=words,
        help=words("form.help"),
        short_help=words("form.short"),
    )
    @argument("bundle", words, code="bundle")
    @option("--out", words, required=True)
    @json_option(words)
    @lang_option(words)
    def form(bundle: str, out: str, json: bool) -> None:
        from folja.formats.bundle import read_bundle
        from folja.workflows.forms import asked, write_forms

        screen = Screen()
        follow_up = read_bundle(bundle)
        files = []
        with screen.progress(words("form.writing"), len(asked(follow_up))) as progress:
            for path in write_forms(follow_up, out, lang=words.lang):
                files.append(path)
                step(progress)
        if json:
            screen.json({"files": [str(path) for path in files]})
            return
        screen.line(words("form.done", n=len(files)), style="bold")
        for path in files:
            screen.path(path)

    return form
