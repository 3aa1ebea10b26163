"""What stands where in the workbook: flat tables, one per sheet, every column of one kind.

A report's tables are made to be read: groups as rows, figures with their signs. A workbook's are
made to be sorted and added, so tables of one group with the same columns become one long table with
the caption in a column, a group heading becomes a column, and a figure that is not one plain number
becomes five columns: as printed, how it was read, low, high, and which end is open. Holds plan, not
layout; knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from folja.documents import (
    Cell,
    Document,
    Figure,
    Inline,
    SignText,
    Table,
    TableRow,
    word,
    writable,
)

Value = str | Decimal | None
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
#: What the format allows in the name of a sheet.
_NAME_LENGTH = 31


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a sheet: words or a number; `signed` prints a plus, `struck` a line through."""

    value: Value
    signed: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet with the kind of the report's row."""

    entries: tuple[Entry, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One flat table: a unique name and title, headings, rows, and the notes it came with.

    `fixed` is how many columns say what a row is about.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    fixed: int


def planned(document: Document) -> tuple[Sheet, ...]:
    """Return the document's sheets in the order in which its tables come."""
    groups: dict[tuple[str, tuple[str, ...]], list[Table]] = {}
    for table in _tables(document):
        if not table.columns:
            continue
        titles = tuple(column.title for column in table.columns)
        groups.setdefault((table.sheet or table.caption, titles), []).append(table)
    taken = {word(document, "contents").casefold()}
    return tuple(
        _sheet(document, _name(label, taken), label, tables)
        for (label, _), tables in groups.items()
    )


def _tables(document: Document) -> Iterator[Table]:
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Figure) and block.table:
            yield block.table


def _name(label: str, taken: set[str]) -> str:
    """Return a name that the format allows and no other sheet has."""
    plain = _NOT_IN_NAMES.sub(" ", writable(label)).replace("\u00ad", "").strip("' ") or "1"
    name, n = plain[:_NAME_LENGTH].rstrip(), 1
    while name.casefold() in taken:
        n += 1
        name = f"{plain[: _NAME_LENGTH - len(str(n)) - 1].rstrip()} {n}"
    taken.add(name.casefold())
    return name


def _sheet(document: Document, name: str, label: str, tables: Sequence[Table]) -> Sheet:
    first = tables[0]
    rows = [(table, group, row) for table in tables for group, row in _grouped(table)]
    many = len(tables) > 1
    grouped = any(group for _, group, _ in rows)
    kinds = any(row.kind != "body" for _, _, row in rows)
    headings = [word(document, "table")] * many + [word(document, "group")] * grouped
    fixed = len(headings) + next(
        (n for n, column in enumerate(first.columns, 1) if column.row_header), 1
    )
    plans = []
    for n, column in enumerate(first.columns):
        cells = [row.cells[n] for _, _, row in rows if n < len(row.cells)]
        extra = _extra(document, cells)
        plans.append((_plain(cells), extra))
        headings += [column.title, *(f"{column.title}, {word(document, key)}" for key in extra)]
    headings += [word(document, "row_kind")] * kinds
    lines = []
    for table, group, row in rows:
        entries = [Entry(table.caption)] * many + [Entry(group)] * grouped
        for n, (plain, extra) in enumerate(plans):
            cell = row.cells[n] if n < len(row.cells) else Cell(())
            entries += _entries(document, cell, plain=plain, extra=extra)
        entries += [Entry(word(document, f"row_{row.kind}"))] * kinds
        lines.append(Row(tuple(entries), row.kind))
    notes = dict.fromkeys(note for table in tables for note in table.notes)
    return Sheet(
        name, label if many else first.caption, _unique(headings), tuple(lines), tuple(notes), fixed
    )


def _grouped(table: Table) -> Iterator[tuple[str, TableRow]]:
    """Yield every row but the group headings, each with the heading it stands under."""
    group = ""
    for row in table.rows:
        if row.kind == "group":
            group = words(row.cells[0].inlines) if row.cells else ""
        else:
            yield group, row


def _extra(document: Document, cells: Sequence[Cell]) -> tuple[str, ...]:
    """Return the columns that follow a column of words, as keys of words; none where not needed.

    A column of plain numbers needs none: it holds the numbers themselves.
    """
    valued = [cell for cell in cells if cell.has_bounds or cell.number is not None]
    if _plain(cells):
        return ()
    says = any(cell.sign and cell.sign.name != words(cell.inlines) for cell in cells)
    opens = any(_open(document, cell) for cell in valued)
    bounds = ("low", "high") if valued else ()
    return ("read_as",) * says + bounds + ("open_end",) * opens


def _plain(cells: Sequence[Cell]) -> bool:
    """Say whether a column holds plain numbers and nothing that needs a sign or words beside it."""
    valued = [cell for cell in cells if cell.has_bounds or cell.number is not None]
    exact = all(_exact(cell) is not None and len(cell.inlines) == 1 for cell in valued)
    return bool(valued) and exact and not any(cell.sign for cell in cells)


def _exact(cell: Cell) -> Decimal | None:
    if cell.number is not None:
        return cell.number
    return cell.low if cell.has_bounds and cell.low == cell.high else None


def _entries(document: Document, cell: Cell, *, plain: bool, extra: tuple[str, ...]) -> list[Entry]:
    said, exact = words(cell.inlines), _exact(cell)
    if plain:
        return [Entry(said if exact is None else exact, said.startswith("+"), cell.struck)]
    low, high = (cell.low, cell.high) if cell.has_bounds else (exact, exact)
    more: dict[str, Value] = {
        "read_as": cell.sign.name if cell.sign else "",
        "low": low,
        "high": high,
        "open_end": _open(document, cell),
    }
    return [Entry(said, struck=cell.struck), *(Entry(more[key]) for key in extra)]


def _open(document: Document, cell: Cell) -> str:
    if not cell.has_bounds:
        return ""
    match cell.low is None, cell.high is None:
        case True, True:
            return word(document, "open_both")
        case True, False:
            return word(document, "open_low")
        case False, True:
            return word(document, "open_high")
        case _:
            return ""


def words(inlines: Sequence[Inline]) -> str:
    """Return inlines as plain words; a sign is the words it is read aloud as."""
    said = (part.name if isinstance(part, SignText) else part.text for part in inlines)
    return writable("".join(said)).replace("\u00ad", "")


def _unique(headings: Sequence[str]) -> tuple[str, ...]:
    """Return headings that differ, since a table's columns are told apart by them."""
    found: list[str] = []
    seen: set[str] = set()
    for heading in headings:
        plain = writable(heading).replace("\u00ad", "") or "–"
        name, n = plain, 1
        while name.casefold() in seen:
            n += 1
            name = f"{plain} {n}"
        seen.add(name.casefold())
        found.append(name)
    return tuple(found)
