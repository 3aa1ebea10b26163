"""The pages before the words: cover, contents, and what runs along every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document as Target
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from folja.documents import Document, Heading, word
from folja.formats.docx import marks
from folja.formats.docx.tables import WIDTH
from folja.text import format_date

_FACT_WIDTH = 2600


def add_cover(document: Document, target: Target) -> None:
    """Append the title page."""
    front = document.front
    place = target.add_paragraph(style="Cover Place")
    place._p.append(marks.run(front.region, style="Strong"))
    place._p.append(marks.run(f"\t{format_date(document.dated, document.lang)}", style="Muted"))
    for text, style in (
        (front.title, "Title"),
        (front.subtitle, "Subtitle"),
        (front.synthetic, "Band"),
    ):
        if text:
            target.add_paragraph(style=style)._p.append(marks.run(text))
    facts = list(front.facts)
    if document.digest:
        facts.append((word(document, "digest"), document.digest[:16]))
    if facts:
        target.add_paragraph().paragraph_format.space_after = Mm(58)
        _facts(target, facts)


def _facts(target: Target, facts: Sequence[tuple[str, str]]) -> None:
    table = target.add_table(rows=0, cols=2, style="Fact Table")
    table.autofit = False
    widths = (_FACT_WIDTH, WIDTH - _FACT_WIDTH)
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Pt(width / 20)
    for label, value in facts:
        cells = table.add_row().cells
        for cell, words, style, width in zip(
            cells, (label, value), ("Muted", ""), widths, strict=True
        ):
            cell.width = Pt(width / 20)
            paragraph = cell.paragraphs[0]
            paragraph.style = "Table Text"
            paragraph._p.append(marks.run(words, style=style))


def add_running(document: Document, target: Target) -> None:
    """Set the header and footer of every page but the first."""
    section = target.sections[0]
    header = section.header.paragraphs[0]
    header.style = "Header"
    header._p.append(marks.run(f"{document.front.title}\t"))
    _fields(header, "STYLEREF 1", "")
    footer = section.footer.paragraphs[0]
    footer.style = "Footer"
    footer._p.append(marks.run(f"{document.front.region}\t{word(document, 'page')} "))
    _fields(footer, "PAGE", "2")
    footer._p.append(marks.run(f" {word(document, 'of')} "))
    _fields(footer, "NUMPAGES", "2")
    for first in (section.first_page_header, section.first_page_footer):
        first.is_linked_to_previous = False
        first.paragraphs[0].style = "Normal"


def _fields(paragraph: Paragraph, instruction: str, result: str) -> None:
    for piece in marks.field(instruction, result):
        paragraph._p.append(piece)


def add_contents(
    document: Document, target: Target, numbers: Sequence[str], bookmarks: Mapping[str, str]
) -> None:
    """Append a table of contents whose entries are there before anybody brings it up to date.

    Each entry leads to its heading. Pages are known only to the word processor, which writes them
    when it opens the file; until then an entry shows none rather than a wrong one.
    """
    target.add_paragraph(word(document, "contents"), style="TOC Heading")
    entries = [
        (block, number)
        for block, number in zip(document.blocks, numbers, strict=True)
        if isinstance(block, Heading) and block.level <= 2
    ]
    whole = marks.field('TOC \\o "1-2" \\h \\z \\u', "")
    paragraph = target.add_paragraph(style="toc 1")
    for n, (heading, number) in enumerate(entries):
        if n:
            paragraph = target.add_paragraph(style=f"toc {heading.level}")
        else:
            for piece in whole[:3]:
                paragraph._p.append(piece)
        entry = marks.run(f"{number}\u2002{heading.text}" if number else heading.text)
        name = bookmarks.get(heading.id, "")
        paragraph._p.append(marks.inner_link(name, entry) if name else entry)
    paragraph._p.append(whole[-1])
