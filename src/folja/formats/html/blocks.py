"""Blocks as HTML: headings, paragraphs, lists, callouts, tables and pictures.

A picture stands twice, for a wide column and for a phone, under one alternative text; the page's
styles show one of them. Its table lies beneath it, folded.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from folja.documents import (
    Block,
    BulletList,
    Callout,
    CoverageMap,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Sign,
    SignText,
    Table,
    word,
)
from folja.formats.figures import NARROW, PAGE, WIDE, Theme, svg
from folja.formats.html.anchors import Anchors
from folja.formats.html.inlines import inlines, sign
from folja.formats.html.tables import map_table, table

#: The sign of each weight of callout; an agreement is told by its words alone.
_SIGNS = {"error": Sign.ERROR, "warning": Sign.WARNING, "info": Sign.INFO}


@dataclass(frozen=True, slots=True)
class Setting:
    """What every block is set with: the document and where its things stand."""

    document: Document
    anchors: Anchors

    def word(self, key: str) -> str:
        """Return one of the few words that renderers add."""
        return word(self.document, key)


def block(part: Block, at: int, setting: Setting) -> str:
    """Return the markup of the block at a place of the document."""
    match part:
        case Heading():
            return _heading(part, at, setting)
        case Paragraph():
            return _paragraph(part, setting)
        case BulletList():
            return _list(part, setting)
        case Callout():
            return _callout(part, at, setting)
        case Table():
            label = f"{setting.word('table')} {setting.anchors.numbers[at]}."
            return table(
                part,
                setting.anchors,
                identifier=setting.anchors.ids[at],
                label=label,
                notes=setting.word("notes"),
            )
        case Figure():
            return _figure(part, at, setting)
        case PageBreak():
            return '<div class="break"></div>'


def _heading(part: Heading, at: int, setting: Setting) -> str:
    # The title of the page is its h1, so that a chapter is an h2.
    tag = f"h{part.level + 1}"
    number = setting.anchors.numbers.get(at)
    before = f'<span class="no">{number}</span> ' if number else ""
    return f'<{tag} id="{setting.anchors.ids[at]}">{before}{escape(part.text)}</{tag}>'


def _paragraph(part: Paragraph, setting: Setting) -> str:
    words = inlines(part.inlines, setting.anchors)
    return f'<p class="{part.role}">{words}</p>' if part.role != "body" else f"<p>{words}</p>"


def _list(part: BulletList, setting: Setting) -> str:
    tag = "ol" if part.ordered else "ul"
    items = "".join(f"<li>{inlines(item, setting.anchors)}</li>" for item in part.items)
    return f"<{tag}>{items}</{tag}>" if items else ""


def _callout(part: Callout, at: int, setting: Setting) -> str:
    title = f"callout-{at}"
    icon = _SIGNS.get(part.tone)
    label = part.label
    head = sign(SignText(icon, label or part.tone)) if icon else ""
    if icon and label:
        # The label is printed beside, so that the sign need not say it again.
        head = head.replace(f'role="img" aria-label="{escape(label)}"', 'aria-hidden="true"')
    tag = f'<span class="tag">{head}{escape(label)}</span> ' if head or label else ""
    inside = "".join(
        _paragraph(one, setting) if isinstance(one, Paragraph) else _list(one, setting)
        for one in part.blocks
    )
    return (
        f'<div class="callout {part.tone}" role="note" aria-labelledby="{title}">'
        f'<p class="head" id="{title}">{tag}<strong>{escape(part.title)}</strong></p>'
        f"{inside}</div>"
    )


def _figure(part: Figure, at: int, setting: Setting) -> str:
    identifier = setting.anchors.ids[at]
    lang = setting.document.lang
    pictures = "".join(
        svg(part.spec, theme=theme, width=width, lang=lang).replace(
            "<svg ", f'<svg class="{name}" aria-hidden="true" focusable="false" ', 1
        )
        for name, theme, width in _drawings(part)
    )
    label = f"{setting.word('figure')} {setting.anchors.numbers[at]}."
    note = f'<p class="small">{escape(part.note)}</p>' if part.note else ""
    return (
        f'<figure id="{identifier}"><figcaption><span class="no">{escape(label)}</span> '
        f"{escape(part.caption)}</figcaption>"
        f'<div class="picture" role="img" aria-label="{escape(part.alt)}">{pictures}</div>{note}'
        f"{_beside(part, identifier, setting)}</figure>"
    )


def _drawings(part: Figure) -> tuple[tuple[str, Theme, float], ...]:
    """Return the drawings of a picture: class, theme and width.

    A map of many columns crowds on paper, where it stands in bands of its own.
    """
    screens: tuple[tuple[str, Theme, float], ...] = (
        ("wide", "screen", WIDE),
        ("narrow", "screen", NARROW),
    )
    if isinstance(part.spec, CoverageMap):
        return (*screens, ("paper", "print", PAGE))
    return screens


def _beside(part: Figure, identifier: str, setting: Setting) -> str:
    """Return the table that says the same as the picture, folded."""
    if part.table is not None:
        inside = table(
            part.table,
            setting.anchors,
            identifier=f"{identifier}-table",
            label="",
            notes=setting.word("notes"),
        )
    elif isinstance(part.spec, CoverageMap):
        inside = map_table(part.spec, part.caption, f"{identifier}-table")
    else:
        return ""
    return f"<details><summary>{escape(setting.word('figure_table'))}</summary>{inside}</details>"
