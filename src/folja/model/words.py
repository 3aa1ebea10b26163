"""What was said in words: case texts, cross-case observations, conditions, support needs, sources.

Figures inside texts are references, never digits typed in: see `folja.model.references`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from folja.text import LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """One network's text under one theme (or its general description when `theme` is empty), in a
    version.
    """

    id: str
    unit: str
    theme: str | None = None
    body: LocalText
    version: int = 1
    valid_on: date | None = None
    author: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """What a network holds against a published text about itself, under a theme or (when `theme` is
    empty) its general description; it stands until the network agrees.

    Names nobody; `words` are as they were given.
    """

    id: str
    unit: str
    theme: str | None = None
    words: str
    said_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCaseObservation:
    """An observation over several cases: a point of the summary, a direct observation or a
    reflection.
    """

    id: str
    kind: str
    no: int
    title: LocalText
    text: LocalText
    theme: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationCase:
    """A case that a cross-case observation names, for or against."""

    id: str
    observation: str
    unit: str
    stance: str = "for"
    note: LocalText = LocalText()
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionVariable:
    """A condition or outcome that cases are compared by."""

    id: str
    role: str
    meaning: LocalText
    scale: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One case's value on one variable with the ground for it; `conflict` names what speaks
    against.
    """

    id: str
    unit: str
    variable: str
    value: str
    ground: LocalText = LocalText()
    conflict: LocalText = LocalText()
    section: str = ""
    conflict_section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """An entry of the catalogue of support needs, in its group."""

    id: str
    group: str
    no: int
    text: LocalText
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedGroup:
    """A group of the catalogue of support needs."""

    id: str
    name: LocalText
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportForm:
    """A form in which support may be given."""

    id: str
    name: LocalText
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubNeed:
    """What one hub says it needs: a catalogue entry or own words, urgency and the form wished
    for.
    """

    id: str
    unit: str
    need: str | None = None
    words: LocalText = LocalText()
    urgency: str = ""
    form: str | None = None
    given_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document, table, interview or publication that records rest on; cited by title, never by a
    person.
    """

    id: str
    kind: str
    title: LocalText
    published: str = ""
    publisher: str = ""
    part_of: str | None = None
    checksum: str = ""
    note: LocalText = LocalText()
