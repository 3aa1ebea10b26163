"""Tables in separated text: CSV and TSV, whatever sign stands between the cells.

Holds the reader and the choice of the separator: the one under which the headings fall apart into
dates and the rows become equally long. Refuses a quotation that is never closed, because all that
follows would become one cell.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from folja.formats.tables.dates import Role, heading
from folja.formats.tables.decoding import decode
from folja.formats.tables.grid import Grid, Place, found, grid_of, refuse
from folja.model import Finding, Severity

_SEPARATORS = (";", ",", "\t", "|")
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
#: An apostrophe that a program put before a sign, so that no spreadsheet takes it for a formula.
_SHIELDED = re.compile(r"'(?=[=+\-@\t\r])")


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return the grid of a CSV or TSV file."""
    place = Place(file=name)
    decoded = decode(data, place)
    return (grid_of_text(decoded.text, place, list(decoded.findings)),)


def grid_of_text(
    text: str, place: Place, findings: list[Finding], *, delimiter: str | None = None
) -> Grid:
    """Return the grid of separated text; `delimiter` is found out when it is not given."""
    skipped = 0
    if said := _SAID.match(text):
        delimiter, text, skipped = said.group(1), text[said.end() :], 1
    delimiter = delimiter or _separator(text, place)
    rows, numbers = _parse(text, delimiter, place, findings)
    if any(_SHIELDED.match(cell) for row in rows for cell in row):
        findings.append(found("apostrophe", place, severity=Severity.INFO))
        rows = [[_SHIELDED.sub("", cell, count=1) for cell in row] for row in rows]
    return grid_of(place, rows, findings=findings, numbers=[n + skipped for n in numbers])


def _separator(text: str, place: Place) -> str:
    def rank(separator: str) -> tuple[int, float, int]:
        try:
            rows = [r for r in csv.reader(StringIO(text, newline=""), delimiter=separator) if r]
        except csv.Error:
            return (0, 0.0, 0)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if not widths:
            return (0, 0.0, 0)
        width, count = widths.most_common(1)[0]
        return (max(map(_heads, rows), default=0), count / len(rows), width)

    ranks = {separator: rank(separator) for separator in _SEPARATORS}
    best = max(_SEPARATORS, key=lambda s: (ranks[s], -_SEPARATORS.index(s)))
    if ranks[best] == (0, 0.0, 0):
        refuse("no-separator", place)
    return best


def _heads(row: Sequence[str]) -> int:
    roles = [heading(cell, ()).role for cell in row if len(cell) < 60]
    return sum(role in (Role.POINT, Role.DIFFERENCE, Role.DATE, Role.VALUE) for role in roles)


def _parse(
    text: str, delimiter: str, place: Place, findings: list[Finding]
) -> tuple[list[list[str]], list[int]]:
    """Parse strictly; a stray quotation mark is taken as it stands, with a finding."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    for strict in (True, False):
        rows, numbers = [], []
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=strict)
        line = 1
        try:
            for row in reader:
                rows.append(row)
                numbers.append(line)
                line = reader.line_num + 1
        except csv.Error as fault:
            if "unexpected end" in str(fault):
                refuse("quotation", place.at(row=line))
            if "field larger" in str(fault) or not strict:
                refuse("cell-too-long", place.at(row=line))
            findings.append(found("stray-quotation", place.at(row=line)))
            continue
        break
    return rows, numbers
