"""CSV as the bundle keeps it: UTF-8 without BOM, LF, quotes only where they are needed, no escapes.

Turns rows into bytes and bytes into rows. Reading tolerates a BOM and CRLF. Refuses other encodings
and separators, headers with a name twice, rows of another width, and cells beyond `MAX_CELL`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from folja.formats.bundle.refusal import refused

#: Characters in one cell, at writing as at reading: the limit of Python's own CSV reader.
MAX_CELL = 131_072

_NEEDS_QUOTES = re.compile(r'[,"\r\n]')


def csv_bytes(file: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    r"""Return a table as bytes; raises `BundleRefused` for a cell that no file can hold.

    >>> csv_bytes("t.csv", ["id", "text"], [["a", "=1+1"], ["b", 'say "n.a."\n']])
    b'id,text\na,=1+1\nb,"say ""n.a.""\n"\n'
    """
    lines = [",".join(map(_cell, header))]
    for number, row in enumerate(rows, start=2):
        whole = "".join(row)
        if len(whole) > MAX_CELL:
            _refuse_long(file, header, row, number)
        quoted = map(_cell, row) if _NEEDS_QUOTES.search(whole) else row
        lines.append(",".join(quoted))
    try:
        return ("\n".join(lines) + "\n").encode("utf-8")
    except UnicodeEncodeError as error:
        line = 1 + str(error.object).count("\n", 0, error.start)
        raise refused("not-a-character", file=file, row=str(line)) from None


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def _refuse_long(file: str, header: Sequence[str], row: Sequence[str], number: int) -> None:
    for name, cell in zip(header, row, strict=True):
        if len(cell) > MAX_CELL:
            raise refused("cell-too-long", file=file, row=str(number), column=name, limit=MAX_CELL)


def csv_rows(file: str, data: bytes) -> tuple[list[str], list[list[str]]]:
    """Return header and rows; raises `BundleRefused` naming the file and the row.

    Rows are numbered as a spreadsheet shows them: the header is row 1. Empty lines at the end are
    passed over.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise refused("not-utf8", file=file, row=str(line)) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        code = "long-cell-read" if "field limit" in str(error) else "unclosed-quote"
        raise refused(code, file=file, row=str(len(rows) + 1), limit=MAX_CELL) from None
    # The limit of the reader is the whole process's, and other libraries raise it.
    for number, cells in enumerate(rows if len(text) > MAX_CELL else (), start=1):
        if any(len(cell) > MAX_CELL for cell in cells):
            raise refused("long-cell-read", file=file, row=str(number), limit=MAX_CELL)
    while rows and not rows[-1]:
        rows.pop()
    if not rows:
        raise refused("no-header", file=file)
    header, *body = rows
    _check_header(file, header)
    for number, row in enumerate(body, start=2):
        if len(row) != len(header):
            raise refused(
                "row-width", file=file, row=str(number), cells=len(row), columns=len(header)
            )
    return header, body


def _check_header(file: str, header: list[str]) -> None:
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise refused("other-separator", file=file)
    for name in header:
        if not name.strip():
            raise refused("column-without-name", file=file)
        if header.count(name) > 1:
            raise refused("column-twice", file=file, column=name)
