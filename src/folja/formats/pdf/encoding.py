"""The document as plain data for the template: strings, numbers, lists and maps.

Decides what the template cannot know: which anchors exist, so that no link leads nowhere, and where
a page must begin, so that a heading stays with the table that has a page of its own. Holds no
colour and no measure; those are the template's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Cell,
    Document,
    Emphasis,
    Figure,
    FigureText,
    Heading,
    Inline,
    Link,
    PageBreak,
    Paragraph,
    Sign,
    SignText,
    Strong,
    Table,
    TableRow,
    Text,
    anchors,
    leads,
    page_starts,
    word,
)
from folja.formats.figures import sign_svg, svg
from folja.formats.pdf.breaking import NAME, broken, named, whole
from folja.formats.pdf.glyphs import printable
from folja.text import Language, format_date

Data = dict[str, object]
#: The width of the template's text in points: A4 less its margins, 165 mm.
_TEXT_WIDTH = 467.7
#: A letter's width on average, and a table's height that surely fits under its headings, in points.
_LETTER, _SAFE = 5.2, 540.0
#: A table that is so many times higher fits in no size; none is tried.
_HOPELESS = 4
#: A row of so many lines is not parted between two pages.
_STAYS = 20
_WORDS = ("contents", "table", "figure", "page", "of", "note", "dated", "digest")
_TONES = {"error": Sign.ERROR, "warning": Sign.WARNING, "info": Sign.INFO}
#: Addresses that a reader may follow out of the report; any other target stays plain words.
_OUTSIDE = ("https://", "http://", "mailto:")


def encoded(document: Document) -> Data:
    """Return everything the template sets, as JSON can hold it."""
    front = document.front
    names = anchors(document.blocks)
    encoder = _Encoder(frozenset(names) - {""}, document.lang)
    return {
        "lang": document.lang,
        "letter": document.layout == "letter",
        "region": "SE" if document.lang == "sv" else "GB",
        "title": named(front.title),
        "subtitle": named(front.subtitle),
        "place": named(front.region),
        "facts": [[named(label), broken(words)] for label, words in front.facts],
        "synthetic": broken(front.synthetic),
        "dated": format_date(document.dated, document.lang),
        "day": [document.dated.year, document.dated.month, document.dated.day],
        "digest": printable(document.digest),
        "keywords": [whole(w) for w in document.keywords],
        "words": {key: printable(word(document, key)) for key in _WORDS},
        "signs": {sign.value: sign_svg(sign) for sign in Sign},
        "blocks": [
            encoder.block(block) | {"anchor": anchor, "newpage": newpage, "leads": led}
            for block, anchor, newpage, led in zip(
                document.blocks,
                names,
                page_starts(document.blocks),
                leads(document.blocks),
                strict=True,
            )
        ],
    }


class _Encoder:
    """Turns blocks into data, knowing which anchors a link may lead to."""

    def __init__(self, names: frozenset[str], lang: Language) -> None:
        self._anchors = names
        self._lang = lang

    def block(self, block: Block) -> Data:
        """Return one block as data; `kind` tells the template what it is."""
        match block:
            case Heading():
                return {
                    "kind": "heading",
                    "level": block.level,
                    "text": named(block.text),
                    "numbered": block.numbered,
                }
            case Paragraph():
                return {
                    "kind": "paragraph",
                    "role": block.role,
                    "inlines": self.inlines(block.inlines),
                }
            case BulletList():
                return {
                    "kind": "list",
                    "ordered": block.ordered,
                    "items": [self.inlines(item) for item in block.items],
                }
            case Callout():
                sign = _TONES.get(block.tone)
                return {
                    "kind": "callout",
                    "tone": block.tone,
                    "sign": sign.value if sign else "",
                    "label": named(block.label),
                    "title": named(block.title),
                    "blocks": [self.block(inner) for inner in block.blocks],
                }
            case Table():
                return self.table(block)
            case Figure():
                return {
                    "kind": "figure",
                    "caption": named(block.caption),
                    "alt": whole(block.alt),
                    "note": broken(block.note),
                    "svg": printable(
                        svg(block.spec, theme="print", width=_TEXT_WIDTH, lang=self._lang)
                    ),
                    "table": self.table(block.table) if block.table else None,
                }
            case PageBreak():
                return {"kind": "page"}

    def table(self, table: Table) -> Data:
        """Return a table as data, each row as wide as its columns."""
        total = sum(column.width for column in table.columns) or 1.0
        return {
            "kind": "table",
            "caption": named(table.caption),
            "columns": [
                {
                    "title": named(column.title),
                    "align": column.align,
                    "share": round(100 * column.width / total, 3),
                    "head": column.row_header,
                }
                for column in table.columns
            ],
            "rows": [
                {
                    "kind": row.kind,
                    "cells": [self.cell(cell) for cell in row.cells],
                    "stays": _lines(row, table, total) <= _STAYS,
                }
                for row in table.rows
            ],
            "notes": [broken(note) for note in table.notes],
            "whole": table.page_per_table and _may_run_over(table, total),
        }

    def cell(self, cell: Cell) -> Data:
        """Return a cell as data: its sign, its words, and whether they are struck.

        A column is too narrow for a text: what is longer than a name is cut there.
        """
        return {
            "sign": cell.sign.sign.value if cell.sign else "",
            "says": whole(cell.sign.name) if cell.sign else "",
            "inlines": self.inlines([_cut(inline) for inline in cell.inlines]),
            "struck": cell.struck,
        }

    def inlines(self, inlines: Sequence[Inline]) -> list[list[str]]:
        """Return inlines as rows of kind, words and, for links and signs, what they stand for."""
        return [self.inline(inline) for inline in inlines]

    def inline(self, inline: Inline) -> list[str]:
        """Return one inline."""
        match inline:
            case Text() | FigureText():
                return ["text", "\n".join(broken(line) for line in inline.text.split("\n"))]
            case Strong():
                return ["strong", broken(inline.text)]
            case Emphasis():
                return ["emphasis", broken(inline.text)]
            case SignText():
                return ["sign", whole(inline.name), inline.sign.value]
            case Link():
                text, target = broken(inline.text), inline.target
                if target.startswith("#") and target[1:] in self._anchors:
                    return ["anchor", text, target[1:]]
                if target.startswith(_OUTSIDE) and len(target) <= NAME:
                    return ["outside", text, printable(target)]
                return ["text", text]


def _cut(inline: Inline) -> Inline:
    if isinstance(inline, SignText) or len(inline.text) <= NAME:
        return inline
    return replace(inline, text=whole(inline.text))


def _may_run_over(table: Table, total: float) -> bool:
    """Say whether a table could be higher than its page, so that the template must try its sizes.

    A rough sum that errs upward: trying costs a layout of the whole table each time. A table that
    is far higher is not tried.
    """
    height = 40.0
    for row in table.rows:
        height += 16 + 11 * (_lines(row, table, total) - 1) + 5 * (row.kind == "group")
    return _SAFE < height < _HOPELESS * _SAFE


def _lines(row: TableRow, table: Table, total: float) -> int:
    """Return how many lines a row surely fits in."""
    lines = 1
    cells = () if row.kind == "group" else row.cells  # a group's words have the whole width
    for cell, column in zip(cells, table.columns, strict=False):
        room = max(_LETTER, _TEXT_WIDTH * column.width / total - 6)
        said = sum(len(_words(inline)) for inline in cell.inlines) + 4 * bool(cell.sign)
        lines = max(lines, int(said * _LETTER / room) + 1)
    return lines


def _words(inline: Inline) -> str:
    return inline.name if isinstance(inline, SignText) else inline.text
