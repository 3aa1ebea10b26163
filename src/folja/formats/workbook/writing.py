"""The form as a workbook: what is known is filled in and locked, what is asked is open.

Every cell is text, so that "25+" and "4-5" stay what was written. The same follow-up gives the same
bytes. Refuses formulas: whatever a text of the data begins with, it stays text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from io import BytesIO
from textwrap import wrap
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import xlsxwriter

from folja.formats.workbook.layout import (
    BASES,
    CHECK,
    DEFINITION,
    FIRST_POINT,
    GIVEN,
    HIDDEN,
    LABEL,
    MARK,
    NUMBER,
    REASONS,
    UNIT,
    Columns,
    check_of,
)
from folja.formats.workbook.plan import Plan, Question, heading_of, planned
from folja.model import FollowUp
from folja.text import Language, Message, render

_INK, _MUTED, _LINE, _TINT, _PAPER, _SPRUCE = (
    "#18211F", "#57635F", "#7F8B86", "#F3F1EA", "#FFFFFF", "#1D4F43",
)  # fmt: skip
_SANS, _SERIF = "Source Sans 3", "Source Serif 4"
_TAGS = {"sv": "sv-SE", "en": "en-GB"}
_A4 = 9
_HEAD, _WRITING = 5, ("exact", "about", "range", "at-least", "sum", "none", "missing")
_LONGEST = 32_767
#: The earliest moment that a zip can name: the parts of the file have no time of their own.
_MOMENT = (1980, 1, 1, 0, 0, 0)
#: Widths of the columns in characters, and of one with answers.
_WIDTHS = {NUMBER: 5, LABEL: 32, DEFINITION: 44, UNIT: 13}
_POINT = 18


def write_form(
    follow_up: FollowUp, unit: str, lang: Language, *, asked: Sequence[str] | None = None
) -> bytes:
    """Return the form of one network as XLSX.

    `asked` are the points to answer for, by default the last; what is known of the others is shown
    and locked. Raises `FormRefused` for a unit or point that is not there.
    """
    plan = planned(follow_up, unit, asked=asked)
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
    heading = heading_of(follow_up, lang)
    name = plan.unit.name.get(lang)
    book.set_properties(
        {
            "title": _fits(f"{name}. {heading}")[:255],
            "subject": _fits(heading)[:255],
            "created": datetime.combine(plan.dated, time(12)),
        }
    )
    _Answers(book, plan, lang).write(heading)
    _guide(book, lang)
    book.close()
    return _settled(raw, lang)


class _Answers:
    """The sheet with the questions, while it is written."""

    def __init__(self, book: xlsxwriter.Workbook, plan: Plan, lang: Language) -> None:
        self._book, self._plan, self._lang = book, plan, lang
        self._columns = Columns(len(plan.points))
        self._page = book.add_worksheet(_words("sheet.answers", lang))
        self._made: dict[tuple[tuple[str, object], ...], xlsxwriter.format.Format] = {}

    def write(self, heading: str) -> None:
        """Write the sheet from its title to its print settings."""
        self._top(heading)
        self._headings()
        row = _HEAD + 1
        for section in self._plan.sections:
            theme = section.theme
            title = theme.name.get(self._lang) if theme else _words("no-theme", self._lang)
            look = self._look(bold=True, font_color=_SPRUCE, top=2, top_color=_INK, valign="bottom")
            self._page.set_row(row, 26)
            for column in range(self._columns.keys):
                text = _fits(title) if column == NUMBER else ""
                self._page.write(row, column, text or None, look)
            row += 1
            for question in section.questions:
                self._question(row, question)
                row += 1
        self._settings(row)

    def _look(self, **look: object) -> xlsxwriter.format.Format:
        key = tuple(sorted(look.items()))
        if key not in self._made:
            plain = {"font_name": _SANS, "font_size": 11, "font_color": _INK, "valign": "top"}
            self._made[key] = self._book.add_format(plain | look)
        return self._made[key]

    def _top(self, heading: str) -> None:
        page, lang = self._page, self._lang
        page.write_string(0, 0, _fits(heading), self._look(font_color=_MUTED))
        page.set_row(1, 34)
        name = _fits(self._plan.unit.name.get(lang))
        page.write_string(1, 0, name, self._look(font_name=_SERIF, font_size=22, bold=True))
        page.set_row(2, 50)
        wide = self._look(text_wrap=True)
        page.merge_range(2, 0, 2, self._columns.comment, "", wide)
        page.write_string(2, 0, _words("guide.short", lang), wide)

    def _headings(self) -> None:
        page, lang, columns = self._page, self._lang, self._columns
        over = self._look(font_color=_MUTED, text_wrap=True, valign="bottom")
        for n, point in enumerate(self._plan.points):
            key = "asked" if point.id in self._plan.asked else "earlier"
            page.write_string(_HEAD - 1, FIRST_POINT + n, _words(f"over.{key}", lang), over)
        head = self._look(
            bold=True, text_wrap=True, valign="bottom", bg_color=_TINT, top=2, bottom=1
        )
        titles = {
            NUMBER: _words("column.number", lang),
            LABEL: _words("column.label", lang),
            DEFINITION: _words("column.definition", lang),
            UNIT: _words("column.unit", lang),
            columns.basis: _words("column.basis", lang),
            columns.comment: _words("column.comment", lang),
        }
        titles |= {
            FIRST_POINT + n: point.name.get(lang) or point.id
            for n, point in enumerate(self._plan.points)
        }
        for column, title in titles.items():
            page.write_string(_HEAD, column, _fits(title), head)
        points = [f"{GIVEN} {p.id}" for p in self._plan.points]
        self._keys(_HEAD, [MARK, lang, *HIDDEN[2:]], [*points, CHECK], head)

    def _keys(
        self, row: int, keys: Sequence[str], given: Sequence[str], look: xlsxwriter.format.Format
    ) -> None:
        columns = self._columns
        for n, text in enumerate((*keys, *given)):
            self._page.write_string(row, columns.keys + n, text, look)

    def _question(self, row: int, question: Question) -> None:
        page, lang, columns = self._page, self._lang, self._columns
        indicator = question.indicator
        shown = self._look(text_wrap=True, bg_color=_TINT, bottom=1, bottom_color=_LINE)
        muted = self._look(
            text_wrap=True, bg_color=_TINT, bottom=1, bottom_color=_LINE, font_color=_MUTED,
            font_size=10,
        )  # fmt: skip
        label = _fits(indicator.label.get(lang) or indicator.name.get(lang))
        definition, unit = (_fits(t.get(lang)) for t in (indicator.definition, indicator.unit))
        texts = {LABEL: label, DEFINITION: definition, UNIT: unit}
        texts |= {FIRST_POINT + n: text for n, text in enumerate(question.given)}
        page.set_row(row, _height(texts))
        page.write_string(row, NUMBER, str(indicator.no), shown)
        page.write_string(row, LABEL, label, shown)
        page.write_string(row, DEFINITION, definition, muted)
        page.write_string(row, UNIT, unit, muted)
        field = {
            "num_format": "@",
            "locked": False,
            "text_wrap": True,
            "border": 1,
            "border_color": _LINE,
            "bg_color": _PAPER,
            "indent": 1,
        }
        held = self._look(num_format="@", text_wrap=True, bg_color=_TINT, indent=1, bottom=1,
                          bottom_color=_LINE)  # fmt: skip
        for n, (given, is_open) in enumerate(zip(question.given, question.open, strict=True)):
            look = self._look(**field) if is_open else held
            if given:
                page.write_string(row, FIRST_POINT + n, _fits(given), look)
            else:
                page.write_blank(row, FIRST_POINT + n, None, look)
            if is_open:
                page.data_validation(row, FIRST_POINT + n, row, FIRST_POINT + n, self._reasons())
        # Both are empty: what stands beside an earlier answer may be the county's own note.
        for column in (columns.basis, columns.comment):
            page.write_blank(row, column, None, self._look(**field))
        page.data_validation(row, columns.basis, row, columns.basis, self._bases())
        opened = "".join("1" if is_open else "0" for is_open in question.open)
        keys = [self._plan.unit.id, indicator.id, str(indicator.version), opened]
        points = [p.id for p in self._plan.points]
        given_ = [_fits(text) for text in question.given]
        check = check_of(
            number=str(indicator.no), label=label, keys=[*keys, *given_], points=points
        )
        self._keys(row, keys, [*given_, check], self._look(num_format="@"))

    def _reasons(self) -> dict[str, object]:
        lang = self._lang
        return {
            "validate": "list",
            "source": [render(Message(f"values.printed.{r}"), lang) for r in REASONS],
            "input_title": _words("prompt.answer-title", lang),
            "input_message": _words("prompt.answer", lang),
            # The list offers; it does not forbid: any words are an answer.
            "show_error": False,
        }

    def _bases(self) -> dict[str, object]:
        lang = self._lang
        return {
            "validate": "list",
            "source": [_words(f"basis.{basis}", lang) for basis in BASES],
            "input_title": _words("prompt.basis-title", lang),
            "input_message": _words("prompt.basis", lang),
            "show_error": False,
        }

    def _settings(self, end: int) -> None:
        page, columns = self._page, self._columns
        for column, width in _WIDTHS.items():
            page.set_column(column, column, width)
        page.set_column(FIRST_POINT, columns.basis - 1, _POINT)
        page.set_column(columns.basis, columns.basis, 16)
        page.set_column(columns.comment, columns.comment, 34)
        page.set_column(columns.keys, columns.count - 1, None, None, {"hidden": True})
        page.freeze_panes(_HEAD + 1, FIRST_POINT)
        page.hide_gridlines(2)
        page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        page.protect("", {"format_rows": True, "select_locked_cells": True})
        page.print_area(0, 0, end - 1, columns.comment)
        page.repeat_rows(_HEAD)
        _print_setup(page, self._lang)


def _guide(book: xlsxwriter.Workbook, lang: Language) -> None:
    """Write the second sheet: what may be written, and what it is read as."""
    page = book.add_worksheet(_words("sheet.guide", lang))
    plain = {"font_name": _SANS, "font_size": 11, "font_color": _INK, "valign": "top"}
    title = book.add_format(plain | {"font_name": _SERIF, "font_size": 22, "bold": True})
    head = book.add_format(plain | {"bold": True, "bg_color": _TINT, "top": 2, "bottom": 1})
    line = book.add_format(plain | {"text_wrap": True, "bottom": 1, "bottom_color": _LINE})
    said = book.add_format(
        plain | {"text_wrap": True, "bottom": 1, "bottom_color": _LINE, "font_name": _SERIF}
    )
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 76)
    page.set_row(0, 34)
    page.write_string(0, 0, _words("sheet.guide", lang), title)
    page.write_string(2, 0, _words("column.write", lang), head)
    page.write_string(2, 1, _words("column.read", lang), head)
    for row, key in enumerate(_WRITING, 3):
        page.write_string(row, 0, _words(f"write.{key}", lang), said)
        page.write_string(row, 1, _words(f"read.{key}", lang), line)
    row = 4 + len(_WRITING)
    for key in ("locked", "theirs", "return"):
        page.merge_range(row, 0, row, 1, "", line)
        page.write_string(row, 0, _words(f"guide.{key}", lang), line)
        page.set_row(row, 24)
        row += 1
    page.hide_gridlines(2)
    page.protect("", {"format_rows": True, "select_locked_cells": True})
    _print_setup(page, lang)


def _print_setup(page: xlsxwriter.worksheet.Worksheet, lang: Language) -> None:
    page.set_paper(_A4)
    page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    number, of = (_words(f"print.{key}", lang).replace("&", "&&") for key in ("page", "of"))
    page.set_footer(f"&L&A&R{number} &P {of} &N")


def _words(key: str, lang: Language) -> str:
    return render(Message(f"workbook.{key}"), lang)


def _height(texts: Mapping[int, str]) -> float:
    """Return the height in points that the longest of a row's texts takes.

    Not every program sets heights by itself, and a locked sheet is to be read as it comes.
    """
    lines = 1
    for column, text in texts.items():
        width = max(int(_WIDTHS.get(column, _POINT) * (1.04 if column == DEFINITION else 0.9)), 1)
        lines = max(lines, sum(len(wrap(part, width)) or 1 for part in text.split("\n")))
    return min(14.0 * lines + 8, 400.0)


def _fits(text: str) -> str:
    """Return a text that a cell can hold: no signs that no file may hold, and not too long."""
    said = "".join(s for s in text if s in "\t\n" or (s >= " " and not "\ud800" <= s < "\ue000"))
    said = said.replace("\u00ad", "")
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _settled(raw: BytesIO, lang: Language) -> bytes:
    """Return the file with its language named and without times of its own."""
    out = BytesIO()
    tag = f"<dc:language>{_TAGS[lang]}</dc:language></cp:coreProperties>".encode()
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
