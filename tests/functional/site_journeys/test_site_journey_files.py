"""Bringing in and taking out: a table like those of the annex, compared cell by cell, and files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from folja.formats.bundle import read_bundle
from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, Demo, begins_like_the_example

PROGRAMME = "/p/vasternorrland/"


@pytest.mark.drill
@IN_BOTH
def test_owner_brings_in_a_table_after_seeing_what_it_would_change(
    lang: Language, demo: Demo, root: Path, tmp_path: Path
) -> None:
    """Choose, see, apply: nothing is changed before the last step, and then all of it is."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"Brings in {lang}")
    owner.follows("site.nav.imports")
    here = owner.page.url
    base = here.removesuffix("import/")
    owner.opens(f"{base}downloads/")
    form = owner.takes("Processum", target=tmp_path)
    assert zipfile.is_zipfile(form)
    example = read_bundle(root / "examples" / "vasternorrland-2005")
    name = example.indicators[0].name.sv
    table = tmp_path / "bilaga.csv"
    table.write_text(f"Processum;2004-01-01;2005-12-31\n{name};3;ca 40\n", encoding="utf-8")
    owner.opens(here)
    owner.hands_over(table, "exchange.choose.files")
    owner.presses("exchange.choose.go")
    owner.sees("exchange.preview.step")
    owner.sees("ca 40")
    owner.presses("exchange.apply.go")
    owner.sees("exchange.applied.step")


@IN_BOTH
def test_everything_is_taken_out_as_files_that_open(
    lang: Language, demo: Demo, tmp_path: Path
) -> None:
    """The bundle reads as one, the answers as lines, the forms as workbooks."""
    owner = demo.signs_in(Role.OWNER, lang)
    owner.opens(f"{PROGRAMME}downloads/")
    bundle = owner.takes("exchange.out.bundle", target=tmp_path)
    assert len(read_bundle(bundle).indicators) == 24
    answers = owner.takes("exchange.out.answers", target=tmp_path)
    lines = answers.read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) > len(read_bundle(bundle).units), len(lines)
    form = owner.takes("Processum", target=tmp_path)
    with zipfile.ZipFile(io.BytesIO(form.read_bytes())) as book:
        assert "xl/workbook.xml" in book.namelist()
    expect(owner.page.get_by_text("SHA-256").first).to_be_visible()
