"""What is taken out can be brought in again, says nothing about others, and runs nowhere."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from folja.formats.bundle import digest, read_bundle
from folja.model import FollowUp
from folja.values import read
from folja_site.exchange.spreadsheet import answers_csv, text_cell
from folja_site.exchange.taking import kept, made, report_of
from folja_site.exchange.templatetags.exchanging import filesize
from folja_site.programmes.models import Programme
from folja_site.results.models import FigureSet

P = "/p/vasternorrland"


def test_bundle_taken_out_is_the_bundle_brought_in(
    client_as: Any, root: Path, tmp_path: Path, example_programme: Programme
) -> None:
    """Nothing is lost between a bundle, the site and a bundle again."""
    response = client_as("owner").get(f"{P}/downloads/bundle.zip")
    assert response["Content-Disposition"].startswith("attachment")
    path = tmp_path / "out.zip"
    path.write_bytes(response.content)
    original = read_bundle(root / "examples" / "vasternorrland-2005")
    assert digest(read_bundle(path)) == digest(original)


@pytest.mark.parametrize("text", ["=1+1", "+4", "-", "@x", "\t=1", " =1", "＝1", "%a", "\r=1"])
def test_text_that_could_run_is_kept_as_text(text: str) -> None:
    """A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    assert text_cell(text) == f"'{text}"


def test_numbers_of_the_csv_stay_numbers(root: Path) -> None:
    """Only text is escaped: a negative bound is a number in the file."""
    follow_up = read_bundle(root / "examples" / "vasternorrland-2005")
    first = replace(follow_up.observations[0], reading=read("-5"), comment="=cmd|' /C calc'!A0")
    table = _table(follow_up.with_table(observations=(first,)))
    assert table[1][5] == "'-5"
    assert table[1][12].startswith("'=")
    assert table[1][7:9] == ["-5", "-5"] or table[1][7:9] == ["", ""]


def _table(follow_up: FollowUp) -> list[list[str]]:
    text = answers_csv(follow_up, "sv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_hub_takes_out_its_own_network_and_no_other(client_as: Any, tmp_path: Path) -> None:
    """The hub's form, answers and bundle speak of its network only; others' are not found."""
    hub = client_as("hub")
    page = hub.get(f"{P}/networks/PROC/downloads/")
    assert page.status_code == 200
    book = openpyxl.load_workbook(
        io.BytesIO(hub.get(f"{P}/networks/PROC/downloads/form.xlsx").content)
    )
    assert len(book.worksheets) == 2
    path = tmp_path / "own.zip"
    path.write_bytes(hub.get(f"{P}/networks/PROC/downloads/bundle.zip").content)
    own = read_bundle(path)
    assert {o.unit for o in own.observations} == {"PROC"}
    assert {c.unit for c in own.claims} == {"PROC"}
    rows = hub.get(f"{P}/networks/PROC/downloads/answers.csv").content.decode("utf-8-sig")
    assert {line.split(";")[0] for line in rows.splitlines()[1:]} == {"Processum Technology Park"}
    for name in ("", "form.xlsx", "bundle.zip", "answers.csv"):
        assert hub.get(f"{P}/networks/BIOFUEL/downloads/{name}").status_code == 404
    for name in ("", "bundle.zip", "answers.csv", "report-sv.html"):
        assert hub.get(f"{P}/downloads/{name}").status_code == 404


def test_report_is_written_once_for_a_state_of_the_data(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second asking for the same report reads what the first has written."""
    first = report_of(example_programme, "sv", "html")
    monkeypatch.setattr("folja_site.exchange.taking.follow_up_of", None)
    assert report_of(example_programme, "sv", "html") == first
    assert b"<html" in first


def test_unknown_report_is_not_found(client_as: Any) -> None:
    """Formats and languages are those that there are."""
    owner = client_as("owner")
    assert owner.get(f"{P}/downloads/report-sv.exe").status_code == 404
    assert owner.get(f"{P}/downloads/report-de.pdf").status_code == 404


def test_list_of_downloads_names_every_network(client_as: Any) -> None:
    """The owner finds the bundle, the answers, eight reports and a form per network."""
    page = client_as("owner").get(f"{P}/downloads/").content.decode()
    assert page.count("/downloads/report-") == 8
    assert page.count("/downloads/form.xlsx") == 16


def test_what_has_been_made_is_listed_with_size_and_hash(client_as: Any) -> None:
    """A file that was fetched stands in the list as it is; the answer carries the same hash."""
    owner = client_as("owner")
    answer = owner.get(f"{P}/downloads/answers.csv")
    digest = hashlib.sha256(answer.content)
    assert base64.b64encode(digest.digest()).decode() in answer["Repr-Digest"]
    page = owner.get(f"{P}/downloads/").content.decode()
    assert digest.hexdigest() in page
    assert "görs när du hämtar den" in page
    size = filesize(len(answer.content), "sv")
    assert size in page


@pytest.mark.parametrize(
    ("size", "lang", "words"),
    [(1, "sv", "1 kB"), (12_400, "sv", "12 kB"), (2_340_000, "sv", "2,3 MB"), (1e6, "en", "1 MB")],
)
def test_sizes_are_printed_in_the_language(size: int, lang: str, words: str) -> None:
    """Kilobytes, and megabytes with the language's own point."""
    assert filesize(int(size), lang).replace("\u00a0", " ") == words


def test_nothing_is_kept_before_the_hash_of_the_data_is_known(
    example_programme: Programme,
) -> None:
    """What cannot be named by its data is made each time, and never taken for another state's."""
    FigureSet.objects.filter(programme=example_programme).delete()
    assert kept(example_programme, "proof.csv", lambda _: b"first") == b"first"
    assert kept(example_programme, "proof.csv", lambda _: b"second") == b"second"
    assert made(example_programme) == {}
