"""The figures of a programme as pages ask for them: the newest built, and how old they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from folja_site.programmes.models import Programme
from folja_site.results.models import FigureSet
from folja_site.results.store import figures_path, read


@dataclass(frozen=True, slots=True)
class Figures:
    """Stored figures; `current` is false while those of a newer state are being built."""

    path: Path
    digest: str
    built_at: datetime
    current: bool

    def totals(
        self, *, rule: str, start: str, end: str, by: str = "", indicator: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the library's totals by a rule between two points, one dict per row."""
        query = (
            'SELECT body FROM totals WHERE rule = ? AND start = ? AND "end" = ? AND "by" = ?'
            " AND (? IS NULL OR indicator = ?) ORDER BY place"
        )
        rows = read(self.path, query, [rule, start, end, by, indicator, indicator])
        return [row["body"] for row in rows]

    def headlines(self) -> list[dict[str, Any]]:
        """Return the headlines held against every rule."""
        return [r["body"] for r in read(self.path, "SELECT body FROM headlines ORDER BY place")]

    def changes(
        self, *, start: str, end: str, unit: str | None = None, indicator: str | None = None
    ) -> list[dict[str, Any]]:
        """Return the change of every answer between two points."""
        query = (
            'SELECT * FROM changes WHERE start = ? AND "end" = ? AND (? IS NULL OR unit = ?)'
            " AND (? IS NULL OR indicator = ?)"
        )
        return read(self.path, query, [start, end, unit, unit, indicator, indicator])

    def answers(
        self, *, unit: str | None = None, indicator: str | None = None, point: str | None = None
    ) -> list[dict[str, Any]]:
        """Return answers with their words and bounds."""
        query = (
            "SELECT * FROM answers WHERE (? IS NULL OR unit = ?) AND (? IS NULL OR indicator = ?)"
            " AND (? IS NULL OR point = ?)"
        )
        return read(self.path, query, [unit, unit, indicator, indicator, point, point])

    def findings(
        self,
        *,
        unit: str | None = None,
        code: str | None = None,
        severity: str | None = None,
        indicator: str | None = None,
        only_open: bool = False,
    ) -> list[dict[str, Any]]:
        """Return findings, gravest first; each has `id` beside the library's own JSON."""
        query = (
            "SELECT id, open, body FROM findings WHERE (? IS NULL OR unit = ?)"
            " AND (? IS NULL OR code = ?) AND (? IS NULL OR severity = ?)"
            " AND (? IS NULL OR indicator = ?) AND (open OR NOT ?) ORDER BY place"
        )
        asked = [unit, unit, code, code, severity, severity, indicator, indicator, only_open]
        return [
            row["body"] | {"id": row["id"], "open": row["open"]}
            for row in read(self.path, query, asked)
        ]

    def spans(self) -> list[tuple[str, str]]:
        """Return the pairs of points that changes have been computed between, widest first."""
        rows = read(self.path, 'SELECT DISTINCT start, "end" AS stop FROM totals')
        return sorted(((r["start"], r["stop"]) for r in rows), key=lambda s: (s[0], s[1]))


def figures_of(programme: Programme) -> Figures | None:
    """Return the newest figures that are there, or None before any have been built."""
    for stored in FigureSet.objects.filter(programme=programme)[:3]:
        path = figures_path(programme, stored.digest)
        if path.exists():
            return Figures(
                path,
                stored.digest,
                stored.built_at,
                stored.data_version == programme.data_version,
            )
    return None
