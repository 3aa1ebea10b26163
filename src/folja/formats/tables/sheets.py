"""The cells of a sheet on their way to a grid: bounded, without what is hidden, merges resolved.

Holds what the readers of XLSX, XLS and ODS share. Refuses a sheet with more cells than any
follow-up has; formulas that were never computed and cells that show an error are named, and never
become a nought.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from folja.formats.tables.dates import written_dates
from folja.formats.tables.grid import MAX_CELLS, Grid, GridCell, Place, found, refuse
from folja.model import Finding, Severity

#: Merged areas larger than this are decoration; only their first cell is filled.
MAX_MERGED = 2_000
#: Empty rows in a row that are kept: they part tables, and two do that as well as a thousand.
_EMPTY = 2
#: Rows are made equally long up to this many columns.
_COMMON = 60
_WIDEST = 16_384
_DEFAULT_NAME = re.compile(r"(?:blad|sheet|ark|tabelle|feuil|hoja|taul|taulukko)\s*\d*", re.I)


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet while it is read: cells by row and column (from 1), and what is odd about them.

    `merges` are (first row, first column, last row, last column).
    """

    place: Place
    cells: dict[int, dict[int, GridCell]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    uncomputed: list[GridCell] = field(default_factory=list)
    faulty: list[GridCell] = field(default_factory=list)
    dated: list[GridCell] = field(default_factory=list)
    computed: int = 0
    commented: int = 0
    count: int = 0

    def put(self, row: int, column: int, text: str, *, note: str = "") -> GridCell:
        """Put a text in a cell and return the cell; refuses the cell that is one too many."""
        self.count += 1
        if self.count > MAX_CELLS:
            refuse("too-many-cells", self.place, n=MAX_CELLS)
        cell = GridCell(text, row, column, note)
        self.cells.setdefault(row, {})[column] = cell
        return cell

    def hides(self, row: int, column: int) -> bool:
        """Say whether a cell's row or column is hidden."""
        return row in self.hidden_rows or any(a <= column <= b for a, b in self.hidden_columns)

    def grid(self, *, titles: Iterable[str] = (), findings: Iterable[Finding] = ()) -> Grid:
        """Return the sheet as a grid, with its findings and its name as the last title."""
        self._spread()
        hidden = 0
        kept: dict[int, dict[int, GridCell]] = {}
        for number, cells in self.cells.items():
            for column, cell in cells.items():
                if self.hides(number, column):
                    hidden += not cell.is_blank and not cell.merged
                else:
                    kept.setdefault(number, {})[column] = cell
        rows = list(self._rows(kept))
        name = self.place.name
        own = () if _DEFAULT_NAME.fullmatch(name.strip()) else (name,)
        return Grid(
            place=self.place,
            rows=tuple(rows),
            titles=tuple(t for t in (*titles, *own) if t.strip()),
            findings=(*findings, *self._findings(hidden)),
        )

    def _rows(self, kept: dict[int, dict[int, GridCell]]) -> Iterable[tuple[GridCell, ...]]:
        """Yield the rows that are shown; hidden columns leave no gap, and few empty rows do."""
        gone = {c for a, b in self.hidden_columns for c in range(a, min(b, _WIDEST) + 1)}
        last = {
            number: max(c for c, cell in cells.items() if not cell.is_blank)
            for number, cells in kept.items()
            if any(not cell.is_blank for cell in cells.values())
        }
        # A row that ends in blank cells is as long as its neighbours: in a sheet none is missing.
        common = min(max(last.values(), default=0), _COMMON)
        if sum(max(width, common) for width in last.values()) > MAX_CELLS:
            refuse("too-many-cells", self.place, n=MAX_CELLS)
        for before, number in pairwise([0, *sorted(last)]):
            for empty in range(max(before + 1, number - _EMPTY), number):
                if empty not in self.hidden_rows and before:
                    yield (GridCell("", empty, 1),)
            cells = kept[number]
            columns = (c for c in range(1, max(last[number], common) + 1) if c not in gone)
            yield tuple(cells.get(c) or GridCell("", number, c) for c in columns)

    def _spread(self) -> None:
        for top, left, bottom, right in self.merges:
            first = self.cells.get(top, {}).get(left)
            if first is None or (bottom - top + 1) * (right - left + 1) > MAX_MERGED:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self.count += 1
                        cells = self.cells.setdefault(row, {})
                        cells[column] = GridCell(
                            first.text, first.row, first.column, first.note, merged=True
                        )
            if self.count > MAX_CELLS:
                refuse("too-many-cells", self.place, n=MAX_CELLS)

    def _findings(self, hidden: int) -> Iterable[Finding]:
        if hidden:
            yield found("hidden-cells", self.place, n=hidden)
        for code, cells in (("not-computed", self.uncomputed), ("error-in-cell", self.faulty)):
            for cell in cells:
                if not self.hides(cell.row, cell.column):
                    where = self.place.at(row=cell.row, column=cell.column)
                    yield found(code, where, text=cell.text)
        for cell in self._stray_dates():
            where = self.place.at(row=cell.row, column=cell.column)
            yield found("date-in-cell", where, text=cell.text)
        if self.computed:
            yield found("computed", self.place, severity=Severity.INFO, n=self.computed)
        if self.commented:
            yield found("comments", self.place, severity=Severity.INFO, n=self.commented)

    def _stray_dates(self) -> Iterable[GridCell]:
        """Yield typed dates that head nothing: an answer such as 4-5 that a program took for one.

        A heading has another date in its row. Under a heading that is a date, a date is no answer;
        under another, it is one of a column of dates or stands out.
        """
        heads: dict[int, int] = {}
        for number, cells in sorted(self.cells.items()):
            if sum(_is_date(c.text) for c in cells.values()) > 1:
                for column, cell in cells.items():
                    if _is_date(cell.text):
                        heads.setdefault(column, number)
        for cell in self.dated:
            row = self.cells.get(cell.row, {}).values()
            if self.hides(cell.row, cell.column) or sum(_is_date(c.text) for c in row) > 1:
                continue
            if heads.get(cell.column, cell.row) < cell.row:
                yield cell
                continue
            beside = (c for cells in self.cells.values() if (c := cells.get(cell.column)))
            words = [c.text for c in beside if not c.is_blank]
            if sum(map(_is_date, words)) * 2 <= len(words):
                yield cell


def _is_date(text: str) -> bool:
    return len(text) < 60 and bool(written_dates(text))
