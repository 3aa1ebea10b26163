"""The ledger: each headline with its figure, its span, the claim, and a square for every network.

A span draws a scale with both ends labelled; an exact figure without a claim draws none.
"""

from __future__ import annotations

from dataclasses import dataclass

from folja.documents import Ledger, LedgerRow, Sign
from folja.formats.figures.canvas import SMALL, Canvas
from folja.formats.figures.keys import SIDE, key, sign_item, square, square_item
from folja.formats.figures.marks import REACH, claim, mark
from folja.formats.figures.metrics import width, wrapped
from folja.formats.figures.scales import Scale
from folja.text import format_number

_PITCH = SIDE + 3
_STRIP = 8
_PAD = 16.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """Left edge and width of each column of a wide ledger."""

    figure: float
    scale: float
    squares: float
    verdict: float

    @staticmethod
    def of(wide: float) -> _Columns:
        squares = _STRIP * _PITCH - 3
        rest = wide - squares - 4 * 16
        label, figure, scale = rest * 0.3, rest * 0.2, rest * 0.28
        return _Columns(
            figure=label + 16,
            scale=label + figure + 32,
            squares=label + figure + scale + 48,
            verdict=label + figure + scale + squares + 64,
        )


def draw_ledger(spec: Ledger, canvas: Canvas) -> None:
    """Draw the headlines one under the other, and the key."""
    y = 0.0
    for i, row in enumerate(spec.rows):
        if i:
            canvas.line(0, y, canvas.width, y, "hair")
        y = _narrow(canvas, row, y + _PAD) if canvas.narrow else _wide(canvas, row, y + _PAD)
        y += _PAD
    canvas.line(0, y, canvas.width, y, "line")
    items = [square_item(kind, words) for kind, words in spec.key]
    if any(row.claim is not None for row in spec.rows):
        items.append(sign_item(Sign.CLAIM, spec.claim_key))
    canvas.height = key(canvas, items, y + 10)


def _wide(canvas: Canvas, row: LedgerRow, top: float) -> float:
    at = _Columns.of(canvas.width)
    room = at.figure - 16
    label = wrapped(row.label, room, size=16, weight=600)
    sub = wrapped(row.sublabel, room, size=SMALL) if row.sublabel else ()
    tag = wrapped(row.verdict, canvas.width - at.verdict - 14, size=SMALL, weight=600)
    said = wrapped(row.claim_label, canvas.width - at.verdict, size=SMALL)
    if not row.verdict:
        tag = ()
    if not row.claim_label:
        said = ()
    left_high = 20 * len(label) + 18 * len(sub)
    right_high = 18 * len(tag) + (8 if tag else 0) + 18 * len(said)
    strips = -(-len(row.squares) // _STRIP)
    high = max(left_high, right_high, 48.0, strips * _PITCH)
    middle = top + high / 2

    y = canvas.lines(0, middle - left_high / 2 + 15, label, leading=20, size=16, weight=600)
    canvas.lines(0, y - 1, sub, fill="muted")
    _figure(canvas, row.figure, at.figure, middle, at.scale - at.figure - 8)
    _scale(canvas, row, at.scale, at.squares - 16, middle)
    _squares(canvas, row, at.squares, middle - (strips * _PITCH - 3) / 2, _STRIP)
    y = _tag(canvas, row, tag, at.verdict, middle - right_high / 2)
    canvas.lines(at.verdict, y + 14, said, fill="muted")
    return top + high


def _narrow(canvas: Canvas, row: LedgerRow, top: float) -> float:
    label = wrapped(row.label, canvas.width, size=16, weight=600)
    y = canvas.lines(0, top + 12, label, leading=20, size=16, weight=600)
    if row.sublabel:
        y = canvas.lines(0, y - 1, wrapped(row.sublabel, canvas.width, size=SMALL), fill="muted")
    y += 18
    half = canvas.width / 2
    _figure(canvas, row.figure, 0, y, half - 12)
    tag = wrapped(row.verdict, half - 14, size=SMALL, weight=600) if row.verdict else ()
    said = wrapped(row.claim_label, half, size=SMALL) if row.claim_label else ()
    after = _tag(canvas, row, tag, half, y - 17)
    y = max(y + 22, canvas.lines(half, after + 14, said, fill="muted") - 8)
    if _has_scale(row):
        _scale(canvas, row, 0, canvas.width, y + 22)
        y += 58
    else:
        y += 8
    across = max(1, int((canvas.width + 3) // _PITCH))
    _squares(canvas, row, 0, y, across)
    return y + -(-len(row.squares) // across) * _PITCH


def _figure(canvas: Canvas, words: str, x: float, middle: float, room: float) -> None:
    size = 32.0
    while size > 18 and width(words, size=size, weight=600, family="serif") > room:
        size -= 1
    if width(words, size=size, weight=600, family="serif") <= room:
        canvas.text(x, middle + size * 0.33, words, size=size, weight=600, family="serif")
        return
    lines = wrapped(words, room, size=size, weight=600, family="serif")
    y = middle - 12 * len(lines) + 18
    for line in lines:
        canvas.text(x, y, line, size=size, weight=600, family="serif")
        y += 24


def _has_scale(row: LedgerRow) -> bool:
    known = row.low is not None or row.high is not None
    return known and (row.low != row.high or row.approximate or row.claim is not None)


def _scale(canvas: Canvas, row: LedgerRow, left: float, right: float, y: float) -> None:
    if not _has_scale(row):
        return
    open_high = REACH if row.high is None else 0
    open_low = REACH if row.low is None else 0
    scale = Scale(row.scale_low, row.scale_high, left + 8 + open_low, right - 8 - open_high)
    canvas.line(left, y, right, y, "line")
    ends = ((left, row.scale_low, "start"), (right, row.scale_high, "end"))
    for x, value, anchor in ends:
        canvas.line(x, y - 4, x, y + 4, "line")
        words = format_number(value, canvas.lang)
        canvas.text(x, y + 23, words, fill="muted", anchor="start" if anchor == "start" else "end")
    sign = Sign.ABOUT if row.approximate and row.low == row.high else Sign.EXACT
    mark(canvas, scale, y, row.low, row.high, sign=sign)
    if row.claim is not None:
        claim(canvas, scale.at(row.claim), y - 10)


def _squares(canvas: Canvas, row: LedgerRow, x: float, y: float, across: int) -> None:
    for i, (kind, _) in enumerate(row.squares):
        square(canvas, kind, x + i % across * _PITCH, y + i // across * _PITCH)


def _tag(canvas: Canvas, row: LedgerRow, lines: tuple[str, ...], x: float, y: float) -> float:
    """Draw the verdict: filled when it is wrong, outlined when it asks, plain when it agrees."""
    if not lines:
        return y
    high = 18 * len(lines) + 5
    wide = max(width(line, size=SMALL, weight=600) for line in lines) + 12
    match row.tone:
        case "error":
            canvas.rect(x, y, wide, high, "wrong")
            canvas.lines(x + 6, y + 16, lines, weight=600, fill="on-mark")
        case "warning":
            canvas.rect(x, y, wide, high, "inexact", outline=True)
            canvas.lines(x + 6, y + 16, lines, weight=600, fill="inexact-text")
        case _:
            canvas.lines(x, y + 16, lines, weight=600, fill="bar")
    return y + high + 2
