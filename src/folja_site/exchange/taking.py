"""What is taken out, as bytes: the bundle, forms, and the report, kept while the data stand.

Reads rows and writes none. Refuses formats and languages that the library does not have.
"""

from __future__ import annotations

import shutil
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
    root = Path(settings.DATA) / "reports" / programme.slug
    place = root / str(programme.data_version) / f"{lang}.{kind}"
    if place.exists():
        return place.read_bytes()
    follow_up = follow_up_of(programme)
    data = write(next(iter(documents(follow_up, (lang,)))))
    standing = Programme.objects.values_list("data_version", flat=True).get(pk=programme.pk)
    if standing == programme.data_version:
        place.parent.mkdir(parents=True, exist_ok=True)
        put(place, data)
        for old in root.iterdir():
            if old.name != str(standing):
                shutil.rmtree(old, ignore_errors=True)
    return data


__all__ = ["FORMATS", "MEDIA", "form_of", "report_of", "zipped"]
