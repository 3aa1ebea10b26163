"""Files held against a follow-up, cell by cell, and what is not taken without being told to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from folja.formats.bundle import read_bundle
from folja.model import FollowUp
from folja_site.exchange.comparing import Cell, Compared, compare
from folja_site.exchange.laying import label_key, lay_bundle, lay_tables, reading

ACTIVITIES = "Antal konkreta samarbetsaktiviteter med företag ur nätverket"
INDIVIDUALS = "Antal individer i strategiska nätverk"
START, END = "2004-01-01", "2005-12-31"


@pytest.fixture(scope="module")
def now(root: Path) -> FollowUp:
    """The example."""
    return read_bundle(root / "examples" / "vasternorrland-2005")


def _compared(now: FollowUp, rows: str, choices: Mapping[str, str] | None = None) -> Compared:
    table = f"Processum\nIndikator;{START};{END}\n{rows}"
    files = [("Processum.csv", table.encode())]
    return compare(now, lay_tables(now, files, choices or {}), choices or {})


def _cell(compared: Compared, point: str) -> Cell:
    (cell,) = (c for c in compared.cells if c.key[2] == point)
    return cell


def _said(follow_up: FollowUp, indicator: str, point: str) -> str:
    found = reading(follow_up, ("PROC", indicator, point))
    assert found is not None
    return found.text


def test_same_words_are_the_same_cell(now: FollowUp) -> None:
    """A file that says what stands changes nothing."""
    compared = _compared(now, f"{ACTIVITIES};n.a.;50\n")
    assert not compared.cells
    assert len(compared.same) == 2
    assert compared.follow_up.observations == now.observations


def test_changed_cell_says_what_the_change_becomes(now: FollowUp) -> None:
    """A start that becomes known makes the change known, and closes its finding."""
    cell = _cell(_compared(now, f"{ACTIVITIES};15;50\n"), START)
    texts = [m.get("sv") if hasattr(m, "sv") else m.code for m in cell.meanings]
    assert texts[0] == "Förändringen blir +35, inte okänd."
    assert "exchange.mean.closed" in texts


def test_lost_bound_is_named(now: FollowUp) -> None:
    """Where at least 25 is to become 25 the preview says that the bound disappears."""
    cell = _cell(_compared(now, f"{INDIVIDUALS};0;25\n"), END)
    assert cell.tone == "amber"
    assert any("Gränsen försvinner" in m.get("sv") for m in cell.meanings if hasattr(m, "sv"))


def test_rewritten_words_that_read_alike_are_told_apart(now: FollowUp) -> None:
    """Other words with the same reading are no change of the figure."""
    assert _cell(_compared(now, f"{INDIVIDUALS};0;minst 25\n"), END).group == "rewritten"


@pytest.mark.parametrize("choice", ["", "keep", "take"])
def test_unreadable_words_stop_until_told(now: FollowUp, choice: str) -> None:
    """Words that cannot be read do not take an answer's place unless somebody says so."""
    key = f"PROC|individuals|{END}"
    compared = _compared(now, f"{INDIVIDUALS};0;ca 39/41\n", {key: choice} if choice else {})
    group = {"": "stops", "keep": "kept"}.get(choice)
    cell = _cell(compared, END)
    assert cell.group == group if group else cell.group in ("asks", "changes")
    assert _said(compared.follow_up, "individuals", END) == (
        "ca 39/41" if choice == "take" else "25+"
    )


@pytest.mark.parametrize("choice", ["", "take"])
def test_empty_cell_leaves_the_answer_until_told(now: FollowUp, choice: str) -> None:
    """An empty cell of a file takes no answer away by itself."""
    key = f"PROC|collaboration-activities|{END}"
    compared = _compared(now, f"{ACTIVITIES};n.a.;\n", {key: choice} if choice else {})
    assert _said(compared.follow_up, "collaboration-activities", END) == ("" if choice else "50")


def test_two_things_about_one_cell_stop(now: FollowUp) -> None:
    """Files that contradict each other stop the import; none of them is silently the last."""
    files = [
        (f"{n}.csv", f"Processum\nIndikator;{START};{END}\n{ACTIVITIES};n.a.;{text}\n".encode())
        for n, text in enumerate(("51", "52"))
    ]
    cell = _cell(compare(now, lay_tables(now, files, {}), {}), END)
    assert cell.group == "stops"
    assert cell.meanings[0].code == "exchange.mean.twice"


def test_unmatched_label_is_asked_and_taken_where_it_is_put(now: FollowUp) -> None:
    """A label that is like nothing is left out until somebody says which indicator it is."""
    row = "Besök på mässor;7;8\n"
    laid = lay_tables(now, [("P.csv", f"Processum\nX;{START};{END}\n{row}".encode())], {})
    (label,) = laid.labels
    assert (label.kind, label.text, laid.left) == ("indicator", "Besök på mässor", 2)
    choice = {label_key("indicator", "Besök på mässor"): "outward-marketing"}
    compared = _compared(now, row, choice)
    assert _said(compared.follow_up, "outward-marketing", END) == "8"
    assert compared.follow_up.indicators == now.indicators


def test_bundle_onto_itself_changes_nothing(now: FollowUp) -> None:
    """What was taken out and is brought in again is the same in every cell."""
    compared = compare(now, lay_bundle(now, now, "b.zip"), {}, whole=True)
    assert not compared.cells
    assert len(compared.same) == 720
    assert not compared.problems


def test_bundle_that_does_not_hang_together_is_named(now: FollowUp) -> None:
    """A row that points at nothing stops the whole bundle."""
    strange = now.with_table(claims=(replace(now.claims[0], id="elsewhere", unit="NOWHERE"),))
    assert compare(now, lay_bundle(now, strange, "b.zip"), {}, whole=True).problems
