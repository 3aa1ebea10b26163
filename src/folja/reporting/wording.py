"""Words with figures in them: messages of the catalogue `report`, set as running text.

Holds the step from a message to inlines, so that a figure in a sentence keeps its origin. Refuses
words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from folja.documents import (
    Emphasis,
    FigureText,
    Inline,
    Link,
    Paragraph,
    SignText,
    Strong,
    Text,
)
from folja.text import Language, LocalText, Message, format_list, is_worded, render

_INLINES = (Text, Strong, Emphasis, FigureText, SignText, Link)
_MARK = re.compile("\ue000([0-9]+)\ue001")

#: What may fill a hole of a sentence: plain values, an inline, or a row of inlines.
Filling = object


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue `report` in one language."""

    lang: Language

    def say(self, code: str, **params: object) -> str:
        """Return a message as plain words."""
        return render(Message(f"report.{code}", params), self.lang)

    def line(self, code: str, **params: Filling) -> tuple[Inline, ...]:
        """Return a message as inlines; a hole that is filled with inlines keeps them whole."""
        kept: list[tuple[Inline, ...]] = []
        plain: dict[str, object] = {}
        for name, value in params.items():
            inlines = _inlines(value)
            if inlines is None:
                plain[name] = value
            else:
                plain[name] = f"\ue000{len(kept)}\ue001"
                kept.append(inlines)
        parts: list[Inline] = []
        for at, piece in enumerate(_MARK.split(self.say(code, **plain))):
            if at % 2:
                parts.extend(kept[int(piece)])
            elif piece:
                parts.append(Text(piece))
        return tuple(parts)

    def paragraph(self, code: str, **params: Filling) -> Paragraph:
        """Return a message as a paragraph of body text."""
        return Paragraph(self.line(code, **params))

    def of(self, text: LocalText) -> str:
        """Return a bilingual text in this language."""
        return text.get(self.lang)

    def coded(self, family: str, code: str) -> str:
        """Return the words for a plain code of the data; a code nobody words is made readable.

        >>> Words("en").coded("project", "half-way_house")
        'Half way house'
        """
        if is_worded(f"report.{family}.{code}"):
            return self.say(f"{family}.{code}")
        readable = re.sub("[-_]+", " ", code).strip()
        return readable[:1].upper() + readable[1:]

    def listed(self, names: Iterable[str]) -> str:
        """Join names as a sentence does."""
        return format_list(list(names), self.lang)


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: a small letter first, save in abbreviations.

    >>> inside("Engagerade individer"), inside("EU-projekt")
    ('engagerade individer', 'EU-projekt')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def joined(rows: Iterable[tuple[Inline, ...]], between: str = "; ") -> tuple[Inline, ...]:
    """Return rows of inlines as one row, with words between them."""
    parts: list[Inline] = []
    for at, row in enumerate(rows):
        if at:
            parts.append(Text(between))
        parts.extend(row)
    return tuple(parts)


def _inlines(value: Filling) -> tuple[Inline, ...] | None:
    if isinstance(value, _INLINES):
        return (value,)
    if isinstance(value, tuple) and value and all(isinstance(one, _INLINES) for one in value):
        return value
    return None
