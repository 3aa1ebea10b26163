"""Checks of how answers are written: what cannot be read for certain, and what is not exact.

Refuses to choose among readings: it shows them and asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from folja.model import Finding, Severity
from folja.quality.answers import Answers
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.holding import possible_readings
from folja.quality.wording import in_quotes, told_either
from folja.values import Kind, Quantity

AMBIGUOUS = Check(
    code="ambiguous-notation",
    severity=Severity.ERROR,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS,),
)
UNREADABLE = Check(
    code="unreadable-notation",
    severity=Severity.ERROR,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS,),
)
INEXACT = Check(
    code="inexact-notation",
    severity=Severity.INFO,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS,),
)


def look(answers: Answers) -> Iterator[Finding]:
    """Yield what is written so that it cannot be read, or only with a doubt; once per row."""
    for unit in answers.units:
        for indicator in answers.indicators:
            yield from _row(answers, unit.id, indicator.id)


def _row(answers: Answers, unit: str, indicator: str) -> Iterator[Finding]:
    readings = [(p, answers.reading(unit, indicator, p)) for p in answers.points]
    for check in (AMBIGUOUS, UNREADABLE, INEXACT):
        found = [(p, r) for p, r in readings if _falls_under(r) == check.code]
        if not found:
            continue
        point, reading = found[-1]
        yield answers.finding(
            check.code,
            check.severity,
            unit=unit,
            indicator=indicator,
            point=point,
            cells=tuple(answers.cell(unit, indicator, p) for p, _ in found),
            points=tuple(p for p, _ in found),
            seen="seen" if check is not INEXACT else f"seen-{_kind(reading)}",
            words={
                "written": in_quotes(reading),
                "readings": told_either(possible_readings(reading)),
            },
        )


def _falls_under(reading: Quantity) -> str:
    """Return the code of the check that a reading falls under; empty for an exact figure."""
    if reading.kind is Kind.UNREADABLE:
        return (AMBIGUOUS if reading.candidates else UNREADABLE).code
    doubted = reading.has_value and (reading.kind is not Kind.EXACT or reading.approximate)
    return INEXACT.code if doubted else ""


def _kind(reading: Quantity) -> Literal["open", "sum", "bracketed", "alternative", "doubt"]:
    """Name the way in which an answer is not one exact figure."""
    match reading.kind:
        case Kind.AT_LEAST | Kind.AT_MOST:
            return "open"
        case Kind.SUM:
            return "sum"
        case Kind.BRACKETED:
            return "bracketed"
        case Kind.WITH_ALTERNATIVE:
            return "alternative"
    return "doubt"


FAMILY = Family(name="notation", checks=(AMBIGUOUS, UNREADABLE, INEXACT), look=look)
