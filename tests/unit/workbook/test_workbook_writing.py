"""The form as it is sent out: filled in, locked, in both languages, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from folja.formats.workbook import FormRefused, write_form
from folja.model import FollowUp
from folja.text import Language
from folja.values import MissingReason, read

INDICATORS = ("members", "products", "events")


def opened(data: bytes) -> Workbook:
    """Open a form as a program would."""
    return openpyxl.load_workbook(BytesIO(data))


@pytest.fixture(scope="module", params=["sv", "en"])
def lang(request: pytest.FixtureRequest) -> Language:
    """Each language."""
    return "sv" if request.param == "sv" else "en"


@pytest.fixture(scope="module")
def book(follow_up: FollowUp, lang: Language) -> Workbook:
    """The form of FURU in a language."""
    return opened(write_form(follow_up, "FURU", lang))


def rows_of(book: Workbook) -> dict[str, list[object]]:
    """Return the rows with questions by indicator, cell values from the left."""
    page = book.worksheets[0]
    keyed = {str(row[10].value): row for row in page.iter_rows(min_row=7)}
    return {key: [cell.value for cell in row] for key, row in keyed.items() if key in INDICATORS}


def test_form_has_what_is_known_filled_in(book: Workbook) -> None:
    """Every earlier answer stands verbatim at its point, also one that looks like a formula."""
    rows = rows_of(book)
    assert rows["members"][4:7] == ["3", "ca 39", None]
    assert rows["products"][4:7] == ["n.a.", "50-250", None]
    assert rows["events"][4:7] == [None, "=1+1", None]


def test_form_groups_questions_by_theme(follow_up: FollowUp) -> None:
    """A stated theme goes before an inferred one, then the first; the others come last."""
    page = opened(write_form(follow_up, "FURU", "sv")).worksheets[0]
    first = [row[0].value for row in page.iter_rows(min_row=7)]
    assert first == ["Relationer", "1", "Processer", "2", "Övriga frågor", "3"]


def test_form_opens_only_what_is_asked(book: Workbook) -> None:
    """The last point is open; of the earlier ones only what nobody gave a figure for."""
    page = book.worksheets[0]
    assert page.protection.sheet
    assert not page.protection.password
    open_cells = {
        (str(row[10].value), cell.column)
        for row in page.iter_rows(min_row=7)
        for cell in row
        if not cell.protection.locked
    }
    asked = {(i, 7) for i in INDICATORS}
    remarks = {(i, c) for i in INDICATORS for c in (8, 9)}
    assert open_cells == asked | remarks | {("products", 5), ("events", 5)}


def test_form_takes_answers_as_text(book: Workbook) -> None:
    """What is typed into an open cell stays text, so that 4-5 is no date and 25+ no sum."""
    page = book.worksheets[0]
    answers = [c for row in page.iter_rows(min_row=7) for c in row[4:9] if not c.protection.locked]
    assert {cell.number_format for cell in answers} == {"@"}


def test_form_hides_its_keys_and_nothing_else(book: Workbook) -> None:
    """The hidden columns are the keys; no sheet and no row is hidden."""
    page = book.worksheets[0]
    hidden = {d.min for d in page.column_dimensions.values() if d.hidden}
    assert hidden == {10}
    assert page["J6"].value == "folja-form 1"
    assert not any(d.hidden for d in page.row_dimensions.values())
    assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}


def test_list_of_reasons_reads_as_reasons(book: Workbook) -> None:
    """Every word that the list offers is read as a missing answer, each with its own reason."""
    page = book.worksheets[0]
    lists = [v for v in page.data_validations.dataValidation if "G8" in v.sqref]
    words = lists[0].formula1.strip('"').split(",")
    reasons = [read(word).reason for word in words]
    assert set(reasons) == set(MissingReason) - {MissingReason.BLANK}
    assert len(reasons) == 5
    assert not lists[0].showErrorMessage
    assert len(lists[0].prompt) <= 255


def test_form_prints_on_landscape_a4(book: Workbook) -> None:
    """Every sheet is as wide as a page lying down, and its headings come again on each."""
    for page in book.worksheets:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
    assert book.worksheets[0].print_title_rows == "$6:$6"


def test_form_says_how_to_write(book: Workbook) -> None:
    """What the guide says may be written can be read, and a reason counts as one."""
    guide = book.worksheets[1]
    written = [str(row[0].value) for row in guide.iter_rows(min_row=4, max_row=10)]
    for text in written:
        for part in text.split(", "):
            kind = read(part.removeprefix("eller ").removeprefix("or ")).kind
            assert kind.value not in ("unreadable", "blank"), part


def test_form_of_earlier_point_opens_it(follow_up: FollowUp) -> None:
    """The points to ask for can be chosen; their known answers stand in open cells."""
    page = opened(write_form(follow_up, "FURU", "sv", asked=["2005-12-31"])).worksheets[0]
    row = next(r for r in page.iter_rows(min_row=7) if r[10].value == "members")
    assert [c.protection.locked for c in row[4:7]] == [True, False, False]
    assert row[5].value == "ca 39"


def test_form_of_network_without_answers_is_all_open(follow_up: FollowUp) -> None:
    """A network that never answered may answer for every point."""
    page = opened(write_form(follow_up, "GRAN", "sv")).worksheets[0]
    row = next(r for r in page.iter_rows(min_row=7) if r[10].value == "members")
    assert not any(c.protection.locked for c in row[4:7])


def test_form_is_dated_by_the_follow_up(book: Workbook) -> None:
    """The file is as old as the newest decision, not as the clock."""
    assert book.properties.created.date().isoformat() == "2006-05-02"


def test_form_has_no_time_of_its_own(follow_up: FollowUp, lang: Language) -> None:
    """Every part of the archive bears the same moment, and the language is named."""
    data = write_form(follow_up, "FURU", lang)
    with ZipFile(BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        tag = {"sv": b"sv-SE", "en": b"en-GB"}[lang]
        assert b"<dc:language>" + tag in archive.read("docProps/core.xml")
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_form_is_the_same_in_another_process(root_bundle: str) -> None:
    """Another process, time zone and order of hashes writes the same bytes."""
    code = (
        "import hashlib; from folja.formats.bundle import read_bundle;"
        "from folja.formats.workbook import write_form;"
        f"print(hashlib.sha256(write_form(read_bundle({root_bundle!r}), 'NBC', 'sv')).hexdigest())"
    )
    sums = set()
    for seed, zone in (("1", "UTC"), ("4711", "Pacific/Auckland")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        sums.add(done.stdout.strip())
    assert len(sums) == 1
    assert len(sums.pop()) == len(hashlib.sha256(b"").hexdigest())


@pytest.fixture
def root_bundle(root: object) -> str:
    """The example's folder."""
    return f"{root}/examples/vasternorrland-2005"


@pytest.mark.parametrize(
    ("unit", "asked", "code"),
    [("ELM", None, "no-such-unit"), ("FURU", ["2010-01-01"], "no-such-point")],
)
def test_form_of_what_is_not_there_is_refused(
    follow_up: FollowUp, unit: str, asked: list[str] | None, code: str
) -> None:
    """A network or point that the follow-up lacks is refused by name."""
    with pytest.raises(FormRefused) as refusal:
        write_form(follow_up, unit, "sv", asked=asked)
    assert refusal.value.message.code == f"workbook.refused.{code}"


def test_form_of_empty_follow_up_is_refused(follow_up: FollowUp) -> None:
    """Nothing can be asked without indicators."""
    with pytest.raises(FormRefused) as refusal:
        write_form(follow_up.with_table(indicators=()), "FURU", "sv")
    assert refusal.value.message.code == "workbook.refused.nothing-to-ask"
