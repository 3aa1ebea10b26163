"""Adding up a follow-up by the named rules, and the headlines held against them.

Decisions count: strict and missing-as-zero take a decided reading in the place of a cell's own.
Refuses points that the follow-up does not have (`AnalysisFault`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from folja.analysis import describe, reconcile, totals
from folja.model import FollowUp, Grouping, Reconciliation, Rule, Total
from folja.quality import decided
from folja.workflows.wording import candidates, figure, number, words


def add_up(
    follow_up: FollowUp,
    rule: Rule,
    *,
    start: str | None = None,
    end: str | None = None,
    by: Grouping | None = None,
) -> tuple[Total, ...]:
    """Return the totals of every indicator by one rule, decisions included."""
    return totals(follow_up, rule, start=start, end=end, by=by, decided=decided(follow_up))


def add_up_all(
    follow_up: FollowUp,
    *,
    start: str | None = None,
    end: str | None = None,
    by: Grouping | None = None,
) -> dict[Rule, tuple[Total, ...]]:
    """Return the totals by every rule, side by side."""
    return {rule: add_up(follow_up, rule, start=start, end=end, by=by) for rule in Rule}


def headlines(follow_up: FollowUp) -> tuple[Reconciliation, ...]:
    """Return the report's headlines held against the three rules, decisions included."""
    return reconcile(follow_up, decided=decided(follow_up))


def totals_json(
    follow_up: FollowUp, found: Iterable[Total], *, rule: Rule, by: Grouping | None
) -> dict[str, Any]:
    """Return one rule's totals (schema: totals.json)."""
    rows = tuple(found)
    start, end = (rows[0].start, rows[0].end) if rows else follow_up.span
    return {
        "rule": rule.value,
        "from": start,
        "to": end,
        "by": None if by is None else by.value,
        "totals": [_total(t) for t in rows],
    }


def rules_json(
    follow_up: FollowUp,
    found: dict[Rule, tuple[Total, ...]],
    held: Iterable[Reconciliation],
    *,
    by: Grouping | None,
) -> dict[str, Any]:
    """Return every rule's totals and the headlines held against them (schema: totals.json)."""
    return {
        "rules": [totals_json(follow_up, rows, rule=rule, by=by) for rule, rows in found.items()],
        "headlines": [_headline(r) for r in held],
    }


def _total(total: Total) -> dict[str, Any]:
    interval = total.interval
    low, high = (interval.low, interval.high) if interval else (None, None)
    return {
        "indicator": total.indicator,
        "no": total.no,
        "name": words(total.name),
        "unit": total.unit.get("en"),
        "unit_name": words(total.unit),
        "measure": total.measure,
        "group": total.group,
        "low": number(low),
        "high": number(high),
        "open": interval is not None and None in (low, high),
        "approximate": interval is not None and interval.approximate,
        "claimed": figure(total.claimed),
        "included": list(total.included),
        "skipped": [
            {"network": s.unit, "reason": s.reason.value, "candidates": candidates(s.candidates)}
            for s in total.skipped
        ],
        "contributions": [
            {
                "network": c.unit,
                "low": number(c.interval.low),
                "high": number(c.interval.high),
                "verbatim": c.verbatim,
                "from": c.start,
                "to": c.end,
                "printed": c.printed,
                "level": c.level,
                "assumed_zero": c.assumed_zero,
                "decided": c.decided,
            }
            for c in total.contributions
        ],
    }


def _headline(held: Reconciliation) -> dict[str, Any]:
    return {
        "claim": held.claim,
        "indicator": held.indicator,
        "no": held.no,
        "claimed": figure(held.claimed),
        "note": figure(held.note),
        "rules": [
            {
                "rule": rule.value,
                "steps": [
                    {
                        "network": step.unit or None,
                        "amount": figure(step.low),
                        "reason": step.reason,
                        "message": words(describe(step)),
                    }
                    for step in steps
                ],
            }
            for rule, steps in held.steps
        ],
    }
