"""Tables in plain text: with tabs, with bars, or set in columns by spaces, and prose between them.

Holds the reader of TXT. A whole file becomes one grid with a row per line, prose included, so that
the title above a table stays where it was. Refuses nothing of its own: a line that is no row of a
table is for `recognise` to pass over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from folja.formats.tables.dates import Role, heading, written_dates
from folja.formats.tables.decoding import decode
from folja.formats.tables.grid import Grid, Place, found, grid_of
from folja.formats.tables.separated import grid_of_text
from folja.model import Finding, Severity

_LINE = re.compile(r"\r\n|\r|\n|\f|\u2028|\u2029")
_GAP = re.compile(r" {2,}")
_BARS = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^[\s|+:=\-–—_]+$")

Span = tuple[int, int, str]


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return the grid of a text file."""
    place = Place(file=name)
    decoded = decode(data, place)
    lines = _LINE.split(decoded.text)
    findings = list(decoded.findings)
    if any("\t" in line for line in lines):
        rows = [line.split("\t") for line in lines]
    elif sum(bool(_BARS.match(line)) for line in lines) >= 2:
        rows = [_between_bars(line) for line in lines]
    elif any(len(_dated(line.split(";"))) >= 2 for line in lines):
        return (grid_of_text(decoded.text, place, findings, delimiter=";"),)
    else:
        rows = columns_by_spaces(lines, place, findings)
    return (grid_of(place, rows, findings=findings),)


def columns_by_spaces(
    lines: Sequence[str], place: Place, findings: list[Finding]
) -> list[list[str]]:
    """Cut lines into cells under the headings of the nearest heading line above.

    A heading line holds two dates, or a date and a difference, with two or more spaces between. A
    piece of text goes to the heading it stands under, or stands nearest to; two pieces under one
    heading are kept as cells of their own, which makes the row too long and so seen.
    """
    pieces = [[] if _RULE.match(line) else _pieces(line.expandtabs().rstrip()) for line in lines]
    for number, line in enumerate(pieces, 1):
        if len(_dated([text for _, _, text in line])) >= 2:
            findings.append(
                found("columns-by-spaces", place.at(row=number), severity=Severity.INFO)
            )
    return under_headings(pieces)


def under_headings(lines: Sequence[Sequence[Span]]) -> list[list[str]]:
    """Return lines as rows: each piece of text, with where it starts and ends, under its heading.

    A line of one piece, or before any heading line, stays as it is.
    """
    rows: list[list[str]] = []
    columns: list[tuple[int, int]] = []
    for pieces in lines:
        texts = [text for _, _, text in pieces]
        if len(_dated(texts)) >= 2:
            columns = [(start, end) for start, end, _ in pieces]
            unlabelled = columns[0][0] > 0 and _heads(texts[0])
            if unlabelled:
                columns.insert(0, (0, max(columns[0][0] - 2, 1)))
            rows.append(["", *texts] if unlabelled else texts)
        elif len(pieces) > 1 and columns:
            rows.append(_under(columns, pieces))
        else:
            rows.append(["  ".join(texts)])
    return rows


def _pieces(line: str) -> list[Span]:
    pieces: list[Span] = []
    at = len(line) - len(line.lstrip())
    for gap in [*_GAP.finditer(line, at), None]:
        end = gap.start() if gap else len(line)
        if line[at:end].strip():
            pieces.append((at, end, line[at:end].strip()))
        at = gap.end() if gap else len(line)
    return pieces


def _under(columns: Sequence[tuple[int, int]], pieces: Sequence[Span]) -> list[str]:
    cells = [""] * len(columns)
    extra: list[str] = []
    for start, end, text in pieces:
        nearest = min(range(len(columns)), key=lambda i: _distance(columns[i], (start, end)))
        if cells[nearest]:
            extra.append(text)
        else:
            cells[nearest] = text
    return cells + extra


def _distance(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    apart = max(a[0] - b[1], b[0] - a[1], 0)
    return apart, abs(a[0] + a[1] - b[0] - b[1])


def _dated(cells: Sequence[str]) -> list[str]:
    """Return the cells that head a column of answers: dates and a difference beside a date."""
    heads = [c.strip() for c in cells if len(c) < 60 and _heads(c)]
    return heads if any(written_dates(c) for c in heads) else []


def _heads(text: str) -> bool:
    role = heading(text, ()).role
    return role is Role.DIFFERENCE or role is Role.POINT


def _between_bars(line: str) -> list[str]:
    if not _BARS.match(line):
        return [line.strip()]
    if _RULE.match(line):
        return [""]
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
