"""The report on paper: readable by everyone, on A4, with its own type, and the same every time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pikepdf
import pytest

from folja.documents import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Paragraph,
    RangeChart,
    SignText,
    Strong,
    Table,
    Text,
)
from folja.formats.pdf import write
from folja.formats.pdf.glyphs import printable
from folja.text import Language

Sample = Callable[[Language], Document]
A4 = (595.28, 841.89)


@pytest.fixture(scope="module", params=["sv", "en"])
def document(request: pytest.FixtureRequest, sample: Sample) -> Document:
    """The sample report, in each language."""
    return sample(request.param)


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    """The sample report as PDF."""
    return write(document)


@pytest.fixture(scope="module")
def pages(written: bytes) -> list[str]:
    """The words of each page."""
    with pdfplumber.open(BytesIO(written)) as pdf:
        # This reader cannot tell a hyphen in a date from one at the end of a line.
        return [page.extract_text().replace("\u00ad", "-") for page in pdf.pages]


def elements(node: object) -> Iterator[pikepdf.Dictionary]:
    """Yield every element of a structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node.K)


def words_of(page: str) -> str:
    """Return a page's words without its line breaks."""
    return " ".join(page.split())


def test_pdf_says_its_language_and_title(document: Document, written: bytes) -> None:
    """The file names its language and shows its title instead of its file name."""
    with pikepdf.open(BytesIO(written)) as pdf:
        assert str(pdf.Root.Lang) == {"sv": "sv-SE", "en": "en-GB"}[document.lang]
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as about:
            assert document.front.title in about["dc:title"]
            assert about["pdfuaid:part"] == "1"
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")


def test_pdf_is_a4_with_our_type_embedded(written: bytes) -> None:
    """Every page is A4, and every font is one of ours, inside the file."""
    fonts = {}
    with pikepdf.open(BytesIO(written)) as pdf:
        for page in pdf.pages:
            assert [float(side) for side in page.mediabox[2:]] == pytest.approx(A4, abs=0.01)
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                embedded = any(key in thing for key in ("/FontFile2", "/FontFile3"))
                fonts[str(thing.FontName).partition("+")[2]] = embedded
    assert all(fonts.values())
    assert {name.partition("-")[0] for name in fonts} == {"SourceSans3", "SourceSerif4"}


