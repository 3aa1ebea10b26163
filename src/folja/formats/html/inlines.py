"""Words, figures, signs and links of a line as HTML.

A figure carries where it came from, and leads there when the page has the place. Only http, https
and mail addresses become links; anything else stays as its words.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from folja.documents import (
    Emphasis,
    FigureText,
    Inline,
    Link,
    Sign,
    SignText,
    Strong,
    Text,
)
from folja.formats.figures import BOX, shape
from folja.formats.html.anchors import Anchors

_SCHEMES = ("https://", "http://", "mailto:")
#: Class of a sign's colour; the shape says the same without it.
_TONES = {
    Sign.EXACT: "k",
    Sign.SUM: "k",
    Sign.MISSING: "b",
    Sign.BLANK: "b",
    Sign.NOT_IN_OPERATION: "b",
    Sign.INFO: "b",
    Sign.UNREADABLE: "w",
    Sign.CLAIM: "w",
    Sign.ERROR: "w",
}


def inlines(parts: Iterable[Inline], anchors: Anchors, *, here: str = "") -> str:
    """Return a row of inlines as markup; a figure at home `here` does not link to where it is."""
    return "".join(_inline(part, anchors, here) for part in parts)


def _inline(part: Inline, anchors: Anchors, here: str) -> str:
    match part:
        case Text(text):
            return escape(text)
        case Strong(text):
            return f"<strong>{escape(text)}</strong>"
        case Emphasis(text):
            return f"<em>{escape(text)}</em>"
        case FigureText(text, origin):
            source = escape(" ".join((origin.kind, *origin.address)))
            home = anchors.home(origin)
            if home is None or home == here:
                return f'<span class="fig" data-origin="{source}">{escape(text)}</span>'
            return f'<a class="fig" data-origin="{source}" href="#{home}">{escape(text)}</a>'
        case SignText():
            return sign(part)
        case Link(text, target):
            return _link(text, target, anchors)


def _link(text: str, target: str, anchors: Anchors) -> str:
    if target.startswith("#"):
        home = anchors.target(target)
        return f'<a href="#{home}">{escape(text)}</a>' if home else escape(text)
    if target.casefold().startswith(_SCHEMES):
        return f'<a href="{escape(target)}" rel="noopener noreferrer">{escape(text)}</a>'
    return escape(text)


def sign(part: SignText) -> str:
    """Return a sign, drawn once in the page and used by reference, read aloud by its name."""
    tone = _TONES.get(part.sign, "a")
    return (
        f'<svg class="sg {tone}" role="img" aria-label="{escape(part.name)}" viewBox="{BOX}">'
        f'<use href="#sign-{part.sign.value}" x="-11" y="-8" width="22" height="16"/></svg>'
    )


def sprite(signs: Iterable[Sign]) -> str:
    """Return the shapes of the signs that a page uses, to be referred to."""
    wanted = set(signs)
    symbols = "".join(
        f'<symbol id="sign-{one.value}" viewBox="{BOX}">'
        f"{shape(one, 'currentColor', 'var(--on-rust)')}</symbol>"
        for one in Sign
        if one in wanted
    )
    return f'<svg class="sprite" aria-hidden="true" width="0" height="0">{symbols}</svg>'
