"""What people see: tables without boxes, figures against their right edge, progress apart.

Results go to standard output, progress and errors to standard error. When output is piped it is
plain text of a fixed width. Refuses control characters and hidden direction marks in data: they
are shown as signs, so that no answer can paint the terminal.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import click
from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

#: Width of piped output: wide enough for the widest table, narrow enough for a page.
PIPED_WIDTH = 110
#: Least width of a column, and the space between two.
LEAST_WIDTH = 12
#: A longer word may be broken.
LONGEST_WORD = 24
GAP = 3
_DIRECTION = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def shown(text: str) -> str:
    r"""Return a text as it may be shown: control characters as signs.

    >>> shown("a\x1b[2Jb")
    'a␛[2Jb'
    """
    return "".join(_sign(c) if unicodedata.category(c) in ("Cc", "Cf") else c for c in text)


def _sign(character: str) -> str:
    code = ord(character)
    if character == "\n":
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    if character in _DIRECTION or unicodedata.category(character) == "Cc":
        return "\ufffd"
    return character


@dataclass(frozen=True, slots=True)
class Col:
    """A column: its heading, whether it holds figures, whether it wraps, its least width."""

    heading: str
    figures: bool = False
    wraps: bool = True
    least: int = 0


class Screen:
    """Where a command's results, progress and remarks go."""

    def __init__(self) -> None:
        """Take the streams as they are now."""
        self.out = _console(sys.stdout)
        self.err = _console(sys.stderr)

    def heading(self, text: str) -> None:
        """Show a heading with air above it."""
        self._show(Text(""))
        self._show(Text(shown(text), style="bold"))

    def line(self, text: str = "", *, style: str = "", indent: int = 0) -> None:
        """Show a line, wrapped where the width ends."""
        self._show(Padding(Text(shown(text), style=style), (0, 0, 0, indent)))

    def item(self, sign: str, text: str, *, style: str = "", indent: int = 2) -> None:
        """Show a sign and a text beside it, whose later lines stand under its first."""
        item = Table.grid(padding=(0, 1, 0, 0))
        item.add_row(Text(sign, style=style), Text(shown(text), style=style))
        self._show(Padding(item, (0, 0, 0, indent)))

    def path(self, text: object) -> None:
        """Show a path on a line of its own, never wrapped, so that it can be copied."""
        click.echo(shown(str(text)))

    def table(self, columns: Sequence[Col], rows: Sequence[Sequence[str] | str]) -> None:
        """Show a table; a row that is a text alone is a heading inside the table.

        What does not wrap is never cut: on a narrow terminal the table is wider than the window.
        """
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0))
        by_column = [
            [shown(row[at]) for row in rows if not isinstance(row, str)]
            for at in range(len(columns))
        ]
        fits = [
            _fit(column, of_column) for column, of_column in zip(columns, by_column, strict=True)
        ]
        widths = _share(fits, self.out.width - GAP * len(columns))
        for column, fit, width in zip(columns, fits, widths, strict=True):
            table.add_column(
                Text(fit.heading),
                justify="right" if column.figures else "left",
                width=width,
                overflow="fold",
            )
        for row in rows:
            if isinstance(row, str):
                head = next((at for at, c in enumerate(columns) if not c.figures and c.wraps), 0)
                cells = [""] * len(columns)
                cells[head] = row
                table.add_row(*(Text(shown(c), style="bold") for c in cells))
            else:
                table.add_row(*(Text(shown(c)) for c in row))
        self._show(table, width=sum(widths) + GAP * len(columns))

    def _show(self, renderable: RenderableType, *, width: int | None = None) -> None:
        """Show something without the spaces with which the library fills each line."""
        before = self.out.width
        # A width given to print is held to the console's own.
        self.out.width = width or before
        with self.out.capture() as captured:
            self.out.print(renderable)
        self.out.width = before
        for line in captured.get().splitlines():
            click.echo(line.rstrip(), color=True)

    def json(self, data: Any) -> None:
        """Show data as JSON for scripts."""
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Progress]:
        """Show how far long work is, on standard error and only to somebody who watches."""
        columns = (TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
        with Progress(
            *columns, console=self.err, transient=True, disable=not self.err.is_terminal
        ) as progress:
            progress.add_task(label, total=total)
            yield progress


@dataclass(frozen=True, slots=True)
class _Fit:
    """A column's heading, broken to fit, its least width and the width that it would like."""

    heading: str
    least: int
    natural: int


def _fit(column: Col, cells: Sequence[str]) -> _Fit:
    widest = max(map(cell_len, cells), default=0)
    if column.figures or not column.wraps:
        lines = wrap(column.heading, max(widest, LEAST_WIDTH)) or [""]
        width = max(widest, *map(cell_len, lines))
        return _Fit("\n".join(lines), width, width)
    words = (word for text in (column.heading, *cells) for word in text.split())
    longest = min(max(map(cell_len, words), default=0), LONGEST_WORD)
    natural = max(widest, cell_len(column.heading), column.least)
    return _Fit(column.heading, max(longest, column.least), natural)


def _share(fits: Sequence[_Fit], width: int) -> list[int]:
    """Return the columns' widths: as they would like, less where there is most to spare."""
    widths = [fit.natural for fit in fits]
    while sum(widths) > width:
        spare = [have - fit.least for have, fit in zip(widths, fits, strict=True)]
        if not any(spare):
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def step(progress: Progress) -> None:
    """Move the bar on by one."""
    for task in progress.task_ids:
        progress.advance(task)


def _console(stream: Any) -> Console:
    watched = stream.isatty()
    return Console(
        file=stream,
        width=None if watched else PIPED_WIDTH,
        no_color=None if watched else True,
        force_terminal=None if watched else False,
        highlight=False,
        markup=False,
        emoji=False,
    )
