"""A follow-up written into a programme's rows: what differs, in one transaction, all or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from folja.formats.bundle import encode_row
from folja.model import TABLES, FollowUp
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.measurements.actions.answers import columns_of
from folja_site.measurements.models import Answer, AnswerVersion
from folja_site.programmes.actions.entries import changing, key_of, unit_of
from folja_site.programmes.models import Entry, EntryVersion, Programme


@dataclass(frozen=True, slots=True)
class Applied:
    """How many rows were new, changed and the same."""

    new: int
    changed: int
    same: int


@dataclass(slots=True)
class _Told:
    """What the event of an import tells: the rows that changed, and which are new."""

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    same: int = 0

    def change(self, subject: str, before: Any, after: Any) -> None:
        """Keep one row as it was and as it is now."""
        self.before[subject], self.after[subject] = before, after


def apply(
    principal: Principal | None, programme: Programme, follow_up: FollowUp, *, why: str = ""
) -> Applied:
    """Write every record of a follow-up that is not there yet, or is there in other words.

    Nothing that the programme has beside it is removed. Every row gets its version; the audit
    trail gets one event: what changed, and which rows are new. Frozen answers are changed only as
    corrections: a bundle that differs from them is a new version of them, with the reason given.
    """
    told = _Told()
    actor = principal.label if principal else "system"
    user = principal.user if principal else None
    with changing(principal, programme, "bundle.apply"):
        _entries(programme, follow_up, told, {"actor": actor, "user": user, "why": why})
        _answers(programme, follow_up, told, {"actor": actor, "user": user, "why": why})
        applied = Applied(len(told.added), len(told.after), told.same)
        if applied.new or applied.changed:
            record(
                principal,
                "bundle.apply",
                programme=programme,
                subject=follow_up.name,
                before=told.before,
                after={"same": applied.same, "new": told.added, "changed": told.after},
                why=why,
            )
    return applied


def _entries(programme: Programme, follow_up: FollowUp, told: _Told, by: dict[str, object]) -> None:
    there = {(e.table, e.key): e for e in Entry.objects.filter(programme=programme)}
    new: list[Entry] = []
    changed: list[Entry] = []
    for table in TABLES:
        if table == "observations":
            continue
        for position, row in enumerate(getattr(follow_up, table), start=1):
            cells = encode_row(row)
            key = key_of(table, cells)
            entry = there.get((table, key))
            if entry is None:
                unit = unit_of(table, cells)
                new.append(
                    Entry(
                        programme=programme,
                        table=table,
                        key=key,
                        unit=unit,
                        position=position,
                        cells=cells,
                    )
                )
            elif entry.cells != cells or entry.gone:
                told.change(str(entry), entry.cells, cells)
                entry.cells, entry.gone, entry.version = cells, False, entry.version + 1
                entry.unit = unit_of(table, cells)
                changed.append(entry)
            else:
                told.same += 1
    Entry.objects.bulk_create(new, batch_size=500)
    Entry.objects.bulk_update(changed, ["cells", "gone", "version", "unit"], batch_size=200)
    EntryVersion.objects.bulk_create(
        (EntryVersion(entry=e, version=e.version, cells=e.cells, **by) for e in new + changed),
        batch_size=500,
    )
    told.added += [str(entry) for entry in new]


def _answers(programme: Programme, follow_up: FollowUp, told: _Told, by: dict[str, object]) -> None:
    there = {
        (a.unit, a.indicator, a.indicator_version, a.point, a.breakdown): a
        for a in Answer.objects.filter(programme=programme)
    }
    new: list[Answer] = []
    changed: list[Answer] = []
    now = timezone.now()
    for observation in follow_up.observations:
        columns = columns_of(observation)
        answer = there.get(observation.key)
        if answer is None:
            new.append(Answer(programme=programme, **columns))
        elif answer.cells != columns["cells"]:
            told.change(f"observations/{answer}", answer.cells, columns["cells"])
            for name, value in columns.items():
                setattr(answer, name, value)
            answer.version, answer.changed_at = answer.version + 1, now
            changed.append(answer)
        else:
            told.same += 1
    Answer.objects.bulk_create(new, batch_size=500)
    Answer.objects.bulk_update(
        changed,
        ["verbatim", "kind", "low", "high", "missing_reason", "cells", "version", "changed_at"],
        batch_size=200,
    )
    AnswerVersion.objects.bulk_create(
        (
            AnswerVersion(answer=a, version=a.version, cells=a.cells, frozen=a.frozen, **by)
            for a in new + changed
        ),
        batch_size=500,
    )
    told.added += [f"observations/{answer}" for answer in new]
