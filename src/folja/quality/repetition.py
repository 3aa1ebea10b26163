"""Checks for figures that look carried over or worked out rather than counted.

Refuses to call them wrong: a count may well stay the same, so these are questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from folja.model import Finding, Measure, RelationKind, Severity
from folja.quality.answers import Answers
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.wording import quoted
from folja.text import LocalText, format_number
from folja.values import Kind

#: Shares are held against each other to four decimals, and called round in steps of five per cent:
#: what a share of men or women looks like when it is estimated.
_DECIMALS, _STEP = Decimal("0.0001"), Decimal("0.05")
#: Below this, the same count twice is common; from here on it deserves a question.
_LARGE = Decimal(20)

SHARE_TOO_EXACT = Check(
    code="share-too-exact",
    severity=Severity.WARNING,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS, Need.TWO_POINTS, Need.RELATION),
)
NOT_RE_MEASURED = Check(
    code="not-re-measured",
    severity=Severity.WARNING,
    missing=Missing.PASSES_OVER,
    needs=(Need.ANSWERS, Need.TWO_POINTS),
)


def look(answers: Answers) -> Iterator[Finding]:
    """Yield shares that stay too round, and large counts that stay the same; once per row."""
    for unit in answers.units:
        for relation in answers.follow_up.indicator_relations:
            if relation.kind is RelationKind.PART_OF:
                yield from _share(answers, unit.id, relation.indicator, relation.other)
        for indicator in answers.indicators:
            if indicator.measure is Measure.STOCK:
                yield from _same(answers, unit.id, indicator.id)


def _share(answers: Answers, unit: str, part: str, whole: str) -> Iterator[Finding]:
    for start, end in reversed(answers.spans):
        first, last = (_round_share(answers, unit, part, whole, p) for p in (start, end))
        if first is None or first != last:
            continue
        if _exact(answers, unit, whole, start) == _exact(answers, unit, whole, end):
            continue
        percent = first * 100
        yield answers.finding(
            SHARE_TOO_EXACT.code,
            SHARE_TOO_EXACT.severity,
            unit=unit,
            indicator=part,
            point=f"{start}/{end}",
            cells=tuple(answers.cell(unit, i, p) for i in (part, whole) for p in (start, end)),
            words={
                "share": LocalText(
                    f"{format_number(percent, 'sv')}\u00a0%", f"{format_number(percent, 'en')}%"
                ),
                "other": answers.indicator_name(whole),
                "start": quoted(answers.reading(unit, whole, start)),
                "end": quoted(answers.reading(unit, whole, end)),
            },
        )
        return


def _round_share(answers: Answers, unit: str, part: str, whole: str, point: str) -> Decimal | None:
    """Return a part's share of its whole where it is round; None and all are no estimate."""
    some, every = (_exact(answers, unit, i, point) for i in (part, whole))
    if some is None or not every:
        return None
    share = (some / every).quantize(_DECIMALS)
    return share if 0 < share < 1 and not share % _STEP else None


def _same(answers: Answers, unit: str, indicator: str) -> Iterator[Finding]:
    for start, end in reversed(answers.spans):
        first, last = (_exact(answers, unit, indicator, p) for p in (start, end))
        if first is None or first != last or first < _LARGE:
            continue
        yield answers.finding(
            NOT_RE_MEASURED.code,
            NOT_RE_MEASURED.severity,
            unit=unit,
            indicator=indicator,
            point=f"{start}/{end}",
            cells=tuple(answers.cell(unit, indicator, p) for p in (start, end)),
            words={"value": quoted(answers.reading(unit, indicator, end))},
        )
        return


def _exact(answers: Answers, unit: str, indicator: str, point: str) -> Decimal | None:
    reading = answers.reading(unit, indicator, point)
    return reading.low if reading.kind is Kind.EXACT and not reading.approximate else None


FAMILY = Family(name="repetition", checks=(SHARE_TOO_EXACT, NOT_RE_MEASURED), look=look)
