"""Handing in files, choosing, applying and taking away: each one transaction and one event.

Nothing of the programme changes before `apply_import`, and then all of it or nothing: the rows, the
import's own state and the event are one commit. Refuses an import that somebody else has settled,
one whose comparison is of an older state of the data, and one that something stops.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction
from django.utils import timezone

from folja.formats.bundle import encode_row, read_bundle
from folja.model import FollowUp
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.bundling.applying import Applied, apply
from folja_site.exchange.models import Import, ImportFile
from folja_site.exchange.staging import Staged, is_stopped
from folja_site.measurements.models import Answer
from folja_site.programmes.actions.entries import changing
from folja_site.programmes.models import Programme


class MovedOn(Exception):
    """The programme has changed since the comparison was made."""


class Stopped(Exception):
    """Something in the files has to be settled first."""


class WhyMissing(Exception):
    """Approved answers would change, and nobody has said why."""


@transaction.atomic
def stage(principal: Principal | None, programme: Programme, staged: Staged) -> Import:
    """Keep files with their comparison, for somebody to look at."""
    kept = Import.objects.create(
        programme=programme,
        files=[name for name, _ in staged.files],
        bundle=staged.outcome.bundle,
        preview=staged.outcome.preview,
        choices=staged.choices,
        data_version=staged.data_version,
        created_by=principal.user if principal else None,
    )
    sums = [hashlib.sha256(data).hexdigest() for _, data in staged.files]
    ImportFile.objects.bulk_create(
        ImportFile(of=kept, position=n, name=name, sha256=sums[n], content=data)
        for n, (name, data) in enumerate(staged.files)
    )
    record(
        principal,
        "import.stage",
        programme=programme,
        subject=f"import/{kept.pk}",
        after={"sha256": sums, **staged.outcome.preview["counts"]},
    )
    return kept


@transaction.atomic
def compare_again(principal: Principal | None, kept: Import, staged: Staged) -> Import:
    """Put a new comparison in the place of the one that was seen; raises `Conflict`."""
    taken = Import.objects.filter(pk=kept.pk, state="staged", version=kept.version).update(
        bundle=staged.outcome.bundle,
        preview=staged.outcome.preview,
        choices=staged.choices,
        data_version=staged.data_version,
        version=kept.version + 1,
    )
    _refuse_settled(kept, taken)
    record(
        principal,
        "import.compare",
        programme=kept.programme,
        subject=f"import/{kept.pk}",
        before=kept.choices,
        after=staged.choices,
    )
    kept.refresh_from_db()
    return kept


def apply_import(
    principal: Principal | None, kept: Import, *, version: int, why: str = ""
) -> Applied:
    """Write all that the import holds, or nothing.

    `version` is the comparison that was seen. Raises `Conflict`, `MovedOn`, `Stopped` or
    `WhyMissing`.
    """
    follow_up = _staged(kept)  # read before anybody has to wait for us
    with changing(
        principal, kept.programme, "import.apply", subject=f"import/{kept.pk}", why=why
    ) as programme:
        taken = Import.objects.filter(pk=kept.pk, state="staged", version=version).update(
            state="applied", applied_at=timezone.now(), bundle=b""
        )
        if not taken or version != kept.version:
            raise Conflict(Import.objects.get(pk=kept.pk))
        if programme.data_version != kept.data_version:
            raise MovedOn
        if is_stopped(kept):
            raise Stopped
        if not why.strip() and _changes_approved(programme, follow_up):
            raise WhyMissing
        applied = apply(principal, programme, follow_up, why=why or f"import #{kept.pk}")
        outcome = {"new": applied.new, "changed": applied.changed, "same": applied.same}
        Import.objects.filter(pk=kept.pk).update(outcome=outcome)
        kept.handed_in.all().delete()
        if not (applied.new or applied.changed):
            record(principal, "import.apply", programme=programme, subject=f"import/{kept.pk}")
        kept.refresh_from_db()
        return applied


@transaction.atomic
def drop(principal: Principal | None, kept: Import) -> None:
    """Take an import away that waits; raises `Conflict` when it has been settled."""
    taken = Import.objects.filter(pk=kept.pk, state="staged").update(state="dropped", bundle=b"")
    _refuse_settled(kept, taken)
    kept.handed_in.all().delete()
    record(
        principal,
        "import.drop",
        programme=kept.programme,
        subject=f"import/{kept.pk}",
        before={"files": kept.files},
    )


def _staged(kept: Import) -> FollowUp:
    with TemporaryDirectory(prefix="folja-apply-") as folder:
        path = Path(folder) / "staged.zip"
        path.write_bytes(bytes(kept.bundle))
        return read_bundle(path)


def _changes_approved(programme: Programme, follow_up: FollowUp) -> bool:
    """Say whether an approved answer would read otherwise, one of a breakdown included."""
    approved = Answer.objects.filter(programme=programme, frozen=True)
    names = ("unit", "indicator", "indicator_version", "point", "breakdown")
    stands = {tuple(key): cells for *key, cells in approved.values_list(*names, "cells")}
    return any(stands[o.key] != encode_row(o) for o in follow_up.observations if o.key in stands)


def _refuse_settled(kept: Import, taken: int) -> None:
    if not taken:
        kept.refresh_from_db()
        raise Conflict(kept)
