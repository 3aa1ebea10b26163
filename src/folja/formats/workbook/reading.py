"""A form read back: its answers with their keys, once every key is what it was.

Holds the records and the reading. Refuses a file that is no form, too large for one, or whose keys,
questions or locked cells were changed, with the cell and the next move. Nothing in it is run: a
formula is taken by its last result, and one without a result as it stands.
"""

from __future__ import annotations

import warnings
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from folja.formats.workbook.faults import refuse
from folja.formats.workbook.layout import (
    BASES,
    FIRST_POINT,
    GIVEN,
    HIDDEN,
    LABEL,
    MARK,
    NUMBER,
    Columns,
    check_of,
)
from folja.text import LANGUAGES, Language, Message, render

#: A form is some tens of kilobytes; these are what it may be and unpack to.
MAX_BYTES = 4_000_000
MAX_UNPACKED = 16_000_000
#: The mark stands among the first rows and columns, whatever is done to the form.
_LOOK, _MOST_COLUMNS, _MOST_ROWS = 40, 120, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAnswer:
    """One cell: its point, the words in it, and those that stood there when the form was made.

    `row` and `column` count from 1, as in the sheet.
    """

    point: str
    text: str
    given: str
    row: int
    column: int

    @property
    def is_touched(self) -> bool:
        """Whether somebody wrote, changed or deleted something."""
        return self.text != self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One question with its answers; `basis` is a code where a word of the list was chosen."""

    indicator: str
    version: int
    no: int
    label: str
    row: int
    answers: tuple[FormAnswer, ...]
    basis: str = ""
    comment: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: which network, in which language, about which points, and every question."""

    name: str
    sheet: str
    unit: str
    lang: Language
    points: tuple[str, ...]
    rows: tuple[FormRow, ...]

    @property
    def touched(self) -> tuple[tuple[FormRow, FormAnswer], ...]:
        """The answers that somebody wrote or changed, in the form's order."""
        return tuple((row, a) for row in self.rows for a in row.answers if a.is_touched)


def is_form(data: bytes) -> bool:
    """Say whether a file is a form of ours, in any state, without reading it whole."""
    if not data.startswith(b"PK\x03\x04") or len(data) > MAX_BYTES:
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = [p for p in archive.infolist() if p.filename.startswith("xl/")]
            if sum(p.file_size for p in parts) > MAX_UNPACKED:
                return False
            return any(MARK.encode() in archive.read(part) for part in parts)
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError):
        return False


def read_form(data: bytes, *, name: str = "form.xlsx") -> Form:
    """Return what a form says; `name` is the file's name, for refusals.

    Raises `FormRefused`.
    """
    if not is_form(data):
        refuse("no-form", file=name)
    try:
        with warnings.catch_warnings():
            # It warns of ornaments that it drops; nothing of ours is among them.
            warnings.simplefilter("ignore")
            shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
            written = openpyxl.load_workbook(BytesIO(data))
    except Exception:
        # The library gives every kind of error for a file that is not as it should be.
        refuse("damaged", file=name)
    marked = ((page, at) for page in shown.worksheets if (at := _mark(page)) is not None)
    page, at = next(marked, (None, (0, 0)))
    if page is None:
        refuse("no-form", file=name)
    return _Reader(name, page, written[page.title], *at).form()


def _mark(page: Worksheet) -> tuple[int, int] | None:
    """Return the row and column of the mark, counted from 1."""
    for row in page.iter_rows(max_row=_LOOK, max_col=_MOST_COLUMNS):
        for cell in row:
            if cell.value == MARK:
                return cell.row, cell.column
    return None


