"""A change that rests on a decision stands beside an answer as it was given, and says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from folja.documents import Table
from folja.model import FollowUp
from folja.quality import decide
from folja.reporting import in_languages

CELLS = {("N1", "I1"): ("87", "ca 40"), ("N1", "I2"): ("3", "9")}


def notes(follow_up: FollowUp) -> list[str]:
    """Return what stands under the network's own tables of figures."""
    (document,) = in_languages(follow_up, ("sv",), digest="0" * 64)
    found = [b for b in document.blocks if isinstance(b, Table) and b.id.endswith("-figures")]
    return [note for table in found for note in table.notes]


def test_change_that_rests_on_a_decision_says_so(build: Callable[..., FollowUp]) -> None:
    """From 87 to “about 40” is not 45 less: whoever adds up the row must learn what was decided."""
    follow_up = build(CELLS)
    assert not any("beslutat" in note for note in notes(follow_up))
    for value in ("42", "40"):
        made = decide(
            follow_up,
            code="inexact-notation",
            unit="N1",
            no=1,
            point="2024-12-31",
            action="corrected",
            value=value,
            who="utvärderare",
            why="räknat efter",
            when=datetime(2025, 1, 2, tzinfo=UTC),
        )
        (told,) = [note for note in notes(made) if "beslutat" in note]
        assert told.startswith("Nr 1:")
