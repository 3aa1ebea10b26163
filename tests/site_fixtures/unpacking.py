"""The words inside whatever the site hands out: pages, archives, documents, sheets, PDF."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pdfplumber

ARCHIVE, PDF = b"PK\x03\x04", b"%PDF-"


def body_of(answer: Any) -> bytes:
    """Return the bytes of an answer, streamed or not."""
    if getattr(answer, "streaming", False):
        return b"".join(answer.streaming_content)
    return bytes(answer.content)


def words_in(data: bytes) -> str:
    """Return every word in bytes; archives are opened, however deep they lie in each other."""
    if data.startswith(ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [words_in(archive.read(name)) for name in archive.namelist()]
            return "\n".join([*archive.namelist(), *inside])
    if data.startswith(PDF):
        with pdfplumber.open(io.BytesIO(data)) as pages:
            about = " ".join(map(str, (pages.metadata or {}).values()))
            return "\n".join([about, *((page.extract_text() or "") for page in pages.pages)])
    return data.decode("utf-8", errors="replace")


def words_of(answer: Any) -> str:
    """Return every word of an answer: its headers, and what is in its body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    return f"{headers}\n{words_in(body_of(answer))}"
