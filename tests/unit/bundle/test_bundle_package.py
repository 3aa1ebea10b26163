"""A follow-up on disk comes back as it went, and is the same bytes each time."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from frictionless import Package

from folja.formats.bundle import (
    BundleRefused,
    bundle_files,
    digest,
    open_table,
    read_bundle,
    write_bundle,
)
from folja.formats.bundle import storing as storing_module
from folja.model import FollowUp

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"


def test_folder_comes_back_as_it_went(small: FollowUp, folder: Path) -> None:
    """What is written to a folder and read again is equal, the name included."""
    assert read_bundle(folder) == small


def test_zip_comes_back_as_it_went(small: FollowUp, tmp_path: Path) -> None:
    """What is written to a zip and read again is equal."""
    write_bundle(small, tmp_path / "liten.zip")
    assert read_bundle(tmp_path / "liten.zip") == small


def test_zip_is_the_same_bytes_each_time(small: FollowUp, tmp_path: Path) -> None:
    """The same follow-up gives a zip of the same bytes, and its members carry no clock."""
    for name in ("a.zip", "b.zip"):
        write_bundle(small, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert {m.date_time for m in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_zip_of_the_folder_made_by_hand_opens(small: FollowUp, folder: Path) -> None:
    """A zip that holds the bundle inside one folder, as people make them, opens too."""
    target = folder.parent / "hand.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(file, file.relative_to(folder.parent).as_posix())
    assert read_bundle(target) == small


def test_words_of_an_answer_are_never_escaped(folder: Path) -> None:
    """Text that a spreadsheet would run stands in the file as it was given."""
    text = (folder / "data" / "observations.csv").read_bytes().decode("utf-8")
    assert ",=1+1," in text
    assert not text.startswith("\ufeff")
    assert "\r" not in text


def test_bom_and_crlf_are_read(small: FollowUp, folder: Path) -> None:
    """A table saved by a spreadsheet, with BOM and CRLF, reads as the same records."""
    path = folder / "data" / "units.csv"
    text = path.read_text(encoding="utf-8").replace("\n", "\r\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.encode("utf-8"))
    assert read_bundle(folder).units == small.units


def test_digest_tells_content_from_form(small: FollowUp, folder: Path) -> None:
    """The digest is the same for folder and record, and after a change of form only."""
    before = digest(small)
    path = folder / "data" / "units.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert digest(folder) == before
    assert digest(small.with_table(decisions=())) != before


def test_single_table_is_opened_alone(small: FollowUp, folder: Path) -> None:
    """One table can be read without the others; one that is not there is empty."""
    (folder / "data" / "observations.csv").unlink()
    assert open_table(folder, "units") == small.units
    assert open_table(folder, "events") == ()


def test_empty_tables_are_left_out(small: FollowUp) -> None:
    """Only tables that hold something become files, and the descriptor lists exactly those."""
    files = bundle_files(small)
    listed = json.loads(files["datapackage.json"])["resources"]
    assert [r["path"] for r in listed] == [name for name in files if name != "datapackage.json"]
    assert "data/events.csv" not in files


def test_foreign_tables_columns_and_keys_are_kept(small: FollowUp, folder: Path) -> None:
    """What others have added to a bundle is still there after reading and writing."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["contributors"] = [{"title": "Region"}]
    package["resources"].append({"name": "photos", "path": "data/photos.csv"})
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "data" / "photos.csv").write_bytes(b"file\r\na.jpg\r\n")
    points = (folder / "data" / "points.csv").read_text(encoding="utf-8").splitlines()
    points = [f"{line},{more}" for line, more in zip(points, ("weather", "", "sol"), strict=True)]
    (folder / "data" / "points.csv").write_text("\n".join(points) + "\n", encoding="utf-8")
    opened = read_bundle(folder)
    assert opened == small
    write_bundle(opened, folder.parent / "again")
    again = folder.parent / "again"
    assert (again / "data" / "photos.csv").read_bytes() == b"file\r\na.jpg\r\n"
    assert (again / "data" / "points.csv").read_text(encoding="utf-8").splitlines() == points
    written = json.loads((again / "datapackage.json").read_text(encoding="utf-8"))
    assert written["contributors"] == [{"title": "Region"}]
    assert written["resources"][-1]["name"] == "photos"
    assert digest(again) == digest(opened)


def test_missing_columns_take_their_default(small: FollowUp, folder: Path) -> None:
    """A bundle written before a column existed opens, and the column has its default."""
    (folder / "data" / "sources.csv").write_text(
        "id,kind,title_sv,title_en\nannex,table,Bilaga,Annex\n", encoding="utf-8"
    )
    assert read_bundle(folder).sources == small.sources


def test_writing_leaves_other_files_alone(small: FollowUp, folder: Path) -> None:
    """A README and a file under data that is no table stay; the table that is empty now goes."""
    (folder / "README.md").write_text("läs", encoding="utf-8")
    (folder / "data" / "karta.geojson").write_text("{}", encoding="utf-8")
    write_bundle(small.with_table(decisions=()), folder)
    assert (folder / "README.md").read_text(encoding="utf-8") == "läs"
    assert (folder / "data" / "karta.geojson").exists()
    assert not (folder / "data" / "decisions.csv").exists()
    assert {p.name for p in folder.iterdir()} == {"README.md", "data", "datapackage.json"}


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_writing_that_fails_leaves_the_old_bundle(
    small: FollowUp, folder: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """Whichever move into place fails, the bundle that was there is whole."""
    rename, calls = Path.rename, iter(range(1, 100))

    def failing(self: Path, target: Path) -> Path:
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(storing_module.Path, "rename", failing)
    with pytest.raises(BundleRefused) as refusal:
        write_bundle(small.with_table(decisions=()), folder)
    assert refusal.value.message.code == "bundle.cannot-write"
    assert read_bundle(folder) == small
    assert {p.name for p in folder.iterdir()} == {"data", "datapackage.json"}


def test_zip_that_fails_leaves_the_old_one(
    small: FollowUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A zip that cannot be finished leaves the old one and no litter."""
    target = tmp_path / "liten.zip"
    write_bundle(small, target)
    monkeypatch.setattr(os, "fdopen", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(BundleRefused):
        write_bundle(small.with_table(decisions=()), target)
    assert read_bundle(target) == small
    assert [p.name for p in tmp_path.iterdir()] == ["liten.zip"]


def test_folder_of_somebody_else_is_not_taken_over(small: FollowUp, tmp_path: Path) -> None:
    """A folder whose data belongs to no bundle is refused and stays as it is."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "egen.csv").write_text("a", encoding="utf-8")
    with pytest.raises(BundleRefused) as refusal:
        write_bundle(small, tmp_path)
    assert refusal.value.message.code == "bundle.folder-taken"
    assert [p.name for p in tmp_path.rglob("*.csv")] == ["egen.csv"]


def test_common_reader_finds_the_bundle_valid(folder: Path) -> None:
    """Frictionless reads the bundle as valid: types, keys, references, sizes and hashes."""
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])


def test_common_reader_gets_the_words_as_written(small: FollowUp, folder: Path) -> None:
    """Frictionless returns the empty answer and "n.a." as texts, not as nothing."""
    table = Package(str(folder / "datapackage.json")).get_resource("observations")
    words = [row["verbatim"] for row in table.read_rows()]
    assert words == [o.reading.text for o in small.observations]
    assert words[:2] == ["", "n.a."]
