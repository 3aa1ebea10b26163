"""Make the specimens of tables that are no text: DOCX, XLSX, ODS, XLS and PDF, one trap each.

Run it from the root with the environment's Python when a specimen is added; the files are committed
beside what has to come of them (expected-office.toml). XLS needs LibreOffice and is made only when
it is not there. Nothing here knows the reader: files are built from their own formats.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import typst
import xlsxwriter

FOLDER = Path(__file__).parent / "tables"
MEMBERS = "Antal medlemmar i nätverket:"
EMPLOYEES = "Antal anställda i medlemsföretagen:"
PRODUCTS = "Antal nya produkter och tjänster:"
HEAD = ("Indikator", "2004-01-01", "2005-12-31", "Differens")
ROWS = ((MEMBERS, "3", "4", "1"), (PRODUCTS, "0", "50-250", "50-250"))
MAKERS: dict[str, Callable[[], bytes]] = {}

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
START = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def makes(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Name the file that a function makes."""

    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        MAKERS[name] = make
        return make

    return keep


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive with fixed times."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return data.getvalue()


def relations(*links: tuple[str, str, str]) -> str:
    """Return a part that names others: id, kind, target."""
    inside = "".join(
        f'<Relationship Id="{id_}" Type="{R}/{kind}" Target="{to}"/>' for id_, kind, to in links
    )
    return f'{START}<Relationships xmlns="{P}/relationships">{inside}</Relationships>'


# -- DOCX
# -------------------------------------------------------------------------------------------------
def docx(body: str, *, more: Mapping[str, str] | None = None, before: str = "") -> bytes:
    """Return a document with a body; `more` are parts that it names by their file's name."""
    more = more or {}
    links = [(f"r{n}", Path(part).stem, part) for n, part in enumerate(more, 2)]
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return packed(
        {
            "[Content_Types].xml": f'{START}<Types xmlns="{P}/content-types">'
            '<Default Extension="rels" ContentType="application/'
            'vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": f"{START}{before}<w:document {W} {mc}><w:body>{body}</w:body>"
            "</w:document>",
            "word/_rels/document.xml.rels": relations(*links),
            **{f"word/{part}": text for part, text in more.items()},
        }
    )


