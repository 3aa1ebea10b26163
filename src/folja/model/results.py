"""What was computed: changes, totals with coverage and contributions, and their reconciliation with
claims.

Bounds are `Decimal` or None; a None bound of something that has a value is an open end. Every total
accounts for every network: those included and those skipped, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from folja.text import LocalText
from folja.values import Candidate, Interval


class Rule(StrEnum):
    """The named rules of adding up (docs/methods/totals.md)."""

    AS_PRINTED = "as-printed"
    STRICT = "strict"
    MISSING_AS_ZERO = "missing-as-zero"


class Skip(StrEnum):
    """Why a network is not in a total."""

    NO_VALUE = "no-value"
    MISSING_BASELINE = "missing-baseline"
    MISSING_END = "missing-end"
    UNREADABLE = "unreadable"
    NOT_IN_OPERATION = "not-in-operation"
    NOT_IN_COMPARISON = "not-in-comparison"
    NO_TABLE = "no-table"
    ADAPTED = "adapted"


class Grouping(StrEnum):
    """How totals are laid out in rows; different indicators are never added whatever the
    grouping.
    """

    NETWORK = "network"
    THEME = "theme"
    AREA = "area"
    GOAL = "goal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one network brings to a total: its interval and the words it comes from.

    `start`, `end` and `printed` are verbatim; `assumed_zero` is true when a missing start value was
    counted as 0; `decided` when a decision replaced a reading.
    """

    unit: str
    interval: Interval
    start: str
    end: str
    printed: str
    level: str = "network"
    assumed_zero: bool = False
    decided: bool = False

    @property
    def verbatim(self) -> str:
        """The words in one line: start → end."""
        return f"{self.start} → {self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A network left out of a total; candidates are readings that an unreadable answer allows."""

    unit: str
    reason: Skip
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One indicator added up over networks by one rule.

    `interval` is None when no network contributes. `group` is the id of the theme, goal, area or
    network the row stands under, or None. `claimed` is the figure that the report gives as
    headline, if it does.
    """

    rule: Rule
    indicator: str
    no: int
    name: LocalText
    unit: LocalText
    measure: str
    start: str
    end: str
    group: str | None
    interval: Interval | None
    claimed: Interval | None
    contributions: tuple[Contribution, ...]
    skipped: tuple[Skipped, ...]

    @property
    def included(self) -> tuple[str, ...]:
        """The networks that contribute."""
        return tuple(c.unit for c in self.contributions)

    @property
    def coverage(self) -> tuple[int, int]:
        """How many networks contribute, of how many there are."""
        return len(self.contributions), len(self.contributions) + len(self.skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One indicator's change in one network between two points, by strict arithmetic."""

    unit: str
    indicator: str
    no: int
    start: str
    end: str
    interval: Interval | None
    printed: str
    printed_interval: Interval | None
    fell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step from the claimed figure to a computed one: the network, the amount and why."""

    unit: str
    low: Interval
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A headline held against the three rules, with the cells that make each difference.

    `steps` maps a rule to what has to be added to the claimed figure, network by network, to reach
    that rule's low bound.
    """

    claim: str
    indicator: str
    no: int
    claimed: Interval
    note: Interval | None
    totals: tuple[Total, ...]
    steps: tuple[tuple[Rule, tuple[Step, ...]], ...]
