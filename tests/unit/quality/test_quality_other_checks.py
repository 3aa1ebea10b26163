"""Notation, repetition, the catalogue, claims and status: each check on a specimen of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from folja.model import (
    Adaptation,
    Basis,
    Claim,
    ClaimKind,
    FollowUp,
    Goal,
    GoalRole,
    IndicatorGoal,
    IndicatorRelation,
    IndicatorTheme,
    Measure,
    Predicate,
    RelationKind,
    Severity,
    Theme,
    ThemeListing,
    UnitStatus,
)
from folja.quality import check
from folja.text import LANGUAGES, LocalText, render
from folja.values import Status, read

Build = Callable[..., FollowUp]
START, END = "2004-01-01", "2005-12-31"
CHANGE = f"{START}/{END}"


def codes(follow_up: FollowUp) -> list[str]:
    """Return the codes seen, each of which can be worded in both languages."""
    found = check(follow_up)
    for finding in found:
        assert all(render(finding.message, lang) for lang in LANGUAGES)
    return [f.code for f in found]


# -- notation --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12", None),
        ("n.a.", None),
        ("", None),
        ("ca 39", "inexact-notation"),
        ("50-250", "inexact-notation"),
        ("25+", "inexact-notation"),
        ("högst 10", "inexact-notation"),
        ("6+15", "inexact-notation"),
        ("(113)", "inexact-notation"),
        ("8 (24)", "inexact-notation"),
        ("13+05", "ambiguous-notation"),
        ("1.416", "ambiguous-notation"),
        ("ganska många", "unreadable-notation"),
    ],
)
def test_notation_is_seen_by_what_it_leaves_open(
    build: Build, written: str, code: str | None
) -> None:
    """An exact or missing answer is no finding; doubt is a note; what cannot be read an error."""
    follow_up = build({("A", "members"): (written, None, None)})
    assert codes(follow_up) == ([code] if code else [])


def test_notation_is_seen_once_per_row(build: Build) -> None:
    """Two inexact answers of one row are one finding, at the later point."""
    (finding,) = check(build({("A", "members"): ("ca 5", "ca 7", None)}))
    assert finding.point == END
    assert [words for *_, words in finding.cells] == ["ca 5", "ca 7"]


# -- repetition ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "measure", "seen"),
    [
        ("20", "20", Measure.STOCK, True),
        ("19", "19", Measure.STOCK, False),
        ("20", "20", Measure.FLOW, False),
        ("20", "21", Measure.STOCK, False),
        ("ca 20", "ca 20", Measure.STOCK, False),
        ("20+", "20+", Measure.STOCK, False),
    ],
)
def test_large_count_that_stays_deserves_a_question(
    build: Build, start: str, end: str, measure: Measure, seen: bool
) -> None:
    """The same exact stock of 20 or more at both points may not have been measured again."""
    follow_up = build({("A", "members"): (start, end, None)}, measure=measure)
    assert ("not-re-measured" in codes(follow_up)) is seen


@pytest.mark.parametrize(
    ("part", "whole", "seen"),
    [
        (("672", "712"), ("1680", "1780"), True),
        (("130", "135"), ("1300", "1350"), True),
        (("130", "136"), ("1300", "1350"), False),
        (("130", "130"), ("1300", "1300"), False),
        (("33", "66"), ("99", "198"), False),
        (("0", "0"), ("1300", "1350"), False),
        (("5", "7"), ("5", "7"), False),
        (("0", "7"), ("0", "14"), False),
        (("n.a.", "7"), ("10", "14"), False),
    ],
)
def test_share_that_stays_round_deserves_a_question(
    build: Build,
    relate: Callable[..., IndicatorRelation],
    part: tuple[str, str],
    whole: tuple[str, str],
    seen: bool,
) -> None:
    """Equal to four decimals and a multiple of five per cent, while the whole changed."""
    follow_up = build(
        {("A", "all"): (*whole, None), ("A", "men"): (*part, None)},
        relations=(relate(RelationKind.PART_OF, "men", "all", "parts-not-total"),),
    )
    assert ("share-too-exact" in codes(follow_up)) is seen


# -- catalogue -------------------------------------------------------------------------------------


def test_indicator_needs_a_stated_theme(build: Build) -> None:
    """An inferred theme is not what the source says; without any themes nothing is asked."""
    follow_up = build({("A", "members"): ("1", "2", "1")})
    assert codes(follow_up) == []
    theme = Theme(id="t", no=1, name=LocalText("tema", "theme"))
    link = IndicatorTheme(id="l", indicator="members", theme="t", basis=Basis.INFERRED)
    themed = follow_up.with_table(themes=(theme,), indicator_themes=(link,))
    assert codes(themed) == ["indicator-without-theme"]
    stated = replace(link, basis=Basis.STATED)
    assert codes(themed.with_table(indicator_themes=(stated,))) == []


def test_theme_of_a_programme_of_its_own_is_stated_by_whoever_set_it_up(build: Build) -> None:
    """Without an older report there is no source to say it; the finding names none either."""
    theme = Theme(id="t", no=1, name=LocalText("tema", "theme"))
    link = IndicatorTheme(id="l", indicator="members", theme="t", basis=Basis.INFERRED)
    follow_up = build({("A", "members"): ("1", "2", None)}).with_table(themes=(theme,))
    (finding,) = check(follow_up)
    assert finding.code == "indicator-without-theme"
    assert "källan" not in render(finding.message, "sv")
    assert "source" not in render(finding.message, "en")
    assert codes(follow_up.with_table(indicator_themes=(link,))) == []


def test_listed_indicator_has_to_be_measured() -> None:
    """A listing without an indicator, or with one that is gone, is seen with its subject."""
    for indicator in (None, "gone"):
        listing = ThemeListing(
            id="x", theme="t", wording=LocalText("djupa band", "deep ties"), indicator=indicator
        )
        (finding,) = check(FollowUp(theme_listings=(listing,)))
        assert (finding.code, finding.subject) == ("theme-indicator-not-measured", "x")


@pytest.mark.parametrize(
    ("considered", "role", "code"),
    [
        (True, GoalRole.OWN, None),
        (True, GoalRole.CONTRIBUTES, "goal-without-own-measure"),
        (True, None, "goal-without-own-measure"),
        (False, None, None),
        (False, GoalRole.SPEAKS_TO, "goal-not-considered-but-measured"),
    ],
)
def test_goal_meets_its_indicators(
    build: Build, considered: bool, role: GoalRole | None, code: str | None
) -> None:
    """A goal that is followed up needs a measure of its own; one left out should have none."""
    goal = Goal(
        id="g", priority_area="p", no=1, text=LocalText("mål", "goal"), considered=considered
    )
    links = (
        (IndicatorGoal(id="l", indicator="members", goal="g", role=role, basis=Basis.STATED),)
        if role
        else ()
    )
    follow_up = build({("A", "members"): ("1", "2", None)})
    seen = codes(follow_up.with_table(goals=(goal,), indicator_goals=links))
    assert seen == ([code] if code else [])


# -- claims ----------------------------------------------------------------------------------------


def claimed(follow_up: FollowUp, predicate: str, text: str, place: str, **more: Any) -> FollowUp:
    """Return the follow-up with one claim of a text about A's members, unless it says otherwise."""
    claim = Claim(
        id="c",
        kind=ClaimKind.NARRATIVE,
        unit="A",
        predicate=Predicate(predicate),
        place=place,
        reading=read(text, locale="sv"),
        **({"indicator": "members"} | more),
    )
    return follow_up.with_table(claims=(*follow_up.claims, claim))


