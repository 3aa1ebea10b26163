"""Entries as lists: grouped by what they are about, and one entry's versions with what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from folja.formats.bundle.columns import columns_of
from folja.model import TABLES
from folja.text import Language
from folja_site.programmes.editing import label_of, needed_by, value_in_words
from folja_site.programmes.furniture import CHOICES, called
from folja_site.programmes.models import Entry, EntryVersion, Programme
from folja_site.programmes.queries import entries, record_of, tables


@dataclass(frozen=True, slots=True)
class Row:
    """One entry in a list: its key, name, depth in a tree, and notes on it.

    `codes` are values of vocabularies, worded by the page; `notes` are words of the data.
    """

    key: str
    name: str
    depth: int = 0
    when: str = ""
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One field that a version changed: its label, what stood there and what does now."""

    label: str
    lang: str
    before: str
    after: str


def groups_of(programme: Programme, table: str, lang: Language) -> list[tuple[str, list[Row]]]:
    """Return a table's entries under the networks they are about; three queries at most."""
    known = tables(programme, *needed_by(table))
    names = {name: {r.id: label_of(r, lang) or r.id for r in rows} for name, rows in known.items()}
    found = [(entry, record_of(entry)) for entry in entries(programme, table)]
    if table == "units":
        return [("", _tree(found, lang))] if found else []
    about = dict(TABLES[table].references).get("unit") == "units"
    groups: dict[str, list[Row]] = {}
    for entry, record in sorted(found, key=_when) if table == "events" else found:
        unit = getattr(record, "unit", "") if about else ""
        row = _row(entry, record, table, names, lang)
        groups.setdefault(names["units"].get(unit, unit) if about else "", []).append(row)
    return sorted(groups.items()) if about else list(groups.items())


def _when(pair: tuple[Entry, Any]) -> str:
    return str(getattr(pair[1], "when", ""))


def _row(
    entry: Entry, record: Any, table: str, names: dict[str, dict[str, str]], lang: Language
) -> Row:
    notes: list[str] = []
    for field, other in TABLES[table].references:
        value = getattr(record, field, None)
        if value and field != "unit" and other in names:
            notes.append(names[other].get(value, value))
    if table == "projects":
        notes += [names["units"].get(u, u) for u in record.units]
    codes = [
        str(getattr(record, name))
        for name in ("kind", "measure", "role", "action", "comparability", "basis")
        if _is_code(record, table, name)
    ]
    name = label_of(record, lang) or (notes.pop(0) if notes else entry.key)
    when = str(getattr(record, "when", "") or getattr(record, "started", "") or "")
    if table == "indicators" and record.valid_from:
        when = record.valid_from.isoformat()
    if table == "points":
        when = record.id
    return Row(entry.key, name, when=when, codes=tuple(codes), notes=tuple(notes))


def _is_code(record: Any, table: str, name: str) -> bool:
    value = getattr(record, name, None)
    return bool(value) and (hasattr(value, "value") or (table, name) in CHOICES)


def _tree(found: list[tuple[Entry, Any]], lang: Language) -> list[Row]:
    ids = {record.id for _, record in found}
    below: dict[str, list[tuple[Entry, Any]]] = {}
    for entry, record in found:
        parent = record.parent if record.parent in ids and record.parent != record.id else ""
        below.setdefault(parent or "", []).append((entry, record))
    rows: list[Row] = []
    seen: set[str] = set()

    def walk(parent: str, depth: int) -> None:
        for entry, record in below.get(parent, ()):
            if record.id not in seen:
                seen.add(record.id)
                codes = (record.kind.value, record.status.value)
                name = record.name.get(lang) or record.id
                rows.append(Row(entry.key, name, min(depth, 4), codes=codes))
                walk(record.id, depth + 1)

    walk("", 0)
    # What hangs in a ring hangs from nothing; it is shown all the same.
    rows += [
        Row(entry.key, record.name.get(lang) or record.id, codes=(record.kind.value,))
        for entry, record in found
        if record.id not in seen
    ]
    return rows


def versions_of(entry: Entry, lang: Language) -> list[tuple[EntryVersion, list[Told]]]:
    """Return an entry's versions, newest first, each with the fields that it changed, in words."""
    kept = list(entry.versions.order_by("version"))
    columns = columns_of(TABLES[entry.table].record)
    known = tables(entry.programme, *needed_by(entry.table))
    told: list[tuple[EntryVersion, list[Told]]] = []
    before: dict[str, str] = {}
    for version in kept:
        changes = [
            Told(
                called(entry.table, c.field),
                c.attribute if c.role == "local" else "",
                value_in_words(entry.table, c, before.get(c.name, ""), known, lang),
                value_in_words(entry.table, c, version.cells.get(c.name, ""), known, lang),
            )
            for c in columns
            if before.get(c.name, "") != version.cells.get(c.name, "")
            and c.field not in ("id", "section", "order", "code")
        ]
        told.append((version, changes))
        before = version.cells
    return told[::-1]
