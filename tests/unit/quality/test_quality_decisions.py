"""Decisions about findings: what they need, what they change, and when they stop holding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from folja.analysis import totals
from folja.model import Action, Finding, FollowUp, Rule
from folja.quality import QualityFault, check, decide, decided
from folja.text import LANGUAGES, render
from folja.values import Kind

START, END = "2004-01-01", "2005-12-31"
CHANGE = f"{START}/{END}"
WHEN = datetime(2006, 4, 1, 12, tzinfo=UTC)
AMBIGUOUS = {"code": "ambiguous-notation", "unit": "AFN", "no": 14}
READ_AS = AMBIGUOUS | {"action": "read-as", "value": "18"}
Reword = Callable[[FollowUp, str, str, str, str], FollowUp]


def resolved(follow_up: FollowUp, **about: Any) -> FollowUp:
    """Return the follow-up with a decision that has a role, a reason and a moment."""
    return decide(follow_up, **({"who": "utvärderare", "why": "frågat", "when": WHEN} | about))


def low(follow_up: FollowUp, rule: Rule, no: int) -> Decimal | None:
    """Return the low bound of one indicator's total, decisions included."""
    found = totals(follow_up, rule, decided=decided(follow_up))
    interval = next(t.interval for t in found if t.no == no)
    return None if interval is None else interval.low


def about(follow_up: FollowUp, code: str, unit: str, no: int | None) -> list[Finding]:
    """Return the findings of one code about one row."""
    return [f for f in check(follow_up) if (f.code, f.unit, f.no) == (code, unit, no)]


@pytest.mark.parametrize(("value", "strict"), [("18", 156), ("13", 151)])
def test_ambiguous_answer_counts_once_it_is_decided(
    example: FollowUp, value: str, strict: int
) -> None:
    """13+05 as 18 gives 156, as 13 gives 151; what was printed stays printed."""
    after = resolved(example, **(READ_AS | {"value": value}))
    assert low(after, Rule.STRICT, 14) == low(after, Rule.MISSING_AS_ZERO, 14) == strict
    assert low(after, Rule.AS_PRINTED, 14) == low(example, Rule.STRICT, 14) == 138
    assert example.decisions == ()
    cell = ("AFN", "internal-marketing", END)
    assert after.observation_at[cell].reading.text == "13+05"


def test_decision_is_kept_as_data(example: FollowUp) -> None:
    """It carries the place, the fingerprint of what was seen, the role, the reason, the moment."""
    (decision,) = resolved(example, **READ_AS).decisions
    (finding,) = about(example, "ambiguous-notation", "AFN", 14)
    assert (decision.id, decision.code, decision.unit) == (
        "decision-1",
        "ambiguous-notation",
        "AFN",
    )
    assert (decision.indicator, decision.point) == ("internal-marketing", END)
    assert decision.fingerprint == finding.fingerprint
    assert (decision.action, decision.value) == (Action.READ_AS, "18")
    assert (decision.who, decision.why, decision.when) == ("utvärderare", "frågat", WHEN)


def test_decided_finding_stands_with_its_decision(example: FollowUp) -> None:
    """A decision closes its finding, and no other."""
    after = check(resolved(example, **READ_AS))
    closed = [f for f in after if not f.is_open]
    assert [f.code for f in closed] == ["ambiguous-notation"]
    assert len(after) == len(check(example))


def test_changed_cell_opens_the_finding_again(example: FollowUp, reworded: Reword) -> None:
    """Other words in the cell: the decision is outdated, and lays nothing over it any longer."""
    after = reworded(resolved(example, **READ_AS), "AFN", "internal-marketing", END, "14+05")
    (finding,) = about(after, "ambiguous-notation", "AFN", 14)
    assert finding.resolution is not None
    assert finding.outdated
    assert finding.is_open
    assert decided(after) == {}
    again = resolved(after, **(READ_AS | {"value": "19", "when": WHEN + timedelta(days=1)}))
    (finding,) = about(again, "ambiguous-notation", "AFN", 14)
    assert not finding.is_open
    assert low(again, Rule.STRICT, 14) == 157


def test_decision_about_a_finding_that_is_gone_counts_for_nothing(
    example: FollowUp, reworded: Reword
) -> None:
    """Once the answer itself is mended there is nothing left to lay over it."""
    after = reworded(resolved(example, **READ_AS), "AFN", "internal-marketing", END, "13")
    assert about(after, "ambiguous-notation", "AFN", 14) == []
    assert decided(after) == {}
    assert low(after, Rule.STRICT, 14) == 151


def test_newest_decision_holds(example: FollowUp) -> None:
    """By its moment, not its place in the bundle; of the same moment the later in the bundle."""
    newer = resolved(example, **(READ_AS | {"when": WHEN + timedelta(days=1)}))
    both = resolved(newer, **(READ_AS | {"value": "13"}))
    assert low(both, Rule.STRICT, 14) == 156
    same = resolved(resolved(example, **READ_AS), **(READ_AS | {"value": "13"}))
    assert low(same, Rule.STRICT, 14) == 151
    assert [d.id for d in same.decisions] == ["decision-1", "decision-2"]
    naive = resolved(same, **(READ_AS | {"when": datetime(2007, 1, 1)}))  # noqa: DTZ001
    assert low(naive, Rule.STRICT, 14) == 156
    undone = resolved(same, **AMBIGUOUS, action="stands", when=WHEN + timedelta(days=9))
    assert decided(undone) == {}


