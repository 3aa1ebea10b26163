"""The coverage map: networks by indicators, one sign in each cell, on a tint where it is known.

The columns stand in bands of twelve wherever twenty-four would crowd, and in print always; their
names are listed beneath.
"""

from __future__ import annotations

from folja.documents import CoverageMap
from folja.formats.figures.canvas import SMALL, Canvas
from folja.formats.figures.keys import key, sign_item
from folja.formats.figures.metrics import width, wrapped
from folja.formats.figures.signs import KNOWN, markup

#: The narrowest cell that holds a sign, and the widest that still reads as a strip.
_LEAST, _MOST = 16.0, 52.0
_BAND = 12


def draw_coverage(spec: CoverageMap, canvas: Canvas) -> None:
    """Draw the bands, the names of the columns, and the key."""
    count = len(spec.columns)
    widest = max((width(row.label, size=SMALL) for row in spec.rows), default=0.0)
    label = min(widest, canvas.width * (0.33 if canvas.narrow else 0.26)) + 10
    room = canvas.width - label
    whole = canvas.theme == "screen" and count * 22 <= room
    band = max(1, count if whole else min(count, _BAND))
    cell = min(max(room / band, _LEAST), _MOST)
    y = 0.0
    for first in range(0, count, band):
        y = _band(spec, canvas, first, min(first + band, count), label, cell, y) + 14
    y = key(canvas, [sign_item(sign, words) for sign, words in spec.key], y - 4)
    canvas.height = _names(spec, canvas, y + 8)


def _band(
    spec: CoverageMap, canvas: Canvas, first: int, last: int, label: float, cell: float, top: float
) -> float:
    for i, (number, _) in enumerate(spec.columns[first:last]):
        x = label + (i + 0.5) * cell
        canvas.text(x, top + 14, number, fill="muted", anchor="middle")
    y = top + 21
    scale = min(1.0, (cell - 4) / 20)
    for row in spec.rows:
        lines = wrapped(row.label, label - 10, size=SMALL)
        high = max(22.0, 17.0 * len(lines) + 3)
        canvas.lines(0, y + high / 2 - 8.5 * len(lines) + 13.5, lines, leading=17)
        for i, item in enumerate(row.cells[first:last]):
            x = label + i * cell
            if item.sign is None:
                continue
            if item.sign in KNOWN:
                canvas.rect(x + 0.75, y + 0.75, cell - 1.5, high - 1.5, "tint")
            canvas.place(x + cell / 2, y + high / 2, markup(item.sign, canvas.theme), scale=scale)
        y += high
    return y


def _names(spec: CoverageMap, canvas: Canvas, top: float) -> float:
    """List the columns' numbers and names, in as many columns as stand side by side."""
    if not any(name for _, name in spec.columns):
        return top
    across = max(1, min(3, int(canvas.width // 235)))
    wide = canvas.width / across
    per = -(-len(spec.columns) // across)
    bottom = top
    for i in range(across):
        y = top + 14
        for number, name in spec.columns[i * per : (i + 1) * per]:
            canvas.text(i * wide + 18, y, number, weight=600, anchor="end")
            lines = wrapped(name, wide - 40, size=SMALL)
            y = canvas.lines(i * wide + 26, y, lines, leading=17, fill="muted") + 3
        bottom = max(bottom, y - 8)
    return bottom
