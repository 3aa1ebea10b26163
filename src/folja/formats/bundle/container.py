"""Where a bundle lies: a folder or a `.zip`, read through one window and under the same limits.

A zip is never extracted: its members are checked by name, number, size and ratio before the first
is opened, and read one by one into memory. A folder is read inside its own walls only: links that
lead out are refused, as are descriptor paths that are absolute or climb with `..`.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Protocol

from folja.formats.bundle.refusal import refused

DESCRIPTOR = "datapackage.json"

#: Files in one bundle.
MAX_MEMBERS = 1_000
#: Bytes in one file, and in all files together, unpacked.
MAX_FILE = 256 * 2**20
MAX_TOTAL = 1024 * 2**20
#: Unpacked to packed; only held against files large enough to hurt.
MAX_RATIO = 200
SMALL = 2**20

_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


class Container(Protocol):
    """A bundle's files by their path inside it."""

    def names(self) -> tuple[str, ...]:
        """Return the paths of all files that lie in it, in alphabetical order."""
        ...

    def read(self, name: str) -> bytes:
        """Return one file's bytes; raises `BundleRefused` when it is not there or too large."""
        ...


def inside(name: object) -> str:
    """Return a path of the descriptor if it stays inside the bundle, else raise `BundleRefused`.

    >>> inside("data/units.csv")
    'data/units.csv'
    """
    if not isinstance(name, str) or not name:
        raise refused("path-not-text")
    path = PurePosixPath(name)
    leaves = path.is_absolute() or ".." in path.parts or ":" in name or "\\" in name
    if leaves or "\0" in name or str(path) != name:
        raise refused("path-outside", path=name)
    return name


@contextmanager
def container(path: Path) -> Iterator[Container]:
    """Open a folder or a zip; raises `BundleRefused` when it is neither or breaks a limit."""
    if path.is_dir():
        yield _Folder(path)
    elif path.is_file() and zipfile.is_zipfile(path):
        try:
            with zipfile.ZipFile(path) as archive:
                yield _Zip(path, archive)
        except zipfile.BadZipFile:
            raise refused("broken-zip", place=str(path)) from None
    elif path.is_file():
        raise refused("neither-folder-nor-zip", place=str(path))
    else:
        raise refused("not-found", place=str(path))


class _Folder:
    """A bundle as a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._walls = root.resolve()

    def names(self) -> tuple[str, ...]:
        """Return the descriptor and what lies under data."""
        found = [
            p.relative_to(self._root).as_posix()
            for p in sorted((self._root / "data").glob("*.csv"))
        ]
        return (DESCRIPTOR, *found) if (self._root / DESCRIPTOR).exists() else tuple(found)

    def read(self, name: str) -> bytes:
        """Return one file's bytes."""
        path = self._root / name
        if not path.is_file():
            raise refused("file-missing", file=name, place=str(self._root))
        if not path.resolve().is_relative_to(self._walls):
            raise refused("path-outside", path=name)
        if path.stat().st_size > MAX_FILE:
            raise refused("file-too-large", file=name, limit=MAX_FILE // 2**20)
        return path.read_bytes()


class _Zip:
    """A bundle as a zip, its members checked before any is opened."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self._path = path
        self._archive = archive
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(archive.infolist()) > MAX_MEMBERS:
            raise refused("too-many-files", place=str(path), limit=MAX_MEMBERS)
        if sum(m.file_size for m in members) > MAX_TOTAL:
            raise refused("zip-too-large", place=str(path), limit=MAX_TOTAL // 2**20)
        for member in members:
            _check_member(member)
        self._members = {m.filename: m for m in members}
        if len({name.casefold() for name in self._members}) < len(members):
            raise refused("file-twice", place=str(path))
        self._top = self._find_top()

    def _find_top(self) -> str:
        """Return the folder that people get around a bundle when they zip it by hand, or ""."""
        tops = [n.removesuffix(DESCRIPTOR) for n in self._members if n.endswith(f"/{DESCRIPTOR}")]
        return tops[0] if DESCRIPTOR not in self._members and len(tops) == 1 else ""

    def names(self) -> tuple[str, ...]:
        """Return the members' paths."""
        return tuple(
            sorted(n.removeprefix(self._top) for n in self._members if n.startswith(self._top))
        )

    def read(self, name: str) -> bytes:
        """Return one member's bytes."""
        member = self._members.get(self._top + name)
        if member is None:
            raise refused("file-missing", file=name, place=str(self._path))
        try:
            with self._archive.open(member) as stream:
                return stream.read(MAX_FILE + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise refused("broken-zip", place=f"{self._path}, {name}") from error


def _check_member(member: zipfile.ZipInfo) -> None:
    """Refuse a member that leaves the bundle, is a link, is locked or would burst."""
    inside(member.filename)
    # The name as it lies in the file: zipfile itself cuts at NUL and turns some separators.
    if "\0" in member.orig_filename or "\\" in member.orig_filename:
        raise refused("path-outside", path=member.filename)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise refused("link-in-zip", file=member.filename)
    if member.flag_bits & _ENCRYPTED:
        raise refused("locked-zip", file=member.filename)
    if member.compress_type not in _COMPRESSIONS:
        raise refused("unknown-compression", file=member.filename)
    if member.file_size > MAX_FILE:
        raise refused("file-too-large", file=member.filename, limit=MAX_FILE // 2**20)
    if member.file_size > SMALL and member.file_size > MAX_RATIO * max(1, member.compress_size):
        raise refused("zip-bomb", file=member.filename, limit=MAX_RATIO)
