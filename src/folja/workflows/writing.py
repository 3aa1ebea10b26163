"""Putting files in a folder: whole or not at all, under names that stay inside it.

Refuses names that lead out: an id from a bundle may hold anything.
"""

from __future__ import annotations

import re
from pathlib import Path

_ODD = re.compile(r"[^\w.-]+")


def file_name(stem: str, suffix: str) -> str:
    """Return a file name made of a text that came from data.

    >>> file_name("../BFP 2/å", "xlsx")
    'BFP-2-å.xlsx'
    """
    name = _ODD.sub("-", stem).strip("-.")[:80] or "-"
    return f"{name}.{suffix}"


def put(path: Path, data: bytes) -> None:
    """Write a file beside its place and move it in, so that nobody ever opens half of it."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
