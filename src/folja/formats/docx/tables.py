"""Tables of the report in WordprocessingML: header rows that repeat, groups, totals, alerts."""

from __future__ import annotations

from collections.abc import Sequence

from folja.documents import Cell, Inline, SignText, Table, TableRow, writable
from folja.formats.docx.marks import Element, element, paragraph, run
from folja.formats.docx.words import Writer
from folja.formats.figures.metrics import wrapped

#: The width of the text, 165 mm, in twentieths of a point.
WIDTH = 9354
#: The size of a table's words, a line of them, the room between rows, and the height that a table
#: may have under its headings, in points.
_SIZE, _LINE, _BETWEEN, _PAGE = 9.5, 12.6, 4.5, 555.0
#: A table of so few rows stays on one page.
_TOGETHER = 14
_ALIGN = {"left": "", "right": "right", "center": "center"}


def table_of(writer: Writer, table: Table) -> Element:
    """Return the rows of a table; caption and notes are the caller's."""
    widths = column_widths([column.width for column in table.columns])
    made = begun("ReportTable", widths, head=any(c.row_header for c in table.columns))
    made[0].append(element("tblCaption", val=writable(table.caption)))
    made.append(_head(table, widths))
    style = "TableTextTight" if _runs_over(table, widths) else "TableText"
    kept = _kept(table)
    made.extend(
        _row(writer, table, row, widths, style, keep=n in kept) for n, row in enumerate(table.rows)
    )
    return made


def _kept(table: Table) -> range | tuple[int, ...]:
    """Which rows stand on the page of the next: of a short table all, else those at either end."""
    last = len(table.rows) - 1
    return range(last) if last < _TOGETHER else (0, last - 1)


def begun(style: str, widths: Sequence[int], *, head: bool, first: bool = True) -> Element:
    """Return a table without rows; `head` says that its first column names what a row is about,
    `first` that its first row names the columns."""
    made, properties, grid = element("tbl"), element("tblPr"), element("tblGrid")
    properties.append(element("tblStyle", val=style))
    properties.append(element("tblW", w=sum(widths), type="dxa"))
    properties.append(element("tblLayout", type="fixed"))
    properties.append(
        element(
            "tblLook", val=f"{0x0400 + 0x80 * head + 0x20 * first:04X}", firstRow=int(first),
            lastRow=0, firstColumn=int(head), lastColumn=0, noHBand=0, noVBand=1,
        )
    )  # fmt: skip
    grid.extend(element("gridCol", w=width) for width in widths)
    made.extend((properties, grid))
    return made


def column_widths(shares: Sequence[float]) -> list[int]:
    """Return whole widths that make up the text's width exactly, by the columns' shares."""
    total = sum(shares) or 1.0
    widths = [int(WIDTH * share / total) for share in shares]
    if widths:
        widths[-1] += WIDTH - sum(widths)
    return widths


def row_of(cells: Sequence[Element], *, head: bool = False) -> Element:
    """Return a row that stays whole, and repeats on every page when it is the head."""
    made, properties = element("tr"), element("trPr")
    properties.append(element("cantSplit"))
    if head:
        properties.append(element("tblHeader"))
    made.append(properties)
    made.extend(cells)
    return made


def cell_of(
    words: Element, width: int, *, span: int = 1, border: tuple[str, int, str] | None = None
) -> Element:
    """Return a cell that holds one paragraph; `border` is a side, its thickness in eighths of a
    point, and its colour."""
    made, properties = element("tc"), element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if border:
        side, thick, colour = border
        borders = element("tcBorders")
        borders.append(element(side, val="single", sz=thick, space=0, color=colour))
        properties.append(borders)
    made.extend((properties, words))
    return made


def _head(table: Table, widths: Sequence[int]) -> Element:
    cells = []
    for column, width in zip(table.columns, widths, strict=True):
        words = paragraph("TableHead", align=_ALIGN[column.align])
        words.append(run(column.title))
        cells.append(cell_of(words, width))
    return row_of(cells, head=True)


def _runs_over(table: Table, widths: Sequence[int]) -> bool:
    """Say whether a table that is to have a page of its own would be higher than that page."""
    if not table.page_per_table:
        return False
    height = 0.0
    for row in table.rows:
        cells = () if row.kind == "group" else row.cells
        lines = [
            len(wrapped("".join(_said(part) for part in cell.inlines), width / 20 - 6, size=_SIZE))
            for cell, width in zip(cells, widths, strict=False)
        ]
        height += _LINE * max(lines, default=1) + _BETWEEN
    return height > _PAGE


def _said(inline: Inline) -> str:
    return inline.name if isinstance(inline, SignText) else inline.text


def _row(
    writer: Writer, table: Table, row: TableRow, widths: Sequence[int], style: str, *, keep: bool
) -> Element:
    if row.kind == "group":
        words = paragraph("TableGroup")
        writer.words(words, row.cells[0].inlines if row.cells else ())
        return row_of([cell_of(words, sum(widths), span=len(widths))])
    made = []
    filled = (*row.cells[: len(widths)], *[Cell(())] * (len(widths) - len(row.cells)))
    for n, (cell, column, width) in enumerate(zip(filled, table.columns, widths, strict=True)):
        words = paragraph(style, align=_ALIGN[column.align], keep=keep)
        _fill(writer, words, cell, strong=row.kind == "total")
        made.append(cell_of(words, width, border=_border(row, n)))
    return row_of(made)


def _fill(writer: Writer, words: Element, cell: Cell, *, strong: bool) -> None:
    if cell.sign:
        writer.sign(words, SignText(cell.sign.sign, cell.sign.name))
    plain = "Strong" if strong else ""
    writer.words(words, cell.inlines, style="Refuted" if cell.struck else plain)


def _border(row: TableRow, n: int) -> tuple[str, int, str] | None:
    if row.kind == "total":
        return "top", 8, "18211F"
    if row.kind == "alert" and n == 0:
        return "left", 24, "A3341F"
    return None
