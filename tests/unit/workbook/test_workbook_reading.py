"""A form that comes back: what was written in it, and what must not have been changed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from folja.formats.workbook import FormRefused, is_form, read_form, with_remarks, write_form
from folja.model import FollowUp
from folja.text import render

Change = Callable[[Callable[[Worksheet], None]], bytes]


def row_of(page: Worksheet, indicator: str) -> int:
    """Return the row of a question."""
    return next(r[0].row for r in page.iter_rows(min_row=7) if r[10].value == indicator)


def put(indicator: str, column: int, value: object) -> Callable[[Worksheet], None]:
    """Return a change of one cell."""

    def work(page: Worksheet) -> None:
        page.cell(row_of(page, indicator), column).value = value  # type: ignore[assignment]

    return work


def refused(data: bytes) -> tuple[str, str]:
    """Return the code and Swedish wording of the refusal."""
    with pytest.raises(FormRefused) as refusal:
        read_form(data, name="svar.xlsx")
    message = refusal.value.message
    return message.code.removeprefix("workbook.refused."), render(message, "sv")


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_untouched_form_says_nothing_new(follow_up: FollowUp, lang: str) -> None:
    """A form as it was sent has every answer that stood, and none touched."""
    form = read_form(write_form(follow_up, "FURU", "sv" if lang == "sv" else "en"))
    assert (form.unit, form.lang) == ("FURU", lang)
    assert form.points == ("2004-01-01", "2005-12-31", "2007-12-31")
    held = {(r.indicator, a.point): a.text for r in form.rows for a in r.answers if a.text}
    known = {(o.indicator, o.point): o.reading.text for o in follow_up.observations}
    assert held == known
    assert form.touched == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [("ca 40", "ca 40"), (" 25+ ", " 25+ "), (12, "12"), (12.0, "12"), (0.3, "0.3"), ("=2+3",) * 2],
)
def test_answer_is_read_verbatim(changed: Change, value: object, text: str) -> None:
    """What was written comes back as written; a number typed as one too, and no formula is run."""
    ((row, answer),) = read_form(changed(put("members", 7, value))).touched
    assert (row.indicator, answer.point, answer.text) == ("members", "2007-12-31", text)


def test_deleted_answer_is_touched(changed: Change) -> None:
    """An open answer that was taken away is a blank, and somebody's doing."""
    ((_, answer),) = read_form(changed(put("products", 5, None))).touched
    assert (answer.given, answer.text) == ("n.a.", "")


def test_basis_is_read_as_its_code(changed: Change) -> None:
    """A word of the list becomes its code; own words stay own words."""

    def work(page: Worksheet) -> None:
        put("members", 8, "Egen räkning")(page)
        put("products", 8, "frågade runt")(page)
        put("members", 9, " räknat i maj ")(page)

    rows = {row.indicator: row for row in read_form(changed(work)).rows}
    assert rows["members"].basis == "own-count"
    assert rows["members"].comment == "räknat i maj"
    assert rows["products"].basis == "frågade runt"


@pytest.mark.parametrize("column", [1, 2, 10, 11, 12, 13, 14, 17])
def test_changed_key_is_refused_with_its_row(changed: Change, column: int) -> None:
    """Number, label, keys, what stood and the check itself hold together, or nothing is read."""
    code, words = refused(changed(put("members", column, "x")))
    assert code == "keys"
    assert "svar.xlsx, bladet ”Svar”, rad 8" in words


def test_locked_answer_that_changed_is_refused_with_its_cell(changed: Change) -> None:
    """An earlier answer is not corrected by the back way; the cell is named, with both words."""
    code, words = refused(changed(put("members", 5, "4")))
    assert code == "locked-changed"
    assert "cell E8" in words
    assert "”3”" in words


def test_rows_may_change_places_with_their_keys(changed: Change) -> None:
    """Rows that were sorted whole are still the same questions."""

    def swap(page: Worksheet) -> None:
        one, other = row_of(page, "members"), row_of(page, "products")
        for column in range(1, 18):
            a, b = page.cell(one, column), page.cell(other, column)
            a.value, b.value = b.value, a.value

    form = read_form(changed(swap))
    assert form.touched == ()
    assert [row.indicator for row in form.rows] == ["products", "members", "events"]


