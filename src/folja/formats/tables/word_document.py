"""Tables in DOCX as Word really writes them: cells that span, changes tracked, notes at the foot.

Holds the reader. Each table becomes a grid with its spans resolved and the nearest paragraphs above
as titles; paragraphs with tabs, under a line with two dates, become one too. What was struck out is
left out, what was added counts, and what is hidden is said. Refuses a document without a body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from folja.formats.tables.dates import Role, heading
from folja.formats.tables.grid import MAX_CELLS, Grid, GridCell, Place, found, grid_of, refuse
from folja.formats.tables.parts import Package, attribute, child, children, is_on, local
from folja.model import Finding

#: Wider spans than this are a trap, not a table.
MAX_SPAN = 1_000
#: Deeper nesting of tables than this is a trap.
MAX_DEPTH = 20
_MARK = re.compile(r"^[\s(\[]*([\da-z]{1,2}|[*†‡]{1,3})[\s)\].]*$", re.IGNORECASE)
#: Boxes around content: fields to fill in, tracked additions, links, tags. What is tracked as
#: taken away (del, moveFrom) is in none of them, and so is left out.
_AROUND = ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple")
_LOOK_UP = 6
_LONGEST_TITLE = 300


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every table of a document, in the document's order."""
    place = Place(file=name)
    package = Package(data, place)
    main = package.target("", "officeDocument") or "word/document.xml"
    body = child(package.tree(main), "body")
    if body is None:
        refuse("other-kind", place, suffix=".docx", kind="ZIP")
    reader = _Reader(name=name, notes=_notes(package, main))
    reader.blocks(body, depth=0)
    reader.close_lines()
    return tuple(reader.grids)


def _notes(package: Package, main: str) -> dict[tuple[str, str], str]:
    """Return the words of footnotes and endnotes by kind and id."""
    found_: dict[tuple[str, str], str] = {}
    for kind in ("footnote", "endnote"):
        part = package.target(main, f"{kind}s")
        for note in children(package.tree(part) if part else None, kind):
            words = "".join(e.text or "" for e in note.iter() if local(e) == "t")
            found_[kind, attribute(note, "id")] = " ".join(words.split())
    return found_


@dataclass(slots=True)
class _Words:
    """What a stretch of text comes to: its words, marks set apart, and whether some were hidden."""

    words: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    hidden: bool = False

    @property
    def text(self) -> str:
        """The words with single spaces; tabs are kept."""
        text = re.sub(r"[ \r\n\f]+", " ", "".join(self.words)).strip(" ")
        return text if text.strip() else ""


