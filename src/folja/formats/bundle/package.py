"""Opening and writing a bundle whole: descriptor and tables, as a folder or a `.zip`.

What another program or a newer version of ours has added (tables, columns, keys of the descriptor)
is kept in `FollowUp.extra` and written back. Refuses a newer schema, tables in another encoding or
separator, and cells of the wrong form; each refusal names file, row, column and the next move.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from folja.formats.bundle.codec import CellError, decoder, encode_row
from folja.formats.bundle.columns import columns_of
from folja.formats.bundle.container import DESCRIPTOR, Container, container, inside
from folja.formats.bundle.refusal import BundleRefused, refused
from folja.formats.bundle.rows import csv_bytes, csv_rows
from folja.formats.bundle.schema import descriptor
from folja.formats.bundle.storing import put_folder, put_zip
from folja.model import SCHEMA_VERSION, TABLES, FollowUp

#: Keys of the descriptor that we write ourselves; all others are kept as they are.
_OWN_KEYS = frozenset(descriptor(FollowUp(), {})) | {
    "title",
    "description",
    "created",
    "synthetic",
}


def read_bundle(path: Path | str) -> FollowUp:
    """Open a bundle: a folder with a `datapackage.json`, or a `.zip` of one.

    Raises `BundleRefused` with the file, row, column and next move for whatever cannot be read.
    """
    with container(Path(path)) as files:
        package = read_descriptor(files)
        tables: dict[str, tuple[Any, ...]] = {}
        foreign: dict[str, dict[str, Any]] = {}
        columns: dict[str, dict[str, Any]] = {}
        for name, resource in resources(package):
            file = inside(resource.get("path"))
            data = files.read(file)
            if name not in TABLES:
                foreign[name] = {
                    "resource": {**resource, "path": _kept_at(name, file)},
                    "data": data,
                }
                continue
            tables[name], more = _decode_table(name, file, data)
            if more:
                columns[name] = more
    extra = {
        "descriptor": {k: v for k, v in package.items() if k not in _OWN_KEYS},
        "tables": foreign,
        "columns": columns,
    }
    return FollowUp(
        name=str(package.get("name") or "follow-up"),
        extra={k: v for k, v in extra.items() if v},
        **tables,
    )


def open_table(path: Path | str, table: str) -> tuple[Any, ...]:
    """Read one table of a bundle without the others; empty when the bundle does not have it."""
    with container(Path(path)) as files:
        for name, resource in resources(read_descriptor(files)):
            if name == table:
                file = inside(resource.get("path"))
                return _decode_table(name, file, files.read(file))[0]
    return ()


def write_bundle(follow_up: FollowUp, path: Path | str) -> None:
    """Write a follow-up to a folder, or to a zip when the path ends in `.zip`.

    All of it or nothing: files are written beside their place and moved in when they are whole. In
    a folder, files that do not belong to the bundle (a README, the sources) are left alone. Same
    follow-up, same bytes. Raises `BundleRefused` when the place cannot be written.
    """
    target = Path(path)
    files = bundle_files(follow_up)
    if target.suffix.lower() == ".zip":
        put_zip(files, target)
    else:
        put_folder(files, target)


def bundle_files(follow_up: FollowUp) -> Mapping[str, bytes]:
    """Return every file of the bundle by its path inside it, the descriptor first.

    Empty tables are left out.
    """
    tables = dict(_encoded_tables(follow_up))
    sums = {name: _checksum(data) for name, data in tables.items()}
    package = descriptor(follow_up, sums) | dict(follow_up.extra.get("descriptor", {}))
    for name, kept in follow_up.extra.get("tables", {}).items():
        size, checksum = _checksum(kept["data"])
        package["resources"].append(
            {**kept["resource"], "name": name, "bytes": size, "hash": f"sha256:{checksum}"}
        )
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    files = {DESCRIPTOR: text.encode("utf-8")}
    files |= {f"data/{name}.csv": data for name, data in tables.items()}
    files |= {
        str(kept["resource"]["path"]): kept["data"]
        for kept in follow_up.extra.get("tables", {}).values()
    }
    return files


def digest(bundle: FollowUp | Path | str) -> str:
    """Return the SHA-256 of a follow-up's content: all tables in order, as they would be written.

    How a file was written (a BOM, CRLF, needless quotes) does not change it.
    """
    follow_up = bundle if isinstance(bundle, FollowUp) else read_bundle(bundle)
    whole = hashlib.sha256()
    for name, data in bundle_files(follow_up).items():
        if name != DESCRIPTOR:
            whole.update(f"{name}\0{len(data)}\0".encode())
            whole.update(data)
    return whole.hexdigest()


def read_descriptor(files: Container) -> dict[str, Any]:
    """Return the descriptor; raises `BundleRefused` for a broken one and for a newer schema."""
    data = files.read(DESCRIPTOR)
    try:
        package = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise refused("not-utf8", file=DESCRIPTOR, row="1") from None
    except json.JSONDecodeError as error:
        raise refused("not-json", file=DESCRIPTOR, row=str(error.lineno)) from None
    except (RecursionError, ValueError):
        raise refused("not-json", file=DESCRIPTOR, row="1") from None
    if not isinstance(package, dict) or not isinstance(package.get("resources", []), list):
        raise refused("not-a-package", file=DESCRIPTOR)
    version = package.get("schemaVersion", SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise refused("odd-version", version=str(version))
    if version > SCHEMA_VERSION:
        raise refused("newer-schema", version=version, known=SCHEMA_VERSION)
    return package


def resources(package: Mapping[str, Any]) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Return the tables that a descriptor lists; raises `BundleRefused` for what we cannot open."""
    listed = []
    seen: set[object] = set()
    for resource in package.get("resources", []):
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not name:
            raise refused("not-a-package", file=DESCRIPTOR)
        if name in seen or str(resource.get("path")) in seen:
            raise refused("table-twice", table=name)
        seen |= {name, str(resource.get("path"))}
        if name in TABLES:
            _check_encoding(name, resource)
        listed.append((name, resource))
    return tuple(listed)


