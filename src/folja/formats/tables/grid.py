"""The form that every reader yields: a grid of cells with their places, before anything is matched.

Holds rows of text with where each cell stood in its file, and the findings and refusals of reading.
Refuses meaning: which row is a header and which label is an indicator is for `recognise` and
`matching` to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from folja.model import Finding, Severity
from folja.text import Message, render

#: More cells than any follow-up holds; beyond it a file is a mistake or a trap.
MAX_CELLS = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the file, the part of it (a sheet, a page, a table) and the row.

    `part` is one of "", "table", "sheet" and "page"; `name` is its name or number. Rows and columns
    count from 1, as people see them.
    """

    file: str
    part: str = ""
    name: str = ""
    row: int | None = None
    column: int | None = None

    def at(self, *, row: int | None = None, column: int | None = None) -> Place:
        """Return the place of a row or cell inside this one."""
        return replace(self, row=row, column=column)

    def message(self) -> Message:
        """Return the place as words."""
        where = Message(f"tables.place.{self.part or 'file'}", {"file": self.file, "n": self.name})
        if self.row is None:
            return where
        if self.column is not None and self.part == "sheet":
            cell = f"{column_letters(self.column)}{self.row}"
            return Message("tables.place.sheet-cell", {"where": where, "cell": cell})
        code = "tables.place.row" if self.column is None else "tables.place.cell"
        return Message(code, {"where": where, "row": str(self.row), "column": str(self.column)})

    def words(self) -> dict[str, str]:
        """Return the place in both languages.

        >>> Place(file="svar.csv", row=3).words()["sv"]
        'svar.csv, rad 3'
        """
        return {"sv": render(self.message(), "sv"), "en": render(self.message(), "en")}


def column_letters(column: int) -> str:
    """Return a column's letters, as people see them in a sheet.

    >>> column_letters(3), column_letters(28)
    ('C', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: its text exactly as it stood, its row and column, and what was set apart from it.

    `note` holds a footnote mark that the reader itself told apart from the text (a raised figure).
    `merged` is true for a cell that only repeats its neighbour because the two were merged.
    """

    text: str
    row: int
    column: int
    note: str = ""
    merged: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in the cell."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells from one place of a file; rows may differ in length, as they did there.

    `titles` are the words above or beside the grid that may say what it is about, nearest first:
    a caption, a heading, a sheet's name.
    """

    place: Place
    rows: tuple[tuple[GridCell, ...], ...]
    titles: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> GridCell | None:
        """Return the cell at a position from 0, or None where the row is too short."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Return the text at a position from 0 without outer space; "" where there is no cell."""
        cell = self.cell(row, column)
        return cell.text.strip() if cell else ""

    def number(self, row: int) -> int:
        """Return the number in its file of a row (from 0): its first cell's, or its position."""
        cells = self.rows[row]
        return cells[0].row if cells else row + 1

    def turned(self) -> Grid:
        """Return the grid with rows and columns exchanged; each cell keeps its own place."""
        columns = [[self.cell(r, c) for r in range(len(self.rows))] for c in range(self.width)]
        rows = tuple(
            tuple(cell or GridCell("", r + 1, c + 1) for r, cell in enumerate(column))
            for c, column in enumerate(columns)
        )
        return replace(self, rows=rows)


class TablesRefused(ValueError):
    """A file that is not read: too large, a trap, damaged, or of another kind than its name says.

    `message` names the place and the next move; the exception's own text is the English wording.
    """

    def __init__(self, message: Message) -> None:
        """Take the message and word it in English for whoever reads the log."""
        super().__init__(render(message, "en"))
        self.message = message


def refuse(code: str, place: Place, **params: object) -> NoReturn:
    """Raise `TablesRefused` with the wording `tables.refused.<code>` at a place."""
    raise TablesRefused(Message(f"tables.refused.{code}", {"place": place.message(), **params}))


def found(
    code: str, place: Place, *, severity: Severity = Severity.WARNING, **params: object
) -> Finding:
    """Return a finding with the wording `tables.found.<code>` and its remedy, at a place."""
    shown: Mapping[str, object] = {"place": place.message(), **params}
    return Finding(
        code=code,
        severity=severity,
        subject=place.file,
        message=Message(f"tables.found.{code}", shown),
        remedy=Message(f"tables.remedy.{code}", shown),
    )


def grid_of(
    place: Place,
    rows: Sequence[Sequence[str]],
    *,
    titles: Sequence[str] = (),
    findings: Sequence[Finding] = (),
    numbers: Sequence[int] | None = None,
) -> Grid:
    """Return a grid from rows of plain text.

    `numbers` gives each row's number in its file where that is not 1, 2, 3 …; a grid of more than
    `MAX_CELLS` cells is refused.

    >>> grid_of(Place(file="a.csv"), [["x", "1"]]).text(0, 1)
    '1'
    """
    if sum(map(len, rows)) > MAX_CELLS:
        refuse("too-many-cells", place, n=MAX_CELLS)
    numbers = numbers or range(1, len(rows) + 1)
    return Grid(
        place=place,
        rows=tuple(
            tuple(GridCell(text, number, column) for column, text in enumerate(row, 1))
            for number, row in zip(numbers, rows, strict=True)
        ),
        titles=tuple(t for t in titles if t.strip()),
        findings=tuple(findings),
    )
