"""A programme's rows as a follow-up, whole or limited to some networks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from folja.formats.bundle import decode_row
from folja.model import TABLES, FollowUp, Observation, Unit
from folja_site.measurements.models import Answer, AnswerVersion
from folja_site.programmes.models import Entry, Programme


@dataclass(frozen=True, slots=True)
class Rows:
    """A programme's rows as they stood: cells by table, not yet made into records."""

    name: str
    entries: tuple[tuple[str, dict[str, str]], ...]
    answers: tuple[dict[str, str], ...]


def rows_of(programme: Programme) -> Rows:
    """Fetch a programme's rows with two queries; quick, so that a lock is not held for long."""
    answers = Answer.objects.filter(programme=programme).order_by("id")
    return Rows(
        programme.slug,
        tuple(_entries(programme).values_list("table", "cells")),
        tuple(answers.values_list("cells", flat=True)),
    )


def rows_in_pieces(programme_id: int, *, at_once: int = 2_000) -> tuple[Programme, Rows]:
    """Fetch a programme and its rows of one moment without anybody having to wait for the reading.

    Where readers hold writers up (SQLite), the answers come in pieces; those that were written
    meanwhile are fetched again at the end, together with the rest: every change leaves a version.
    """
    if connection.vendor != "sqlite":
        with transaction.atomic():
            programme = Programme.objects.get(pk=programme_id)
            return programme, rows_of(programme)
    mark = AnswerVersion.objects.aggregate(last=Max("pk"))["last"] or 0
    answers: dict[int, dict[str, str]] = {}
    wanted = Answer.objects.filter(programme=programme_id).order_by("pk")
    piece = list(wanted.values_list("pk", "cells")[:at_once])
    while piece:
        answers.update(piece)
        piece = list(wanted.filter(pk__gt=piece[-1][0]).values_list("pk", "cells")[:at_once])
    with transaction.atomic():
        programme = Programme.objects.get(pk=programme_id)
        newer = AnswerVersion.objects.filter(pk__gt=mark, answer__programme=programme)
        written = list(newer.order_by().values_list("answer_id", "answer__cells"))
        entries = tuple(_entries(programme).values_list("table", "cells"))
    answers.update(written)
    told = tuple(answers[pk] for pk in sorted(answers))
    return programme, Rows(programme.slug, entries, told)


def _entries(programme: Programme) -> QuerySet[Entry]:
    return Entry.objects.filter(programme=programme, gone=False).order_by("position", "id")


def follow_up_from(rows: Rows) -> FollowUp:
    """Make the follow-up of a programme's rows."""
    tables: dict[str, list[Any]] = {name: [] for name in TABLES}
    for table, cells in rows.entries:
        if table in tables:
            tables[table].append(decode_row(TABLES[table].record, cells))
    tables["observations"] = [decode_row(Observation, cells) for cells in rows.answers]
    made: dict[str, Any] = {name: tuple(held) for name, held in tables.items()}
    return FollowUp(name=rows.name, **made)


def follow_up_of(programme: Programme) -> FollowUp:
    """Build the whole follow-up of a programme; two queries, whatever its size."""
    return follow_up_from(rows_of(programme))


def limited_to(follow_up: FollowUp, units: Collection[str]) -> FollowUp:
    """Return a follow-up that says nothing about networks other than these.

    The units above them stay, with their names; whatever is about another unit, or about no unit
    in particular but said of the whole, goes: headlines and cross-case texts name others.
    """
    kept = set(units)
    above = {follow_up.area_of(unit) for unit in kept if unit in follow_up.unit_by_id}
    for unit in tuple(kept):
        at = follow_up.unit_by_id.get(unit)
        while at is not None and at.parent:
            above.add(at.parent)
            at = follow_up.unit_by_id.get(at.parent)
    changed: dict[str, tuple[Any, ...]] = {}
    for name, spec in TABLES.items():
        rows = getattr(follow_up, name)
        if name == "units":
            changed[name] = tuple(
                u if u.id in kept else _name_of(u) for u in rows if u.id in kept | above
            )
        elif name == "projects":
            changed[name] = tuple(p for p in rows if set(p.units) <= kept)
        elif any(field.name == "unit" for field in fields(spec.record)) and name != "indicators":
            changed[name] = tuple(row for row in rows if row.unit in kept)
    projects = {p.id for p in changed["projects"]}
    changed["project_funders"] = tuple(
        f for f in follow_up.project_funders if f.project in projects
    )
    changed["cross_case_observations"] = ()
    changed |= _without(follow_up, {i for i, by in follow_up.added_by.items() if not by & kept})
    rest = follow_up.with_table(**changed)
    return rest.with_table(sources=_used_sources(rest))


def _without(follow_up: FollowUp, indicators: set[str]) -> dict[str, tuple[Any, ...]]:
    """Return the catalogue without what only other networks have added, and what refers to it."""
    names = ("indicators", "indicator_themes", "indicator_goals", "theme_listings")
    rows: dict[str, tuple[Any, ...]] = {
        name: tuple(
            row
            for row in getattr(follow_up, name)
            if (row.id if name == "indicators" else row.indicator) not in indicators
        )
        for name in names
    }
    rows["indicator_relations"] = tuple(
        r for r in follow_up.indicator_relations if not {r.indicator, r.other} & indicators
    )
    return rows


def _used_sources(follow_up: FollowUp) -> tuple[Any, ...]:
    """Return the sources that something left still comes from: a file's name may name a network."""
    used = {
        getattr(row, "source", "")
        for name in TABLES
        if name != "sources"
        for row in getattr(follow_up, name)
    }
    parents = {source.id: source.part_of for source in follow_up.sources}
    for source in tuple(used):
        at = parents.get(source)
        while at and at not in used:
            used.add(at)
            at = parents.get(at)
    return tuple(source for source in follow_up.sources if source.id in used)


def _name_of(unit: Unit) -> Unit:
    """Return what a network may know of a unit above it: where it stands and what it is called."""
    return Unit(
        id=unit.id,
        kind=unit.kind,
        name=unit.name,
        short_name=unit.short_name,
        order=unit.order,
        parent=unit.parent,
        status=unit.status,
        in_comparison=unit.in_comparison,
    )
