"""Which reader reads which kind of file: one declared table from suffix to function.

A reader takes a file's name and its bytes, which `guard` has let through, and returns grids.
Refuses a suffix that is not in the table, and names those that are.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath

from folja.formats.tables import (
    excel,
    html,
    old_excel,
    open_document,
    plain_text,
    portable,
    separated,
    word_document,
)
from folja.formats.tables.grid import Grid, Place, refuse
from folja.formats.tables.guard import admit, admit_bytes

Reader = Callable[[str, bytes], tuple[Grid, ...]]

#: Every kind of file that an import takes, by suffix.
READERS: dict[str, Reader] = {
    ".txt": plain_text.read,
    ".text": plain_text.read,
    ".md": plain_text.read,
    ".csv": separated.read,
    ".tsv": separated.read,
    ".tab": separated.read,
    ".html": html.read,
    ".htm": html.read,
    ".docx": word_document.read,
    ".xlsx": excel.read,
    ".xlsm": excel.read,
    ".xls": old_excel.read,
    ".ods": open_document.read,
    ".pdf": portable.read,
}


def read_grids(path: Path) -> tuple[Grid, ...]:
    """Return the grids of a file on disk; raises `TablesRefused` for what is not let through."""
    return read_grids_of(path.name, admitted(path))


def admitted(path: Path) -> bytes:
    """Return the bytes of a file of a known kind that has passed the guard."""
    _reader(path.name)
    return admit(path)


def read_grids_of(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return the grids of a file in memory, such as an upload; `name` decides the reader."""
    reader = _reader(name)
    return reader(name, admit_bytes(name, data))


def _reader(name: str) -> Reader:
    suffix = PurePosixPath(name.lower()).suffix
    if suffix not in READERS:
        kinds = ", ".join(sorted(s.removeprefix(".").upper() for s in READERS))
        refuse("unknown-suffix", Place(file=name), suffix=suffix or "–", kinds=kinds)
    return READERS[suffix]
