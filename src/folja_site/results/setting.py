"""Blocks of the report set as HTML of a page: the same words, tables, signs and pictures.

Every figure leads to how it was made, where the reader may follow. Everything that comes from data
is escaped; only pictures that we draw ourselves are not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Emphasis,
    Figure,
    FigureText,
    Heading,
    Inline,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    SignText,
    Strong,
    Table,
    TableRow,
)
from folja.formats.figures import sign_svg
from folja.model import FollowUp
from folja.text import Language
from folja_site.base.templatetags.folja import picture

#: So many columns can stand as cards on a phone; more scroll sideways in their own region.
_CARDS = 7
_EMPTY = SafeString("")
#: The list of falls behind each count of them.
_FALLS = {kept: kept for kept in ("certain", "possible", "unexplained")}


def _escaped(part: object) -> str:
    return part if isinstance(part, SafeString) else escape(str(part))


def _html(pattern: str, *parts: object) -> SafeString:
    """Do what Django's `format_html` does; a table of a thousand cells takes half the time."""
    return SafeString(pattern.format(*map(_escaped, parts)))


def _joined(between: str, parts: Iterable[str]) -> SafeString:
    return SafeString(between.join(map(_escaped, parts)))


@dataclass(frozen=True, slots=True)
class Setter:
    """Sets blocks for one reader: `whole` when every figure may be opened, else those of `units`.

    `query` is carried along to the pages that show how a figure was made, and `within` to those
    that can keep to one network or area.
    """

    slug: str
    lang: Language
    follow_up: FollowUp
    whole: bool = True
    units: frozenset[str] = frozenset()
    query: str = ""
    within: str = ""

    # -- where a figure leads
    def address(self, origin: Origin) -> str:
        """Return where it is shown how a figure was made, or nothing."""
        kind, parts = origin.kind, origin.address
        if kind in ("cell", "change", "from-to"):
            if not self.whole and parts[0] not in self.units:
                return ""
            indicator = self._indicator(parts[1])
            if not indicator or parts[0] not in self.follow_up.unit_by_id:
                return ""
            page = reverse("network-how", args=[self.slug, parts[0], indicator])
            return page + self.query + (f"#point-{parts[2]}" if kind == "cell" else "")
        if not self.whole:
            return ""
        if kind == "total":
            indicator = self._indicator(parts[0])
            return self._how("total", indicator) + self._by_rule(parts[1:]) if indicator else ""
        if kind == "count" and parts and parts[0] == "falls":
            within = urlencode({"unit": self.within}) if self.within else ""
            asked = "&".join(filter(None, (self.query.removeprefix("?"), within)))
            return self._how("falls", _FALLS.get(parts[-1], "all")) + ("?" * bool(asked)) + asked
        return self._how("claim", parts[0]) if kind == "claim" else ""

    def _by_rule(self, parts: Sequence[str]) -> str:
        """Return what was chosen, with the rule and area of the figure itself."""
        kept = dict(parse_qsl(self.query.removeprefix("?")))
        own = dict(zip(("rule", "area"), parts, strict=False))
        kept |= {name: value for name, value in own.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    def _how(self, kind: str, address: str) -> str:
        return reverse("how", args=[self.slug, kind, address])

    def _indicator(self, address: str) -> str:
        by_no = self.follow_up.indicator_by_no
        if address.isdecimal():
            return by_no[int(address)].id if int(address) in by_no else ""
        return address if address in self.follow_up.indicator_by_id else ""

    # -- running text
    def inlines(self, parts: Iterable[Inline]) -> SafeString:
        """Set running text."""
        return _joined("", (self._inline(part) for part in parts))

    def _inline(self, part: Inline) -> str:
        match part:
            case Strong(text):
                return _html("<strong>{}</strong>", text)
            case Emphasis(text):
                return _html("<em>{}</em>", text)
            case FigureText(text, origin):
                page = self.address(origin)
                if not page:
                    return text
                return _html('<a class="fig" href="{}">{}</a>', page, text)
            case SignText():
                return self.sign(part)
            case Link(text, target):
                return text if target.startswith("#") else self._link(text, target)
        return part.text

    def _link(self, text: str, target: str) -> str:
        if not target.startswith(("https://", "http://")):
            return text
        return _html('<a href="{}" rel="noreferrer">{}</a>', target, text)

    def sign(self, sign: SignText) -> SafeString:
        """Draw a sign; its name is read aloud."""
        drawn = mark_safe(sign_svg(sign.sign, theme="screen", height=14.0))  # noqa: S308 - ours
        return _html('<span class="sign" role="img" aria-label="{}">{}</span>', sign.name, drawn)

    # -- blocks
    def blocks(self, blocks: Iterable[Block], *, deeper: int = 1) -> SafeString:
        """Set blocks; a chapter's heading becomes one of level `deeper` + 1."""
        return format_html_join("\n", "{}", ((self.block(b, deeper=deeper),) for b in blocks))

    def block(self, block: Block, *, deeper: int = 1) -> SafeString:
        """Set one block."""
        match block:
            case Heading(level, text, key):
                tag = SafeString(f"h{min(level + deeper, 6)}")
                return _html('<{} id="{}">{}</{}>', tag, key, text, tag)
            case Paragraph(inlines, role):
                return _html('<p class="{}">{}</p>', f"r-{role}", self.inlines(inlines))
            case BulletList(items):
                rows = format_html_join("", "<li>{}</li>", ((self.inlines(i),) for i in items))
                return _html('<ul class="plain">{}</ul>', rows)
            case Callout():
                return self._callout(block)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case PageBreak():
                return _EMPTY
        raise TypeError(type(block).__name__)

    def _callout(self, block: Callout) -> SafeString:
        label = _html(" <small>{}</small>", block.label) if block.label else _EMPTY
        return _html(
            '<div class="ask {}"><p><strong>{}</strong>{}</p>{}</div>',
            block.tone,
            block.title,
            label,
            self.blocks(block.blocks),
        )

    def figure(self, figure: Figure, *, table: bool = True) -> SafeString:
        """Set a picture with its caption and, below it, the table that says the same."""
        drawn = picture({"lang": self.lang}, figure.spec, figure.alt)
        note = _html('<p class="small muted">{}</p>', figure.note) if figure.note else _EMPTY
        beside = self.table(figure.table) if figure.table and table else _EMPTY
        return _html(
            '<figure class="drawn"><figcaption>{}</figcaption>{}{}</figure>{}',
            figure.caption,
            drawn,
            note,
            beside,
        )

    def table(self, table: Table) -> SafeString:
        """Set a table; a narrow one becomes cards on a phone, a wide one scrolls in its region."""
        cards = len(table.columns) <= _CARDS
        head = format_html_join(
            "",
            '<th scope="col"{}>{}</th>',
            (
                (SafeString(' class="num"') if c.align == "right" else _EMPTY, c.title)
                for c in table.columns
            ),
        )
        rows = _joined("\n", (self._row(row, table.columns) for row in table.rows))
        drawn = _html(
            '<table class="set{}"><caption>{}</caption>'
            "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
            " cards" if cards else "",
            table.caption,
            head,
            rows,
        )
        notes = format_html_join(
            "", '<p class="small muted">{}</p>', ((note,) for note in table.notes)
        )
        if cards:
            return _html("{}{}", drawn, notes)
        return _html(
            '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>{}',
            table.caption,
            drawn,
            notes,
        )

    def _row(self, row: TableRow, columns: Sequence[Column]) -> SafeString:
        if row.kind == "group":
            return _html(
                '<tr class="group"><th scope="colgroup" colspan="{}">{}</th></tr>',
                len(columns),
                self.inlines(row.cells[0].inlines),
            )
        has_head = any(c.row_header for c in columns)
        cells = _joined(
            "",
            (
                self._cell(cell, column, head=column.row_header or (not at and not has_head))
                for at, (cell, column) in enumerate(zip(row.cells, columns, strict=True))
            ),
        )
        kind = "" if row.kind == "body" else row.kind
        return _html('<tr class="{}">{}</tr>', kind, cells)

    def words(self, cell: Cell) -> SafeString:
        """Set what stands in a cell, its sign in front, without the cell."""
        words = self.inlines(cell.inlines)
        if cell.struck:
            words = _html("<s>{}</s>", words)
        return _html("{} {}", self.sign(cell.sign), words) if cell.sign else words

    def _cell(self, cell: Cell, column: Column, *, head: bool) -> SafeString:
        words = self.words(cell)
        num = "num" if column.align == "right" else ""
        if head:
            return _html('<th scope="row" class="{}">{}</th>', num, words)
        if not words.strip():
            return _html('<td class="{} none"></td>', num)
        return _html('<td class="{}" data-l="{}">{}</td>', num, column.title, words)
