"""The unit tree and what belongs to a unit: aims, money, governance, hubs, history.

A unit is a cluster area, a grouping, a network, a sub-network or a group, at any depth. Dates that
the source gives only as a year or a month are kept as written in text fields named `when`,
`started` or `ended`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from folja.text import LocalText


class UnitKind(StrEnum):
    """The level of a unit in the tree."""

    AREA = "area"
    GROUPING = "grouping"
    NETWORK = "network"
    SUB_NETWORK = "sub-network"
    GROUP = "group"


class UnitStatus(StrEnum):
    """How far a unit has come; `unknown` when the source does not say."""

    PLANNED = "planned"
    UNDER_ORGANISATION = "under-organisation"
    PROJECT = "project"
    IN_OPERATION = "in-operation"
    ENDED = "ended"
    UNKNOWN = "unknown"

    @property
    def operates(self) -> bool:
        """Whether the unit could have had activity to count: only then is a zero an answer."""
        return self not in (UnitStatus.PLANNED, UnitStatus.UNDER_ORGANISATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A node of the unit tree; `in_comparison` says whether its answers are compared,
    `status_reason` why not.
    """

    id: str
    kind: UnitKind
    name: LocalText
    order: int
    parent: str | None = None
    short_name: LocalText = LocalText()
    aliases: tuple[str, ...] = ()
    status: UnitStatus = UnitStatus.UNKNOWN
    status_reason: LocalText = LocalText()
    in_comparison: bool = False
    composition: LocalText = LocalText()
    actors: str = ""
    started: str = ""
    owner: LocalText = LocalText()
    forerunner: LocalText = LocalText()
    valid_from: date | None = None
    valid_to: date | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLink:
    """A tie beside the tree: secondary membership, constellation outside, close cooperation with
    another unit.
    """

    id: str
    unit: str
    kind: str
    other: str | None = None
    name: LocalText = LocalText()
    started: str = ""
    ended: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredTie:
    """A tie to a network that its evaluator declared, and why they were assigned all the same.

    Names nobody: an evaluator is a role. `reason` is as it was given, empty while none has been;
    `until` is the day the assignment ended.
    """

    id: str
    unit: str
    reason: str = ""
    since: date | None = None
    until: date | None = None


class AimKind(StrEnum):
    """What sort of aim a unit states."""

    VISION = "vision"
    GOAL = "goal"
    FOCUS = "focus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A unit's own vision, goal or focus; an earlier wording is kept and named by `replaces` of the
    later one.
    """

    id: str
    unit: str
    kind: AimKind
    no: int
    text: LocalText
    target_year: int | None = None
    replaces: str | None = None
    change_reason: LocalText = LocalText()
    valid_from: str = ""
    valid_to: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A time-limited project that carries one or several units; the amount is kept as written."""

    id: str
    units: tuple[str, ...]
    name: LocalText
    kind: str = ""
    started: str = ""
    ended: str = ""
    amount: str = ""
    condition: LocalText = LocalText()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFunder:
    """Who pays for a project, with the amount as written where it is stated."""

    id: str
    project: str
    funder: LocalText
    amount: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeRun:
    """One run of a business development or education programme: who took part, how often, who
    paid.
    """

    id: str
    unit: str
    name: LocalText
    kind: str = ""
    meetings: str = ""
    participants: LocalText = LocalText()
    funders: LocalText = LocalText()
    started: str = ""
    ended: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoverningBody:
    """A board, steering group, programme council, reference group or working committee."""

    id: str
    unit: str
    kind: str
    name: LocalText
    members: LocalText = LocalText()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubOrganisation:
    """An organisation in a unit's hub, its role and the time it held it; `persons` is a count as
    written.
    """

    id: str
    unit: str
    organisation: LocalText
    role: LocalText = LocalText()
    persons: str = ""
    started: str = ""
    ended: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubPerson:
    """A person in a hub with role and time; shown by name only with consent, and never in the
    example.
    """

    id: str
    unit: str
    name: str
    organisation: str = ""
    role: LocalText = LocalText()
    started: str = ""
    ended: str = ""
    consent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened in a unit's history, dated as precisely as the source does (year,
    month or day).
    """

    id: str
    unit: str
    when: str
    text: LocalText
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """An outcome that no indicator catches."""

    id: str
    unit: str
    text: LocalText
    theme: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalStudy:
    """Research or evaluation by others alongside a unit."""

    id: str
    unit: str
    title: LocalText
    by: LocalText = LocalText()
    year: str = ""
    section: str = ""
