"""The report page: the state that would be published, what stands open in it, earlier reports."""

from __future__ import annotations

from collections import Counter
from typing import Any

from folja.model import segments
from folja_site.measurements.models import Round
from folja_site.programmes.models import Programme
from folja_site.results.models import Publication
from folja_site.results.seeing import Seen

#: So many open findings are listed by name; the rest are counted.
_LISTED = 8


def approved(round: Round) -> bool:
    """Say whether every network of a round has been approved."""
    parts = list(round.participations.all())
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
    waiting = looked.figures.findings(only_open=True)
    by = Counter(f["severity"] for f in waiting)
    outdated = [f for f in waiting if f["outdated"]]
    lost = stale(looked)
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
        "rounds": offered,
        "publications": publications,
        "newest": newest,
        "changed": newest is not None and newest.digest != looked.figures.digest,
    }


def _title(looked: Seen, newest: Publication | None, errors: int) -> str:
    if newest is None:
        return looked.say("publish.title-none")
    if newest.digest == looked.figures.digest:
        return looked.say("publish.title-current")
    return looked.say("publish.title-changed")


def stale(looked: Seen) -> list[tuple[str, str]]:
    """Return the texts that name a figure which is not there: the unit and what it names."""
    follow_up = looked.follow_up
    there = looked.figures.kinds()
    found = []
    for text in looked.figures.records("case_texts"):
        body = text.body.get(looked.lang)
        for part in segments(body):
            if isinstance(part, str) or part.target not in ("cell", "change", "from-to"):
                continue
            if not part.is_well_formed or not _stands(follow_up, there, part.address):
                unit = follow_up.unit_by_id.get(text.unit)
                name = unit.name.get(looked.lang) if unit else text.unit
                found.append((name, " ".join(part.address)))
    return found


def _stands(follow_up: Any, there: Any, address: tuple[str, ...]) -> bool:
    by_no = follow_up.indicator_by_no
    no = address[1]
    indicator = by_no[int(no)].id if no.isdecimal() and int(no) in by_no else no
    if len(address) > 2:
        return (address[0], indicator, address[2]) in there
    return address[0] in follow_up.unit_by_id and indicator in follow_up.indicator_by_id


def published(found: Publication) -> dict[str, Any]:
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
    }
