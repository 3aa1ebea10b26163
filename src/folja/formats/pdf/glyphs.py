"""Which characters our typefaces can set, and what is printed for the others.

A PDF that promises to be readable by everyone may hold no empty boxes, so the typesetter refuses a
character that no shipped typeface has. A name may still hold one: it is printed as its number, so
that nothing is lost. Reads the `cmap` table of a TrueType file (formats 4 and 12) and no other.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_FACES = ("SourceSans3-Regular.ttf", "SourceSerif4-Regular.ttf")
#: Never drawn: a soft hyphen, and the marks that say in which direction words run.
_UNDRAWN = {0x00AD, 0x200B, 0x200C, 0x200D, 0x2060}


def printable(text: str) -> str:
    """Return the text with control characters left out and unknown characters as their number.

    >>> printable("Åkroken\\x00 13–05 中")
    'Åkroken 13–05 [U+4E2D]'
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_SHOWN)


class _Shown(dict[int, str]):
    """What stands for each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Find out, and remember."""
        self[code] = found = _shown(chr(code))
        return found


_SHOWN = _Shown()


def _shown(sign: str) -> str:
    code = ord(sign)
    if code in _UNDRAWN or code in _known():
        return sign
    if sign in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return " "
    if unicodedata.category(sign) == "Zs":
        return " "
    if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Mn"):
        return ""
    return f"[U+{code:04X}]"


@cache
def _known() -> frozenset[int]:
    """Return the characters that every face we set text in can draw."""
    folder = files("folja") / "assets" / "fonts"
    faces = [frozenset(characters((folder / name).read_bytes())) for name in _FACES]
    return frozenset.intersection(*faces)


def characters(font: bytes) -> Iterator[int]:
    """Yield the code points that a TrueType font has a glyph for."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for at in range(12, 12 + 16 * tables, 16):
        tag, _, start, _ = struct.unpack_from(">4sIII", font, at)
        if tag == b"cmap":
            for part in range(struct.unpack_from(">H", font, start + 2)[0]):
                offset = struct.unpack_from(">I", font, start + 8 + 8 * part)[0]
                yield from _mapped(font, start + offset)


def _mapped(font: bytes, at: int) -> Iterator[int]:
    form = struct.unpack_from(">H", font, at)[0]
    if form == 4:
        n = struct.unpack_from(">H", font, at + 6)[0] // 2
        ends = struct.unpack_from(f">{n}H", font, at + 14)
        starts = struct.unpack_from(f">{n}H", font, at + 16 + 2 * n)
        for first, last in zip(starts, ends, strict=True):
            yield from (code for code in range(first, last + 1) if code != 0xFFFF)
    elif form == 12:
        groups = struct.unpack_from(">I", font, at + 12)[0]
        for group in range(groups):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * group)
            yield from range(first, last + 1)
