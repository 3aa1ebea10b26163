"""Readings as columns, and the fast path over a whole column of cells."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

import pytest

from folja.analysis import read_column
from folja.analysis.columns import Columns, answer_columns, question_columns
from folja.model import FollowUp
from folja.values import read

Build = Callable[..., FollowUp]
START, END = "2004-01-01", "2005-12-31"


CELLS = ["12", "", "50-250", "12", "25+", "n.a.", "ca 39", "13+05", "", "(113)"]


def test_read_column_gives_each_cell_its_reading() -> None:
    """Every row holds what reading its text alone gives, repeated texts included."""
    table = read_column(CELLS)
    assert table.column("verbatim").to_pylist() == CELLS
    for row, text in zip(table.to_pylist(), CELLS, strict=True):
        reading = read(text)
        assert row["kind"] == reading.kind.value
        assert (row["low"], row["high"]) == (reading.low, reading.high)
        assert row["has_value"] == reading.has_value
        assert row["approximate"] == reading.approximate
        assert row["unreadable"] == (reading.kind.value == "unreadable")


def test_read_column_of_nothing_is_an_empty_table() -> None:
    """No cells give no rows, with all columns there."""
    table = read_column([])
    assert table.num_rows == 0
    assert "low" in table.column_names


def test_read_column_refuses_an_absent_cell() -> None:
    """A cell that is no text was lost on the way, and is not read as empty."""
    with pytest.raises(TypeError):
        read_column(["1", None])  # type: ignore[list-item]


def test_locale_decides_a_separator() -> None:
    """1.416 is a number only where the locale says what the point means."""
    assert read_column(["1.416"]).column("unreadable").to_pylist() == [True]
    assert read_column(["1.416"], locale="sv").column("low").to_pylist() == [Decimal(1416)]


def test_questions_are_every_network_and_indicator(example: FollowUp) -> None:
    """Who was not asked is a row too: 16 networks times 24 indicators."""
    questions = question_columns(example)
    assert len(questions.lists["unit"]) == 16 * 24
    assert len(set(zip(questions.lists["unit"], questions.lists["indicator"], strict=True))) == 384


def test_decision_is_laid_over_a_cell_that_was_never_asked(build: Build) -> None:
    """A decided figure counts even where the source has no cell at all."""
    follow_up = build({("a", "members"): (None, "9", "")})
    columns = answer_columns(follow_up, decided={("a", "members", START): read("4")})
    rows = dict(zip(columns.lists["point"], columns.lists["low"], strict=True))
    assert rows == {END: Decimal(9), START: Decimal(4)}


def test_columns_of_no_rows_make_an_arrow_table() -> None:
    """Types stand even where there is nothing to infer them from."""
    table = Columns({"unit": "string", "low": "decimal(18, 4)"}, {"unit": [], "low": []}).to_arrow()
    assert str(table.schema.field("low").type) == "decimal128(18, 4)"


def test_importing_the_analysis_loads_no_engine() -> None:
    """A command that only reads an answer does not wait for Ibis, DuckDB, Arrow or pandas."""
    heavy = "{'ibis', 'duckdb', 'pyarrow', 'pandas'}"
    probe = f"import folja.analysis, sys; print(*{heavy} & set(sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == ""
