"""From the document to PDF: the fixed template, our typefaces, a fixed time.

The typesetter gets three things: the template's bytes, the document as a JSON string, and the
shipped typefaces alone. It sees no file and no system font, and its clock is the document's date.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import as_file, files

import typst

from folja.documents import Document
from folja.formats.pdf.encoding import encoded

#: After so many settings that did not use it the typesetter forgets a thing; a page of nothing.
_FORGETS_AFTER, _NOTHING = 10, b"#set page(width: 1pt, height: 1pt)"


def write(document: Document) -> bytes:
    """Return the document as PDF/UA-1 and PDF/A-2a, the same bytes for the same document."""
    data = json.dumps(encoded(document), ensure_ascii=False, sort_keys=True)
    result = typst.compile(
        _template(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs={"document": data},
        pdf_standards=["ua-1", "a-2a"],
        timestamp=datetime.combine(document.dated, time(12), tzinfo=UTC),
    )
    if not isinstance(result, bytes):  # pragma: no cover - the typesetter returns one PDF as bytes
        raise TypeError(type(result).__name__)
    _let_go()
    return result


def _let_go() -> None:
    """Have the typesetter forget what it kept of the document, some 300 MB of a long report.

    It forgets what the last so many settings have not used, and is asked in no other way.
    """
    for _ in range(_FORGETS_AFTER + 1):
        typst.compile(_NOTHING, format="svg", font_paths=_fonts())


@cache
def _template() -> bytes:
    return (files("folja.formats.pdf") / "report.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    with as_file(files("folja") / "assets" / "fonts") as folder:
        return typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
