"""Long tables: one answer a row, or one network and date a row, as databases and surveys export.

Holds both ways, and the gathering of their answers into rows of one label each. Refuses a date that
is none of the measurement points, with a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from folja.formats.tables.dates import Role, heading
from folja.formats.tables.found_tables import FoundRow, FoundTable, by_network
from folja.formats.tables.grid import Grid, GridCell, Place, found
from folja.formats.tables.headers import Header, IsLabel
from folja.formats.tables.marks import without_mark
from folja.model import Finding


def one_answer_a_row(grid: Grid, header: Header, body: range, points: Sequence[str]) -> FoundTable:
    """Read one answer per row: (network), indicator, date, value."""

    def column(*roles: Role) -> int | None:
        return next((c for role in roles for c in header.columns(role)), None)

    label, number, network = column(Role.LABEL), column(Role.NUMBER), column(Role.NETWORK)
    at, value = column(Role.DATE), column(Role.VALUE)
    answers: list[_Answer] = []
    for r in body:
        cell = grid.cell(r, value if value is not None else 0)
        name, words, no, day = (
            grid.text(r, c) if c is not None else "" for c in (network, label, number, at)
        )
        if cell is not None and (words or no):
            answers.append((name, words, no, day, cell, grid.place.at(row=grid.number(r))))
    return _gathered(grid, header.first, answers, points)


def one_date_a_row(grid: Grid, points: Sequence[str], is_label: IsLabel) -> tuple[FoundTable, ...]:
    """Read one network and date per row, with an indicator per column, as surveys are exported."""
    for r in range(len(grid.rows)):
        roles = {heading(grid.text(r, c), points).role: c for c in range(len(grid.rows[r]))}
        if Role.DATE not in roles:
            continue
        labels = [c for c in range(len(grid.rows[r])) if is_label(grid.text(r, c))]
        if len(labels) < 2:
            continue
        network = roles.get(Role.NETWORK)
        answers: list[_Answer] = []
        for below in range(r + 1, len(grid.rows)):
            day = grid.text(below, roles[Role.DATE])
            name = grid.text(below, network) if network is not None else ""
            place = grid.place.at(row=grid.number(below))
            for c in labels:
                if (cell := grid.cell(below, c)) is not None:
                    answers.append((name, grid.text(r, c), "", day, cell, place))
        return tuple(by_network(_gathered(grid, r, answers, points)))
    return ()


_Answer = tuple[str, str, str, str, GridCell, Place]


def _gathered(
    grid: Grid, first: int, answers: Sequence[_Answer], points: Sequence[str]
) -> FoundTable:
    """Gather single answers into rows of one label each."""
    place = grid.place.at(row=grid.number(first))
    rows: dict[tuple[str, str, str, int], FoundRow] = {}
    findings: dict[str, Finding] = {}
    for network, label, number, day, cell, where in answers:
        read = heading(day, points)
        key = read.point
        if read.role is Role.DIFFERENCE and len(points) > 1:
            key = f"{points[0]}/{points[-1]}"
        if not key:
            text = day or "–"
            finding = found("unknown-point", where, text=text, points=", ".join(points))
            findings.setdefault(day, finding)
            continue
        text, mark = without_mark(cell.text)
        cell = replace(cell, text=text, note=mark or cell.note)
        turn = 0
        while key in dict(getattr(rows.get((network, label, number, turn)), "cells", ())):
            turn += 1  # the same question answered twice for one date: a row of its own
        row = rows.get((network, label, number, turn)) or FoundRow(
            label=label, number=number, network=network, place=where
        )
        rows[network, label, number, turn] = replace(row, cells=(*row.cells, (key, cell)))
    return FoundTable(
        place=place,
        titles=grid.titles,
        points=tuple(dict.fromkeys(key for row in rows.values() for key, _ in row.cells)),
        rows=tuple(rows.values()),
        long=True,
        findings=tuple(findings.values()),
    )
