"""Spreadsheets of the ODS kind, read from their own XML: the words that each cell shows.

Holds the reader. A cell's words are taken as they stand on the screen, so that "25+" stays "25+";
repeated cells are written out only where they hold something. Refuses nothing of its own but a
document that is locked or no spreadsheet; a formula without a result is unreadable, never 0.
"""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from folja.formats.tables.grid import MAX_CELLS, Grid, Place, found, refuse
from folja.formats.tables.parts import Package, attribute, child, children, local
from folja.formats.tables.sheets import Sheet
from folja.formats.tables.typed_numbers import number_of, plain_number
from folja.model import Finding

_BLANKS = re.compile(r"[ \t\r\n\f]+")
#: Rows and columns beyond these are beyond any sheet.
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_GROUPS = ("table-header-rows", "table-rows", "table-row-group")
_COLUMN_GROUPS = ("table-header-columns", "table-columns", "table-column-group")


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every sheet that is shown and holds something."""
    place = Place(file=name)
    package = Package(data, place)
    if b"encryption-data" in package.bytes_of("META-INF/manifest.xml"):
        refuse("locked", place)
    root = package.tree("content.xml")
    sheets = child(root, "body", "spreadsheet")
    if sheets is None:
        refuse("other-kind", place, suffix=".ods", kind="ZIP")
    hidden = _hidden_styles(root)
    findings: list[Finding] = []
    grids: list[Grid] = []
    for table in children(sheets, "table"):
        where = Place(file=name, part="sheet", name=attribute(table, "name"))
        if attribute(table, "style-name") in hidden or attribute(table, "display") == "false":
            findings.append(found("hidden", where))
            continue
        grid = _sheet(table, where).grid(findings=findings)
        if grid.rows or grid.findings:
            grids.append(grid)
            findings = []
    if findings:
        grids.append(Grid(place=place, rows=(), findings=tuple(findings)))
    return tuple(grids)


def _hidden_styles(root: etree._Element | None) -> frozenset[str]:
    styles = children(child(root, "automatic-styles"), "style")
    return frozenset(
        attribute(style, "name")
        for style in styles
        if attribute(child(style, "table-properties"), "display") == "false"
    )


def _sheet(table: etree._Element, place: Place) -> Sheet:
    sheet = Sheet(place=place)
    column = 0
    for element in _flat(table, "table-column", _COLUMN_GROUPS):
        many = _times(element, "number-columns-repeated", _MOST_COLUMNS)
        if attribute(element, "visibility", "visible") != "visible":
            sheet.hidden_columns.append((column + 1, column + many))
        column += many
    row = 0
    for element in _flat(table, "table-row", _GROUPS):
        many = _times(element, "number-rows-repeated", _MOST_ROWS)
        cells = [
            (cell, _times(cell, "number-columns-repeated", _MOST_COLUMNS))
            for cell in children(element, "table-cell", "covered-table-cell")
        ]
        if filled := sum(times for cell, times in cells if _holds(cell)):
            if filled * many > MAX_CELLS:
                refuse("too-many-cells", place, n=MAX_CELLS)
            for number in range(row + 1, row + many + 1):
                _row(sheet, cells, number)
                if attribute(element, "visibility", "visible") != "visible":
                    sheet.hidden_rows.add(number)
        row += many
    return sheet


def _row(sheet: Sheet, cells: list[tuple[etree._Element, int]], row: int) -> None:
    column = 0
    for element, many in cells:
        if _holds(element) and local(element) == "table-cell":
            for at in range(column + 1, column + many + 1):
                _take(sheet, element, row, at)
            down = _times(element, "number-rows-spanned", _MOST_ROWS)
            across = _times(element, "number-columns-spanned", _MOST_COLUMNS)
            if down * across > 1:
                sheet.merges.append((row, column + 1, row + down - 1, column + across))
        column += many
        if column > _MOST_COLUMNS:
            refuse("too-many-cells", sheet.place, n=MAX_CELLS)


def _holds(element: etree._Element) -> bool:
    return bool(attribute(element, "value-type") or attribute(element, "formula")) or any(
        True for _ in children(element, "p")
    )


def _take(sheet: Sheet, element: etree._Element, row: int, column: int) -> None:
    formula, kind = attribute(element, "formula"), attribute(element, "value-type")
    shown, note = _shown(element)
    computed = bool(formula)
    if formula and not shown and (not kind or kind == "float"):
        text = formula[formula.find("=") :] if "=" in formula else formula
        sheet.uncomputed.append(sheet.put(row, column, text))
        return
    if kind == "date":
        text = attribute(element, "date-value").removesuffix("T00:00:00").replace("T", " ")
        sheet.dated.append(sheet.put(row, column, text))
        return
    text = shown
    if kind == "float":
        text = _figure(shown, number_of(attribute(element, "value")))
    elif kind == "percentage" and (share := number_of(attribute(element, "value"))) is not None:
        text = f"{plain_number(share * 100)}%"
    if not text:
        return
    cell = sheet.put(row, column, text, note=note)
    if re.fullmatch(r"(?:#[A-ZÅÄÖ/0!?]+|Err:\d+)", text) and (formula or kind != "string"):
        sheet.faulty.append(cell)
    sheet.computed += computed
    sheet.commented += child(element, "annotation") is not None


def _figure(shown: str, value: Decimal | None) -> str:
    """Return the stored number, with the words around it on the screen where there are any."""
    if value is None:
        return shown
    around = re.fullmatch(r"(\D*?)[-−]?\d[\d\s.,\u00a0]*(\D*)", shown)
    before, after = (around.group(1), around.group(2)) if around else ("", "")
    if (before + after).strip(" -−\u00a0"):
        return f"{before}{plain_number(value)}{after}".strip()
    return plain_number(value) if shown else ""


def _shown(element: etree._Element) -> tuple[str, str]:
    """Return the words of a cell; notes people hang on it are left out and counted."""
    lines = []
    for paragraph in children(element, "p"):
        words: list[str] = []
        _gather(paragraph, words)
        lines.append(_BLANKS.sub(" ", "".join(words)).strip(" "))
    return "\n".join(lines).strip("\n"), ""


def _gather(element: etree._Element, words: list[str]) -> None:
    words.append(element.text or "")
    for piece in children(element):
        match local(piece):
            case "s":
                words.append(" " * min(int(attribute(piece, "c", "1") or 1), 50))
            case "tab" | "line-break":
                words.append(" ")
            case "annotation" | "note":
                pass
            case _:
                _gather(piece, words)
        words.append(piece.tail or "")


def _flat(
    parent: etree._Element, name: str, groups: tuple[str, ...], depth: int = 0
) -> list[etree._Element]:
    found_: list[etree._Element] = []
    for element in children(parent, name, *groups):
        if local(element) == name:
            found_.append(element)
        elif depth < 20:
            found_ += _flat(element, name, groups, depth + 1)
    return found_


def _times(element: etree._Element, name: str, most: int) -> int:
    text = attribute(element, name, "1")
    return min(max(int(text[:9]) if text.isdecimal() else 1, 1), most)
