"""Words that are longer than any word: broken where they are set, and cut where they are a name.

The typesetter looks at an unbroken run as a whole and keeps it as one string, and a PDF refuses a
string of more than 32 767 bytes. A run that is longer than a line gets places to break, which are
not seen; shorter ones, addresses among them, stay as they were written.
"""

from __future__ import annotations

import re

from folja.formats.pdf.glyphs import printable

#: The longest run that is left alone, and how much of a longer one stands before each break.
RUN, PIECE = 80, 40
#: The longest name that is set: of a heading, a caption, a column, what is read of a picture, and
#: what stands in a cell. Whole texts stand in paragraphs.
NAME = 2_000

#: Where a line may break without our help; a space that must not break is part of its run.
_BREAKS = " \n\u00ad\u200b"
_RUN = re.compile(rf"[^{_BREAKS}]{{{RUN + 1},}}")
_PIECE = re.compile(rf".{{{PIECE}}}(?=.)", re.DOTALL)


def broken(text: str) -> str:
    """Return words as they are set, with places to break in a run that has none.

    >>> broken("kort"), broken("x" * 100).split("\\u200b") == ["x" * 40, "x" * 40, "x" * 20]
    ('kort', True)
    """
    text = printable(text)
    if len(text) <= RUN:
        return text
    return _RUN.sub(lambda run: _PIECE.sub("\\g<0>\u200b", run[0]), text)


def named(text: str) -> str:
    """Return a name as it is set: as long as a name can be, and broken as other words are.

    >>> named("Relationer"), len(named("ord " * 1_000))
    ('Relationer', 2000)
    """
    return broken(whole(text))


def whole(text: str) -> str:
    """Return a name as the file keeps it, for readers and not for the page: not broken."""
    text = printable(text)
    return text if len(text) <= NAME else f"{text[: NAME - 1].rstrip()}…"
