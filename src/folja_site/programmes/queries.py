"""Reading entries as the library's records."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import QuerySet

from folja.formats.bundle import decode_row
from folja.model import TABLES, Adaptation, Indicator
from folja_site.programmes.models import Entry, Programme


def entries(programme: Programme, table: str, *, unit: str | None = None) -> QuerySet[Entry]:
    """Return the current entries of a table, in their order; `unit` keeps to one unit's."""
    found = Entry.objects.filter(programme=programme, table=table, gone=False)
    return (found if unit is None else found.filter(unit=unit)).order_by("position", "id")


def record_of(entry: Entry) -> Any:
    """Return an entry as the record it holds."""
    return decode_row(TABLES[entry.table].record, entry.cells)


def records(programme: Programme, table: str, *, unit: str | None = None) -> tuple[Any, ...]:
    """Return the current records of a table, in their order."""
    return tuple(record_of(entry) for entry in entries(programme, table, unit=unit))


def tables(programme: Programme, *names: str) -> dict[str, tuple[Any, ...]]:
    """Return the records of several tables with one query."""
    found: dict[str, list[Any]] = {name: [] for name in names}
    rows = Entry.objects.filter(programme=programme, table__in=names, gone=False)
    for entry in rows.order_by("position", "id"):
        found[entry.table].append(record_of(entry))
    return {name: tuple(kept) for name, kept in found.items()}


def added_by(adaptations: Iterable[Adaptation]) -> dict[str, set[str]]:
    """Return the networks that have added an indicator themselves, by indicator."""
    found: dict[str, set[str]] = {}
    for one in adaptations:
        if one.action == "add":
            found.setdefault(one.indicator, set()).add(one.unit)
    return found


def everybodys(
    indicators: Iterable[Indicator], adaptations: Iterable[Adaptation]
) -> tuple[Indicator, ...]:
    """Return the indicators that no network has added for itself."""
    added = added_by(adaptations)
    return tuple(one for one in indicators if one.id not in added)


def unasked(adaptations: Iterable[Adaptation], units: Collection[str]) -> set[tuple[str, str]]:
    """Return the pairs of network and indicator that are not asked, for some networks.

    A network is not asked what it has declined, nor what only others have added.
    """
    kept = list(adaptations)
    declined = {(a.unit, a.indicator) for a in kept if a.action == "decline" and a.unit in units}
    added = added_by(kept)
    return declined | {(u, one) for one, by in added.items() for u in units if u not in by}