@pytest.mark.parametrize(
    ("predicate", "text", "place", "agrees"),
    [
        ("equals", "12", END, True),
        ("equals", "13", END, False),
        ("equals", "ett tiotal till tolv", END, True),
        ("equals", "ett hundratal", END, False),
        ("equals", "flera", END, True),
        ("equals", "minst 10", END, True),
        ("equals", "10-15", END, True),
        ("equals", "5-6", END, False),
        ("equals", "99 %", END, True),
        ("equals", "2", CHANGE, True),
        ("equals", "12", CHANGE, False),
        ("from-to", "12", CHANGE, True),
        ("increased", "", CHANGE, True),
        ("increased", "", END, True),
        ("none", "inga", END, False),
        ("no-information", "ingen uppgift", END, False),
        ("other-concept", "12", END, False),
    ],
)
def test_claim_is_held_against_the_answers(
    build: Build, predicate: str, text: str, place: str, agrees: bool
) -> None:
    """Each predicate agrees with what it says, for answers of 10 and then 12."""
    follow_up = claimed(build({("A", "members"): ("10", "12", "2")}), predicate, text, place)
    assert codes(follow_up) == ([] if agrees else ["claim-disagrees"])


@pytest.mark.parametrize(
    ("predicate", "text", "place", "agrees"),
    [
        ("equals", "12", END, False),
        ("equals", "3", CHANGE, True),
        ("from-to", "12", CHANGE, False),
        ("increased", "", CHANGE, True),
        ("none", "inga", END, False),
        ("no-information", "ingen uppgift", END, True),
    ],
)
def test_claim_about_a_missing_answer_disagrees(
    build: Build, predicate: str, text: str, place: str, agrees: bool
) -> None:
    """A figure where there is none disagrees; a printed difference stands in for the change."""
    follow_up = claimed(build({("A", "members"): ("", "n.a.", "3")}), predicate, text, place)
    assert ("claim-disagrees" not in codes(follow_up)) is agrees


