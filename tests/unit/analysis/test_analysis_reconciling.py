"""The headlines of the report held against the rules, with the cells that make each difference."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from folja.analysis import StepReason, describe, reconcile
from folja.model import FollowUp, Reconciliation, Rule, Skip, Step
from folja.text import is_worded, render
from folja.values import Interval, read

Build = Callable[..., FollowUp]


@pytest.fixture(scope="module")
def by_no(example: FollowUp) -> dict[int, Reconciliation]:
    """The reconciliations of the example by annex number."""
    return {r.no: r for r in reconcile(example)}


def steps(
    reconciliation: Reconciliation, rule: Rule
) -> list[tuple[str, int | None, int | None, str]]:
    """A rule's steps as plain rows."""
    return [
        (
            s.unit,
            None if s.low.low is None else int(s.low.low),
            None if s.low.high is None else int(s.low.high),
            s.reason,
        )
        for s in dict(reconciliation.steps)[rule]
    ]


def test_five_headlines_of_the_example(by_no: dict[int, Reconciliation]) -> None:
    """Each headline is what adding the printed differences gives."""
    found = {
        no: (int(r.claimed.low or 0), *(int(t.interval.low or 0) for t in r.totals if t.interval))
        for no, r in by_no.items()
    }
    assert found == {
        2: (18, 18, 17, 18),
        8: (308, 308, 308, 308),
        12: (199, 199, 147, 197),
        20: (39, 39, 39, 39),
        21: (63, 63, 63, 63),
    }


def test_activities_differ_by_a_blank_and_a_missing_baseline(
    by_no: dict[int, Reconciliation],
) -> None:
    """199 becomes 197 with the fall that was not printed, and 147 without the missing start."""
    assert steps(by_no[12], Rule.AS_PRINTED) == []
    assert steps(by_no[12], Rule.MISSING_AS_ZERO) == [("AFN", -2, -2, "not-printed")]
    assert steps(by_no[12], Rule.STRICT) == [
        ("AFN", -2, -2, "not-printed"),
        ("PROC", -50, -50, "missing-baseline"),
    ]


def test_new_companies_differ_by_a_blank_baseline(by_no: dict[int, Reconciliation]) -> None:
    """18 becomes 17 without the network whose start value is blank."""
    assert steps(by_no[2], Rule.STRICT) == [("BIOFUEL", -1, -1, "missing-baseline")]
    assert steps(by_no[2], Rule.MISSING_AS_ZERO) == []


@pytest.mark.parametrize("rule", Rule)
def test_new_jobs_take_a_range_at_its_lower_bound(
    by_no: dict[int, Reconciliation], rule: Rule
) -> None:
    """308 counts one network at 50 of 50–250: its range could bring up to 200 more, as the note
    says.
    """
    assert steps(by_no[8], rule) == [("SI", 0, 200, "lower-bound")]
    assert by_no[8].note is not None
    assert by_no[8].note.high == 200


@pytest.mark.parametrize("no", [20, 21])
def test_headline_without_differences_has_no_steps(
    by_no: dict[int, Reconciliation], no: int
) -> None:
    """Where every rule agrees with the report, there is nothing to explain."""
    assert all(not rule_steps for _, rule_steps in by_no[no].steps)


def test_steps_lead_from_the_claim_to_every_total(example: FollowUp) -> None:
    """Claimed figure plus the low bounds of the steps is the rule's low bound, decided or not."""
    decided = {("PROC", "collaboration-activities", "2004-01-01"): read("15")}
    for reconciliation in (*reconcile(example), *reconcile(example, decided=decided)):
        by_rule = dict(reconciliation.steps)
        for total in reconciliation.totals:
            moved = sum(step.low.low or 0 for step in by_rule[total.rule])
            assert total.interval is not None
            assert (reconciliation.claimed.low or 0) + moved == total.interval.low


def test_decided_baseline_enters_as_another_difference(example: FollowUp) -> None:
    """With the narrative's 15 as start value the strict total is 182."""
    decided = {("PROC", "collaboration-activities", "2004-01-01"): read("15")}
    activities = next(r for r in reconcile(example, decided=decided) if r.no == 12)
    assert ("PROC", -15, -15, "printed-otherwise") in steps(activities, Rule.STRICT)
    assert activities.totals[1].interval == Interval(Decimal(182), Decimal(182))


def test_headline_that_no_cell_explains_is_said(build: Build) -> None:
    """What the printed differences do not give stands in a step without a network."""
    follow_up = build({("a", "members"): ("1", "3", "2")}, headlines={"members": "5"})
    (found,) = reconcile(follow_up)
    for rule in Rule:
        assert steps(found, rule) == [("", -3, -3, "unexplained")]


def test_missing_baseline_counted_as_zero_is_said(build: Build) -> None:
    """A change that is only there because a missing start counts 0 is named as that."""
    follow_up = build({("a", "members"): ("", "3", "")}, headlines={"members": "0"})
    (found,) = reconcile(follow_up)
    assert steps(found, Rule.MISSING_AS_ZERO) == [("a", 3, 3, "assumed-zero")]


def test_change_without_a_lower_bound_is_said(build: Build) -> None:
    """From at least 25 to 40 has no low bound, so that no amount can be named."""
    follow_up = build({("a", "members"): ("25+", "40", "15")}, headlines={"members": "15"})
    (found,) = reconcile(follow_up)
    assert steps(found, Rule.STRICT) == [("a", None, None, "no-lower-bound")]


def test_follow_up_without_headlines_has_nothing_to_reconcile(build: Build) -> None:
    """Nothing claimed, nothing to hold against the rules."""
    assert reconcile(build({("a", "members"): ("1", "3", "2")})) == ()


@pytest.mark.parametrize("reason", [*StepReason, *Skip])
def test_every_reason_is_worded(reason: StepReason | Skip) -> None:
    """Each reason a step may have reads as words in both languages."""
    message = describe(Step(unit="a", low=Interval(None, None), reason=reason.value))
    assert is_worded(message.code)
    assert render(message, "sv") != render(message, "en")
