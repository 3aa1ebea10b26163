"""Answers told back to whoever gave them."""

from __future__ import annotations

import pytest

from folja.model import RelationKind
from folja.text import Language, LocalText
from folja.values import read
from folja_site.measurements.answering_reading import remainder, said

PERSONS = LocalText("personer", "persons")


@pytest.mark.parametrize(
    ("text", "lang", "figure"),
    [
        ("77", "sv", "exakt 77 personer"),
        ("1", "sv", "exakt 1"),
        ("1", "en", "exactly 1"),
        ("2230", "sv", "exakt 2\xa0230 personer"),
        ("ca 40", "sv", "ca 40 personer"),
        ("50-250", "sv", "mellan 50 och 250 personer"),
        ("25+", "en", "at least 25 persons"),
        ("6+15", "en", "the sum 21 persons"),
        ("8 (24)", "sv", "8 personer"),
        ("vet ej", "sv", "vet ej"),
    ],
)
def test_answer_is_told_back_in_words(text: str, lang: Language, figure: str) -> None:
    """The figure is said as it was read, with what it counts."""
    assert said(read(text, locale=lang), PERSONS, lang).figure == figure


@pytest.mark.parametrize(
    ("before", "now", "change", "fell"),
    [
        ("0", "77", "Förändring: +77.", False),
        ("12", "10", "Förändring: −2.", True),
        ("0", "25+", "Förändring: minst +25.", False),
        ("ca 20", "41", "Förändring: ungefär +21.", False),
        ("10", "5-20", "Förändring: −5 – +10.", False),
        ("n.a.", "5", "", False),
        ("5", "n.a.", "", False),
    ],
)
def test_change_is_told_as_far_as_it_is_known(
    before: str, now: str, change: str, fell: bool
) -> None:
    """An open end stays open, and without a start there is no change."""
    told = said(read(now), PERSONS, "sv", before=read(before))
    assert (told.change, told.fell) == (change, fell)


def test_unreadable_answer_keeps_its_words_and_offers_readings() -> None:
    """Every candidate is a text that can be read."""
    told = said(read("13+05"), PERSONS, "sv")
    assert told.unreadable
    assert told.figure == "13+05"
    assert [text for text, _ in told.candidates] == ["13+5", "13"]
    assert told.problems


@pytest.mark.parametrize(
    ("whole", "parts", "words"),
    [
        ("1350", ["1170", "135"], "Delarna blir 1\xa0305. Kvar är 45 utan angivet kön."),
        ("2196", ["1819", "377"], "Delarna blir 2\xa0196, lika mycket som det hela."),
        ("100", ["70", "40"], "Delarna blir 110, 10 mer än det hela."),
        ("", ["70", "40"], "Delarna blir 110."),
        ("100", ["70", ""], ""),
    ],
)
def test_parts_are_held_against_their_whole(whole: str, parts: list[str], words: str) -> None:
    """What is left over is said; a missing part leaves nothing to say."""
    readings = [read(part) for part in parts]
    assert remainder(RelationKind.PART_OF, read(whole), list(readings), "sv") == words


def test_founders_are_added_up_without_a_whole() -> None:
    """Several may found one company, so nothing is left over."""
    readings = [read("4"), read("2")]
    told = remainder(RelationKind.FOUNDER_OF, read("3"), list(readings), "en")
    assert told == "Together 6 people."
