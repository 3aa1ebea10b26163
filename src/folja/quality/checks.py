"""What a check declares about itself, and the families that checks come in.

Holds the declaration (code, severity, what it needs, what it does with missing values) and the
family (declarations, and the one function that looks). Refuses to look itself: the families do, one
module each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from folja.model import Finding, Severity
from folja.quality.answers import Answers


class Missing(StrEnum):
    """What a check does where an answer that it needs is missing, blank or unreadable."""

    PASSES_OVER = "passes-over"
    IS_SEEN = "is-seen"
    IS_POSSIBLE = "is-possible"
    DISAGREES = "disagrees"
    NOT_CONCERNED = "not-concerned"


class Need(StrEnum):
    """What has to be there for a check to look at all."""

    ANSWERS = "answers"
    TWO_POINTS = "two-points"
    PRINTED_DIFFERENCES = "printed-differences"
    RELATION = "relation"
    STATUS = "status"
    THEMES = "themes"
    THEME_LISTINGS = "theme-listings"
    GOALS = "goals"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check: its stable code and what it holds itself to.

    `severity` is that of a breach; `worse` one that a breach may also have (the wording `rule` says
    when). A breach that only an open end or a missing answer allows is always a note. Words:
    `quality.<code>.name`, `.rule`, `.seen` (and variants), `.remedy`.
    """

    code: str
    severity: Severity
    worse: Severity | None = None
    missing: Missing
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Checks that look at the same things: what each declares, and the function that looks."""

    name: str
    checks: tuple[Check, ...]
    look: Callable[[Answers], Iterator[Finding]]
