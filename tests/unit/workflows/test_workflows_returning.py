"""A form filled in offline and imported again gives a cell-by-cell account against the bundle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from folja.formats.bundle import read_bundle, write_bundle
from folja.formats.tables import Imported
from folja.formats.workbook import FormRefused, write_form
from folja.model import FollowUp
from folja.values import read
from folja.workflows.importing import Mode, import_documents

FIRST, LAST = "2004-01-01", "2005-12-31"


@pytest.fixture(scope="module")
def example(root: Path) -> FollowUp:
    """The example, as a catalogue and as what stands."""
    return read_bundle(root / "examples" / "vasternorrland-2005")


@pytest.fixture
def returned(
    tmp_path: Path, example: FollowUp
) -> Callable[[dict[tuple[int, int], str]], Callable[..., Imported]]:
    """Fill in the form of NBC by number and column, and import it into a bundle that stands."""

    def fill(cells: dict[tuple[int, int], str]) -> Callable[..., Imported]:
        book = openpyxl.load_workbook(BytesIO(write_form(example, "NBC", "sv")))
        page: Worksheet = book.worksheets[0]
        for row in page.iter_rows(min_row=7):
            for (no, column), text in cells.items():
                if row[0].value == str(no):
                    row[column - 1].value = text
        path = tmp_path / "NBC.xlsx"
        book.save(path)

        def run(
            into: FollowUp | None = example, *, mode: Mode = "ask", dry_run: bool = False
        ) -> Imported:
            for name, follow_up in (("catalogue", example), ("target", into)):
                if follow_up is not None:
                    write_bundle(follow_up, tmp_path / name)
            return import_documents(
                [path],
                catalogue=tmp_path / "catalogue",
                out=tmp_path / "target",
                mode=mode,
                dry_run=dry_run,
            )

        return run

    return fill


def differing(imported: Imported) -> list[tuple[int | None, str, str | None, str, str]]:
    """Return the cells that say otherwise than what stands: number, point, now, file, action."""
    return [
        (row.no, cell.point, cell.now, cell.text, cell.action.value)
        for file in imported.files
        for table in file.tables
        for row in table.rows
        for cell in row.cells
        if cell.action.value != "same"
    ]


def test_form_as_it_was_sent_changes_nothing(returned: Callable[..., Callable[..., Imported]],
) -> None:  # fmt: skip
    """48 cells stand as they did, and nothing is written."""
    imported = returned({})()
    assert differing(imported) == []
    assert sum(len(r.cells) for t in imported.files[0].tables for r in t.rows) == 48
    assert (imported.observations, imported.claims) == (0, 0)
    assert [f.code for f in imported.files[0].findings] == ["form"]


def test_changed_answer_is_shown_and_kept(returned: Callable[..., Callable[..., Imported]]) -> None:
    """What says otherwise is shown beside what stands, with its own cell, and not written."""
    imported = returned({(10, 6): "ca 12", (1, 8): "räknat i maj"})()
    assert differing(imported) == [(10, LAST, "8 (24)", "ca 12", "kept")]
    row = next(r for t in imported.files[0].tables for r in t.rows if r.no == 10)
    assert row.place.row == 9
    assert imported.follow_up.observation_at["NBC", "individuals", LAST].reading.text == "8 (24)"
    actors = imported.follow_up.observation_at["NBC", "participating-actors", LAST]
    assert actors.comment == "räknat i maj"
    assert imported.observations == 1


def test_changed_answer_replaces_when_told_to(
    returned: Callable[..., Callable[..., Imported]], tmp_path: Path
) -> None:
    """With replace the answer, its basis and its comment are in the bundle on disk."""
    imported = returned({(10, 6): "ca 12", (10, 7): "Egen räkning", (10, 8): "utan BES"})(
        mode="replace"
    )
    assert differing(imported) == [(10, LAST, "8 (24)", "ca 12", "replaced")]
    assert imported.observations == 1
    held = read_bundle(tmp_path / "target").observation_at["NBC", "individuals", LAST]
    assert (held.reading.text, held.basis, held.comment) == ("ca 12", "own-count", "utan BES")


def test_untouched_cell_speaks_for_what_stands_since(
    returned: Callable[..., Callable[..., Imported]], example: FollowUp
) -> None:
    """An answer corrected after the form was sent is not set back by a cell nobody touched."""
    later = example.with_table(
        observations=tuple(
            replace(o, reading=read("5"))
            if (o.unit, o.indicator, o.point) == ("NBC", "participating-actors", LAST)
            else o
            for o in example.observations
        )
    )
    imported = returned({})(later, mode="replace")
    assert differing(imported) == []
    actors = imported.follow_up.observation_at["NBC", "participating-actors", LAST]
    assert actors.reading.text == "5"


def test_form_into_an_empty_bundle_brings_its_answers(
    returned: Callable[..., Callable[..., Imported]],
) -> None:
    """Without a target the filled-in form gives the network's answers, and only those."""
    imported = returned({(10, 6): "ca 12"})(None, dry_run=True)
    assert imported.observations == 48
    assert {o.unit for o in imported.follow_up.observations} == {"NBC"}
    assert imported.follow_up.observation_at["NBC", "individuals", FIRST].reading.text == "0"


def test_form_of_another_follow_up_is_refused(
    returned: Callable[..., Callable[..., Imported]], example: FollowUp, tmp_path: Path
) -> None:
    """A form whose questions the catalogue does not have is named with what is strange."""
    run = returned({})
    run(dry_run=True)
    other = example.with_table(
        indicators=tuple(replace(i, version=2) for i in example.current_indicators)
    )
    write_bundle(other, tmp_path / "other")
    with pytest.raises(FormRefused) as refusal:
        import_documents(
            [tmp_path / "NBC.xlsx"], catalogue=tmp_path / "other", out=tmp_path / "new"
        )
    assert refusal.value.message.code == "workbook.refused.other-version"
    fewer = example.with_table(units=tuple(u for u in example.units if u.id != "NBC"))
    write_bundle(fewer, tmp_path / "fewer")
    with pytest.raises(FormRefused) as refusal:
        import_documents(
            [tmp_path / "NBC.xlsx"], catalogue=tmp_path / "fewer", out=tmp_path / "new"
        )
    assert refusal.value.message.code == "workbook.refused.other-follow-up"
