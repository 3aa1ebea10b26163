"""Headings and ledes that answer: for none, one and many, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from folja.documents import Document
from folja.model import FollowUp
from folja.reporting import report
from folja.text import Language

Build = Callable[..., FollowUp]
Ask = Callable[[Document], Any]

STEADY = {("A", "bin"): ("0", "5"), ("A", "hives"): ("0", "2")}
WIDE = {("A", "bin"): ("0", "5"), ("A", "hives"): ("0", "2-4")}


@pytest.mark.parametrize(
    ("cells", "printed", "lang", "heading"),
    [
        (STEADY, False, "sv", "Ingen rubriksiffra blir densamma hur man än räknar"),
        (STEADY, True, "sv", "Alla rubriksiffror blir desamma hur man än räknar"),
        (STEADY, True, "en", "All headlines are the same by every rule"),
        (WIDE, True, "sv", "En av 2 rubriksiffror blir densamma hur man än räknar"),
        (WIDE, True, "en", "One of 2 headlines is the same by every rule"),
    ],
)
def test_heading_says_how_the_headlines_stand(
    cells: dict[tuple[str, str], tuple[str, str]],
    printed: bool,
    lang: Language,
    heading: str,
    build: Build,
    told: Ask,
) -> None:
    """A headline is the same by every rule when the printed differences give it, too."""
    follow_up = build(cells, headlines={"bin": "5", "hives": "2"})
    if printed:
        follow_up = _with_printed(follow_up)
    assert heading in told(report(follow_up, lang)).headings(2)


def _with_printed(follow_up: FollowUp) -> FollowUp:
    """Print the difference of every network as its end value (all start at 0)."""
    from folja.model import Claim, ClaimKind

    first, last = follow_up.span
    claims = tuple(
        Claim(
            id=f"{o.unit}-{o.indicator}",
            kind=ClaimKind.PRINTED_DIFFERENCE,
            unit=o.unit,
            indicator=o.indicator,
            place=f"{first}/{last}",
            reading=o.reading,
        )
        for o in follow_up.observations
        if o.point == last
    )
    return follow_up.with_table(claims=(*follow_up.claims, *claims))


@pytest.mark.parametrize(
    ("answers", "lang", "words"),
    [
        (("1", "2"), "sv", "Ingen uppgift som går att jämföra gick ner mellan mätpunkterna."),
        (("2", "1"), "sv", "En uppgift gick ner. För en av dem ges ingen förklaring."),
        (("2", "1"), "en", "One figure went down. For one of them no explanation is given."),
        (("2", "0-9"), "en", "No figure went down for certain. One more may have gone down"),
    ],
)
def test_falls_are_counted_in_words(
    answers: tuple[str, str], lang: Language, words: str, build: Build, told: Ask
) -> None:
    """None, one for certain, one that may have gone down."""
    paragraphs = told(report(build({("A", "bin"): answers}), lang)).under("falls")
    said = "".join(i.text for i in paragraphs[0].inlines)
    assert said.startswith(words)


@pytest.mark.parametrize(
    ("networks", "lang", "lede"),
    [
        (0, "sv", "Inget av 2 nätverk går att jämföra"),
        (1, "sv", "1 av 2 nätverk går att jämföra"),
        (2, "en", "2 of 2 networks can be compared"),
    ],
)
def test_summary_begins_with_what_can_be_compared(
    networks: int, lang: Language, lede: str, build: Build, told: Ask
) -> None:
    """The first line answers how many networks are compared, of how many."""
    from dataclasses import replace

    follow_up = build({("A", "bin"): ("1", "2"), ("B", "bin"): ("1", "2")})
    units = tuple(replace(u, in_comparison=n < networks) for n, u in enumerate(follow_up.units))
    first = told(report(follow_up.with_table(units=units), lang)).under("summary")[0]
    assert "".join(i.text for i in first.inlines).startswith(lede)
