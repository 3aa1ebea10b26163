"""Specifications of the pictures: what is shown, not how it is drawn.

All pictures speak one grammar of uncertainty (`Sign`). Every label and number is already printed
in the document's language; renderers need no words of their own. Values are `Decimal`; a None
bound is an open end.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Sign(StrEnum):
    """The signs of the grammar of uncertainty (GLOSSARY.md, design of the house)."""

    EXACT = "exact"
    ABOUT = "about"
    RANGE = "range"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    SUM = "sum"
    WITH_ALTERNATIVE = "with-alternative"
    BRACKETED = "bracketed"
    MISSING = "missing"
    BLANK = "blank"
    UNREADABLE = "unreadable"
    NOT_IN_OPERATION = "not-in-operation"
    CLAIM = "claim"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Square(StrEnum):
    """One network's square in a strip of coverage: in, in but inexact or without a start, asked
    without answer, out.
    """

    IN = "in"
    PARTLY = "partly"
    NO_ANSWER = "no-answer"
    UNREADABLE = "unreadable"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A headline: its name, the figure as a span, what was claimed, and a square for each network.

    `claim` may be None. `verdict` is a short tag (agrees, lower bound …) with a tone.
    """

    label: str
    sublabel: str
    figure: str
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    claim: Decimal | None
    claim_label: str
    squares: tuple[tuple[Square, str], ...]
    verdict: str
    tone: str
    scale_low: Decimal
    scale_high: Decimal


@dataclass(frozen=True, slots=True)
class Ledger:
    """The headlines with ranges, claims and coverage squares; `key` words each kind of square
    shown.
    """

    rows: tuple[LedgerRow, ...]
    key: tuple[tuple[Square, str], ...]
    claim_key: str


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One row of a two-point range chart: earlier and later figure with their signs and the
    printed change.

    A sign of MISSING, BLANK, UNREADABLE or NOT_IN_OPERATION has no bounds;
    `start_label`/`end_label` are the words as said. `fell` draws the decline with an arrow.
    """

    label: str
    start_sign: Sign
    start_low: Decimal | None
    start_high: Decimal | None
    start_label: str
    end_sign: Sign
    end_low: Decimal | None
    end_high: Decimal | None
    end_label: str
    change: str
    fell: bool = False


@dataclass(frozen=True, slots=True)
class RangeChart:
    """Two points per row on a common scale; hollow is the earlier point, filled the later."""

    rows: tuple[RangeRow, ...]
    start_name: str
    end_name: str
    unit: str
    key: tuple[tuple[Sign, str], ...]
    no_start: str


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """One cell of the coverage map: its sign, none where nothing was asked, and the sentence it is
    read aloud as.
    """

    sign: Sign | None
    text: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One network's strip."""

    label: str
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """Networks by indicators, one sign in each cell; `columns` are the indicator numbers and
    names.
    """

    columns: tuple[tuple[str, str], ...]
    rows: tuple[CoverageRow, ...]
    key: tuple[tuple[Sign, str], ...]


@dataclass(frozen=True, slots=True)
class DecompositionRow:
    """One network's part of a total: bounds, printed amount, and whether it is included, assumed
    or left out.

    `status` is included, assumed (a missing start counted as zero, drawn hatched) or left-out
    (drawn under a rule).
    """

    label: str
    low: Decimal | None
    high: Decimal | None
    amount: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decomposition:
    """What a headline is made of: parts in order with a running total, the sum, and the claimed
    figure.
    """

    rows: tuple[DecompositionRow, ...]
    total_label: str
    total: str
    total_low: Decimal | None
    total_high: Decimal | None
    claim: Decimal | None
    claim_label: str
    left_out_label: str
    assumed_label: str


FigureSpec = Ledger | RangeChart | CoverageMap | Decomposition
