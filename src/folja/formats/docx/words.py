"""Runs of words in a paragraph: strong, said, linked, with a sign before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO

from docx.shared import Pt
from docx.text.paragraph import Paragraph

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
from folja.formats.figures import sign_svg
from folja.formats.figures.raster import rasterised

#: Addresses that a reader may follow out of the report; any other target stays plain words.
_OUTSIDE = ("https://", "http://", "mailto:")
_SIGN_HEIGHT = 8.0


@dataclass(slots=True)
class Writer:
    """Writes inlines, and counts pictures; `bookmarks` are the names that links may lead to."""

    bookmarks: Mapping[str, str]
    pictures: int = field(default=0)

    def words(self, paragraph: Paragraph, inlines: Sequence[Inline], *, style: str = "") -> None:
        """Append inlines to a paragraph; `style` is the character style of plain words."""
        for inline in inlines:
            match inline:
                case Text() | FigureText():
                    paragraph._p.append(marks.run(inline.text, style=style))
                case Strong():
                    paragraph._p.append(marks.run(inline.text, style="Strong"))
                case Emphasis():
                    paragraph._p.append(marks.run(inline.text, style="Emphasis"))
                case SignText():
                    self.sign(paragraph, inline)
                case Link():
                    self.link(paragraph, inline)

    def link(self, paragraph: Paragraph, link: Link) -> None:
        """Append a link, or its words where it leads nowhere."""
        run = marks.run(link.text, style="Hyperlink")
        name = self.bookmarks.get(link.target[1:]) if link.target.startswith("#") else None
        if name:
            paragraph._p.append(marks.inner_link(name, run))
        elif link.target.startswith(_OUTSIDE):
            paragraph._p.append(marks.outer_link(paragraph, writable(link.target), run))
        else:
            paragraph._p.append(marks.run(link.text))

    def sign(self, paragraph: Paragraph, sign: SignText) -> None:
        """Append a sign as a small picture that is read aloud as its name."""
        self.picture(paragraph, _drawn(sign.sign), alt=sign.name, height=Pt(_SIGN_HEIGHT))
        paragraph._p.append(marks.run("\u00a0"))

    def picture(
        self,
        paragraph: Paragraph,
        image: bytes,
        *,
        alt: str,
        height: int | None = None,
        width: int | None = None,
    ) -> None:
        """Append a picture with its alt text; sizes are in English Metric Units."""
        shape = paragraph.add_run().add_picture(BytesIO(image), width=width, height=height)
        self.pictures += 1
        for side in ("distT", "distB", "distL", "distR"):
            shape._inline.set(side, "0")  # unsaid, some word processors leave room all round
        properties = shape._inline.docPr
        properties.set("id", str(self.pictures))
        properties.set("name", f"{self.pictures}")
        properties.set("descr", writable(alt))


@cache
def _drawn(sign: Sign) -> bytes:
    return rasterised(sign_svg(sign, height=_SIGN_HEIGHT), dpi=400)