def test_pdf_structure_follows_the_document(document: Document, written: bytes) -> None:
    """Headings, tables with header cells, captions and notes are tagged as what they are.

    The heading of a group of rows is a header cell, too.
    """
    tables = [block for block in document.blocks if isinstance(block, Table)]
    tables += [b.table for b in document.blocks if isinstance(b, Figure) and b.table]
    levels = Counter(f"/H{b.level}" for b in document.blocks if isinstance(b, Heading))
    with pikepdf.open(BytesIO(written)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        found = Counter(str(each.S) for each in elements(pdf.Root.StructTreeRoot.K))
    assert found["/Table"] == len(tables)
    groups = sum(row.kind == "group" for table in tables for row in table.rows)
    assert found["/TH"] == sum(len(table.columns) for table in tables) + groups
    assert found["/H1"] == levels["/H1"] + 1  # the contents have a heading of their own
    assert {tag: found[tag] for tag in ("/H2", "/H3", "/H4")} == {
        tag: levels[tag] for tag in ("/H2", "/H3", "/H4")
    }
    assert found["/P"] >= sum(isinstance(block, Paragraph) for block in document.blocks)
    assert found["/Note"] == 1


def test_pdf_picture_is_read_aloud(document: Document, written: bytes) -> None:
    """Every picture has its sentence, and every sign in a table its name."""
    with pikepdf.open(BytesIO(written)) as pdf:
        alts = [str(e.Alt) for e in elements(pdf.Root.StructTreeRoot.K) if e.S == "/Figure"]
    assert all(alts)
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    assert {figure.alt for figure in figures} <= set(alts)
    names = {
        cell.sign.name
        for table in document.blocks
        if isinstance(table, Table)
        for row in table.rows
        for cell in row.cells
        if cell.sign
    }
    assert names
    assert names <= set(alts)


def test_pdf_contents_name_the_right_page(document: Document, pages: list[str]) -> None:
    """Each entry of the contents gives the page that its heading stands on."""
    contents = pages[1].splitlines()
    entries = [b for b in document.blocks if isinstance(b, Heading) and b.level <= 2]
    assert entries
    for heading in entries:
        line = next(line for line in contents if heading.text in line and line != contents[0])
        number = int(line.split()[-1])
        assert heading.text in words_of(pages[number - 1])
    last = next(line for line in reversed(contents) if entries[-1].text in line)
    assert int(last.split()[-1]) == len(pages)


def test_pdf_page_says_where_it_is(document: Document, pages: list[str]) -> None:
    """Every page but the first has its number, the title and the chapter it belongs to."""
    of = {"sv": "av", "en": "of"}[document.lang]
    for number, page in enumerate(pages[1:], 2):
        assert f" {number} {of} {len(pages)}" in page
        assert document.front.title in page.splitlines()[0]
    chapters = [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert pages[-1].splitlines()[0].endswith(chapters[-1])


def test_pdf_annex_has_a_network_on_each_page(document: Document, pages: list[str]) -> None:
    """A table with a page of its own shares it with its heading and nothing else."""
    annex = [b for b in document.blocks if isinstance(b, Table) and b.page_per_table]
    at = [n for n, page in enumerate(pages) if n > 1 and "2005-12-31" in page]
    assert len(at) == len(annex)
    for number, table in zip(at, annex, strict=True):
        assert table.caption in pages[number]


def test_pdf_header_row_repeats(document: Document, pages: list[str]) -> None:
    """A table that runs over several pages has its headings on each."""
    table = next(b.table for b in document.blocks if isinstance(b, Figure) and b.id == "coverage")
    assert table is not None
    heads = " ".join(column.title for column in table.columns)
    assert sum(heads in words_of(page) for page in pages) > 1


def test_pdf_is_the_same_everywhere(
    document: Document, written: bytes, written_elsewhere: Callable[[str, Language], str]
) -> None:
    """Another day, time zone and order of hashes give the same bytes."""
    assert hashlib.sha256(written).hexdigest() == written_elsewhere("pdf", document.lang)


def test_pdf_takes_no_order_from_data(sample: Sample) -> None:
    """Words that look like code, markup or a file stay words."""
    hostile = '#panic("x") #read("report.typ") [$x$] *a* _b_ @c <d> // e'
    document = sample("en")
    front = replace(document.front, title=hostile, subtitle="= not a heading")
    blocks = (Heading(1, hostile, 'a")#x'), Paragraph((Text(hostile), Text("\x00\x1b end"))))
    with pdfplumber.open(BytesIO(write(replace(document, front=front, blocks=blocks)))) as pdf:
        page = words_of(pdf.pages[-1].extract_text())
    assert page.count('#panic("x")') >= 2
    assert "[$x$] *a* _b_ @c" in page
    assert page.split("// e ")[-1].startswith("end")


def test_pdf_link_leads_somewhere_or_is_words(sample: Sample) -> None:
    """A link to what is not there, or by another scheme, is set as plain words."""
    document = sample("sv")
    links = tuple(
        Link(name, target)
        for name, target in (
            ("finns", "#here"),
            ("saknas", "#gone"),
            ("kod", "javascript:alert(1)"),
            ("ute", "https://example.org/"),
        )
    )
    blocks = (Heading(1, "Ett", "here"), Heading(2, "Två", "here"), Paragraph(links))
    with pikepdf.open(BytesIO(write(replace(document, blocks=blocks)))) as pdf:
        places = [mark for page in pdf.pages for mark in page.get("/Annots", [])]
        outside = {str(mark.A.URI) for mark in places if "/A" in mark and "/URI" in mark.A}
    assert outside == {"https://example.org/"}


def test_pdf_of_nothing_is_still_a_report(sample: Sample) -> None:
    """A report without a single block has its title page and empty contents."""
    with pdfplumber.open(BytesIO(write(replace(sample("en"), blocks=())))) as pdf:
        assert len(pdf.pages) == 2


def test_pdf_table_of_any_shape_is_set(sample: Sample) -> None:
    """Rows that are too short or too long, and groups without a cell, are set without a fault."""
    document = sample("sv")
    table = next(block for block in document.blocks if isinstance(block, Table))
    first = table.rows[0]
    rows = (
        replace(first, cells=()),
        replace(first, cells=(), kind="group"),
        replace(first, cells=first.cells * 9),
    )
    broken = replace(table, rows=rows)
    empty = replace(table, rows=())
    assert write(replace(document, blocks=(broken, empty))).startswith(b"%PDF")


def test_unknown_character_is_printed_as_its_number() -> None:
    """What no typeface of ours can draw is named; spaces of all kinds stay spaces."""
    assert printable("Å 中\u3000x\u00ady\u0007") == "Å [U+4E2D] x\u00ady"
    assert printable("540–508 ”ja” 1\u00a0416 −3") == "540–508 ”ja” 1\u00a0416 −3"


def test_unknown_character_does_not_stop_the_report(sample: Sample) -> None:
    """A name in another script is set as numbers, in words, signs and captions alike."""
    document = sample("en")
    blocks = tuple(
        replace(block, text="中文 " + block.text)
        if isinstance(block, Heading)
        else replace(block, alt="中文", caption="中文")
        if isinstance(block, Figure)
        else block
        for block in document.blocks
    )
    sign = next(
        cell.sign
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if cell.sign
    )
    blocks += (Paragraph((SignText(sign.sign, "中"),)),)
    assert write(replace(document, blocks=blocks)).startswith(b"%PDF")


def test_pdf_picture_is_never_cut(sample: Sample) -> None:
    """A picture that would be higher than a page is set smaller, whole, under its caption."""
    document = sample("en")
    figure = next(b for b in document.blocks if isinstance(b, Figure) and b.id == "activities")
    spec = figure.spec
    assert isinstance(spec, RangeChart)
    high = replace(figure, spec=replace(spec, rows=spec.rows * 6))
    with pdfplumber.open(BytesIO(write(replace(document, blocks=(high,))))) as pdf:
        assert len(pdf.pages) == 3
        last = pdf.pages[-1]
        assert max(sign["bottom"] for sign in last.chars) < float(last.height)
        assert figure.caption in last.extract_text()
        assert last.extract_text().count("Processum") == 6


def test_pdf_annex_with_long_labels_keeps_its_page(sample: Sample) -> None:
    """A table that is to have a page of its own is set smaller before it runs over."""
    document = sample("sv")
    table = next(b for b in document.blocks if isinstance(b, Table) and b.page_per_table)
    label = Cell((Text("Antal företag som avknoppats eller etablerats som följd av nätverket"),))
    rows = tuple(
        row if row.kind == "group" else replace(row, cells=(row.cells[0], label, *row.cells[2:]))
        for row in table.rows
    )
    blocks = (
        Heading(1, "Bilaga", "a"),
        *(replace(table, id=f"t{n}", rows=rows) for n in range(2)),
    )
    with pdfplumber.open(BytesIO(write(replace(document, blocks=blocks)))) as pdf:
        assert len(pdf.pages) == 4
        sizes = {round(sign["size"], 1) for sign in pdf.pages[-1].chars}
    assert min(sizes) >= 7.5


def lines(n: int) -> tuple[Paragraph, ...]:
    """So many paragraphs of a line each."""
    return tuple(Paragraph((Text(f"rad {number}"),)) for number in range(n))


def set_of(sample: Sample, *blocks: Block) -> list[str]:
    """The words of each page after the title and the contents."""
    with pdfplumber.open(BytesIO(write(replace(sample("sv"), blocks=blocks)))) as pdf:
        return [page.extract_text() for page in pdf.pages[2:]]


def test_pdf_chapter_follows_one_that_has_hardly_begun(sample: Sample) -> None:
    """A chapter of a few lines, or a good third, shares its page; one of half a page does not."""
    first, second = Heading(1, "Bakgrund", "a"), Heading(1, "Begrepp", "b")
    assert len(set_of(sample, first, *lines(3), second, *lines(3))) == 1
    assert len(set_of(sample, first, *lines(14), second, *lines(3))) == 1
    assert len(set_of(sample, first, *lines(20), second, *lines(3))) == 2


@pytest.mark.parametrize("n", [26, 30, 34])
def test_pdf_leaves_nothing_alone_at_the_foot(sample: Sample, n: int) -> None:
    """Wherever a page ends, a low table is whole, and what leads to something stands with it."""
    table = next(b for b in sample("sv").blocks if isinstance(b, Table) and not b.page_per_table)
    row = next(row for row in table.rows if row.kind == "body")
    low = replace(table, rows=(row,) * 11, caption="Låg tabell", notes=("Tabellens not.",))
    led = (Paragraph((Strong("Resultat"),)), Paragraph((Text("Leder till."),)), low)
    pages = set_of(sample, Heading(1, "Bakgrund", "a"), *lines(n), *led)
    held = {
        number
        for number, page in enumerate(pages)
        for words in ("Resultat", "Leder till.", "Låg tabell", "Tabellens not.")
        if words in page
    }
    assert len(held) == 1


@pytest.mark.parametrize("n", [24, 25, 26])
def test_pdf_row_is_not_parted_between_pages(sample: Sample, n: int) -> None:
    """Wherever a page ends, all words of a row that fits there stand on one."""
    table = next(b for b in sample("sv").blocks if isinstance(b, Table) and not b.page_per_table)
    row = next(row for row in table.rows if row.kind == "body")
    words = " ".join(f"Ord{number}" for number in range(60))
    high = replace(row, cells=(Cell((Text(words),)), *row.cells[1:]))
    rows = (row,) * 10 + (high,) + (row,) * 9
    pages = set_of(sample, Heading(1, "Bakgrund", "a"), *lines(n), replace(table, rows=rows))
    held = {i for i, page in enumerate(pages) for number in (0, 59) if f"Ord{number}" in page}
    assert len(held) == 1
