"""Digits that somebody typed into a text, with the figures that they may be meant to cite."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from folja.model import typed_figures as typed_in
from folja.text import Language
from folja_site.interviews.writing import Figures


@dataclass(frozen=True, slots=True)
class Own:
    """A digit that was typed in, with the figures of the network that say the same."""

    digits: str
    matches: tuple[tuple[str, str], ...]


def own_digits(text: str, figures: Figures, lang: Language) -> tuple[Own, ...]:
    """Return the digits typed into a text, each with the figures that it may be meant to cite."""
    return tuple(Own(digits, _matches(digits, figures, lang)) for digits in typed_in(text))


def _matches(digits: str, figures: Figures, lang: Language) -> tuple[tuple[str, str], ...]:
    plain = re.sub(r"[\u00a0 ]", "", digits).replace(",", ".")
    if not re.fullmatch(r"\d{1,12}(\.\d{1,4})?", plain):
        return ()
    value, found = Decimal(plain), []
    for indicator, point in figures.answers:
        reading = figures.reading(indicator, point)
        same = reading is not None and reading.low == value == reading.high
        if same and indicator in figures.indicators:
            at = figures.indicators[indicator]
            name = (at.short_name or at.name).get(lang)
            found.append((f"{name}, {point}", f"#{at.no}:{point}"))
    return tuple(found[:3])
