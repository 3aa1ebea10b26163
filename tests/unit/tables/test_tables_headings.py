"""Headings are read as people write them, and settled by the catalogue's points alone."""

from __future__ import annotations

import pytest

from folja.formats.tables import import_data
from folja.formats.tables.dates import Role, heading
from folja.formats.tables.marks import footnote, without_mark
from folja.model import FollowUp

POINTS = ("2004-01-01", "2005-12-31")


@pytest.mark.parametrize(
    "text",
    [
        *("2005-12-31", "2005/12/31", "20051231", "value_2005_12_31", "2005-12-31 00:00:00"),
        *("31 december 2005", "31 dec. 2005", "den 31 december 2005", "31/12 2005", "31.12.2005"),
        *("31 December 2005", "December 31, 2005", "31st of December 2005", "31/12-05"),
        *("Värde 2005-12-31", "per 2005-12-31:", "Läget 31 december 2005"),
    ],
)
def test_heading_names_its_point(text: str) -> None:
    """A date in any usual writing is the point of that day."""
    assert heading(text, POINTS) == heading("2005-12-31", POINTS)


@pytest.mark.parametrize("text", ["2005", "dec 2005", "år 2005", "december 2005"])
def test_heading_without_a_day_is_vague(text: str) -> None:
    """A year or month is the only point in it, and marked as vague."""
    read = heading(text, POINTS)
    assert (read.point, read.vague) == ("2005-12-31", True)


def test_heading_is_no_point_where_two_would_fit() -> None:
    """A year with two points names neither."""
    assert heading("2005", ("2005-01-01", "2005-12-31")).point == ""


def test_heading_with_day_and_month_in_doubt_is_settled_by_the_points() -> None:
    """1/2 2004 is the day that is a point; where both are, it is none."""
    assert heading("1/2 2004", ("2004-02-01",)).point == "2004-02-01"
    assert heading("1/2 2004", ("2004-01-02",)).point == "2004-01-02"
    assert heading("1/2 2004", ("2004-01-02", "2004-02-01")).point == ""


@pytest.mark.parametrize(
    "text",
    ["Differens", "Diff.", "Förändring", "Change", "+/-", "Förändring 2004-01-01–2005-12-31"],
)
def test_heading_of_a_difference_is_told(text: str) -> None:
    """A change is a difference, with or without its dates."""
    assert heading(text, POINTS).role is Role.DIFFERENCE


@pytest.mark.parametrize(
    "text", ["", "39", "2005-13-45", "Antal medlemmar 2005-12-31 enligt registret", "50-250"]
)
def test_heading_that_says_nothing_known_is_other(text: str) -> None:
    """Figures, impossible dates and sentences with a date in them head no column of answers."""
    assert heading(text, POINTS).role is Role.OTHER


@pytest.mark.parametrize("text", ["25+", "8 (24)", "(113)", "11+26+50", "n.a.", "50-250", "-12"])
def test_answer_keeps_its_own_signs(text: str) -> None:
    """No sign of an answer is taken for a footnote mark."""
    assert without_mark(text) == (text, "")


def test_mark_is_paired_with_its_note() -> None:
    """The same mark is known again raised, in brackets or before a bracket."""
    assert footnote("¹ Heltid") == ("1", "Heltid")
    assert footnote("1) Heltid") == ("1", "Heltid")
    assert footnote("[1] Heltid") == ("1", "Heltid")
    assert footnote("Heltid") is None


def test_answers_that_look_like_years_are_no_header(catalogue: FollowUp) -> None:
    """A row whose label nobody knows, with 2004 and 2005 as answers, does not begin a table."""
    text = "Furunätverket\t2004-01-01\t2005-12-31\nAntal besökare\t2004\t2005\n"
    (table,) = import_data([("svar.txt", text.encode())], catalogue).files[0].tables
    assert [row.label for row in table.rows] == ["Antal besökare"]


def test_figures_that_could_be_years_are_no_table(catalogue: FollowUp) -> None:
    """Rows of equal figures between 1900 and 2099 head nothing."""
    text = "\n".join(f"{n};{n};{n}" for n in range(1900, 2099))
    assert import_data([("siffror.csv", text.encode())], catalogue).files[0].tables == ()
