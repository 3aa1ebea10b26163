"""Publishing a report: made from one state of the data, kept as its bytes, withdrawn with a reason.

The files are made outside any transaction, since that takes long; what is published is refused when
the data changed meanwhile, so that no report is a mixture of two states.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from folja.formats.bundle import digest
from folja.model import FollowUp
from folja.quality import check
from folja.quality.deciding import decided
from folja.text import LANGUAGES
from folja.values import Kind
from folja.workflows.reporting import FORMATS, documents, writer
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.bundling.building import follow_up_of
from folja_site.measurements.models import Round
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import tables
from folja_site.results.models import Publication, PublishedFile
from folja_site.results.strips import SQUARES

#: Every format that the library writes reports in.
MADE: Sequence[str] = tuple(FORMATS)
MEDIA_TYPES = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Changed(Exception):
    """The data changed while the report was being made: nothing was published."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of a report: its name, format, language and bytes."""

    name: str
    format: str
    lang: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A report in every format and language, the state of the data it is of, and its titles."""

    data_version: int
    digest: str
    title_sv: str
    title_en: str
    files: tuple[MadeFile, ...]
    #: What the report rests on, in numbers: networks, answers of each kind, findings left open.
    rests_on: Mapping[str, Any] = field(default_factory=dict)


def up_to(follow_up: FollowUp, points: Sequence[str]) -> FollowUp:
    """Return a follow-up without points later than the last of a round, and their answers."""
    if not points:
        return follow_up
    last = max(points)
    return follow_up.with_table(
        points=tuple(p for p in follow_up.points if p.id <= last),
        observations=tuple(o for o in follow_up.observations if o.point <= last),
    )


def prepare(programme: Programme, round: Round | None = None) -> Prepared:
    """Make the report of a programme's present state, whole or up to the points of a round."""
    with transaction.atomic():
        version = Programme.objects.values_list("data_version", flat=True).get(pk=programme.pk)
        follow_up = follow_up_of(programme)
    follow_up = up_to(follow_up, round.points if round else ())
    follow_up = replace(follow_up, name=programme.slug)
    files, titles = [], {}
    for document in documents(follow_up, LANGUAGES):
        titles[document.lang] = document.front.title
        for name in MADE:
            files.append(
                MadeFile(
                    f"{document.file_stem}.{document.lang}.{name}",
                    name,
                    document.lang,
                    writer(name)(document),
                )
            )
    return Prepared(
        version, digest(follow_up), titles["sv"], titles["en"], tuple(files), rests_on(follow_up)
    )


def rests_on(follow_up: FollowUp) -> dict[str, Any]:
    """Return in numbers what a report rests on, as its public page tells it."""
    compared = {u.id for u in follow_up.compared}
    told = {o.unit for o in follow_up.observations if o.reading.kind is not Kind.BLANK}
    laid = decided(follow_up)
    squares = Counter(
        SQUARES.get(laid.get(cell, o.reading).kind.value, "blank")
        for cell, o in follow_up.observation_at.items()
        if o.unit in compared
    )
    waiting = Counter(f.severity.value for f in check(follow_up) if f.is_open)
    return {
        "networks": len(follow_up.networks),
        # Whoever has told nothing is not compared, as in the report itself.
        "compared": len(compared & told),
        "points": [p.id for p in follow_up.ordered_points],
        "answers": dict(squares),
        "open": dict(waiting),
    }


def held_against(programme: Programme) -> list[dict[str, str]]:
    """Return the standing disagreements as they are kept with a publication."""
    known = tables(programme, "disagreements", "units", "themes")
    units = {u.id: u.name for u in known["units"]}
    themes = {t.id: t.name for t in known["themes"]}
    kept = []
    for one in known["disagreements"]:
        unit, theme = units.get(one.unit), themes.get(one.theme or "")
        kept.append(
            {
                "unit_sv": unit.sv if unit else one.unit,
                "unit_en": unit.en if unit else one.unit,
                "theme_sv": theme.sv if theme else "",
                "theme_en": theme.en if theme else "",
                "text": one.words,
                "day": one.said_on.isoformat() if one.said_on else "",
            }
        )
    return kept


@transaction.atomic
def publish(
    principal: Principal,
    programme: Programme,
    prepared: Prepared,
    *,
    round: Round | None = None,
    note: str = "",
) -> Publication:
    """Publish a report that was made; raises `Changed` when the data has changed since."""
    there = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    if there.data_version != prepared.data_version:
        raise Changed(programme.slug)
    last = Publication.objects.filter(programme=programme).aggregate(n=Max("number"))["n"] or 0
    made = Publication.objects.create(
        programme=programme,
        round=round,
        number=last + 1,
        digest=prepared.digest,
        published_by=principal.user,
        title_sv=prepared.title_sv[:300],
        title_en=prepared.title_en[:300],
        note=note,
        rests_on=dict(prepared.rests_on) | {"disagreements": held_against(there)},
    )
    PublishedFile.objects.bulk_create(
        PublishedFile(
            publication=made,
            name=one.name,
            media_type=MEDIA_TYPES[one.format],
            lang=one.lang,
            sha256=hashlib.sha256(one.content).hexdigest(),
            content=one.content,
        )
        for one in prepared.files
    )
    if round is not None and round.state != "published":
        Round.objects.filter(pk=round.pk).update(state="published", version=round.version + 1)
    record(
        principal,
        "report.publish",
        programme=programme,
        subject=f"publication {made.number}",
        after={"digest": made.digest, "files": [one.name for one in prepared.files]},
        why=note,
    )
    return made


@transaction.atomic
def withdraw(principal: Principal, publication: Publication, *, why: str) -> None:
    """Withdraw a publication; it stays listed, with the reason. Raises `Conflict` if it was."""
    taken = Publication.objects.filter(pk=publication.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=timezone.now(), withdrawn_by=principal.user, withdrawn_why=why
    )
    publication.refresh_from_db()
    if not taken:
        raise Conflict(publication)
    record(
        principal,
        "report.withdraw",
        programme=publication.programme,
        subject=f"publication {publication.number}",
        before={"digest": publication.digest},
        why=why,
    )
