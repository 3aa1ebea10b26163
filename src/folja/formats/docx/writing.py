"""From the document to DOCX, block by block."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Target

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Sign,
    SignText,
    Table,
    Text,
    anchors,
    leads,
    numbers,
    page_starts,
    word,
)
from folja.formats.docx import marks
from folja.formats.docx.front import add_running, contents, cover, letterhead
from folja.formats.docx.marks import Element
from folja.formats.docx.packing import blank, packed
from folja.formats.docx.tables import table_of
from folja.formats.docx.words import Writer
from folja.formats.figures import png

#: The styles of words, by their ids.
_ROLES = {
    "body": "BodyText",
    "lede": "Lede",
    "note": "Remark",
    "small": "FinePrint",
    "missing": "NotKnown",
}
_TONES = {"error": Sign.ERROR, "warning": Sign.WARNING, "info": Sign.INFO}
#: The width of the text in points, and the space that ends a group in twentieths of a point.
_WIDTH, _SPACE = 467.7, 255


def write(document: Document) -> bytes:
    """Return the document as DOCX, the same bytes for the same document."""
    target = blank(document)
    names = anchors(document.blocks)
    known = [name for name in names if name]
    marked = {name: f"anchor_{n}" for n, name in enumerate(known, 1)}
    work = _Work(document, target, Writer(target.part, marked))
    if document.layout == "letter":
        work.begin(*letterhead(document))
    else:
        work.add(*cover(document), *contents(document, numbers(document.blocks), marked))
    add_running(document, target)
    paging = zip(page_starts(document.blocks), leads(document.blocks), strict=True)
    for block, name, (newpage, led) in zip(document.blocks, names, paging, strict=True):
        work.block(block, marked.get(name, ""), newpage=newpage, leads=led)
    return packed(target)


class _Work:
    """Appends blocks to a file, and numbers tables, figures, bookmarks and lists."""

    def __init__(self, document: Document, target: Target, writer: Writer) -> None:
        self._document = document
        self._numbering: Element = target.part.numbering_part.element
        self._writer = writer
        self._end: Element = target.element.body.sectPr
        self._last: Element = None
        self._counts = {"table": 0, "figure": 0}
        self._bookmarks = 0
        self._break = True  # the first block stands on the page after the contents

    def add(self, *made: Element) -> None:
        """Append paragraphs and tables to the body, before what closes it."""
        for each in made:
            self._end.addprevious(each)
            self._last = each

    def begin(self, *made: Element) -> None:
        """Append what the words follow on the same page."""
        self.add(*made)
        self._break = False

    def block(self, block: Block, name: str, *, newpage: bool, leads: bool = False) -> None:
        """Append one block under its bookmark, on a new page where it begins one, and on the page
        of the next where it leads to it."""
        self._break = self._break or newpage
        match block:
            case Heading():
                self._heading(block, name)
            case Paragraph():
                self._paragraph(block, leads=leads)
            case BulletList():
                self._list(block)
            case Callout():
                self._callout(block)
            case Table():
                self._table(block, name)
            case Figure():
                self._figure(block, name)
            case PageBreak():
                self._break = True

    def _new(
        self,
        style: str,
        *,
        keep: bool = False,
        number: int | None = None,
        before: int | None = None,
    ) -> Element:
        """Append a paragraph, which takes the page break that is waiting, if any."""
        made = marks.paragraph(style, newpage=self._break, keep=keep, number=number, before=before)
        self._break = False
        self.add(made)
        return made

    def _mark(self, made: Element, name: str) -> None:
        if name:
            self._bookmarks += 1
            marks.bookmark(made, name, self._bookmarks)

    def _heading(self, heading: Heading, name: str) -> None:
        if heading.level == 1:
            self._break = False  # the style begins a page
        made = self._new(f"Heading{heading.level}", number=None if heading.numbered else 0)
        made.append(marks.run(heading.text))
        self._mark(made, name)

    def _paragraph(self, block: Paragraph, style: str = "", *, leads: bool = False) -> None:
        made = self._new(style or _ROLES[block.role], keep=leads)
        if block.role == "note" and not style:
            label = word(self._document, "note")
            made.append(marks.run(f"{label}\u2002", style="TagInfo"))
        self._writer.words(made, block.inlines)

    def _list(self, block: BulletList) -> None:
        number = self._fresh_numbers() if block.ordered else None
        for item in block.items:
            made = self._new("ListNumber" if block.ordered else "ListBullet", number=number)
            self._writer.words(made, item)

    def _fresh_numbers(self) -> int:
        """Return a numbering that begins at 1, so that no list goes on where another ended."""
        made = self._numbering.add_num(2)
        made.add_lvlOverride(0).add_startOverride(1)
        return int(made.numId)

    def _callout(self, block: Callout) -> None:
        tone = block.tone.capitalize()
        style = f"Callout{tone}"
        sign = _TONES.get(block.tone)
        if block.label or sign:
            made = self._new(style, keep=True, before=170)
            if sign:
                self._writer.sign(made, SignText(sign, block.label))
            made.append(marks.run(f"\u00a0{block.label}\u00a0", style=f"Tag{tone}"))
        if block.title:
            made = self._new(style, keep=True)
            made.append(marks.run(block.title, style="Strong"))
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                self._paragraph(inner, style)
            else:
                for item in inner.items:
                    self._writer.words(self._new(style), (Text("–\u2002"), *item))
        marks.space_after(self._last, _SPACE)

    def _caption(self, kind: str, text: str, name: str) -> None:
        self._counts[kind] += 1
        made = self._new("Caption")
        made.append(marks.run(f"{word(self._document, kind)}\u00a0", style="Muted"))
        count = str(self._counts[kind])
        made.extend(marks.field(f"SEQ {kind} \\* ARABIC", count, style="Muted"))
        made.append(marks.run(f"\u2002{text}"))
        self._mark(made, name)

    def _notes(self, notes: Sequence[str]) -> None:
        """Append what stands under a table or a picture, and the space that ends it."""
        for note in notes:
            self._new("TableNote").append(marks.run(note))
        marks.space_after(self._last, _SPACE)

    def _table(self, table: Table, name: str) -> None:
        self._caption("table", table.caption, name)
        self.add(table_of(self._writer, table))
        self._notes(table.notes or ("",))

    def _figure(self, figure: Figure, name: str) -> None:
        self._caption("figure", figure.caption, name)
        image = png(figure.spec, width=_WIDTH, lang=self._document.lang)
        # A picture stands with its note, but not for want of one with the table that follows it.
        place = self._new("Picture", keep=bool(figure.note))
        self._writer.picture(place, image, alt=figure.alt, width=_WIDTH)
        self._notes((figure.note,) if figure.note else ())
        if figure.table:
            self._table(figure.table, "")
