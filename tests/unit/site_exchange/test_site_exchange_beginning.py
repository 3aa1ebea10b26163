"""Beginning a programme from a file: read as an import is, in a process apart, or refused."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folja.formats.bundle import write_bundle
from folja.model import FollowUp
from folja.text import LocalText
from folja_site.bundling.building import follow_up_of, limited_to
from folja_site.exchange import working
from folja_site.programmes.models import Programme

pytestmark = pytest.mark.django_db
NEW = "/programmes/new/"


@pytest.fixture(autouse=True)
def _compiled(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the process apart find its modules compiled."""
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(root / "build" / "bytecode"))


@pytest.fixture
def small(example_programme: Programme) -> FollowUp:
    """The example with one network alone."""
    return limited_to(follow_up_of(example_programme), ("PROC",))


def packed(folder: Path, follow_up: FollowUp) -> bytes:
    """Return a follow-up as the file that somebody takes out."""
    write_bundle(follow_up, folder / "packed.zip")
    return (folder / "packed.zip").read_bytes()


def refused(client: Any, content: bytes, name: str = "X") -> str:
    """Begin with a file that is refused; return the page, once nothing of it has been kept."""
    before = Programme.objects.count()
    file = SimpleUploadedFile("ett.zip", content)
    page = client.post(NEW, {"start": "bundle", "name_sv": name, "file": file})
    assert page.status_code == 200
    assert Programme.objects.count() == before
    words: str = page.content.decode()
    assert "ett.zip" in words or "field-error" in words
    return words


def test_file_becomes_a_programme_with_its_answers(
    small: FollowUp, client_as: Any, tmp_path: Path
) -> None:
    """A bundle that somebody has taken out is a whole programme again."""
    file = SimpleUploadedFile("ett.zip", packed(tmp_path, small))
    client_as("owner").post(NEW, {"start": "bundle", "name_sv": "Från fil", "file": file})
    made = Programme.objects.latest("pk")
    assert made.name_sv == "Från fil"
    assert made.answers.count() == len(small.observations) > 0
    again = follow_up_of(made)
    assert (again.units, again.indicators) == (small.units, small.indicators)


def test_file_that_is_no_bundle_makes_nothing(example_programme: Programme, client_as: Any) -> None:
    """A file of another kind is refused by its own name, in the language of whoever chose it."""
    for content in (b"PK\x03\x04 inte en fil", b"\xff\xd8\xff\xe0 en bild"):
        told = refused(client_as("owner"), content)
        assert "ett.zip är inget program från Följa" in told
        told = refused(client_as("owner", lang="en"), content)
        assert "ett.zip is no programme from Följa" in told
    assert "Välj minst en fil" in client_as("owner").post(NEW, {"start": "bundle"}).content.decode()


def test_refusal_names_no_place_on_the_server(example_programme: Programme, client_as: Any) -> None:
    """Where the server had laid the file is nobody's business."""
    holds_nothing = BytesIO()
    zipfile.ZipFile(holds_nothing, "w").close()
    told = refused(client_as("owner"), holds_nothing.getvalue())
    assert "ett.zip" in told
    assert "file-0" not in told
    assert "folja-begin" not in told


def test_file_that_takes_too_long_is_ended(
    small: FollowUp, client_as: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read in the process that reads imports, and ended as one of them is."""
    monkeypatch.setattr(working, "PATIENCE", 0.05)
    told = refused(client_as("owner", lang="en"), packed(tmp_path, small))
    assert "takes too much memory or time to read" in told


def test_file_that_breaks_its_reader_ends_no_page(
    example_programme: Programme, client_as: Any
) -> None:
    """A description that goes deeper than any reader ends the process apart, and it alone."""
    deep = BytesIO()
    with zipfile.ZipFile(deep, "w") as archive:
        archive.writestr("datapackage.json", "[" * 200_000)
    refused(client_as("owner"), deep.getvalue())


def test_file_larger_than_an_import_is_refused(
    example_programme: Programme, client_as: Any, settings: Any
) -> None:
    """The limit is that of imports; the page tells it beforehand."""
    settings.UPLOAD_LIMIT = 2_000_000
    client = client_as("owner")
    assert "Högst 2 MB" in client.get(NEW).content.decode()
    assert "är större än 2 MB" in refused(client, bytes(2_000_001))


def test_title_of_a_file_is_no_longer_than_one_that_is_typed(
    small: FollowUp, client_as: Any, tmp_path: Path
) -> None:
    """A programme that nobody has named takes the file's title, within the same limit."""
    long = replace(small.follow_ups[0], title=LocalText("x" * 201))
    content = packed(tmp_path, small.with_table(follow_ups=(long,)))
    assert "högst 200 tecken" in refused(client_as("owner"), content, name="")
