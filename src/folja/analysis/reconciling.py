"""A report's headlines held against the rules, with the cells that make each difference.

Holds the way from a claimed figure to what each rule computes, in steps of one network each.
Refuses to say which figure is right: a step names what was done differently, and people decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from folja.analysis.adding import totals
from folja.analysis.columns import Decided, headlines
from folja.analysis.engines import Engine
from folja.model import Claim, Contribution, FollowUp, Reconciliation, Rule, Step, Total
from folja.text import Message
from folja.values import Interval

_NOUGHT = Decimal(0)


class StepReason(StrEnum):
    """Why a network counts otherwise under a rule than in the printed differences; a `Skip` value
    is one, too.
    """

    NOT_PRINTED = "not-printed"
    PRINTED_OTHERWISE = "printed-otherwise"
    ASSUMED_ZERO = "assumed-zero"
    LOWER_BOUND = "lower-bound"
    NO_LOWER_BOUND = "no-lower-bound"
    UNEXPLAINED = "unexplained"


def reconcile(
    follow_up: FollowUp,
    *,
    decided: Decided | None = None,
    engine: Engine | None = None,
    by_rule: Mapping[Rule, Mapping[str, Total]] | None = None,
) -> tuple[Reconciliation, ...]:
    """Hold each headline against the totals of the three rules, in the order of the claims.

    For every rule, the claimed figure and the low bounds of the rule's steps add up to the rule's
    low bound: a network left out takes its printed difference away, one that the report left out
    brings its change. A network that gave a range stands in a step of 0 up to the width of its
    range, since the headline takes it at its lower bound. What no cell explains stands in a step
    without a network, so that nothing is hidden.

    `by_rule` hands over totals by rule and indicator that the caller has computed with the same
    decisions; without it they are computed here.
    """
    claims = [
        claim
        for claim in headlines(follow_up)
        if claim.indicator in follow_up.indicator_by_id and claim.reading.has_value
    ]
    if not claims:
        return ()
    if by_rule is None:
        by_rule = {
            rule: {
                total.indicator: total
                for total in totals(follow_up, rule, decided=decided, engine=engine)
            }
            for rule in Rule
        }
    return tuple(_reconciled(follow_up, claim, by_rule) for claim in claims)


def describe(step: Step) -> Message:
    """Return the words for a step's reason, to stand beside its network and amount."""
    return Message(f"analysis.step.{step.reason}")


def _reconciled(
    follow_up: FollowUp, claim: Claim, by_rule: Mapping[Rule, Mapping[str, Total]]
) -> Reconciliation:
    indicator = claim.indicator or ""
    claimed = claim.reading.interval()
    if claimed is None:
        raise ValueError(f"{claim.id} states no figure, and so is no headline")
    rows = {rule: by_rule[rule][indicator] for rule in Rule}
    note = next((c.reading.interval() for c in follow_up.claims if c.note_to == claim.id), None)
    units = tuple(unit.id for unit in follow_up.networks)
    return Reconciliation(
        claim=claim.id,
        indicator=indicator,
        no=follow_up.indicator_by_id[indicator].no,
        claimed=claimed,
        note=note,
        totals=tuple(rows.values()),
        steps=tuple(
            (rule, tuple(_steps(units, claimed, rows[Rule.AS_PRINTED], total)))
            for rule, total in rows.items()
        ),
    )


def _steps(
    units: tuple[str, ...], claimed: Interval, printed: Total, total: Total
) -> Iterator[Step]:
    """Yield what leads from the claimed figure to a total, in the order of the networks."""
    rest = _difference(_low(printed.interval), _low(claimed))
    if rest != Interval(_NOUGHT, _NOUGHT):
        yield Step(unit="", low=rest, reason=StepReason.UNEXPLAINED.value)
    before = {c.unit: c for c in printed.contributions}
    after = {c.unit: c for c in total.contributions}
    why = {s.unit: s.reason.value for s in total.skipped}
    for unit in units:
        yield from _steps_of(unit, before.get(unit), after.get(unit), why.get(unit, ""))


def _steps_of(
    unit: str, before: Contribution | None, after: Contribution | None, why: str
) -> Iterator[Step]:
    was, now = (_low(c.interval if c else None) for c in (before, after))
    amount = _difference(now, was)
    if was is None or now is None:
        if was != now or after:
            yield Step(unit=unit, low=amount, reason=StepReason.NO_LOWER_BOUND.value)
        return
    if amount.low != _NOUGHT:
        yield Step(unit=unit, low=amount, reason=_reason(before, after, why))
    if after and after.interval.high != now:
        width = None if after.interval.high is None else after.interval.high - now
        yield Step(unit=unit, low=Interval(_NOUGHT, width), reason=StepReason.LOWER_BOUND.value)


def _reason(before: Contribution | None, after: Contribution | None, why: str) -> str:
    if after is None:
        return why
    if after.assumed_zero:
        return StepReason.ASSUMED_ZERO.value
    return (StepReason.PRINTED_OTHERWISE if before else StepReason.NOT_PRINTED).value


def _low(interval: Interval | None) -> Decimal | None:
    """Return the low bound of what is added: 0 where nothing is."""
    return _NOUGHT if interval is None else interval.low


def _difference(now: Decimal | None, was: Decimal | None) -> Interval:
    amount = None if now is None or was is None else now - was
    return Interval(amount, amount)
