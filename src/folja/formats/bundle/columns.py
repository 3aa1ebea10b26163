"""How a record's fields lie in columns: bilingual texts in two, a reading in one per property.

Derived once per record type from its annotations, so that reading, writing and the Table Schema
cannot disagree. Refuses nothing: a field of a type without columns is a fault of ours, met at once.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from folja.text import LocalText
from folja.values import Kind, MissingReason, Quantity, Status

#: The columns of a reading: name after the prefix, attribute of `Quantity`, Table Schema type.
READING_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("verbatim", "text", "string"),
    ("kind", "kind", "string"),
    ("low", "low", "number"),
    ("high", "high", "number"),
    ("low_open", "low_open", "boolean"),
    ("high_open", "high_open", "boolean"),
    ("parts", "parts", "array"),
    ("alternative", "alternative", "number"),
    ("approximate", "approximate", "boolean"),
    ("unit_word", "unit", "string"),
    ("percent", "percent", "boolean"),
    ("status", "status", "string"),
    ("missing_reason", "reason", "string"),
    ("candidates", "candidates", "array"),
    ("problems", "problems", "array"),
    ("reader_version", "reader", "string"),
)

#: What the values of `missing_reason` stand for in people's words.
MISSING_LABELS = {
    MissingReason.NOT_AVAILABLE: "n.a.",
    MissingReason.UNKNOWN: "not known by the respondent",
    MissingReason.NOT_COLLECTED: "exists but was not collected",
    MissingReason.NOT_APPLICABLE: "cannot exist",
    MissingReason.REFUSED: "refused",
    MissingReason.BLANK: "no answer",
}
READING_ENUMS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "status": Status,
    "missing_reason": MissingReason,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One CSV column: its name, the record field it belongs to, its type and how it is read.

    `role` is plain, local (one language of a bilingual text), reading or array; `attribute` is the
    language or the property of the reading.
    """

    name: str
    field: str
    schema_type: str
    python: Any
    optional: bool
    role: str = "plain"
    attribute: str = ""
    required: bool = False

    @property
    def schema_name(self) -> str:
        """The name of a reading's column without the prefix of its field."""
        return next((name for name, a, _ in READING_COLUMNS if a == self.attribute), self.name)

    @property
    def allowed(self) -> type[StrEnum] | None:
        """The vocabulary of the column, if it has one."""
        if self.role == "reading":
            return READING_ENUMS.get(self.schema_name)
        if isinstance(self.python, type) and issubclass(self.python, StrEnum):
            return self.python
        return None


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """Return the type inside `X | None`, and whether None is allowed."""
    if get_origin(annotation) in (Union, types.UnionType):
        inner = [a for a in get_args(annotation) if a is not type(None)]
        return inner[0], True
    return annotation, False


_SCALARS: dict[type, str] = {
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    datetime: "datetime",
    date: "date",
    str: "string",
}


@cache
def columns_of(record: type) -> tuple[Column, ...]:
    """Return the columns of a record type, in field order."""
    hints = get_type_hints(record)
    taken = {field.name for field in fields(record)}
    found: list[Column] = []
    for field in fields(record):
        kind, optional = _unwrap(hints[field.name])
        required = field.default is MISSING and field.default_factory is MISSING
        if kind is LocalText:
            found += [
                Column(
                    f"{field.name}_{lang}", field.name, "string", LocalText, optional, "local", lang
                )
                for lang in ("sv", "en")
            ]
        elif kind is Quantity:
            prefix = field.name.removesuffix("reading")
            for name, attribute, schema in READING_COLUMNS:
                # A claim has a kind of its own beside the kind of its reading.
                column = f"reading_{name}" if prefix + name in taken else prefix + name
                found.append(
                    Column(column, field.name, schema, Quantity, optional, "reading", attribute)
                )
        elif get_origin(kind) is tuple:
            found.append(Column(field.name, field.name, "array", tuple, optional, "array"))
        else:
            schema = next(name for base, name in _SCALARS.items() if issubclass(kind, base))
            found.append(Column(field.name, field.name, schema, kind, optional, required=required))
    return tuple(found)
