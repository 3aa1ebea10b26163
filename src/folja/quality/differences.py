"""Checks of printed differences against the two values that they are printed beside.

Refuses to correct: what was printed stays printed, the finding says what the values give. A
difference falls under one of these codes at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from folja.model import Finding, Outcome, Severity
from folja.quality.answers import Answers
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.holding import is_unreadable, possible_readings, same_scale, verdict
from folja.quality.wording import quoted, told_either
from folja.values import Certainty, Interval, Kind, Quantity, compare, difference

_NEEDS = (Need.ANSWERS, Need.PRINTED_DIFFERENCES)
_NOUGHT = Interval(Decimal(0), Decimal(0))

WRONG = Check(
    code="difference-wrong",
    severity=Severity.ERROR,
    missing=Missing.PASSES_OVER,
    needs=_NEEDS,
)
PRECISION_LOST = Check(
    code="precision-lost",
    severity=Severity.WARNING,
    missing=Missing.PASSES_OVER,
    needs=_NEEDS,
)
NOT_REPORTED = Check(
    code="difference-not-reported",
    severity=Severity.ERROR,
    missing=Missing.PASSES_OVER,
    needs=_NEEDS,
)
FROM_MISSING_BASELINE = Check(
    code="difference-from-missing-baseline",
    severity=Severity.WARNING,
    missing=Missing.IS_SEEN,
    needs=_NEEDS,
)
UNSUPPORTED = Check(
    code="difference-unsupported",
    severity=Severity.ERROR,
    missing=Missing.IS_SEEN,
    needs=_NEEDS,
)
WITHOUT_VALUES = Check(
    code="difference-without-values",
    severity=Severity.WARNING,
    worse=Severity.ERROR,
    missing=Missing.IS_SEEN,
    needs=_NEEDS,
)
ONE_POINT_ONLY = Check(
    code="one-point-only",
    severity=Severity.WARNING,
    missing=Missing.IS_SEEN,
    needs=(Need.ANSWERS, Need.TWO_POINTS),
)

#: A check that something fell under, how far it holds and how grave it is.
_Verdict = tuple[Check, Outcome, Severity]


def look(answers: Answers) -> Iterator[Finding]:
    """Yield what the printed differences, and the points that lack their other half, give."""
    for (unit, indicator, place), claim in answers.follow_up.printed_difference.items():
        start, _, end = place.partition("/")
        first = answers.reading(unit, indicator, start)
        last = answers.reading(unit, indicator, end)
        found = _verdict(first, last, claim.reading)
        if found is None:
            continue
        check, outcome, severity = found
        computed = told_either(_differences(first, last))
        yield answers.finding(
            check.code,
            severity,
            outcome=outcome,
            unit=unit,
            indicator=indicator,
            point=place,
            cells=(
                answers.cell(unit, indicator, start),
                answers.cell(unit, indicator, end),
                (unit, indicator, place, claim.reading.text),
            ),
            words={
                "start": quoted(first),
                "end": quoted(last),
                "printed": quoted(claim.reading),
                "computed": computed,
            },
        )
    yield from _one_point_only(answers)


def _verdict(first: Quantity, last: Quantity, printed: Quantity) -> _Verdict | None:
    """Say which check a difference falls under; None where it is as it should be."""
    if any(is_unreadable(r) for r in (first, last, printed)):
        return None
    if not same_scale(first, last, printed):
        return None
    starts, ends, stated = (possible_readings(r) for r in (first, last, printed))
    if starts and ends:
        if not stated:
            return NOT_REPORTED, Outcome.CERTAIN, NOT_REPORTED.severity
        return _held(_differences(first, last), stated)
    if not stated:
        return None
    if ends:
        meets = any(compare(e, "=", s) is not Certainty.IMPOSSIBLE for e in ends for s in stated)
        check = FROM_MISSING_BASELINE if meets else UNSUPPORTED
    elif starts:
        check = UNSUPPORTED
    else:
        nothing = all(compare(s, "=", _NOUGHT) is Certainty.CERTAIN for s in stated)
        severity = WITHOUT_VALUES.severity if nothing else Severity.ERROR
        return WITHOUT_VALUES, Outcome.CERTAIN, severity
    return check, Outcome.CERTAIN, check.severity


def _differences(first: Quantity, last: Quantity) -> tuple[Interval, ...]:
    """Return what end minus start may be, under every reading that the words allow."""
    found = (
        difference(start, end)
        for end in possible_readings(last)
        for start in possible_readings(first)
    )
    return tuple(d for d in found if d is not None)


def _held(computed: tuple[Interval, ...], stated: tuple[Interval, ...]) -> _Verdict | None:
    """Hold a printed difference against the computed one."""
    pairs = [(c, s) for c in computed for s in stated]
    if all(compare(c, "=", s) is Certainty.IMPOSSIBLE for c, s in pairs):
        return WRONG, Outcome.CERTAIN, WRONG.severity
    if len(pairs) > 1:
        # Some reading of ambiguous words agrees; what they mean is another finding's question.
        return None
    ((should, stands),) = pairs
    if _is_narrower(stands, should):
        return PRECISION_LOST, Outcome.CERTAIN, PRECISION_LOST.severity
    if (stands.low, stands.high) == (should.low, should.high):
        return None
    breach = verdict(stands, "!=", should, WRONG.severity)
    return None if breach is None else (WRONG, *breach)


def _is_narrower(stands: Interval, should: Interval) -> bool:
    """Say whether a printed figure claims more than the computed one: part of it, or no doubt."""
    below = should.low is None or (stands.low is not None and stands.low >= should.low)
    above = should.high is None or (stands.high is not None and stands.high <= should.high)
    if not (below and above):
        return False
    narrower = (stands.low, stands.high) != (should.low, should.high)
    return narrower or (should.approximate and not stands.approximate)


def _one_point_only(answers: Answers) -> Iterator[Finding]:
    """Yield each question that was answered once and left blank at the last point."""
    if len(answers.points) < 2:
        return
    *earlier, last = answers.points
    printed = {
        (unit, indicator, place.partition("/")[2])
        for (unit, indicator, place), claim in answers.follow_up.printed_difference.items()
        if claim.reading.has_value
    }
    for unit in answers.units:
        for indicator in answers.indicators:
            key = (unit.id, indicator.id)
            if not answers.was_asked(*key, last) or (*key, last) in printed:
                continue
            if answers.reading(*key, last).kind is not Kind.BLANK:
                continue
            known = [p for p in earlier if answers.reading(*key, p).has_value]
            if known:
                yield answers.finding(
                    ONE_POINT_ONLY.code,
                    ONE_POINT_ONLY.severity,
                    unit=unit.id,
                    indicator=indicator.id,
                    point=last,
                    cells=(answers.cell(*key, known[-1]), answers.cell(*key, last)),
                    words={"start": quoted(answers.reading(*key, known[-1]))},
                )


FAMILY = Family(
    name="differences",
    checks=(
        WRONG,
        PRECISION_LOST,
        NOT_REPORTED,
        FROM_MISSING_BASELINE,
        UNSUPPORTED,
        WITHOUT_VALUES,
        ONE_POINT_ONLY,
    ),
    look=look,
)
