"""Programme, priority area and the follow-up itself: who follows up what, why, and between which
dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folja.text import LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A regional growth programme: the goal and period that steer its priority areas."""

    id: str
    name: LocalText
    goal: LocalText = LocalText()
    partnership: LocalText = LocalText()
    owner: LocalText = LocalText()
    valid_from: date | None = None
    valid_to: date | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityArea:
    """A part of the programme with goals and an action plan of its own; `in_follow_up` marks the
    one followed up.
    """

    id: str
    programme: str
    no: int
    name: LocalText
    goal: LocalText = LocalText()
    action_plan: LocalText = LocalText()
    selection_criteria: LocalText = LocalText()
    challenge: LocalText = LocalText()
    in_follow_up: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRecord:
    """What stands on the title page: title, area, dates, roles and contact (never a person's
    name).
    """

    id: str
    priority_area: str
    title: LocalText
    subtitle: LocalText = LocalText()
    region: LocalText = LocalText()
    authors: LocalText = LocalText()
    contact: LocalText = LocalText()
    published_on: date | None = None
    status_date: date | None = None
    collected_from: date | None = None
    collected_to: date | None = None
    method: LocalText = LocalText()
    background: LocalText = LocalText()
    concepts: LocalText = LocalText()
    licence: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """One purpose of the follow-up, with its rank; purposes may contradict each other and are kept
    as stated.
    """

    id: str
    rank: int
    text: LocalText
    section: str = ""
