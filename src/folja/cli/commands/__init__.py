"""The commands, one module each, in the order of the work, and those of programs on top of ours.

The latter are named as entry points of our own distribution: the command line finds them without
knowing them. Refuses nothing of its own: what a command asks for stands in its module.
"""

from __future__ import annotations

from importlib import metadata

import click

from folja.cli.asking import SpokenGroup, lang_option, option
from folja.cli.commands import (
    checking,
    forms,
    importing,
    reading,
    reporting,
    resolving,
    totals,
    validating,
)
from folja.cli.speaking import Words

#: In the order of the work, from the words of an answer to the report.
MAKERS = (reading, forms, importing, validating, checking, resolving, totals, reporting)
#: The entry points under which other commands are found: each a function of the words.
ADDED = "folja.commands"


def build(words: Words) -> click.Group:
    """Return the whole command line in one language."""

    def version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(f"folja {metadata.version('folja')}")
            ctx.exit()

    @click.group(cls=SpokenGroup, words=words, help=words("folja.help"), no_args_is_help=True)
    @option("--version", words, is_flag=True, is_eager=True, expose_value=False, callback=version)
    @lang_option(words)
    def folja() -> None:
        """Stand for the group; its help comes from the catalogue."""

    for maker in MAKERS:
        folja.add_command(maker.command(words))
    for entry in metadata.distribution("folja").entry_points.select(group=ADDED):
        folja.add_command(entry.load()(words))
    return folja
