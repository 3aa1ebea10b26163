"""A figure on a scale: a dot, a dot in a ring, a bar between ticks, a bar that breaks up.

Holds how each kind of figure is drawn at its value; the earlier of two is hollow. Refuses to draw
bounds that nobody gave: an open end breaks up instead of ending.
"""

from __future__ import annotations

from decimal import Decimal

from folja.documents import Sign
from folja.formats.figures.canvas import Canvas, Role, n
from folja.formats.figures.scales import Scale

#: How far the bar of an open end reaches beyond its known end.
REACH = 36.0


def mark(
    canvas: Canvas,
    scale: Scale,
    y: float,
    low: Decimal | None,
    high: Decimal | None,
    *,
    sign: Sign = Sign.EXACT,
    hollow: bool = False,
) -> None:
    """Draw a figure at its value; nothing where neither end is known."""
    role: Role = "base" if hollow else "mark"
    if low is None and high is None:
        return
    if low is None or high is None:
        end = low if low is not None else high
        if end is not None:
            _open(canvas, scale.at(end), y, role, towards=1 if low is not None else -1)
    elif low != high:
        _span(canvas, scale.at(low), scale.at(high), y, role, hollow=hollow)
    else:
        _dot(canvas, scale.at(low), y, role, sign, hollow=hollow)


def _span(canvas: Canvas, x1: float, x2: float, y: float, role: Role, *, hollow: bool) -> None:
    if hollow:
        canvas.rect(x1, y - 3.5, x2 - x1, 7, "paper")
        canvas.rect(x1, y - 3.5, x2 - x1, 7, role, outline=True)
    else:
        canvas.rect(x1, y - 2.5, x2 - x1, 5, role)
    canvas.stroke(f"M{n(x1)} {n(y - 8)}v16M{n(x2)} {n(y - 8)}v16", role, thick=2.4)


def _open(canvas: Canvas, x: float, y: float, role: Role, *, towards: int) -> None:
    canvas.line(x, y - 8, x, y + 8, role, thick=2.4)
    bars = "".join(
        f"M{n(x + towards * start)} {n(y)}h{n(towards * long)}"
        for start, long in ((0, 14), (18, 8), (30, 3))
    )
    canvas.stroke(bars, role, thick=5)


def _dot(canvas: Canvas, x: float, y: float, role: Role, sign: Sign, *, hollow: bool) -> None:
    ink, paper = canvas.colour(role), canvas.colour("paper")
    radius = 3.4 if sign in (Sign.ABOUT, Sign.BRACKETED) else 5.5
    if hollow:
        shape = f'<circle r="{radius - 0.6:g}" fill="{paper}" stroke="{ink}" stroke-width="2"/>'
    else:
        shape = f'<circle r="{radius:g}" fill="{ink}"/>'
    if sign is Sign.ABOUT:
        shape = f'<circle r="7.4" fill="{paper}" stroke="{ink}" stroke-width="1.5"/>{shape}'
    elif sign is Sign.SUM:
        tail = f'<path d="M-13 0H0" stroke="{ink}" stroke-width="1.8"/>'
        shape = f'{tail}<circle cx="-13" r="3" fill="{ink}"/>{shape}'
    elif sign is Sign.WITH_ALTERNATIVE:
        ring = f'<circle cx="11" r="3.2" fill="{paper}" stroke="{ink}" stroke-width="1.7"/>'
        shape = f"{shape}{ring}"
    elif sign is Sign.BRACKETED:
        arcs = "M-5.5-6.5Q-9.5 0-5.5 6.5M5.5-6.5Q9.5 0 5.5 6.5"
        shape = f'{shape}<path d="{arcs}" fill="none" stroke="{ink}" stroke-width="1.7"/>'
    canvas.place(x, y, shape)


def claim(canvas: Canvas, x: float, y: float) -> None:
    """Draw the mark of what a report claimed, its point at `y`."""
    canvas.fill(f"M{n(x)} {n(y)}l-6-10h12z", "wrong")
