"""Indicators against each other, by the relations of a catalogue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from folja.model import (
    Adaptation,
    Finding,
    FollowUp,
    IndicatorRelation,
    Outcome,
    RelationKind,
    Severity,
)
from folja.quality import check
from folja.text import LANGUAGES, render

Build = Callable[..., FollowUp]
Relate = Callable[..., IndicatorRelation]
KIND = RelationKind
START, END = "2004-01-01", "2005-12-31"
CHANGE = f"{START}/{END}"
CERTAIN, POSSIBLE = Outcome.CERTAIN, Outcome.POSSIBLE


def of(follow_up: FollowUp, code: str) -> list[tuple[str | None, Outcome, Severity]]:
    """Return where a code is seen, how surely and how grave; each can be worded."""
    found = [f for f in check(follow_up) if f.code == code]
    for finding in found:
        assert all(render(finding.message, lang) for lang in LANGUAGES)
    return [(f.point, f.outcome, f.severity) for f in found]


@pytest.mark.parametrize(
    ("some", "most", "expected"),
    [
        ("8", "8", None),
        ("9", "8", (CERTAIN, Severity.ERROR)),
        ("5-9", "8", (POSSIBLE, Severity.ERROR)),
        ("9-12", "8", (CERTAIN, Severity.ERROR)),
        ("25+", "25+", (POSSIBLE, Severity.INFO)),
        ("25+", "30", (POSSIBLE, Severity.INFO)),
        ("25+", "24", (CERTAIN, Severity.ERROR)),
        ("3", "högst 4", (POSSIBLE, Severity.INFO)),
        ("n.a.", "4", None),
        ("4", "", None),
        ("hej", "4", None),
        ("90 %", "4", None),
    ],
)
def test_limit_is_exceeded_as_far_as_the_intervals_say(
    build: Build,
    relate: Relate,
    some: str,
    most: str,
    expected: tuple[Outcome, Severity] | None,
) -> None:
    """Certain under every completion, possible under some, a note when only an open end allows
    it, nothing where a figure is missing.
    """
    follow_up = build(
        {("A", "some"): ("0", some, None), ("A", "most"): ("0", most, None)},
        relations=(relate(KIND.AT_MOST, "some", "most", "limit-exceeded", "error"),),
    )
    assert of(follow_up, "limit-exceeded") == ([(END, *expected)] if expected else [])


def test_breach_at_several_points_is_reported_at_the_latest(build: Build, relate: Relate) -> None:
    """One finding, at the latest point, which keeps the cells of the others; a certain breach goes
    before a later possible one.
    """
    relations = (relate(KIND.AT_MOST, "some", "most", "limit-exceeded"),)
    cells = {("A", "some"): ("9", "7", None), ("A", "most"): ("8", "6", None)}
    (finding,) = check(build(cells, relations=relations))
    assert finding.point == END
    assert {(place, words) for _, _, place, words in finding.cells} == {
        *{(START, "9"), (START, "8"), (END, "7"), (END, "6")}
    }
    cells = {("A", "some"): ("9", "7+", None), ("A", "most"): ("8", "8", None)}
    found = of(build(cells, relations=relations), "limit-exceeded")
    assert found == [(START, CERTAIN, Severity.WARNING)]


def test_breach_of_a_limit_stands_at_the_later_question(build: Build, relate: Relate) -> None:
    """Whichever of the two is limited, the finding stands where the contradiction comes in."""
    cells = {("A", "one"): ("9", "9", None), ("A", "two"): ("8", "8", None)}
    (finding,) = check(
        build(cells, relations=(relate(KIND.AT_MOST, "one", "two", "limit-exceeded"),))
    )
    assert finding.indicator == "two"


def test_printed_change_stands_in_where_no_value_is(build: Build, relate: Relate) -> None:
    """What has no value may not have grown by more than its limit; with a value it is left be."""
    relations = (relate(KIND.AT_MOST, "rich", "actors", "companies-exceed-actors", "error"),)
    cells = {("A", "actors"): ("18", "19", None), ("A", "rich"): ("", "", "7000")}
    follow_up = build(cells, relations=relations)
    assert of(follow_up, "companies-exceed-actors") == [(CHANGE, CERTAIN, Severity.ERROR)]
    cells = {("A", "actors"): ("18", "19", None), ("A", "rich"): ("", "", "19")}
    assert of(build(cells, relations=relations), "companies-exceed-actors") == []
    cells = {("A", "actors"): ("18", "19", None), ("A", "rich"): ("", "3", "7000")}
    assert of(build(cells, relations=relations), "companies-exceed-actors") == []


@pytest.mark.parametrize(
    ("men", "women", "everybody", "places"),
    [
        (("4", "6"), ("2", "3"), ("6", "9"), []),
        (("4", "6"), ("2", "3"), ("6", "8"), [CHANGE, END]),
        (("4", "6"), ("2", "3"), ("5", "8"), [END]),
        (("4", "6"), ("2", "n.a."), ("6", "90"), []),
        (("4", "6"), ("2", "3-5"), ("6", "10"), [CHANGE, END]),
    ],
)
def test_parts_make_the_whole_at_points_and_in_the_change(
    build: Build,
    relate: Relate,
    men: tuple[str, str],
    women: tuple[str, str],
    everybody: tuple[str, str],
    places: list[str],
) -> None:
    """A breach is seen at the latest point and in the change; a missing part is passed over."""
    follow_up = build(
        {
            ("A", "all"): (*everybody, None),
            ("A", "men"): (*men, None),
            ("A", "women"): (*women, None),
        },
        relations=(
            relate(KIND.PART_OF, "men", "all", "parts-not-total"),
            relate(KIND.PART_OF, "women", "all", "parts-not-total"),
        ),
    )
    assert [place for place, _, _ in of(follow_up, "parts-not-total")] == places


@pytest.mark.parametrize(
    ("men", "women", "everybody", "found"),
    [
        ("87", "n.a.", "35", True),
        ("n.a.", "87", "35", True),
        ("35", "n.a.", "35", False),
        ("25-40", "n.a.", "35", False),
        ("n.a.", "n.a.", "35", False),
        ("87", "n.a.", "n.a.", False),
    ],
)
def test_known_part_is_never_more_than_the_whole(
    build: Build, relate: Relate, men: str, women: str, everybody: str, found: bool
) -> None:
    """What is unknown of one part does not hide that another alone is too large."""
    follow_up = build(
        {
            ("A", "all"): ("", everybody, None),
            ("A", "men"): ("", men, None),
            ("A", "women"): ("", women, None),
        },
        relations=(
            relate(KIND.PART_OF, "men", "all", "parts-not-total"),
            relate(KIND.PART_OF, "women", "all", "parts-not-total"),
        ),
    )
    expected = [(END, CERTAIN, Severity.WARNING)] if found else []
    assert of(follow_up, "parts-not-total") == expected


@pytest.mark.parametrize(
    ("stated", "employees", "expected"),
    [
        (("0", "50"), ("100", "150"), None),
        (("0", "50"), ("100", "140"), (CERTAIN, Severity.WARNING)),
        (("0", "50-250"), ("100", "150"), (POSSIBLE, Severity.WARNING)),
        (("0", "50+"), ("100", "150"), (POSSIBLE, Severity.INFO)),
        (("0", "n.a."), ("100", "150"), None),
        (("n.a.", "50"), ("100", "150"), None),
    ],
)
def test_stated_change_is_the_computed_one(
    build: Build,
    relate: Relate,
    stated: tuple[str, str],
    employees: tuple[str, str],
    expected: tuple[Outcome, Severity] | None,
) -> None:
    """An indicator that is a change grows by as much as what it is the change of."""
    follow_up = build(
        {("A", "employees"): (*employees, None), ("A", "jobs"): (*stated, None)},
        relations=(relate(KIND.CHANGE_OF, "jobs", "employees", "change-disagrees"),),
    )
    assert of(follow_up, "change-disagrees") == ([(CHANGE, *expected)] if expected else [])


@pytest.mark.parametrize(
    ("men", "women", "companies", "expected"),
    [
        ("2", "1", "3", None),
        ("5", "1", "2", (POSSIBLE, Severity.WARNING)),
        ("1", "0", "2", (CERTAIN, Severity.WARNING)),
        ("n.a.", "0", "1", (POSSIBLE, Severity.INFO)),
        ("n.a.", "n.a.", "0", None),
        ("2", "0", "", (POSSIBLE, Severity.INFO)),
        ("0", "0", "", None),
        ("1+", "0", "1", (POSSIBLE, Severity.INFO)),
    ],
)
def test_founders_match_the_companies(
    build: Build,
    relate: Relate,
    men: str,
    women: str,
    companies: str,
    expected: tuple[Outcome, Severity] | None,
) -> None:
    """Fewer founders than companies is certain, more is possible, untold is a note."""
    follow_up = build(
        {
            ("A", "companies"): ("0", companies, None),
            ("A", "men"): ("0", men, None),
            ("A", "women"): ("0", women, None),
        },
        relations=(
            relate(KIND.FOUNDER_OF, "men", "companies", "founders-disagree"),
            relate(KIND.FOUNDER_OF, "women", "companies", "founders-disagree"),
        ),
    )
    assert of(follow_up, "founders-disagree") == ([(END, *expected)] if expected else [])


def test_founders_that_nobody_asked_about_are_not_missed(build: Build, relate: Relate) -> None:
    """A round that asks about companies alone leaves no note on those who founded them."""
    relations = (relate(KIND.FOUNDER_OF, "men", "companies", "founders-disagree"),)
    asked = build(
        {("A", "companies"): ("0", "5", None), ("A", "men"): ("", "", None)}, relations=relations
    )
    assert of(asked, "founders-disagree") == [(END, POSSIBLE, Severity.INFO)]
    of_men = [o for o in asked.observations if o.indicator == "men"]
    alone = asked.with_table(observations=tuple(o for o in asked.observations if o not in of_men))
    assert of(alone, "founders-disagree") == []


@pytest.mark.parametrize(
    ("activity", "actors", "expected"),
    [
        ("12", "0", (CERTAIN, Severity.WARNING)),
        ("0", "0", None),
        ("12", "1", None),
        ("12", "n.a.", None),
        ("0-3", "0", (POSSIBLE, Severity.WARNING)),
        ("12", "högst 2", (POSSIBLE, Severity.INFO)),
    ],
)
def test_activity_requires_actors(
    build: Build,
    relate: Relate,
    activity: str,
    actors: str,
    expected: tuple[Outcome, Severity] | None,
) -> None:
    """Nothing is counted while there are no actors; where their number is missing, who knows."""
    follow_up = build(
        {("A", "actors"): (actors, "5", None), ("A", "meetings"): (activity, "3", None)},
        relations=(relate(KIND.REQUIRES, "meetings", "actors", "activity-before-actors"),),
    )
    assert of(follow_up, "activity-before-actors") == ([(START, *expected)] if expected else [])


def test_network_that_counts_something_else_is_passed_over(build: Build, relate: Relate) -> None:
    """An adapted indicator that cannot be compared is held against nothing."""
    follow_up = build(
        {("A", "some"): ("9", "9", None), ("A", "most"): ("8", "8", None)},
        relations=(relate(KIND.AT_MOST, "some", "most", "limit-exceeded"),),
    )
    adapted = Adaptation(
        id="a", unit="A", indicator="some", action="rename", comparability="not-comparable"
    )
    assert check(follow_up.with_table(adaptations=(adapted,))) == ()


@pytest.mark.parametrize("kind", list(RelationKind))
def test_relation_with_a_code_of_its_own_is_worded(
    build: Build, relate: Relate, kind: RelationKind
) -> None:
    """A catalogue may name its breaches as it likes, even by the code of another kind."""
    for code in ("house-rule", "change-disagrees", ""):
        follow_up = build(
            {("A", "actors"): ("7", "0", None), ("A", "others"): ("1", "9", None)},
            relations=(relate(kind, "others", "actors", code, "no such severity"),),
        )
        findings = check(follow_up)
        assert findings
        for finding in findings:
            assert isinstance(finding, Finding)
            assert finding.severity is Severity.WARNING
            assert finding.code == code or not code
            assert all(render(finding.message, lang) for lang in LANGUAGES)
            assert finding.remedy is not None
            assert all(render(finding.remedy, lang) for lang in LANGUAGES)


def test_relation_to_an_indicator_that_is_not_there_is_passed_over(
    build: Build, relate: Relate
) -> None:
    """A catalogue that was cut down keeps working."""
    relations = (relate(KIND.AT_MOST, "some", "gone", "limit-exceeded"),)
    assert check(build({("A", "some"): ("9", "9", None)}, relations=relations)) == ()
