"""Words are measured with the faces that ship, and broken where they may be."""

from __future__ import annotations

import pytest

from folja.formats.figures.metrics import width, wrapped


def test_width_follows_the_face() -> None:
    """Semibold is wider than regular, and no text has no width."""
    regular = width("Samarbetsaktiviteter", size=14)
    assert regular == pytest.approx(125, abs=12)
    assert width("Samarbetsaktiviteter", size=14, weight=600) > regular
    assert width("", size=14) == 0


def test_width_grows_with_size() -> None:
    """Twice the size is twice the width."""
    assert width("år 2005", size=28) == pytest.approx(2 * width("år 2005", size=14))


def test_width_of_a_foreign_character_is_an_em() -> None:
    """A character that the face lacks takes an em, so that nothing runs into it."""
    assert width("字", size=10) == pytest.approx(10.3)


@pytest.mark.parametrize("room", [30, 60, 90, 140, 400])
def test_wrapped_keeps_every_line_inside_the_room(room: float) -> None:
    """No line is wider than the room, whatever the words."""
    text = "Utåtriktade marknadsförings\u00adaktiviteter Utvecklingsprocesserna / 2004–2005"
    lines = wrapped(text, room, size=14)
    assert all(width(line, size=14) <= room for line in lines)
    assert not any("\u00ad" in line for line in lines)


def test_wrapped_loses_no_letter() -> None:
    """All letters of the text stand in its lines, in order."""
    text = "Samhällets informationssystem, deltagande aktörer"
    joined = "".join(wrapped(text, 60, size=14)).replace("-", "").replace(" ", "")
    assert joined == text.replace(" ", "")


def test_wrapped_breaks_at_a_soft_hyphen_with_a_hyphen() -> None:
    """A soft hyphen shows only where the line ends at it."""
    assert wrapped("nätverks\u00adföretagen", 200, size=14) == ("nätverksföretagen",)
    assert wrapped("nätverks\u00adföretagen", 80, size=14) == ("nätverks-", "företagen")


def test_wrapped_leaves_no_letter_alone() -> None:
    """A word that must be cut leaves at least three letters on its last line."""
    for room in range(40, 118, 3):
        assert len(wrapped("informationssystem", room, size=14)[-1]) >= 3
