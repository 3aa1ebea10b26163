"""`folja resolve`: a decision about a finding, written into the bundle."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from folja.cli.asking import (
    Moment,
    OneOf,
    SpokenCommand,
    argument,
    json_option,
    lang_option,
    option,
)
from folja.cli.figures import subject
from folja.cli.screen import Screen
from folja.cli.speaking import Words
from folja.model import Action

#: Stands for "no network" or "no indicator", for findings about the catalogue itself.
NONE = "-"
ACTIONS = tuple(action.value for action in Action)


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "resolve",
        cls=SpokenCommand,
        words=words,
        help=words("resolve.help"),
        short_help=words("resolve.short"),
    )
    @argument("bundle", words, code="bundle")
    @argument("code", words, code="code")
    @argument("network", words, code="network")
    @argument("no", words, code="no")
    @argument("point", words, code="point", required=False)
    @option(
        "--as", words, name="action", type=OneOf(words, [a.value for a in Action]), required=True
    )
    @option("--value", words, default="")
    @option("--by", words, code="by-role", required=True)
    @option("--why", words, required=True)
    @option("--when", words, type=Moment(words))
    @json_option(words)
    @lang_option(words)
    def resolve(
        bundle: str,
        code: str,
        network: str,
        no: str,
        point: str | None,
        action: str,
        value: str,
        by: str,
        why: str,
        when: datetime | None,
        json: bool,
    ) -> None:
        from folja.workflows.resolving import decision_json
        from folja.workflows.resolving import resolve as decide

        if no != NONE and not (no.isascii() and no.isdigit()):
            raise click.BadParameter(
                words("usage.number", value=no), param_hint=words("argument.no.name")
            )
        follow_up, decision = decide(
            bundle,
            code=code,
            unit=None if network == NONE else network,
            no=None if no == NONE else int(no),
            point=point,
            action=Action(action),
            value=value,
            who=by,
            why=why,
            when=when or datetime.now(UTC).replace(microsecond=0),
        )
        screen = Screen()
        if json:
            screen.json(decision_json(follow_up, decision))
            return
        screen.line(
            words(
                "resolve.done",
                place=subject(follow_up, decision, words),
                action=words(f"action.{decision.action.value}"),
                who=decision.who,
            )
        )

    return resolve
