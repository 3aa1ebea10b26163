"""The sheet that pictures are drawn on: lines, boxes and words as SVG, in one of two themes.

Holds no picture and no number format. Colours are roles, not values: on a screen they are custom
properties, so that light and dark follow the page; in print they are fixed, with black signs.
Refuses gradients, filters, identifiers and styles: several pictures stand in one page, and a page
with a strict content policy shows no inline style.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from folja.documents import writable
from folja.formats.figures.metrics import SOFT_HYPHEN, Family, Weight, shortened, width
from folja.text import Language

Theme = Literal["screen", "print"]
Role = Literal[
    "ink", "muted", "line", "hair", "paper", "mark", "inexact", "wrong", "base", "bar", "tint",
    "on-mark", "inexact-text",
]  # fmt: skip

SCREEN: Mapping[Role, str] = {
    "ink": "var(--ink)",
    "muted": "var(--muted)",
    "line": "var(--line)",
    "hair": "var(--hair)",
    "paper": "var(--paper)",
    "mark": "var(--mark)",
    "inexact": "var(--amber-mark)",
    "inexact-text": "var(--amber)",
    "wrong": "var(--rust-mark)",
    "base": "var(--base)",
    "bar": "var(--spruce)",
    "tint": "var(--tint)",
    "on-mark": "var(--on-rust)",
}
PRINT: Mapping[Role, str] = {
    "ink": "#18211f",
    "muted": "#4c5754",
    "line": "#c9c6bd",
    "hair": "#dddbd3",
    "paper": "#ffffff",
    "mark": "#000000",
    "inexact": "#000000",
    "inexact-text": "#000000",
    "wrong": "#000000",
    "base": "#6b7672",
    "bar": "#1d4f43",
    "tint": "#e9efec",
    "on-mark": "#ffffff",
}
PALETTES: Mapping[Theme, Mapping[Role, str]] = {"screen": SCREEN, "print": PRINT}
FAMILIES: Mapping[Theme, Mapping[Family, str]] = {
    "screen": {
        "sans": "'Source Sans 3', system-ui, sans-serif",
        "serif": "'Source Serif 4', Georgia, serif",
    },
    # Quoted: a bare family name may hold no word that begins with a digit.
    "print": {"sans": "'Source Sans 3'", "serif": "'Source Serif 4'"},
}
#: The smallest text of a picture, in its own units: 14 px on a screen, 8.4 pt in print.
SMALL = 14.0
#: Points in print per unit of drawing.
PRINT_UNIT = 0.6


def n(value: float) -> str:
    """Write a coordinate with at most one decimal and no negative zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(frozen=True, slots=True)
class Box:
    """Where a line of text stands, so that a test can tell whether two run into each other."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    def meets(self, other: Box) -> bool:
        """Say whether the two cover a common spot."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(slots=True)
