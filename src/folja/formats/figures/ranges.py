"""The two-point chart: the earlier figure hollow, the later filled, on one scale.

Words as said stand in columns of their own beside the scale, so that nothing drawn covers them. A
decline ends in an arrow; a missing start leaves the later figure alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from folja.documents import RangeChart, RangeRow, Sign
from folja.formats.figures.canvas import SMALL, Canvas, Role, n
from folja.formats.figures.keys import KeyItem, key, sign_item
from folja.formats.figures.marks import REACH, mark
from folja.formats.figures.metrics import Weight, width, wrapped
from folja.formats.figures.scales import Scale, axis, spanning
from folja.formats.figures.signs import KNOWN, markup

_GAP = 14.0
#: The column of a sign left of an answer.
_SIGN = 28.0


def draw_ranges(spec: RangeChart, canvas: Canvas) -> None:
    """Draw the heads of the columns, the scale, every row, and the key."""
    ends = [
        bound
        for row in spec.rows
        for bound in (row.start_low, row.start_high, row.end_low, row.end_high)
    ]
    low, high = spanning(ends)
    opens = any((lo is None) != (hi is None) for row in spec.rows for lo, hi in _bounds(row))
    if canvas.narrow:
        y = _narrow(spec, canvas, Scale(low, high, 14, canvas.width - (REACH if opens else 14)))
    else:
        y = _wide(spec, canvas, low, high, opens=opens)
    items = [_point(spec.start_name, hollow=True), _point(spec.end_name, hollow=False)]
    # The exact figure has the filled dot of the later point already.
    items += [sign_item(sign, words) for sign, words in spec.key if sign is not Sign.EXACT]
    canvas.height = key(canvas, items, y + 8)


def _bounds(row: RangeRow) -> tuple[tuple[object, object], tuple[object, object]]:
    return (row.start_low, row.start_high), (row.end_low, row.end_high)


def _known(sign: Sign) -> bool:
    return sign in KNOWN


def _dot(canvas: Canvas, x: float, y: float, *, hollow: bool) -> None:
    """Draw the dot that heads a column and stands in the key."""
    ink, paper = canvas.colour("base"), canvas.colour("paper")
    if hollow:
        drawn = f'<circle r="4.9" fill="{paper}" stroke="{ink}" stroke-width="2"/>'
    else:
        drawn = f'<circle r="5.5" fill="{canvas.colour("mark")}"/>'
    canvas.place(x, y, drawn)


def _point(words: str, *, hollow: bool) -> KeyItem:
    return KeyItem(lambda canvas, x, y: _dot(canvas, x, y, hollow=hollow), words)


def _widest(words: list[str], least: float, most: float, *, weight: Weight = 400) -> float:
    wide = max((width(line, size=SMALL, weight=weight) for line in words), default=0.0)
    return min(max(wide, least), most)


def _wide(spec: RangeChart, canvas: Canvas, low: Decimal, high: Decimal, *, opens: bool) -> float:
    rows = spec.rows
    label_wide = _widest([r.label for r in rows], 90, canvas.width * 0.27)
    start_wide = _widest([r.start_label for r in rows], 36, 92) + _SIGN
    end_wide = _widest([r.end_label for r in rows], 36, 104) + _SIGN
    change_wide = _widest([r.change for r in rows], 36, 84, weight=600)
    start_at = label_wide + _GAP
    plot_left = start_at + start_wide + _GAP
    change_at = canvas.width
    end_at = canvas.width - change_wide - _GAP - end_wide
    scale = Scale(
        low,
        high,
        plot_left + 16,
        end_at - _GAP - (REACH if opens else 12),
    )
    heights = [
        max(
            32.0,
            14.0 + 18 * max(
                len(wrapped(row.label, label_wide, size=SMALL)),
                len(wrapped(row.start_label, start_wide - _SIGN, size=SMALL)),
                len(wrapped(row.end_label, end_wide - _SIGN, size=SMALL)),
                len(wrapped(row.change, change_wide, size=SMALL, weight=600)),
            ),
        )
        for row in rows
    ]  # fmt: skip
    top = 24.0
    axis(canvas, scale, top, top + sum(heights) + 4)
    if spec.unit:
        canvas.text(0, top - 6, spec.unit, fill="muted")
    if rows:
        _dot(canvas, start_at + start_wide - 5.5, top - 11, hollow=True)
        _dot(canvas, end_at + end_wide - 5.5, top - 11, hollow=False)
    y = top + 4
    for row, high_row in zip(rows, heights, strict=True):
        middle = y + high_row / 2
        _centred(canvas, 0, middle, wrapped(row.label, label_wide, size=SMALL))
        _said(canvas, row.start_sign, row.start_label, start_at, middle, start_wide)
        _said(canvas, row.end_sign, row.end_label, end_at, middle, end_wide)
        change = wrapped(row.change, change_wide, size=SMALL, weight=600)
        _centred(canvas, change_at, middle, change, bold=True)
        _pair(canvas, scale, row, middle, no_start=spec.no_start)
        y += high_row
    return y + 6


def _centred(
    canvas: Canvas, x: float, middle: float, lines: tuple[str, ...], *, bold: bool = False
) -> None:
    y = middle - 9 * len(lines) + 14
    canvas.lines(x, y, lines, weight=600 if bold else 400, anchor="end" if bold else "start")


def _said(canvas: Canvas, sign: Sign, words: str, x: float, middle: float, wide: float) -> None:
    """Write an answer as said, with its sign in a column of its own."""
    if sign is not Sign.EXACT:
        canvas.place(x + 11, middle, markup(sign, canvas.theme))
    lines = wrapped(words, wide - _SIGN, size=SMALL)
    y = middle - 9 * len(lines) + 14
    fill: Role = "ink" if _known(sign) else "muted"
    if canvas.narrow:
        canvas.lines(x + _SIGN, y, lines, fill=fill)
    else:
        canvas.lines(x + wide, y, lines, fill=fill, anchor="end")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row as it stands on a phone: its name in lines, and how high its answers are."""

    row: RangeRow
    top: float
    label: tuple[str, ...]
    change: tuple[str, ...]
    said: float

    @property
    def head(self) -> float:
        """The height of the name, or of the change beside it."""
        return 18.0 * max(len(self.label), len(self.change))

    @property
    def bottom(self) -> float:
        """Where the next row starts."""
        return self.top + self.head + self.said + 40