def test_answer_of_a_change_is_corrected_by_its_point(example: FollowUp) -> None:
    """A change has two answers; each is named by its point and has a decision of its own."""
    wrong = {"code": "difference-without-values", "unit": "KONF", "no": 23}
    start = resolved(example, **wrong, point=START, action="corrected", value="0")
    both = resolved(start, **wrong, point=END, action="corrected", value="2")
    readings = decided(both)
    indicator = "companies-more-profit"
    assert {k: q.low for k, q in readings.items()} == {
        ("KONF", indicator, START): 0,
        ("KONF", indicator, END): 2,
    }
    assert low(both, Rule.STRICT, 23) == 6
    assert low(both, Rule.AS_PRINTED, 23) == 7004
    (finding,) = about(both, **wrong)
    assert not finding.is_open


def test_row_of_unreadable_answers_waits_until_each_has_a_value(build: Callable[..., Any]) -> None:
    """One value leaves the other answer uncounted: the row stays open until a word about both."""
    follow_up = build({("A", "members"): ("ganska många", "rätt många", None)})
    row = {"code": "unreadable-notation", "unit": "A", "no": 1}
    end = resolved(follow_up, **row, point=END, action="read-as", value="40")
    assert decided(end)["A", "members", END].low == 40
    assert about(end, **row)[0].is_open
    both = resolved(end, **row, point=START, action="read-as", value="30")
    assert not about(both, **row)[0].is_open
    assert not about(resolved(end, **row, action="explained", why="Ingen vet"), **row)[0].is_open


def test_each_answer_of_an_inexact_row_is_decided_by_its_point(build: Callable[..., Any]) -> None:
    """The row is found once; its answers have a decision each, one about it all ends both."""
    follow_up = build({("A", "members"): ("ca 40", "ca 60", None)})
    row = {"code": "inexact-notation", "unit": "A", "no": 1}
    end = resolved(follow_up, **row, point=END, action="corrected", value="61")
    both = resolved(end, **row, point=START, action="corrected", value="41")
    for made in (both, resolved(both, **row, point=END, action="corrected", value="62")):
        readings = decided(made)
        assert readings["A", "members", START].low == 41
        assert readings["A", "members", END].low == (62 if made is not both else 61)
        (finding,) = about(made, **row)
        assert not finding.is_open
    assert decided(resolved(both, **row, action="stands", when=WHEN + timedelta(days=1))) == {}
    with pytest.raises(QualityFault):
        resolved(follow_up, **row, point="1999-12-31", action="corrected", value="1")


def test_correction_of_a_printed_difference_changes_no_cell(example: FollowUp) -> None:
    """It stands in the record: the rules compute from the values, or add what was printed."""
    after = resolved(
        example,
        code="difference-wrong",
        unit="BFP",
        no=9,
        point=CHANGE,
        action="corrected",
        value="0",
    )
    assert decided(after) == {}
    assert [low(after, rule, 9) for rule in Rule] == [16, 11, 11]
    (finding,) = about(after, "difference-wrong", "BFP", 9)
    assert not finding.is_open


def test_answer_can_be_corrected_to_no_figure(example: FollowUp) -> None:
    """A zero that nobody counted is put right as not available."""
    after = resolved(
        example,
        code="engaged-exceed-individuals",
        unit="KONF",
        no=11,
        action="corrected",
        value="n.a.",
    )
    (reading,) = decided(after).values()
    assert reading.kind is Kind.MISSING


def test_finding_about_the_catalogue_is_named_by_its_subject(example: FollowUp) -> None:
    """Three goals share a code; each has its own decision."""
    after = resolved(
        example,
        code="goal-without-own-measure",
        point="goal-7",
        action="explained",
    )
    closed = [f.subject for f in check(after) if not f.is_open]
    assert closed == ["goal-7"]


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"code": "no-such-check"}, "unknown-code"),
        ({"code": "unreadable-notation"}, "none-of-code"),
        ({"no": 13}, "not-there"),
        ({"unit": "NOBODY"}, "not-there"),
        ({"point": START}, "not-at-point"),
        ({"code": "parts-not-total", "unit": "NBC", "no": 3}, "several"),
        ({"code": "goal-without-own-measure", "unit": None, "no": None}, "several"),
        ({"code": "difference-wrong", "no": 9}, "which-cell"),
        ({"value": ""}, "value-missing"),
        ({"value": "1,416"}, "value-unreadable"),
        ({"value": "ganska många"}, "value-unreadable"),
        ({"action": "stands"}, "value-unused"),
        ({"action": "explained", "value": "", "why": " "}, "why-missing"),
        ({"action": "stands", "value": "", "why": ""}, "why-missing"),
        ({"who": " "}, "who-missing"),
    ],
)
def test_decision_that_lacks_something_is_refused(
    example: FollowUp, about: dict[str, Any], code: str
) -> None:
    """The refusal names the place and the next move, in both languages."""
    with pytest.raises(QualityFault) as raised:
        resolved(example, **(READ_AS | about))
    message = raised.value.message
    assert message.code == f"quality.fault.{code}"
    for lang in LANGUAGES:
        assert render(message, lang).endswith(".")
    assert str(raised.value) == render(message, "en")


def test_refusal_names_where_something_is_seen(example: FollowUp) -> None:
    """Who asks at the wrong place is told the right ones."""
    with pytest.raises(QualityFault) as raised:
        resolved(example, code="difference-wrong", unit="SI", no=9, action="stands")
    assert "BFP 9, AFN 9, PROC 15" in render(raised.value.message, "sv")
