"""The tables of a bundle: which record fills each, what its key is and what it refers to.

One declaration serves reading, writing, the Table Schema in `datapackage.json` and validation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args, get_type_hints

from folja.model.followup import TABLE_NAMES, FollowUp

#: Newest version of the bundle's schema; older bundles keep opening.
SCHEMA_VERSION = 2
#: What a version brought; a bundle is written as the lowest that holds what is in it.
_SINCE = {"declared_ties": 2, "disagreements": 2, "targets": 2}
_LABELS_SINCE = 2

_COMPOSITE_KEYS = {
    "observations": ("unit", "indicator", "version", "point", "breakdown"),
    "indicators": ("id", "version"),
}

#: Field -> table it points into, wherever a record has a field of that name.
_REFERENCES = {
    "programme": "programmes",
    "priority_area": "priority_areas",
    "unit": "units",
    "parent": "units",
    "theme": "themes",
    "goal": "goals",
    "indicator": "indicators",
    "of_indicator": "indicators",
    "project": "projects",
    "variable": "condition_variables",
    "observation": "cross_case_observations",
    "need": "needs",
    "form": "support_forms",
    "point": "points",
    "source": "sources",
    "part_of": "sources",
}

#: (table, field) pairs whose name says one thing and whose content another.
_NOT_REFERENCES = {
    ("indicators", "unit"),  # the unit of measure, a text
    ("decisions", "point"),  # may be "from/to"
    ("needs", "group"),
    ("programmes", "goal"),  # a text
    ("priority_areas", "goal"),  # a text
}
_EXTRA_REFERENCES = {
    ("indicator_relations", "other"): "indicators",
    ("unit_links", "other"): "units",
    ("needs", "group"): "need_groups",
    ("aims", "replaces"): "aims",
    ("claims", "note_to"): "claims",
}


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table: its name, record type, primary key and foreign keys (field -> table)."""

    name: str
    record: type
    key: tuple[str, ...]
    references: tuple[tuple[str, str], ...]


def _spec(name: str, record: type) -> TableSpec:
    hints = get_type_hints(record)
    references = {
        f: table
        for f, table in _REFERENCES.items()
        if f in hints and (name, f) not in _NOT_REFERENCES
    } | {f: table for (t, f), table in _EXTRA_REFERENCES.items() if t == name}
    return TableSpec(
        name, record, _COMPOSITE_KEYS.get(name, ("id",)), tuple(sorted(references.items()))
    )


def version_of(follow_up: FollowUp) -> int:
    """Return the lowest version of the schema that holds everything in a follow-up."""
    labelled = any(adaptation.label for adaptation in follow_up.adaptations)
    needed = (since for table, since in _SINCE.items() if getattr(follow_up, table))
    return max((1, _LABELS_SINCE if labelled else 1, *needed))


def _record_of(table: str) -> type:
    record: type = get_args(get_type_hints(FollowUp)[table])[0]
    return record


#: Every table by name, in the order they are written.
TABLES: dict[str, TableSpec] = {name: _spec(name, _record_of(name)) for name in TABLE_NAMES}
