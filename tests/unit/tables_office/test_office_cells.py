"""What typed cells become, and what the readers of office files refuse or bound."""

from __future__ import annotations

import importlib.util
import runpy
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from folja.formats.tables import Grid, TablesRefused, portable, read_grids_of
from folja.formats.tables.grid import Place
from folja.formats.tables.sheets import MAX_MERGED, Sheet
from folja.formats.tables.typed_numbers import (
    as_shown,
    day_of,
    is_date_format,
    number_of,
    plain_number,
)
from folja.values import read

SPECIMENS = Path(__file__).parents[2] / "specimens"


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    """The script that the specimens are made by."""
    spec = importlib.util.spec_from_file_location("make_tables", SPECIMENS / "make_tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault(spec.name, module)
    spec.loader.exec_module(module)
    return module


def texts(grid: Grid) -> list[list[str]]:
    """Return a grid's texts."""
    return [[cell.text for cell in row] for row in grid.rows]


def refused(name: str, data: bytes) -> str:
    """Return the code of the refusal."""
    with pytest.raises(TablesRefused) as refusal:
        read_grids_of(name, data)
    return refusal.value.message.code.removeprefix("tables.refused.")


@pytest.mark.parametrize(
    "number", ["0", "7", "-12", "1416", "1.416", "12.5", "0.0001", "1234567.891", "1e5"]
)
def test_number_reads_back_in_any_language(number: str) -> None:
    """What a typed number becomes is read as that number with either locale, and with none."""
    value = Decimal(number)
    for locale in (None, "sv", "en"):
        quantity = read(plain_number(value), locale=locale)  # type: ignore[arg-type]
        assert (quantity.low, quantity.high) == (value, value)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        ("39", "General", "39"),
        ("1416", "#,##0", "1416"),
        ("-5", "0;[Red]-0", "-5"),
        ("5", '"minst "0', "minst 5"),
        ("0", '0;-0;"inga"', "inga"),
        ("12", '#,##0\\ "tkr"', "12 tkr"),
        ("0.125", "0.0%", "12.5%"),
        ("3", "_-* #,##0_-", "3"),
        ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', "0"),
        ("4", '[$-41D]0" st"', "4 st"),
        ("1", "", "1"),
    ],
)
def test_format_adds_its_words_and_takes_no_decimal(number: str, code: str, text: str) -> None:
    """Words and signs of a number format are part of what stands on the screen."""
    assert as_shown(Decimal(number), code) == text


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("yyyy-mm-dd", True),
        ("[$-41D]d mmmm yyyy", True),
        ("[h]:mm", True),
        ("0.00", False),
        ('0" mdy"', False),
        ("[Red]0", False),
        ("@", False),
        ("Standard", False),
    ],
)
def test_date_format_is_told_by_its_letters(code: str, dated: bool) -> None:
    """Letters in quotes and colours in brackets make no date."""
    assert is_date_format(code) is dated


@pytest.mark.parametrize(
    ("number", "day"), [("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01")]
)
def test_day_counts_past_the_day_that_never_was(number: str, day: str) -> None:
    """The old mistake of 29 February 1900 moves no other day."""
    assert day_of(Decimal(number)) == day


def test_number_beyond_reason_is_none() -> None:
    """Neither infinity nor a number of hundreds of digits is taken from a file."""
    assert [number_of(text) for text in ("inf", "nan", "1e999", "")] == [None] * 4
    assert day_of(Decimal("1e29")) == plain_number(Decimal("1e29"))


def test_merged_decoration_is_not_spread() -> None:
    """A merge over the whole sheet fills no memory; its words stay in its first cell."""
    sheet = Sheet(place=Place(file="a.xlsx", part="sheet", name="Blad1"))
    sheet.put(1, 1, "Rubrik")
    sheet.merges.append((1, 1, MAX_MERGED, MAX_MERGED))
    assert texts(sheet.grid()) == [["Rubrik"]]


def test_sheet_name_is_a_title_unless_a_program_gave_it() -> None:
    """ "Blad1" says nothing about a network; what a person called a sheet may."""
    for name, titles in (("Blad1", ()), ("Sheet 2", ()), ("Furu", ("Furu",))):
        sheet = Sheet(place=Place(file="a.xlsx", part="sheet", name=name))
        sheet.put(1, 1, "x")
        assert sheet.grid().titles == titles


def test_empty_rows_are_few(maker: ModuleType) -> None:
    """A million empty rows between two cells become two, and numbers stay those of the sheet."""
    (grid,) = read_grids_of("a.xlsx", maker._far())
    assert len(grid.rows) == 6
    assert grid.number(5) == 1_048_576


def test_table_in_table_in_table_is_bounded(maker: ModuleType) -> None:
    """Tables nested beyond reason are refused."""
    body = maker.p("x")
    for _ in range(30):
        body = maker.tbl(maker.tr(maker.tc(body)))
        body += maker.p("")
    assert refused("a.docx", maker.docx(body)) == "nested"


