"""What an import did: for every file, table, row and cell, and the follow-up that came of it.

Holds the records of an import and their JSON (contract: command line, `folja import`). Refuses
nothing and decides nothing: that is for `merge` to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from folja.formats.tables.grid import Place
from folja.formats.tables.matching import Likeness
from folja.model import Finding, FollowUp
from folja.text import Message, render


class Done(StrEnum):
    """What was done with a row or a cell (wording: `tables.done.<value>`).

    A row is `added`, `replaced`, `kept` or `same` by the most telling of its cells. The others
    leave the answers alone: `unmatched` (no indicator is like it), `unclear` (several are),
    `repeated` (its indicator already has a row here that says otherwise), `uneven` (more cells than
    headings), `heading` (no answers in it), `no-network` (its table has none).
    """

    ADDED = "added"
    REPLACED = "replaced"
    KEPT = "kept"
    SAME = "same"
    UNMATCHED = "unmatched"
    UNCLEAR = "unclear"
    REPEATED = "repeated"
    UNEVEN = "uneven"
    HEADING = "heading"
    NO_NETWORK = "no-network"

    @property
    def message(self) -> Message:
        """The action in words."""
        return Message(f"tables.done.{self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something for a person to choose.

    `kind` is "network", "indicator" or "cell". For a cell the options are "keep" (what stands) and
    "replace" (what the file says), with the words of each as names.
    """

    kind: str
    place: Place
    text: str
    options: tuple[Likeness, ...]


#: Answers a question with the id of an option, or None to leave it.
Choose = Callable[[Question], "str | None"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOutcome:
    """One cell held against what stands: `now` is None where nothing stood; `text` is verbatim."""

    point: str
    text: str
    now: str | None
    action: Done
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowOutcome:
    """One row: its label joined, what it was matched to and how surely, and what was done."""

    label: str
    place: Place
    indicator: str | None
    no: int | None
    score: int
    action: Done
    options: tuple[Likeness, ...] = ()
    cells: tuple[CellOutcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOutcome:
    """One table: what it was called, the network it was matched to and how surely, and its rows."""

    place: Place
    title: str
    network: str | None
    score: int
    points: tuple[str, ...]
    rows: tuple[RowOutcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOutcome:
    """One file: its tables and what there is to say about it."""

    file: str
    tables: tuple[TableOutcome, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An import done in memory: the follow-up that results, and the account of it.

    `observations` and `claims` count what is new or replaced in `follow_up`; nothing is on disk.
    """

    follow_up: FollowUp
    files: tuple[FileOutcome, ...]
    observations: int
    claims: int

    def to_json(self) -> dict[str, Any]:
        """Return the account in the shape of the command line's JSON."""
        return {
            "files": [_file(file) for file in self.files],
            "written": {"observations": self.observations, "claims": self.claims},
        }


def _file(file: FileOutcome) -> dict[str, Any]:
    return {
        "file": file.file,
        "tables": [
            {
                "place": table.place.words(),
                "title": table.title,
                "network": table.network,
                "score": table.score,
                "points": list(table.points),
                "rows": [_row(row) for row in table.rows],
            }
            for table in file.tables
        ],
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "message": _both(finding.message),
                "remedy": _both(finding.remedy) if finding.remedy else None,
            }
            for finding in file.findings
        ],
    }


def _row(row: RowOutcome) -> dict[str, Any]:
    return {
        "label": row.label,
        "place": row.place.words(),
        "indicator": row.indicator,
        "no": row.no,
        "score": row.score,
        "action": row.action.value,
        "options": [{"id": o.id, "score": o.score} for o in row.options],
        "cells": [
            {
                "point": cell.point,
                "text": cell.text,
                "now": cell.now,
                "action": cell.action.value,
                "note": cell.note,
            }
            for cell in row.cells
        ],
    }


def _both(message: Message) -> dict[str, str]:
    return {"sv": render(message, "sv"), "en": render(message, "en")}
