"""Commands, options and help that speak the user's language.

Click words its headings and errors in English only; here each of them is taken from the catalogue
`cli`. Refuses values of the wrong form with what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import click

from folja.cli.speaking import Words


class SpokenCommand(click.Command):
    """A command whose help is in one language."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        """Take Click's own arguments and the words."""
        kwargs.setdefault("options_metavar", words("usage.options"))
        kwargs["add_help_option"] = False
        super().__init__(*args, **kwargs)
        self.words = words
        self.params.append(_help_option(words))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{self.words('usage.usage')} ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments with what they stand for."""
        found = [
            (p.make_metavar(ctx), p.help or "") for p in self.params if isinstance(p, _Argument)
        ]
        if found:
            with formatter.section(self.words("usage.arguments-heading")):
                formatter.write_dl(found)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        _write_options(self, ctx, formatter, self.words)


class SpokenGroup(click.Group):
    """The group of all commands, its help in one language."""

    def __init__(self, *args: Any, words: Words, **kwargs: Any) -> None:
        """Take Click's own arguments and the words."""
        kwargs.setdefault("options_metavar", words("usage.options"))
        kwargs.setdefault("subcommand_metavar", words("usage.command"))
        kwargs["add_help_option"] = False
        super().__init__(*args, **kwargs)
        self.words = words
        self.params.append(_help_option(words))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order of the work, not of the alphabet."""
        return list(self.commands)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{self.words('usage.usage')} ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands first, since they are what people look for, then the options."""
        rows = [(name, command.short_help or "") for name, command in self.commands.items()]
        with formatter.section(self.words("usage.commands-heading")):
            formatter.write_dl(rows)
        _write_options(self, ctx, formatter, self.words)


class _Argument(click.Argument):
    """A positional argument that says what it stands for."""


class OneOf(click.ParamType[str]):
    """One of a few words."""

    name = "choice"

    def __init__(self, words: Words, allowed: Sequence[str]) -> None:
        """Take the words of the refusal and the values allowed."""
        self.words = words
        self.allowed = tuple(allowed)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the values as help shows them."""
        return f"[{'|'.join(self.allowed)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value when it is allowed."""
        if value not in self.allowed:
            allowed = ", ".join(self.allowed)
            self.fail(self.words("usage.one-of", value=str(value), allowed=allowed), param, ctx)
        return str(value)


class SeveralOf(click.ParamType[tuple[str, ...]]):
    """A list of a few words, with commas between."""

    name = "list"

    def __init__(self, words: Words, allowed: Sequence[str]) -> None:
        """Take the words of the refusal and the values allowed."""
        self.words = words
        self.allowed = tuple(allowed)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the values as help shows them."""
        return ",".join(self.allowed)

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """Return the values, each once, in the order asked for."""
        if isinstance(value, tuple):
            return value
        asked = tuple(dict.fromkeys(v.strip() for v in str(value).split(",") if v.strip()))
        for one in asked:
            if one not in self.allowed:
                allowed = ", ".join(self.allowed)
                self.fail(self.words("usage.one-of", value=one, allowed=allowed), param, ctx)
        if not asked:
            allowed = ", ".join(self.allowed)
            self.fail(self.words("usage.one-of", value=str(value), allowed=allowed), param, ctx)
        return asked


class Day(click.ParamType[str]):
    """A date such as 2005-12-31, kept as its text: the id of a measurement point."""

    name = "date"

    def __init__(self, words: Words) -> None:
        """Take the words of the refusal."""
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the date's text when it is one."""
        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(self.words("usage.date", value=str(value)), param, ctx)


class Moment(click.ParamType[datetime]):
    """A date and time; without a zone it is taken as UTC."""

    name = "time"

    def __init__(self, words: Words) -> None:
        """Take the words of the refusal."""
        self.words = words

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment when the text is one."""
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(self.words("usage.time", value=str(value)), param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


def argument(name: str, words: Words, *, code: str, **settings: Any) -> Callable[..., Any]:
    """Return a positional argument, named and explained in the user's language."""
    return click.argument(
        name,
        cls=_Argument,
        metavar=words(f"argument.{code}.name"),
        help=words(f"argument.{code}.help"),
        **settings,
    )


def option(
    flag: str, words: Words, *, code: str = "", name: str = "", **settings: Any
) -> Callable[..., Any]:
    """Return an option, explained in the user's language; `name` is its Python name."""
    code = code or flag.removeprefix("--")
    if "metavar" not in settings and words.has(f"option.{code}.name"):
        settings["metavar"] = words(f"option.{code}.name")
    names = (flag, name) if name else (flag,)
    return click.option(*names, help=words(f"option.{code}.help"), **settings)


def json_option(words: Words) -> Callable[..., Any]:
    """Return `--json`, which every command has."""
    return option("--json", words, is_flag=True, code="json")


def lang_option(words: Words) -> Callable[..., Any]:
    """Return `--lang`; its value was looked up before parsing, here it is only checked."""
    return option("--lang", words, type=OneOf(words, ("sv", "en")), expose_value=False)


def _help_option(words: Words) -> click.Option:
    def show(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
        if value:
            click.echo(ctx.get_help())
            ctx.exit()

    return click.Option(
        ["--help"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help=words("option.help.help"),
    )


def _write_options(
    command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, words: Words
) -> None:
    rows = []
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden:
            names, text = param.get_help_record(ctx) or ("", "")
            # Click marks this in English.
            text = text.removesuffix("[required]").rstrip()
            mark = f" ({words('usage.required')})" if param.required else ""
            rows.append((names, text + mark))
    with formatter.section(words("usage.options-heading")):
        formatter.write_dl(rows)
