"""What a decision would change, in a programme made from nothing: told when asked, and truly."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folja.model import Claim, ClaimKind, FollowUp, UnitStatus
from folja.text import LocalText
from folja.values import read
from folja_site.results.building import build
from folja_site.results.figures import figures_of
from site_fixtures.small import (
    INDICATOR,
    POINTS,
    SLUG,
    finding_of,
    found_small,
    small_follow_up,
)

INEXACT = "inexact-notation"
STRICT, ZERO, PRINTED = "strict", "missing-as-zero", "as-printed"


@pytest.fixture
def asked(client_as: Callable[..., Client]) -> Callable[..., Any]:
    """Asks what a value would change, and returns the part of the page that tells it."""

    def ask(follow_up: FollowUp, value: str, *, code: str = INEXACT, point: str = "") -> Any:
        programme, user, _ = found_small(follow_up)
        finding, at = finding_of(programme, code)
        return client_as(user).get(
            reverse("finding-effect", args=[SLUG, finding]),
            {"action": "corrected", "point": point or at, "value": value},
            headers={"hx-request": "true"},
        )

    return ask


def sums(page: Any) -> dict[str, tuple[str, str]]:
    """Return every sum before and after, by rule."""
    return {one.rule: (one.before, one.after) for one in page.context["effect"].sums}


def test_decided_value_moves_the_sums_that_count_it(asked: Callable[..., Any]) -> None:
    """From 87 to “about 40” is 47 less; if that is 42, it is 45 less, and the page says both."""
    page = asked(small_follow_up([("87", "ca 40"), ("10", "12")]), "42")
    moved = ("ca −45", "−43")
    assert sums(page) == {STRICT: moved, ZERO: moved}
    told = page.content.decode()
    assert told.count("från ca −45 till −43") == 2
    assert "källan" not in told
    assert "ändras ingen summa" not in told


def test_what_an_older_report_printed_stays_as_it_was(asked: Callable[..., Any]) -> None:
    """Its rule is told of only where there is one, and no decision moves it."""
    follow_up = small_follow_up([("87", "ca 40"), ("10", "12")])
    printed = Claim(
        id="printed",
        kind=ClaimKind.PRINTED_DIFFERENCE,
        unit=follow_up.units[0].id,
        indicator=INDICATOR,
        place="/".join(POINTS),
        reading=read("-47"),
    )
    page = asked(follow_up.with_table(claims=(printed,)), "42")
    assert sums(page)[PRINTED] == ("−47", "−47")
    assert "Det som källan har tryckt räknas som det står." in page.content.decode()


def test_sum_that_only_becomes_exact_is_a_change(asked: Callable[..., Any]) -> None:
    """“About 40” read as 40 moves no bound, yet the sum is no longer about anything."""
    page = asked(small_follow_up([("87", "ca 40")]), "40")
    assert sums(page)[STRICT] == ("ca −47", "−47")
    assert page.context["effect"].changes


def test_each_rule_says_for_itself_why_it_stays(asked: Callable[..., Any]) -> None:
    """Without a start only the rule that takes it as nought moves."""
    page = asked(small_follow_up([("", "ca 40")]), "42")
    assert sums(page) == {STRICT: ("", ""), ZERO: ("ca +40", "+42")}
    assert "Nätverkets startvärde saknas" in page.content.decode()


@pytest.mark.parametrize(
    ("answers", "first", "value", "why"),
    [
        (("87", "ca 40"), {"in_comparison": False}, "42", "not-in-comparison"),
        (("87", "ca 40"), {"status": UnitStatus.PLANNED}, "42", "not-in-operation"),
        (("87", "ca 40"), {}, "ca 40", "same"),
        (("", "ca 40"), {}, "uppgift saknas", "no-value"),
        (("kanske", "ca 40"), {}, "42", "unreadable"),
    ],
)
def test_sums_that_stay_have_a_reason(
    asked: Callable[..., Any],
    answers: Sequence[str],
    first: dict[str, object],
    value: str,
    why: str,
) -> None:
    """“No total changes” never stands alone: the network, the other answer, or the value itself."""
    page = asked(small_follow_up([answers], **first), value)
    effect = page.context["effect"]
    strict = next(one for one in effect.sums if one.rule == STRICT)
    assert (strict.changes, strict.why) == (False, why)
    if not effect.changes:
        assert "ändras ingen summa. " in page.content.decode()


def test_one_point_alone_has_no_sums(asked: Callable[..., Any]) -> None:
    """A total is of a change: with one point the page says so, and shows no sums."""
    page = asked(small_follow_up([("ca 40",)], points=POINTS[:1]), "42")
    assert sums(page) == {}
    assert "det finns bara en mätpunkt" in page.content.decode()


def test_point_in_the_middle_moves_no_sum(asked: Callable[..., Any]) -> None:
    """Sums go from the first point to the last."""
    points = ("2023-12-31", *POINTS)
    page = asked(small_follow_up([("80", "ca 40", "90")], points=points), "42")
    assert page.context["effect"].why == "between"


def test_headline_says_how_it_stands_before_and_after(asked: Callable[..., Any]) -> None:
    """A headline that no rule gave may be just what the decided value gives."""
    claim = Claim(
        id="headline",
        kind=ClaimKind.HEADLINE,
        indicator=INDICATOR,
        place="/".join(POINTS),
        reading=read("32"),
        text=LocalText("32 fler möten", "32 more meetings"),
    )
    page = asked(small_follow_up([("10", "ca 40")]).with_table(claims=(claim,)), "42")
    (held,) = page.context["effect"].headlines
    assert held.changes
    assert f"från ”{held.before}” till ”{held.after}”" in page.content.decode()


def test_nothing_is_said_of_sums_before_anybody_has_asked(client_as: Callable[..., Client]) -> None:
    """Until the effect has arrived, the page does not know it, and does not say that it is none."""
    programme, user, unit = found_small(small_follow_up([("87", "ca 40")]))
    finding, point = finding_of(programme, INEXACT)
    client = client_as(user)
    page = client.get(reverse("finding", args=[SLUG, finding])).content.decode()
    assert "ingen summa" not in page
    assert "Inga summor" not in page
    assert 'id="effect"' in page
    done = client.post(
        reverse("review-decide", args=[SLUG, unit, finding]),
        {"action": "corrected", "do": "corrected", "point": point, "value": "42", "seen": "0"},
    )
    assert done.status_code == 302


def test_decision_without_a_value_says_that_it_moves_nothing(
    client_as: Callable[..., Client],
) -> None:
    """To let an answer stand, or to explain it, changes no answer."""
    programme, user, _ = found_small(small_follow_up([("87", "ca 40")]))
    finding, _ = finding_of(programme, INEXACT)
    page = client_as(user).get(reverse("finding-effect", args=[SLUG, finding]), {"do": "stands"})
    assert "ändrar inget svar och ingen summa" in page.content.decode()


def test_each_answer_of_an_inexact_row_can_be_decided(client_as: Callable[..., Client]) -> None:
    """The row is found once, for its later answer; the earlier can be chosen; both then count."""
    programme, user, unit = found_small(small_follow_up([("ca 87", "ca 40")]))
    finding, later = finding_of(programme, INEXACT)
    assert later == POINTS[1]
    client = client_as(user)
    page = client.get(reverse("finding", args=[SLUG, finding])).content.decode()
    chosen = [page.index(f'name="point" value="{point}"') for point in reversed(POINTS)]
    assert chosen == sorted(chosen)
    assert page.count("Differens, tryckt") == 0
    for seen, (point, value) in enumerate(zip(reversed(POINTS), ("42", "86"), strict=True)):
        done = client.post(
            reverse("review-decide", args=[SLUG, unit, finding]),
            {"action": "corrected", "do": "corrected", "point": point, "value": value}
            | {"seen": str(seen)},
        )
        assert done.status_code == 302
    build(programme.pk)
    figures = figures_of(programme)
    assert figures is not None
    (change,) = figures.changes(start=POINTS[0], end=POINTS[1], unit=unit)
    assert change["low"] == -44
