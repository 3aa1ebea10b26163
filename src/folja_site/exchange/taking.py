"""What is taken out, as bytes: the bundle, forms, and the report, kept while the data stand.

Reads rows and writes none. Refuses formats and languages that the library does not have.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from folja.formats.bundle import write_bundle
from folja.formats.workbook import write_form
from folja.model import FollowUp
from folja.text import Language
from folja.workflows.forms import asked
from folja.workflows.reporting import FORMATS, documents, writer
from folja.workflows.writing import put
from folja_site.bundling.building import follow_up_of
from folja_site.programmes.models import Programme
from folja_site.results.models import FigureSet

MEDIA = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    "csv": "text/csv; charset=utf-8",
}


def zipped(follow_up: FollowUp) -> bytes:
    """Return a follow-up as a zipped bundle."""
    with TemporaryDirectory(prefix="folja-out-") as folder:
        path = Path(folder) / "bundle.zip"
        write_bundle(follow_up, path)
        return path.read_bytes()


def form_of(follow_up: FollowUp, unit: str, lang: Language) -> bytes | None:
    """Return a network's form, or None when it is not asked."""
    if unit not in {u.id for u in asked(follow_up)} or not follow_up.points:
        return None
    return write_form(follow_up, unit, lang)


def report_of(programme: Programme, lang: Language, kind: str) -> bytes:
    """Return the report on the data as they stand, written once for each state of them.

    Raises `KeyError` for another format.
    """
    write = writer(kind)
    return kept(
        programme,
        f"{lang}.{kind}",
        lambda follow_up: write(next(iter(documents(follow_up, (lang,))))),
    )


def kept(programme: Programme, name: str, make: Callable[[FollowUp], bytes]) -> bytes:
    """Return a file about the data as they stand, made once for each state of them.

    It is kept under the hash of the data, so that it can be of no other state; before the hash is
    known it is made and not kept.
    """
    folder = _folder(programme)
    if folder is not None and (folder / name).exists():
        return (folder / name).read_bytes()
    data = make(follow_up_of(programme))
    standing = Programme.objects.values_list("data_version", flat=True).get(pk=programme.pk)
    if folder is not None and standing == programme.data_version:
        folder.mkdir(parents=True, exist_ok=True)
        put(folder / name, data)
        for old in folder.parent.iterdir():
            if old.name != folder.name:
                shutil.rmtree(old, ignore_errors=True)
    return data


def made(programme: Programme) -> dict[str, tuple[int, str]]:
    """Return the size and the hash of each file that has been made of the data as they stand."""
    folder, found = _folder(programme), {}
    for place in sorted(folder.glob("*.*")) if folder is not None else ():
        try:
            data = place.read_bytes()
        except OSError:  # a newer state has just taken its place
            continue
        found[place.name] = (len(data), hashlib.sha256(data).hexdigest())
    return found


def _folder(programme: Programme) -> Path | None:
    """Return where files of the data as they stand are kept, or None before their hash is known."""
    there = FigureSet.objects.filter(programme=programme, data_version=programme.data_version)
    digest = there.values_list("digest", flat=True).first()
    return Path(settings.DATA) / "reports" / programme.slug / digest if digest else None


__all__ = ["FORMATS", "MEDIA", "form_of", "kept", "made", "report_of", "zipped"]
