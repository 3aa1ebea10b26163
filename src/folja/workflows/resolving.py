"""Resolving a finding: a decision by a role, with its reason, kept in the bundle.

Refuses what `folja.quality.decide` refuses: a finding that is not there, a value that cannot be
read, a decision without a reason. The answer's own words are never touched.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from folja.formats.bundle import read_bundle, write_bundle
from folja.model import Action, Decision, FollowUp
from folja.quality import decide
from folja.workflows.wording import annex_number


def resolve(
    path: Path | str,
    *,
    code: str,
    unit: str | None,
    no: int | None,
    point: str | None = None,
    action: Action,
    value: str = "",
    who: str,
    why: str,
    when: datetime,
) -> tuple[FollowUp, Decision]:
    """Decide about one finding and write the bundle; returns it with the new decision."""
    before = read_bundle(path)
    after = decide(
        before,
        code=code,
        unit=unit,
        no=no,
        point=point,
        action=action,
        value=value,
        who=who,
        why=why,
        when=when,
    )
    write_bundle(after, path)
    known = set(before.decisions)
    return after, next(d for d in reversed(after.decisions) if d not in known)


def decision_json(follow_up: FollowUp, decision: Decision) -> dict[str, Any]:
    """Return a decision (schema: resolve.json)."""
    return {
        "id": decision.id,
        "code": decision.code,
        "network": decision.unit,
        "indicator": decision.indicator,
        "no": annex_number(follow_up, decision.indicator),
        "point": decision.point,
        "fingerprint": decision.fingerprint,
        "action": decision.action.value,
        "value": decision.value,
        "who": decision.who,
        "when": decision.when.isoformat(),
        "why": decision.why,
    }
