"""Records to CSV cells and back, exactly: nothing is escaped, rounded or lost.

An empty cell is None for an optional field, the empty text for a text, and the default for the
rest. The words of an answer (`verbatim`) are never interpreted here: "" and "n.a." come back as
they were written. Refuses numbers with exponents, infinity, and whatever its column does not allow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from operator import attrgetter, itemgetter
from typing import Any

from folja.formats.bundle.columns import READING_ENUMS, Column, columns_of
from folja.text import LocalText, Message
from folja.values import Candidate, Part, Quantity

_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,18}", re.ASCII)

#: So many different cells of a field are remembered with what they become.
_REMEMBERED = 4096


def plain_number(number: Decimal) -> str:
    """Write a number without exponent and without trailing zeros.

    >>> plain_number(Decimal("1.50")), plain_number(Decimal("1E+3"))
    ('1.5', '1000')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def encode_row(record: Any) -> dict[str, str]:
    """Return a record's cells by column name."""
    kind: type = type(record)
    cells = {}
    for name, field, attribute in _places(kind):
        value = getattr(record, field)
        if attribute and value is not None:
            value = getattr(value, attribute)
        write = _WRITERS.get(type(value), _encode)
        cells[name] = value if write is None else write(value)
    return cells


@cache
def _places(record: type) -> tuple[tuple[str, str, str], ...]:
    """Return for each column its name, the field it is in, and which part of the field it is."""
    parted = ("local", "reading")
    return tuple(
        (c.name, c.field, c.attribute if c.role in parted else "") for c in columns_of(record)
    )


def _encode(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case StrEnum():
            return value.value
        case Decimal():
            return plain_number(value)
        case tuple():
            return json.dumps([_json(v) for v in value], ensure_ascii=False) if value else ""
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)


#: How the values that are met most are written; None for a text, which stands as it is.
_WRITERS: dict[type, Callable[[Any], str] | None] = {
    str: None,
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    Decimal: plain_number,
    int: str,
    **{kind: attrgetter("value") for kind in (*READING_ENUMS.values(),)},
}


def _json(item: Any) -> Any:
    match item:
        case Part(label=label, value=value):
            return {"label": label, "value": plain_number(value)}
        case Candidate(text=text, low=low, high=high):
            return {"text": text, "low": _end(low), "high": _end(high)}
        case _:
            return item


def _end(bound: Decimal | None) -> str | None:
    return None if bound is None else plain_number(bound)


class CellError(ValueError):
    """A cell that cannot be what its column says.

    `column` and `cell` name it; `wanted` is what the column allows, as a message.
    """

    def __init__(self, column: str, cell: str, wanted: Message) -> None:
        """Take the place and what would be right there."""
        super().__init__(f"{column}: {cell!r}")
        self.column = column
        self.cell = cell
        self.wanted = wanted


def decode_row(record: type, row: Mapping[str, str]) -> Any:
    """Build a record from cells.

    Columns that are absent take their field's default, unknown ones are ignored. Raises `CellError`
    for a cell of the wrong form and for a missing required cell.
    """
    return decoder(record)(row)


@cache
def decoder(record: type) -> Callable[[Mapping[str, str]], Any]:
    """Return the function that builds one record type from a row's cells; see `decode_row`."""
    columns = columns_of(record)
    plan = [(f.name, _reader(f, [c for c in columns if c.field == f.name])) for f in fields(record)]

    def decode(row: Mapping[str, str]) -> Any:
        values: dict[str, Any] = {}
        for name, read in plan:
            found = read(row)
            if found is not MISSING:
                values[name] = found
        return record(**values)

    return decode


def _reader(field: Field[Any], columns: list[Column]) -> Callable[[Mapping[str, str]], Any]:
    """Return what `_field` does for one field, quick for cells that were met before.

    The same few thousand cells come again and again, and what they become is never changed. A text
    is as it is written, so that it is not worth remembering.
    """
    first, names = columns[0], tuple(c.name for c in columns)
    if first.role == "local":
        return partial(_field, field, columns)
    if first.python is str and first.role not in ("reading", "array"):
        return partial(_text, field, first)
    met: dict[Any, Any] = {}
    key_of = itemgetter(*names)

    def read(row: Mapping[str, str]) -> Any:
        try:
            key = key_of(row)
            return met[key]
        except (KeyError, TypeError):  # a cell not met before, not there, or no text at all
            found = _field(field, columns, row)
        if all(type(row.get(name)) is str for name in names):
            if len(met) >= _REMEMBERED:
                met.clear()
            met[key_of(row)] = found
        return found

    return read


def _text(field: Field[Any], column: Column, row: Mapping[str, str]) -> Any:
    cell = row.get(column.name)
    if type(cell) is str and (cell or not column.optional):
        return cell
    return _field(field, [column], row)


