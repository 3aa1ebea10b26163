"""`folja validate`: whether a bundle hangs together."""

from __future__ import annotations

import click

from folja.cli.asking import SpokenCommand, argument, json_option, lang_option
from folja.cli.screen import Screen
from folja.cli.speaking import Words

REFUSED = 3


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "validate",
        cls=SpokenCommand,
        words=words,
        help=words("validate.help"),
        short_help=words("validate.short"),
    )
    @argument("bundle", words, code="bundle")
    @json_option(words)
    @lang_option(words)
    def validate(bundle: str, json: bool) -> int:
        from folja.workflows.validating import problems_json, validate_bundle

        screen = Screen()
        problems = validate_bundle(bundle)
        if json:
            screen.json(problems_json(problems))
        else:
            screen.line(words("validate.count", n=len(problems)), style="bold")
            for problem in problems:
                screen.line(words.render(problem.message), indent=2)
        return REFUSED if problems else 0

    return validate
