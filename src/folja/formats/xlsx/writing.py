"""The workbook: a sheet of contents, then a sheet for each flat table.

Every word is written as a string whatever it begins with, every figure as a number. Filters,
frozen headings and print settings come with each sheet; nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from folja.documents import Document, word, writable
from folja.formats.xlsx.sheets import Entry, Row, Sheet, planned
from folja.text import format_date

_INK, _MUTED, _HAIR, _TINT, _RUST, _SEA = (
    "#18211F", "#57635F", "#D9D6CC", "#F3F1EA", "#A3341F", "#1F5F8B",
)  # fmt: skip
_SANS, _SERIF = "Source Sans 3", "Source Serif 4"
_TAGS = {"sv": "sv-SE", "en": "en-GB"}
_A4 = 9
_WIDEST, _NARROWEST = 46, 7
#: How many characters stand beside each other on a page before print becomes too small to read.
_ONE_PAGE = 170
#: What the format allows in one cell.
_LONGEST = 32_767
#: The earliest moment that a zip can name: the parts of the file have no time of their own.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def write(document: Document) -> bytes:
    """Return the document's tables as XLSX, the same bytes for the same document."""
    raw = BytesIO()
    book = xlsxwriter.Workbook(
        raw,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": {"font_name": _SANS, "font_size": 11},
        },
    )
    book.set_properties(_properties(document))
    formats = _Formats(book)
    sheets = planned(document)
    _contents(book, formats, document, sheets)
    for number, sheet in enumerate(sheets, 1):
        _fill(book, formats, document, sheet, number)
    book.close()
    return _settled(raw, document)


def _properties(document: Document) -> dict[str, object]:
    front = document.front
    return {
        "title": writable(f"{front.title}. {front.subtitle}")[:255],
        "subject": writable(front.subtitle)[:255],
        "author": writable(front.region)[:255],
        "keywords": writable(", ".join(document.keywords))[:255],
        "comments": document.digest,
        "created": datetime.combine(document.dated, time(12)),
    }


class _Formats:
    """The few looks of a cell, made once for each combination in use."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, object], ...], xlsxwriter.format.Format] = {}

    def get(self, **look: object) -> xlsxwriter.format.Format:
        """Return the format of a look on top of the plain one."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            plain = {"font_name": _SANS, "font_size": 11, "font_color": _INK, "valign": "top"}
            self._made[key] = self._book.add_format(plain | look)
        return self._made[key]

    def entry(self, entry: Entry, kind: str, *, first: bool) -> xlsxwriter.format.Format:
        """Return the format of an entry in a row of a kind."""
        look: dict[str, object] = {"bottom": 1, "bottom_color": _HAIR}
        if kind == "total":
            look |= {"bold": True, "top": 1, "top_color": _INK}
        if kind == "alert" and first:
            look |= {"left": 5, "left_color": _RUST}
        if entry.struck:
            look["font_strikeout"] = True
        if isinstance(entry.value, Decimal):
            whole = entry.value == entry.value.to_integral_value()
            plain = "#,##0" if whole else "#,##0.####"
            look["num_format"] = f"+{plain};-{plain};0" if entry.signed else plain
        else:
            look["text_wrap"] = True
            # Words right after a column of figures would touch them.
            look |= {"align": "left", "indent": 0 if first else 1}
        return self.get(**look)


def _contents(
    book: xlsxwriter.Workbook, formats: _Formats, document: Document, sheets: Iterable[Sheet]
) -> None:
    """Write the first sheet: what the workbook is, and a link to every sheet."""
    front = document.front
    page = book.add_worksheet(word(document, "contents")[:31])
    _prepare(page, document)
    page.hide_gridlines(2)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 58)
    page.set_column(2, 2, 9)
    at = 0
    for text, height, look in (
        (front.region, 18, {"bold": True}),
        (front.title, 34, {"font_name": _SERIF, "font_size": 22, "bold": True}),
        (front.subtitle, 24, {"font_name": _SERIF, "font_size": 14, "font_color": _MUTED}),
        (front.synthetic, 20, {"bold": True}),
    ):
        if text:
            page.set_row(at, height)
            page.write_string(at, 0, _fits(text), formats.get(**look))
            at += 1
    dated = f"{word(document, 'dated')} {format_date(document.dated, document.lang)}"
    page.write_string(at, 0, dated, formats.get(font_color=_MUTED))
    guide = formats.get(text_wrap=True)
    page.merge_range(at + 2, 0, at + 2, 2, "", guide)
    page.write_string(at + 2, 0, word(document, "workbook_guide"), guide)
    page.set_row(at + 2, 34)
    at += 4
    heads = (word(document, "sheet"), word(document, "contents"), word(document, "rows"))
    for n, head in enumerate(heads):
        look = formats.get(font_color=_MUTED, top=2, bottom=1, align="right" if n == 2 else "left")
        page.write_string(at, n, head, look)
    line = formats.get(bottom=1, bottom_color=_HAIR, text_wrap=True)
    link = formats.get(bottom=1, bottom_color=_HAIR, font_color=_SEA, underline=1)
    for sheet in sheets:
        at += 1
        place = sheet.name.replace("'", "''")
        page.write_url(at, 0, f"internal:'{place}'!A1", link, string=sheet.name)
        page.write_string(at, 1, _fits(sheet.title), line)
        page.write_number(at, 2, len(sheet.rows), line)


