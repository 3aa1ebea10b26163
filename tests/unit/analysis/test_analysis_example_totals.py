"""The totals of the example under the three rules, figure by figure, and who is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from folja.analysis import totals
from folja.model import FollowUp, Grouping, Rule, Skip, Total
from folja.values import Interval, read

#: Annex number -> low bound as-printed, strict, missing-as-zero.
LOWS = {
    1: (67, 67, 67),
    2: (18, 17, 18),
    3: (1582, 1582, 1582),
    4: (114, 114, 114),
    5: (101, 101, 101),
    6: (13, 13, 13),
    7: (4, 4, 4),
    8: (308, 308, 308),
    9: (16, 11, 11),
    10: (540, 540, 540),
    11: (127, 127, 127),
    12: (199, 147, 197),
    13: (19, 12, 19),
    14: (138, 138, 138),
    15: (90, 84, 84),
    16: (21, 17, 17),
    17: (7, 7, 7),
    18: (13, 10, 13),
    19: (53, 53, 53),
    20: (39, 39, 39),
    21: (63, 63, 63),
    22: (28, 26, 28),
    23: (7004, 4, 4),
    24: (1, 1, 1),
}
EACH = [(no, rule, low) for no, lows in LOWS.items() for rule, low in zip(Rule, lows, strict=True)]


@pytest.fixture(scope="module")
def by_rule(example: FollowUp) -> dict[Rule, dict[int, Total]]:
    """The totals of the example by rule and annex number."""
    return {rule: {total.no: total for total in totals(example, rule)} for rule in Rule}


@pytest.mark.parametrize(("no", "rule", "low"), EACH)
def test_total_of_the_example(
    by_rule: dict[Rule, dict[int, Total]], no: int, rule: Rule, low: int
) -> None:
    """Each indicator adds up to the known low bound, and to a known or open high bound."""
    interval = by_rule[rule][no].interval
    assert interval is not None
    assert interval.low == low
    if no == 8:
        assert interval.high == 508
    elif no in (10, 11) and rule is not Rule.AS_PRINTED:
        assert interval.high is None
    else:
        assert interval.high == low
    assert interval.approximate == (no == 19)


@pytest.mark.parametrize("rule", Rule)
def test_every_total_accounts_for_all_networks(
    by_rule: dict[Rule, dict[int, Total]], rule: Rule
) -> None:
    """Included and skipped together are the 16 networks, each once."""
    for total in by_rule[rule].values():
        names = [*total.included, *(s.unit for s in total.skipped)]
        assert len(names) == len(set(names)) == 16
        assert total.coverage == (len(total.included), 16)


def test_networks_outside_the_comparison_have_their_own_reason(
    by_rule: dict[Rule, dict[int, Total]],
) -> None:
    """A project, a planned network and one without a table are told apart."""
    reasons = {s.unit: s.reason for s in by_rule[Rule.STRICT][1].skipped}
    assert reasons == {
        "AMB": Skip.NOT_IN_COMPARISON,
        "SAFE": Skip.NOT_IN_COMPARISON,
        "ARKIV": Skip.NOT_IN_OPERATION,
        "HALLB": Skip.NOT_IN_OPERATION,
        "MILJO": Skip.NOT_IN_OPERATION,
        "HOGA": Skip.NO_TABLE,
        "INLAND": Skip.NO_TABLE,
    }


def test_network_not_in_operation_counts_only_as_printed(
    by_rule: dict[Rule, dict[int, Total]],
) -> None:
    """The report added a zero for a network that had not started; no other rule does."""
    printed = {c.unit: c for c in by_rule[Rule.AS_PRINTED][1].contributions}
    assert printed["MILJO"].interval == Interval(Decimal(0), Decimal(0))
    for rule in (Rule.STRICT, Rule.MISSING_AS_ZERO):
        assert all("MILJO" not in total.included for total in by_rule[rule].values())


@pytest.mark.parametrize("rule", Rule)
def test_ambiguous_answer_is_skipped_with_its_candidates(
    by_rule: dict[Rule, dict[int, Total]], rule: Rule
) -> None:
    """13+05 is never added up by itself: it stands among the skipped, with what it may mean."""
    (afn,) = [s for s in by_rule[rule][14].skipped if s.unit == "AFN"]
    assert afn.reason is Skip.UNREADABLE
    assert 18 in {candidate.low for candidate in afn.candidates}


@pytest.mark.parametrize(("text", "low"), [("18", 156), ("13", 151)])
def test_decided_reading_enters_strict_but_never_as_printed(
    example: FollowUp, text: str, low: int
) -> None:
    """Deciding how 13+05 is read changes the computed totals, not what the report added."""
    decided = {("AFN", "internal-marketing", "2005-12-31"): read(text)}
    for rule, expected in ((Rule.STRICT, low), (Rule.MISSING_AS_ZERO, low), (Rule.AS_PRINTED, 138)):
        total = totals(example, rule, decided=decided)[13]
        assert total.interval == Interval(Decimal(expected), Decimal(expected))
        assert [c.unit for c in total.contributions if c.decided] == (
            [] if rule is Rule.AS_PRINTED else ["AFN"]
        )


def test_contribution_carries_the_words_and_the_level(
    by_rule: dict[Rule, dict[int, Total]],
) -> None:
    """Behind each sum stand the cells as written, and whether a figure is the area's."""
    si = next(c for c in by_rule[Rule.STRICT][8].contributions if c.unit == "SI")
    assert (si.start, si.end, si.printed) == ("0", "50-250", "50-250")
    nbc = next(c for c in by_rule[Rule.STRICT][3].contributions if c.unit == "NBC")
    assert nbc.level == "area"