def _kept_at(name: str, file: str) -> str:
    """Return where a table that is not ours is written: where it lay, if that was under data."""
    own = {f"data/{table}.csv" for table in TABLES}
    if file in own or file.casefold() == DESCRIPTOR:
        raise refused("path-taken", table=name, path=file)
    if file.startswith("data/") and file.count("/") == 1:
        return file
    return inside(f"data/{file.replace('/', '-')}")


def _check_encoding(name: str, resource: Mapping[str, Any]) -> None:
    encoding = str(resource.get("encoding") or "utf-8").lower().replace("_", "-")
    dialect = resource.get("dialect")
    delimiter = dialect.get("delimiter", ",") if isinstance(dialect, dict) else ","
    if encoding not in ("utf-8", "utf8", "utf-8-sig") or delimiter != ",":
        raise refused("other-dialect", table=name)


def _decode_table(name: str, file: str, data: bytes) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return the records, and the cells of unknown columns by the record's key."""
    header, rows = csv_rows(file, data)
    record = TABLES[name].record
    known = {c.name for c in columns_of(record)}
    unknown = [c for c in header if c not in known]
    make = decoder(record)
    records = []
    kept: dict[str, dict[tuple[Any, ...], str]] = {column: {} for column in unknown}
    for number, cells in enumerate(rows, start=2):
        row = dict(zip(header, cells, strict=True))
        try:
            made = make(row)
        except CellError as error:
            raise _cell_refused(error, file, number, header) from None
        records.append(made)
        for column in unknown:
            if row[column]:
                kept[column][_key(name, made)] = row[column]
    return tuple(records), kept


def _cell_refused(error: CellError, file: str, row: int, header: list[str]) -> BundleRefused:
    if error.column not in header:
        return refused("column-missing", file=file, column=error.column)
    code = "cell-empty" if error.cell == "" else "cell-wrong"
    return refused(
        code,
        file=file,
        row=str(row),
        column=error.column,
        cell=error.cell[:80],
        wanted=error.wanted,
    )


def _key(table: str, record: Any) -> tuple[Any, ...]:
    return tuple(getattr(record, field) for field in TABLES[table].key)


def _encoded_tables(follow_up: FollowUp) -> Iterator[tuple[str, bytes]]:
    for name, spec in TABLES.items():
        records = getattr(follow_up, name)
        if not records:
            continue
        header = [c.name for c in columns_of(spec.record)]
        more: Mapping[str, Mapping[Any, str]] = follow_up.extra.get("columns", {}).get(name, {})
        rows = (
            [
                *encode_row(record).values(),
                *(cells.get(_key(name, record), "") for cells in more.values()),
            ]
            for record in records
        )
        yield name, csv_bytes(f"data/{name}.csv", [*header, *more], rows)


def _checksum(data: bytes) -> tuple[int, str]:
    return len(data), hashlib.sha256(data).hexdigest()
