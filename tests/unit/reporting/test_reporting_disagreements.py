"""What a network holds against a text stands beside the text and in a table of the method."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from folja.documents import Callout, Document, Table
from folja.model import CaseText, Disagreement, FollowUp, Theme
from folja.reporting import in_languages
from folja.text import LocalText

WORDS = "Vi vilade [[count areas]] inte.\n\nVi\tarbetade."


def made(build: Callable[..., FollowUp], *held: Disagreement) -> FollowUp:
    """Return a follow-up of two networks, with a text on the first under a theme."""
    follow_up = build({("N1", "I1"): ("1", "2"), ("N2", "I1"): ("1", "2")})
    return follow_up.with_table(
        themes=(Theme(id="t", no=1, name=LocalText("Samarbete", "Cooperation")),),
        case_texts=(
            CaseText(id="x", unit="N1", theme="t", body=LocalText("Nätet vilade.", "It rested.")),
        ),
        disagreements=held,
    )


def callouts(document: Document) -> list[Callout]:
    """Return what is set apart in a document as a disagreement."""
    return [b for b in document.blocks if isinstance(b, Callout) and "text" in b.title]


def words_of(callout: Callout) -> list[str]:
    """Return the words of each paragraph that is set apart."""
    found = []
    for block in callout.blocks:
        parts: tuple[Any, ...] = getattr(block, "inlines", ())
        found.append("".join(part.text for part in parts))
    return found


def test_disagreement_stands_after_its_text_with_words_and_day(
    build: Callable[..., FollowUp],
) -> None:
    """The words stand as they were given: what looks like a reference in them is read as none."""
    held = Disagreement(id="a", unit="N1", theme="t", words=WORDS, said_on=date(2006, 3, 27))
    sv, en = in_languages(made(build, held), ("sv", "en"), digest="0" * 64)
    (told,) = callouts(sv)
    assert told.title == "Nätverket håller inte med om texten"
    assert told.label == "Nätverkets egna ord, 27 mars 2006"
    assert words_of(told) == ["Vi vilade [[count areas]] inte.", "Vi arbetade."]
    before = sv.blocks[sv.blocks.index(told) - 1]
    assert getattr(before, "inlines", ())[0].text == "Nätet vilade."
    assert callouts(en)[0].label == "The network’s own words, 27 March 2006"


def test_disagreements_are_a_table_for_the_workbook(build: Callable[..., FollowUp]) -> None:
    """Every network that disagrees, with which text, its words and the day."""
    held = (
        Disagreement(id="a", unit="N1", theme="t", words=WORDS, said_on=date(2006, 3, 27)),
        Disagreement(id="b", unit="N2", words="Nej."),
    )
    (sv,) = in_languages(made(build, *held), ("sv",), digest="0" * 64)
    table = next(b for b in sv.blocks if isinstance(b, Table) and b.id == "disagreements-table")
    rows = [
        ["".join(getattr(part, "text", "") for part in cell.inlines) for cell in row.cells]
        for row in table.rows
    ]
    assert rows == [
        ["Nätet N1", "Samarbete", "Vi vilade [[count areas]] inte. Vi arbetade.", "27 mars 2006"],
        ["Nätet N2", "Beskrivningen", "Nej.", ""],
    ]
    assert table.sheet == "Invändningar"
    assert len(callouts(sv)) == 2


def test_report_without_disagreements_is_silent_of_them(build: Callable[..., FollowUp]) -> None:
    """Neither heading nor table nor frame where nobody disagrees."""
    (sv,) = in_languages(made(build), ("sv",), digest="0" * 64)
    assert not callouts(sv)
    assert not [b for b in sv.blocks if getattr(b, "id", "").startswith("disagreements")]