def _fill(
    book: xlsxwriter.Workbook, formats: _Formats, document: Document, sheet: Sheet, number: int
) -> None:
    """Write one sheet: title, notes, headings that stay in view, rows."""
    page = book.add_worksheet(sheet.name)
    _prepare(page, document)
    title = formats.get(font_name=_SERIF, font_size=16, bold=True)
    page.set_row(0, 26)
    page.write_string(0, 0, _fits(sheet.title), title)
    for n, note in enumerate(sheet.notes, 1):
        page.write_string(n, 0, _fits(note), formats.get(font_color=_MUTED))
    top = len(sheet.notes) + 2
    head = [
        formats.get(
            font_color=_MUTED,
            top=2,
            bottom=1,
            text_wrap=True,
            valign="bottom",
            bg_color=_TINT,
            align="left",
            indent=min(n, 1),
        )
        for n in range(len(sheet.headings))
    ]
    last = max(len(sheet.rows), 1)
    page.add_table(
        top, 0, top + last, len(sheet.headings) - 1,
        {
            "name": f"Data_{number}",
            "style": None,
            "columns": [
                {"header": _fits(text)[:255], "header_format": look}
                for text, look in zip(sheet.headings, head, strict=True)
            ],
        },
    )  # fmt: skip
    for n, row in enumerate(sheet.rows, top + 1):
        _line(page, formats, row, n)
    widths = _widths(sheet)
    lines = max(_lines(text, width) for text, width in zip(sheet.headings, widths, strict=True))
    page.set_row(top, 17 * lines + 3)
    for n, width in enumerate(widths):
        page.set_column(n, n, width)
    if sum(widths) <= _ONE_PAGE:
        page.fit_to_pages(1, 0)
    else:
        page.repeat_columns(0, min(sheet.fixed, 4) - 1)
    page.freeze_panes(top + 1, min(sheet.fixed, 4))
    page.repeat_rows(top)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _line(page: xlsxwriter.worksheet.Worksheet, formats: _Formats, row: Row, at: int) -> None:
    for n, entry in enumerate(row.entries):
        look = formats.entry(entry, row.kind, first=n == 0)
        if isinstance(entry.value, Decimal):
            page.write_number(at, n, float(entry.value), look)
        elif entry.value:
            page.write_string(at, n, _fits(entry.value), look)
        else:
            page.write_blank(at, n, None, look)


def _prepare(page: xlsxwriter.worksheet.Worksheet, document: Document) -> None:
    """Set what every sheet prints like."""
    page.set_paper(_A4)
    page.set_landscape()
    page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.8)
    number, of = (word(document, key).replace("&", "&&") for key in ("page", "of"))
    page.set_footer(f"&L&A&R{number} &P {of} &N")


def _widths(sheet: Sheet) -> list[int]:
    """Return the width of each column in characters, between a narrowest and a widest."""
    widths = []
    for n, heading in enumerate(sheet.headings):
        longest = max((len(str(row.entries[n].value or "")) for row in sheet.rows), default=0)
        # A heading has two lines, and a button for the filter.
        half = max(len(heading) // 2, *(len(part) for part in heading.split()), 0)
        widths.append(min(_WIDEST, max(_NARROWEST, longest + 3, half + 5)))
    return widths


def _lines(text: str, width: int) -> int:
    """Return how many lines a heading takes, with room left for the filter's button."""
    lines, at = 1, 0
    for part in text.split():
        at += len(part) + 1
        if at > width - 1:
            lines, at = lines + 1, len(part) + 1
    return lines


def _fits(text: str) -> str:
    said = writable(text).replace("\u00ad", "")
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _settled(raw: BytesIO, document: Document) -> bytes:
    """Return the file with its language named and without times of its own."""
    out = BytesIO()
    tag = f"<dc:language>{_TAGS[document.lang]}</dc:language></cp:coreProperties>".encode()
    with ZipFile(raw) as source, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=6) as file:
        for name in source.namelist():
            entry = ZipInfo(name, _MOMENT)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            data = source.read(name)
            if name == "docProps/core.xml":
                data = data.replace(b"</cp:coreProperties>", tag)
            file.writestr(entry, data)
    return out.getvalue()
