"""`datapackage.json`: the descriptor, with a Table Schema for every table (Data Package v2).

`verbatim` gets field-level `missingValues: []`, so that "" and "n.a." reach every reader as
written. What the values of `missing_reason` stand for is said by `categories` on that field.
Refuses keys that Data Package cannot express: `folja validate` checks those itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from folja.formats.bundle.columns import MISSING_LABELS, Column, columns_of
from folja.model import TABLES, FollowUp, TableSpec, version_of

PROFILE = "https://datapackage.org/profiles/2.0"


def descriptor(follow_up: FollowUp, checksums: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """Return the descriptor; `checksums` maps each written table to its bytes and SHA-256."""
    record = follow_up.follow_ups[0] if follow_up.follow_ups else None
    package: dict[str, Any] = {
        "$schema": f"{PROFILE}/datapackage.json",
        "name": follow_up.name,
        "schemaVersion": version_of(follow_up),
    }
    if record is not None:
        package["title"] = record.title.get("sv")
        package["description"] = record.subtitle.get("en")
        if record.published_on:
            package["created"] = f"{record.published_on.isoformat()}T00:00:00Z"
        if record.synthetic:
            package["synthetic"] = True
    package["resources"] = [
        _resource(TABLES[name], *checksums[name], checksums) for name in TABLES if name in checksums
    ]
    return package


def _resource(
    spec: TableSpec, size: int, checksum: str, present: Mapping[str, object]
) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": f"{PROFILE}/tableschema.json",
        "fields": [_field(c) for c in columns_of(spec.record)],
        "missingValues": [""],
        "primaryKey": list(spec.key),
    }
    keys = [
        {"fields": [f], "reference": {"resource": table, "fields": ["id"]}}
        for f, table in spec.references
        # A table that is empty is not written, so nothing can point into it.
        # A composite key cannot be pointed at by its id alone; `folja validate` checks those.
        if table in present and TABLES[table].key == ("id",)
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": spec.name,
        "path": f"data/{spec.name}.csv",
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{checksum}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.schema_type}
    if column.role == "reading" and column.attribute == "text":
        field["missingValues"] = []
    enum = column.allowed
    if enum is not None:
        field["constraints"] = {"enum": [e.value for e in enum]}
    if column.role == "reading" and column.attribute == "reason":
        field["categories"] = [{"value": k.value, "label": v} for k, v in MISSING_LABELS.items()]
    if column.required and column.role == "plain":
        field.setdefault("constraints", {})["required"] = True
    return field
