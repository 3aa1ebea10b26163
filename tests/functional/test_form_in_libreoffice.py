"""The form filled in with the office suite that many hubs use, and read back."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from folja.formats.bundle import read_bundle
from folja.formats.tables import import_data
from folja.formats.workbook import read_form, write_form
from folja.model import FollowUp

pytestmark = pytest.mark.drill


@pytest.fixture(scope="module")
def example(root: Path) -> FollowUp:
    """The example."""
    return read_bundle(root / "examples" / "vasternorrland-2005")


def saved(data: bytes, suffix: str, folder: Path) -> bytes:
    """Return a workbook after LibreOffice has opened it and saved it as a kind of file."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing. Run: scripts/libreoffice.sh", pytrace=False)
    source = folder / "form.xlsx"
    source.write_bytes(data)
    done = subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", suffix, "--outdir", str(folder / "out"), str(source)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    result = folder / "out" / f"form.{suffix}"
    assert result.exists(), done.stdout + done.stderr
    return result.read_bytes()


def test_form_keeps_its_keys_and_words_through_libreoffice(
    example: FollowUp, tmp_path: Path
) -> None:
    """What was filled in comes back verbatim, and no key was lost on the way."""
    book = openpyxl.load_workbook(BytesIO(write_form(example, "AFN", "sv")))
    page = book.worksheets[0]
    row = next(r for r in page.iter_rows(min_row=7) if r[0].value == "10")
    row[5].value, row[7].value = "4-5", "räknat\nav navet"
    out = BytesIO()
    book.save(out)
    form = read_form(saved(out.getvalue(), "xlsx", tmp_path))
    assert [(r.indicator, a.text) for r, a in form.touched] == [("individuals", "4-5")]
    assert [r.comment for r in form.rows if r.comment] == ["räknat\nav navet"]
    assert len(form.rows) == 24


@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_form_saved_as_another_kind_is_read_by_its_labels(
    example: FollowUp, tmp_path: Path, suffix: str
) -> None:
    """A form that lost its kind is an ordinary table, and says the same as what stands."""
    data = saved(write_form(example, "AFN", "sv"), suffix, tmp_path)
    imported = import_data([(f"form.{suffix}", data)], example, into=example)
    cells = [
        cell
        for file in imported.files
        for table in file.tables
        for row in table.rows
        if row.no is not None
        for cell in row.cells
    ]
    assert len(cells) == 48
    assert {cell.action.value for cell in cells} == {"same"}
