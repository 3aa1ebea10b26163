"""The pages before the words: cover, contents, and what runs along every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docx.document import Document as Target

from folja.documents import Document, Heading, word
from folja.formats.docx import marks
from folja.formats.docx.marks import Element
from folja.formats.docx.tables import WIDTH, begun, cell_of, row_of
from folja.text import format_date

#: How wide the names of the facts are, and how far down the page they stand, in twentieths of a
#: point.
_FACT_WIDTH, _FACTS_BELOW = 2600, 3300
#: Where the address of a letter begins from the left, and the space above it.
_ADDRESS_FROM, _ADDRESS_BELOW = 5000, 240


def cover(document: Document) -> Iterator[Element]:
    """Yield the title page."""
    front = document.front
    place = marks.paragraph("CoverPlace")
    place.append(marks.run(front.region, style="Strong"))
    place.append(marks.run(f"\t{format_date(document.dated, document.lang)}", style="Muted"))
    yield place
    titles = ((front.title, "Title"), (front.subtitle, "Subtitle"), (front.synthetic, "Band"))
    for text, style in titles:
        if text:
            made = marks.paragraph(style)
            made.append(marks.run(text))
            yield made
    facts = list(front.facts)
    if document.digest:
        facts.append((word(document, "digest"), document.digest[:16]))
    if facts:
        room = marks.paragraph("Normal")
        marks.space_after(room, _FACTS_BELOW)
        yield room
        yield _facts(facts)


def letterhead(document: Document) -> Iterator[Element]:
    """Yield the head of a letter: who writes and what about, then to whom, then its subject."""
    front = document.front
    sender = marks.paragraph("TableText")
    sender.append(marks.run(front.region, style="Strong"))
    yield sender
    for label, words in front.facts:
        if label:
            made = marks.paragraph("TableText")
            made.append(marks.run(f"{label}: ", style="Muted"))
            made.append(marks.run(words))
            yield made
    for n, words in enumerate(words for label, words in front.facts if not label):
        made = marks.paragraph("TableText", before=_ADDRESS_BELOW if n == 0 else None)
        marks.indent(made, _ADDRESS_FROM)
        made.append(marks.run(words))
        yield made
    if front.synthetic:
        band = marks.paragraph("Band", before=_ADDRESS_BELOW)
        band.append(marks.run(front.synthetic))
        yield band
    subject = marks.paragraph("Heading2", number=0, before=2 * _ADDRESS_BELOW)
    subject.append(marks.run(front.title))
    yield subject


def _facts(facts: Sequence[tuple[str, str]]) -> Element:
    widths = (_FACT_WIDTH, WIDTH - _FACT_WIDTH)
    table = begun("FactTable", widths, head=True, first=False)
    for fact in facts:
        cells = []
        for words, width, style in zip(fact, widths, ("Muted", ""), strict=True):
            made = marks.paragraph("TableText")
            made.append(marks.run(words, style=style))
            cells.append(cell_of(made, width))
        table.append(row_of(cells))
    return table


def add_running(document: Document, target: Target) -> None:
    """Set the header and footer of every page but the first."""
    section = target.sections[0]
    header = section.header.paragraphs[0]._p
    header.append(marks.run(f"{document.front.title}\t"))
    header.extend(marks.field("STYLEREF 1", ""))
    footer = section.footer.paragraphs[0]._p
    footer.append(marks.run(f"{document.front.region}\t{word(document, 'page')} "))
    footer.extend(marks.field("PAGE", "2"))
    footer.append(marks.run(f" {word(document, 'of')} "))
    footer.extend(marks.field("NUMPAGES", "2"))
    for first in (section.first_page_header, section.first_page_footer):
        first.is_linked_to_previous = False
        first.paragraphs[0].style = "Normal"


def contents(
    document: Document, numbers: Sequence[str], bookmarks: Mapping[str, str]
) -> Iterator[Element]:
    """Yield a table of contents whose entries are there before anybody brings it up to date.

    Each entry leads to its heading. Pages are known only to the word processor, which writes them
    when it opens the file; until then an entry shows none rather than a wrong one.
    """
    title = marks.paragraph("TOCHeading")
    title.append(marks.run(word(document, "contents")))
    yield title
    entries = [
        (block, number)
        for block, number in zip(document.blocks, numbers, strict=True)
        if isinstance(block, Heading) and block.level <= 2
    ]
    *begin, _, end = marks.field('TOC \\o "1-2" \\h \\z \\u', "")
    lines = []
    for heading, number in entries:
        entry = marks.run(f"{number}\u2002{heading.text}" if number else heading.text)
        name = bookmarks.get(heading.id, "")
        made = marks.paragraph(f"TOC{heading.level}")
        made.append(marks.inner_link(name, entry) if name else entry)
        lines.append(made)
    lines = lines or [marks.paragraph("TOC1")]
    for at, piece in enumerate(begin, 1):
        lines[0].insert(at, piece)
    lines[-1].append(end)
    yield from lines
