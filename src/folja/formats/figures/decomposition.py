"""The decomposition: what a headline is made of, part by part, with a running total.

A part runs from where the one before ended; a fall runs back and ends in a point. A start that was
taken as zero is hatched, a part that is left out stands under a rule, and what was claimed has a
line of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from folja.documents import Decomposition, DecompositionRow, Sign
from folja.formats.figures.canvas import SMALL, Canvas, n
from folja.formats.figures.keys import KeyItem, key
from folja.formats.figures.marks import REACH, claim, mark
from folja.formats.figures.metrics import width, wrapped
from folja.formats.figures.scales import Scale, axis, spanning

_BAR = 14.0


@dataclass(frozen=True, slots=True)
class _Columns:
    """The room of the names, where the bars end, and the edge that amounts are set against."""

    label: float
    plot_end: float
    amount: float

    @staticmethod
    def of(spec: Decomposition, canvas: Canvas) -> _Columns:
        if canvas.narrow:
            return _Columns(canvas.width, canvas.width, canvas.width)
        widths = [width(row.amount, size=SMALL, weight=600) for row in spec.rows]
        widths.append(width(spec.total, size=18, weight=600, family="serif"))
        notes = [width(row.note, size=SMALL) for row in spec.rows]
        note = min(max(notes, default=0.0), canvas.width * 0.22)
        names = [width(row.label, size=SMALL) for row in spec.rows]
        names += [width(spec.total_label, size=SMALL, weight=600)]
        label = min(max(names), canvas.width * 0.26)
        edge = canvas.width - note - (12 if note else 0)
        return _Columns(label, edge - max(widths) - 16, edge)


def draw_decomposition(spec: Decomposition, canvas: Canvas) -> None:
    """Draw the scale, the parts in order, what was left out, the sum, and the claim."""
    parts = [row for row in spec.rows if row.status != "left-out"]
    left_out = [row for row in spec.rows if row.status == "left-out"]
    runs = _running(parts)
    ends = [*(at for run in runs for at in run), spec.total_low, spec.total_high, spec.claim]
    low, high = spanning(ends)
    opens = REACH if spec.total_low is None or spec.total_high is None else 10
    at = _Columns.of(spec, canvas)
    if canvas.narrow:
        scale = Scale(low, high, 10, canvas.width - opens)
    else:
        scale = Scale(low, high, at.label + 26, at.plot_end - opens)
    top = 24.0
    slot = len(canvas.parts)
    y = top + 8
    joints: list[tuple[float, float, float]] = []
    for row, run in zip(parts, runs, strict=True):
        y, middle = _row(canvas, row, y, at, barred=True)
        _part(canvas, scale, row, run, middle)
        joints.append((scale.at(run[1]), middle, middle))
    for (x, y1, _), (_, y2, _) in pairwise(joints):
        if not canvas.narrow:
            canvas.line(x, y1 + _BAR / 2, x, y2 - _BAR / 2, "base")
    y = _sum(spec, canvas, scale, y, at)
    # The scale is drawn first, so that its hairlines stand behind the bars.
    drawn, canvas.parts = canvas.parts[slot:], canvas.parts[:slot]
    axis(canvas, scale, top, y - 4)
    if canvas.narrow:
        for box in canvas.boxes:
            if box.top > top:
                canvas.rect(box.left - 2, box.top - 2, box.right - box.left + 4, 18, "paper")
    canvas.parts += drawn
    if left_out:
        y = _left_out(spec, left_out, canvas, y, at)
    items = []
    if any(row.status == "assumed" for row in parts):
        items.append(KeyItem(_swatch, spec.assumed_label))
    canvas.height = key(canvas, items, y + 6) if items else y + 2


def _swatch(canvas: Canvas, x: float, y: float) -> None:
    canvas.hatch(x - 11, y - 7, 22, 14, "bar")
    canvas.rect(x - 11, y - 7, 22, 14, "bar", outline=True, thick=1.2)


def _running(parts: list[DecompositionRow]) -> list[tuple[Decimal, Decimal, Decimal]]:
    """Return for each part where it starts, where it ends by its lower bound, and by its upper."""
    runs = []
    at = Decimal(0)
    for row in parts:
        low = row.low if row.low is not None else row.high
        if low is None:
            low = Decimal(0)
        high = row.high if row.high is not None else low
        runs.append((at, at + low, at + high))
        at += low
    return runs


def _row(
    canvas: Canvas, row: DecompositionRow, y: float, at: _Columns, *, barred: bool
) -> tuple[float, float]:
    """Write a part's name, amount and note; return where the next starts and the bar's middle."""
    if canvas.narrow:
        amount = width(row.amount, size=SMALL, weight=600)
        label = wrapped(row.label, at.label - amount - 12, size=SMALL)
        canvas.text(at.amount, y + 14, row.amount, weight=600, anchor="end")
        after = canvas.lines(0, y + 14, label)
        if row.note:
            note = wrapped(row.note, at.label, size=SMALL)
            after = canvas.lines(0, after - 1, note, fill="muted")
        return after + (14 if barred else -6), after
    label = wrapped(row.label, at.label, size=SMALL)
    note = wrapped(row.note, canvas.width - at.amount - 11, size=SMALL) if row.note else ()
    high = max(26.0, 18 * max(len(label), len(note)) + 8)
    middle = y + high / 2
    canvas.lines(0, middle - 9 * len(label) + 14, label)
    canvas.text(at.amount, middle + 5, row.amount, weight=600, anchor="end")
    canvas.lines(at.amount + 12, middle - 9 * len(note) + 14, note, fill="muted")
    return y + high, middle


def _part(
    canvas: Canvas,
    scale: Scale,
    row: DecompositionRow,
    run: tuple[Decimal, Decimal, Decimal],
    middle: float,
) -> None:
    start, low, high = (scale.at(value) for value in run)
    top = middle - _BAR / 2
    if row.low is None and row.high is None:
        canvas.text(start + 4, middle + 5, "?", fill="muted")
        return
    if row.low is None:
        # At most: nothing is certain but the upper end, so that no bar is filled.
        canvas.line(low, top - 1, low, top + _BAR + 1, "bar", thick=2.2)
        canvas.stroke(f"M{n(low)} {n(middle)}h-12m-4 0h-7m-4 0h-3", "bar", thick=5)
        return
    left, wide = min(start, low), abs(low - start)
    if row.status == "assumed":
        canvas.hatch(left, top, max(wide, 2), _BAR, "bar")
        canvas.rect(left, top, max(wide, 2), _BAR, "bar", outline=True, thick=1.2)
    elif low < start:
        tip = min(wide, 7)
        canvas.fill(
            f"M{n(start)} {n(top)}H{n(low + tip)}L{n(low)} {n(middle)}L{n(low + tip)} "
            f"{n(top + _BAR)}H{n(start)}z",
            "wrong",
        )
    else:
        canvas.rect(left, top, max(wide, 2), _BAR, "bar")
    if row.high is None:
        dashes = f"M{n(low + 4)} {n(middle)}h12m4 0h7m4 0h3"
        canvas.stroke(dashes, "bar", thick=5)
    elif high > low:
        canvas.rect(low, top + 2, high - low, _BAR - 4, "bar", outline=True, dash="3 2.5")
        canvas.line(high, top - 1, high, top + _BAR + 1, "bar", thick=2.2)


def _sum(spec: Decomposition, canvas: Canvas, scale: Scale, y: float, at: _Columns) -> float:
    canvas.line(0, y + 3, canvas.width, y + 3, "ink", thick=1.5)
    y += 8
    taken = width(spec.total, size=18, weight=600, family="serif") + 12 if canvas.narrow else 0
    label = wrapped(spec.total_label, at.label - taken, size=SMALL, weight=600)
    high = max(30.0, 18 * len(label) + 10)
    middle = y + high / 2
    canvas.lines(0, middle - 9 * len(label) + 14, label, weight=600)
    canvas.text(
        at.amount, middle + 6, spec.total, size=18, weight=600, family="serif", anchor="end"
    )
    y += high
    if canvas.narrow:
        middle, y = y + 10, y + 24
    mark(canvas, scale, middle, spec.total_low, spec.total_high, sign=Sign.EXACT)
    if spec.claim is not None:
        x = scale.at(spec.claim)
        label = wrapped(spec.claim_label, at.label, size=SMALL)
        high = max(26.0, 18 * len(label) + 8)
        canvas.lines(0, y + high / 2 - 9 * len(label) + 14, label, fill="muted")
        y += high
        spot = y - high / 2 + 5
        if canvas.narrow:
            y += 18
            spot = y - 4
        claim(canvas, x, spot)
    return y + 6


def _left_out(
    spec: Decomposition, rows: list[DecompositionRow], canvas: Canvas, y: float, at: _Columns
) -> float:
    canvas.line(0, y + 4, canvas.width, y + 4, "base", dash="2 3")
    y = canvas.lines(
        0, y + 24, wrapped(spec.left_out_label, canvas.width, size=SMALL, weight=600), weight=600
    )
    y -= 10
    for row in rows:
        y, _ = _row(canvas, row, y, at, barred=False)
    return y + 2
