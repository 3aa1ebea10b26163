"""Every figure of the report comes from somewhere that exists, and is what stands there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import pytest

from folja.analysis import totals
from folja.documents import Document, FigureText
from folja.model import FollowUp, Grouping, Rule
from folja.reporting import report
from folja.reporting.printing import span
from folja.text import Language, format_number
from folja.values import read

Reports = Mapping[Language, Document]
Ask = Callable[[Document], Any]
LANGUAGES: tuple[Language, ...] = ("sv", "en")
#: What a sentence may count, beside what a text may ask for: first part of the address.
COUNTED = {
    *("answers", "answers-compared", "answers-known", "changes-down", "changes-known"),
    *("changes-none", "changes-up", "cross-case-observations", "falls", "findings", "goals"),
    *("areas", "claims", "decisions", "networks-with-answers", "points", "sources", "themes"),
    *("goals-considered", "goals-left-out", "headlines", "headlines-agreeing", "indicators"),
    *("indicators-with-stated-theme", "listings-unmeasured", "need-groups", "needs", "networks"),
    *("networks-compared", "networks-compared-under", "networks-counted", "networks-left-out"),
    *("networks-named", "networks-under", "networks-without-answers", "observations"),
    *("priority-areas", "totals-same"),
}


def _exists(figure: FigureText, follow_up: FollowUp) -> bool:
    kind, address = figure.origin.kind, figure.origin.address
    units = follow_up.unit_by_id
    numbers = {str(no): i.id for no, i in follow_up.indicator_by_no.items()}
    match kind:
        case "cell":
            unit, no, point = address
            return (unit, numbers.get(no, ""), point) in follow_up.observation_at
        case "change" | "from-to":
            return address[0] in units and address[1] in numbers
        case "claim":
            return address[0] in {c.id for c in follow_up.claims}
        case "total":
            return address[0] in numbers and address[1] in {r.value for r in Rule}
        case "count":
            return address[0] in COUNTED
    return False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_origin_of_every_figure_exists(
    lang: Language, reports: Reports, example: FollowUp, told: Ask
) -> None:
    """Cells, changes, claims, totals and counts that the follow-up has."""
    figures = list(told(reports[lang]).figures())
    assert len(figures) > 3000
    assert not [f for f in figures if not _exists(f, example)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_reference_is_left_unresolved(lang: Language, reports: Reports, told: Ask) -> None:
    """No brackets of a reference reach the reader, and none leads nowhere."""
    text = told(reports[lang]).text()
    assert "[[" not in text
    assert "en uppgift som inte finns" not in text
    assert "a figure that does not exist" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_totals_shown_are_those_of_the_analysis(
    lang: Language, reports: Reports, example: FollowUp, told: Ask
) -> None:
    """In the table of all indicators and in the annex, by every rule."""
    tables = told(reports[lang]).tables()
    rows = {r.cells[0].inlines[0].text: r for r in tables["totals"].rows if r.kind == "body"}
    for at, rule in enumerate(Rule):
        for total in totals(example, rule):
            assert total.interval is not None
            printed = span(total.interval, lang)
            assert rows[str(total.no)].cells[3 + at].inlines[0].text == printed
            in_annex = tables[f"total-{total.no}"].rows[-2]
            assert in_annex.kind == "total"
            assert in_annex.cells[4 + at].inlines[0].text == printed


def test_subtotals_of_areas_are_those_of_the_analysis(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """Strict, signed, one column for each area."""
    table = told(reports["en"]).tables()["areas-table"]
    areas = list(dict.fromkeys(example.area_of(u.id) for u in example.networks))
    for total in totals(example, Rule.STRICT, by=Grouping.AREA):
        row = next(r for r in table.rows if r.cells[0].inlines[0].text == str(total.no))
        cell = row.cells[2 + areas.index(total.group or "")]
        expected = "no value" if total.interval is None else span(total.interval, "en", signed=True)
        assert cell.inlines[0].text == expected


def test_every_total_accounts_for_every_network(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """Counted, or in the table with the reason, or named among those without a table."""
    table = told(reports["en"]).tables()["total-12"]
    networks = [r for r in table.rows if r.kind == "body"]
    assert len(networks) == len(example.answering)
    assert all(cell.inlines for row in networks for cell in row.cells[4:])
    silent = next(
        b for b in told(reports["en"]).under("annex-indicators") if "no total" in str(b).casefold()
    )
    for unit in example.networks:
        if unit not in example.answering:
            assert (unit.short_name.en or unit.name.en) in str(silent)


def test_wording_holds_no_figure() -> None:
    """Digits stand in holes of the catalogue only, so that every figure comes from the data."""
    path = files("folja.text.messages") / "report.toml"
    typed = []

    def walk(table: Mapping[str, object], at: str) -> None:
        for key, value in table.items():
            if isinstance(value, Mapping):
                walk(value, f"{at}.{key}")
            elif re.search(r"\d", re.sub(r"\{[a-z_]+\}", "", str(value))):
                typed.append(at)

    walk(tomllib.loads(path.read_text(encoding="utf-8")), "")
    # The EU's Objective 1 is a name.
    assert set(typed) == {".project.objective-1"}


def test_figure_follows_the_data(example: FollowUp, told: Ask) -> None:
    """When an answer changes, its cell, the change, the total and the text change with it."""
    cell = ("BFP", "collaboration-activities", "2005-12-31")
    observations = tuple(
        o
        if (o.unit, o.indicator, o.point) != cell
        else type(o)(unit=o.unit, indicator=o.indicator, point=o.point, reading=read("1021"))
        for o in example.observations
    )
    before, after = (
        {(f.origin, f.text) for f in told(report(follow_up, "en")).figures()}
        for follow_up in (example, example.with_table(observations=observations))
    )
    moved = {(origin.kind, text) for origin, text in after - before}
    assert ("cell", "1,021") in moved
    assert ("change", "+1,015") in moved
    assert ("from-to", "6 to 1,021") in moved
    assert ("total", format_number(1147, "en")) in moved
