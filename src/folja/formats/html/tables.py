"""Tables as HTML: caption, heads with scope, groups as row groups, signs in a column of their own.

A table that may be wider than its column scrolls inside a region that has a name and takes the
focus; the page itself never scrolls sideways. On a phone the rows of a table of four columns or
more stand as ledgers; roles are written out, since a browser forgets them when a row is no longer
set as one.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from folja.documents import Cell, Column, CoverageCell, CoverageMap, SignText, Table, TableRow
from folja.formats.html.anchors import Anchors
from folja.formats.html.inlines import inlines, sign

#: Columns that always fit: their words break anywhere, and a phone stacks them.
_FITS = 6
#: Letters of a cell that are more than a figure with its unit.
_WORDS = 28
_ALIGN = {"left": "", "right": "r", "center": "m"}


def widths(columns: tuple[Column, ...]) -> tuple[int, ...]:
    """Return each column's share of the table in whole percent, at least one."""
    total = sum(max(column.width, 0) for column in columns) or 1.0
    return tuple(max(1, round(100 * max(column.width, 0) / total)) for column in columns)


def table(spec: Table, anchors: Anchors, *, identifier: str, label: str, notes: str) -> str:
    """Return a table with its caption and notes; `label` stands before the caption ("Tabell 3")."""
    columns = spec.columns
    head = "".join(_head(column) for column in columns)
    cols = "".join(f'<col class="w{share}">' for share in widths(columns))
    before = f'<span class="no">{escape(label)}</span> ' if label else ""
    caption = f'<caption id="{identifier}-caption">{before}{escape(spec.caption)}</caption>'
    paged = " paged" if spec.page_per_table else ""
    body = "".join(_bodies(spec, anchors, identifier))
    opening = _opening(columns, f"{identifier}-caption")
    return (
        f'<div class="table{paged}" id="{identifier}">{opening}'
        f'<table class="{_breadth(columns)}" role="table">{caption}<colgroup>{cols}</colgroup>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>{body}</table></div>'
        f"{_notes(spec.notes, notes)}</div>"
    )


def _opening(columns: tuple[Column, ...], caption: str) -> str:
    """Return the box of a table: where it may be wider than its column, a region with a name."""
    if len(columns) <= _FITS:
        return "<div>"
    return f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{caption}">'


def _head(column: Column) -> str:
    classes = _classes(_ALIGN[column.align])
    return f'<th scope="col" role="columnheader"{classes}>{escape(column.title)}</th>'


def _notes(notes: tuple[str, ...], word: str) -> str:
    if not notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in notes)
    return f'<ul class="notes" aria-label="{escape(word)}">{items}</ul>'


def _bodies(spec: Table, anchors: Anchors, here: str) -> Iterable[str]:
    """Yield the row groups: a group heading opens a new one."""
    opened = False
    for row in spec.rows:
        if row.kind == "group" or not opened:
            yield f'{"</tbody>" if opened else ""}<tbody role="rowgroup">'
            opened = True
        yield _row(row, spec.columns, anchors, here)
    if opened:
        yield "</tbody>"


def _row(row: TableRow, columns: tuple[Column, ...], anchors: Anchors, here: str) -> str:
    if row.kind == "group" and len(row.cells) == 1:
        words = _content(row.cells[0], anchors, here)
        return (
            f'<tr class="group" role="row"><th scope="rowgroup" role="rowheader" '
            f'colspan="{len(columns)}">{words}</th></tr>'
        )
    cells = []
    for i, cell in enumerate(row.cells):
        column = columns[i] if i < len(columns) else Column("")
        classes = _classes(_ALIGN[column.align], "sign" if cell.sign else "", _long(cell))
        words = _content(cell, anchors, here)
        if column.row_header:
            cells.append(f'<th scope="row" role="rowheader"{classes}>{words}</th>')
        else:
            # On a phone a row is a ledger, and the heads stand beside their values.
            title = escape(column.title)
            cells.append(f'<td role="cell" data-label="{title}"{classes}>{words}</td>')
    kind = _classes(row.kind if row.kind != "body" else "")
    return f'<tr role="row"{kind}>{"".join(cells)}</tr>'


def _long(cell: Cell) -> str:
    """Return the class of a cell that needs the whole width of a phone: running words."""
    letters = sum(len(part.text) for part in cell.inlines if not isinstance(part, SignText))
    return "long" if letters > _WORDS else ""


def _content(cell: Cell, anchors: Anchors, here: str) -> str:
    words = inlines(cell.inlines, anchors, here=here)
    if cell.struck:
        words = f"<s>{words}</s>"
    return f"{sign(cell.sign)}{words}" if cell.sign else words


def _breadth(columns: tuple[Column, ...]) -> str:
    """Return the class that says what a phone does: nothing, rows as ledgers, or a frozen head."""
    if len(columns) < 4:
        return "few"
    return "ledger" if len(columns) < 10 else "many"


def _classes(*names: str) -> str:
    joined = " ".join(name for name in names if name)
    return f' class="{joined}"' if joined else ""


def _square(cell: CoverageCell) -> str:
    if cell.sign is None:
        return f'<abbr title="{escape(cell.text)}">–</abbr>'
    return sign(SignText(cell.sign, cell.text))


def map_table(spec: CoverageMap, caption: str, identifier: str) -> str:
    """Return a coverage map as a table whose cells are read aloud, for a map without its own."""
    head = "".join(
        f'<th scope="col"><abbr title="{escape(name)}">{escape(number)}</abbr></th>'
        for number, name in spec.columns
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(row.label)}</th>'
        + "".join(f"<td>{_square(cell)}</td>" for cell in row.cells)
        + "</tr>"
        for row in spec.rows
    )
    return (
        f'<div class="table"><div class="scroll" role="region" tabindex="0" '
        f'aria-labelledby="{identifier}-caption"><table class="many">'
        f'<caption id="{identifier}-caption">{escape(caption)}</caption>'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div></div>"
    )