def test_claimed_is_the_headline_of_five_indicators(
    by_rule: dict[Rule, dict[int, Total]],
) -> None:
    """The five headlines of the report stand beside the totals they are about, under every rule."""
    for rule in Rule:
        claimed = {no: t.claimed.low for no, t in by_rule[rule].items() if t.claimed}
        assert claimed == {2: 18, 8: 308, 12: 199, 20: 39, 21: 63}


def test_rows_by_network_are_the_contributions(
    example: FollowUp, by_rule: dict[Rule, dict[int, Total]]
) -> None:
    """A row per network and indicator holds what that network brings to the whole total, or
    nothing.
    """
    rows = totals(example, Rule.STRICT, by=Grouping.NETWORK)
    assert len(rows) == 16 * 24
    whole = {
        (c.unit, no): c.interval
        for no, total in by_rule[Rule.STRICT].items()
        for c in total.contributions
    }
    assert {(r.group, r.no): r.interval for r in rows if r.interval} == whole


def test_subtotals_of_the_areas_make_the_whole(
    example: FollowUp, by_rule: dict[Rule, dict[int, Total]]
) -> None:
    """Each area's low bounds add up to the indicator's, and its networks to the 16."""
    rows = totals(example, Rule.MISSING_AS_ZERO, by=Grouping.AREA)
    for no, total in by_rule[Rule.MISSING_AS_ZERO].items():
        mine = [row for row in rows if row.no == no]
        assert sum(len(r.included) + len(r.skipped) for r in mine) == 16
        assert total.interval is not None
        assert sum(r.interval.low or 0 for r in mine if r.interval) == total.interval.low
        assert all(row.claimed is None for row in mine)


def test_indicator_under_two_themes_stands_in_both(example: FollowUp) -> None:
    """Grouping by theme lays whole totals out; those without a theme stand last."""
    rows = totals(example, Rule.STRICT, by=Grouping.THEME)
    groups: dict[str | None, list[int]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row.no)
    assert [len(numbers) for numbers in groups.values()][-1:] == [3]
    assert list(groups)[-1] is None
    assert groups[None] == [3, 4, 5]
    assert sum(19 in numbers for numbers in groups.values()) == 2
    assert len(rows) == 25
