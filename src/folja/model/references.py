"""References to figures inside texts, so that no figure is ever typed in.

Written `[[cell NBC 20 2005-12-31]]` (an answer's words), `[[change SI 12]]` (end minus start by
strict arithmetic), `[[claim nbc-meetings]]` (a figure another document states), `[[total 20
strict]]`, `[[from-to SI 12]]` (both answers: "21 till 53") and `[[count networks-compared]]` (a
count over the follow-up). `|words` after the address prints a small whole number in words (`[[cell
NBC 1 2005-12-31|words]]`). Anything else between double brackets is refused by `folja validate`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_REFERENCE = re.compile(r"\[\[([a-z-]+)((?: [^\]|\s]+)+)(?:\|(words))?\]\]")
_DIGITS = re.compile(r"\d")

#: What may be referred to, with the number of parts of its address.
TARGETS = {"cell": 3, "change": 2, "from-to": 2, "claim": 1, "total": 2, "count": 1}

#: What `count` may count over the follow-up.
COUNTS = frozenset(
    {
        "areas",
        "claims",
        "decisions",
        "findings",
        "goals",
        "goals-considered",
        "indicators",
        "needs",
        "networks",
        "networks-compared",
        "networks-left-out",
        "networks-with-answers",
        "observations",
        "points",
        "sources",
        "themes",
    }
)


@dataclass(frozen=True, slots=True)
class FigureReference:
    """One reference: its target, the parts of its address, and whether to print words."""

    target: str
    address: tuple[str, ...]
    words: bool = False

    @property
    def is_well_formed(self) -> bool:
        """Whether the target exists and has the number of parts it needs."""
        return TARGETS.get(self.target) == len(self.address)


def segments(text: str) -> tuple[str | FigureReference, ...]:
    """Split a text into running words and references, in order.

    >>> segments("Från [[cell SI 1 2004-01-01]] aktörer")[1].address
    ('SI', '1', '2004-01-01')
    """
    parts: list[str | FigureReference] = []
    at = 0
    for match in _REFERENCE.finditer(text):
        if match.start() > at:
            parts.append(text[at : match.start()])
        parts.append(FigureReference(match[1], tuple(match[2].split()), match[3] is not None))
        at = match.end()
    if at < len(text):
        parts.append(text[at:])
    return tuple(parts)


def plain(text: str) -> str:
    """Return the running words alone, references left out."""
    return "".join(part for part in segments(text) if isinstance(part, str))


def typed_figures(text: str) -> tuple[str, ...]:
    """Return the digits typed outside references, years (1900–2099) and dates excepted.

    >>> typed_figures("Under 2005 kom [[cell NBC 20 2005-12-31]] produkt och 7 processer")
    ('7',)
    """
    found = re.findall(
        r"\d+(?:[.,\u00a0 ]\d+)*", re.sub(r"\b(?:19|20)\d\d(?:-\d\d){0,2}\b", "", plain(text))
    )
    return tuple(found)