def p(text: str) -> str:
    """A paragraph; what is markup already stays so."""
    return f"<w:p>{text if text.startswith('<') else r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    around = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{around}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    """A cell of a table."""
    inside = text if text.startswith(("<w:p>", "<w:tbl>")) else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; cells that are plain text become cells."""
    inside = "".join(c if c.startswith(("<w:tc>", "<w:sdt>")) else tc(c) for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


@makes("word-table.docx")
def _word_table() -> bytes:
    rows = [tr(*row) for row in (HEAD, *ROWS)]
    return docx(p("Svaren") + p("Furunätverket") + tbl(*rows) + p("Slut"))


@makes("word-merged.docx")
def _word_merged() -> bytes:
    wide = '<w:gridSpan w:val="2"/>'
    top = tr(tc("Indikator", '<w:vMerge w:val="restart"/>'), tc("Värde", wide))
    head = tr(tc("", "<w:vMerge/>"), "2004-01-01", "2005-12-31")
    row = tr(PRODUCTS, tc("7", wide))
    return docx(p("Furunätverket") + tbl(top, head, tr(MEMBERS, "3", "4"), row))


@makes("word-nested.docx")
def _word_nested() -> bytes:
    inner = tbl(tr(*HEAD), tr(*ROWS[0]))
    return docx(tbl(tr("Sidans vänstra del", tc(p("Grannätverket") + inner + p("")))))


@makes("word-footnotes.docx")
def _word_footnotes() -> bytes:
    notes = (
        f'{START}<w:footnotes {W}><w:footnote w:id="2">{p("Gäller hela området.")}</w:footnote>'
        "</w:footnotes>"
    )
    marked = p(r("4") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    rows = (tr(*HEAD), tr(MEMBERS, "3", tc(marked), "1"))
    return docx(p("Furunätverket") + tbl(*rows), more={"footnotes.xml": notes})


@makes("word-tracked.docx")
def _word_tracked() -> bytes:
    author = 'w:id="1" w:author="a" w:date="2006-01-01T00:00:00Z"'
    gone = f"<w:del {author}><w:r><w:delText>39</w:delText></w:r></w:del>"
    come = f"<w:ins {author}>{r('40')}</w:ins>"
    struck = tr(PRODUCTS, "0", "7", "7", properties=f"<w:del {author}/>")
    rows = (tr(*HEAD), tr(MEMBERS, "3", tc(p(gone + come)), "37"), struck)
    return docx(p("Furunätverket") + tbl(*rows))


@makes("word-tabs.docx")
def _word_tabs() -> bytes:
    lines = [p("\t".join(row)) for row in (HEAD, *ROWS)]
    return docx(p("En inledning.") + p("Grannätverket") + "".join(lines))


@makes("word-text-box.docx")
def _word_text_box() -> bytes:
    box = f"<w:txbxContent>{tbl(tr(*HEAD), tr(*ROWS[0]))}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )
    return docx(p("Furunätverket") + f"<w:p>{both}</w:p>")


@makes("word-hidden-text.docx")
def _word_hidden() -> bytes:
    cell = tc(p(r("4") + r("99", "<w:vanish/>")))
    return docx(p("Furunätverket") + tbl(tr(*HEAD), tr(MEMBERS, "3", cell, "1")))


@makes("word-fields.docx")
def _word_fields() -> bytes:
    field = f"<w:sdt><w:sdtContent>{tc(p('<w:sdt><w:sdtContent>' + r('25+') + '</w:sdtContent></w:sdt>'))}</w:sdtContent></w:sdt>"  # noqa: E501
    row = f"<w:sdt><w:sdtContent>{tr(MEMBERS, '3', field, '')}</w:sdtContent></w:sdt>"
    return docx(p("Furunätverket") + tbl(tr(*HEAD), row))


@makes("word-raised.docx")
def _word_raised() -> bytes:
    raised = '<w:vertAlign w:val="superscript"/>'
    cell = tc(p(r("39") + r("1", raised)))
    note = tr(tc("1) Uppgift från navet.", '<w:gridSpan w:val="4"/>'))
    rows = (tr(*HEAD), tr(EMPLOYEES, "n.a.", cell, ""), note)
    return docx(p("Furunätverket") + tbl(*rows))


@makes("word-entities.docx")
def _word_entities() -> bytes:
    trap = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return docx(p("&b;"), before=trap)


@makes("word-cut.docx")
def _word_cut() -> bytes:
    return docx("<w:p><w:r>")


@makes("sheet-as-word.docx")
def _sheet_as_word() -> bytes:
    return sheet([HEAD, *ROWS])


# -- XLSX
# -------------------------------------------------------------------------------------------------
Fill = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None]


def sheet(
    rows: Sequence[Sequence[object]] = (),
    fill: Fill | None = None,
    *,
    name: str = "Furunätverket",
    change: Mapping[str, tuple[bytes, bytes]] | None = None,
    **options: object,
) -> bytes:
    """Return a workbook with one sheet, then filled by a function; `change` rewrites parts."""
    raw = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(raw, plain | options)
    book.set_properties({"created": datetime(2006, 3, 27)})  # noqa: DTZ001
    page = book.add_worksheet(name)
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                page.write(at, column, value)
    if fill:
        fill(book, page)
    book.close()
    parts = {}
    with zipfile.ZipFile(raw) as archive:
        for part in archive.namelist():
            data = archive.read(part)
            old, new = (change or {}).get(part, (b"", b""))
            assert not old or old in data, part
            parts[part] = data.replace(old, new) if old else data
    return packed(parts)


#: What makes a workbook's computed values its own, as after a visit to a spreadsheet program.
COMPUTED = {"xl/workbook.xml": (b' fullCalcOnLoad="1"', b"")}


@makes("hidden-sheet.xlsx")
def _hidden_sheet() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        old = book.add_worksheet("Grannätverket")
        for at, row in enumerate((HEAD, *ROWS)):
            old.write_row(at, 0, row)
        old.hide()

    return sheet([HEAD, ROWS[0]], fill)


@makes("hidden-column.xlsx")
def _hidden_column() -> bytes:
    head = ("Indikator", "2003-01-01", "2004-01-01", "2005-12-31")
    rows = [head, (MEMBERS, "1", "3", "4"), (EMPLOYEES, "9", "9", "9"), (PRODUCTS, "", "0", "7")]

    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.set_column(1, 1, None, None, {"hidden": True})
        page.set_row(2, None, None, {"hidden": True})

    return sheet(rows, fill)


@makes("merged-cells.xlsx")
def _merged() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.merge_range(0, 0, 0, 3, "Grannätverket")
        page.merge_range(2, 1, 2, 2, "7")

    return sheet([(), HEAD, (PRODUCTS, None, None, "0"), ROWS[0]], fill, name="Blad1")


@makes("formulas-never-computed.xlsx")
def _uncomputed() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_formula(1, 3, "=C2-B2", value="")

    return sheet([HEAD, (MEMBERS, 3, 4)], fill, change=COMPUTED)


@makes("formulas-with-noughts.xlsx")
def _noughts() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_formula(1, 3, "=C2-B2", value=0)

    return sheet([HEAD, (MEMBERS, 3, 4)], fill)


@makes("formulas-computed.xlsx")
def _computed() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_formula(1, 3, "=C2-B2", value=1)
        page.write_formula(2, 3, '=IF(B3="","",C3-B3)', value="")

    change = COMPUTED | {
        "xl/worksheets/sheet1.xml": (
            b'<c r="D3"><f>',
            b'<c r="D3" t="str"><f>',
        )
    }
    return sheet([HEAD, (MEMBERS, 3, 4), (PRODUCTS, "n.a.", 7)], fill, change=change)


@makes("link-to-another-file.xlsx")
def _external() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_formula(1, 2, "='[other.xlsx]Blad1'!A1", value=4)

    return sheet([HEAD, (MEMBERS, 3, None, 1)], fill, change=COMPUTED)


@makes("error-in-cell.xlsx")
def _errors() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_formula(1, 3, "=C2-#REF!", value="#REF!")

    return sheet([HEAD, (MEMBERS, 3, 4)], fill, change=COMPUTED)


@makes("typed-dates.xlsx")
def _dates() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        look = book.add_format({"num_format": "d mmm yyyy"})
        page.write_datetime(0, 1, datetime(2004, 1, 1), look)  # noqa: DTZ001
        page.write_datetime(0, 2, datetime(2005, 12, 31), look)  # noqa: DTZ001

    return sheet([("Indikator", None, None, "Differens"), *ROWS], fill)


@makes("calendar-of-1904.xlsx")
def _calendar() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        look = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_datetime(0, 1, datetime(2004, 1, 1), look)  # noqa: DTZ001
        page.write_datetime(0, 2, datetime(2005, 12, 31), look)  # noqa: DTZ001

    return sheet([("Indikator", None, None, "Differens"), *ROWS], fill, date_1904=True)


@makes("range-become-date.xlsx")
def _date_for_range() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        look = book.add_format({"num_format": "d-mmm"})
        page.write_datetime(1, 2, datetime(2006, 5, 4), look)  # noqa: DTZ001

    return sheet([HEAD, (MEMBERS, 3, None, ""), ROWS[1]], fill)


@makes("typed-numbers.xlsx")
def _numbers() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        for at, (value, code) in enumerate(
            ((39, '"ca "0'), (25, '0"+"'), (0.25, "0%"), (1.416, "0.000"), (1416, "# ##0")), 1
        ):
            page.write_number(at, 2, value, book.add_format({"num_format": code}))

    labels = (MEMBERS, EMPLOYEES, PRODUCTS, "Antal individer i strategiska nätverk")
    more = "Antal engagerade individer i strategiska nätverk"
    return sheet([HEAD[:3], *((label, 1416.0) for label in (*labels, more))], fill)


@makes("text-that-begins-with-equals.xlsx")
def _equals() -> bytes:
    return sheet([HEAD, (MEMBERS, "=1+2", "+4", "@x")])


@makes("two-tables-on-a-sheet.xlsx")
def _two_tables() -> bytes:
    rows = [("Furunätverket",), HEAD, ROWS[0], (), (), (), ("Grannätverket",), HEAD, ROWS[1]]
    return sheet(rows, name="Alla svar")


@makes("far-away-cell.xlsx")
def _far() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write(1_048_575, 0, "slut")

    return sheet([HEAD, *ROWS], fill)


@makes("wide-for-ever.xlsx")
def _wide() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        for row in range(3, 20):
            page.write(row, 16_383, "x")

    return sheet([HEAD, *ROWS], fill)


@makes("raised-in-sheet.xlsx")
def _rich() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        raised = book.add_format({"font_script": 1})
        page.write_rich_string(1, 2, "39", raised, "1", book.add_format())
        page.write_string(3, 0, "1) Uppgift från navet.")

    return sheet([HEAD, (EMPLOYEES, "n.a.", None, "")], fill)


@makes("comments-on-cells.xlsx")
def _comments() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_comment(1, 2, "Räknat i augusti", {"author": "a"})

    return sheet([HEAD, ROWS[0]], fill)


@makes("macros.xlsm")
def _macros() -> bytes:
    with zipfile.ZipFile(BytesIO(sheet([HEAD, ROWS[0]]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0 no macro"})


@makes("strict.xlsx")
def _strict() -> bytes:
    with zipfile.ZipFile(BytesIO(sheet([HEAD, ROWS[0]]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    return packed(
        {
            name: data if "package" in name else data.replace(
                old + b"spreadsheetml/2006/main", new + b"spreadsheetml/main"
            ).replace(
                old + b"officeDocument/2006/relationships", new + b"officeDocument/relationships"
            )
            for name, data in parts.items()
        }
    )  # fmt: skip


@makes("bomb.xlsx")
def _bomb() -> bytes:
    with zipfile.ZipFile(BytesIO(sheet([HEAD]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(parts | {"xl/worksheets/sheet1.xml": b" " * 60_000_000})


@makes("path-out-of-the-file.xlsx")
def _path() -> bytes:
    return packed({"[Content_Types].xml": "<Types/>", "../../evil.xml": "<x/>"})


@makes("locked.xlsx")
def _locked() -> bytes:
    sign = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return sign + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(480)


# -- ODS
# -------------------------------------------------------------------------------------------------
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def ods(tables: str, *, styles: str = "", manifest: str = "<m/>") -> bytes:
    """Return a spreadsheet of the OpenDocument kind."""
    names = " ".join(
        f'xmlns:{short}="{_ODF}{long}:1.0"'
        for short, long in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"),
        )
    )  # fmt: skip
    content = (
        f"{START}<office:document-content {names}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


def cell(text: str, more: str = 'office:value-type="string"') -> str:
    """A cell of an OpenDocument table."""
    inside = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {more}>{inside}</table:table-cell>"


def line(*cells: str, more: str = "") -> str:
    """A row of an OpenDocument table; plain text becomes cells."""
    inside = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<table:table-row {more}>{inside}</table:table-row>"


def table(name: str, *rows: str, more: str = "") -> str:
    """A table of an OpenDocument spreadsheet."""
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


@makes("repeated-cells.ods")
def _repeated() -> bytes:
    twice = cell("7", 'office:value-type="float" office:value="7" '
                 'table:number-columns-repeated="2"')  # fmt: skip
    empty = line('<table:table-cell table:number-columns-repeated="16384"/>',
                 more='table:number-rows-repeated="1048000"')  # fmt: skip
    rows = (line(*HEAD), line(PRODUCTS, twice, "0"), empty)
    return ods(table("Furunätverket", *rows))


@makes("hidden-sheet.ods")
def _hidden_ods() -> bytes:
    style = (
        '<style:style style:name="h" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    rows = [line(*row) for row in (HEAD, ROWS[0])]
    secret = table("Grannätverket", *rows, more='table:style-name="h"')
    return ods(table("Furunätverket", *rows) + secret, styles=style)


@makes("shown-words.ods")
def _shown() -> bytes:
    about = cell("ca 1 416", 'office:value-type="float" office:value="1416"')
    day = cell("31 dec 05", 'office:value-type="date" office:date-value="2005-12-31"')
    head = line("Indikator", cell("2004-01-01"), day)
    note = (
        '<table:table-cell office:value-type="float" office:value="39">'
        "<office:annotation><text:p>hemligt</text:p></office:annotation><text:p>39</text:p>"
        "</table:table-cell>"
    )
    return ods(table("Furunätverket", head, line(EMPLOYEES, about, note)))


@makes("formulas.ods")
def _formulas_ods() -> bytes:
    never = cell("", 'table:formula="of:=[.C2]-[.B2]"')
    done = cell("7", 'table:formula="of:=[.C3]-[.B3]" office:value-type="float" office:value="7"')
    wrong = cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="string"')
    rows = (
        line(*HEAD),
        line(MEMBERS, "3", "4", never),
        line(PRODUCTS, "0", "7", done),
        line(EMPLOYEES, "", wrong, ""),
    )
    return ods(table("Furunätverket", *rows))


@makes("spans.ods")
def _spans_ods() -> bytes:
    wide = cell("7", 'office:value-type="string" table:number-columns-spanned="2" '
                'table:number-rows-spanned="1"')  # fmt: skip
    covered = "<table:covered-table-cell/>"
    return ods(table("Furunätverket", line(*HEAD), line(PRODUCTS, wide, covered, "0")))


@makes("locked.ods")
def _locked_ods() -> bytes:
    names = f'xmlns:manifest="{_ODF}manifest:1.0"'
    manifest = f"<manifest:manifest {names}><manifest:encryption-data/></manifest:manifest>"
    return ods("", manifest=manifest)


# -- XLS
# -------------------------------------------------------------------------------------------------
@makes("old-format.xls")
def _old() -> bytes:
    def fill(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        look = book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_datetime(0, 1, datetime(2004, 1, 1), look)  # noqa: DTZ001
        page.write_datetime(0, 2, datetime(2005, 12, 31), look)  # noqa: DTZ001
        page.merge_range(3, 1, 3, 2, "n.a.")
        hidden = book.add_worksheet("Grannätverket")
        hidden.write_row(0, 0, HEAD)
        hidden.write_row(1, 0, ROWS[0])
        hidden.hide()

    rows = [("Indikator", None, None, "Differens"), (MEMBERS, 3, 4.5, 1.5), ROWS[1], (EMPLOYEES,)]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "old.xlsx"
        path.write_bytes(sheet(rows, fill))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{name}/profile"]
        subprocess.run(
            [*command, "--convert-to", "xls", "--outdir", name, path],
            check=True, capture_output=True,
        )  # fmt: skip
        return path.with_suffix(".xls").read_bytes()


@makes("cut-short.xls")
def _cut_xls() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)


# -- PDF
# -------------------------------------------------------------------------------------------------
def pdf(source: str) -> bytes:
    """Return a page set by typst, the same each time."""
    top = '#set page(paper: "a4", margin: 2cm)\n#set text(size: 10pt)\n'
    return typst.compile(
        (top + source).encode(),
        ignore_system_fonts=True,
        timestamp=datetime(2006, 3, 27, tzinfo=UTC),
    )


def cells(rows: Sequence[Sequence[str]], stroke: str = "0.5pt") -> str:
    """A table in typst's words."""
    inside = "".join(f"[{text.replace('*', chr(92) + '*')}]," for row in rows for text in row)
    return f"#table(columns: (8cm, 2.5cm, 2.5cm, 2.5cm), stroke: {stroke}, {inside})\n"


@makes("ruled.pdf")
def _ruled() -> bytes:
    return pdf("= Furunätverket\n" + cells([HEAD, *ROWS]) + "\nSlutord efter tabellen.\n")


@makes("without-lines.pdf")
def _without_lines() -> bytes:
    blank = (EMPLOYEES, "", "8 (24)", "")
    text = "= Grannätverket\nLöpande text före tabellen, som handlar om något annat.\n\n"
    return pdf(text + cells([HEAD, *ROWS, blank], "none") + "\nLöpande text efter tabellen.\n")


@makes("over-two-pages.pdf")
def _over_pages() -> bytes:
    head = "#set page(header: [Uppföljning av nätverk], footer: [Sida #context counter(page).display()])\n"  # noqa: E501
    first = "= Furunätverket\n" + cells([HEAD, ROWS[0]])
    return pdf(head + first + "#pagebreak()\n" + cells([ROWS[1]]))


@makes("raised.pdf")
def _raised_pdf() -> bytes:
    row = (MEMBERS, "3", "39#super[1]", "36")
    return pdf("= Furunätverket\n" + cells([HEAD, row], "none") + "\n#super[1] Från navet.\n")


@makes("raised-and-small.pdf")
def _small_pdf() -> bytes:
    row = (MEMBERS, "3", "39#super(typographic: false)[1]", "36")
    return pdf("= Furunätverket\n" + cells([HEAD, row]))


@makes("only-pictures.pdf")
def _only_pictures() -> bytes:
    return pdf("#rect(width: 5cm, height: 3cm, fill: gray)")


def objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """Return a PDF of bare objects; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_ = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
        + table_
        + b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n" % (len(bodies) + 1, trailer)
        + b"%d\n%%%%EOF\n" % len(data)
    )


@makes("locked.pdf")
def _locked_pdf() -> bytes:
    key = b"<" + b"41" * 32 + b">"
    lock = b"<</Filter/Standard/V 1/R 2/P -44/O " + key + b"/U " + key + b">>"
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
        lock,
        trailer=b"/Encrypt 4 0 R/ID[<41><41>]",
    )


@makes("bomb.pdf")
def _bomb_pdf() -> bytes:
    packer = zlib.compressobj(9)
    stream = b"".join(packer.compress(b" " * 1_000_000) for _ in range(210)) + packer.flush()
    return objects(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>",
        b"<</Filter/FlateDecode/Length %d>>\nstream\n" % len(stream) + stream + b"\nendstream",
    )


def main() -> None:
    """Write every specimen; one that only LibreOffice can make is left as it is."""
    for name, make in MAKERS.items():
        path = FOLDER / name
        if name == "old-format.xls" and (path.exists() or not shutil.which("soffice")):
            continue
        path.write_bytes(make())


if __name__ == "__main__":
    main()