@dataclass(slots=True, kw_only=True)
class _Reader:
    """The document while it is walked through: its grids so far and the paragraphs above."""

    name: str
    notes: Mapping[tuple[str, str], str]
    grids: list[Grid] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    number: int = 0
    cells: int = 0

    def blocks(self, parent: etree._Element, *, depth: int) -> None:
        """Walk through paragraphs and tables, boxes around them opened."""
        if depth > MAX_DEPTH:
            refuse("nested", Place(file=self.name))
        for element in children(parent):
            match local(element):
                case "p":
                    self._paragraph(element, depth)
                case "tbl":
                    self.close_lines()
                    self._table(element, depth)
                case name if name in _AROUND:
                    self.blocks(element, depth=depth + 1)

    def _paragraph(self, paragraph: etree._Element, depth: int) -> None:
        text = self._text(paragraph).text
        if text.strip():
            self.above.append(" ".join(text.split()))
        self.lines.append(text)
        for box in _boxes(paragraph):
            self.blocks(box, depth=depth + 1)

    def close_lines(self) -> None:
        """Make a grid of the paragraphs since the last table, if they are a table set with tabs."""
        lines, self.lines = self.lines, []
        rows = [line.split("\t") for line in lines]
        if any(_is_dated(row) for row in rows):
            self.number += 1
            place = Place(file=self.name, part="table", name=str(self.number))
            self.grids.append(grid_of(place, rows))

    def _table(self, table: etree._Element, depth: int) -> None:
        self.number += 1
        place = Place(file=self.name, part="table", name=str(self.number))
        caption = attribute(child(table, "tblPr", "tblCaption"), "val")
        titles = [caption, *reversed(self.above[-_LOOK_UP:])]
        at = len(self.grids)
        rows, findings = self._rows(table, place, depth)
        self.grids.insert(
            at,
            Grid(
                place=place,
                rows=tuple(rows),
                titles=tuple(t for t in titles if t.strip() and len(t) <= _LONGEST_TITLE),
                findings=tuple(findings),
            ),
        )
        self.above, self.lines = [], []

    def _rows(
        self, table: etree._Element, place: Place, depth: int
    ) -> tuple[list[tuple[GridCell, ...]], list[Finding]]:
        rows: list[tuple[GridCell, ...]] = []
        findings: list[Finding] = []
        for element in _inside(table, "tr"):
            properties = child(element, "trPr")
            if child(properties, "del") is not None:
                continue
            number = len(rows) + 1
            if is_on(properties, "hidden"):
                findings.append(found("hidden", place.at(row=number)))
                continue
            row = [GridCell("", number, c + 1) for c in range(_count(properties, "gridBefore"))]
            for td in _inside(element, "tc"):
                cell, hidden = self._cell(td, number, len(row) + 1, depth)
                if hidden:
                    findings.append(found("hidden", place.at(row=number, column=len(row) + 1)))
                across = _count(child(td, "tcPr"), "gridSpan", 1)
                below = child(td, "tcPr", "vMerge")
                if below is not None and attribute(below, "val", "continue") == "continue":
                    over = rows[-1] if rows else ()
                    cells = [
                        replace(over[c], merged=True) if c < len(over) else cell
                        for c in range(len(row), len(row) + across)
                    ]
                else:
                    cells = [cell, *[replace(cell, merged=True)] * (across - 1)]
                self.cells += across
                if self.cells > MAX_CELLS:
                    refuse("too-many-cells", place, n=MAX_CELLS)
                row += cells
            rows.append(tuple(row))
        return rows, findings

    def _cell(self, td: etree._Element, row: int, column: int, depth: int) -> tuple[GridCell, bool]:
        """Return a cell, and whether some of it was hidden; tables inside become their own."""
        all_: list[_Words] = []
        for block in _unwrapped(td):
            if local(block) == "p":
                all_.append(self._text(block))
                for box in _boxes(block):
                    self.blocks(box, depth=depth + 1)
            elif local(block) == "tbl":
                if depth >= MAX_DEPTH:
                    refuse("nested", Place(file=self.name))
                above = self.above
                self.above = [*above, *(w.text for w in all_ if w.text)]
                self._table(block, depth + 1)
                self.above = above
        text = " ".join(" ".join(w.text.split("\t")) for w in all_ if w.text)
        marks = " ".join(mark for w in all_ for mark in w.marks)
        return GridCell(text, row, column, marks), any(w.hidden for w in all_)

    def _text(self, paragraph: etree._Element) -> _Words:
        taken = _Words()
        for run in _runs(paragraph):
            properties = child(run, "rPr")
            said = "".join(_said(run))
            if is_on(properties, "vanish"):
                taken.hidden = taken.hidden or bool(said.strip())
                continue
            for kind in ("footnote", "endnote"):
                for reference in children(run, f"{kind}Reference"):
                    words = self.notes.get((kind, attribute(reference, "id")), "")
                    taken.marks.append(words or attribute(reference, "id"))
            raised = attribute(child(properties, "vertAlign"), "val") == "superscript"
            mark = _MARK.match(said) if raised else None
            if mark and "".join(taken.words).strip():
                taken.marks.append(mark.group(1))
            else:
                taken.words.append(said)
        return taken


def _said(run: etree._Element) -> Iterator[str]:
    for piece in children(run):
        match local(piece):
            case "t":
                yield piece.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield " "
            case "noBreakHyphen":
                yield "-"


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the runs of a paragraph that stand: none that were struck out, none in boxes."""
    for piece in children(element):
        name = local(piece)
        if name == "r":
            yield piece
        elif name in _AROUND:
            yield from _runs(piece)


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes of a paragraph, each once: Word writes every box in two ways."""
    for box in paragraph.iter():
        if local(box) != "txbxContent":
            continue
        parents: list[str] = []
        for parent in box.iterancestors():
            if parent is paragraph:
                break
            parents.append(local(parent))
        if "Fallback" not in parents and "txbxContent" not in parents:
            yield box


def _unwrapped(element: etree._Element) -> Iterator[etree._Element]:
    for piece in children(element):
        if local(piece) in _AROUND:
            yield from _unwrapped(piece)
        else:
            yield piece


def _inside(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (piece for piece in _unwrapped(element) if local(piece) == name)


def _count(properties: etree._Element | None, name: str, least: int = 0) -> int:
    text = attribute(child(properties, name), "val", str(least))
    number = int(text[:9]) if text.isascii() and text.isdecimal() else least
    return min(max(number, least), MAX_SPAN)


def _is_dated(row: list[str]) -> bool:
    roles = [heading(cell.strip(), ()).role for cell in row if len(cell) < 60]
    dates = roles.count(Role.POINT)
    return dates >= 2 or (dates == 1 and Role.DIFFERENCE in roles)