def test_rows_sorted_without_their_keys_are_refused(changed: Change) -> None:
    """Questions that left their keys behind would give answers to others."""

    def swap(page: Worksheet) -> None:
        one, other = row_of(page, "members"), row_of(page, "products")
        for column in range(1, 10):
            a, b = page.cell(one, column), page.cell(other, column)
            a.value, b.value = b.value, a.value

    assert refused(changed(swap))[0] == "keys"


def test_question_twice_is_refused(changed: Change) -> None:
    """A row copied below asks the same again."""

    def copy(page: Worksheet) -> None:
        for column in range(1, 18):
            page.cell(20, column).value = page.cell(row_of(page, "members"), column).value

    code, words = refused(changed(copy))
    assert code == "twice"
    assert "rad 20" in words


def test_words_beside_no_question_are_refused(changed: Change) -> None:
    """An answer in a row without a key would be lost in silence."""

    def write(page: Worksheet) -> None:
        page.cell(25, 7).value = "77"

    code, words = refused(changed(write))
    assert code == "no-key"
    assert "cell G25" in words


def test_moved_columns_are_refused(changed: Change) -> None:
    """A column put in between moves every answer from its date."""
    assert refused(changed(lambda page: page.insert_cols(5)))[0] == "keys"


def test_changed_date_is_refused(changed: Change) -> None:
    """The point above a column is a key too."""

    def write(page: Worksheet) -> None:
        page["P6"].value = "given 2008-12-31"

    assert refused(changed(write))[0] == "keys"


def test_form_of_two_networks_is_refused(follow_up: FollowUp) -> None:
    """Rows of two forms in one sheet belong to nobody."""
    one, other = (
        openpyxl.load_workbook(BytesIO(write_form(follow_up, unit, "sv"))).worksheets[0]
        for unit in ("FURU", "GRAN")
    )
    for column in range(1, 18):
        one.cell(8, column).value = other.cell(8, column).value
    out = BytesIO()
    assert one.parent is not None
    one.parent.save(out)
    assert refused(out.getvalue())[0] == "no-one-unit"


def test_other_file_is_no_form(follow_up: FollowUp) -> None:
    """A workbook without our mark, a text and a cut form are not taken for forms."""
    plain = openpyxl.Workbook()
    out = BytesIO()
    plain.save(out)
    form = write_form(follow_up, "FURU", "sv")
    for data in (out.getvalue(), b"PK\x03\x04", b"", form[: len(form) // 2]):
        assert not is_form(data)
        assert refused(data)[0] == "no-form"


def test_form_that_unpacks_beyond_bounds_is_no_form(follow_up: FollowUp) -> None:
    """A form that was made a bomb is not opened."""
    out = BytesIO(write_form(follow_up, "FURU", "sv"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b" " * 17_000_000)
    assert not is_form(out.getvalue())


def test_remark_goes_beside_its_answer(follow_up: FollowUp, changed: Change) -> None:
    """A basis and a comment are laid beside the last open answer, if there is one."""

    def work(page: Worksheet) -> None:
        put("members", 8, "Register")(page)
        put("products", 9, "finns i årsrapporten")(page)

    form = read_form(changed(work))
    assert with_remarks(follow_up, form) == (follow_up, ())
    last = "2007-12-31"
    answered = follow_up.with_table(
        observations=tuple(
            o if o.point != "2005-12-31" else type(o)(
                unit=o.unit, indicator=o.indicator, point=last, reading=o.reading, comment=c
            )
            for o, c in zip(follow_up.observations, ("", "", "", "annat", ""), strict=True)
        )
    )  # fmt: skip
    merged, remarks = with_remarks(answered, form)
    assert [(r.row.indicator, r.written) for r in remarks] == [
        ("members", True),
        ("products", False),
    ]
    assert merged.observation_at["FURU", "members", last].basis == "register"
    assert merged.observation_at["FURU", "products", last].comment == "annat"
    merged, _ = with_remarks(answered, form, replace_others=True)
    assert merged.observation_at["FURU", "products", last].comment == "finns i årsrapporten"
