"""Files from outside are looked at before anything unpacks or reads them."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from folja.formats.tables import guard
from folja.formats.tables.grid import TablesRefused
from folja.formats.tables.guard import admit, admit_bytes

CONTENT = ("[Content_Types].xml", b"<Types/>")


def packed(*parts: tuple[str | zipfile.ZipInfo, bytes], tightly: bool = True) -> bytes:
    """Return an archive of the parts."""
    data = io.BytesIO()
    how = zipfile.ZIP_DEFLATED if tightly else zipfile.ZIP_STORED
    with zipfile.ZipFile(data, "w", how) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return data.getvalue()


def refused(name: str, data: bytes) -> str:
    """Return the code of the refusal."""
    with pytest.raises(TablesRefused) as refusal:
        admit_bytes(name, data)
    return refusal.value.message.code.removeprefix("tables.refused.")


def test_ordinary_archive_is_let_through() -> None:
    """An office file of bearable size passes unchanged."""
    data = packed(CONTENT, ("word/document.xml", b"<w:document>svar</w:document>"))
    assert admit_bytes("svar.docx", data) == data


def test_bomb_is_refused_by_what_it_declares() -> None:
    """An archive that would unpack to a hundred times its size is not opened."""
    assert refused("svar.xlsx", packed(CONTENT, ("xl/sheet1.xml", b"\0" * 40_000_000))) == "bomb"


def test_bomb_of_many_small_parts_is_refused() -> None:
    """Many parts that are each bearable are weighed together."""
    parts = [(f"xl/s{n}.xml", b" " * 990_000) for n in range(40)]
    assert refused("svar.xlsx", packed(CONTENT, *parts)) == "bomb"


def test_bomb_that_lies_about_its_size_is_refused() -> None:
    """A part larger than it declares is found out while it is looked through, and not kept."""
    data = packed(("xl/sheet1.xml", b"0123456789" * 2_000))
    lying = data.replace((20_000).to_bytes(4, "little"), (90).to_bytes(4, "little"))
    assert lying != data
    assert refused("svar.xlsx", lying) == "damaged"


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive of thousands of parts is no document."""
    monkeypatch.setattr(guard, "MAX_PARTS", 2)
    assert refused("svar.ods", packed(CONTENT, ("a", b"1"), ("b", b"2"))) == "too-many-parts"


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "C:/x.xml", "a\\..\\..\\b"])
def test_path_out_of_the_archive_is_refused(path: str) -> None:
    """No part may point out of the file, however the path is written."""
    part = zipfile.ZipInfo("x")
    part.filename = path
    assert refused("svar.docx", packed(CONTENT, (part, b"x"))) == "path"


def test_link_inside_the_archive_is_refused() -> None:
    """A part that is a link is a trap."""
    part = zipfile.ZipInfo("word/link")
    part.external_attr = 0o120777 << 16
    assert refused("svar.docx", packed(CONTENT, (part, b"/etc/passwd"))) == "path"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_inside_the_archive_are_refused(encoding: str) -> None:
    """Entities are found in any part, in any encoding, also late in the part."""
    text = f"<?xml version='1.0'?><!--{'x' * 200_000}--><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    data = packed(("xl/sharedStrings.xml", text.encode(encoding)), tightly=False)
    assert refused("svar.xlsx", data) == "entities"


def test_archive_with_a_password_is_refused() -> None:
    """An encrypted part is named as what it is."""
    data = bytearray(packed(CONTENT))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert refused("svar.xlsx", bytes(data)) == "locked"


def test_damaged_archive_is_refused() -> None:
    """An archive cut short is not read."""
    assert refused("svar.docx", packed(CONTENT)[:40]) == "damaged"


def test_part_given_twice_is_refused() -> None:
    """Two parts of one name would be read differently by different programs."""
    with pytest.warns(UserWarning, match="Duplicate"):
        data = packed(("a.xml", b"<a/>"), ("a.xml", b"<b/>"))
    assert refused("svar.docx", data) == "damaged"


@pytest.mark.parametrize("name", ["svar.docx", "svar.xls", "svar.pdf"])
def test_content_has_to_be_what_the_name_says(name: str) -> None:
    """A suffix is a promise about the first bytes."""
    assert refused(name, b"Antal medlemmar;3;4") == "no-such-kind"
    assert refused(name, b"\x89PNG\r\n\x1a\n") == "other-kind"


def test_oversize_file_is_refused_unread(tmp_path: Path) -> None:
    """A file over the limit is refused by its size alone."""
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(guard.MAX_BYTES + 1)
    with pytest.raises(TablesRefused) as refusal:
        admit(path)
    assert refusal.value.message.code == "tables.refused.too-large"


def test_link_folder_and_absent_file_are_refused(tmp_path: Path) -> None:
    """Only a plain file is read: no link, no folder, no pipe."""
    target = tmp_path / "svar.csv"
    target.write_text("a;b")
    link = tmp_path / "link.csv"
    link.symlink_to(target)
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    codes = []
    for path in (link, tmp_path, pipe, tmp_path / "borta.csv"):
        with pytest.raises(TablesRefused) as refusal:
            admit(path)
        codes.append(refusal.value.message.code.removeprefix("tables.refused."))
    assert codes == ["link", "not-a-file", "not-a-file", "not-there"]
