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
    """Return the findings, each with the newest decision about it beside it.

    A row of answers that each wait for a value is open until all of them have one.
    """
    found = tuple(findings)
    held = standing(found, decisions)
    return tuple(
        finding.resolved_by(held[place][-1])
        if place in held and _settled(finding, held[place])
        else finding
        for place, finding in enumerate(found)
    )


def _settled(finding: Finding, decisions: tuple[Decision, ...]) -> bool:
    if not finding.severity.asks or len(finding.points) < 2:
        return True
    valued = {decision.point for decision in decisions if decision.value}
    return valued >= set(finding.points) or any(not decision.value for decision in decisions)


def standing(
    findings: tuple[Finding, ...], decisions: Iterable[Decision]
) -> Mapping[int, tuple[Decision, ...]]:
    """Return the decisions that stand about each finding, oldest first, by its place among them.

    A newer decision takes the place of an older one, save where they are about two answers of a
    change, or of a row whose answers are each written inexactly. Of two decisions of the same
    moment the one that stands later in the bundle is the newer.
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
    if newer.point == named(finding) and not newer.value:
        return False  # it is about the finding as a whole
    return older.point != newer.point and {older.point, newer.point} <= set(ends(finding))


def _about(point: str | None, here: list[tuple[int, Finding]]) -> int | None:
    """Return which of the findings with one code, unit and indicator a decision is about.

    It names the finding's place or one of its `ends`, whose answer it corrects; findings about the
    catalogue it names by their subject.
    """
    for place, finding in here:
        if named(finding) == point:
            return place
    for place, finding in here:
        if point is not None and point in ends(finding):
            return place
    return None


def ends(finding: Finding) -> tuple[str, ...]:
    """Return the points whose answers a decision about a finding may be about, one by one.

    They are both points of a change; of a row that is found once for all its answers, the point of
    each; else the finding's own.
    """
    return finding.points or tuple(filter(None, (finding.point or "").split("/")))


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
