"""Workbooks of the XLS kind, as programs wrote them before 2007.

Holds the reader; the format itself is taken apart in a process of its own (`xls_apart`). Refuses a
workbook that is locked or damaged, and one with more cells than any follow-up. What is hidden in
rows and columns cannot be seen in the old format from here, and that is said.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from folja.formats.tables.grid import MAX_CELLS, Grid, Place, found, refuse
from folja.formats.tables.sheets import Sheet
from folja.formats.tables.typed_numbers import number_of, plain_number
from folja.model import Finding, Severity

_APART = Path(__file__).with_name("xls_apart.py")
_SECONDS = 90
_ERROR = re.compile(r"#[A-Z0-9/]+[!?]?")


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every sheet that is shown and holds something."""
    place = Place(file=name)
    findings: list[Finding] = []
    grids: list[Grid] = []
    for about in _sheets(data, place):
        where = Place(file=name, part="sheet", name=about["name"])
        if not about["shown"]:
            findings.append(found("hidden", where))
            continue
        grid = _sheet(about, where).grid(findings=findings)
        if grid.rows or grid.findings:
            grids.append(grid)
            findings = []
    if grids:
        old = found("old-format", place, severity=Severity.INFO)
        grids[0] = replace(grids[0], findings=(*grids[0].findings, old))
    if findings:
        grids.append(Grid(place=place, rows=(), findings=tuple(findings)))
    return tuple(grids)


def _sheets(data: bytes, place: Place) -> list[dict[str, Any]]:
    try:
        # Our own program, by its path: no shell, and no word of the file among its arguments.
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-I", str(_APART), str(MAX_CELLS)],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        refuse("damaged", place)
    if fault := told.get("fault"):
        refuse(fault, place, n=MAX_CELLS)
    sheets: list[dict[str, Any]] = told["sheets"]
    return sheets


def _sheet(about: dict[str, Any], place: Place) -> Sheet:
    sheet = Sheet(place=place, merges=[tuple(merge) for merge in about["merges"]])
    for row, column, kind, text in about["cells"]:
        if kind == "number":
            number = number_of(text)
            sheet.put(row, column, text if number is None else plain_number(number))
            continue
        cell = sheet.put(row, column, text)
        if kind == "date":
            sheet.dated.append(cell)
        elif _ERROR.fullmatch(text):
            sheet.faulty.append(cell)
    return sheet