def test_claim_from_to_holds_both_ends(build: Build) -> None:
    """The earlier figure counts as well as the later."""
    follow_up = build({("A", "members"): ("10", "12", "2")})
    for start, expected in (("10", []), ("9", ["claim-disagrees"])):
        held = claimed(follow_up, "from-to", "12", CHANGE, from_reading=read(start))
        assert codes(held) == expected


@pytest.mark.parametrize(
    ("share", "whole", "agrees"),
    [
        ("67 %", "58", True),
        ("68 %", "58", True),
        ("66 %", "58", False),
        ("80 %", "58", False),
        ("50-70 %", "58", True),
        ("67 %", "n.a.", False),
        ("67 %", "0", False),
    ],
)
def test_share_agrees_within_a_percentage_point(
    build: Build, share: str, whole: str, agrees: bool
) -> None:
    """39 of 58 is 67 per cent, give or take the rounding of a text."""
    cells = {("A", "members"): ("0", "39", None), ("A", "actors"): ("0", whole, None)}
    follow_up = claimed(build(cells), "share-of", share, END, of_indicator="actors")
    assert codes(follow_up) == ([] if agrees else ["claim-disagrees"])


def test_ambiguous_answer_agrees_with_either_reading(build: Build) -> None:
    """What may mean 18 or 13 contradicts neither, but does contradict 20."""
    follow_up = build({("A", "members"): ("0", "13+05", None)})
    for text, expected in (("18", 0), ("13", 0), ("20", 1)):
        held = codes(claimed(follow_up, "equals", text, END))
        assert held.count("claim-disagrees") == expected


def test_claim_that_counts_something_else_is_a_note(build: Build) -> None:
    """Whether its figure agrees or not, it is not compared."""
    follow_up = build({("A", "members"): ("10", "12", "2")})
    for text in ("12", "99"):
        held = claimed(follow_up, "equals", text, END, counts="aktörer/actors")
        (finding,) = check(held)
        assert (finding.code, finding.severity) == ("claim-unit-differs", Severity.INFO)
        assert "aktörer" in render(finding.message, "sv")
        assert "counts actors" in render(finding.message, "en")


