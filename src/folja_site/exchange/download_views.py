"""What can be taken out: of the whole programme, and of one network by those it belongs to."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from folja.workflows.writing import file_name
from folja_site.access.governing import governed
from folja_site.bundling.building import follow_up_of, limited_to
from folja_site.exchange.spreadsheet import answers_csv
from folja_site.exchange.taking import FORMATS, MEDIA, form_of, kept, made, report_of, zipped
from folja_site.programmes.queries import entries, record_of, records
from folja_site.results.models import FigureSet

LANGUAGES = ("sv", "en")
#: What the bundle is kept as.
BUNDLE = "bundle.zip"


@require_GET
@governed("programme.download")
def downloads(request: Any, slug: str) -> HttpResponse:
    """List what can be taken out of the programme."""
    units = records(request.programme, "units")
    networks = [u for u in units if u.kind == "network" and u.status != "ended"]
    there = made(request.programme)
    reports = [
        (code, [(kind, kind.upper(), there.get(f"{code}.{kind}")) for kind in FORMATS])
        for code in LANGUAGES
    ]
    current = FigureSet.objects.filter(
        programme=request.programme, data_version=request.programme.data_version
    ).first()
    shown = {
        "networks": networks,
        "reports": reports,
        "bundle": there.get(BUNDLE),
        "answers": there.get(f"{request.lang}.csv"),
        "digest": current.digest if current else "",
        "figures_of": current.built_at if current else None,
    }
    return render(request, "exchange/downloads.html", shown)


@require_GET
@governed("programme.download")
def bundle(request: Any, slug: str) -> HttpResponse:
    """Hand out everything as a bundle."""
    return _file(kept(request.programme, BUNDLE, zipped), file_name(slug, "zip"), "zip")


@require_GET
@governed("programme.download")
def answers(request: Any, slug: str) -> HttpResponse:
    """Hand out every answer as CSV."""
    lang = request.lang
    data = kept(request.programme, f"{lang}.csv", lambda found: answers_csv(found, lang))
    return _file(data, file_name(slug, "csv"), "csv")


@require_GET
@governed("programme.download")
def report(request: Any, slug: str, report_lang: str, kind: str) -> HttpResponse:
    """Hand out the report on the data as they stand."""
    if report_lang not in LANGUAGES or kind not in FORMATS:
        raise Http404
    data = report_of(request.programme, "en" if report_lang == "en" else "sv", kind)
    return _file(data, file_name(f"{slug}-{report_lang}", kind), kind)


@require_GET
@governed("unit.read")
def unit_downloads(request: Any, slug: str, unit: str) -> HttpResponse:
    """List what can be taken out about one network."""
    return render(request, "exchange/unit_downloads.html", {"unit": _unit(request, unit)})


@require_GET
@governed("unit.read")
def unit_form(request: Any, slug: str, unit: str) -> HttpResponse:
    """Hand out the network's form."""
    _unit(request, unit)
    data = form_of(limited_to(follow_up_of(request.programme), (unit,)), unit, request.lang)
    if data is None:
        raise Http404
    return _file(data, file_name(unit, "xlsx"), "xlsx")


@require_GET
@governed("unit.read")
def unit_bundle(request: Any, slug: str, unit: str) -> HttpResponse:
    """Hand out the network as a bundle that says nothing about others."""
    _unit(request, unit)
    own = limited_to(follow_up_of(request.programme), (unit,))
    return _file(zipped(own), file_name(f"{slug}-{unit}", "zip"), "zip")


@require_GET
@governed("unit.read")
def unit_answers(request: Any, slug: str, unit: str) -> HttpResponse:
    """Hand out the network's answers as CSV."""
    _unit(request, unit)
    own = limited_to(follow_up_of(request.programme), (unit,))
    return _file(answers_csv(own, request.lang), file_name(f"{slug}-{unit}", "csv"), "csv")


def _unit(request: Any, unit: str) -> Any:
    found = entries(request.programme, "units").filter(key=unit).first()
    if found is None:
        raise Http404
    return record_of(found)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to keep, never one to open in the site's own name."""
    response = HttpResponse(data, content_type=MEDIA[kind])
    response["Repr-Digest"] = f"sha-256=:{b64encode(sha256(data).digest()).decode()}:"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
