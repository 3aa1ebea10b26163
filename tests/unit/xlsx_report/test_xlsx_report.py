"""The report's tables as a workbook: numbers that compute, words that stay words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from folja.documents import Cell, Column, Document, Paragraph, Sign, SignText, Table, TableRow, Text
from folja.formats.xlsx import write
from folja.formats.xlsx.sheets import planned
from folja.text import Language

Sample = Callable[[Language], Document]
HOSTILE = ("=1+1", "+46 60 123", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "{=1}")


@pytest.fixture(scope="module", params=["sv", "en"])
def document(request: pytest.FixtureRequest, sample: Sample) -> Document:
    """The sample report, in each language."""
    return sample(request.param)


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    """The sample report as XLSX."""
    return write(document)


@pytest.fixture(scope="module")
def book(written: bytes) -> Workbook:
    """The sample report, opened again."""
    return openpyxl.load_workbook(BytesIO(written))


def table_of(sheet: Worksheet) -> list[dict[str, object]]:
    """Return the rows of a sheet's one table, by heading."""
    (table,) = sheet.tables.values()
    head, *rows = sheet[table.ref]
    titles = [str(cell.value) for cell in head]
    return [dict(zip(titles, (cell.value for cell in row), strict=True)) for row in rows]


def only(document: Document, *tables: Table) -> Workbook:
    """Return the workbook of a report that holds nothing but some tables."""
    return openpyxl.load_workbook(BytesIO(write(replace(document, blocks=tables))))


def test_workbook_begins_with_its_contents(document: Document, book: Workbook) -> None:
    """The first sheet says what the workbook is and leads to every other."""
    first, *others = book.worksheets
    words = [cell.value for row in first.iter_rows() for cell in row]
    assert document.front.title in words
    links = {link.location for row in first.iter_rows() for link in [row[0].hyperlink] if link}
    assert links == {f"'{sheet.title}'!A1" for sheet in others}
    assert len(others) == len(planned(document))


def test_workbook_has_no_formula_and_hides_nothing(book: Workbook) -> None:
    """No cell is a formula, and no sheet, row or column is hidden."""
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        assert not [d for d in sheet.column_dimensions.values() if d.hidden]
        assert not [d for d in sheet.row_dimensions.values() if d.hidden]


def test_workbook_sheet_is_set_up_for_work(book: Workbook) -> None:
    """Each sheet has frozen headings, a filter, widths that fit, and prints on A4."""
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        top = int("".join(c for c in table.ref.partition(":")[0] if c.isdigit()))
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith(str(top + 1))
        assert table.autoFilter is not None
        assert sheet.print_title_rows == f"${top}:${top}"
        assert sheet.page_setup.paperSize == 9
        assert all(7 <= d.width <= 60 for d in sheet.column_dimensions.values())


def test_workbook_holds_numbers_as_numbers(sample: Sample) -> None:
    """A column of plain figures is a column of numbers, with nothing beside it."""
    book = openpyxl.load_workbook(BytesIO(write(sample("sv"))))
    rows = table_of(book["Underlag"])
    assert [row["Kvinnor"] for row in rows] == [1068, 377, 135]
    assert set(rows[0]) == {"Nätverk", "Män", "Kvinnor", "Alla", "Radens slag"}


def test_workbook_holds_bounds_in_columns(sample: Sample) -> None:
    """A figure with bounds stands as printed, with low, high and which end is open beside it."""
    rows = table_of(openpyxl.load_workbook(BytesIO(write(sample("en"))))["Totals"])
    people = next(row for row in rows if row["No"] == "10")
    assert people["strict"] == "540–"
    assert people["strict, low"] == 540
    assert people["strict, high"] is None
    assert people["strict, open end"] == "upward"
    assert people["strict, read as"] == "at least"
    employees = next(row for row in rows if row["No"] == "8")
    assert (employees["strict, low"], employees["strict, high"]) == (308, 508)
    assert employees["strict, open end"] is None


def test_workbook_tables_of_a_group_become_one(document: Document, book: Workbook) -> None:
    """The annex is one long table with the network in a column; a group heading is one too."""
    annex = [b for b in document.blocks if isinstance(b, Table) and b.page_per_table]
    rows = table_of(book[annex[0].sheet])
    assert len(rows) == 24 * len(annex)
    first, second = list(rows[0])[:2]
    assert {row[first] for row in rows} == {table.caption for table in annex}
    assert len({row[second] for row in rows}) == 2


