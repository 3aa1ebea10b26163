"""What a file from outside has to pass before anything reads it.

Holds the limits and the checks: a plain file of bearable size, of the kind its name says, whose
archive (if it is one) unpacks to bearable size, keeps its paths inside and declares no entities.
Refuses everything else with `TablesRefused`, before any of it is unpacked into memory.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath

from folja.formats.tables.grid import Place, refuse

#: The largest file that is read: the 2006 report with pictures would be a tenth of it.
MAX_BYTES = 25_000_000
#: What an office file may unpack to in all, how many parts it may have, and how tightly the whole
#: and one part may be packed. Ordinary workbooks stay under 30 to 1.
MAX_UNPACKED = 200_000_000
MAX_PARTS = 5_000
MAX_RATIO = 150
#: Parts smaller than this are never a bomb, however tightly packed.
SMALL_PART = 1_000_000

#: What a suffix promises of the first bytes.
_ARCHIVES = {".docx", ".xlsx", ".xlsm", ".ods"}
_SIGNS = {
    **dict.fromkeys(_ARCHIVES, b"PK\x03\x04"),
    ".xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ".pdf": b"%PDF-",
}
#: How an office program names the inside of a file that it locked.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_KNOWN = {
    b"PK\x03\x04": "ZIP, DOCX, XLSX, ODS",
    b"\xd0\xcf\x11\xe0": "XLS, DOC",
    b"%PDF-": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"{\\rtf": "RTF",
}
_TRAPS = re.compile(rb"<!\s*(?:doctype|entity)\b", re.IGNORECASE)
_ENTITY = re.compile(rb"<!\s*entity\b", re.IGNORECASE)
_MARKUP = (".xml", ".rels", ".vml", ".xhtml", ".html", ".rdf")
_CHUNK = 1 << 16


def admit(path: Path) -> bytes:
    """Return the bytes of a file once it has passed every check.

    Raises `TablesRefused` for a link, a folder or device, an empty or oversize file, and for
    whatever `admit_bytes` refuses.
    """
    place = Place(file=path.name)
    try:
        kind = path.lstat()
    except OSError:
        refuse("not-there", place)
    if stat.S_ISLNK(kind.st_mode):
        refuse("link", place)
    if not stat.S_ISREG(kind.st_mode):
        refuse("not-a-file", place)
    if kind.st_size > MAX_BYTES:
        refuse("too-large", place, size=_megabytes(kind.st_size), limit=_megabytes(MAX_BYTES))
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        refuse("not-readable", place)
    return admit_bytes(path.name, data)


def admit_bytes(name: str, data: bytes) -> bytes:
    """Return `data` once it has passed the checks on size, kind, archive and entities.

    `name` is the file's name as given; only its suffix decides what it promises to be.
    """
    place = Place(file=name)
    if len(data) > MAX_BYTES:
        refuse("too-large", place, size=_megabytes(len(data)), limit=_megabytes(MAX_BYTES))
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        refuse("empty", place)
    suffix = PurePosixPath(name.lower()).suffix
    sign = _SIGNS.get(suffix)
    if sign is not None and not data.startswith(sign):
        if suffix in _ARCHIVES and data.startswith(_SIGNS[".xls"]) and _LOCKED in data:
            refuse("locked", place)
        if not _kind(data):
            refuse("no-such-kind", place, suffix=suffix)
        refuse("other-kind", place, suffix=suffix, kind=_kind(data))
    if sign is None and _kind(data):
        refuse("other-kind", place, suffix=suffix, kind=_kind(data))
    if suffix in _ARCHIVES:
        check_archive(data, place)
    elif sign is None and _ENTITY.search(data.replace(b"\x00", b"")):
        refuse("entities", place)
    return data


def check_archive(data: bytes, place: Place) -> None:
    """Check a packed office file: first what it declares, then, piece by piece, what it holds.

    Nothing is kept while reading; a part whose real size or checksum is not the declared one is
    refused as damaged.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, RuntimeError, OSError):
        refuse("damaged", place)
    with archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            refuse("too-many-parts", place, n=len(parts), limit=MAX_PARTS)
        declared = sum(part.file_size for part in parts)
        if declared > MAX_UNPACKED or declared > MAX_RATIO * max(len(data), SMALL_PART // 10):
            refuse("bomb", place, size=_megabytes(declared))
        seen: set[str] = set()
        for part in parts:
            _check_part(part, place)
            if part.filename in seen:
                refuse("damaged", place)
            seen.add(part.filename)
        for part in parts:
            _look_through(archive, part, place)


def _check_part(part: zipfile.ZipInfo, place: Place) -> None:
    name = part.filename.replace("\\", "/")
    steps = PurePosixPath(name).parts
    if name.startswith("/") or ".." in steps or re.match(r"[A-Za-z]:", name):
        refuse("path", place, path=part.filename)
    if stat.S_ISLNK(part.external_attr >> 16):
        refuse("path", place, path=part.filename)
    if part.flag_bits & 0x1:
        refuse("locked", place)
    if part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1):
        refuse("bomb", place, size=_megabytes(part.file_size))


def _look_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, place: Place) -> None:
    markup = part.filename.lower().endswith(_MARKUP) or part.filename == "[Content_Types].xml"
    tail = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if markup:
                    text = tail + chunk.replace(b"\x00", b"")
                    if _TRAPS.search(text):
                        refuse("entities", place)
                    tail = text[-64:]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
        refuse("damaged", place)


def _kind(data: bytes) -> str:
    return next((kind for sign, kind in _KNOWN.items() if data.startswith(sign)), "")


def _megabytes(size: int) -> str:
    return f"{max(size / 1_000_000, 0.1):.1f} MB"
