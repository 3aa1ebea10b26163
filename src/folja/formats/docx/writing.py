"""From the document to DOCX, block by block."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as Target
from docx.shared import Mm
from docx.text.paragraph import Paragraph as Written

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
    numbers,
    page_starts,
    word,
)
from folja.formats.docx import marks
from folja.formats.docx.front import add_contents, add_cover, add_running
from folja.formats.docx.packing import blank, packed
from folja.formats.docx.tables import add_table
from folja.formats.docx.words import Writer
from folja.formats.figures import png

_ROLES = {
    "body": "Body Text",
    "lede": "Lede",
    "note": "Remark",
    "small": "Fine Print",
    "missing": "Not Known",
}
_TONES = {"error": Sign.ERROR, "warning": Sign.WARNING, "info": Sign.INFO}
#: The width of the text in points and in millimetres.
_POINTS, _MILLIMETRES = 467.7, 165


def write(document: Document) -> bytes:
    """Return the document as DOCX, the same bytes for the same document."""
    target = blank(document)
    names = anchors(document.blocks)
    known = [name for name in names if name]
    marked = {name: f"anchor_{n}" for n, name in enumerate(known, 1)}
    work = _Work(document, target, Writer(marked))
    add_cover(document, target)
    add_running(document, target)
    add_contents(document, target, numbers(document.blocks), marked)
    for block, name, newpage in zip(
        document.blocks, names, page_starts(document.blocks), strict=True
    ):
        work.block(block, marked.get(name, ""), newpage=newpage)
    return packed(target)


class _Work:
    """Appends blocks to a file, and numbers tables, figures, bookmarks and lists."""

    def __init__(self, document: Document, target: Target, writer: Writer) -> None:
        self._document = document
        self._target = target
        self._writer = writer
        self._counts = {"table": 0, "figure": 0}
        self._bookmarks = 0
        self._break = False

    def block(self, block: Block, name: str, *, newpage: bool) -> None:
        """Append one block under its bookmark, on a new page where it begins one."""
        self._break = self._break or newpage
        match block:
            case Heading():
                self._heading(block, name)
            case Paragraph():
                self._paragraph(block)
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

    def _new(self, style: str) -> Written:
        """Append a paragraph, which takes the page break that is waiting, if any."""
        paragraph = self._target.add_paragraph(style=style)
        if self._break:
            paragraph.paragraph_format.page_break_before = True
            self._break = False
        return paragraph

    def _mark(self, paragraph: Written, name: str) -> None:
        if name:
            self._bookmarks += 1
            marks.bookmark(paragraph, name, self._bookmarks)

    def _heading(self, heading: Heading, name: str) -> None:
        if heading.level == 1:
            self._break = False  # the style begins a page
        paragraph = self._new(f"Heading {heading.level}")
        if not heading.numbered:
            marks.number(paragraph, 0)
        paragraph._p.append(marks.run(heading.text))
        self._mark(paragraph, name)

    def _paragraph(self, block: Paragraph, style: str = "") -> None:
        paragraph = self._new(style or _ROLES[block.role])
        if block.role == "note" and not style:
            label = word(self._document, "note")
            paragraph._p.append(marks.run(f"{label}\u2002", style="TagInfo"))
        self._writer.words(paragraph, block.inlines)

    def _list(self, block: BulletList) -> None:
        number = self._fresh_numbers() if block.ordered else 0
        for item in block.items:
            paragraph = self._new("List Number" if block.ordered else "List Bullet")
            if number:
                marks.number(paragraph, number)
            self._writer.words(paragraph, item)

    def _fresh_numbers(self) -> int:
        """Return a numbering that begins at 1, so that no list goes on where another ended."""
        numbering = self._target.part.numbering_part.element
        made = numbering.add_num(2)
        made.add_lvlOverride(0).add_startOverride(1)
        return int(made.numId)

    def _callout(self, block: Callout) -> None:
        style = f"Callout {block.tone.capitalize()}"
        sign = _TONES.get(block.tone)
        if block.label or sign:
            paragraph = self._new(style)
            paragraph.paragraph_format.keep_with_next = True
            paragraph.paragraph_format.space_before = Mm(3)
            if sign:
                self._writer.sign(paragraph, SignText(sign, block.label))
            paragraph._p.append(
                marks.run(f"\u00a0{block.label}\u00a0", style=f"Tag{block.tone.capitalize()}")
            )
        if block.title:
            paragraph = self._new(style)
            paragraph.paragraph_format.keep_with_next = True
            paragraph._p.append(marks.run(block.title, style="Strong"))
        for inner in block.blocks:
            if isinstance(inner, Paragraph):
                self._paragraph(inner, style)
            else:
                for item in inner.items:
                    self._writer.words(self._new(style), (Text("–\u2002"), *item))
        self._space_after()

    def _space_after(self) -> None:
        """Give the last paragraph the space that ends a group."""
        self._target.paragraphs[-1].paragraph_format.space_after = Mm(4.5)

    def _caption(self, kind: str, text: str, name: str) -> None:
        self._counts[kind] += 1
        paragraph = self._new("Caption")
        label = word(self._document, kind)
        paragraph._p.append(marks.run(f"{label}\u00a0", style="Muted"))
        count = str(self._counts[kind])
        for piece in marks.field(f"SEQ {kind} \\* ARABIC", count, style="Muted"):
            paragraph._p.append(piece)
        paragraph._p.append(marks.run(f"\u2002{text}"))
        self._mark(paragraph, name)

    def _notes(self, notes: Sequence[str]) -> None:
        for note in notes:
            self._target.add_paragraph(style="Table Note")._p.append(marks.run(note))

    def _table(self, table: Table, name: str) -> None:
        self._caption("table", table.caption, name)
        add_table(self._target, self._writer, table)
        self._notes(table.notes or ("",))
        self._space_after()

    def _figure(self, figure: Figure, name: str) -> None:
        self._caption("figure", figure.caption, name)
        paragraph = self._new("Picture")
        image = png(figure.spec, width=_POINTS, lang=self._document.lang)
        self._writer.picture(paragraph, image, alt=figure.alt, width=Mm(_MILLIMETRES))
        self._notes((figure.note,) if figure.note else ())
        self._space_after()
        if figure.table:
            self._table(figure.table, "")
