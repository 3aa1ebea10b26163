"""Write docs/reference/bundle.md from the code: every table of a bundle, its key and columns."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

from folja.formats.bundle.columns import Column, columns_of
from folja.model import SCHEMA_VERSION, TABLES, TableSpec

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "bundle.md"

INTRODUCTION = f"""\
# The bundle, schema version {SCHEMA_VERSION}

Written by `scripts/reference_bundle.py` from the code; a test holds it up to date.

A follow-up on disk is a Frictionless Data Package (version 2): a folder, or a `.zip` of it, with \
`datapackage.json` and one CSV file per table under `data/`. A table that is empty is left out; a \
table or column that we do not know is kept. A bundle is written as the lowest version that holds \
what is in it, and older bundles open. CSV is UTF-8 with commas and LF, and nothing in it is \
ever escaped: what somebody wrote stands as it was written. An empty cell is no value. The words \
of an answer (`verbatim`) are declared with `missingValues: []`, so that "" and "n.a." reach every \
reader as texts. Lists are JSON.
"""


def page() -> str:
    """Return the whole page."""
    return INTRODUCTION + "".join(f"\n{part}" for spec in TABLES.values() for part in _table(spec))


def _table(spec: TableSpec) -> Iterator[str]:
    said = " ".join(cleandoc(spec.record.__doc__ or "").split("\n\n")[0].split())
    yield f"## {spec.name}\n"
    yield f"{said} Key: {', '.join(f'`{field}`' for field in spec.key)}.\n"
    references = dict(spec.references)
    rows = ["| Column | Type | Points into | Allowed |", "|---|---|---|---|"]
    for column in columns_of(spec.record):
        target = references.get(column.field) if column.role == "plain" else None
        into = f"`{target}`" if target else ""
        rows.append(f"| `{column.name}` | {_type(column)} | {into} | {_allowed(column)} |")
    yield "\n".join(rows) + "\n"


def _type(column: Column) -> str:
    needed = column.required and column.role == "plain"
    return f"{column.schema_type}{', needed' if needed else ''}"


def _allowed(column: Column) -> str:
    values = column.allowed
    return "" if values is None else ", ".join(f"`{value.value}`" for value in values)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
