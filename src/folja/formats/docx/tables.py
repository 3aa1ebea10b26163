"""Tables of the report in WordprocessingML: header rows that repeat, groups, totals, alerts."""

from __future__ import annotations

from docx.document import Document as Target
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.text.paragraph import Paragraph

from folja.documents import Cell, Column, SignText, Table, TableRow, Text, writable
from folja.formats.docx.marks import Element, element, run
from folja.formats.docx.words import Writer

#: The width of the text, 165 mm, in twentieths of a point.
WIDTH = 9354
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}


def add_table(target: Target, writer: Writer, table: Table) -> None:
    """Append the rows of a table; caption and notes are the caller's."""
    widths = column_widths(table.columns)
    made = element("tbl")
    made.append(_properties(table))
    grid = element("tblGrid")
    for width in widths:
        grid.append(element("gridCol", w=width))
    made.append(grid)
    made.append(_head(target, table, widths))
    for row in table.rows:
        made.append(_row(target, writer, table, row, widths))
    target.element.body.insert(len(target.element.body) - 1, made)


def column_widths(columns: tuple[Column, ...]) -> list[int]:
    """Return whole widths that make up the text's width exactly, by the columns' shares."""
    total = sum(column.width for column in columns) or 1.0
    widths = [int(WIDTH * column.width / total) for column in columns]
    if widths:
        widths[-1] += WIDTH - sum(widths)
    return widths


def _properties(table: Table) -> Element:
    made = element("tblPr")
    made.append(element("tblStyle", val="ReportTable"))
    made.append(element("tblW", w=WIDTH, type="dxa"))
    made.append(element("tblLayout", type="fixed"))
    head = int(any(column.row_header for column in table.columns))
    made.append(
        element(
            "tblLook", val="0420" if not head else "04A0", firstRow=1, lastRow=0,
            firstColumn=head, lastColumn=0, noHBand=0, noVBand=1,
        )
    )  # fmt: skip
    made.append(element("tblCaption", val=writable(table.caption)))
    return made


def _head(target: Target, table: Table, widths: list[int]) -> Element:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    properties.append(element("tblHeader"))
    row.append(properties)
    for column, width in zip(table.columns, widths, strict=True):
        paragraph = _paragraph(target, "Table Head", column)
        paragraph._p.append(run(column.title))
        row.append(_cell(paragraph, width))
    return row


def _row(target: Target, writer: Writer, table: Table, row: TableRow, widths: list[int]) -> Element:
    made = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    made.append(properties)
    if row.kind == "group":
        paragraph = _paragraph(target, "Table Group", None)
        writer.words(paragraph, row.cells[0].inlines if row.cells else ())
        made.append(_cell(paragraph, WIDTH, span=len(widths)))
        return made
    blank = Cell((Text(""),))
    cells = (*row.cells[: len(widths)], *[blank] * (len(widths) - len(row.cells)))
    for n, (cell, column, width) in enumerate(zip(cells, table.columns, widths, strict=True)):
        paragraph = _paragraph(target, "Table Text", column)
        if cell.sign:
            writer.sign(paragraph, SignText(cell.sign.sign, cell.sign.name))
        strong = "Strong" if row.kind == "total" else ""
        writer.words(paragraph, cell.inlines, style="Refuted" if cell.struck else strong)
        made.append(_cell(paragraph, width, border=_border(row, n)))
    return made


def _border(row: TableRow, n: int) -> tuple[str, int, str] | None:
    """Return the side, the thickness in eighths of a point, and the colour that a row adds."""
    if row.kind == "total":
        return "top", 8, "18211F"
    if row.kind == "alert" and n == 0:
        return "left", 24, "A3341F"
    return None


def _cell(
    paragraph: Paragraph,
    width: int,
    *,
    span: int = 1,
    border: tuple[str, int, str] | None = None,
) -> Element:
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    if border:
        side, thick, colour = border
        borders = element("tcBorders")
        borders.append(element(side, val="single", sz=thick, space=0, color=colour))
        properties.append(borders)
    made.append(properties)
    made.append(paragraph._p)
    return made


def _paragraph(target: Target, style: str, column: Column | None) -> Paragraph:
    """Return a paragraph that is still at the end of the body, to be moved into its cell."""
    paragraph = target.add_paragraph(style=style)
    if column is not None and column.align != "left":
        paragraph.alignment = _ALIGN[column.align]
    return paragraph