def test_workbook_tells_totals_from_entries(sample: Sample) -> None:
    """A total says that it is one, so that nobody adds it to what it already holds."""
    rows = table_of(openpyxl.load_workbook(BytesIO(write(sample("en"))))["Totals"])
    assert [row["Kind of row"] for row in rows].count("total") == 1
    assert [row["Kind of row"] for row in rows].count("to review") == 1


def test_workbook_takes_no_formula_from_data(sample: Sample) -> None:
    """Words that begin like a formula are words, in cells, headings, captions and notes."""
    table = Table(
        "t",
        HOSTILE[0],
        tuple(Column(text) for text in HOSTILE),
        (TableRow(tuple(Cell((Text(text),)) for text in HOSTILE)),),
        notes=HOSTILE,
        sheet=HOSTILE[4],
    )
    document = sample("en")
    front = replace(document.front, title="=1+1", region="@x")
    book = only(replace(document, front=front), table)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert set(HOSTILE) <= {cell.value for cell in cells}
    with ZipFile(BytesIO(write(replace(document, front=front, blocks=(table,))))) as file:
        assert not [name for name in file.namelist() if b"<f>" in file.read(name)]


def test_workbook_text_cell_is_text_even_of_digits(sample: Sample) -> None:
    """A cell without a typed value stays words, so that an id keeps its zeros."""
    table = Table("t", "T", (Column("id"),), (TableRow((Cell((Text("007"),)),)),))
    assert table_of(only(sample("en"), table)["T"]) == [{"id": "007"}]


def test_workbook_sheet_names_are_allowed_and_differ(sample: Sample) -> None:
    """Signs that a name may not hold are left out, long names are cut, and none comes twice."""
    labels = ("a/b:c?", "A b c", "x" * 40, "x" * 50, "'", "Contents")
    tables = [Table(f"t{n}", label, (Column(f"c{n}"),), ()) for n, label in enumerate(labels)]
    names = only(sample("en"), *tables).sheetnames
    assert len({name.casefold() for name in names}) == len(labels) + 1
    assert all(len(name) <= 31 for name in names)


def test_workbook_headings_of_one_sheet_differ(sample: Sample) -> None:
    """Two columns of one title are told apart, whatever their capitals."""
    table = Table("t", "T", (Column("Antal"), Column("antal"), Column("")), ())
    (sheet,) = planned(replace(sample("sv"), blocks=(table,)))
    assert sheet.headings == ("Antal", "antal 2", "–")


def test_workbook_of_any_shape_is_written(sample: Sample) -> None:
    """No table, a table without columns or rows, and rows of the wrong length are written."""
    columns = (Column("a"), Column("b", "right"))
    cell = Cell(
        (), low=None, high=Decimal("2.5"), has_bounds=True, sign=SignText(Sign.AT_MOST, "s")
    )
    rows = (
        TableRow(()),
        TableRow((), "group"),
        TableRow((Cell((Text("x"),)), cell, cell)),
        TableRow((Cell((Text("y"),)), Cell((), has_bounds=True))),
    )
    assert only(sample("en")).sheetnames == ["Contents"]
    book = only(sample("en"), Table("e", "E", (), ()), Table("t", "T", columns, rows))
    assert book.sheetnames == ["Contents", "T"]
    assert [row["b, high"] for row in table_of(book["T"])] == [None, 2.5, None]
    assert [row["b, open end"] for row in table_of(book["T"])] == [None, "downward", "both ways"]


def test_workbook_ignores_words_outside_tables(sample: Sample) -> None:
    """Running words make no sheet."""
    document = replace(sample("sv"), blocks=(Paragraph((Text("=1"),)),))
    assert planned(document) == ()


def test_workbook_says_its_language_and_date(document: Document, book: Workbook) -> None:
    """The properties name language, title and the date of the data."""
    about = book.properties
    assert about.language == {"sv": "sv-SE", "en": "en-GB"}[document.lang]
    assert document.front.title in (about.title or "")
    assert about.created is not None
    assert about.modified is not None
    assert about.created.date() == about.modified.date() == document.dated


def test_workbook_is_the_same_everywhere(
    document: Document, written: bytes, written_elsewhere: Callable[[str, Language], str]
) -> None:
    """Another day, time zone and order of hashes give the same bytes."""
    assert hashlib.sha256(written).hexdigest() == written_elsewhere("xlsx", document.lang)
