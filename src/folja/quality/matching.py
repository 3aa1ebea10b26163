"""Findings and the decisions about them, brought together.

Holds which decision answers which finding. Refuses to let a decision outlive what it was about: one
whose words have changed is shown, and the finding is open again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from folja.model import Decision, Finding


def with_decisions(
    findings: Iterable[Finding], decisions: Iterable[Decision]
) -> tuple[Finding, ...]:
    """Return the findings, each with the newest decision about it beside it."""
    found = tuple(findings)
    answers = newest(found, decisions)
    return tuple(
        finding.resolved_by(answers[place]) if place in answers else finding
        for place, finding in enumerate(found)
    )


def newest(findings: tuple[Finding, ...], decisions: Iterable[Decision]) -> Mapping[int, Decision]:
    """Return the newest decision about each finding, by the finding's place among them."""
    return {at: found[-1] for at, found in standing(findings, decisions).items()}


def standing(
    findings: tuple[Finding, ...], decisions: Iterable[Decision]
) -> Mapping[int, tuple[Decision, ...]]:
    """Return the decisions that stand about each finding, oldest first, by its place among them.

    A newer decision takes the place of an older one, save where a change has two of them: one about
    each answer. Of two decisions of the same moment the one that stands later in the bundle is the
    newer.
    """
    places: dict[tuple[str, str | None, str | None], list[int]] = {}
    for place, f in enumerate(findings):
        places.setdefault((f.code, f.unit, f.indicator), []).append(place)
    found: dict[int, tuple[Decision, ...]] = {}
    for decision in in_time(decisions):
        here = places.get((decision.code, decision.unit, decision.indicator), ())
        at = _about(decision.point, [(place, findings[place]) for place in here])
        if at is not None:
            kept = (d for d in found.get(at, ()) if _stands_beside(d, decision, findings[at]))
            found[at] = (*kept, decision)
    return found


def _stands_beside(older: Decision, newer: Decision, finding: Finding) -> bool:
    whole = named(finding)
    return older.point != newer.point and whole not in (older.point, newer.point)


def _about(point: str | None, here: list[tuple[int, Finding]]) -> int | None:
    """Return which of the findings with one code, unit and indicator a decision is about.

    It names the finding's place or, for a change, one of its two points, whose answer it corrects;
    findings about the catalogue it names by their subject.
    """
    for place, finding in here:
        if named(finding) == point:
            return place
    for place, finding in here:
        if point is not None and point in (finding.point or "").split("/"):
            return place
    return None


def named(finding: Finding) -> str | None:
    """Return what a decision calls the finding's place: its point, change or subject."""
    return finding.point or finding.subject


def in_time(decisions: Iterable[Decision]) -> list[Decision]:
    """Return decisions oldest first; those of one moment in the order given."""
    return sorted(decisions, key=lambda decision: moment(decision))


def moment(decision: Decision) -> datetime:
    """Return when a decision was taken, to be compared; without a time zone it counts as UTC."""
    when = decision.when
    return when if when.tzinfo else when.replace(tzinfo=UTC)
