"""What an indicator or an aim meant before is kept beside what it means from now on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from folja.formats.bundle import decode_row
from folja.model import TABLES
from folja_site.access.principal import Principal
from folja_site.base.conflicts import Conflict
from folja_site.programmes.actions.entries import changing, save_entry
from folja_site.programmes.models import Entry
from folja_site.programmes.queries import record_of


def succeed(
    principal: Principal,
    entry: Entry,
    cells: Mapping[str, str],
    *,
    version: int,
    day: date,
    why: str,
) -> Entry:
    """Save changed cells as a successor from a day, and end what was there the day before.

    An indicator gets its next version: answers keep pointing at the one that they were given to,
    and the series breaks between them. An aim gets a new entry that names the one it replaces.
    Both rows stand in one event. Raises `Conflict` when somebody was there first.
    """
    subject = f"{entry.table}/{entry.key}"
    with changing(principal, entry.programme, "entry.succeed", subject=subject, why=why):
        before: Any = record_of(entry)
        new: Any = decode_row(TABLES[entry.table].record, cells)
        last = day - timedelta(days=1)
        if entry.table == "indicators":
            there = Entry.objects.filter(
                programme=entry.programme, table="indicators", key__startswith=f"{before.id}/"
            )
            newest = max(int(key.rpartition("/")[2]) for key in there.values_list("key", flat=True))
            if newest != before.version:
                raise Conflict(entry)
            ended = replace(before, valid_to=last)
            after = replace(new, version=newest + 1, valid_from=day, valid_to=None)
        else:
            ended = replace(before, valid_to=last.isoformat())
            taken = Entry.objects.filter(programme=entry.programme, table="aims")
            after = replace(
                new,
                id=f"{before.id}-{taken.count() + 1}",
                replaces=before.id,
                valid_from=day.isoformat(),
                valid_to="",
            )
        save_entry(principal, entry.programme, entry.table, ended, version=version, why=why)
        return save_entry(principal, entry.programme, entry.table, after, why=why)
