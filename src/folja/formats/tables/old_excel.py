"""Workbooks of the XLS kind, as programs wrote them before 2007.

Holds the reader, on top of calamine, which knows the old format. Refuses a workbook that is locked
or damaged, and one with more cells than any follow-up. What is hidden in rows and columns cannot be
seen in the old format from here, and that is said.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from folja.formats.tables.grid import Grid, Place, found, refuse
from folja.formats.tables.sheets import Sheet
from folja.formats.tables.typed_numbers import iso, number_of, plain_number
from folja.model import Finding, Severity

Value = int | float | str | bool | time | date | datetime | timedelta


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every sheet that is shown and holds something."""
    place = Place(file=name)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
    except PasswordError:
        refuse("locked", place)
    except CalamineError as fault:
        refuse("locked" if "assword" in str(fault) else "damaged", place)
    findings: list[Finding] = []
    grids: list[Grid] = []
    for about in book.sheets_metadata:
        where = Place(file=name, part="sheet", name=about.name)
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        if about.visible != SheetVisibleEnum.Visible:
            findings.append(found("hidden", where))
            continue
        grid = _sheet(book, where).grid(findings=findings)
        if grid.rows or grid.findings:
            grids.append(grid)
            findings = []
    if grids:
        old = found("old-format", place, severity=Severity.INFO)
        grids[0] = replace(grids[0], findings=(*grids[0].findings, old))
    if findings:
        grids.append(Grid(place=place, rows=(), findings=tuple(findings)))
    return tuple(grids)


def _sheet(book: CalamineWorkbook, place: Place) -> Sheet:
    sheet = Sheet(place=place)
    try:
        cells = book.get_sheet_by_name(place.name)
    except CalamineError:
        refuse("damaged", place)
    top, left = cells.start or (0, 0)
    for row, values in enumerate(cells.to_python(skip_empty_area=True), top + 1):
        for column, value in enumerate(values, left + 1):
            if value != "":
                _take(sheet, value, row, column)
    for (first, start), (last, end) in cells.merged_cell_ranges or ():
        sheet.merges.append((first + 1, start + 1, last + 1, end + 1))
    return sheet


def _take(sheet: Sheet, value: Value, row: int, column: int) -> None:
    if isinstance(value, bool):
        sheet.put(row, column, "TRUE" if value else "FALSE")
    elif isinstance(value, int | float):
        number = number_of(str(value))
        sheet.put(row, column, plain_number(number) if isinstance(number, Decimal) else str(value))
    elif isinstance(value, date):
        sheet.dated.append(sheet.put(row, column, iso(value)))
    elif isinstance(value, str):
        cell = sheet.put(row, column, value)
        if value.startswith("#") and value.endswith(("!", "?", "/0!", "#N/A")):
            sheet.faulty.append(cell)
    else:
        sheet.put(row, column, str(value))