class Canvas:
    """A picture while it is drawn; `height` is set by whoever draws it."""

    width: float
    theme: Theme = "screen"
    lang: Language = "sv"
    height: float = 0.0
    parts: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Whether the picture stands on a phone: names go above their lines."""
        return self.width < 560

    def colour(self, role: Role) -> str:
        """Return the colour of a role in this theme."""
        return PALETTES[self.theme][role]

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SMALL,
        weight: Weight = 400,
        family: Family = "sans",
        fill: Role = "ink",
        anchor: Literal["start", "middle", "end"] = "start",
    ) -> None:
        """Write one line with its baseline at `y`, without soft hyphens and control characters.

        What is wider than the whole picture is cut: it could not be read, and readers of pictures
        take for ever over it.
        """
        words = writable(words.replace(SOFT_HYPHEN, ""))
        if not words:
            return
        words = shortened(words, self.width, size=size, weight=weight, family=family)
        wide = width(words, size=size, weight=weight, family=family)
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
        self.boxes.append(Box(left, y - size * 0.72, left + wide, y + size * 0.2, words))
        attributes = [f'x="{n(x)}" y="{n(y)}"']
        if size != SMALL:
            attributes.append(f'font-size="{n(size)}"')
        if weight != 400:
            attributes.append(f'font-weight="{weight}"')
        if family != "sans":
            attributes.append(f'font-family="{FAMILIES[self.theme][family]}"')
        if fill != "ink":
            attributes.append(f'fill="{self.colour(fill)}"')
        if anchor != "start":
            attributes.append(f'text-anchor="{anchor}"')
        self.parts.append(f"<text {' '.join(attributes)}>{escape(words)}</text>")

    def lines(
        self,
        x: float,
        y: float,
        lines: Iterable[str],
        *,
        leading: float = 18.0,
        size: float = SMALL,
        weight: Weight = 400,
        fill: Role = "ink",
        anchor: Literal["start", "middle", "end"] = "start",
    ) -> float:
        """Write lines one under the other and return the baseline that would come next."""
        for line in lines:
            self.text(x, y, line, size=size, weight=weight, fill=fill, anchor=anchor)
            y += leading
        return y

    def stroke(
        self, d: str, role: Role, *, thick: float = 1.0, dash: str = "", fill: Role | None = None
    ) -> None:
        """Draw a path as a line, with a fill where one is named."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        inside = self.colour(fill) if fill else "none"
        self.parts.append(
            f'<path d="{d}" fill="{inside}" stroke="{self.colour(role)}"'
            f' stroke-width="{n(thick)}"{dashes}/>'
        )

    def fill(self, d: str, role: Role) -> None:
        """Fill a path."""
        self.parts.append(f'<path d="{d}" fill="{self.colour(role)}"/>')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, role: Role, *, thick: float = 1.0,
        dash: str = "",
    ) -> None:  # fmt: skip
        """Draw one straight line."""
        self.stroke(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}", role, thick=thick, dash=dash)

    def rect(
        self,
        x: float,
        y: float,
        wide: float,
        high: float,
        role: Role,
        *,
        outline: bool = False,
        dash: str = "",
        thick: float = 1.5,
    ) -> None:
        """Draw a box: filled, or as an outline that keeps inside its own edges."""
        if outline:
            half = thick / 2
            x, y, wide, high = x + half, y + half, max(wide - thick, 0.1), max(high - thick, 0.1)
        d = f"M{n(x)} {n(y)}h{n(wide)}v{n(high)}h{n(-wide)}z"
        if outline:
            self.stroke(d, role, thick=thick, dash=dash)
        else:
            self.fill(d, role)

    def hatch(
        self, x: float, y: float, wide: float, high: float, role: Role, *, gap: float = 5.0
    ) -> None:
        """Fill a box with lines at 45°, cut at its edges."""
        d = []
        at = gap / 2
        while at < wide + high:
            x1, y1 = (x + at, y) if at <= wide else (x + wide, y + at - wide)
            x2, y2 = (x, y + at) if at <= high else (x + at - high, y + high)
            d.append(f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}")
            at += gap
        self.stroke("".join(d), role, thick=1.3)

    def place(self, x: float, y: float, markup: str, *, scale: float = 1.0) -> None:
        """Put ready markup, drawn round the origin, at a spot."""
        size = f" scale({scale:g})" if scale != 1 else ""
        self.parts.append(f'<g transform="translate({n(x)} {n(y)}){size}">{markup}</g>')

    def svg(self) -> str:
        """Return the picture as one SVG element with its size in px, or in pt for print."""
        unit, factor = ("pt", PRINT_UNIT) if self.theme == "print" else ("", 1.0)
        wide, high = n(self.width * factor) + unit, n(self.height * factor) + unit
        family = quoteattr(FAMILIES[self.theme]["sans"])
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(self.width)} '
            f'{n(self.height)}" width="{wide}" height="{high}" font-family={family} '
            f'font-size="{n(SMALL)}" fill="{self.colour("ink")}">{"".join(self.parts)}</svg>'
        )
