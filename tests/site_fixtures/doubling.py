"""Twice as much of everything: to hold pages to asking no more questions for more rows."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import CharField, IntegerField, Model, UniqueConstraint

from folja_site.programmes.models import Entry
from site_fixtures.furnishing import World

#: Rows that are one of a kind, or of whole programmes, which nobody has twice on a page.
SINGLE = {
    *("programmes.Programme", "access.User", "access.Membership", "programmes.Entry"),
    *("results.FigureSet", "results.Publication", "base.AuditEvent"),
}
#: Tables of a programme whose rows lists are made of; each row is doubled under a key of its own.
LISTED = {
    *("units", "goals", "events", "aims", "results", "projects", "hub_organisations"),
    *("governing_bodies", "programme_runs", "hub_needs", "explanations", "adaptations", "sources"),
}


def double(world: World) -> None:
    """Copy every row of the site's own tables that belongs to the programme of the world."""
    for model in apps.get_models():
        label = model._meta.label
        if label.split(".")[0] not in ("access", "measurements", "interviews", "exchange"):
            continue
        if label not in SINGLE:
            _copies(model)
    entries = Entry.objects.filter(programme=world.programme, table__in=LISTED, gone=False)
    copies = []
    for entry in entries:
        key = f"{entry.key}-x"
        cells = dict(entry.cells)
        cells["id"] = key
        copies.append(
            Entry(
                programme=entry.programme,
                table=entry.table,
                key=key,
                unit=key if entry.table == "units" else entry.unit,
                position=entry.position,
                cells=cells,
            )
        )
    Entry.objects.bulk_create(copies)


def _copies(model: type[Model]) -> None:
    copies: list[Any] = []
    differs = _differing(model)
    for row in model._default_manager.all()[:2000]:
        row.pk = None
        for name in differs:
            value, room = getattr(row, name), model._meta.get_field(name).max_length
            setattr(row, name, value + 1000 if isinstance(value, int) else f"x{value}"[:room])
        copies.append(row)
    model._default_manager.bulk_create(copies)


def _differing(model: type[Model]) -> set[str]:
    """Return a column of each uniqueness that a copy can have another value in."""
    found: set[str] = set()
    together = [c.fields for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    alone = [(f.name,) for f in model._meta.fields if f.unique and not f.primary_key]
    for names in (*together, *alone):
        fields = [model._meta.get_field(name) for name in names]
        plain = [f.name for f in fields if isinstance(f, CharField | IntegerField)]
        if plain and not found & set(plain):
            found.add(plain[-1])
    return found
