"""An import in three screens: nothing changes before it is applied, and then all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folja_site.base.models import AuditEvent
from folja_site.exchange import worker, working
from folja_site.exchange.models import Import, ImportFile
from folja_site.exchange.staging import plain_name
from folja_site.measurements.models import Answer
from folja_site.programmes.models import Programme

P = "/p/vasternorrland"
LABEL = "Antal konkreta samarbetsaktiviteter med företag ur nätverket"


def _file(*rows: str, name: str = "Processum.csv") -> SimpleUploadedFile:
    table = "\n".join(("Processum", "Indikator;2004-01-01;2005-12-31", *rows))
    return SimpleUploadedFile(name, table.encode())


def _answer(point: str, indicator: str = "collaboration-activities") -> Answer:
    return Answer.objects.get(
        programme__slug="vasternorrland", unit="PROC", indicator=indicator, point=point
    )


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files here: the process apart has its own tests, and takes seconds to start."""
    monkeypatch.setattr(working, "_run", worker.attempt)


@pytest.fixture
def owner(client_as: Any) -> Client:
    """The programme's owner."""
    client: Client = client_as("owner")
    return client


def _staged(owner: Client, *files: SimpleUploadedFile) -> Import:
    response = owner.post(f"{P}/import/", {"files": files})
    assert response.status_code == 302, response.content.decode()
    return Import.objects.get()


def test_staging_changes_nothing_and_applying_everything(
    owner: Client, example_programme: Programme
) -> None:
    """The preview leaves the programme alone; applying writes cell, version and one event."""
    before = example_programme.data_version
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    assert Programme.objects.get(pk=example_programme.pk).data_version == before
    assert _answer("2004-01-01").verbatim == "n.a."
    page = owner.get(f"{P}/import/{kept.pk}/").content.decode()
    assert "<h1>En cell skiljer sig.</h1>" in page
    assert "Förändringen blir +35, inte okänd." in page
    events = AuditEvent.objects.count()
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": kept.version, "why": "rättelse"})
    answer = _answer("2004-01-01")
    assert (answer.verbatim, answer.version) == ("15", 2)
    assert answer.versions.get(version=2).why == "rättelse"
    assert AuditEvent.objects.count() == events + 1
    kept.refresh_from_db()
    assert kept.state == "applied"
    assert not ImportFile.objects.exists()
    assert "lästes in" in owner.get(f"{P}/import/{kept.pk}/").content.decode()


def test_import_is_refused_when_the_data_have_moved_on(
    owner: Client, example_programme: Programme
) -> None:
    """What was compared with an older state is compared anew before anything is written."""
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    Programme.objects.filter(pk=example_programme.pk).update(data_version=999)
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": kept.version, "why": "x"})
    assert _answer("2004-01-01").verbatim == "n.a."
    assert "Jämför på nytt" in owner.get(f"{P}/import/{kept.pk}/").content.decode()
    owner.post(f"{P}/import/{kept.pk}/choose/", {"version": kept.version})
    kept.refresh_from_db()
    assert (kept.data_version, kept.version) == (999, 2)
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1})
    assert _answer("2004-01-01").verbatim == "n.a."
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 2})
    assert _answer("2004-01-01").verbatim == "15"


def test_stopped_import_is_not_applied_until_it_is_settled(owner: Client) -> None:
    """Unreadable words stop all of the import; left as they stand, the rest comes in."""
    kept = _staged(owner, _file(f"{LABEL};15;ca 39/41"))
    page = owner.get(f"{P}/import/{kept.pk}/").content.decode()
    assert "En stoppar." in page
    assert 'aria-disabled="true"' in page
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1})
    assert _answer("2004-01-01").verbatim == "n.a."
    key = "cell:PROC|collaboration-activities|2005-12-31"
    owner.post(f"{P}/import/{kept.pk}/choose/", {"version": 1, key: "keep"})
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 2})
    assert _answer("2004-01-01").verbatim == "15"
    assert _answer("2005-12-31").verbatim == "50"


def test_approved_answers_change_only_with_a_reason(owner: Client) -> None:
    """An import over an approved answer is a correction, and says why."""
    answer = _answer("2004-01-01")
    Answer.objects.filter(pk=answer.pk).update(frozen=True)
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1})
    assert _answer("2004-01-01").verbatim == "n.a."
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1, "why": "navet rättade"})
    assert _answer("2004-01-01").verbatim == "15"


def test_answer_approved_after_the_comparison_changes_only_with_a_reason(owner: Client) -> None:
    """What counts is what is approved when an import is applied, whatever its preview has seen."""
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    Answer.objects.filter(pk=_answer("2004-01-01").pk).update(frozen=True)
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1})
    assert _answer("2004-01-01").verbatim == "n.a."


def test_import_is_applied_once(owner: Client) -> None:
    """A second press writes nothing more."""
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    for _ in range(2):
        owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1})
    assert _answer("2004-01-01").versions.count() == 2
    assert AuditEvent.objects.filter(action="bundle.apply", subject="vasternorrland").count() >= 1


def test_dropped_import_leaves_no_file(owner: Client) -> None:
    """Files that are taken away are gone, and cannot be applied afterwards."""
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    owner.post(f"{P}/import/{kept.pk}/drop/")
    assert not ImportFile.objects.exists()
    owner.post(f"{P}/import/{kept.pk}/apply/", {"version": 1})
    assert _answer("2004-01-01").verbatim == "n.a."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("svar.exe", b"MZ", "svar.exe"),
        ("svar.xlsx", b"no archive at all", "svar.xlsx"),
        ("bunt.zip", b"PK\x05\x06" + bytes(18), "bunt"),
        ("två.zip", b"no zip", ""),
    ],
)
def test_refused_file_is_told_in_words_and_kept_nowhere(
    owner: Client, name: str, data: bytes, said: str
) -> None:
    """What cannot be read is refused on the first screen, with the reason at the field."""
    response = owner.post(f"{P}/import/", {"files": [SimpleUploadedFile(name, data)]})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'aria-invalid="true"' in page
    assert not Import.objects.exists()
    assert "felet är vårt" not in page


def test_too_much_is_refused_before_it_is_read(owner: Client, settings: Any) -> None:
    """Number and size of files are limited before anything is parsed."""
    settings.UPLOAD_LIMIT = 10
    assert owner.post(f"{P}/import/", {"files": [_file("x;1;2")]}).status_code == 422
    settings.UPLOAD_LIMIT = 25_000_000
    many = [_file("x;1;2", name=f"{n}.csv") for n in range(21)]
    assert owner.post(f"{P}/import/", {"files": many}).status_code == 422
    assert owner.post(f"{P}/import/", {}).status_code == 422


def test_import_of_another_programme_is_not_found(owner: Client, client_as: Any) -> None:
    """An import is found in its own programme only."""
    kept = _staged(owner, _file(f"{LABEL};15;50"))
    other = client_as("other-owner")
    assert other.get(f"/p/annat-program/import/{kept.pk}/").status_code == 404
    assert other.post(f"/p/annat-program/import/{kept.pk}/apply/").status_code == 404
    assert other.get(f"{P}/import/{kept.pk}/").status_code == 404


def test_names_of_files_are_words_and_no_paths() -> None:
    """What a browser sends as a name is cut to its last step, without signs nobody sees."""
    assert plain_name("..\\..\\a/b\x00c\u202e.xlsx") == "b c .xlsx"
    assert len(plain_name("x" * 900 + ".xlsx")) < 200
