"""Tables in PDF: found by their lines, else by where the words stand under the dates.

Holds the reader, and what a PDF makes necessary: raised figures told apart, the running head left
out, tables put together over a turn of page. What it gives is a draft, and says so. Refuses a file
that is locked, holds only pictures of pages, or would unpack beyond bounds.
"""

from __future__ import annotations

import logging
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from folja.formats.tables.dates import Role, heading
from folja.formats.tables.grid import (
    MAX_CELLS,
    Grid,
    GridCell,
    Place,
    TablesRefused,
    found,
    refuse,
)
from folja.formats.tables.guard import MAX_UNPACKED
from folja.formats.tables.plain_text import Span, under_headings

# The library tells of every oddity of a font; people are told what it means for their table.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

#: More pages than any report of this kind has.
MAX_PAGES = 400
#: More signs than a page can hold and still be read by anybody.
MAX_SIGNS = 60_000
_FIGURES = tuple("0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/Filter\s*\[\s*/Fl(?:ateDecode)?\s*/Fl(?:ateDecode)?\b")
_CHUNK = 1 << 20

#: How many lines the longest label takes.
_LABEL = 8
#: From how many heights of a line above it a line begins something new.
_APART = 1.2


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every run of pages that a table goes on over."""
    place = Place(file=name)
    _refuse_bomb(data, place)
    pages: list[_Page] = []
    signs = 0
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MAX_PAGES:
                refuse("too-many-pages", place, n=len(document.pages), limit=MAX_PAGES)
            for number, page in enumerate(document.pages, 1):
                here = len(page.chars)
                if here > MAX_SIGNS:
                    refuse("too-many-cells", place, n=MAX_CELLS)
                signs += here
                if here:
                    pages.append(_page(number, page))
                page.close()
    except TablesRefused:
        raise
    except PdfminerException as fault:
        refuse("locked" if "Password" in repr(fault) else "damaged", place)
    except Exception:
        # The library gives every kind of error for a page that is not as it should be.
        refuse("damaged", place)
    if not signs:
        refuse("only-pictures", place)
    return tuple(_grids(name, _without_furniture(_set(pages))))


def _refuse_bomb(data: bytes, place: Place) -> None:
    """Unpack every stream piece by piece, keeping nothing, until the whole is too large."""
    if _TWICE.search(data):
        refuse("bomb", place, size="?")
    total = 0
    for start in _STREAM.finditer(data):
        unpacking = zlib.decompressobj()
        rest = data[start.end() : data.find(b"endstream", start.end())]
        try:
            while rest and not unpacking.eof:
                total += len(unpacking.decompress(rest, _CHUNK))
                rest = unpacking.unconsumed_tail
                if total > MAX_UNPACKED:
                    refuse("bomb", place, size=f"> {MAX_UNPACKED // 1_000_000} MB")
        except zlib.error:
            continue


# -- one page
# -------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words: its pieces, its height on the page, and whether much room is above it."""

    top: float
    pieces: list[Span]
    apart: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: its ruled tables and its other lines, each with the height that it stands at."""

    number: int
    tables: tuple[tuple[float, list[list[GridCell]]], ...]
    lines: tuple[_Line, ...]


def _page(number: int, page: Page) -> _Page:
    """Take a page apart: tables where lines are drawn, words elsewhere."""
    _mark_raised(page.chars)
    tables = [t for t in page.find_tables() if _width(t) > 2 or (len(t.rows) > 1 < _width(t))]
    words = page.extract_words(keep_blank_chars=False, use_text_flow=False, y_tolerance=3)
    free = [w for w in words if not any(_inside(w, table.bbox) for table in tables)]
    return _Page(
        number,
        tuple((table.bbox[1], [_cells(row) for row in table.extract()]) for table in tables),
        tuple(_lines(free)),
    )


def _set(pages: Sequence[_Page]) -> list[tuple[int, list[list[GridCell]]]]:
    """Return the rows of each page from its top, words set under the headings last seen.

    Headings hold over a turn of page, because a table may go on there without any.
    """
    rows = iter(under_headings([line.pieces for page in pages for line in page.lines]))
    result = []
    for page in pages:
        placed = list(page.tables)
        for line in page.lines:
            cells = [GridCell(text, 0, column) for column, text in enumerate(next(rows), 1)]
            empty = [[GridCell("", 0, 1)]] if line.apart else []
            placed.append((line.top, [*empty, cells]))
        ordered = sorted(placed, key=lambda item: item[0])
        result.append((page.number, [row for _, block in ordered for row in block]))
    return result


def _mark_raised(signs: Sequence[dict[str, Any]]) -> None:
    """Write raised figures as raised signs, so that 39 with note 1 is never 391.

    They are smaller and stand higher; or, where the typeface has raised figures of its own, only
    narrower than the same figure elsewhere on the page.
    """
    widest: dict[tuple[str, str, float], float] = {}
    for sign in signs:
        if sign["text"] in _FIGURES:
            key = _drawn(sign)
            widest[key] = max(widest.get(key, 0.0), sign["width"])
    before: dict[str, Any] | None = None
    for sign in signs:
        if before is not None and sign["text"] in _FIGURES:
            smaller = sign["size"] < 0.8 * before["size"]
            higher = sign["bottom"] < before["bottom"] - 0.08 * before["size"]
            level = before["top"] - before["size"] < sign["bottom"]
            beside = -1 < sign["x0"] - before["x1"] < before["size"] / 2
            narrower = sign["width"] < 0.8 * widest[_drawn(sign)]
            if narrower:
                sign["text"] = sign["text"].translate(_RAISED)
            elif beside and smaller and higher and level:
                sign["text"] = sign["text"].translate(_RAISED)
                for side in ("top", "bottom", "doctop", "size"):
                    sign[side] = before[side]
        if sign["text"].strip():
            before = sign


def _drawn(sign: dict[str, Any]) -> tuple[str, str, float]:
    return sign["text"], sign["fontname"], round(sign["size"], 1)


def _width(table: Any) -> int:
    return max(len(row.cells) for row in table.rows)


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _cells(row: Sequence[str | None]) -> list[GridCell]:
    """Return a row of a ruled table; a cell that only its neighbour's lines hold repeats it."""
    cells: list[GridCell] = []
    for column, text in enumerate(row, 1):
        if text is None and cells:
            cells.append(replace(cells[-1], merged=True))
        else:
            cells.append(GridCell(" ".join((text or "").split()), 0, column))
    return cells


