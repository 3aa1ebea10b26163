"""Tables of answers found in a grid, however they lie: upright, turned, abreast, stacked, long.

Holds the way from a grid to `FoundTable`s: label | date | date | (difference), in any order. Every
row of a table is kept, with a word on what is odd about it. Refuses to match anything to the
catalogue: it only asks whether a text is a known label, to tell which column holds the labels.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from folja.formats.tables.dates import Role, heading
from folja.formats.tables.found_tables import FoundRow, FoundTable, by_network
from folja.formats.tables.grid import Grid, GridCell, Place, found
from folja.formats.tables.headers import Block, Header, IsLabel, blocks, find_headers
from folja.formats.tables.long_tables import one_answer_a_row, one_date_a_row
from folja.formats.tables.marks import footnote, plain_mark, without_mark
from folja.model import Finding, Severity

#: A title is short: longer text above a table is prose.
MAX_TITLE = 200
_LOOK_UP = 3


def find_tables(
    grid: Grid, *, points: Sequence[str], is_label: IsLabel
) -> tuple[tuple[FoundTable, ...], tuple[Finding, ...]]:
    """Return the tables of a grid, and the findings that belong to no table.

    `points` are the catalogue's points in order. A grid with rows of cells but no header that names
    two of them gives the finding `unknown-table` (or `no-dates`, when its labels are known).
    """
    for way in (grid, grid.turned()):
        headers = find_headers(way, points, is_label)
        if headers:
            tables = tuple(_tables(way, headers, points, is_label))
            return tables, grid.findings
    if records := one_date_a_row(grid, points, is_label):
        return records, grid.findings
    return (), (*grid.findings, *_unknown(grid, is_label))


# -- bodies
# -------------------------------------------------------------------------------------------------
def _tables(
    grid: Grid, headers: Sequence[Header], points: Sequence[str], is_label: IsLabel
) -> Iterator[FoundTable]:
    open_tables: list[FoundTable] = []
    previous: Header | None = None
    for header, after in zip(headers, [*headers[1:], None], strict=True):
        body = _body(grid, header, after.first if after else len(grid.rows))
        if after and body.stop == after.first:
            body = _without_titles(grid, body, is_label)
        if {Role.DATE, Role.VALUE} <= {h.role for h in header.headings}:
            yield from by_network(one_answer_a_row(grid, header, body, points))
            continue
        parts = [
            _table(grid, block, body, points, is_label)
            for block in blocks(grid, header, body, is_label)
        ]
        if previous and _continues(grid, previous, header):
            open_tables = [
                replace(a, rows=a.rows + b.rows, findings=a.findings + b.findings)
                for a, b in zip(open_tables, parts, strict=True)
            ]
        else:
            yield from (t for table in open_tables for t in by_network(table))
            open_tables = parts
        previous = header
    yield from (t for table in open_tables for t in by_network(table))


def _body(grid: Grid, header: Header, end: int) -> range:
    """Return the rows under a header: to the next header, or to an empty row with prose after."""
    start = last = header.last + 1
    gap = False
    for row in range(start, end):
        filled = [c for c in range(len(grid.rows[row])) if grid.text(row, c)]
        if not filled:
            gap = True
            continue
        if len(grid.rows[row]) < 2 or (len(filled) == 1 and not _has_room(grid, row)):
            if gap and not footnote(grid.text(row, filled[0])):
                break
        else:
            gap = False
        last = row + 1
    return range(start, last)


def _without_titles(grid: Grid, body: range, is_label: IsLabel) -> range:
    """Leave out the last rows that hold one text each: they are titles of the next table."""
    end = body.stop
    for row in reversed(body):
        words = [text for c in range(len(grid.rows[row])) if (text := grid.text(row, c))]
        if not words and any(map(_filled, grid.rows[min(row + 1, body.stop - 1)])):
            # Room above the title parts it from the last label of the table, broken as it may be.
            return range(body.start, row)
        if len(words) > 1 or any(is_label(text) or footnote(text) for text in words):
            break
        end = row
    return range(body.start, end)


def _has_room(grid: Grid, row: int) -> bool:
    """Say whether a row has cells beside its label, blank as they may be."""
    return len(grid.rows[row]) > 2


def _continues(grid: Grid, before: Header, after: Header) -> bool:
    """Say whether a header only repeats the one before it, as at the top of a new page."""

    def words(header: Header) -> list[str]:
        return [grid.text(header.last, c) for c in range(len(header.headings))]

    if words(before) != words(after):
        return False
    above = next(
        (r for r in range(after.first - 1, before.last, -1) if any(map(_filled, grid.rows[r]))),
        before.last,
    )
    return sum(map(_filled, grid.rows[above])) > 1 or above == before.last


def _filled(cell: GridCell) -> bool:
    return not cell.is_blank and not cell.merged


def _table(
    grid: Grid, block: Block, body: range, points: Sequence[str], is_label: IsLabel
) -> FoundTable:
    place = grid.place.at(row=grid.number(block.header.first))
    keys, findings = _keys(grid, block, points, place)
    rows: list[FoundRow] = []
    notes: dict[str, str] = {}
    network = ""
    for r in body:
        cells = grid.rows[r]
        label = grid.text(r, block.label) if block.label is not None else ""
        if not label and not any(map(_filled, cells[block.span[0] : block.span[1]])):
            continue
        network = (grid.text(r, block.network) if block.network is not None else "") or network
        alone = sum(map(_filled, cells)) == 1
        only = grid.text(r, _first_filled(cells)) if alone else ""
        if (mark := footnote(only)) and not is_label(only):
            notes[mark[0]] = mark[1]
            continue
        rows.append(_row(grid, r, block, keys, label=label, network=network))
    rows = [_with_notes(row, notes) for row in rows]
    return FoundTable(
        place=place,
        titles=_titles(grid, block),
        points=tuple(dict.fromkeys(keys.values())),
        rows=tuple(rows),
        findings=tuple(findings),
    )


def _keys(
    grid: Grid, block: Block, points: Sequence[str], place: Place
) -> tuple[dict[int, str], list[Finding]]:
    """Return what each column answers for, and what is to be said about the headings."""
    findings = []
    keys: dict[int, str] = {}
    for column, point in block.values:
        text = grid.text(block.header.last, column)
        if not point:
            findings.append(found("unknown-point", place, text=text, points=", ".join(points)))
            continue
        keys[column] = point
        if block.header.headings[column].vague:
            findings.append(
                found("vague-point", place, severity=Severity.INFO, text=text, point=point)
            )
    known = sorted(set(keys.values()), key=list(points).index)
    ends = (known[0], known[-1]) if len(known) > 1 else (points[0], points[-1]) if points else None
    for column in block.differences:
        if ends and ends[0] != ends[1] and (len(known) > 1 or len(points) == 2):
            keys.setdefault(column, f"{ends[0]}/{ends[1]}")
        else:
            text = grid.text(block.header.last, column)
            findings.append(found("difference-of-what", place, text=text))
    return keys, findings


def _row(
    grid: Grid,
    r: int,
    block: Block,
    keys: Mapping[int, str],
    *,
    label: str,
    network: str,
) -> FoundRow:
    beyond = grid.rows[r][len(block.header.headings) :]
    cells: list[tuple[str, GridCell]] = []
    marks: list[str] = []
    label, mark = without_mark(label, is_label=True)
    own = grid.cell(r, block.label) if block.label is not None else None
    marks += [m for m in (mark, own.note if own else "") if m]
    for column, key in keys.items():
        cell = grid.cell(r, column)
        if cell is None:
            continue
        text, mark = without_mark(cell.text)
        note = " ".join(m for m in (mark, cell.note) if m)
        marks += [note] if note else []
        cells.append((key, replace(cell, text=text, note=note)))
    number = grid.text(r, block.number) if block.number is not None else ""
    return FoundRow(
        label=label,
        number=number,
        network=network,
        cells=tuple(cells),
        place=grid.place.at(row=grid.number(r)),
        bare=not any(not cell.is_blank for _, cell in cells),
        uneven=any(map(_filled, beyond)),
        notes=tuple(marks),
    )


def _with_notes(row: FoundRow, notes: Mapping[str, str]) -> FoundRow:
    words = tuple(
        f"{mark}: {notes[key]}" if (key := plain_mark(mark)) in notes else mark
        for mark in row.notes
    )
    return replace(row, notes=tuple(dict.fromkeys(words)))


def _titles(grid: Grid, block: Block) -> tuple[str, ...]:
    """Return what may name a table: its header's words, the short lines above, the grid's own."""
    header = block.header
    inside = range(block.span[0], block.span[1])
    titles = [
        grid.text(r, c)
        for r in range(header.last, header.first - 1, -1)
        for c in inside
        if r != header.last or header.headings[c].role is Role.OTHER
    ]
    looked = 0
    for r in range(header.first - 1, -1, -1):
        filled = [c for c in range(len(grid.rows[r])) if grid.text(r, c)]
        if not filled:
            continue
        over = [c for c in filled if c in inside]
        looked += 1
        if looked > _LOOK_UP or (len(filled) > 1 and _looks_answered(grid, r)):
            break
        titles += [grid.text(r, c) for c in over or filled[:1]]
    short = (t for t in titles if t and len(t) <= MAX_TITLE and heading(t, ()).role is Role.OTHER)
    return tuple(dict.fromkeys([*short, *grid.titles]))


def _looks_answered(grid: Grid, row: int) -> bool:
    cells = [cell.text for cell in grid.rows[row] if _filled(cell)]
    return any(re.search(r"\d|n\.a", text) for text in cells[1:])


# -- what is no table of answers
# -------------------------------------------------------------------------------------------------
def _unknown(grid: Grid, is_label: IsLabel) -> Iterator[Finding]:
    rows = [row for row in grid.rows if sum(map(_filled, row)) > 1]
    if len(rows) < 2:
        return
    labels = _count_labels(rows, is_label)
    place = grid.place.at(row=rows[0][0].row)
    if labels:
        yield found("no-dates", place, n=labels)
    else:
        yield found("unknown-table", place, severity=Severity.INFO, n=len(rows))


def _count_labels(rows: Collection[tuple[GridCell, ...]], is_label: IsLabel) -> int:
    return sum(any(is_label(cell.text) for cell in row) for row in rows)


def _first_filled(cells: Sequence[GridCell]) -> int:
    return next(i for i, cell in enumerate(cells) if _filled(cell))
