"""The blocks and inlines of a document.

A document is already in one language; numbers in it are already printed for that language, and
carry their origin. Cells of tables also carry typed values, so that a workbook can hold numbers
with their bounds in columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from folja.documents.figures import FigureSpec, Sign
from folja.text import Language


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a printed figure comes from: a kind (cell, change, total, claim, count) and its
    address.
    """

    kind: str
    address: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """Running words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that carry weight."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words set apart, such as a title of a work or words as somebody said them."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureText:
    """A computed or quoted figure in running text, with its origin."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class SignText:
    """A sign of the grammar of uncertainty with the words it is read aloud as."""

    sign: Sign
    name: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link: to an anchor of the same document (`#id`) or to an address."""

    text: str
    target: str


Inline = Text | Strong | Emphasis | FigureText | SignText | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter. Renderers number it when `numbered`."""

    level: Literal[1, 2, 3, 4]
    text: str
    id: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` lede is the short answer under a heading, note a footnote-like remark,
    small fine print.
    """

    inlines: tuple[Inline, ...]
    role: Literal["body", "lede", "note", "small", "missing"] = "body"


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list; each item is a row of inlines."""

    items: tuple[tuple[Inline, ...], ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """A finding or a decision set apart; `tone` says how grave, and renderers show it by form,
    not only colour.
    """

    tone: Literal["error", "warning", "info", "ok"]
    title: str
    blocks: tuple[Paragraph | BulletList, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, alignment, and its share of the width (renderers normalise)."""

    title: str
    align: Literal["left", "right", "center"] = "left"
    width: float = 1.0
    row_header: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what is printed, the typed value behind it, and an optional sign in front.

    `number`, or `low`/`high` (a None bound is open when `has_bounds`), let a workbook hold typed
    values.
    """

    inlines: tuple[Inline, ...]
    number: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    has_bounds: bool = False
    sign: SignText | None = None
    struck: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row; `kind` marks group headings (one cell over the width), totals and rows that need
    attention.
    """

    cells: tuple[Cell, ...]
    kind: Literal["body", "group", "total", "alert"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; its header row repeats on every page.

    `sheet` names it in a workbook.
    """

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...] = ()
    sheet: str = ""
    page_per_table: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture by specification, with caption, alt text and the table that says the same."""

    id: str
    spec: FigureSpec
    caption: str
    alt: str
    table: Table | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page in paged formats."""


Block = Heading | Paragraph | BulletList | Callout | Table | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Front:
    """The title page: title, subtitle, lines of facts (label, words), and words for renderers'
    own furniture.

    `words` holds the renderer's few words in the document's language: contents, table, figure,
    page, of, note …
    """

    title: str
    subtitle: str
    region: str
    facts: tuple[tuple[str, str], ...]
    words: dict[str, str]
    synthetic: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in one language.

    `dated` is the date of the newest decision or publication in the data, never the clock: same
    input, same bytes. `digest` is the SHA-256 of the input bundle. `file_stem` is the name
    renderers give the file. A letter has no cover and no contents: the facts of its front without
    a label are the lines of the address, the others stand beside it.
    """

    lang: Language
    front: Front
    blocks: tuple[Block, ...]
    dated: date
    digest: str
    file_stem: str
    keywords: tuple[str, ...] = ()
    layout: Literal["report", "letter"] = "report"
