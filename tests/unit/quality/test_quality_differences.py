"""Printed differences against the values beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from folja.model import FollowUp, Outcome, Severity
from folja.quality import check

Build = Callable[..., FollowUp]
ABOUT_DIFFERENCES = ("difference-", "precision-lost", "one-point-only")


def codes(follow_up: FollowUp) -> list[str]:
    """Return the codes about differences that are seen."""
    return [f.code for f in check(follow_up) if f.code.startswith(ABOUT_DIFFERENCES)]


@pytest.mark.parametrize(
    ("start", "end", "printed", "code"),
    [
        ("3", "5", "2", None),
        ("3", "5", "3", "difference-wrong"),
        ("5", "3", "-2", None),
        ("0", "ca 39", "ca 39", None),
        ("0", "ca 39", "39", "precision-lost"),
        ("0", "39", "ca 39", None),
        ("0", "50-250", "50-250", None),
        ("0", "50-250", "50", "precision-lost"),
        ("0", "50-250", "100-200", "precision-lost"),
        ("0", "50-250", "300", "difference-wrong"),
        ("0", "25+", "25+", None),
        ("0", "25+", "25", "precision-lost"),
        ("0", "25+", "24", "difference-wrong"),
        ("1", "25+", "24+", None),
        ("0", "11+26", "37", None),
        ("0", "8 (24)", "8", None),
        ("0", "13+05", "18", None),
        ("0", "13+05", "13", None),
        ("0", "13+05", "5", "difference-wrong"),
        ("0", "13+05", "", "difference-not-reported"),
        ("3", "5", "", "difference-not-reported"),
        ("3", "5", "n.a.", "difference-not-reported"),
        ("0", "några", "", None),
        ("0", "några", "4", None),
        ("n.a.", "5", "5", "difference-from-missing-baseline"),
        ("", "0", "0", "difference-from-missing-baseline"),
        ("", "0", "3", "difference-unsupported"),
        ("n.a.", "25+", "25", "difference-from-missing-baseline"),
        ("n.a.", "5", "", None),
        ("5", "n.a.", "-5", "difference-unsupported"),
        ("5", "", "", "one-point-only"),
        ("5", "n.a.", "", None),
        ("5", "", "-5", "difference-unsupported"),
        ("", "", "4", "difference-without-values"),
        ("n.a.", "", "0", "difference-without-values"),
        ("", "", "", None),
        ("n.a.", "n.a.", "", None),
        ("10 %", "12", "2", None),
        ("1 tkr", "2 mkr", "1", None),
    ],
)
def test_difference_falls_under_one_code_at_most(
    build: Build, start: str, end: str, printed: str, code: str | None
) -> None:
    """A printed difference is as it should be, or has exactly one finding."""
    follow_up = build({("A", "members"): (start, end, printed)})
    assert codes(follow_up) == ([code] if code else [])


def test_difference_wider_than_the_values_is_possibly_wrong(build: Build) -> None:
    """A difference that may and may not be end minus start is possible; a note if open."""
    for printed, severity in (("1-4", Severity.ERROR), ("2+", Severity.INFO)):
        follow_up = build({("A", "members"): ("3", "5", printed)})
        (finding,) = [f for f in check(follow_up) if f.code == "difference-wrong"]
        assert (finding.outcome, finding.severity) == (Outcome.POSSIBLE, severity)


@pytest.mark.parametrize(("printed", "severity"), [("0", "warning"), ("4", "error")])
def test_difference_without_values_is_graver_when_it_says_something(
    build: Build, printed: str, severity: str
) -> None:
    """A printed nought is a question, any other figure an error."""
    (finding,) = check(build({("A", "members"): ("", "", printed)}))
    assert finding.severity.value == severity


def test_difference_that_nobody_prints_is_no_finding(build: Build) -> None:
    """Where no differences are printed at all, none is left out."""
    assert codes(build({("A", "members"): ("3", "5", None)})) == []


def test_one_point_only_needs_an_answer_that_was_given_before(build: Build) -> None:
    """A blank at the last of three points is seen once, a blank in between is not."""
    points = ("2004-01-01", "2004-12-31", "2005-12-31")
    cells: dict[tuple[str, str], Any] = {("A", "members"): ("3", "4", "", None)}
    (finding,) = check(build(cells, points=points))
    assert (finding.code, finding.point) == ("one-point-only", "2005-12-31")
    assert codes(build({("A", "members"): ("3", "", "4", None)}, points=points)) == []
    assert codes(build({("A", "members"): ("3", "4", None, None)}, points=points)) == []
