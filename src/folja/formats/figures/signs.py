"""The signs of the grammar of uncertainty: one shape each, the same in tables, charts and print.

Every two differ in shape, so that they can be told apart without colour. A sign is drawn round the
origin in a box of 22 by 16. Holds no words: what a sign is read aloud as comes with the document.
"""

from __future__ import annotations

from collections.abc import Mapping

from folja.documents import Sign
from folja.formats.figures.canvas import PALETTES, Role, Theme

#: The box that a sign is drawn in: left, top, width, height.
BOX = "-11 -8 22 16"

#: The colour role of each sign; the shape says the same without it.
ROLES: Mapping[Sign, Role] = {
    Sign.EXACT: "mark",
    Sign.ABOUT: "inexact",
    Sign.RANGE: "inexact",
    Sign.AT_LEAST: "inexact",
    Sign.AT_MOST: "inexact",
    Sign.SUM: "mark",
    Sign.WITH_ALTERNATIVE: "inexact",
    Sign.BRACKETED: "inexact",
    Sign.MISSING: "base",
    Sign.BLANK: "base",
    Sign.UNREADABLE: "wrong",
    Sign.NOT_IN_OPERATION: "base",
    Sign.CLAIM: "wrong",
    Sign.ERROR: "wrong",
    Sign.WARNING: "inexact",
    Sign.INFO: "base",
}
#: Signs that say that a value is known, wholly or within bounds.
KNOWN = frozenset(
    {
        Sign.EXACT,
        Sign.ABOUT,
        Sign.RANGE,
        Sign.AT_LEAST,
        Sign.AT_MOST,
        Sign.SUM,
        Sign.WITH_ALTERNATIVE,
        Sign.BRACKETED,
    }
)

# @ is the colour of the sign, % the colour of what stands on it.
_SHAPES: Mapping[Sign, str] = {
    Sign.EXACT: '<circle r="5.5" fill="@"/>',
    Sign.ABOUT: '<circle r="3" fill="@"/><circle r="6.6" fill="none" stroke="@"'
    ' stroke-width="1.5"/>',
    Sign.RANGE: '<path d="M-9-6V6M9-6V6" fill="none" stroke="@" stroke-width="2.2"/>'
    '<path d="M-9 0H9" fill="none" stroke="@" stroke-width="4.4"/>',
    Sign.AT_LEAST: '<path d="M-9-6.500V6.5" fill="none" stroke="@" stroke-width="2.2"/>'
    '<path d="M-9 0h8M1 0h4.500M7.5 0h2" fill="none" stroke="@" stroke-width="4.4"/>',
    Sign.AT_MOST: '<path d="M9-6.500V6.5" fill="none" stroke="@" stroke-width="2.2"/>'
    '<path d="M9 0h-8M-1 0h-4.500M-7.5 0h-2" fill="none" stroke="@" stroke-width="4.4"/>',
    Sign.SUM: '<path d="M-7 0H5" fill="none" stroke="@" stroke-width="1.8"/>'
    '<circle cx="-7" r="3" fill="@"/><circle cx="5" r="5" fill="@"/>',
    Sign.WITH_ALTERNATIVE: '<circle cx="-4.5" r="5" fill="@"/>'
    '<circle cx="6.5" r="3.2" fill="none" stroke="@" stroke-width="1.7"/>',
    Sign.BRACKETED: '<circle r="3.4" fill="@"/><path d="M-5.5-6.500Q-9.5 0-5.5 6.5'
    'M5.5-6.500Q9.5 0 5.5 6.5" fill="none" stroke="@" stroke-width="1.7"/>',
    Sign.MISSING: '<path d="M-6-6H6V6H-6z" fill="none" stroke="@" stroke-width="1.8"/>',
    Sign.BLANK: '<path d="M-6-6H6V6H-6z" fill="none" stroke="@" stroke-width="1.7"'
    ' stroke-dasharray="2.7 2.1"/>',
    Sign.UNREADABLE: '<path d="M-7.3-7.300H7.300V7.300H-7.300z" fill="@"/>'
    '<path d="M-2.5-2.200A2.6 2.6 0 1 1 .9 .3Q0 .8 0 2M0 3.600V5.4" fill="none"'
    ' stroke="%" stroke-width="1.8"/>',
    Sign.NOT_IN_OPERATION: '<path d="M-7-3.5-3.5-7M-7 0 0-7M-7 3.5 3.5-7M-7 7 7-7M-3.5 7'
    ' 7-3.500M0 7 7 0M3.5 7 7 3.5" fill="none" stroke="@" stroke-width="1.5"/>',
    Sign.CLAIM: '<path d="M0 6.5-6.5-5H6.500z" fill="@"/>',
    Sign.ERROR: '<path d="M0-8 8 0 0 8-8 0z" fill="@"/>'
    '<path d="M0-4.500V1M0 2.800V4.6" fill="none" stroke="%" stroke-width="1.8"/>',
    Sign.WARNING: '<path d="M0-6 6.8 6H-6.800z" fill="none" stroke="@" stroke-width="1.9"/>',
    Sign.INFO: '<circle r="3" fill="@"/>',
}


def shape(sign: Sign, ink: str, on_ink: str) -> str:
    """Return the markup of a sign, drawn round the origin in two given colours."""
    return _SHAPES[sign].replace("@", ink).replace("%", on_ink)


def markup(sign: Sign, theme: Theme) -> str:
    """Return the markup of a sign in the colours of a theme."""
    palette = PALETTES[theme]
    return shape(sign, palette[ROLES[sign]], palette["on-mark"])


def sign_svg(sign: Sign, *, theme: Theme = "print", height: float = 9.0) -> str:
    """Return a sign as a picture of its own; `height` is in pt for print, in px on a screen."""
    unit = "pt" if theme == "print" else ""
    wide = f"{height * 22 / 16:g}{unit}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{BOX}" width="{wide}" '
        f'height="{height:g}{unit}">{markup(sign, theme)}</svg>'
    )
