"""What is asked: goals, themes, indicators in versions, and the relations between indicators.

Relations are data, so that the same checks run on any indicator set. `basis` says whether a link is
stated by the source or inferred by whoever set up the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folja.text import LocalText
from folja.values import Quantity, read


class Basis(StrEnum):
    """Where a link comes from."""

    STATED = "stated"
    INFERRED = "inferred"


class Measure(StrEnum):
    """Stock: a state at a date. Flow: a count over a reference period, whose change is a change of
    rate.
    """

    STOCK = "stock"
    FLOW = "flow"


class GoalRole(StrEnum):
    """What an indicator does for a goal: counts what it names, contributes to it, or merely speaks
    to it.
    """

    OWN = "own"
    CONTRIBUTES = "contributes"
    SPEAKS_TO = "speaks-to"


class RelationKind(StrEnum):
    """How two indicators hang together.

    `part_of`: the parts with the same `other` add up to it. `subset_of`: counts some of what
    `other` counts. `at_most`: never above `other`. `change_of`: is itself the change of `other`.
    `founder_of`: persons who founded the companies that `other` counts. `requires`: can only be
    above zero while `other` is.
    """

    PART_OF = "part_of"
    SUBSET_OF = "subset_of"
    AT_MOST = "at_most"
    CHANGE_OF = "change_of"
    FOUNDER_OF = "founder_of"
    REQUIRES = "requires"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal of the priority area; `considered` is false when this follow-up leaves it out, with
    the reason.
    """

    id: str
    priority_area: str
    no: int
    text: LocalText
    names: LocalText = LocalText()
    considered: bool = True
    reason: LocalText = LocalText()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme under which indicators and case texts are sorted."""

    id: str
    no: int
    name: LocalText
    short_name: LocalText = LocalText()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeListing:
    """An indicator that the source lists under a theme; `indicator` is empty when nothing measures
    it.
    """

    id: str
    theme: str
    wording: LocalText
    indicator: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One version of an indicator: what is counted, in which unit, as stock or flow, over which
    period.

    `label` is the wording on the form; `aliases` are other wordings that an import may meet.
    `is_change` marks an indicator that is a change already, so that its base value is 0 by
    definition.
    """

    id: str
    version: int = 1
    no: int
    name: LocalText
    label: LocalText
    short_name: LocalText = LocalText()
    definition: LocalText = LocalText()
    aliases: tuple[str, ...] = ()
    unit: LocalText = LocalText()
    measure: Measure
    reference_period: LocalText = LocalText()
    sex: str = ""
    is_change: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorTheme:
    """An indicator under a theme."""

    id: str
    indicator: str
    theme: str
    basis: Basis
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorGoal:
    """An indicator and a goal, with what the one does for the other."""

    id: str
    indicator: str
    goal: str
    role: GoalRole
    basis: Basis
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRelation:
    """A relation between two indicators, the finding that a breach gives and how severe it is."""

    id: str
    kind: RelationKind
    indicator: str
    other: str
    code: str
    severity: str
    basis: Basis = Basis.INFERRED


@dataclass(frozen=True, slots=True, kw_only=True)
class Adaptation:
    """What a network does with an indicator of its own accord, and whether its answer may enter a
    total.

    `action` is rename, narrow, split, decline or add; `comparability` same, subset, superset or
    not-comparable. Only `same` and `subset` enter totals; the others are skipped as adapted.
    `label` is what the network calls it, or counts. An indicator that somebody has added is asked
    of those who have.
    """

    id: str
    unit: str
    indicator: str
    action: str
    comparability: str
    label: LocalText = LocalText()
    reason: LocalText = LocalText()

    @property
    def enters_totals(self) -> bool:
        """Whether the answer may be added to those of others."""
        return self.comparability in ("same", "subset")


class Direction(StrEnum):
    """Where a figure is to go when no figure is aimed for."""

    UP = "up"
    DOWN = "down"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What is aimed for, of an indicator or a goal: a value or range in words, or a direction.

    Without `unit` it is of all networks together, without `point` of the latest point there is.
    `words` are as written, "minst 40"; what they mean is read from them whenever it is needed.
    """

    id: str
    goal: str | None = None
    indicator: str | None = None
    unit: str | None = None
    point: str | None = None
    words: str = ""
    direction: Direction | None = None
    reason: LocalText = LocalText()
    section: str = ""
    set_on: date | None = None

    @property
    def reading(self) -> Quantity:
        """How the words are read; blank where a direction is aimed for."""
        return read(self.words)

    @property
    def place(self) -> tuple[str, str, str, str]:
        """What it is a target of: goal, indicator, unit and point, empty where it is of none."""
        return (self.goal or "", self.indicator or "", self.unit or "", self.point or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measurement point; `id` is the ISO date."""

    id: str
    name: LocalText
    order: int

    @property
    def day(self) -> date:
        """The date that answers at this point refer to."""
        return date.fromisoformat(self.id)
