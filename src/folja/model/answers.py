"""What was said and what was claimed: observations, claims, and the decisions taken about them.

An observation holds one answer (network, indicator version, point, breakdown) with its words and
their reading. A claim holds a figure that a text states about the same thing. A decision never
changes either: it stands beside them and says how a rule shall take them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from folja.text import LocalText
from folja.values import Quantity


class Level(StrEnum):
    """What a figure covers when the source leaves doubt: the network, its area, or it does not
    say.
    """

    NETWORK = "network"
    AREA = "area"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One answer: who answered which question about which date, in which words, read how."""

    unit: str
    level: Level = Level.NETWORK
    level_basis: str = "stated"
    indicator: str
    version: int = 1
    point: str
    breakdown: str = ""
    reading: Quantity
    alternative_level: Level | None = None
    source: str = ""
    given_on: date | None = None
    basis: str = ""
    attribution: str = ""
    comment: str = ""

    @property
    def key(self) -> tuple[str, str, int, str, str]:
        """What makes an observation unique."""
        return (self.unit, self.indicator, self.version, self.point, self.breakdown)


class Predicate(StrEnum):
    """What a claim says about its figure."""

    EQUALS = "equals"
    FROM_TO = "from-to"
    SHARE_OF = "share-of"
    INCREASED = "increased"
    NONE = "none"
    NO_INFORMATION = "no-information"
    OTHER_CONCEPT = "other-concept"


class ClaimKind(StrEnum):
    """Where a claim was made: beside the two values, in the running text, or as a headline."""

    PRINTED_DIFFERENCE = "printed-difference"
    NARRATIVE = "narrative"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A figure that a document states; `place` is a point's id or "from/to" for a change.

    For `from-to`, `reading` is the later figure and `from_reading` the earlier. For `share-of`,
    `of_indicator` is the whole. `counts` names what the text counts when it is not what the
    indicator counts.
    """

    id: str
    kind: ClaimKind
    unit: str | None = None
    indicator: str | None = None
    place: str = ""
    predicate: Predicate = Predicate.EQUALS
    reading: Quantity
    from_reading: Quantity | None = None
    of_indicator: str | None = None
    counts: str = ""
    text: LocalText = LocalText()
    note_to: str | None = None
    source: str = ""
    section: str = ""


class Action(StrEnum):
    """What was decided about a finding."""

    CORRECTED = "corrected"
    EXPLAINED = "explained"
    STANDS = "stands"
    READ_AS = "read-as"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision on a finding: what, by which role, when and why; `fingerprint` is of the cells
    then seen.
    """

    id: str
    code: str
    unit: str | None = None
    indicator: str | None = None
    point: str | None = None
    fingerprint: str
    action: Action
    value: str = ""
    who: str
    when: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A cause given for a fall (or for an outcome under its target), in the respondent's or the
    report's terms.
    """

    id: str
    unit: str
    indicator: str
    place: str
    cause: str = ""
    text: LocalText = LocalText()
    section: str = ""
