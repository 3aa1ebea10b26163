"""Writing one entry: a new version beside the old ones, refused when somebody was there first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from folja.formats.bundle import decode_row, encode_row
from folja.model import TABLES
from folja_site.access.principal import Principal
from folja_site.base.auditing import one_event, record
from folja_site.base.changes import changed
from folja_site.base.conflicts import Conflict
from folja_site.programmes.models import Entry, EntryVersion, Programme


def key_of(table: str, cells: Mapping[str, str]) -> str:
    """Join the primary key of a row with "/"."""
    return "/".join(cells.get(part, "") for part in TABLES[table].key)


def unit_of(table: str, cells: Mapping[str, str]) -> str:
    """Return the unit that a row is about, or the empty text."""
    if table == "units":
        return cells.get("id", "")
    about = dict(TABLES[table].references).get("unit") == "units"
    return cells.get("unit", "") if about else ""


@contextmanager
def changing(
    principal: Principal | None,
    programme: Programme,
    action: str,
    *,
    unit: str = "",
    subject: str = "",
    why: str = "",
) -> Iterator[Programme]:
    """Change what figures rest on: the only way to do so, in one transaction with one event.

    It takes the programme for itself before anything else and gives it as it stands: two that took
    rows first and the programme last, in another order, would wait for each other for ever (SQLite
    has one writer anyway). Where something was written it counts the change at the end, and those
    who build figures are told once it is committed. One inside another is a part of it.
    """
    with one_event(
        principal, action, programme=programme, unit=unit, subject=subject, why=why
    ) as event:
        outermost, mark = programme.pk not in event.held, len(event.rows)
        if outermost:
            event.held[programme.pk] = _taken(programme)
        try:
            yield event.held[programme.pk]
        except BaseException:
            if outermost:
                del event.held[programme.pk]
            raise
        if outermost and len(event.rows) > mark:
            Programme.objects.filter(pk=programme.pk).update(data_version=F("data_version") + 1)
            transaction.on_commit(lambda: changed(programme.pk))


def _taken(programme: Programme) -> Programme:
    # Without its key: a row that names the programme (an event, say) can be written beside. One
    # who holds a network's part in a round and then leaves an event would otherwise wait for who
    # holds the programme and wants that part.
    return Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)


def save_entry(
    principal: Principal | None,
    programme: Programme,
    table: str,
    entry_record: Any,
    *,
    version: int | None = None,
    why: str = "",
) -> Entry:
    """Save a record of `folja.model` as an entry.

    `version` is the one that the writer saw; None writes a new entry. Raises `Conflict` with the
    entry as it stands when another version is there, or when the key is taken.
    """
    with changing(principal, programme, "entry.save"):
        return _save(principal, programme, table, entry_record, version, why)


def _save(
    principal: Principal | None,
    programme: Programme,
    table: str,
    entry_record: Any,
    version: int | None,
    why: str,
) -> Entry:
    cells = encode_row(entry_record)
    decode_row(TABLES[table].record, cells)  # what is written can be read again
    key = key_of(table, cells)
    there = Entry.objects.filter(programme=programme, table=table, key=key).first()
    before = None if there is None or there.gone else there.cells
    if there is None:
        last = Entry.objects.filter(programme=programme, table=table).aggregate(n=Max("position"))
        there = Entry.objects.create(
            programme=programme,
            table=table,
            key=key,
            unit=unit_of(table, cells),
            position=(last["n"] or 0) + 1,
            cells=cells,
        )
    else:
        if version is None and not there.gone:
            raise Conflict(there)
        seen = there.version if version is None else version
        taken = Entry.objects.filter(pk=there.pk, version=seen).update(
            cells=cells, unit=unit_of(table, cells), version=F("version") + 1, gone=False
        )
        there.refresh_from_db()
        if not taken:
            raise Conflict(there)
    _keep_version(there, principal, why)
    record(
        principal,
        "entry.save",
        programme=programme,
        unit=there.unit,
        subject=f"{table}/{key}",
        before=before,
        after=cells,
        why=why,
    )
    return there


def remove_entry(principal: Principal | None, entry: Entry, *, version: int, why: str) -> None:
    """Take an entry out of what is current; its versions stay. Raises `Conflict`, too."""
    with changing(principal, entry.programme, "entry.remove"):
        taken = Entry.objects.filter(pk=entry.pk, version=version, gone=False).update(
            gone=True, version=F("version") + 1
        )
        entry.refresh_from_db()
        if not taken:
            raise Conflict(entry)
        _keep_version(entry, principal, why)
        record(
            principal,
            "entry.remove",
            programme=entry.programme,
            unit=entry.unit,
            subject=f"{entry.table}/{entry.key}",
            before=entry.cells,
            why=why,
        )


def _keep_version(entry: Entry, principal: Principal | None, why: str) -> None:
    EntryVersion.objects.create(
        entry=entry,
        version=entry.version,
        cells=entry.cells,
        gone=entry.gone,
        user=principal.user if principal else None,
        actor=principal.label if principal else "system",
        why=why,
    )
