"""What is set up in a programme, what is missing next, and what stands in the way of removing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from folja.model import TABLES, UnitKind
from folja.text import Message
from folja_site.programmes.furniture import GROUPS
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import records, tables


@dataclass(frozen=True, slots=True)
class Line:
    """One table on the set-up page: how much it holds, and what to do about it."""

    table: str
    n: int
    needed: Message | None = None
    asked: Message | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The whole list in its groups; `missing` is what a round cannot be opened without."""

    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    missing: tuple[Line, ...]


def state_of(programme: Programme, *, only: frozenset[str] | None = None) -> State:
    """Return the state of a programme's set-up; two queries whatever its size.

    `only` keeps to some tables.
    """
    rows = Entry.objects.filter(programme=programme, gone=False).order_by()
    counts = {r["table"]: r["n"] for r in rows.values("table").annotate(n=Count("id"))}
    known = tables(programme, "units", "indicators", "indicator_themes", "goals", "indicator_goals")
    networks = [u for u in known["units"] if u.kind is UnitKind.NETWORK]
    indicators = {i.id for i in known["indicators"]}
    bare = indicators - {link.indicator for link in known["indicator_themes"]}
    unmeasured = {g.id for g in known["goals"] if g.considered} - {
        link.goal for link in known["indicator_goals"]
    }
    needed: dict[str, Message] = {}
    if not networks:
        needed["units"] = Message("set-up.needed.units")
    for table in ("points", "indicators"):
        if not counts.get(table):
            needed[table] = Message(f"set-up.needed.{table}")
    asked: dict[str, Message] = {}
    if unclear := sum(u.status == "unknown" for u in networks):
        asked["units"] = Message("set-up.asked.status", {"n": unclear})
    if bare and indicators:
        asked["indicator_themes"] = Message("set-up.asked.theme", {"n": len(bare)})
    if unmeasured:
        asked["indicator_goals"] = Message("set-up.asked.goal", {"n": len(unmeasured)})
    groups = tuple(
        (
            group,
            tuple(Line(t, counts.get(t, 0), needed.get(t), asked.get(t)) for t in names),
        )
        for group, all_of_it in GROUPS.items()
        if (names := [t for t in all_of_it if only is None or t in only])
    )
    missing = tuple(line for _, lines in groups for line in lines if line.needed)
    return State(groups, missing)


def rests_on(entry: Entry, record: Any) -> int:
    """Return how many rows and answers refer to an entry; it is removed when none does."""
    programme, key = entry.programme, record.id
    if entry.table == "adaptations" and record.action == "add":
        # Without it the question would be everybody's: it goes with the indicator, or not at all.
        start = f"{record.indicator}/"
        there = Entry.objects.filter(programme=programme, table="indicators", gone=False)
        return there.filter(key__startswith=start).count()
    pairs = [
        (name, field)
        for name, spec in TABLES.items()
        for field, other in spec.references
        if other == entry.table and name != "observations"
    ]
    if entry.table == "units":
        pairs.append(("projects", "units"))
    rows = Entry.objects.filter(
        programme=programme, gone=False, table__in={name for name, _ in pairs}
    ).exclude(pk=entry.pk)
    n = 0
    for table, cells in rows.values_list("table", "cells"):
        for name, field in pairs:
            said = cells.get(field, "")
            many = name == "projects" and field == "units"
            n += table == name and (f'"{key}"' in said if many else said == key)
    told = {"units": "unit", "points": "point", "indicators": "indicator"}.get(entry.table)
    if told:
        n += programme.answers.filter(**{told: key}).count()
    return n


def in_ring(entry: Entry, parent: str) -> bool:
    """Say whether a unit would belong to itself, or to something below it, under a parent."""
    units = {u.id: u for u in records(entry.programme, "units")}
    at, seen = parent, set()
    while at and at not in seen:
        if at == entry.key:
            return True
        seen.add(at)
        at = (units[at].parent or "") if at in units else ""
    return False
