"""Write docs/reference/cli.md from the code: every command's help, in Swedish and English."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from folja.cli.commands import build
from folja.cli.speaking import Words
from folja.text import LANGUAGES, Language

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "cli.md"
NAMES = {"sv": "Svenska", "en": "English"}

INTRODUCTION = """\
# The command line

Written by `scripts/reference_cli.py` from the code; a test holds it up to date.

Every command takes `--json` and `--lang`. Exit codes: 0 done · 1 a fault of ours (one line, and \
where the log is) · 2 the command was called wrongly · 3 the input was refused, or a bundle does \
not hang together · 4 findings at or above `--fail-on` · 130 broken off. The shapes of the JSON \
stand as JSON Schemas in [schemas](schemas).
"""


def page() -> str:
    """Return the whole page."""
    return INTRODUCTION + "".join(f"\n{part}" for lang in LANGUAGES for part in _language(lang))


def _language(lang: Language) -> Iterator[str]:
    group = build(Words(lang))
    yield f"## {NAMES[lang]}\n"
    top = click.Context(group, info_name="folja", max_content_width=80, terminal_width=80)
    yield f"```text\n{group.get_help(top)}\n```\n"
    for name, command in group.commands.items():
        context = click.Context(command, info_name=name, parent=top, terminal_width=80)
        yield f"### folja {name}\n"
        yield f"```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
