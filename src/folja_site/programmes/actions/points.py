"""Adding a measurement point where its date falls among the others."""

from __future__ import annotations

from dataclasses import replace

from folja.model import Point
from folja_site.access.principal import Principal
from folja_site.programmes.actions.entries import changing, save_entry
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import entries, record_of


def add_point(principal: Principal, programme: Programme, point: Point) -> Entry:
    """Save a new point and move those after it one on, in one event.

    Raises `Conflict` when there is a point of that date.
    """
    with changing(principal, programme, "point.add", subject=f"points/{point.id}"):
        later = [entry for entry in entries(programme, "points") if entry.key > point.id]
        made = save_entry(principal, programme, "points", point)
        for n, entry in enumerate(later, start=1):
            moved = replace(record_of(entry), order=point.order + n)
            save_entry(principal, programme, "points", moved, version=entry.version)
        for n, entry in enumerate(sorted([made, *later], key=lambda e: e.key)):
            Entry.objects.filter(pk=entry.pk).update(position=point.order + n)
        return made
