"""What went wrong, in the user's words: usage, refused input, and a fault of ours in a log.

Refuses to hide anything: whatever is not a refusal with a message of its own is logged whole.
"""

from __future__ import annotations

import os
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from folja.cli.speaking import Words
from folja.text import Message


def usage_words(error: click.UsageError, words: Words) -> str:
    """Return what was wrong in how the command was called, and how to get help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx is not None:
        return error.ctx.get_help()
    command = "folja" if error.ctx is None else error.ctx.command_path
    return f"{_usage(error, words)}\n{words('usage.see-help', command=command)}"


def _usage(error: click.UsageError, words: Words) -> str:
    match error:
        case click.MissingParameter():
            return words("usage.missing", name=_name(error))
        case click.BadParameter():
            return words("usage.bad-value", name=_name(error), why=error.message)
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            code = "usage.no-such-option-near" if near else "usage.no-such-option"
            return words(code, name=error.option_name, near=near)
        case click.exceptions.NoSuchCommand():
            near = ", ".join(error.possibilities or ())
            code = "usage.no-such-command-near" if near else "usage.no-such-command"
            return words(code, name=error.command_name, near=near)
        case click.BadOptionUsage():
            return words("usage.option-without-value", name=error.option_name)
        case _:
            return words("usage.wrong")


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return max(error.param.opts, key=len)
    if isinstance(error.param, click.Argument) and error.ctx is not None:
        return error.param.make_metavar(error.ctx).strip("[].")
    return str(error.param_hint or "")


def refusal_words(error: Exception, words: Words) -> str | None:
    """Return what the user can do about refused input, or None when the fault is ours.

    The library's refusals carry a `Message`; what the file system refuses is worded here.
    """
    message = getattr(error, "message", None)
    if isinstance(message, Message):
        return words.render(message)
    if isinstance(error, OSError) and error.filename is not None:
        place = str(error.filename)
        match error:
            case FileNotFoundError():
                return words("fault.not-found", place=place)
            case PermissionError():
                return words("fault.no-permission", place=place)
            case _:
                return words("fault.file", place=place, why=error.strerror or "")
    return None


def log_fault(error: Exception) -> str:
    """Write an unexpected error to the log and return the log's place."""
    text = "".join(traceback.format_exception(error))
    entry = f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{text}\n"
    state = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    for folder in (Path(state) / "folja", Path(tempfile.gettempdir())):
        place = folder / "folja.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with place.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return str(place)
    return "–"
