"""Putting files in their place, all of them or none.

Everything is written beside its place first and moved in when it is whole, so that a full disk, a
crash or Ctrl-C leaves the old bundle as it was. Refuses to take over a folder that holds other
people's data, and names the place when it cannot write.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from folja.formats.bundle.container import DESCRIPTOR
from folja.formats.bundle.refusal import refused
from folja.model import TABLES

#: The oldest time a zip can hold: the same for every file, so that the same input gives the same
#: bytes.
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644


def put_zip(files: Mapping[str, bytes], target: Path) -> None:
    """Write a zip with fixed times and order; the old one stays until the new one is whole."""
    with _refusing(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        temporary = Path(name)
        try:
            with (
                os.fdopen(handle, "wb") as stream,
                zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
            ):
                for file, data in files.items():
                    member = zipfile.ZipInfo(file, _FIXED_TIME)
                    member.compress_type = zipfile.ZIP_DEFLATED
                    member.create_system = 3
                    member.external_attr = _PLAIN_FILE << 16
                    archive.writestr(member, data)
            temporary.chmod(_allowed(0o666))
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def put_folder(files: Mapping[str, bytes], target: Path) -> None:
    """Write a bundle's folder; what lies beside its own files (a README, sources) is left alone.

    The new `data` is built whole in a folder beside the old, which then changes place with it.
    """
    with _refusing(target):
        data, fresh = target / "data", not target.exists()
        if data.exists() and not (target / DESCRIPTOR).exists():
            raise refused("folder-taken", place=str(target))
        target.mkdir(parents=True, exist_ok=True)
        try:
            with tempfile.TemporaryDirectory(prefix=".folja-", dir=target) as name:
                scratch = Path(name)
                _lay_out(files, scratch)
                _carry_over(data, scratch / "data")
                _exchange(scratch, target)
        except BaseException:
            if fresh:
                with suppress(OSError):
                    target.rmdir()
            raise


def _lay_out(files: Mapping[str, bytes], folder: Path) -> None:
    for file, data in files.items():
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _carry_over(old: Path, new: Path) -> None:
    """Copy what lies in the old `data` without being a table of ours."""
    own = {f"{table}.csv" for table in TABLES}
    new.mkdir(exist_ok=True)
    for entry in sorted(old.iterdir()) if old.is_dir() else ():
        if entry.name in own or (new / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _exchange(scratch: Path, target: Path) -> None:
    """Move new entries into place and old ones out; on any failure move all of them back."""
    old = scratch / ".old"
    old.mkdir()
    moved: list[str] = []
    try:
        for name in ("data", DESCRIPTOR):
            if (target / name).exists():
                (target / name).rename(old / name)
            moved.append(name)
            (scratch / name).rename(target / name)
    except BaseException:
        for name in reversed(moved):
            if (target / name).exists():
                (target / name).rename(scratch / f"undone-{name}")
            if (old / name).exists():
                (old / name).rename(target / name)
        raise


@contextmanager
def _refusing(target: Path) -> Iterator[None]:
    """Turn what the file system says into a refusal that names the place."""
    try:
        yield
    except PermissionError:
        raise refused("no-permission", place=str(target)) from None
    except OSError as error:
        raise refused("cannot-write", place=str(target), why=error.strerror or "") from error


def _allowed(mode: int) -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mode & ~mask
