"""Footnote marks: told apart from the words and figures they hang on, and kept.

Holds the marks people use, on labels, on cells and before the note itself. Refuses to take a sign
that belongs to the answer: "25+", "(113)" and "8 (24)" hold no mark.
"""

from __future__ import annotations

import re

_RAISED = "¹²³⁴⁵⁶⁷⁸⁹⁰"
_DIGITS = str.maketrans(_RAISED, "1234567890")
_STARS = r"[*†‡§]{1,3}"
#: A mark at the end of a cell: stars, raised figures, [1], or a lone "1)" or "a)" after a space.
_ON_CELL = re.compile(
    rf"^(.*?\S)(?:\s*({_STARS}|[{_RAISED}]+|\[\w{{1,2}}\])|\s+(\w\)))$", re.DOTALL
)
_ON_LABEL = re.compile(
    rf"^(.*?\w[.:)]?)(?:\s*({_STARS}|[{_RAISED}]+|\[\w{{1,2}}\])|\s+(\d{{1,2}}\)|[a-z]\)))\s*(:?)$",
    re.DOTALL,
)
_NOTE = re.compile(rf"^\s*(?:({_STARS}|[{_RAISED}]+|\[\w{{1,2}}\])\s*|(\w\))\s+)(\S.*)$", re.DOTALL)


def without_mark(text: str, *, is_label: bool = False) -> tuple[str, str]:
    """Return a text without its footnote mark, and the mark ("" when there is none).

    >>> without_mark("39*"), without_mark("25+"), without_mark("8 (24)"), without_mark("12 a)")
    (('39', '*'), ('25+', ''), ('8 (24)', ''), ('12', 'a)'))
    >>> without_mark("Antal individer ¹:", is_label=True)
    ('Antal individer:', '¹')
    """
    match = (_ON_LABEL if is_label else _ON_CELL).match(text.strip())
    if not match or match.group(1).count("(") > match.group(1).count(")"):
        return text, ""
    words = match.group(1) + (match.group(4) if is_label else "")
    return words, match.group(2) or match.group(3)


def footnote(text: str) -> tuple[str, str] | None:
    """Return the mark and the words of a line that is a footnote, or None.

    >>> footnote("* Uppgiften gäller hela området")
    ('*', 'Uppgiften gäller hela området')
    """
    match = _NOTE.match(text)
    if not match:
        return None
    mark = match.group(1) or match.group(2)
    return plain_mark(mark), match.group(3).strip()


def plain_mark(mark: str) -> str:
    """Return a mark in the form that pairs it with its note: "[1]", "1)" and "¹" are one."""
    return mark.translate(_DIGITS).strip("()[]. ")
