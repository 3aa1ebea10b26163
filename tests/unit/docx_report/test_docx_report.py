"""The report for a word processor: real styles, captions and tables, and the same every time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from folja.documents import (
    BulletList,
    Callout,
    Cell,
    Document,
    Figure,
    Heading,
    Link,
    Paragraph,
    Table,
    Text,
    numbers,
)
from folja.formats.docx import write
from folja.formats.docx.tables import WIDTH, column_widths
from folja.text import Language

Sample = Callable[[Language], Document]
TAGS = {"sv": "sv-SE", "en": "en-GB"}


@pytest.fixture(scope="module", params=["sv", "en"])
def document(request: pytest.FixtureRequest, sample: Sample) -> Document:
    """The sample report, in each language."""
    return sample(request.param)


@pytest.fixture(scope="module")
def written(document: Document) -> bytes:
    """The sample report as DOCX."""
    return write(document)


@pytest.fixture(scope="module")
def opened(written: bytes) -> docx.document.Document:
    """The sample report, opened again."""
    return docx.Document(BytesIO(written))


def parts(written: bytes) -> dict[str, str]:
    """Return the XML parts of a file by name."""
    with ZipFile(BytesIO(written)) as file:
        return {
            name: file.read(name).decode()
            for name in file.namelist()
            if name.endswith((".xml", ".rels"))
        }


def tables_of(document: Document) -> list[Table]:
    """Return every table of a document in order, those of figures included."""
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            found.append(block)
        elif isinstance(block, Figure) and block.table:
            found.append(block.table)
    return found


def styled(opened: docx.document.Document, style: str) -> list[str]:
    """Return the words of every paragraph of a style."""
    return [p.text for p in opened.paragraphs if p.style is not None and p.style.name == style]


def test_docx_headings_are_headings(document: Document, opened: docx.document.Document) -> None:
    """Each heading has the style of its level, and those without a number lose the style's."""
    for level in (1, 2, 3, 4):
        wanted = [b for b in document.blocks if isinstance(b, Heading) and b.level == level]
        assert styled(opened, f"Heading {level}") == [heading.text for heading in wanted]
        found = [p for p in opened.paragraphs if p.style and p.style.name == f"Heading {level}"]
        for heading, paragraph in zip(wanted, found, strict=True):
            own = paragraph._p.pPr.numPr
            assert heading.numbered == (own is None)


def test_docx_title_and_callouts_have_styles(
    document: Document, opened: docx.document.Document
) -> None:
    """Title, lede, what is not known and each kind of callout can be restyled at one place."""
    assert styled(opened, "Title") == [document.front.title]
    assert styled(opened, "Subtitle") == [document.front.subtitle]
    assert len(styled(opened, "Lede")) == 2
    assert len(styled(opened, "Not Known")) == 1
    for callout in (block for block in document.blocks if isinstance(block, Callout)):
        assert callout.title in styled(opened, f"Callout {callout.tone.capitalize()}")


def test_docx_captions_are_numbered_fields(
    document: Document, written: bytes, opened: docx.document.Document
) -> None:
    """Tables and figures have captions whose numbers are fields, counted apart."""
    figures = [block for block in document.blocks if isinstance(block, Figure)]
    captions = styled(opened, "Caption")
    assert len(captions) == len(figures) + len(tables_of(document))
    for n, figure in enumerate(figures, 1):
        assert any(re.search(rf"\b{n}\b", c) and c.endswith(figure.caption) for c in captions)
    body = parts(written)["word/document.xml"]
    assert body.count("SEQ figure") == len(figures)
    assert body.count("SEQ table") == len(tables_of(document))


def test_docx_table_header_repeats(document: Document, opened: docx.document.Document) -> None:
    """Each table has our style, a header row that repeats, rows that stay whole, and a caption."""
    tables = [t for t in opened.tables if t.style is not None and t.style.name == "Report Table"]
    wanted = tables_of(document)
    assert len(tables) == len(wanted)
    for found, table in zip(tables, wanted, strict=True):
        first, *rest = found._tbl.tr_lst
        assert first.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert not [row for row in rest if row.find(f".//{qn('w:tblHeader')}") is not None]
        assert [cell.text for cell in found.rows[0].cells] == [c.title for c in table.columns]
        assert len(rest) == len(table.rows)
        caption = found._tbl.tblPr.find(qn("w:tblCaption"))
        assert caption is not None
        assert caption.get(qn("w:val")) == table.caption
        assert sum(int(c.get(qn("w:w"))) for c in found._tbl.tblGrid) == WIDTH


