"""The report opened in the office suite that many authorities use: whole, and with no formula."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

from folja.documents import Document, Figure, Heading, Table
from folja.formats import docx, xlsx
from folja.formats.xlsx.sheets import planned
from folja.text import LANGUAGES, Language

pytestmark = pytest.mark.drill

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"


@pytest.fixture(scope="module")
def samples() -> ModuleType:
    """The module that makes the sample report."""
    path = Path(__file__).parents[1] / "lib" / "sample_document.py"
    spec = importlib.util.spec_from_file_location("sample_document", path)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


def opened(data: bytes, suffix: str, flat: str, folder: Path) -> etree._Element:
    """Return a file as the office suite understands it, as one flat XML document."""
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is missing. Run: scripts/libreoffice.sh", pytrace=False)
    source = folder / f"report.{suffix}"
    source.write_bytes(data)
    done = subprocess.run(
        [
            *(office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", flat, "--outdir", str(folder / "out"), str(source)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    result = folder / "out" / f"report.{flat}"
    assert result.exists(), done.stdout + done.stderr
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.parse(str(result), parser).getroot()


def tables_of(document: Document) -> list[Table]:
    """Return every table of a document in order, those of figures included."""
    found = [b.table if isinstance(b, Figure) else b for b in document.blocks]
    return [block for block in found if isinstance(block, Table)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_docx_opens_whole_in_libreoffice(
    lang: Language, samples: ModuleType, tmp_path: Path
) -> None:
    """Every heading, table, repeated header row and alt text arrives."""
    document: Document = samples.sample(lang)
    root = opened(docx.write(document), "docx", "fodt", tmp_path)
    headings = [
        "".join(h.itertext()).strip()
        for h in root.iter(f"{TEXT}h")
        if h.get(f"{TEXT}outline-level") is not None and "".join(h.itertext()).strip()
    ]
    wanted = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert [text for text in headings if text in wanted] == wanted
    tables = tables_of(document)
    repeated = root.findall(f".//{TABLE}table-header-rows")
    assert len(repeated) == len(tables)
    told = {"".join(each.itertext()) for each in root.iter(f"{SVG}title", f"{SVG}desc")}
    assert {b.alt for b in document.blocks if isinstance(b, Figure)} <= told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_xlsx_opens_without_formula_in_libreoffice(
    lang: Language, samples: ModuleType, tmp_path: Path
) -> None:
    """No cell is a formula, and every figure of the plan arrives as a number."""
    document: Document = samples.sample(lang)
    root = opened(xlsx.write(document), "xlsx", "fods", tmp_path)
    cells = list(root.iter(f"{TABLE}table-cell"))
    assert not [cell for cell in cells if cell.get(f"{TABLE}formula")]
    floats = sum(
        int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        for cell in cells
        if cell.get(f"{OFFICE}value-type") == "float"
    )
    sheets = planned(document)
    entries = [entry for sheet in sheets for row in sheet.rows for entry in row.entries]
    figures = sum(isinstance(entry.value, Decimal) for entry in entries)
    assert floats == figures + len(sheets)  # the contents count the rows of each sheet
    assert len(root.findall(f".//{TABLE}table")) == len(sheets) + 1