def _lines(words: Sequence[dict[str, Any]]) -> list[_Line]:
    """Put words that stand level into lines, and those close together into one piece of text."""
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: (w["top"] + w["bottom"], w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        last = lines[-1][0] if lines else None
        if last is not None and last["top"] < middle < last["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    placed: list[_Line] = []
    bottom = 0.0
    for line in lines:
        pieces: list[Span] = []
        height = 0.0
        for word in sorted(line, key=lambda w: w["x0"]):
            x0, x1 = round(word["x0"]), round(word["x1"])
            if pieces and word["x0"] - pieces[-1][1] < 0.6 * max(height, 5):
                pieces[-1] = (pieces[-1][0], x1, f"{pieces[-1][2]} {word['text']}")
            else:
                pieces.append((x0, x1, word["text"]))
            height = word["bottom"] - word["top"]
        top = min(w["top"] for w in line)
        placed.append(_Line(top, pieces, bottom > 0 and top - bottom > _APART * height))
        bottom = max(w["bottom"] for w in line)
    return placed


# -- all pages
# -------------------------------------------------------------------------------------------------
def _without_furniture(
    pages: list[tuple[int, list[list[GridCell]]]],
) -> list[tuple[int, list[list[GridCell]]]]:
    """Leave out what stands at the top or bottom of most pages, and page numbers."""
    edges = Counter(
        _unnumbered(row) for _, rows in pages for row in (*rows[:1], *rows[-1:]) if len(row) < 3
    )
    often = {words for words, n in edges.items() if n > 1 and n * 2 > len(pages)} | {"#"}
    result = []
    for number, rows in pages:
        first = 1 if rows and _unnumbered(rows[0]) in often and not _is_header(rows[0]) else 0
        last = len(rows) - (len(rows) > first and _unnumbered(rows[-1]) in often)
        result.append((number, rows[first:last]))
    return result


def _unnumbered(row: Sequence[GridCell]) -> str:
    return re.sub(r"\d+", "#", " ".join(c.text for c in row if c.text)).strip(" -–·|")


def _is_header(row: Sequence[GridCell]) -> bool:
    roles = [heading(c.text, ()).role for c in row if len(c.text) < 60]
    dates = roles.count(Role.POINT)
    return dates > 1 or (dates == 1 and Role.DIFFERENCE in roles)


def _grids(name: str, pages: list[tuple[int, list[list[GridCell]]]]) -> list[Grid]:
    """Make a grid of each page, put together with the page before where its table goes on."""
    runs: list[tuple[list[int], list[list[GridCell]]]] = []
    for number, rows in pages:
        head = next((n for n, row in enumerate(rows) if _is_header(row)), len(rows))
        goes_on = (
            bool(runs)
            and runs[-1][0][-1] == number - 1
            and any(map(_is_header, runs[-1][1]))
            and any(len(row) > 1 for row in runs[-1][1][-_LABEL:])
            and any(len(row) > 1 for row in rows[: min(head, _LABEL)])
        )
        if goes_on:
            runs[-1][0].append(number)
            runs[-1][1].extend(rows)
        else:
            runs.append(([number], list(rows)))
    grids = []
    for numbers, rows in runs:
        span = f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
        place = Place(file=name, part="page", name=span)
        if sum(map(len, rows)) > MAX_CELLS:
            refuse("too-many-cells", place, n=MAX_CELLS)
        drafted = (found("draft", place),) if any(map(_is_header, rows)) else ()
        grids.append(
            Grid(
                place=place,
                rows=tuple(
                    tuple(replace(cell, row=at) for cell in row) for at, row in enumerate(rows, 1)
                ),
                findings=drafted,
            )
        )
    return grids
