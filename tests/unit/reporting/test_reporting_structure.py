"""The report of the example has every part, in both languages alike, and leaves nothing out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from folja.documents import Block, Callout, CoverageMap, Document, Figure, Heading, Ledger, Table
from folja.model import FollowUp
from folja.quality import check
from folja.reporting import annex
from folja.text import Language

Reports = Mapping[Language, Document]
Ask = Callable[[Document], Any]


def test_chapters_stand_in_the_order_of_the_report(reports: Reports, told: Ask) -> None:
    """Summary, background, concepts, method, headlines, results, falls, cases, needs, quality,
    annexes, sources."""
    anchors = [b.id for b in reports["sv"].blocks if isinstance(b, Heading) and b.level == 1]
    areas = ["unit-SRR", "unit-KIS", "unit-CELL", "unit-BES"]
    assert anchors == [
        *("summary", "background", "concepts", "method", "headlines", "whole"),
        *areas,
        *("falls", "observations", "needs", "quality"),
        *("annex-networks", "annex-indicators", "sources"),
    ]


def _shape(block: Block) -> tuple[object, ...]:
    match block:
        case Heading():
            return ("heading", block.level, block.id)
        case Table():
            return (
                "table",
                block.id,
                len(block.columns),
                [(r.kind, len(r.cells)) for r in block.rows],
            )
        case Figure():
            return ("figure", block.id, type(block.spec).__name__)
        case _:
            return (type(block).__name__,)


def test_both_languages_have_the_same_structure(reports: Reports) -> None:
    """Block by block the same kinds, anchors and tables."""
    assert [_shape(b) for b in reports["sv"].blocks] == [_shape(b) for b in reports["en"].blocks]
    assert reports["sv"].front.title != reports["en"].front.title


def test_every_anchor_stands_once(reports: Reports) -> None:
    """No two headings, tables or pictures share a name."""
    anchors = [b.id for b in reports["sv"].blocks if isinstance(b, Heading | Table | Figure)]
    assert len(anchors) == len(set(anchors))


def test_network_in_the_comparison_shows_every_indicator_once(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """All indicators stand under the themes of each network that is compared, women and men side
    by side."""
    for unit in example.compared:
        numbers = []
        for block in told(reports["sv"]).under(f"unit-{unit.id}"):
            if not isinstance(block, Table) or block.id.startswith("facts"):
                continue
            for row in block.rows:
                for cell in row.cells:
                    numbers += [
                        int(i.origin.address[1])
                        for i in cell.inlines
                        if hasattr(i, "origin") and i.origin.kind == "cell"
                    ]
        answered = {
            example.indicator_by_id[o.indicator].no
            for o in example.observations
            if o.unit == unit.id and o.reading.text
        }
        assert set(numbers) == answered, unit.id


def test_women_and_men_stand_in_one_row(reports: Reports, told: Ask) -> None:
    """A table of women and men has a column of each."""
    tables = [t for name, t in told(reports["en"]).tables().items() if name.endswith("-sexes")]
    assert len(tables) == 18
    for table in tables:
        assert {"Women", "Men"} <= {c.title for c in table.columns}


def test_network_outside_the_comparison_has_a_text_and_no_zeros(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """It says why, says that there are no data or that its table is not counted, and shows no
    figures."""
    outside = [u for u in example.networks if not u.in_comparison]
    assert len(outside) == 7
    for unit in outside:
        blocks = told(reports["sv"]).under(f"unit-{unit.id}")
        callout = next(b for b in blocks if isinstance(b, Callout))
        said = str(callout.blocks)
        assert ("Det finns inga uppgifter" in said) is (unit not in example.answering)
        assert not any(isinstance(b, Table) and b.id.endswith("-figures") for b in blocks)


def test_descriptions_say_which_day_they_hold_for(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """Each network and area carries the line with the status date."""
    said = [
        i.text
        for i in told(reports["sv"]).inlines()
        if getattr(i, "text", "").startswith("Beskrivningen")
    ]
    assert said == ["Beskrivningen gäller läget den 31 december 2005."] * len(example.units)


def test_ledger_has_a_square_for_every_network(reports: Reports, example: FollowUp) -> None:
    """Each headline accounts for all networks, the nine and the seven."""
    ledger = next(
        b.spec for b in reports["sv"].blocks if isinstance(b, Figure) and b.id == "ledger"
    )
    assert isinstance(ledger, Ledger)
    assert [row.figure for row in ledger.rows] == ["39", "308–508", "17–18", "63", "147–199"]
    for row in ledger.rows:
        assert len(row.squares) == len(example.networks) == 16
        assert sum(kind.value == "out" for kind, _ in row.squares) == 7


def test_every_fall_stands_with_what_is_known_of_it(reports: Reports, told: Ask) -> None:
    """Seven falls; four say that no explanation is given."""
    table = told(reports["sv"]).tables()["falls-table"]
    rows = [r for r in table.rows if r.kind == "body"]
    assert [(r.cells[0].inlines[0].text, r.cells[1].inlines[0].text.split()[0]) for r in rows] == [
        *(("SI", "1"), ("CRM", "12"), ("CRM", "14"), ("Fibre Network", "12")),
        *(("Processum", "3"), ("Processum", "4"), ("Ywood", "11")),
    ]
    silent = [r for r in rows if r.cells[-1].inlines[0].text == "Ingen förklaring ges."]
    assert len(silent) == 4


def test_every_finding_stands_in_the_chapter_on_quality(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """As many rows as findings, none left out."""
    tables = told(reports["sv"]).tables()
    rows = sum(
        len(t.rows)
        for name, t in tables.items()
        if name.startswith("findings-") and name != "findings-counts"
    )
    assert rows == len(check(example)) > 100


def test_coverage_map_holds_every_cell(reports: Reports, example: FollowUp) -> None:
    """A map for each point, a row for each network with answers, a square for each indicator."""
    maps = [
        b.spec
        for b in reports["en"].blocks
        if isinstance(b, Figure) and isinstance(b.spec, CoverageMap)
    ]
    assert len(maps) == 2
    for spec in maps:
        assert len(spec.rows) == len(example.answering)
        assert all(len(row.cells) == 24 for row in spec.rows)


def test_observations_name_their_cases(reports: Reports, example: FollowUp, told: Ask) -> None:
    """Each case of each observation outside the summary stands in the chapter."""
    said = " ".join(
        i.text
        for b in told(reports["en"]).under("observations")
        for i in (x for item in getattr(b, "items", ()) for x in item)
    )
    names = {u.id: u.short_name.en or u.name.en for u in example.units}
    assert all(names[c.unit] in said for c in example.observation_cases)


def test_annex_by_network_has_a_page_each_and_cells_word_for_word(
    reports: Reports, example: FollowUp, told: Ask
) -> None:
    """Ten tables of 24 rows; what is printed in a cell is what was written."""
    tables = told(reports["sv"]).tables()
    for unit in example.answering:
        table = tables[f"annex-{unit.id}"]
        assert table.page_per_table
        assert len(table.rows) == 24
        for row, indicator in zip(table.rows, example.current_indicators, strict=True):
            for cell, point in zip(row.cells[2:4], example.points, strict=True):
                said = "".join(i.text for i in cell.inlines if hasattr(i, "text"))
                assert said == example.observation_at[unit.id, indicator.id, point.id].reading.text


def test_recomputed_difference_stands_where_the_printed_one_is_wrong(
    reports: Reports, told: Ask
) -> None:
    """Processum's indicator 15: 18 is struck and +12 stands beside; where they agree, nothing."""
    rows = told(reports["sv"]).tables()["annex-PROC"].rows
    wrong, right = rows[14], rows[1]
    assert wrong.cells[4].struck
    assert [c.inlines[0].text for c in wrong.cells[4:]] == ["18", "+12"]
    assert not right.cells[4].struck
    assert right.cells[5].inlines == ()


def test_annex_can_be_written_alone(example: FollowUp) -> None:
    """It holds both annexes and the sources, under a title of its own."""
    alone = annex(example, "sv")
    anchors = [b.id for b in alone.blocks if isinstance(b, Heading) and b.level == 1]
    assert anchors == ["annex-networks", "annex-indicators", "sources"]
    assert alone.file_stem == "bilaga-vasternorrland-2005"
    assert "bilaga" in alone.front.title


def test_report_names_nobody_and_is_dated_by_its_data(reports: Reports) -> None:
    """The title page says roles and the date of publication."""
    document = reports["sv"]
    assert str(document.dated) == "2006-03-27"
    assert document.digest == "0" * 64
    assert {stem.file_stem for stem in reports.values()} == {
        "rapport-vasternorrland-2005",
        "report-vasternorrland-2005",
    }
    assert any("andläggare" in value for _, value in document.front.facts)
