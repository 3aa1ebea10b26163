"""Tables found in a grid, before anything is matched: their titles, columns, rows and cells.

Holds the records that `recognise` and `long_tables` yield, and the parting of a table that speaks
of several networks. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from folja.formats.tables.grid import GridCell, Place
from folja.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One row under a header: its label, number and network as written, and its cells.

    `cells` pairs a point's id, or "from/to", with the cell; a heading that the row has no cell for
    is left out. `bare` says that the row holds nothing beside its label; `uneven` that it holds
    more than the header has columns, so that no cell can be trusted. `notes` are its
    footnotes in words.
    """

    label: str
    number: str = ""
    network: str = ""
    cells: tuple[tuple[str, GridCell], ...] = ()
    place: Place
    bare: bool = False
    uneven: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table: where it stands, what may name its network (nearest first), its columns and rows.

    `long` is true for a table with one answer a row, where a date that is not there was not asked.
    """

    place: Place
    titles: tuple[str, ...]
    points: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    long: bool = False
    findings: tuple[Finding, ...] = ()


def by_network(table: FoundTable) -> Iterator[FoundTable]:
    """Part a long table by its network column, in the order the networks come."""
    names = list(dict.fromkeys(row.network for row in table.rows))
    if names in ([], [""]):
        yield table
        return
    for i, name in enumerate(names):
        rows = tuple(row for row in table.rows if row.network == name)
        yield replace(
            table,
            place=rows[0].place,
            titles=(name,) if name else table.titles,
            rows=rows,
            findings=table.findings if i == 0 else (),
        )
