"""Runs of words in a paragraph: strong, said, linked, with a sign before them; and pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.shape import CT_Inline
from docx.parts.document import DocumentPart
from docx.shared import Emu

from folja.documents import (
    Emphasis,
    FigureText,
    Inline,
    Link,
    Sign,
    SignText,
    Strong,
    Text,
    writable,
)
from folja.formats.docx import marks
from folja.formats.docx.marks import Element
from folja.formats.figures import sign_svg
from folja.formats.figures.raster import rasterised

#: Addresses that a reader may follow out of the report; any other target stays plain words.
_OUTSIDE = ("https://", "http://", "mailto:")
#: The height of a sign in points, and English Metric Units to a point.
_SIGN_HEIGHT, _EMU = 8.0, 12_700
#: The height of a picture that leaves room for its caption on a page, in points.
_HIGHEST = 600.0


@dataclass(frozen=True, slots=True)
class _Placed:
    """A picture that the file holds: its relation, and how wide it is to its height."""

    relation: str
    shape: float


@dataclass(slots=True)
class Writer:
    """Writes inlines into paragraphs of one file; `bookmarks` are the names links may lead to."""

    part: DocumentPart
    bookmarks: Mapping[str, str]
    _pictures: int = field(default=0)
    _signs: dict[Sign, _Placed] = field(default_factory=dict)
    #: Frames to copy: a sign stands hundreds of times, and making one anew takes long.
    _frames: dict[tuple[_Placed, tuple[int, int]], Element] = field(default_factory=dict)

    def words(self, into: Element, inlines: Sequence[Inline], *, style: str = "") -> None:
        """Append inlines to a paragraph; `style` is the character style of plain words."""
        for inline in inlines:
            match inline:
                case Text() | FigureText():
                    into.append(marks.run(inline.text, style=style))
                case Strong():
                    into.append(marks.run(inline.text, style="Strong"))
                case Emphasis():
                    into.append(marks.run(inline.text, style="Emphasis"))
                case SignText():
                    self.sign(into, inline)
                case Link():
                    self.link(into, inline)

    def link(self, into: Element, link: Link) -> None:
        """Append a link, or its words where it leads nowhere."""
        run = marks.run(link.text, style="Hyperlink")
        name = self.bookmarks.get(link.target[1:]) if link.target.startswith("#") else None
        if name:
            into.append(marks.inner_link(name, run))
        elif link.target.startswith(_OUTSIDE):
            address = writable(link.target)
            key = self.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            into.append(marks.outer_link(key, run))
        else:
            into.append(marks.run(link.text))

    def sign(self, into: Element, sign: SignText) -> None:
        """Append a sign as a small picture that is read aloud as its name."""
        if sign.sign not in self._signs:
            self._signs[sign.sign] = self._placed(_drawn(sign.sign))
        placed = self._signs[sign.sign]
        high = _SIGN_HEIGHT * _EMU
        self._show(into, placed, sign.name, wide=high * placed.shape, high=high)
        into.append(marks.run("\u00a0"))

    def picture(self, into: Element, image: bytes, *, alt: str, width: float) -> None:
        """Append a picture with its alt text; `width` is in points, unless it would then be higher
        than a page."""
        placed = self._placed(image)
        high = min(width / placed.shape, _HIGHEST) * _EMU
        self._show(into, placed, alt, wide=high * placed.shape, high=high)

    def _placed(self, image: bytes) -> _Placed:
        relation, held = self.part.get_or_add_image(BytesIO(image))
        return _Placed(relation, held.px_width / held.px_height)

    def _show(self, into: Element, placed: _Placed, alt: str, *, wide: float, high: float) -> None:
        self._pictures += 1
        name = f"{self._pictures}"
        size = (round(wide), round(high))
        if (placed, size) not in self._frames:
            self._frames[placed, size] = _frame(placed, *size)
        shown = deepcopy(self._frames[placed, size])
        shown.docPr.set("id", name)
        shown.docPr.set("name", name)
        shown.docPr.set("descr", writable(alt))
        shown.graphic.graphicData.pic.nvPicPr.cNvPr.set("name", name)
        drawing = marks.element("drawing")
        drawing.append(shown)
        run = marks.element("r")
        run.append(drawing)
        into.append(run)


def _frame(placed: _Placed, wide: int, high: int) -> Element:
    shown = CT_Inline.new_pic_inline(1, placed.relation, "1", Emu(wide), Emu(high))
    for side in ("distT", "distB", "distL", "distR"):
        shown.set(side, "0")  # unsaid, some word processors leave room all round
    return shown


@cache
def _drawn(sign: Sign) -> bytes:
    return rasterised(sign_svg(sign, height=_SIGN_HEIGHT), dpi=400)
