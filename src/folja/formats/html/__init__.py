"""A report as one self-contained HTML file: styles, typefaces, pictures and tables inside.

Needs no script and no network; its content policy forbids both. Everything that comes from the
document is text and is escaped. The same document gives the same bytes.
"""

from __future__ import annotations

from folja.documents import Document, writable
from folja.formats.html.page import page

__all__ = ["write"]


def write(document: Document) -> bytes:
    """Return the document as a complete HTML file in UTF-8, without control characters."""
    return writable(page(document)).encode("utf-8")