def _field(field: Field[Any], columns: list[Column], row: Mapping[str, str]) -> Any:
    """Return one field's value, or MISSING where its default holds."""
    first = columns[0]
    required = field.default is MISSING and field.default_factory is MISSING
    if not any(c.name in row for c in columns):
        if required:
            raise CellError(first.name, "", _wanted(first))
        return MISSING
    if first.role == "local":
        return LocalText(*(row.get(c.name) or "" for c in columns))
    if first.role == "reading":
        return _reading(columns, row)
    cell = row.get(first.name) or ""
    if cell == "" and not first.optional and first.python is not str and first.role != "array":
        if required:
            raise CellError(first.name, cell, _wanted(first))
        return MISSING
    return _decode(first, cell)


def _decode(column: Column, cell: str) -> Any:
    if column.role == "array":
        return tuple(_texts(column, cell))
    if cell == "" and column.optional:
        return None
    kind = column.python
    if kind is Decimal:
        return _number(column, cell)
    try:
        if kind is bool:
            return {"true": True, "false": False}[cell]
        if kind is int and not _INTEGER.fullmatch(cell):
            raise ValueError
        if kind in (date, datetime):
            return kind.fromisoformat(cell)
        return kind(cell)
    except (ValueError, KeyError):
        raise CellError(column.name, cell, _wanted(column)) from None


def _number(column: Column, cell: str) -> Decimal | None:
    if cell == "":
        return None
    if not _NUMBER.fullmatch(cell):
        raise CellError(column.name, cell, _wanted(column))
    return Decimal(cell)


def _load(column: Column, cell: str) -> list[Any]:
    try:
        loaded = json.loads(cell) if cell else []
    except (ValueError, RecursionError):
        raise CellError(column.name, cell, _wanted(column)) from None
    if not isinstance(loaded, list):
        raise CellError(column.name, cell, _wanted(column))
    return loaded


def _texts(column: Column, cell: str) -> list[str]:
    loaded = _load(column, cell)
    if not all(isinstance(item, str) for item in loaded):
        raise CellError(column.name, cell, _wanted(column))
    return loaded


def _reading(columns: list[Column], row: Mapping[str, str]) -> Quantity | None:
    at = {c.attribute: c for c in columns}
    cells = {c.attribute: row.get(c.name) or "" for c in columns}
    if not cells["kind"]:
        if columns[0].optional and not cells["text"]:
            return None
        raise CellError(at["kind"].name, "", _wanted(at["kind"]))

    def number(attribute: str) -> Decimal | None:
        return _number(at[attribute], cells[attribute])

    def yes(attribute: str) -> bool:
        if cells[attribute] not in ("", "true", "false"):
            raise CellError(at[attribute].name, cells[attribute], _wanted(at[attribute]))
        return cells[attribute] == "true"

    def one_of(attribute: str) -> Any:
        try:
            return READING_ENUMS[at[attribute].schema_name](cells[attribute])
        except ValueError:
            wanted = _wanted(at[attribute])
            raise CellError(at[attribute].name, cells[attribute], wanted) from None

    try:
        return Quantity(
            cells["text"],
            kind=one_of("kind"),
            low=number("low"),
            high=number("high"),
            low_open=yes("low_open"),
            high_open=yes("high_open"),
            parts=tuple(_items(at["parts"], cells["parts"], _part)),
            alternative=number("alternative"),
            approximate=yes("approximate"),
            unit=cells["unit"] or None,
            percent=yes("percent"),
            status=one_of("status"),
            reason=one_of("reason") if cells["reason"] else None,
            candidates=tuple(_items(at["candidates"], cells["candidates"], _candidate)),
            problems=tuple(_texts(at["problems"], cells["problems"])),
            reader=cells["reader"],
        )
    except CellError:
        raise
    except ValueError:
        # The record itself refuses what contradicts: crossed bounds, a figure with a reason.
        raise CellError(at["kind"].name, cells["kind"], Message("bundle.wanted.reading")) from None


def _items(column: Column, cell: str, make: Callable[[Column, Any], Any]) -> list[Any]:
    try:
        return [make(column, item) for item in _load(column, cell)]
    except (KeyError, TypeError):
        raise CellError(column.name, cell, _wanted(column)) from None


def _part(column: Column, item: Any) -> Part:
    value = _number(column, str(item["value"]))
    if value is None:
        raise CellError(column.name, "", _wanted(column))
    return Part(str(item["label"]), value)


def _candidate(column: Column, item: Any) -> Candidate:
    low, high = (
        None if item[k] is None else _number(column, str(item[k])) for k in ("low", "high")
    )
    return Candidate(str(item["text"]), low, high)


def _wanted(column: Column) -> Message:
    allowed = column.allowed
    if allowed is not None:
        return Message("bundle.wanted.one-of", {"allowed": tuple(e.value for e in allowed)})
    return Message(f"bundle.wanted.{column.schema_type}")
