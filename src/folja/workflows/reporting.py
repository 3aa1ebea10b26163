"""Writing the report: one recipe, in each language, in each format, whole files or none.

Refuses formats and languages it does not have; the caller's options are checked before anything is
computed. Same follow-up, same bytes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from folja.documents import Document
from folja.formats.bundle import digest
from folja.model import FollowUp
from folja.text import Language
from folja.workflows.writing import file_name, put

#: The formats by name: each a package of `folja.formats` with `write(document) -> bytes`.
FORMATS: Mapping[str, str] = {
    "html": "folja.formats.html",
    "pdf": "folja.formats.pdf",
    "docx": "folja.formats.docx",
    "xlsx": "folja.formats.xlsx",
}

#: So many records may be made before they are looked through; the interpreter's own is 700.
_SELDOM = 200_000


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the report: where it lies, in which format and language."""

    path: Path
    format: str
    lang: Language


def documents(
    follow_up: FollowUp, languages: Sequence[Language], *, annex_only: bool = False
) -> Iterator[Document]:
    """Yield the report, or its annex alone, in each language."""
    from folja.reporting import in_languages

    yield from in_languages(follow_up, languages, digest=digest(follow_up), annex=annex_only)


def write_report(
    follow_up: FollowUp,
    folder: Path | str,
    *,
    formats: Sequence[str] = tuple(FORMATS),
    languages: Sequence[Language] = ("sv", "en"),
    annex_only: bool = False,
) -> Iterator[Written]:
    """Write each file and yield it once it is whole, so that a caller can show how far it is.

    The setting of a PDF lets go of the interpreter, so it goes on beside the other formats; two
    are never set at once, since each takes as much memory as all the rest.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    writers = [(name, writer(name)) for name in formats]

    def rendered(document: Document, name: str, write: Callable[[Document], bytes]) -> Written:
        path = target / file_name(document.file_stem, name)
        put(path, write(document))
        if name == "docx":
            gc.collect()  # the whole file refers to itself, and would lie there beside the next
        return Written(path, name, document.lang)

    with _unhurried(), ThreadPoolExecutor(1) as setting, ThreadPoolExecutor(1) as rest:
        made = [
            (setting if name == "pdf" else rest).submit(rendered, document, name, write)
            for document in documents(follow_up, languages, annex_only=annex_only)
            for name, write in writers
        ]
        for file in made:
            yield file.result()


@contextmanager
def _unhurried() -> Iterator[None]:
    """Look seldom for what refers to itself: a report is hundreds of thousands of small records
    that all live until it is written, and looking through them takes as long as a format.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(_SELDOM, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def writer(name: str) -> Callable[[Document], bytes]:
    """Return the function that renders a document in a format; loads that format only."""
    write: Callable[[Document], bytes] = import_module(FORMATS[name]).write
    return write
