"""Computed results on the shelf: what the library's JSON leaves out, so that records stay whole.

The library's JSON rounds an interval to two numbers; the flags of its ends are kept beside it.
Refuses objects of any other shape: what is read here is what was written here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from folja.model import Change, Contribution, Reconciliation, Rule, Skip, Skipped, Step, Total
from folja.text import LocalText
from folja.values import Candidate, Interval

Shelved = list[str | None]


def shelved(interval: Interval | None) -> Shelved | None:
    """Return an interval as [low, high, flags].

    >>> shelved(Interval(Decimal(25), None)), shelved(None)
    (['25', None, ''], None)
    """
    if interval is None:
        return None
    flags = "l" * interval.low_open + "h" * interval.high_open + "a" * interval.approximate
    return [
        None if interval.low is None else str(interval.low),
        None if interval.high is None else str(interval.high),
        flags,
    ]


def taken(kept: Sequence[str | None] | None) -> Interval | None:
    """Return the interval that was shelved.

    >>> taken(shelved(Interval(Decimal(3), Decimal(5), approximate=True))).approximate
    True
    """
    if kept is None:
        return None
    low, high, flags = kept
    return Interval(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        low_open="l" in (flags or ""),
        high_open="h" in (flags or ""),
        approximate="a" in (flags or ""),
    )


def _whole(kept: Sequence[str | None] | None) -> Interval:
    found = taken(kept)
    if found is None:
        raise ValueError("an interval was shelved that is not there")
    return found


# -- totals
def ends_of_total(total: Total) -> dict[str, Any]:
    """Return the intervals of a total."""
    return {
        "all": shelved(total.interval),
        "claimed": shelved(total.claimed),
        "parts": [shelved(c.interval) for c in total.contributions],
    }


def total_of(row: Mapping[str, Any], ends: Mapping[str, Any]) -> Total:
    """Return a total from its stored row (with the library's JSON as `body`) and its intervals."""
    body = row["body"]
    return Total(
        rule=Rule(row["rule"]),
        indicator=body["indicator"],
        no=body["no"],
        name=_local(body["name"]),
        unit=_local(body["unit_name"]),
        measure=body["measure"],
        start=row["start"],
        end=row["end"],
        group=body["group"],
        interval=taken(ends["all"]),
        claimed=taken(ends["claimed"]),
        contributions=tuple(
            Contribution(
                unit=c["network"],
                interval=_whole(kept),
                start=c["from"],
                end=c["to"],
                printed=c["printed"],
                level=c["level"],
                assumed_zero=c["assumed_zero"],
                decided=c["decided"],
            )
            for c, kept in zip(body["contributions"], ends["parts"], strict=True)
        ),
        skipped=tuple(
            Skipped(
                unit=s["network"],
                reason=Skip(s["reason"]),
                candidates=tuple(
                    Candidate(c["text"], _decimal(c["low"]), _decimal(c["high"]))
                    for c in s["candidates"]
                ),
            )
            for s in body["skipped"]
        ),
    )


def _local(words: Mapping[str, str]) -> LocalText:
    return LocalText(words.get("sv", ""), words.get("en", ""))


def _decimal(value: float | int | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


# -- changes
def ends_of_change(change: Change) -> list[Shelved | None]:
    """Return the computed and the printed interval of a change."""
    return [shelved(change.interval), shelved(change.printed_interval)]


def change_of(row: Mapping[str, Any], ends: Sequence[Any]) -> Change:
    """Return a change from its stored row and its intervals."""
    return Change(
        unit=row["unit"],
        indicator=row["indicator"],
        no=row["no"],
        start=row["start"],
        end=row["end"],
        interval=taken(ends[0]),
        printed=row["printed"],
        printed_interval=taken(ends[1]),
        fell=row["fell"],
    )


# -- headlines
def ends_of_headline(held: Reconciliation) -> dict[str, Any]:
    """Return the intervals of a headline that is held against the rules, with its steps."""
    return {
        "claimed": shelved(held.claimed),
        "note": shelved(held.note),
        "steps": {
            rule.value: [[step.unit, shelved(step.low), step.reason] for step in steps]
            for rule, steps in held.steps
        },
    }


def headline_of(
    body: Mapping[str, Any], ends: Mapping[str, Any], totals: Sequence[Total]
) -> Reconciliation:
    """Return a headline with the totals of its indicator by every rule."""
    return Reconciliation(
        claim=body["claim"],
        indicator=body["indicator"],
        no=body["no"],
        claimed=_whole(ends["claimed"]),
        note=taken(ends["note"]),
        totals=tuple(totals),
        steps=tuple(
            (
                Rule(rule),
                tuple(Step(unit=u, low=_whole(kept), reason=reason) for u, kept, reason in steps),
            )
            for rule, steps in ends["steps"].items()
        ),
    )
