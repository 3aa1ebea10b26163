"""What the bundle refuses names the place and the next move, and nothing bursts or leads out."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from folja.formats.bundle import BundleRefused, read_bundle, write_bundle
from folja.formats.bundle import container as container_module
from folja.model import FollowUp
from folja.text import render

Edit = Callable[[str, str, str], Path]


def refusal(path: Path) -> BundleRefused:
    """Return the refusal that opening a bundle gives; both languages must word it."""
    with pytest.raises(BundleRefused) as caught:
        read_bundle(path)
    assert render(caught.value.message, "sv") != render(caught.value.message, "en")
    return caught.value


def code(path: Path) -> str:
    """Return the code of the refusal."""
    return refusal(path).message.code.removeprefix("bundle.")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("data/units.csv", "network", "natverk", "cell-wrong"),
        ("data/points.csv", ",0", ",noll", "cell-wrong"),
        ("data/points.csv", ",0", ",", "cell-empty"),
        ("data/points.csv", ",0", "", "row-width"),
        ("data/points.csv", ",order", ",ordning", "column-missing"),
        ("data/points.csv", "name_en", "name_sv", "column-twice"),
        ("data/points.csv", "name_en", "", "column-without-name"),
        ("data/points.csv", ",0", ',"0', "unclosed-quote"),
        ("data/observations.csv", ",250,", ",1e999999,", "cell-wrong"),
        ("data/observations.csv", ",250,", ",Infinity,", "cell-wrong"),
        ("data/observations.csv", ",range,", ",omfång,", "cell-wrong"),
        ("data/observations.csv", ",range,", ",,", "cell-empty"),
        ("data/observations.csv", ",range,50,", ",range,300,", "cell-wrong"),
        ("data/observations.csv", ",missing,,,", ",missing,4,,", "cell-wrong"),
        ("data/observations.csv", ",not-available,", ",,", "cell-wrong"),
        ("data/observations.csv", ",range,50,250,false", ",range,50,250,ja", "cell-wrong"),
        ("data/units.csv", '"[""ALFA', '"{""ALFA', "cell-wrong"),
        ("data/indicators.csv", "2004-01-01", "2004-13-01", "cell-wrong"),
        ("datapackage.json", '"schemaVersion": 1', '"schemaVersion": 3', "newer-schema"),
        ("datapackage.json", '"schemaVersion": 1', '"schemaVersion": "x"', "odd-version"),
        ("datapackage.json", '"schemaVersion": 1', '"schemaVersion": 1,', "not-json"),
        ("datapackage.json", '"data/units.csv"', '"../units.csv"', "path-outside"),
        ("datapackage.json", '"data/units.csv"', '"/etc/passwd"', "path-outside"),
        ("datapackage.json", '"data/units.csv"', '"https://example.org/u.csv"', "path-outside"),
        ("datapackage.json", '"data/units.csv"', '"data\\\\units.csv"', "path-outside"),
        ("datapackage.json", '"data/units.csv"', '["a", "b"]', "path-not-text"),
        ("datapackage.json", '"data/units.csv"', '"data/points.csv"', "table-twice"),
        ("datapackage.json", '"name": "units"', '"name": "points"', "table-twice"),
        ("datapackage.json", '"name": "units"', '"name": "enheter"', "path-taken"),
        ("datapackage.json", '"name": "units"', '"name": 7', "not-a-package"),
        ("datapackage.json", '"encoding": "utf-8"', '"encoding": "latin-1"', "other-dialect"),
    ],
)
def test_changed_file_is_refused(edit: Edit, file: str, old: str, new: str, expected: str) -> None:
    """A cell, header or key of the wrong form is refused for what it is."""
    assert code(edit(file, old, new)) == expected


def test_refusal_names_file_row_column_and_what_is_allowed(edit: Edit) -> None:
    """The message for a wrong cell says where it stands, what it says and what would be right."""
    words = render(refusal(edit("data/units.csv", "network", "natverk")).message, "en")
    assert words == (
        "data/units.csv, row 3, column kind: “natverk” cannot stand here. "
        "Write one of these: area, grouping, network, sub-network, group."
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "no-header"),
        (b"id;name_sv;name_en;order\n", "other-separator"),
        ("id,name_sv\nå,ä\n".encode("latin-1"), "not-utf8"),
        ("id,name_sv\n".encode("utf-16"), "not-utf8"),
        (b"id,name_sv,name_en,order\n" + b"x" * 140_000 + b",,,1\n", "long-cell-read"),
    ],
)
def test_table_in_another_form_is_refused(folder: Path, data: bytes, expected: str) -> None:
    """Another encoding or separator, an empty file or an endless cell is refused."""
    (folder / "data" / "points.csv").write_bytes(data)
    assert code(folder) == expected


def test_place_without_a_bundle_is_refused(tmp_path: Path) -> None:
    """A path that is not there, an empty folder and a file of another kind are told apart."""
    (tmp_path / "text.txt").write_text("text", encoding="utf-8")
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04half")
    assert code(tmp_path / "borta") == "not-found"
    assert code(tmp_path) == "file-missing"
    assert code(tmp_path / "text.txt") == "neither-folder-nor-zip"
    assert code(tmp_path / "half.zip") == "neither-folder-nor-zip"


def test_missing_table_file_is_refused(folder: Path) -> None:
    """A table that the descriptor lists but nobody finds is named."""
    (folder / "data" / "units.csv").unlink()
    assert refusal(folder).message.params["file"] == "data/units.csv"


def test_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    """A table that is a link to a file outside the bundle is not read."""
    path = folder / "data" / "units.csv"
    path.rename(tmp_path / "ute.csv")
    path.symlink_to(tmp_path / "ute.csv")
    assert code(folder) == "path-outside"


def zipped(small: FollowUp, tmp_path: Path, member: zipfile.ZipInfo, data: bytes) -> Path:
    """Return a zip of the small bundle with one more member."""
    target = tmp_path / "liten.zip"
    write_bundle(small, target)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(member, data)
    return target


@pytest.mark.parametrize("name", ["../ut.csv", "/etc/ut.csv", "data/../../ut.csv", "C:/ut.csv"])
def test_zip_that_leads_out_is_refused(small: FollowUp, tmp_path: Path, name: str) -> None:
    """A member whose name climbs or is absolute makes the whole zip refused."""
    assert code(zipped(small, tmp_path, zipfile.ZipInfo(name), b"x")) == "path-outside"


def test_zip_with_a_link_is_refused(small: FollowUp, tmp_path: Path) -> None:
    """A symbolic link in a zip is refused."""
    member = zipfile.ZipInfo("data/link.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert code(zipped(small, tmp_path, member, b"/etc/passwd")) == "link-in-zip"


def test_zip_with_a_file_twice_is_refused(small: FollowUp, tmp_path: Path) -> None:
    """Two members that one file system would take for one are refused."""
    member = zipfile.ZipInfo("DATA/Units.csv")
    assert code(zipped(small, tmp_path, member, b"x")) == "file-twice"


def test_zip_bomb_is_refused_unopened(small: FollowUp, tmp_path: Path) -> None:
    """A member that swells a thousand times is refused by what the zip says of it."""
    member = zipfile.ZipInfo("data/bomb.csv")
    member.compress_type = zipfile.ZIP_DEFLATED
    assert code(zipped(small, tmp_path, member, b"0" * 4 * 2**20)) == "zip-bomb"


@pytest.mark.parametrize(
    ("limit", "value", "expected"),
    [
        ("MAX_MEMBERS", 3, "too-many-files"),
        ("MAX_TOTAL", 100, "zip-too-large"),
        ("MAX_FILE", 100, "file-too-large"),
    ],
)
def test_zip_beyond_a_limit_is_refused(
    small: FollowUp,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    value: int,
    expected: str,
) -> None:
    """Too many files, or too many bytes in one or in all, are refused."""
    write_bundle(small, tmp_path / "liten.zip")
    monkeypatch.setattr(container_module, limit, value)
    assert code(tmp_path / "liten.zip") == expected


def test_zip_with_another_compression_is_refused(small: FollowUp, tmp_path: Path) -> None:
    """A member packed by a rarer method is refused before it is opened."""
    member = zipfile.ZipInfo("data/x.csv")
    member.compress_type = zipfile.ZIP_LZMA
    assert code(zipped(small, tmp_path, member, b"x")) == "unknown-compression"


def test_zip_that_is_locked_is_refused(small: FollowUp, tmp_path: Path) -> None:
    """A member marked as encrypted is refused with the advice to pack without a password."""
    target = zipped(small, tmp_path, zipfile.ZipInfo("data/x.csv"), b"x")
    data = bytearray(target.read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    target.write_bytes(bytes(data))
    assert code(target) == "locked-zip"


def test_zip_that_is_damaged_is_refused(small: FollowUp, tmp_path: Path) -> None:
    """A table whose bytes no longer match their checksum is refused."""
    target = tmp_path / "liten.zip"
    write_bundle(small, target)
    with zipfile.ZipFile(target) as archive:
        member = archive.getinfo("data/units.csv")
    data = bytearray(target.read_bytes())
    data[member.header_offset + 30 + len(member.filename) + 20] ^= 0xFF
    target.write_bytes(bytes(data))
    assert code(target) == "broken-zip"


def test_descriptor_of_another_shape_is_refused(folder: Path) -> None:
    """JSON that describes no package is refused as such."""
    for package in ([], {"resources": "units"}, {"resources": ["units"]}):
        (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
        assert code(folder) == "not-a-package"
    (folder / "datapackage.json").write_text("[" * 100_000, encoding="utf-8")
    assert code(folder) == "not-json"


def test_text_that_no_file_can_hold_is_refused(
    replaced: Callable[..., FollowUp], tmp_path: Path
) -> None:
    """Half a character and an endless text are refused at writing, with row and table."""
    for why, expected in (("\ud800", "not-a-character"), ("x" * 140_000, "cell-too-long")):
        with pytest.raises(BundleRefused) as caught:
            write_bundle(replaced("decisions", 0, why=why), tmp_path / "x")
        assert caught.value.message.code == f"bundle.{expected}"
        assert caught.value.message.params["file"] == "data/decisions.csv"
    assert not (tmp_path / "x").exists()


def test_place_that_cannot_be_written_is_refused(small: FollowUp, tmp_path: Path) -> None:
    """A folder whose parent is a file is refused with the place."""
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    for target in (tmp_path / "fil", tmp_path / "fil" / "a.zip"):
        with pytest.raises(BundleRefused) as caught:
            write_bundle(small, target)
        assert caught.value.message.code == "bundle.cannot-write"
