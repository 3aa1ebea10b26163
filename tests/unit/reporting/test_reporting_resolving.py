"""References inside texts become the figures they stand for, in the reader's language."""

from __future__ import annotations

import pytest

from folja.documents import FigureText
from folja.model import COUNTS, FollowUp
from folja.reporting.counting import counts
from folja.reporting.matter import Computed, Matter
from folja.reporting.resolving import inlines, paragraphs
from folja.reporting.wording import Words
from folja.text import Language, LocalText


@pytest.fixture(scope="module")
def computed(example: FollowUp) -> Computed:
    """What is computed from the example, once."""
    return Computed(example)


@pytest.mark.parametrize(
    ("reference", "sv", "en"),
    [
        ("cell NBC 3 2005-12-31", "1\u00a0416", "1,416"),
        ("cell NBC 12 2005-12-31", "11 + 26 + 50", "11 + 26 + 50"),
        ("cell SI 8 2005-12-31", "50–250", "50–250"),
        ("cell NBC 1 2005-12-31|words", "fyra", "four"),
        ("cell NBC 8 2005-12-31", "finns inte", "not available"),
        ("cell AFN 3 2005-12-31", "inget svar", "no answer"),
        ("change PROC 3", "−34", "−34"),
        ("change PROC 10", "minst 25", "at least 25"),
        (
            "change AFN 14",
            "en förändring som inte går att räkna",
            "a change that cannot be computed",
        ),
        ("from-to SI 12", "21 till 53", "21 to 53"),
        ("claim ywood-engaged", "97 till 75", "97 to 75"),
        ("claim biofuel-universities|words", "tre", "three"),
        ("claim biofuel-county-councils|words", "ett", "one"),
        ("total 8 strict", "308–508", "308–508"),
        ("total 10 strict", "minst 540", "at least 540"),
        ("count networks-compared|words", "nio", "nine"),
        ("count indicators", "24", "24"),
        ("cell NBC 99 2005-12-31", "en uppgift som inte finns", "a figure that does not exist"),
        ("total 8 guessed", "en uppgift som inte finns", "a figure that does not exist"),
        ("sum 8", "en uppgift som inte finns", "a figure that does not exist"),
    ],
)
def test_reference_becomes_its_figure(reference: str, sv: str, en: str, computed: Computed) -> None:
    """Printed as the language prints it, with the address as its origin."""
    for lang, expected in (("sv", sv), ("en", en)):
        matter = Matter(computed, Words(lang))  # type: ignore[arg-type]
        before, figure, after = inlines(matter, f"a [[{reference}]] b")
        assert isinstance(figure, FigureText)
        assert (before.text, figure.text, after.text) == ("a ", expected, " b")  # type: ignore[union-attr]
        address = reference.partition("|")[0].split()
        assert [figure.origin.kind, *figure.origin.address] == address


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_blank_line_begins_a_paragraph(lang: Language, computed: Computed) -> None:
    """Texts of several paragraphs keep them; an empty text has none."""
    matter = Matter(computed, Words(lang))
    assert len(paragraphs(matter, LocalText("a\n\nb", "a\n\n\nb\n"))) == 2
    assert paragraphs(matter, LocalText()) == ()


def test_counts_are_all_that_the_model_names(example: FollowUp) -> None:
    """Every count that a text may ask for is counted."""
    found = counts(example, findings=3)
    assert set(found) == COUNTS
    assert (found["networks"], found["networks-compared"], found["findings"]) == (16, 9, 3)
