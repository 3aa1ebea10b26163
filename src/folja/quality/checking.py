"""All checks together: one finding per code, network, indicator and place, in the order to read.

Holds the families and the way from a follow-up to its findings. Refuses to stop at the first, and
to leave out a finding that somebody has decided about: the decision stands beside it.
"""

from __future__ import annotations

from dataclasses import replace

from folja.model import Finding, FollowUp, Outcome
from folja.quality import (
    catalogue,
    claims,
    differences,
    notation,
    relations,
    repetition,
    status,
)
from folja.quality.answers import Answers, fingerprint
from folja.quality.checks import Check, Family
from folja.quality.matching import with_decisions

#: Every family, in the order in which the reference tells of them.
FAMILIES: tuple[Family, ...] = (
    differences.FAMILY,
    relations.FAMILY,
    notation.FAMILY,
    repetition.FAMILY,
    catalogue.FAMILY,
    claims.FAMILY,
    status.FAMILY,
)

#: Every check by its code.
CHECKS: dict[str, Check] = {check.code: check for family in FAMILIES for check in family.checks}

_Key = tuple[str, str | None, str | None, str | None, str | None]


def check(follow_up: FollowUp) -> tuple[Finding, ...]:
    """Return what the checks see: errors first, then in the order of the document.

    Within a severity the findings come network by network, indicator by indicator and place by
    place, and last those about the catalogue. Each has the decision that was taken about it, marked
    outdated when the words it was about have changed since.

    >>> from folja.model import FollowUp
    >>> check(FollowUp())
    ()
    """
    return with_decisions(seen(follow_up), follow_up.decisions)


def seen(follow_up: FollowUp) -> tuple[Finding, ...]:
    """Return the findings without the decisions."""
    answers = Answers(follow_up)
    found: dict[_Key, Finding] = {}
    for family in FAMILIES:
        for finding in family.look(answers):
            key = _key(finding)
            found[key] = _joined(found[key], finding) if key in found else finding
    order = {unit.id: place for place, unit in enumerate(answers.units)}
    return tuple(sorted(found.values(), key=lambda finding: _reading_order(finding, order)))


def _key(finding: Finding) -> _Key:
    return (finding.code, finding.unit, finding.indicator, finding.point, finding.subject)


def _joined(one: Finding, other: Finding) -> Finding:
    """Return one finding for two about one place: the surer speaks, and no cell is lost."""
    ranks = [(f.outcome is not Outcome.CERTAIN, f.severity.rank) for f in (one, other)]
    speaking = one if ranks[0] <= ranks[1] else other
    cells = tuple(dict.fromkeys((*one.cells, *other.cells)))
    return replace(speaking, cells=cells, fingerprint=fingerprint(one.code, _key(one)[1:], cells))


def _reading_order(
    finding: Finding, order: dict[str, int]
) -> tuple[int, bool, int, int, str, str, str]:
    return (
        finding.severity.rank,
        finding.unit is None,
        order.get(finding.unit or "", len(order)),
        finding.no or 0,
        (finding.point or "").rpartition("/")[2],
        finding.point or "",
        finding.code,
    )
