"""What can be counted over a follow-up, for the references `[[count ...]]` of its texts."""

from __future__ import annotations

from collections.abc import Mapping

from folja.model import COUNTS, FollowUp
from folja.reporting.asking import asked_in


def counts(follow_up: FollowUp, *, findings: int) -> Mapping[str, int]:
    """Return every count that a reference may ask for."""
    found = {
        "areas": sum(1 for u in follow_up.units if u.parent is None),
        "claims": len(follow_up.claims),
        "decisions": len(follow_up.decisions),
        "findings": findings,
        "goals": len(follow_up.goals),
        "goals-considered": sum(1 for g in follow_up.goals if g.considered),
        "indicators": len(asked_in(follow_up).common),
        "needs": len(follow_up.needs),
        "networks": len(follow_up.networks),
        "networks-compared": len(follow_up.compared),
        "networks-left-out": len(follow_up.networks) - len(follow_up.compared),
        "networks-with-answers": len(follow_up.answering),
        "observations": len(follow_up.observations),
        "points": len(follow_up.points),
        "sources": len(follow_up.sources),
        "themes": len(follow_up.themes),
    }
    return {what: found[what] for what in sorted(COUNTS)}
