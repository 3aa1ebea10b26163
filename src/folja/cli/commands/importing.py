"""`folja import`: documents read, and for every table and row what was done with it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from folja.cli.asking import SpokenCommand, argument, json_option, lang_option, option
from folja.cli.commands.checking import SIGNS
from folja.cli.figures import unit
from folja.cli.screen import Col, Screen, shown
from folja.cli.speaking import Words
from folja.model import FollowUp

if TYPE_CHECKING:
    from folja.formats.tables import (
        Choose,
        FileOutcome,
        Mode,
        Question,
        RowOutcome,
        TableOutcome,
    )

REFUSED = 3
#: What needs no word of its own: the row came in as it stood, or holds no answers.
PLAIN = ("added", "same", "heading")


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "import",
        cls=SpokenCommand,
        words=words,
        help=words("import.help"),
        short_help=words("import.short"),
    )
    @argument("files", words, code="file", nargs=-1, required=True)
    @option("--catalogue", words, required=True)
    @option("--out", words, required=True)
    @option("--replace", words, is_flag=True)
    @option("--keep", words, is_flag=True)
    @option("--dry-run", words, is_flag=True)
    @json_option(words)
    @lang_option(words)
    @click.pass_context
    def import_(
        ctx: click.Context,
        files: tuple[str, ...],
        catalogue: str,
        out: str,
        replace: bool,
        keep: bool,
        dry_run: bool,
        json: bool,
    ) -> int:
        from folja.workflows.importing import import_documents, is_something

        if replace and keep:
            raise click.BadParameter(words("usage.replace-or-keep"), ctx, param_hint="--replace")
        screen = Screen()
        mode: Mode = "replace" if replace else "keep" if keep else "ask"
        asks = sys.stdin.isatty() and sys.stderr.isatty() and not json
        found = import_documents(
            files,
            catalogue=catalogue,
            out=out,
            mode=mode,
            choose=_asking(words) if asks else None,
            dry_run=dry_run,
        )
        if json:
            screen.json(found.to_json())
        else:
            for file in found.files:
                _show_file(screen, found.follow_up, file, words)
            counts = {"observations": found.observations, "claims": found.claims}
            code = "import.dry-run" if dry_run else "import.written"
            screen.line()
            screen.line(words(code, place=out, **counts), style="bold")
        if is_something(found):
            return 0
        click.echo(words("import.nothing"), err=True)
        return REFUSED

    return import_


def _asking(words: Words) -> Choose:
    """Return the function that puts a question to the user, on standard error."""

    def choose(question: Question) -> str | None:
        click.echo(words(f"import.choose-{question.kind}", text=shown(question.text)), err=True)
        for at, like in enumerate(question.options, start=1):
            click.echo(f"  {at}  {shown(words.render(like.name))}", err=True)
        allowed = [str(at) for at in range(1, len(question.options) + 1)]
        answer = click.prompt(
            words("import.number"), default="", show_default=False, err=True
        ).strip()
        return question.options[int(answer) - 1].id if answer in allowed else None

    return choose


def _show_file(screen: Screen, follow_up: FollowUp, file: FileOutcome, words: Words) -> None:
    """Show what was found in a file: a line per table, then the rows that did not come in plain."""
    screen.heading(words("import.file", file=file.file, n=len(file.tables)))
    if file.tables:
        screen.table(
            (
                Col(words("import.table")),
                Col(words("import.network"), wraps=False),
                Col(words("import.score"), figures=True),
                Col(words("import.rows"), figures=True),
                Col(words("import.cells"), figures=True),
                Col(words("import.left"), figures=True),
            ),
            [_table_row(follow_up, table, words) for table in file.tables],
        )
    for table in file.tables:
        for row in table.rows:
            if row.action not in PLAIN:
                screen.item("△", _row(row, words))
    for finding in file.findings:
        screen.item(SIGNS[finding.severity], words.render(finding.message))
        if finding.remedy is not None:
            screen.item("→", words.render(finding.remedy), indent=4)


def _table_row(follow_up: FollowUp, table: TableOutcome, words: Words) -> tuple[str, ...]:
    cells = sum(len(row.cells) for row in table.rows)
    left = sum(row.indicator is None and row.action != "heading" for row in table.rows)
    return (
        table.title,
        unit(follow_up, table.network, words.lang) or words("import.unmatched"),
        words("import.percent", n=table.score),
        str(len(table.rows)),
        str(cells),
        str(left),
    )


def _row(row: RowOutcome, words: Words) -> str:
    return words(
        "import.row",
        place=row.place.message(),
        label=row.label,
        action=row.action.message,
    )
