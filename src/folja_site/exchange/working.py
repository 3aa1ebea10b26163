"""Handing files to the process that reads them, and taking back what it found.

Refuses too many and too large files before anything is read, and whatever the process refuses, does
not survive or does not finish in time.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any
from zipfile import is_zipfile

from django.conf import settings

import folja_site
from folja.formats.bundle import read_bundle, write_bundle
from folja.model import FollowUp
from folja.text import LocalText, Message, render

log = logging.getLogger(__name__)

MOST_FILES = 20
#: The limit of one file is `settings.UPLOAD_LIMIT`; this is for all of one import together.
MOST_BYTES = 60_000_000
#: Seconds by the clock: the process has 90 of computing, on a machine that may be busy.
PATIENCE = 110
#: One import at a time in each process: reading files takes what memory there is.
_turn = BoundedSemaphore(1)


class ImportRefused(Exception):
    """Files that are not read; `words` says in both languages why and what to do."""

    def __init__(self, words: LocalText) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would come of an import: the preview, and the whole follow-up as a zipped bundle."""

    preview: dict[str, Any]
    bundle: bytes


def refuse(code: str, **params: object) -> ImportRefused:
    """Return a refusal of our own."""
    message = Message(f"exchange.refused.{code}", params)
    return ImportRefused(LocalText(render(message, "sv"), render(message, "en")))


def check_sizes(files: Sequence[tuple[str, int]]) -> None:
    """Refuse what is too much before any of it is read."""
    if not files:
        raise refuse("no-file")
    if len(files) > MOST_FILES:
        raise refuse("too-many", n=len(files), limit=MOST_FILES)
    for name, size in files:
        if size > settings.UPLOAD_LIMIT:
            raise refuse("too-large", file=name, limit=settings.UPLOAD_LIMIT // 1_000_000)
    if sum(size for _, size in files) > MOST_BYTES:
        raise refuse("too-large-together", limit=MOST_BYTES // 1_000_000)
    bundles = [name for name, _ in files if name.lower().endswith(".zip")]
    if bundles and len(files) > 1:
        raise refuse("bundle-alone", file=bundles[0])


def work(
    now: FollowUp,
    files: Sequence[tuple[str, bytes]],
    choices: Mapping[str, str],
    frozen: Iterable[tuple[str, str, str]] = (),
) -> Outcome:
    """Have files read against a follow-up; raises `ImportRefused`."""
    check_sizes([(name, len(data)) for name, data in files])
    with _turn, TemporaryDirectory(prefix="folja-import-") as name:
        folder = Path(name)
        write_bundle(now, folder / "now.zip")
        _do(folder, files, {"choices": dict(choices), "frozen": list(frozen)})
        return Outcome(
            json.loads((folder / "preview.json").read_text(encoding="utf-8")),
            (folder / "staged.zip").read_bytes(),
        )


def begin(name: str, data: bytes) -> FollowUp:
    """Have a bundle read that a programme begins with; raises `ImportRefused`."""
    check_sizes([(name, len(data))])
    if not is_zipfile(BytesIO(data)):
        raise refuse("no-bundle", file=name)
    with _turn, TemporaryDirectory(prefix="folja-begin-") as place:
        folder = Path(place)
        _do(folder, [(name, data)], {"begins": True})
        return read_bundle(folder / "staged.zip")


def _do(folder: Path, files: Sequence[tuple[str, bytes]], job: Mapping[str, Any]) -> None:
    """Lay files and job into the folder and have the job done; raises `ImportRefused`."""
    bundle = bool(job.get("begins")) or (len(files) == 1 and files[0][0].lower().endswith(".zip"))
    for n, (_, data) in enumerate(files):
        # Their names are words to show, never a path.
        (folder / (f"file-{n}.zip" if bundle else f"file-{n}")).write_bytes(data)
    whole = {**job, "files": [name for name, _ in files]}
    (folder / "job.json").write_text(json.dumps(whole), encoding="utf-8")
    _run(folder)
    refused = folder / "refused.json"
    if refused.exists():
        words = json.loads(refused.read_text(encoding="utf-8"))
        raise ImportRefused(LocalText(words["sv"], words["en"]))


def _run(folder: Path) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "folja_site.exchange.worker", str(folder)],
            cwd=folder,
            env=_surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired:
        raise refuse("too-heavy") from None
    if done.returncode < 0:
        # Killed: by its own limit of computing, or by the system for its memory.
        raise refuse("too-heavy")
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace")
        if "MemoryError" in told or "bad_alloc" in told:
            raise refuse("too-heavy")
        log.error("reading an import failed: %s", told[-4_000:])
        raise refuse("our-fault")


def _surroundings() -> dict[str, str]:
    """What the process may know: where the programs are, and nothing of the site."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    source = str(Path(folja_site.__file__).parents[1])
    return kept | {
        "PYTHONPATH": source,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": os.environ.get("PYTHONPYCACHEPREFIX")
        or str(Path(settings.DATA) / "bytecode"),
        # Threads each take address space, which is bounded.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "2",
    }