class _Reader:
    """One form while it is read; rows and columns count from 1."""

    def __init__(self, name: str, page: Worksheet, written: Worksheet, head: int, mark: int):
        self._name, self._page, self._written = name, page, written
        self._head, self._mark = head, mark

    def form(self) -> Form:
        """Check the headings, then every row."""
        lang, points = self._headings()
        columns = Columns(len(points))
        rows: list[FormRow] = []
        seen: dict[str, int] = {}
        units: set[str] = set()
        if self._page.max_row > _MOST_ROWS:
            refuse("damaged", file=self._name)
        for row in range(self._head + 1, self._page.max_row + 1):
            unit = self._text(row, columns.keys + 1)
            if not unit:
                self._refuse_orphan(row, columns)
                continue
            question = self._row(row, columns, points, lang)
            if question.indicator in seen:
                first = seen[question.indicator]
                refuse("twice", place=self._place(row), row=str(first), label=question.label)
            seen[question.indicator] = row
            units.add(unit)
            rows.append(question)
        if len(units) != 1:
            refuse("no-one-unit", file=self._name)
        return Form(
            name=self._name,
            sheet=self._page.title,
            unit=units.pop(),
            lang=lang,
            points=points,
            rows=tuple(rows),
        )

    def _headings(self) -> tuple[Language, tuple[str, ...]]:
        lang = next((x for x in LANGUAGES if x == self._text(self._head, self._mark + 1)), None)
        points: list[str] = []
        first = self._mark + len(HIDDEN)
        for column in range(first, first + _MOST_COLUMNS):
            word, _, point = self._text(self._head, column).partition(" ")
            if word != GIVEN:
                break
            points.append(point)
        moved = self._mark != Columns(len(points)).keys + 1
        if lang is None or not points or moved or not all(map(_is_point, points)):
            refuse("keys", place=self._place(self._head, self._mark))
        return lang, tuple(points)

    def _row(self, row: int, columns: Columns, points: tuple[str, ...], lang: Language) -> FormRow:
        number, label = self._text(row, NUMBER + 1), self._text(row, LABEL + 1)
        keys = [self._text(row, c + 1) for c in range(columns.keys, columns.check)]
        check = self._text(row, columns.check + 1)
        if check != check_of(number=number, label=label, keys=keys, points=points):
            refuse("keys", place=self._place(row))
        _, indicator, version, opened, *given = keys
        answers = []
        for n, point in enumerate(points):
            text = self._text(row, FIRST_POINT + n + 1)
            if opened[n : n + 1] != "1" and text != given[n]:
                place = self._place(row, FIRST_POINT + n + 1)
                refuse("locked-changed", place=place, given=given[n], text=text)
            answers.append(
                FormAnswer(
                    point=point, text=text, given=given[n], row=row, column=FIRST_POINT + n + 1
                )
            )
        basis = self._text(row, columns.basis + 1).strip()
        return FormRow(
            indicator=indicator,
            version=int(version) if version.isdecimal() else 1,
            no=int(number) if number.isdecimal() else 0,
            label=label,
            row=row,
            answers=tuple(answers),
            basis=_bases(lang).get(basis.casefold(), basis),
            comment=self._text(row, columns.comment + 1).strip(),
            asked=tuple(p for n, p in enumerate(points) if opened[n : n + 1] == "1"),
        )

    def _refuse_orphan(self, row: int, columns: Columns) -> None:
        """Refuse a row that says something in the fields and has no key."""
        for column in range(FIRST_POINT + 1, columns.comment + 2):
            if self._text(row, column).strip():
                refuse("no-key", place=self._place(row, column))

    def _text(self, row: int, column: int) -> str:
        shown = self._page.cell(row, column).value
        if shown is None:
            # A formula that was never computed shows nothing; what stands there is kept.
            shown = self._written.cell(row, column).value
        return _as_text(shown)

    def _place(self, row: int, column: int | None = None) -> Message:
        if column is None:
            params = {"file": self._name, "sheet": self._page.title, "row": str(row)}
            return Message("workbook.place.row", params)
        cell = f"{get_column_letter(column)}{row}"
        params = {"file": self._name, "sheet": self._page.title, "cell": cell}
        return Message("workbook.place.cell", params)


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return f"{value:.14g}"
        case datetime():
            return value.date().isoformat()
        case _:
            return str(value)


def _is_point(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _bases(lang: Language) -> dict[str, str]:
    return {render(Message(f"workbook.basis.{b}"), lang).casefold(): b for b in BASES}
