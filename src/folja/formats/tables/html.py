"""Tables in HTML as people really write it: cells that span, marks raised, tags left open.

Holds the reader. Each table element becomes a grid with its spans resolved and its caption or the
nearest words above as titles. Refuses spans and nesting that would fill the memory; what is hidden
on the page is left out, and said.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Comment, NavigableString, Tag

from folja.formats.tables.decoding import decode
from folja.formats.tables.grid import MAX_CELLS, Grid, GridCell, Place, found, refuse
from folja.model import Finding

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NESTING = re.compile(r"<(/?)(?:div|span|table|ul|ol|b|i|font|section|blockquote)\b", re.I)
_MARK = re.compile(r"^[\s(\[]*([\da-z]{1,2}|[*†‡]{1,3})[\s)\].]*$", re.IGNORECASE)
_ABOVE = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "figcaption", "summary")
#: Wider or taller spans than this are a trap, not a table.
MAX_SPAN = 1_000
#: Deeper nesting than this is a trap.
MAX_DEPTH = 200


def read(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return a grid for every table of a page that is shown, in the page's order."""
    place = Place(file=name)
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, place, declared=declared.group(1).decode("ascii") if declared else None)
    _refuse_depth(decoded.text, place)
    page = BeautifulSoup(decoded.text, "lxml")
    for tag in page(["script", "style", "template", "noscript"]):
        tag.decompose()
    findings = list(decoded.findings)
    grids: list[Grid] = []
    for number, table in enumerate(page.find_all("table"), 1):
        where = Place(file=name, part="table", name=str(number))
        if _is_hidden(table):
            findings.append(found("hidden", where))
            continue
        grids.append(_grid(table, where))
    if findings:
        first = grids[0] if grids else Grid(place=place, rows=())
        grids[:1] = [
            Grid(
                place=first.place,
                rows=first.rows,
                titles=first.titles,
                findings=(*findings, *first.findings),
            )
        ]
    return tuple(grids)


def _refuse_depth(text: str, place: Place) -> None:
    depth = 0
    for sign in _NESTING.finditer(text):
        depth += -1 if sign.group(1) else 1
        if depth > MAX_DEPTH * 10:
            refuse("nested", place)


def _grid(table: Tag, place: Place) -> Grid:
    findings: list[Finding] = []
    rows: dict[int, dict[int, GridCell]] = {}
    total = 0
    at = -1
    for tr in table.find_all("tr"):
        if tr.find_parent("table") is not table:
            continue
        at += 1
        if _is_hidden(tr):
            findings.append(found("hidden", place.at(row=at + 1)))
            at -= 1
            continue
        row = rows.setdefault(at, {})
        column = 0
        for td in tr.find_all(["td", "th"]):
            if td.find_parent("tr") is not tr:
                continue
            while column in row:
                column += 1
            across, down = _span(td, "colspan", place), _span(td, "rowspan", place)
            total += across * down
            if total > MAX_CELLS:
                refuse("too-many-cells", place, n=MAX_CELLS)
            text, note = _text(td)
            for r in range(at, at + down):
                for c in range(column, column + across):
                    rows.setdefault(r, {})[c] = GridCell(
                        text, at + 1, column + 1, note, merged=(r, c) != (at, column)
                    )
            column += across
    return Grid(
        place=place,
        rows=tuple(
            tuple(
                rows.get(r, {}).get(c, GridCell("", r + 1, c + 1))
                for c in range(max(rows.get(r, {}), default=-1) + 1)
            )
            for r in range(at + 1)
        ),
        titles=_titles(table),
        findings=tuple(findings),
    )


def _span(td: Tag, name: str, place: Place) -> int:
    digits = re.match(r"\s*(\d+)", str(td.get(name, "1")))
    span = int(digits.group(1)[:9]) if digits else 1
    if span > MAX_SPAN:
        refuse("too-many-cells", place, n=MAX_CELLS)
    return max(span, 1)


def _text(td: Tag) -> tuple[str, str]:
    """Return the words of a cell, and a raised footnote mark apart from them."""
    words: list[str] = []
    notes: list[str] = []
    for piece in td.descendants:
        if isinstance(piece, Tag):
            if piece.name in ("br", "p", "div", "li") and words:
                words.append(" ")
            continue
        if not isinstance(piece, NavigableString) or isinstance(piece, Comment):
            continue
        parents = _parents_inside(piece, td)
        if any(p.name == "table" or _is_hidden(p) for p in parents):
            continue
        mark = _MARK.match(str(piece)) if any(p.name == "sup" for p in parents) else None
        if mark and "".join(words).strip():
            notes.append(mark.group(1))
        else:
            words.append(str(piece))
    text = re.sub(r"[ \t\r\n\f]+", " ", "".join(words)).strip(" ")
    return (text if text.strip() else ""), " ".join(notes)


def _parents_inside(piece: NavigableString, td: Tag) -> list[Tag]:
    parents = []
    for parent in piece.parents:
        if parent is td:
            break
        parents.append(parent)
    return parents


def _is_hidden(tag: Tag) -> bool:
    return tag.has_attr("hidden") or bool(_HIDDEN.search(str(tag.get("style", ""))))


def _titles(table: Tag) -> tuple[str, ...]:
    titles = []
    caption = table.find("caption")
    if isinstance(caption, Tag) and caption.find_parent("table") is table:
        titles.append(caption)
    around = [id(tag) for tag in table.find_parents("table")]
    for tag in table.find_all_previous([*_ABOVE, "table"], limit=6):
        if id(tag) in around:
            continue
        if tag.name == "table":
            break
        if all(id(parent) in around for parent in tag.find_parents("table")):
            titles.append(tag)
    words = (" ".join(t.get_text(" ").split()) for t in titles)
    return tuple(t for t in words if t and len(t) <= 300)