def _narrow(spec: RangeChart, canvas: Canvas, scale: Scale) -> float:
    top = 24.0
    half = canvas.width / 2
    entries: list[_Entry] = []
    y = top + 6
    for row in spec.rows:
        change = wrapped(row.change, canvas.width * 0.4, size=SMALL, weight=600)
        taken = max((width(line, size=SMALL, weight=600) for line in change), default=0.0)
        label = wrapped(row.label, canvas.width - taken - 12, size=SMALL, weight=600)
        lines = max(
            len(wrapped(row.start_label, half - 18 - _SIGN, size=SMALL)),
            len(wrapped(row.end_label, half - 4 - _SIGN, size=SMALL)),
        )
        entries.append(_Entry(row, y, label, change, 18.0 * lines + 4))
        y = entries[-1].bottom
    axis(canvas, scale, top, y)
    for entry in entries:
        row, at = entry.row, entry.top
        # The words stand on the hairlines of the scale, so that paper is laid under them.
        canvas.rect(0, at, canvas.width, entry.head + entry.said + 4, "paper")
        canvas.lines(canvas.width, at + 14, entry.change, weight=600, anchor="end")
        canvas.lines(0, at + 14, entry.label, weight=600)
        middle = at + entry.head + entry.said / 2 + 2
        _said(canvas, row.start_sign, row.start_label, 0, middle, half - 18)
        canvas.text(half - 9, middle + 5, "→", fill="muted", anchor="middle")
        _said(canvas, row.end_sign, row.end_label, half + 4, middle, half - 4)
        _pair(canvas, scale, row, at + entry.head + entry.said + 20, no_start=spec.no_start)
    return y + 4


def _pair(canvas: Canvas, scale: Scale, row: RangeRow, y: float, *, no_start: str) -> None:
    """Draw both figures and the line between them; two that would cover each other part ways."""
    starts = row.start_low if row.start_low is not None else row.start_high
    ends = row.end_low if row.end_low is not None else row.end_high
    above = below = y
    if starts is not None and ends is not None:
        x1, x2 = scale.at(starts), scale.at(ends)
        spans = any(lo != hi for lo, hi in _bounds(row))
        if abs(x2 - x1) < 13 or spans:
            above, below = (y - 6, y + 6) if not spans else (y - 8, y + 7)
        else:
            # An alternative's hollow dot stands right of its figure, where the arrow would end.
            clear = 20 if row.end_sign is Sign.WITH_ALTERNATIVE else 8
            _join(canvas, x1, x2, y, fell=row.fell, clear=clear)
    elif ends is not None and not _known(row.start_sign):
        _alone(canvas, scale, row, y, no_start)
    mark(canvas, scale, above, row.start_low, row.start_high, sign=row.start_sign, hollow=True)
    mark(canvas, scale, below, row.end_low, row.end_high, sign=row.end_sign)


def _alone(canvas: Canvas, scale: Scale, row: RangeRow, y: float, words: str) -> None:
    """Say beside a later figure that its start is not known, on the side that has room."""
    low, high = row.end_low, row.end_high
    first = scale.at(low) if low is not None else scale.at(high or Decimal(0)) - REACH
    last = scale.at(high) if high is not None else first + REACH
    wide = width(words, size=SMALL)
    left = first - 14 - wide
    if left < scale.left - 10:
        left = last + 14
    if left + wide <= max(scale.right + 10, last):
        canvas.rect(left - 3, y - 9, wide + 6, 18, "paper")
        canvas.text(left, y + 5, words, fill="muted")


def _join(canvas: Canvas, x1: float, x2: float, y: float, *, fell: bool, clear: float) -> None:
    if not fell:
        canvas.line(x1, y, x2, y, "base", thick=2)
        return
    tip = x2 + clear
    canvas.line(x1, y, tip + 6, y, "base", thick=2)
    canvas.fill(f"M{n(tip - 1)} {n(y)}l9-5v10z", "base")