def test_docx_group_row_spans_its_table(document: Document, opened: docx.document.Document) -> None:
    """A group heading is one cell over the whole width."""
    table = next(block for block in document.blocks if isinstance(block, Table) and block.notes)
    found = next(t for t in opened.tables if len(t.rows) == len(table.rows) + 1)
    group = found._tbl.tr_lst[1]
    assert len(group.tc_lst) == 1
    assert group.tc_lst[0].grid_span == len(table.columns)


def test_docx_pictures_are_read_aloud(document: Document, opened: docx.document.Document) -> None:
    """Every picture has an alt text and an id of its own."""
    about = [e for e in opened.element.iter() if e.tag == qn("wp:docPr")]
    alts = [picture.get("descr") for picture in about]
    assert all(alts)
    assert len({picture.get("id") for picture in about}) == len(about)
    assert {b.alt for b in document.blocks if isinstance(b, Figure)} <= set(alts)


def test_docx_says_its_language(document: Document, written: bytes) -> None:
    """The language stands in the styles' defaults, the settings and the properties."""
    tag = TAGS[document.lang]
    files = parts(written)
    assert f'w:lang w:val="{tag}"' in files["word/styles.xml"]
    assert f'w:themeFontLang w:val="{tag}"' in files["word/settings.xml"]
    assert f"<dc:language>{tag}</dc:language>" in files["docProps/core.xml"]


def test_docx_contents_are_filled_in(document: Document, written: bytes) -> None:
    """The contents are a field with an entry for each chapter and section, brought up to date
    when the file is opened."""
    files = parts(written)
    assert 'TOC \\o "1-2"' in files["word/document.xml"]
    assert "w:updateFields" in files["word/settings.xml"]
    opened = docx.Document(BytesIO(written))
    shown = [
        "".join(e.text or "" for e in p._p.iter(qn("w:t")))
        for p in opened.paragraphs
        if p.style is not None and p.style.name in ("toc 1", "toc 2")
    ]
    wanted = [
        f"{number}\u2002{block.text}" if number else block.text
        for block, number in zip(document.blocks, numbers(document.blocks), strict=True)
        if isinstance(block, Heading) and block.level <= 2
    ]
    assert shown == wanted


def test_docx_links_lead_to_bookmarks(written: bytes) -> None:
    """Every link inside the file leads to a bookmark that is there, once."""
    body = parts(written)["word/document.xml"]
    names = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body)
    assert len(names) == len(set(names))
    targets = set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', body))
    assert targets
    assert targets <= set(names)


def test_docx_is_a4_with_page_numbers(written: bytes, opened: docx.document.Document) -> None:
    """The page is A4; every page but the first has its number and its chapter."""
    section = opened.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    running = " ".join(t for n, t in parts(written).items() if re.search("header|footer", n))
    assert all(field in running for field in ("PAGE", "NUMPAGES", "STYLEREF 1"))


def test_docx_lists_begin_anew(sample: Sample) -> None:
    """A second numbered list begins at one, and no list is written by hand."""
    item = (Text("x"),)
    blocks = (BulletList((item, item), ordered=True), BulletList((item,), ordered=True))
    opened = docx.Document(BytesIO(write(replace(sample("en"), blocks=blocks))))
    listed = [p for p in opened.paragraphs if p.style and p.style.name == "List Number"]
    used = [p._p.pPr.numPr.numId.val for p in listed]
    assert used[0] == used[1] != used[2]
    assert {p.text for p in listed} == {"x"}


def test_docx_is_the_same_everywhere(
    document: Document, written: bytes, written_elsewhere: Callable[[str, Language], str]
) -> None:
    """Another day, time zone and order of hashes give the same bytes."""
    assert hashlib.sha256(written).hexdigest() == written_elsewhere("docx", document.lang)


def test_docx_holds_nothing_but_the_report(document: Document, written: bytes) -> None:
    """No part of a library's template is left, and the only outside relations are links."""
    with ZipFile(BytesIO(written)) as file:
        names = [entry.filename for entry in file.infolist()]
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert not [n for n in names if re.search("thumbnail|vba|custom|Effects|app.xml", n)]
    relations = parts(written)["word/_rels/document.xml.rels"]
    outside = re.findall(r'Type="[^"]*/(\w+)"[^>]*TargetMode="External"', relations)
    assert set(outside) == {"hyperlink"}
    opened = docx.Document(BytesIO(written))
    assert opened.core_properties.author == document.front.region
    assert opened.core_properties.created is not None
    assert opened.core_properties.created.date() == document.dated


