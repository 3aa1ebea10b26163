"""The report page: the state that would be published, what stands open in it, earlier reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from folja.model import segments
from folja.model.references import FigureReference
from folja.quality.matching import moment
from folja.text import format_date
from folja_site.measurements.models import AnswerVersion, Round
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import entries, record_of
from folja_site.results.figures import ASKING
from folja_site.results.models import Publication
from folja_site.results.seeing import Seen
from folja_site.results.strips import KINDS

#: So many open findings are listed by name; the rest are counted.
_LISTED = 8


def approved(round: Round) -> bool:
    """Say whether every network of a round has been approved.

    Whoever had handed in nothing when the round was closed holds nobody else up.
    """
    parts = list(round.participations.all())
    if round.state == "closed":
        parts = [p for p in parts if p.submitted_at or p.approved_at]
    return bool(parts) and all(p.approved_at for p in parts)


def round_to_publish(programme: Programme, asked: str) -> Round | None:
    """Return the approved round of a programme that a form names, or None."""
    if not asked.isdecimal() or len(asked) > 18:
        return None
    found = Round.objects.filter(programme=programme, pk=int(asked)).first()
    return found if found is not None and approved(found) else None


def report(looked: Seen) -> dict[str, Any]:
    """Return what the page shows."""
    programme = looked.request.programme
    found = looked.figures.findings(only_open=True)
    waiting = [f for f in found if f["severity"] in ASKING]
    by = Counter(f["severity"] for f in found)
    outdated = [f for f in found if f["outdated"]]
    lost, changed = cited(looked)
    rounds = Round.objects.filter(programme=programme).exclude(state="draft")
    offered = [
        (r, r.name_en if looked.lang == "en" and r.name_en else r.name_sv, approved(r))
        for r in rounds.prefetch_related("participations")
    ]
    publications = list(Publication.objects.filter(programme=programme))
    newest = next((p for p in publications if not p.withdrawn_at), None)
    return {
        "title": _title(looked, newest, by["error"]),
        "errors": by["error"],
        "warnings": by["warning"],
        "infos": by["info"],
        "waiting": len(waiting),
        "gravest": [f | {"words": f["message"][looked.lang]} for f in waiting[:_LISTED]],
        "more": max(len(waiting) - _LISTED, 0),
        "outdated": [f | {"words": f["message"][looked.lang]} for f in outdated],
        "lost": lost,
        "stale": changed,
        "rounds": offered,
        "publications": publications,
        "newest": newest,
    }


def _title(looked: Seen, newest: Publication | None, errors: int) -> str:
    if newest is None:
        return looked.say("publish.title-none")
    if newest.digest == looked.figures.digest:
        return looked.say("publish.title-current")
    return looked.say("publish.title-changed")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure that a text names: the network of the text, and what is named, in words."""

    network: str
    figure: str
    unit: str


def cited(looked: Seen) -> tuple[list[Cited], list[Cited]]:
    """Return the figures in texts that lead nowhere, and those that changed after the text."""
    there = looked.figures.kinds()
    named: list[tuple[Entry, Cited, tuple[str, str, str]]] = []
    lost: dict[Cited, None] = {}
    for entry in entries(looked.request.programme, "case_texts"):
        body = record_of(entry).body
        for part in segments(body.get("sv") + body.get("en")):
            if isinstance(part, str) or part.target not in ("cell", "change", "from-to"):
                continue
            told = _told(looked, entry.unit, part)
            if told is None or (part.target == "cell" and _place(looked, part) not in there):
                words = " ".join(part.address)
                lost[told or Cited(_name(looked, entry.unit), words, entry.unit)] = None
                continue
            named.append((entry, told, _place(looked, part)))
    changed = _changed(looked, {place for _, _, place in named})
    stale = {
        told: None
        for entry, told, (unit, indicator, point) in named
        if any(
            at > entry.changed_at and point in ("", seen)
            for seen, at in changed.get((unit, indicator), ())
        )
    }
    return list(lost), list(stale)


def _changed(
    looked: Seen, places: Collection[tuple[str, str, str]]
) -> dict[tuple[str, str], list[tuple[str, datetime]]]:
    """Return at which points answers changed, and when, by network and indicator.

    An answer has changed when a version says something else than the one before it (to be approved
    is none), or when another value has been decided.
    """
    found: dict[tuple[str, str], list[tuple[str, datetime]]] = {}
    versions = AnswerVersion.objects.filter(
        answer__programme=looked.request.programme,
        answer__unit__in={unit for unit, _, _ in places},
        answer__indicator__in={indicator for _, indicator, _ in places},
        answer__version__gt=1,
    ).order_by("answer_id", "version")
    names = ("answer_id", "answer__unit", "answer__indicator", "answer__point", "at", "cells")
    before: tuple[int, Any] = (0, None)
    for answer, unit, indicator, point, at, cells in versions.values_list(*names):
        if before[0] == answer and before[1] != cells:
            found.setdefault((unit, indicator), []).append((point, at))
        before = (answer, cells)
    for (unit, indicator, point), decision in looked.figures.ruling().items():
        found.setdefault((unit, indicator), []).append((point, moment(decision)))
    return found


def _place(looked: Seen, part: FigureReference) -> tuple[str, str, str]:
    by_no, no = looked.follow_up.indicator_by_no, part.address[1]
    indicator = by_no[int(no)].id if no.isdecimal() and int(no) in by_no else no
    return part.address[0], indicator, part.address[2] if part.target == "cell" else ""


def _told(looked: Seen, about: str, part: FigureReference) -> Cited | None:
    if not part.is_well_formed:
        return None
    unit, indicator, point = _place(looked, part)
    known = looked.follow_up.indicator_by_id.get(indicator)
    if known is None or unit not in looked.follow_up.unit_by_id:
        return None
    name = known.short_name.get(looked.lang) or known.name.get(looked.lang)
    named = next((p for p in looked.follow_up.points if p.id == point), None)
    day = format_date(named.day, looked.lang) if named else point
    parts = [*([_name(looked, unit)] if unit != about else []), name, *([day] if day else [])]
    return Cited(_name(looked, about), ", ".join(parts), about)


def _name(looked: Seen, unit: str) -> str:
    known = looked.follow_up.unit_by_id.get(unit)
    return known.name.get(looked.lang) if known else unit


def published(found: Publication, lang: str) -> dict[str, Any]:
    """Return what the public page of a publication shows; the bytes of its files are not read."""
    files = list(found.files.defer("content").order_by("lang", "id"))
    newer = (
        Publication.objects.filter(
            programme=found.programme, number__gt=found.number, withdrawn_at__isnull=True
        )
        .order_by("-number")
        .first()
    )
    return {
        "publication": found,
        "name": found.programme.name,
        "languages": [
            (lang, [(f, f.name.rsplit(".", 1)[-1]) for f in files if f.lang == lang])
            for lang in ("sv", "en")
            if any(f.lang == lang for f in files)
        ],
        "newer": newer,
        "rests_on": found.rests_on,
        "answers": [
            (kind, f"results.key.{kind}", found.rests_on["answers"][kind])
            for kind in KINDS
            if found.rests_on.get("answers", {}).get(kind)
        ],
        "open": found.rests_on.get("open", {}),
        "disagreements": found.rests_on.get("disagreements", []),
        "page": next((f.name for f in files if f.name.endswith(f".{lang}.html")), ""),
    }
