"""A decided value stands where the answer stands, with what was said beside it, in every table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest

from folja.documents import Cell, Document, Emphasis, Figure, FigureText, RangeChart, Table
from folja.formats import docx, html, pdf, xlsx
from folja.model import CaseText, FollowUp
from folja.quality import decide
from folja.reporting import in_languages
from folja.text import Language, LocalText

CELLS = {
    ("N1", "I1"): ("87", "ca 40"),
    ("N1", "I2"): ("3", "9"),
    ("N1", "I3"): ("4", "kanske 5 eller 6"),
    ("N2", "I1"): ("10", "12"),
}
START, END = "2021-01-01", "2024-12-31"
SAID: dict[Language, str] = {"sv": "(sagt ”ca 40”)", "en": "(said “ca 40”)"}


@pytest.fixture
def settled(build: Callable[..., FollowUp]) -> FollowUp:
    """A follow-up in which “ca 40” was decided to be 42, with a text that cites it."""
    follow_up = build(CELLS, headlines={"I1": "45"})
    text = f"Från [[cell N1 1 {START}]] till [[cell N1 1 {END}]], alltså [[from-to N1 1]]."
    told = CaseText(id="text-1", unit="N1", theme=None, body=LocalText(text, text))
    return decided(follow_up.with_table(case_texts=(told,)), "42")


def decided(
    follow_up: FollowUp, value: str, *, no: int = 1, code: str = "inexact-notation"
) -> FollowUp:
    """Decide about the later answer of a network."""
    return decide(
        follow_up,
        code=code,
        unit="N1",
        no=no,
        point=END,
        action="corrected",
        value=value,
        who="utvärderare",
        why="räknat efter",
        when=datetime(2025, 1, 2, tzinfo=UTC),
    )


def document(follow_up: FollowUp, lang: Language = "sv") -> Document:
    """Return the report in a language."""
    (made,) = in_languages(follow_up, (lang,), digest="0" * 64)
    return made


def tables(made: Document) -> Iterator[Table]:
    """Yield every table of a report, those beside pictures too."""
    for block in made.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Figure) and block.table:
            yield block.table


def of_network(made: Document) -> Table:
    """Return the table of the network's figures."""
    (table,) = (t for t in tables(made) if re.fullmatch("N1-.*-figures", t.id))
    return table


def words(cell: Cell) -> str:
    """Return what stands in a cell."""
    return "".join(part.text for part in cell.inlines)  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_table_that_shows_what_was_said_shows_what_counts(
    settled: FollowUp, lang: Language
) -> None:
    """Wherever “ca 40” stands, 42 stands with it; only the list of findings quotes it alone."""
    made = document(settled, lang)
    found = [
        (table.id, words(cell))
        for table in tables(made)
        for row in table.rows
        for cell in row.cells
        if "ca 40" in words(cell) and not table.id.startswith(("findings", "signs"))
    ]
    assert {"annex-N1", "total-1", "falls-table", "parts-headline-I1"} <= {at for at, _ in found}
    assert any(at.endswith("-figures") for at, _ in found)
    assert all("42" in told for _, told in found), found


def test_cell_holds_the_decided_value_and_beside_it_the_words(settled: FollowUp) -> None:
    """The figure is 42, its bounds are 42, what was said is set apart; a note says why so."""
    table = of_network(document(settled))
    cell = table.rows[0].cells[3]
    assert isinstance(cell.inlines[0], FigureText)
    assert cell.inlines[0].text == "42"
    assert cell.inlines[-1] == Emphasis(SAID["sv"])
    assert (cell.number, cell.low, cell.high, cell.sign) == (42, 42, 42, None)
    assert words(table.rows[0].cells[4]) == "−45"
    assert any("beslutat" in note for note in table.notes)


def test_untouched_answers_stand_as_before(build: Callable[..., FollowUp]) -> None:
    """Without a decision, and where it says the same as the answer, nothing stands beside it."""
    follow_up = build({("N1", "I1"): ("87", "ca 40")})
    for one in (follow_up, decided(follow_up, "ca 40")):
        table = of_network(document(one))
        assert words(table.rows[0].cells[3]) == "ca 40"
        assert not any("beslutat" in note for note in table.notes)


def test_annex_prints_the_words_and_says_what_counts_and_why(settled: FollowUp) -> None:
    """The annex keeps every word as given; the value that counts and its reason stand by it."""
    by_id = {t.id: t for t in tables(document(settled))}
    for table, at in ((by_id["annex-N1"], 3), (by_id["total-1"], 2)):
        cell = table.rows[0].cells[at]
        assert cell.inlines[0].text == "ca 40"  # type: ignore[union-attr]
        assert cell.inlines[-1] == Emphasis("(beslut: 42)")
        assert (cell.low, cell.sign is not None) == (40, True)
        told = [note for note in table.notes if "räknas som 42" in note]
        assert len(told) == 1
        assert "Skäl: räknat efter." in told[0]
        assert "2 januari 2025" in told[0]


def test_unreadable_answer_that_was_decided_is_read_everywhere(settled: FollowUp) -> None:
    """An answer that nobody could read has a value now, and is no longer told as a gap."""
    made = document(decided(settled, "n.a.", no=3, code="ambiguous-notation"))
    table = of_network(made)
    assert words(table.rows[2].cells[3]).endswith("(sagt ”kanske 5 eller 6”)")


def test_picture_draws_the_decided_value(build: Callable[..., FollowUp]) -> None:
    """The chart has the dot where it counts, and its label tells what was said."""
    made = document(decided(build(CELLS), "42"))
    rows = [
        row
        for block in made.blocks
        if isinstance(block, Figure) and isinstance(block.spec, RangeChart)
        for row in block.spec.rows
        if row.end_label.startswith("42")
    ]
    assert rows
    for row in rows:
        assert (row.end_low, row.end_high, row.end_sign.value) == (42, 42, "exact")
        assert row.end_label == f"42 {SAID['sv']}"
        assert row.change == "−45"


def test_texts_cite_the_decided_value_and_the_words(settled: FollowUp) -> None:
    """A figure in a text is the one that counts; whoever said another can see that it is known."""
    made = document(settled)
    told = html.write(made).decode()
    assert "Från" in told
    cited = [
        part.text
        for block in made.blocks
        for part in getattr(block, "inlines", ())
        if isinstance(part, FigureText) and part.origin.kind in ("cell", "from-to")
    ]
    assert cited == ["87", f"42 {SAID['sv']}", f"87 till 42 {SAID['sv']}"]


def test_files_say_both(settled: FollowUp) -> None:
    """Page, print, text and workbook carry the value that counts with the words that were said."""
    made = document(settled)
    assert "(sagt ”ca 40”)" in html.write(made).decode()
    assert pdf.write(made)[:4] == b"%PDF"
    assert docx.write(made)[:2] == b"PK"
    book = openpyxl.load_workbook(BytesIO(xlsx.write(made)))
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value}
    assert {"42 (sagt ”ca 40”)", "ca 40 (beslut: 42)"} <= cells
