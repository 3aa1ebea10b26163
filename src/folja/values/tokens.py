"""A text cut into figures, words and signs.

Holds the one pass over the characters of an answer; its time grows with the length and nothing
else. Refuses to interpret: what the pieces mean together is for the grammar.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum

from folja.values.numerals import APOSTROPHES, SPACES

#: Signs that mean the same: every dash and minus is "-" to the grammar.
DASHES = "-‐‑‒–—−﹣－"
#: Characters that show nothing and say nothing.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
LINE_BREAKS = "\n\r\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"


class Piece(Enum):
    """What a token is."""

    FIGURE = "figure"
    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of an answer: what it is, its text (words in lower case, dashes as "-"), and where.

    `start` and `end` are places in the text that was cut; `glued` says that no space stands before.
    """

    piece: Piece
    text: str
    start: int
    end: int
    glued: bool


def visible(text: str) -> str:
    """Return a text with letters composed and invisible characters left out, else unchanged.

    >>> visible("a\\u030a\\u200b") == "å"
    True
    """
    return unicodedata.normalize("NFC", text.translate(_UNSEEN))


def cut(text: str) -> tuple[Token, ...]:
    """Cut a text into tokens.

    >>> [token.text for token in cut("Ca 1 416 (st)")]
    ['ca', '1 416', '(', 'st', ')']
    """
    found: list[Token] = []
    at, glued = 0, False
    while at < len(text):
        char = text[at]
        if char.isspace():
            # A break of the line parts figures that a space would join.
            at, glued = at + 1, False
            continue
        if char in "0123456789":
            piece, end = Piece.FIGURE, _end_of_figure(text, at)
            shown = text[at:end]
        elif char.isalpha():
            piece, end = Piece.WORD, _end_of_word(text, at)
            shown = text[at:end].lower().rstrip(".")
        else:
            piece, end = Piece.SIGN, at + 1
            shown = "-" if char in DASHES else char
        found.append(Token(piece, shown, at, end, glued))
        at, glued = end, True
    return tuple(found)


def _digit(text: str, at: int) -> bool:
    return at < len(text) and text[at] in "0123456789"


def _end_of_figure(text: str, start: int) -> int:
    at = _end_of_digits(text, start)
    spaced = at - start <= 3
    while at < len(text) and _digit(text, at + 1):
        mark, end = text[at], _end_of_digits(text, at + 1)
        if mark in SPACES:
            if not spaced or end - at != 4:
                break
        elif mark in ".,":
            # After decimals, or a point of thousands, a space parts two figures.
            spaced = False
        elif mark not in APOSTROPHES:
            break
        at = end
    return at


def _end_of_digits(text: str, at: int) -> int:
    while _digit(text, at):
        at += 1
    return at


def _end_of_word(text: str, start: int) -> int:
    at = start
    while at < len(text):
        char = text[at]
        inside = char in ".:" + APOSTROPHES and at + 1 < len(text) and text[at + 1].isalpha()
        if not (char.isalnum() or inside or unicodedata.category(char) == "Mn"):
            break
        at += 1
    return at + 1 if text[at : at + 1] == "." else at
