"""The rules on small follow-ups: each reason for leaving a network out, open ends, and refusals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from folja.analysis import AnalysisFault, changes, totals
from folja.model import Adaptation, FollowUp, Grouping, Rule, Skip, UnitStatus
from folja.text import render
from folja.values import Interval

Build = Callable[..., FollowUp]
START, END = "2004-01-01", "2005-12-31"


def of(low: int, high: int | None = None) -> Interval:
    """An interval of whole numbers; without a high bound it is a point."""
    return Interval(Decimal(low), Decimal(low if high is None else high))


def reasons(follow_up: FollowUp, rule: Rule) -> dict[str, str]:
    """Why each skipped network is left out of the first total."""
    return {s.unit: s.reason.value for s in totals(follow_up, rule)[0].skipped}


MISSING = {
    ("both", "members"): ("", "n.a.", ""),
    ("first", "members"): ("n.a.", "7", "7"),
    ("last", "members"): ("7", "", ""),
    ("odd", "members"): ("5", "13+05", "8"),
    ("right", "members"): ("5", "9", "4"),
}


def test_missing_answers_under_strict(build: Build) -> None:
    """Strict leaves out whatever lacks a readable answer, and says which one is missing."""
    assert reasons(build(MISSING), Rule.STRICT) == {
        "both": "no-value",
        "first": "missing-baseline",
        "last": "missing-end",
        "odd": "unreadable",
    }


def test_missing_baseline_counts_zero_but_missing_end_never(build: Build) -> None:
    """Missing-as-zero takes in what lacks a start, marked as such, and nothing else."""
    follow_up = build(MISSING)
    (total,) = totals(follow_up, Rule.MISSING_AS_ZERO)
    assert total.interval == of(11)
    assert {c.unit for c in total.contributions if c.assumed_zero} == {"first"}
    assert reasons(follow_up, Rule.MISSING_AS_ZERO) == {
        "both": "no-value",
        "last": "missing-end",
        "odd": "unreadable",
    }


def test_unreadable_baseline_is_not_taken_as_zero(build: Build) -> None:
    """Something was answered, so that it cannot be counted as nothing."""
    follow_up = build({("a", "members"): ("13+05", "20", "")})
    assert reasons(follow_up, Rule.MISSING_AS_ZERO) == {"a": "unreadable"}


def test_as_printed_adds_what_is_printed_whatever_the_cells_say(build: Build) -> None:
    """The printed difference counts even if its cells do not give it; a blank one is skipped."""
    (total,) = totals(build(MISSING), Rule.AS_PRINTED)
    assert total.interval == of(19)
    assert total.included == ("first", "odd", "right")
    assert {s.unit: s.reason for s in total.skipped} == {
        "both": Skip.NO_VALUE,
        "last": Skip.NO_VALUE,
    }


def test_as_printed_names_an_unreadable_cell_behind_a_blank_difference(build: Build) -> None:
    """Where nothing is printed because a cell is ambiguous, that is the reason given."""
    follow_up = build({("a", "members"): ("0", "13+05", "")})
    (skipped,) = totals(follow_up, Rule.AS_PRINTED)[0].skipped
    assert skipped.reason is Skip.UNREADABLE
    assert skipped.candidates


def test_status_goes_before_cells(build: Build) -> None:
    """A network that has not started is left out as such, with or without cells."""
    follow_up = build(
        {
            ("planned", "members"): ("0", "0", "0"),
            ("excluded", "members"): ("1", "2", "1"),
            ("in", "members"): ("1", "4", "3"),
        },
        status={
            "planned": UnitStatus.PLANNED,
            "later": UnitStatus.UNDER_ORGANISATION,
            "project": UnitStatus.PROJECT,
            "dark": UnitStatus.UNKNOWN,
        },
        left_out=("excluded", "planned", "later", "project", "dark"),
        without_answers=("later", "project", "dark", "silent"),
    )
    assert reasons(follow_up, Rule.STRICT) == {
        "planned": "not-in-operation",
        "excluded": "not-in-comparison",
        "later": "not-in-operation",
        "project": "not-in-comparison",
        "dark": "no-table",
        "silent": "no-table",
    }
    (printed,) = totals(follow_up, Rule.AS_PRINTED)
    assert printed.included == ("planned", "excluded", "in")


@pytest.mark.parametrize(
    ("comparability", "included"),
    [("same", True), ("subset", True), ("superset", False), ("not-comparable", False)],
)
def test_adapted_answer_enters_only_where_it_can_be_added(
    build: Build, comparability: str, included: bool
) -> None:
    """A network that counts something wider than asked is skipped as adapted, under every rule."""
    own = Adaptation(
        id="x", unit="a", indicator="members", action="narrow", comparability=comparability
    )
    follow_up = build({("a", "members"): ("1", "3", "2")}, adaptations=(own,))
    for rule in Rule:
        (total,) = totals(follow_up, rule)
        assert (total.included == ("a",)) is included
        assert [s.reason for s in total.skipped] == ([] if included else [Skip.ADAPTED])


def test_question_that_a_network_added_is_asked_of_no_other(build: Build) -> None:
    """Its total is of whoever added it: the others are neither in it nor left out of it."""
    own = Adaptation(id="x", unit="a", indicator="own", action="add", comparability="same")
    cells = {
        ("a", "members"): ("1", "3", "2"),
        ("b", "members"): ("1", "2", "1"),
        ("a", "own"): ("1", "4", "3"),
    }
    follow_up = build(cells, indicators=("members", "own"), adaptations=(own,))
    for rule in Rule:
        found = {t.indicator: t for t in totals(follow_up, rule)}
        assert (found["own"].included, found["own"].coverage) == (("a",), (1, 1))
        assert found["members"].coverage == (2, 2)
        networks = totals(follow_up, rule, by=Grouping.NETWORK)
        other = next(t for t in networks if (t.group, t.indicator) == ("b", "own"))
        assert (other.interval, other.coverage) == (None, (0, 0))
    assert ("b", "own") not in {(c.unit, c.indicator) for c in changes(follow_up)}


def test_open_end_opens_the_sum(build: Build) -> None:
    """One at-least among many leaves the total without an upper bound, never with the sum of the
    rest.
    """
    follow_up = build(
        {("a", "members"): ("0", "25+", "25"), ("b", "members"): ("10", "50-60", "40")}
    )
    (total,) = totals(follow_up, Rule.STRICT)
    assert total.interval == Interval(Decimal(65), None)


def test_open_start_opens_the_other_end(build: Build) -> None:
    """From at least 25 to 40 is a change of at most 15."""
    (total,) = totals(build({("a", "members"): ("25+", "40", "")}), Rule.STRICT)
    assert total.interval == Interval(None, Decimal(15))


def test_same_point_twice_is_a_change_of_exactly_nothing(build: Build) -> None:
    """An answer taken from itself is 0, even a range or an open one."""
    follow_up = build({("a", "members"): ("50-250", "1", "1"), ("b", "members"): ("25+", "1", "1")})
    (total,) = totals(follow_up, Rule.STRICT, start=START, end=START)
    assert total.interval == of(0)
    assert len(total.contributions) == 2


def test_reversed_points_give_the_opposite(build: Build) -> None:
    """From the later to the earlier point the change turns its sign, and nothing was printed."""
    follow_up = build({("a", "members"): ("2", "5-9", "3")})
    assert totals(follow_up, Rule.STRICT, start=END, end=START)[0].interval == of(-7, -3)
    assert totals(follow_up, Rule.AS_PRINTED, start=END, end=START)[0].interval is None


def test_decimals_come_back_as_written(build: Build) -> None:
    """Figures keep the decimals they have, and whole numbers get none."""
    follow_up = build({("a", "members"): ("1,5", "4,25", "2,75")})
    (total,) = totals(follow_up, Rule.STRICT)
    assert total.interval is not None
    assert str(total.interval.low) == "2.75"
    (hundred,) = totals(build({("a", "members"): ("0", "100", "100")}), Rule.STRICT)
    assert hundred.interval is not None
    assert str(hundred.interval.low) == "100"


def test_largest_numbers_do_not_overflow(build: Build) -> None:
    """The difference of the largest figures that a cell can hold, many times over, is exact."""
    big = "99999999999999"
    cells = {(f"n{i}", "members"): (f"-{big}", big, "") for i in range(20)}
    (total,) = totals(build(cells), Rule.STRICT)
    assert total.interval is not None
    assert total.interval.low == 40 * Decimal(big)


def test_nobody_contributing_gives_no_figure(build: Build) -> None:
    """A total of nothing is no figure, not 0."""
    (total,) = totals(build({("a", "members"): ("", "", "")}), Rule.STRICT)
    assert total.interval is None
    assert total.coverage == (0, 1)


def test_indicator_nobody_was_asked_is_accounted_for(build: Build) -> None:
    """An indicator without any cell has a row with every network skipped."""
    follow_up = build({("a", "members"): ("1", "2", "1")}, indicators=("members", "visits"))
    visits = totals(follow_up, Rule.STRICT)[1]
    assert [s.reason for s in visits.skipped] == [Skip.NO_VALUE]


def test_unknown_point_is_refused_with_the_choice(build: Build) -> None:
    """A date that is no measurement point is named, and so are those that are."""
    follow_up = build({("a", "members"): ("1", "2", "1")})
    with pytest.raises(AnalysisFault, match="2007-01-01") as caught:
        totals(follow_up, Rule.STRICT, end="2007-01-01")
    assert START in render(caught.value.message, "sv")


def test_follow_up_without_points_is_refused() -> None:
    """Nothing can change between points that are not there."""
    with pytest.raises(AnalysisFault):
        totals(FollowUp(), Rule.STRICT)


@pytest.mark.parametrize("by", Grouping)
def test_follow_up_without_networks_has_no_contributions(build: Build, by: Grouping) -> None:
    """An empty follow-up is no fault: its rows, if any, hold nothing."""
    rows = totals(build({}), Rule.STRICT, by=by)
    assert all(row.interval is None and row.coverage == (0, 0) for row in rows)
