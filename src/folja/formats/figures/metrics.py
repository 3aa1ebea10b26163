"""How wide words are in our typefaces, and where a line may break.

Reads the advance widths straight from the TrueType files that ship with the library, so that no
drawn word runs into another on any machine. Kerning is left out: it only makes words narrower.
Refuses nothing: a character that the face lacks is given the width of an em.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Family = Literal["sans", "serif"]
Weight = Literal[400, 600]

SOFT_HYPHEN = "\u00ad"
_FACES: Mapping[tuple[Family, Weight], str] = {
    ("sans", 400): "SourceSans3-Regular.ttf",
    ("sans", 600): "SourceSans3-Semibold.ttf",
    ("serif", 400): "SourceSerif4-Regular.ttf",
    ("serif", 600): "SourceSerif4-Semibold.ttf",
}
#: Tabular figures are a little wider than the proportional ones that the table of widths holds.
_SLACK = 1.03
#: A space, a soft hyphen, or the place after a hyphen, a slash or a dash inside a word.
_PIECES = re.compile(r"[^ \u00ad/\-–]+[/\-–]?|[/\-–]|[ \u00ad]")


@dataclass(frozen=True, slots=True)
class _Face:
    """Advance widths by character, in parts of an em."""

    advances: Mapping[int, float]


@cache
def _face(family: Family, weight: Weight) -> _Face:
    data = (files("folja") / "assets" / "fonts" / _FACES[family, weight]).read_bytes()
    tables = {}
    for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, at)
        tables[tag] = offset
    em = struct.unpack_from(">H", data, tables[b"head"] + 18)[0]
    long_metrics = struct.unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    glyphs = _glyphs(data, tables[b"cmap"])
    advances = {
        code: struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * min(glyph, long_metrics - 1))[0]
        / em
        for code, glyph in glyphs.items()
    }
    return _Face(advances)


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Return the glyph of each character of the basic plane (cmap format 4)."""
    found: dict[int, int] = {}
    for i in range(struct.unpack_from(">H", data, cmap + 2)[0]):
        at = cmap + struct.unpack_from(">I", data, cmap + 8 + 8 * i)[0]
        if struct.unpack_from(">H", data, at)[0] != 4:
            continue
        count = struct.unpack_from(">H", data, at + 6)[0] // 2
        ends = struct.unpack_from(f">{count}H", data, at + 14)
        starts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
        deltas = struct.unpack_from(f">{count}H", data, at + 16 + 4 * count)
        offsets_at = at + 16 + 6 * count
        offsets = struct.unpack_from(f">{count}H", data, offsets_at)
        for n in range(count):
            for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
                glyph = code
                if offsets[n]:
                    where = offsets_at + 2 * n + offsets[n] + 2 * (code - starts[n])
                    glyph = struct.unpack_from(">H", data, where)[0]
                    if not glyph:
                        continue
                found[code] = (glyph + deltas[n]) & 0xFFFF
    return found


#: No text of a picture has more lines.
MOST_LINES = 30


def width(text: str, *, size: float, weight: Weight = 400, family: Family = "sans") -> float:
    """Return the width of one line of text, in the unit of `size`; soft hyphens have none.

    >>> width("mm", size=10) > width("ii", size=10) > 0
    True
    """
    advances = _face(family, weight).advances
    return size * _SLACK * sum(advances.get(ord(c), 1.0) for c in text if c != SOFT_HYPHEN)


def wrapped(
    text: str, room: float, *, size: float, weight: Weight = 400, family: Family = "sans"
) -> tuple[str, ...]:
    """Break a text into lines no wider than `room`, at spaces, soft hyphens, slashes and hyphens.

    A piece that is wider than the room by itself is cut, with a hyphen. Lines hold no soft hyphens.
    A text of more lines than anybody reads in a picture is cut, too; it stands whole elsewhere.

    >>> wrapped("samarbets\\u00adaktiviteter", 70, size=14)
    ('samarbets-', 'aktiviteter')
    """

    def wide(line: str) -> float:
        return width(line, size=size, weight=weight, family=family)

    lines: list[str] = []
    line, glue = "", ""
    for piece in _PIECES.findall(text):
        if len(lines) > MOST_LINES:
            break
        if piece in (" ", SOFT_HYPHEN):
            glue = piece if glue != " " else glue
            continue
        joined = line + ("" if glue == SOFT_HYPHEN else glue) + piece
        if line and wide(joined) > room:
            lines.append(line + ("-" if glue == SOFT_HYPHEN else ""))
            line = piece
        else:
            line = joined
        glue = ""
        while len(line) > 1 and len(lines) <= MOST_LINES and wide(line) > room:
            cut = max(1, fitting(line, room, "-", size=size, weight=weight, family=family))
            # A lone letter on a line of its own reads as a mistake.
            cut = max(1, min(cut, len(line) - 3))
            lines.append(line[:cut] + ("-" if line[cut - 1].isalpha() else ""))
            line = line[cut:]
    found = (*lines, line) if line or not lines else tuple(lines)
    if len(found) <= MOST_LINES:
        return found
    return (*found[: MOST_LINES - 1], f"{found[MOST_LINES - 1]}…")


def fitting(
    text: str,
    room: float,
    end: str,
    *,
    size: float,
    weight: Weight = 400,
    family: Family = "sans",
) -> int:
    """Return how many characters of a text have room with an end after them.

    >>> fitting("mmmm", width("mm-", size=10), "-", size=10)
    2
    """
    left = room - width(end, size=size, weight=weight, family=family)
    for n, sign in enumerate(text):
        left -= width(sign, size=size, weight=weight, family=family)
        if left < 0:
            return n
    return len(text)


def shortened(
    text: str, room: float, *, size: float, weight: Weight = 400, family: Family = "sans"
) -> str:
    """Return a line that has room: the text, or as much of it as there is room for and a mark.

    >>> shortened("mmmm", width("mmi…", size=10), size=10), shortened("mm", 100, size=10)
    ('mm…', 'mm')
    """
    if width(text, size=size, weight=weight, family=family) <= room:
        return text
    return text[: fitting(text, room, "…", size=size, weight=weight, family=family)] + "…"
