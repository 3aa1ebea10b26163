"""The key under a picture: each sign or square with its word, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from folja.documents import Sign, Square
from folja.formats.figures.canvas import SMALL, Canvas
from folja.formats.figures.metrics import width, wrapped
from folja.formats.figures.signs import markup

#: The side of a square that stands for a network.
SIDE = 13.0


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One entry: how its sign is drawn round a spot, and its words."""

    draw: Callable[[Canvas, float, float], None]
    words: str


def sign_item(sign: Sign, words: str) -> KeyItem:
    """Return the entry of a sign of the grammar."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.place(x, y, markup(sign, canvas.theme))

    return KeyItem(draw, words)


def square_item(kind: Square, words: str) -> KeyItem:
    """Return the entry of a square of coverage."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        square(canvas, kind, x - SIDE / 2, y - SIDE / 2)

    return KeyItem(draw, words)


def square(canvas: Canvas, kind: Square, x: float, y: float, *, side: float = SIDE) -> None:
    """Draw one network's square; each kind has a form of its own."""
    match kind:
        case Square.IN:
            canvas.rect(x, y, side, side, "bar")
        case Square.PARTLY:
            canvas.fill(f"M{x:.1f} {y:.1f}h{side:.1f}l{-side:.1f} {side:.1f}z", "inexact")
            canvas.rect(x, y, side, side, "inexact", outline=True)
        case Square.NO_ANSWER:
            canvas.rect(x, y, side, side, "base", outline=True)
        case Square.UNREADABLE:
            canvas.place(
                x + side / 2, y + side / 2, markup(Sign.UNREADABLE, canvas.theme), scale=side / 14.6
            )
        case Square.OUT:
            canvas.hatch(x, y, side, side, "base", gap=4)


def key(canvas: Canvas, items: Sequence[KeyItem], top: float, *, left: float = 0.0) -> float:
    """Draw the entries from `top` down and return where the key ends."""
    if not items:
        return top
    x, y, room = left, top + 12, canvas.width - left
    for item in items:
        lines = wrapped(item.words, room - 30, size=SMALL)
        wide = 28 + max(width(line, size=SMALL) for line in lines)
        if x > left and x + wide > canvas.width:
            x, y = left, y + 24
        item.draw(canvas, x + 11, y)
        canvas.lines(x + 28, y + 5, lines, fill="muted")
        y += 18 * (len(lines) - 1)
        x += wide + 22
    return y + 14
