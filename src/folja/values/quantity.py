"""A quantity as somebody wrote it: the words kept, and beside them how they were read.

Holds the record and its vocabulary. Refuses to lose the words, to invent bounds, and to be a number
where none was given: what is missing, blank or unreadable has no bounds at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from folja.values.interval import Interval


class Kind(StrEnum):
    """How an answer was given (docs: GLOSSARY.md, "How an answer is read")."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    SUM = "sum"
    BRACKETED = "bracketed"
    WITH_ALTERNATIVE = "with-alternative"
    MISSING = "missing"
    BLANK = "blank"
    UNREADABLE = "unreadable"

    @property
    def has_value(self) -> bool:
        """Whether an answer of this kind stands for a figure."""
        return self not in (Kind.MISSING, Kind.BLANK, Kind.UNREADABLE)


class Status(StrEnum):
    """The observation status of SDMX (CL_OBS_STATUS) that a reading amounts to."""

    NORMAL = "A"
    ESTIMATED = "E"
    LOW_RELIABILITY = "U"
    MISSING = "O"
    UNVALIDATED = "V"


#: What each kind amounts to in the vocabulary of SDMX.
STATUS_OF: Mapping[Kind, Status] = {
    Kind.EXACT: Status.NORMAL,
    Kind.SUM: Status.NORMAL,
    Kind.WITH_ALTERNATIVE: Status.NORMAL,
    Kind.ABOUT: Status.ESTIMATED,
    Kind.RANGE: Status.ESTIMATED,
    Kind.AT_LEAST: Status.ESTIMATED,
    Kind.AT_MOST: Status.ESTIMATED,
    Kind.BRACKETED: Status.LOW_RELIABILITY,
    Kind.MISSING: Status.MISSING,
    Kind.BLANK: Status.MISSING,
    Kind.UNREADABLE: Status.UNVALIDATED,
}


class MissingReason(StrEnum):
    """Why there is no figure, as far as the words say."""

    NOT_AVAILABLE = "not-available"
    UNKNOWN = "unknown"
    NOT_COLLECTED = "not-collected"
    NOT_APPLICABLE = "not-applicable"
    REFUSED = "refused"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Part:
    """One term of a sum, with the label it was given, if any."""

    label: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading that ambiguous words allow: a text that can be read, and its bounds."""

    text: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """One answer: the words exactly as given, and their reading.

    `low` and `high` are the bounds, in the unit the words name (never multiplied); None is an open
    end where the kind says so, and no value otherwise. `low_open`/`high_open` mark strict
    inequalities. `problems` are codes of the catalogue `values`; `reader` is the version of the
    grammar that read the words. Raises `ValueError` when bounds, kind and reason contradict each
    other.
    """

    text: str
    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    parts: tuple[Part, ...] = ()
    alternative: Decimal | None = None
    approximate: bool = False
    unit: str | None = None
    percent: bool = False
    status: Status = Status.NORMAL
    reason: MissingReason | None = None
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[str, ...] = ()
    reader: str = ""

    def __post_init__(self) -> None:
        if not self.kind.has_value:
            bounds = (self.low, self.high, self.alternative)
            if self.parts or any(bound is not None for bound in bounds):
                raise ValueError(f"{self.kind.value}: there is no figure, so there are no bounds")
            if (self.kind is Kind.UNREADABLE) is (self.reason is not None):
                raise ValueError(
                    f"{self.kind.value}: a missing answer, and only that, has a reason"
                )
        elif self.reason is not None:
            raise ValueError(f"{self.kind.value}: a figure that is there has no missing reason")
        elif self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.kind.value}: the lower bound is above the upper")

    @property
    def has_value(self) -> bool:
        """Whether the words stand for a figure."""
        return self.kind.has_value

    def interval(self) -> Interval | None:
        """Return the bounds as an interval, or None when there is no figure."""
        if not self.has_value:
            return None
        return Interval(
            self.low,
            self.high,
            low_open=self.low_open,
            high_open=self.high_open,
            approximate=self.approximate,
        )
