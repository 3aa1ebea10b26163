"""Checks of answers against how far a network has come, and of readings against their status.

Refuses to turn a zero into "not applicable": it asks for the answer to be changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from folja.model import Finding, FollowUp, Severity, Unit
from folja.quality.answers import Answers
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.wording import quoted
from folja.values import Certainty, Interval, Quantity, Status, compare

_NOUGHT = Interval(Decimal(0), Decimal(0))

NOT_IN_OPERATION = Check(
    code="not-in-operation-zeros",
    severity=Severity.WARNING,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS, Need.STATUS),
)
CONTRADICTS = Check(
    code="status-contradicts-value",
    severity=Severity.ERROR,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS, Need.STATUS),
)


def look(answers: Answers) -> Iterator[Finding]:
    """Yield zeros of networks that do not operate, and answers that their status rules out."""
    for unit in answers.units:
        yield from _zeros(answers, unit)
        for indicator in answers.indicators:
            yield from _contradiction(answers, unit, indicator.id)


def _zeros(answers: Answers, unit: Unit) -> Iterator[Finding]:
    if unit.status.operates:
        return
    cells = []
    for indicator in answers.indicators:
        for point in answers.points:
            known = answers.interval(unit.id, indicator.id, point)
            if known is None:
                continue
            if compare(known, "=", _NOUGHT) is not Certainty.CERTAIN:
                return
            cells.append(answers.cell(unit.id, indicator.id, point))
    if cells:
        yield answers.finding(
            NOT_IN_OPERATION.code,
            NOT_IN_OPERATION.severity,
            unit=unit.id,
            cells=cells,
            words={"n": len(cells)},
        )


def _contradiction(answers: Answers, unit: Unit, indicator: str) -> Iterator[Finding]:
    declined = {
        (a.unit, a.indicator) for a in answers.follow_up.adaptations if a.action == "decline"
    }
    for point in reversed(answers.points):
        reading = answers.reading(unit.id, indicator, point)
        seen = _why(answers.follow_up, unit, reading, point)
        if not seen and reading.has_value and (unit.id, indicator) in declined:
            seen = "seen-declined"
        if seen:
            yield answers.finding(
                CONTRADICTS.code,
                CONTRADICTS.severity,
                unit=unit.id,
                indicator=indicator,
                point=point,
                seen=seen,
                cells=(answers.cell(unit.id, indicator, point),),
                words={"value": quoted(reading)},
            )
            return


def _why(follow_up: FollowUp, unit: Unit, reading: Quantity, point: str) -> str:
    """Return the sentence for what rules an answer out; empty where nothing does."""
    without = reading.status in (Status.MISSING, Status.UNVALIDATED)
    if reading.has_value is without:
        return "seen-status"
    interval = reading.interval()
    if interval is None or compare(interval, ">", _NOUGHT) is not Certainty.CERTAIN:
        return ""
    if not unit.status.operates:
        return "seen"
    day = _day(point)
    if day is not None and unit.valid_from is not None and day < unit.valid_from:
        return "seen-before"
    if day is not None and unit.valid_to is not None and day > unit.valid_to:
        return "seen-after"
    return ""


def _day(point: str) -> date | None:
    try:
        return date.fromisoformat(point)
    except ValueError:
        return None


FAMILY = Family(name="status", checks=(NOT_IN_OPERATION, CONTRADICTS), look=look)
