"""The pictures of a report: a specification in, SVG or PNG out.

Ledger, two-point chart, coverage map and decomposition, in one grammar of uncertainty (`Sign`). On
a screen the colours are custom properties of the page (`--ink`, `--spruce` …) so that light and
dark follow; in print they are fixed and the signs black. No picture holds a style, an identifier or
a script. Alt text and the table beside are the caller's to set.
"""

from __future__ import annotations

from folja.documents import (
    CoverageMap,
    Decomposition,
    FigureSpec,
    Ledger,
    RangeChart,
)
from folja.formats.figures.canvas import PRINT_UNIT, Canvas, Theme
from folja.formats.figures.coverage import draw_coverage
from folja.formats.figures.decomposition import draw_decomposition
from folja.formats.figures.ledger import draw_ledger
from folja.formats.figures.ranges import draw_ranges
from folja.formats.figures.raster import rasterised
from folja.formats.figures.signs import BOX, ROLES, shape, sign_svg
from folja.text import Language

__all__ = [
    "BOX", "NARROW", "PAGE", "ROLES", "WIDE", "Theme", "drawing", "png", "shape", "sign_svg", "svg",
]  # fmt: skip

#: Widths that pictures are made for: a column on a screen (px), a phone (px), A4's text (pt).
WIDE, NARROW, PAGE = 760.0, 320.0, 482.0


def drawing(
    spec: FigureSpec, *, theme: Theme = "screen", width: float | None = None, lang: Language = "sv"
) -> Canvas:
    """Draw a picture and return the sheet it stands on, with the places of its words.

    `width` is in px on a screen and in pt in print; under 560 units names go above their lines.
    """
    if theme == "print":
        canvas = Canvas((width or PAGE) / PRINT_UNIT, theme, lang)
    else:
        canvas = Canvas(width or WIDE, theme, lang)
    match spec:
        case Ledger():
            draw_ledger(spec, canvas)
        case RangeChart():
            draw_ranges(spec, canvas)
        case CoverageMap():
            draw_coverage(spec, canvas)
        case Decomposition():
            draw_decomposition(spec, canvas)
    return canvas


def svg(
    spec: FigureSpec, *, theme: Theme = "screen", width: float | None = None, lang: Language = "sv"
) -> str:
    """Return a picture as one SVG element, sized in px for a screen and in pt for print.

    Figures of the scale are printed in `lang`; all other words come with the specification.
    """
    return drawing(spec, theme=theme, width=width, lang=lang).svg()


def png(
    spec: FigureSpec, *, width: float | None = None, lang: Language = "sv", dpi: int = 200
) -> bytes:
    """Return a picture as PNG in the print theme; `width` is in pt.

    The same specification gives the same bytes on every machine.
    """
    return rasterised(svg(spec, theme="print", width=width, lang=lang), dpi=dpi)
