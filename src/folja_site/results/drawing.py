"""The small scale beside a headline: its span, and the figure that was claimed."""

from __future__ import annotations

from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from folja.documents import LedgerRow, Sign
from folja.formats.figures.canvas import Canvas
from folja.formats.figures.marks import REACH, claim, mark
from folja.formats.figures.scales import Scale
from folja.text import Language, format_number

_WIDE, _MIDDLE = 300.0, 26.0


def span_svg(row: LedgerRow, lang: Language) -> SafeString:
    """Draw the scale of a headline; an exact figure without a claim draws none."""
    known = row.low is not None or row.high is not None
    if not known or (row.low == row.high and not row.approximate and row.claim is None):
        return SafeString("")
    canvas = Canvas(_WIDE, "screen", lang)
    canvas.height = 56
    low, high = _ends(row)
    before, after = REACH * (row.low is None), REACH * (row.high is None)
    scale = Scale(low, high, 8 + before, _WIDE - 8 - after)
    canvas.line(0, _MIDDLE, _WIDE, _MIDDLE, "line")
    canvas.line(0, _MIDDLE - 4, 0, _MIDDLE + 4, "line")
    canvas.line(_WIDE, _MIDDLE - 4, _WIDE, _MIDDLE + 4, "line")
    canvas.text(0, _MIDDLE + 24, format_number(low, lang), fill="muted", anchor="start")
    canvas.text(_WIDE, _MIDDLE + 24, format_number(high, lang), fill="muted", anchor="end")
    sign = Sign.ABOUT if row.approximate and row.low == row.high else Sign.EXACT
    mark(canvas, scale, _MIDDLE, row.low, row.high, sign=sign)
    if row.claim is not None:
        claim(canvas, scale.at(row.claim), _MIDDLE - 10)
    return mark_safe(canvas.svg())  # noqa: S308 - drawn by us, words escaped


def _ends(row: LedgerRow) -> tuple[Decimal, Decimal]:
    return row.scale_low, row.scale_high
