"""Workbooks of the XLSX kind, read from their own XML: what each cell shows, and what it hides.

Holds the reader of XLSX and XLSM. Typed numbers and dates become the text a person would have
written; hidden sheets, rows and columns are not read, and are said; a formula is taken by its last
result, and one without a result stays unreadable. Refuses to run, compute or fetch anything: no
macro, no formula, no link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from folja.formats.tables.grid import Grid, Place, found, refuse
from folja.formats.tables.parts import Package, attribute, child, children, is_on, local
from folja.formats.tables.sheets import Sheet
from folja.formats.tables.typed_numbers import (
    BUILT_IN,
    as_shown,
    day_of,
    is_date_format,
    number_of,
)
from folja.model import Finding, Severity

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_MARK = re.compile(r"^[\s(\[]*([\da-z]{1,2}|[*†‡]{1,3})[\s)\].]*$", re.IGNORECASE)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: Sheets beyond this are no follow-up.
MAX_SHEETS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What the cells of every sheet lean on: shared texts with marks, formats, the calendar."""

    texts: tuple[tuple[str, str], ...]
    formats: tuple[str, ...]
    since_1904: bool
    distrusted: bool


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every sheet that is shown and holds something."""
    place = Place(file=name)
    package = Package(data, place)
    main = package.target("", "officeDocument") or "xl/workbook.xml"
    workbook = package.tree(main)
    if workbook is None or local(workbook) != "workbook":
        refuse("other-kind", place, suffix=".xlsx", kind="ZIP")
    targets = package.targets(main)
    book = _book(package, workbook, dict(targets.values()))
    findings: list[Finding] = []
    if any(path.lower().endswith("vbaproject.bin") for path in package.names):
        findings.append(found("macros", place, severity=Severity.INFO))
    grids: list[Grid] = []
    sheets = list(children(child(workbook, "sheets"), "sheet"))
    if len(sheets) > MAX_SHEETS:
        refuse("too-many-parts", place, n=len(sheets), limit=MAX_SHEETS)
    for entry in sheets:
        where = Place(file=name, part="sheet", name=entry.get("name", ""))
        kind, path = targets.get(attribute(entry, "id"), ("", ""))
        if kind != "worksheet" or path not in package.names:
            continue
        if entry.get("state", "visible") != "visible":
            findings.append(found("hidden", where))
            continue
        sheet = _sheet(package, path, where, book)
        grid = sheet.grid(findings=findings)
        if grid.rows or grid.findings:
            grids.append(grid)
            findings = []
    if findings:
        grids.append(Grid(place=place, rows=(), findings=tuple(findings)))
    return tuple(grids)


def _book(package: Package, workbook: etree._Element, parts: dict[str, str]) -> _Book:
    strings = package.tree(parts.get("sharedStrings", ""))
    styles = package.tree(parts.get("styles", ""))
    own = {
        attribute(f, "numFmtId"): f.get("formatCode", "General")
        for f in children(child(styles, "numFmts"), "numFmt")
    }
    formats = []
    for style in children(child(styles, "cellXfs"), "xf"):
        number = attribute(style, "numFmtId", "0")
        formats.append(
            own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "")
        )
    properties, calculation = child(workbook, "workbookPr"), child(workbook, "calcPr")
    return _Book(
        texts=tuple(_rich(item) for item in children(strings, "si")),
        formats=tuple(formats),
        since_1904=attribute(properties, "date1904") in ("1", "true"),
        # Programs that write formulas without computing them ask for it at the next opening; the
        # noughts that they put there until then are nobody's answers.
        distrusted=attribute(calculation, "fullCalcOnLoad") in ("1", "true"),
    )


def _sheet(package: Package, path: str, place: Place, book: _Book) -> Sheet:
    sheet = Sheet(place=place)
    row, column = 0, 0
    wanted = [f"{{*}}{tag}" for tag in ("row", "c", "col", "mergeCell")]
    try:
        for event, element in etree.iterparse(
            BytesIO(package.bytes_of(path)),
            events=("start", "end"),
            tag=wanted,
            resolve_entities=False,
            no_network=True,
        ):
            name = local(element)
            if event == "start":
                if name == "row":
                    row = _positive(element.get("r"), row + 1)
                    column = 0
                    if element.get("hidden") in ("1", "true"):
                        sheet.hidden_rows.add(row)
                continue
            if name == "c":
                row, column = _position(element.get("r"), row, column + 1)
                _take(sheet, element, row, column, book)
            elif name == "col" and element.get("hidden") in ("1", "true"):
                ends = (_positive(element.get("min"), 0), _positive(element.get("max"), 0))
                sheet.hidden_columns.append(ends)
            elif name == "mergeCell":
                first, _, last = (element.get("ref") or "").partition(":")
                (top, left), (bottom, right) = _position(first, 0, 0), _position(last, 0, 0)
                if top and bottom:
                    sheet.merges.append((top, left, bottom, right))
            element.clear()
    except etree.XMLSyntaxError:
        refuse("damaged", place)
    notes = package.target(path, "comments")
    if notes:
        comments = child(package.tree(notes), "commentList")
        sheet.commented = sum(1 for _ in children(comments, "comment"))
    return sheet


def _take(sheet: Sheet, element: etree._Element, row: int, column: int, book: _Book) -> None:
    value, formula = child(element, "v"), child(element, "f")
    kind = element.get("t", "n")
    raw = (value.text or "") if value is not None else ""
    note = ""
    if formula is not None and (book.distrusted or (kind != "str" and not raw)):
        # The words of a shared formula stand in another cell; it is a formula all the same.
        text = f"={formula.text or ''}"
        sheet.uncomputed.append(sheet.put(row, column, text))
        return
    if kind == "inlineStr":
        text, note = _rich(child(element, "is"))
    elif kind == "s":
        at = int(raw) if raw.isdecimal() else -1
        text, note = book.texts[at] if 0 <= at < len(book.texts) else ("", "")
    elif kind == "n":
        text, dated = _number(raw, _positive(element.get("s"), 0), book)
        if dated and text:
            sheet.dated.append(sheet.put(row, column, text))
            return
    elif kind == "d":
        text = raw.removesuffix("T00:00:00").removesuffix("T00:00:00Z")
    elif kind == "b":
        text = "TRUE" if raw == "1" else "FALSE"
    else:
        text = _plain(raw)
    if not text:
        return
    cell = sheet.put(row, column, text, note=note)
    if kind == "e":
        sheet.faulty.append(cell)
    sheet.computed += formula is not None


def _number(raw: str, style: int, book: _Book) -> tuple[str, bool]:
    number = number_of(raw)
    if number is None:
        return raw, False
    code = book.formats[style] if style < len(book.formats) else ""
    if is_date_format(code):
        return day_of(number, since_1904=book.since_1904), True
    return as_shown(number, code), False


def _rich(item: etree._Element | None) -> tuple[str, str]:
    """Return the words of a text, and a raised footnote mark apart from them."""
    words: list[str] = []
    marks: list[str] = []
    for piece in children(item):
        if local(piece) == "t":
            words.append(piece.text or "")
        elif local(piece) == "r":
            said = "".join(t.text or "" for t in children(piece, "t"))
            properties = child(piece, "rPr")
            raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
            mark = _MARK.match(said) if raised else None
            if mark and "".join(words).strip():
                marks.append(mark.group(1))
            elif not is_on(properties, "vanish"):
                words.append(said)
    return _plain("".join(words)), " ".join(marks)


def _plain(text: str) -> str:
    """Return a text with its escaped characters put back; only what can be written."""
    return _ESCAPED.sub(lambda m: _sign(int(m.group(1), 16)), text)


def _sign(code: int) -> str:
    return chr(code) if code in (9, 10, 13) or 0x20 <= code < 0xD800 or code >= 0xE000 else ""


def _position(reference: str | None, row: int, column: int) -> tuple[int, int]:
    """Return the row and column of a reference such as "C7", or those given."""
    match = _REFERENCE.fullmatch(reference or "")
    if not match:
        return row, column
    number = 0
    for letter in match.group(1):
        number = number * 26 + ord(letter) - 64
    return int(match.group(2)), number


def _positive(text: str | None, default: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 8 else default
