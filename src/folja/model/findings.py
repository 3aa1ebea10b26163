"""A finding: what a check saw, where, how sure it is and what would mend it.

Findings are computed, never stored; what is stored is the decision about them. Imports produce the
same type.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from folja.model.answers import Decision
from folja.text import Message


class Severity(StrEnum):
    """How much a finding matters: error (wrong), warning (ask), info (note)."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest, for sorting and thresholds."""
        return list(Severity).index(self)

    @property
    def asks(self) -> bool:
        """Whether somebody is to decide or answer; a note is only to be known about."""
        return self is not Severity.INFO


class Outcome(StrEnum):
    """Certain: broken under every completion of the values. Possible: under some."""

    CERTAIN = "certain"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding; `point` is a point's id, "from/to" for a change, or None for a whole unit or
    catalogue entry.

    `fingerprint` hashes code, place and the words of the cells seen, so that a decision can tell
    whether what it decided about has changed since. `cells` lists them as (unit, indicator, place,
    verbatim). `subject` names a catalogue entry (a goal, a theme listing) for findings that concern
    no network. `points` are those of the answers of a row that is found once for them all, each of
    which may be decided by itself.
    """

    code: str
    severity: Severity
    outcome: Outcome = Outcome.CERTAIN
    unit: str | None = None
    indicator: str | None = None
    no: int | None = None
    point: str | None = None
    subject: str | None = None
    message: Message
    remedy: Message | None = None
    cells: tuple[tuple[str, str, str, str], ...] = ()
    points: tuple[str, ...] = ()
    fingerprint: str = ""
    resolution: Decision | None = None
    outdated: bool = False

    def resolved_by(self, decision: Decision) -> Finding:
        """Return the finding with the decision beside it, marked outdated when the cells have
        changed since.
        """
        return replace(self, resolution=decision, outdated=decision.fingerprint != self.fingerprint)

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to decide: no decision, or one about other words."""
        return self.resolution is None or self.outdated
