"""How an outcome stands to its target."""

from __future__ import annotations

import pytest

from folja.model import Direction, Target
from folja.quality import standing_of, target_for
from folja.values import difference, read


def told(words: str, said: str) -> str:
    """Return how an answer stands to a target in words."""
    return standing_of(Target(id="t", words=words), read(said)).value


@pytest.mark.parametrize(
    ("words", "said", "expected"),
    [
        ("40", "40", "met"),
        ("40", "41", "met"),
        ("40", "39", "missed"),
        ("minst 40", "30-50", "possibly-missed"),
        ("minst 40", "minst 30", "possibly-missed"),
        ("minst 40", "minst 40", "met"),
        ("minst 40", "högst 39", "missed"),
        ("över 40", "40", "missed"),
        ("över 40", "41", "met"),
        ("30–50", "29", "missed"),
        ("30–50", "60", "met"),
        ("högst 10", "11", "missed"),
        ("högst 10", "8-12", "possibly-missed"),
        ("under 10", "10", "missed"),
        ("minst 40", "", "unknown"),
        ("minst 40", "vet ej", "unknown"),
        ("minst 40", "mycket", "unknown"),
        ("minst 40 %", "50", "unknown"),
        ("minst 40 %", "50 %", "met"),
    ],
)
def test_answer_is_held_to_a_value_interval_against_interval(
    words: str, said: str, expected: str
) -> None:
    """Certain only where every completion of the answer says the same."""
    assert told(words, said) == expected


@pytest.mark.parametrize(
    ("direction", "before", "after", "expected"),
    [
        ("up", "10", "12", "met"),
        ("up", "10", "10", "missed"),
        ("up", "10", "8-12", "possibly-missed"),
        ("down", "10", "8", "met"),
        ("same", "10", "10", "met"),
        ("same", "10", "11", "missed"),
        ("up", "n.a.", "12", "unknown"),
    ],
)
def test_change_is_held_to_a_direction(
    direction: str, before: str, after: str, expected: str
) -> None:
    """A direction asks which way the figure went, not how far."""
    change = difference(read(before).interval(), read(after).interval())
    aim = Target(id="t", direction=Direction(direction))
    assert standing_of(aim, read(after), change=change).value == expected


def test_target_of_the_point_goes_before_one_of_no_point() -> None:
    """Without a point a target is of the last; a network's is its own, all networks' is theirs."""
    named = Target(id="a", indicator="i", unit="N", point="2004-01-01", words="1")
    loose = Target(id="b", indicator="i", unit="N", words="2")
    everybody = Target(id="c", indicator="i", words="3")
    aims = (named, loose, everybody)

    def found(unit: str, point: str) -> Target | None:
        return target_for(aims, "i", unit, point, last="2005-12-31")

    assert found("N", "2004-01-01") is named
    assert found("N", "2005-12-31") is loose
    assert found("N", "2003-01-01") is None
    assert found("", "2005-12-31") is everybody
    assert found("M", "2005-12-31") is None
