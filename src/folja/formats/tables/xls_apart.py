"""The old Excel format taken apart in a process of its own, with bounds on memory and time.

Holds a program, run by `old_excel` by its path: a workbook on standard input, its cells as JSON on
standard output. The library that knows the format may panic, or ask for all the memory there is,
over a file that is damaged on purpose; then this process ends and nothing else does. Knows nothing
of the rest of the package, so that it starts at once. Refuses to go on past a bound of cells.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

MEMORY, SECONDS = 1_200_000_000, 60


def bound() -> None:
    """Set the bounds of this process, where the system has any."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def taken_apart(data: bytes, most: int) -> dict[str, object]:
    """Return the sheets, each with its cells as (row, column, kind, text), counted from 1.

    Kinds are "number", "date" and "text". The answer to a file that cannot be read is its "fault".
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets: list[dict[str, object]] = []
        for about in book.sheets_metadata:
            if about.typ != SheetTypeEnum.WorkSheet:
                continue
            shown = about.visible == SheetVisibleEnum.Visible
            cells: list[tuple[int, int, str, str]] = []
            merges: list[tuple[int, int, int, int]] = []
            if shown:
                page = book.get_sheet_by_name(about.name)
                # Rows come from the sheet's first, columns from the first that holds anything.
                _, left = page.start or (0, 0)
                for row, values in enumerate(page.iter_rows(), 1):
                    for column, value in enumerate(values, left + 1):
                        if value != "":
                            cells.append((row, column, *_worded(value)))
                    if len(cells) > most:
                        return {"fault": "too-many-cells"}
                for (first, start), (last, end) in page.merged_cell_ranges or ():
                    merges.append((first + 1, start + 1, last + 1, end + 1))
            sheets.append({"name": about.name, "shown": shown, "cells": cells, "merges": merges})
    except PasswordError:
        return {"fault": "locked"}
    except CalamineError as fault:
        return {"fault": "locked" if "assword" in str(fault) else "damaged"}
    return {"sheets": sheets}


def _worded(value: object) -> tuple[str, str]:
    if isinstance(value, bool):
        return "text", "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return "number", repr(value)
    if isinstance(value, datetime):
        timed = value.hour or value.minute or value.second
        return "date", value.strftime("%Y-%m-%d %H:%M" if timed else "%Y-%m-%d")
    if isinstance(value, date):
        return "date", value.isoformat()
    return "text", str(value)


if __name__ == "__main__":
    bound()
    json.dump(taken_apart(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