def test_wide_span_is_bounded(maker: ModuleType) -> None:
    """A cell that says it spans a million columns spans no more than a table has."""
    span = '<w:gridSpan w:val="999999999"/>'
    (grid,) = read_grids_of("a.docx", maker.docx(maker.tbl(maker.tr(maker.tc("x", span)))))
    assert len(grid.rows[0]) == 1_000


def test_many_wide_spans_are_refused(maker: ModuleType) -> None:
    """Spans that would fill the memory together are refused."""
    row = maker.tr(maker.tc("x", '<w:gridSpan w:val="999"/>'))
    assert refused("a.docx", maker.docx(maker.tbl(*[row] * 210))) == "too-many-cells"


def test_repeated_cells_of_words_are_bounded(maker: ModuleType) -> None:
    """An ODS cell with words, repeated over a million rows, is refused."""
    row = maker.line("x", more='table:number-rows-repeated="1000000"')
    assert refused("a.ods", maker.ods(maker.table("Blad1", row))) == "too-many-cells"


def test_document_without_its_kind_is_refused(maker: ModuleType) -> None:
    """An archive that is no document, workbook or spreadsheet is of another kind."""
    data = maker.packed({"[Content_Types].xml": "<Types/>", "a.xml": "<a/>"})
    for name in ("a.docx", "a.xlsx", "a.ods"):
        assert refused(name, data) == "other-kind"


def outcome(name: str, data: bytes) -> str:
    """Return the code of the refusal, or "read"."""
    try:
        read_grids_of(name, data)
    except TablesRefused as refusal:
        return refusal.message.code.removeprefix("tables.refused.")
    return "read"


def test_damage_to_an_old_workbook_ends_in_a_refusal() -> None:
    """Over some damaged files the library of the old format panics; that, too, is a refusal."""
    whole = (SPECIMENS / "tables" / "old-format.xls").read_bytes()
    outcomes = set()
    for at in range(512, len(whole), 1_000):
        data = bytearray(whole)
        data[at : at + 300] = b"\xff" * 300
        outcomes.add(outcome("a.xls", bytes(data)))
    assert "damaged" in outcomes
    assert outcomes <= {"damaged", "locked", "read"}


def test_old_workbook_keeps_the_places_of_its_cells(maker: ModuleType) -> None:
    """A table that begins in the middle of a sheet keeps its rows and columns."""
    program = runpy.run_path(str(Path(portable.__file__).with_name("xls_apart.py")))

    def fill(book: object, page: Any) -> None:
        page.write(3, 2, "x")
        page.write(5, 4, 7)

    told = program["taken_apart"](maker.sheet([], fill), 100)
    (sheet,) = told["sheets"]
    assert sheet["cells"] == [(4, 3, "text", "x"), (6, 5, "number", "7.0")]
    assert program["taken_apart"](maker.sheet([("a", "b")]), 1) == {"fault": "too-many-cells"}


def test_pdf_that_is_cut_is_damaged(maker: ModuleType) -> None:
    """Half a PDF is refused, not read by halves."""
    data = maker.pdf("= Furunätverket")
    assert refused("a.pdf", data[: len(data) // 3]) in ("damaged", "only-pictures")


def test_pdf_of_too_many_pages_is_refused(
    maker: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More pages than any report has are refused before they are read."""
    monkeypatch.setattr(portable, "MAX_PAGES", 1)
    assert refused("a.pdf", maker.pdf("a\n#pagebreak()\nb")) == "too-many-pages"


def test_pdf_packed_twice_is_refused(maker: ModuleType) -> None:
    """A stream packed in a packed stream is a bomb's way."""
    page = b"<</Type/Page/Contents 2 0 R>>"
    body = b"<</Filter [ /FlateDecode /FlateDecode ]/Length 1>>\nstream\nx\nendstream"
    assert refused("a.pdf", maker.objects(page, body)) == "bomb"


def test_head_and_foot_of_pages_are_left_out(maker: ModuleType) -> None:
    """What comes again on every page, and page numbers, belong to no table."""
    data = (SPECIMENS / "tables" / "over-two-pages.pdf").read_bytes()
    (grid,) = read_grids_of("over-two-pages.pdf", data)
    words = [text for row in texts(grid) for text in row]
    assert not any("Uppföljning" in text or "Sida" in text for text in words)
    assert grid.place.name == "1–2"


def test_every_office_specimen_has_its_maker(maker: ModuleType) -> None:
    """No file lies among the specimens that nobody can make again."""
    kinds = {".docx", ".xlsx", ".xlsm", ".xls", ".ods", ".pdf"}
    files = {path.name for path in (SPECIMENS / "tables").iterdir() if path.suffix in kinds}
    assert files == set(maker.MAKERS)