def test_docx_takes_no_order_from_data(sample: Sample) -> None:
    """Fields, markup and control characters in words stay words or vanish."""
    hostile = "{ INCLUDETEXT x } <w:p/> & \x00\x0b=1+1"
    blocks = (
        Heading(1, hostile, "a"),
        Paragraph((Text(hostile), Link(hostile, "javascript:alert(1)"))),
    )
    document = sample("en")
    front = replace(document.front, title=hostile)
    written = write(replace(document, front=front, blocks=blocks))
    assert styled(docx.Document(BytesIO(written)), "Heading 1") == [
        "{ INCLUDETEXT x } <w:p/> & =1+1"
    ]
    files = parts(written)
    assert "javascript" not in "".join(files.values())
    fields = re.findall(r"<w:instrText[^>]*>([^<]*)<", "".join(files.values()))
    assert {field.split()[0] for field in fields} == {
        "TOC", "STYLEREF", "PAGE", "NUMPAGES"
    }  # fmt: skip


def test_docx_soft_hyphen_is_an_element(sample: Sample) -> None:
    """A soft hyphen is what the word processor hides until it needs it."""
    body = parts(write(sample("sv")))["word/document.xml"]
    assert "\u00ad" not in "".join(re.findall(r"<w:t[ >][^<]*", body))
    assert "w:softHyphen" in body


def test_docx_of_any_shape_is_written(sample: Sample) -> None:
    """No block at all, tables without rows, and rows that are too short or too long are written."""
    document = sample("sv")
    table = next(block for block in document.blocks if isinstance(block, Table))
    cells = table.rows[0].cells
    rows = tuple(replace(table.rows[0], cells=c, kind="body") for c in ((), cells * 9))
    for blocks in ((), (replace(table, rows=()),), (replace(table, rows=rows, notes=()),)):
        assert docx.Document(BytesIO(write(replace(document, blocks=blocks)))).paragraphs
    assert column_widths(()) == []


def test_docx_annex_with_long_labels_is_set_tighter(sample: Sample) -> None:
    """A table that would run over the page it is to have alone is set in the tighter style."""
    document = sample("sv")
    table = next(b for b in document.blocks if isinstance(b, Table) and b.page_per_table)
    label = Cell((Text("Antal företag som avknoppats eller etablerats som följd av nätverket"),))
    rows = tuple(
        row if row.kind == "group" else replace(row, cells=(row.cells[0], label, *row.cells[2:]))
        for row in table.rows
    )
    for held, style in ((table.rows, "TableText"), (rows, "TableTextTight")):
        written = write(replace(document, blocks=(replace(table, rows=held),)))
        used = re.findall(r'pStyle w:val="(TableText\w*)"', parts(written)["word/document.xml"])
        assert used[-1] == style


@pytest.mark.parametrize("n", [11, 30])
def test_docx_leaves_no_row_alone(sample: Sample, n: int) -> None:
    """A short table stays on one page with what leads to it; of a long one both ends do."""
    table = next(b for b in sample("sv").blocks if isinstance(b, Table) and not b.page_per_table)
    row = next(row for row in table.rows if row.kind == "body")
    led = Paragraph((Text("Leder till tabellen."),))
    blocks = (led, replace(table, rows=(row,) * n))
    opened = docx.Document(BytesIO(write(replace(sample("sv"), blocks=blocks))))
    words = next(p for p in opened.paragraphs if p.text == "Leder till tabellen.")
    assert words.paragraph_format.keep_with_next
    rows = opened.tables[-1].rows[1:]
    kept = [bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert len(kept) == n
    assert (kept[0], kept[-2], kept[-1]) == (True, True, False)
    assert all(kept[:-1]) == (n == 11)


@pytest.mark.parametrize("note", ["", "Figurens not."])
def test_docx_picture_stands_with_its_note_only(sample: Sample, note: str) -> None:
    """Without a note a picture may end its page, so that the table after it need not fit, too."""
    figure = next(b for b in sample("sv").blocks if isinstance(b, Figure))
    blocks = (replace(figure, note=note),)
    opened = docx.Document(BytesIO(write(replace(sample("sv"), blocks=blocks))))
    (picture,) = [p for p in opened.paragraphs if p.style.name == "Picture"]
    assert bool(picture.paragraph_format.keep_with_next) == bool(note)
    assert not picture.style.paragraph_format.keep_with_next
