"""Adding a measurement point where its date falls among the others."""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from folja.model import Point
from folja_site.access.principal import Principal
from folja_site.programmes.actions.entries import hold, save_entry
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import entries, record_of


@transaction.atomic
def add_point(principal: Principal, programme: Programme, point: Point) -> Entry:
    """Save a new point and move those after it one on; every row that changes has its event.

    Raises `Conflict` when there is a point of that date.
    """
    hold(programme)
    later = [entry for entry in entries(programme, "points") if entry.key > point.id]
    made = save_entry(principal, programme, "points", point)
    for n, entry in enumerate(later, start=1):
        moved = replace(record_of(entry), order=point.order + n)
        save_entry(principal, programme, "points", moved, version=entry.version)
    for n, entry in enumerate(sorted([made, *later], key=lambda e: e.key)):
        Entry.objects.filter(pk=entry.pk).update(position=point.order + n)
    return made
