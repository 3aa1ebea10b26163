"""The change of each answer, and which figures went down."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from folja.analysis import changes
from folja.model import FollowUp
from folja.values import Interval, read

Build = Callable[..., FollowUp]
START, END = "2004-01-01", "2005-12-31"


def test_changes_of_the_example_cover_every_table(example: FollowUp) -> None:
    """Ten tables of 24 indicators make 240 changes, in the order of the source."""
    found = changes(example)
    assert len(found) == 240
    assert [c.no for c in found[:24]] == list(range(1, 25))
    assert len({c.unit for c in found}) == 10


def test_falls_of_the_example(example: FollowUp) -> None:
    """What went down between the two points, whatever the exact figures."""
    fell = {(c.unit, c.no) for c in changes(example) if c.fell == "certain"}
    assert {("SI", 1), ("CRM", 12), ("AFN", 12), ("PROC", 3)} <= fell
    assert all(
        c.interval is not None and c.interval.high is not None and c.interval.high < 0
        for c in changes(example)
        if (c.unit, c.no) in fell
    )


@pytest.mark.parametrize(
    ("first", "last", "low", "high", "fell"),
    [
        ("5", "9", 4, 4, ""),
        ("9", "5", -4, -4, "certain"),
        ("5", "5", 0, 0, ""),
        ("10-20", "15", -5, 5, "possible"),
        ("25+", "25+", None, None, "possible"),
        ("25+", "10", None, -15, "certain"),
        ("10", "25+", 15, None, ""),
    ],
)
def test_change_and_fall(
    build: Build, first: str, last: str, low: int | None, high: int | None, fell: str
) -> None:
    """A fall is certain only if no reading of the two answers avoids it."""
    (change,) = changes(build({("a", "members"): (first, last, "1")}))
    assert change.interval == Interval(
        None if low is None else Decimal(low), None if high is None else Decimal(high)
    )
    assert change.fell == fell
    assert change.printed == "1"


@pytest.mark.parametrize(("first", "last"), [("", "3"), ("3", "n.a."), ("13+05", "20")])
def test_change_without_two_readable_answers_is_none(build: Build, first: str, last: str) -> None:
    """Without both figures there is no change to tell, and nothing fell."""
    (change,) = changes(build({("a", "members"): (first, last, "3")}))
    assert change.interval is None
    assert change.fell == ""
    assert change.printed_interval == Interval(Decimal(3), Decimal(3))


def test_decided_reading_gives_the_change(build: Build) -> None:
    """A decision puts its figure in the place of the cell's."""
    follow_up = build({("a", "members"): ("0", "13+05", "")})
    (change,) = changes(follow_up, decided={("a", "members", END): read("18")})
    assert change.interval == Interval(Decimal(18), Decimal(18))


def test_same_point_twice_changes_nothing(build: Build) -> None:
    """A range taken from itself is exactly 0."""
    follow_up = build({("a", "members"): ("50-250", "1", "")})
    (change,) = changes(follow_up, start=START, end=START)
    assert change.interval == Interval(Decimal(0), Decimal(0))


def test_network_that_never_answered_has_no_changes(build: Build) -> None:
    """Only networks with a table are told about."""
    follow_up = build({("a", "members"): ("1", "2", "1")}, without_answers=("b",))
    assert {c.unit for c in changes(follow_up)} == {"a"}
    assert changes(build({}, without_answers=("b",))) == ()
