"""Checking a follow-up: what the checks see, with the decisions beside it.

Refuses to decide what is grave enough: the caller names a severity, `reached` compares.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from folja.formats.bundle import read_bundle
from folja.model import Decision, Finding, FollowUp, Severity
from folja.quality import check
from folja.workflows.resolving import decision_json
from folja.workflows.wording import words


def check_bundle(path: Path | str) -> tuple[FollowUp, tuple[Finding, ...]]:
    """Open a bundle and check it; returns the follow-up and its findings, gravest first."""
    follow_up = read_bundle(path)
    return follow_up, check(follow_up)


def reached(findings: Iterable[Finding], severity: Severity) -> tuple[Finding, ...]:
    """Return the open findings that are at least as grave as `severity`."""
    return tuple(f for f in findings if f.is_open and f.severity.rank <= severity.rank)


def findings_json(follow_up: FollowUp, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return findings as `{findings: [...]}` (schema: check.json)."""
    return {"findings": [_finding(follow_up, f) for f in findings]}


def _finding(follow_up: FollowUp, finding: Finding) -> dict[str, Any]:
    resolution: Decision | None = finding.resolution
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "outcome": finding.outcome.value,
        "network": finding.unit,
        "indicator": finding.indicator,
        "no": finding.no,
        "point": finding.point,
        "subject": finding.subject,
        "message": words(finding.message),
        "remedy": None if finding.remedy is None else words(finding.remedy),
        "resolution": None if resolution is None else decision_json(follow_up, resolution),
        "outdated": finding.outdated,
        "fingerprint": finding.fingerprint,
    }