def test_two_claims_at_one_place_are_one_finding(build: Build) -> None:
    """One finding per code and place, which has seen the words of both."""
    follow_up = claimed(build({("A", "members"): ("10", "12", "2")}), "equals", "13", END)
    (other,) = [replace(c, id="d", reading=read("14")) for c in follow_up.claims if c.id == "c"]
    (finding,) = check(follow_up.with_table(claims=(*follow_up.claims, other)))
    assert {"13", "14"} <= {words for *_, words in finding.cells}


def test_claim_of_no_information_about_a_whole_network(build: Build) -> None:
    """It disagrees with a table that has answers, and agrees with one that has none."""
    for cells, expected in ((("", "0", None), ["claim-disagrees"]), (("", "n.a.", None), [])):
        follow_up = build({("A", "members"): cells})
        held = claimed(follow_up, "no-information", "ingen uppgift", "", indicator=None)
        assert codes(held) == expected


def test_claim_about_what_nobody_asked_is_held_against_nothing(build: Build) -> None:
    """A figure about a network without a table contradicts no answer."""
    follow_up = build({("B", "members"): ("10", "12", "2")})
    assert codes(claimed(follow_up, "equals", "99", END)) == []


# -- status ----------------------------------------------------------------------------------------


def test_zeros_of_a_network_that_does_not_operate(build: Build) -> None:
    """Nothing but zeros is one finding for the network; one that operates may answer zero."""
    cells = {("A", "members"): ("0", "0", None), ("A", "jobs"): ("", "0", None)}
    (finding,) = check(build(cells, status=UnitStatus.UNDER_ORGANISATION))
    assert (finding.code, finding.unit, finding.indicator) == ("not-in-operation-zeros", "A", None)
    assert len(finding.cells) == 3
    assert codes(build(cells, status=UnitStatus.IN_OPERATION)) == []
    assert codes(build({("A", "members"): ("", "n.a.", None)}, status=UnitStatus.PLANNED)) == []


def test_value_of_a_network_that_does_not_operate_contradicts_its_status(build: Build) -> None:
    """Above zero before it began is an error, at the latest point; the zeros are then no
    finding of their own.
    """
    cells = {("A", "members"): ("4", "5", None), ("A", "jobs"): ("0", "0", None)}
    (finding,) = check(build(cells, status=UnitStatus.PLANNED))
    assert (finding.code, finding.point) == ("status-contradicts-value", END)
    assert finding.severity is Severity.ERROR


def test_value_outside_the_life_of_a_network_contradicts_it(build: Build) -> None:
    """A value before the network was there, or after it ended."""
    follow_up = build({("A", "members"): ("4", "5", None)})
    (unit,) = follow_up.units
    late = replace(unit, valid_from=date(2005, 1, 1))
    ended = replace(unit, valid_to=date(2005, 1, 1))
    for changed, point in ((late, START), (ended, END)):
        (finding,) = check(follow_up.with_table(units=(changed,)))
        assert (finding.code, finding.point) == ("status-contradicts-value", point)
        assert all(render(finding.message, lang) for lang in LANGUAGES)


def test_answer_to_a_declined_question_contradicts_it(build: Build) -> None:
    """Who has declined a question has not answered it."""
    declined = Adaptation(
        id="a", unit="A", indicator="members", action="decline", comparability="same"
    )
    for cells, expected in (
        (("4", "5", None), ["status-contradicts-value"]),
        (("n.a.", "", None), []),
    ):
        follow_up = build({("A", "members"): cells})
        assert codes(follow_up.with_table(adaptations=(declined,))) == expected


def test_status_of_a_reading_goes_with_it(build: Build) -> None:
    """A figure that is said to be missing, and a missing one that is said to be there."""
    follow_up = build({("A", "members"): ("4", "n.a.", None)})
    for status, point in ((Status.MISSING, START), (Status.NORMAL, END)):
        observations = tuple(
            replace(o, reading=replace(o.reading, status=status)) if o.point == point else o
            for o in follow_up.observations
        )
        (finding,) = check(follow_up.with_table(observations=observations))
        assert (finding.code, finding.point) == ("status-contradicts-value", point)
