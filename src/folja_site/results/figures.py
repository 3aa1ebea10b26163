"""The figures of a programme as pages ask for them: the newest built, and how old they are."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from folja.formats.bundle import decode_row
from folja.model import (
    TABLES,
    Change,
    Decision,
    FollowUp,
    Observation,
    Reconciliation,
    Rule,
    Severity,
    Total,
)
from folja.reporting.asking import Asked, declined
from folja.reporting.matter import rules_of
from folja.values import Interval
from folja_site.programmes.models import Programme
from folja_site.results.models import FigureSet
from folja_site.results.remembering import remembered
from folja_site.results.shelving import change_of, headline_of, taken, total_of
from folja_site.results.store import figures_path, read

#: The weights of findings that wait for a decision while they are open: a note asks nothing.
ASKING = [severity.value for severity in Severity if severity.asks]
#: Tables that grow with the answers: they are read for what a page shows, not kept in memory.
_MANY = ("claims", "case_texts", "decisions", "explanations")


@dataclass(frozen=True, slots=True)
class Sum:
    """A total without what it is made of: how many networks are in it, and of how many."""

    indicator: str
    group: str
    interval: Interval | None
    claimed: Interval | None
    coverage: tuple[int, int]


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
        """Return answers with their words and the bounds that count."""
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
        waiting: bool = False,
        most: int | None = None,
    ) -> list[dict[str, Any]]:
        """Return findings, gravest first; each has `id` beside the library's own JSON.

        Those that are `waiting` are open and ask for something: `ASKING`.
        """
        query = (
            "SELECT id, open, body FROM findings WHERE (? IS NULL OR unit = ?)"
            " AND (? IS NULL OR code = ?) AND (? IS NULL OR severity = ?)"
            " AND (? IS NULL OR indicator = ?) AND (open OR NOT ?)"
            " AND (NOT ? OR (open AND list_contains(?, severity))) ORDER BY place LIMIT ?"
        )
        kept = [unit, unit, code, code, severity, severity, indicator, indicator]
        asked = [*kept, only_open, waiting, ASKING, most]
        return [
            row["body"] | {"id": row["id"], "open": row["open"]}
            for row in read(self.path, query, asked)
        ]

    def spans(self) -> list[tuple[str, str]]:
        """Return the pairs of points that changes have been computed between, widest first."""
        return list(remembered(("spans", self.path), self._spans))

    def _spans(self) -> tuple[tuple[str, str], ...]:
        rows = read(self.path, 'SELECT DISTINCT start, "end" AS stop FROM totals')
        return tuple(sorted((r["start"], r["stop"]) for r in rows))

    def told(self) -> frozenset[str]:
        """Return the units that have told anything: what was asked and left empty tells nothing."""
        rows = read(self.path, "SELECT DISTINCT unit FROM answers WHERE kind <> ?", ["blank"])
        return frozenset(row["unit"] for row in rows)

    @property
    def cites(self) -> bool:
        """Whether an older report is held against the answers."""
        return bool(remembered(("cites", self.path), self.counts)["claims"])

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that say something here."""
        return rules_of(cites=self.cites)

    def asked(self, first: str, last: str) -> Asked:
        """Return what was asked at the points from one to another."""
        return remembered(("asked", self.path, first, last), lambda: self._asked(first, last))

    def _asked(self, first: str, last: str) -> Asked:
        """See `folja.reporting.asking.asked_in`, which looks at answers that are not stored."""
        put = read(
            self.path,
            "SELECT indicator FROM answers WHERE point BETWEEN ? AND ?"
            " UNION SELECT indicator FROM changes"
            " WHERE printed <> '' AND start >= ? AND \"end\" <= ?",
            [first, last, first, last],
        )
        follow_up = self.catalogue()
        pairs = set(declined(follow_up))
        answered = read(
            self.path,
            "SELECT DISTINCT unit, indicator FROM answers WHERE point BETWEEN ? AND ?"
            " AND list_contains(?, unit || '/' || indicator)",
            [first, last, [f"{unit}/{indicator}" for unit, indicator in pairs]],
        )
        told = {(row["unit"], row["indicator"]) for row in answered}
        return Asked(follow_up, frozenset(row["indicator"] for row in put), frozenset(pairs - told))

    # -- as records of the library
    def totals_by_rule(
        self, start: str, end: str, *, by: str = "", indicator: str | None = None
    ) -> dict[Rule, list[Total]]:
        """Return the totals between two points by every rule, as records."""
        query = (
            'SELECT rule, start, "end", body, ends FROM totals WHERE start = ? AND "end" = ?'
            ' AND "by" = ? AND (? IS NULL OR indicator = ?) ORDER BY place'
        )
        found: dict[Rule, list[Total]] = {rule: [] for rule in Rule}
        for row in read(self.path, query, [start, end, by, indicator, indicator]):
            found[Rule(row["rule"])].append(total_of(row, row["ends"]))
        return found

    def sums(
        self,
        rule: Rule,
        start: str,
        end: str,
        *,
        by: str = "",
        groups: Collection[str] | None = None,
    ) -> list[Sum]:
        """Return the totals by a rule without what they are made of; None takes all groups."""
        query = (
            'SELECT indicator, "group", included, networks, whole FROM totals WHERE rule = ?'
            ' AND start = ? AND "end" = ? AND "by" = ? AND (? OR list_contains(?, "group"))'
            " ORDER BY place"
        )
        asked = [rule.value, start, end, by, groups is None, list(groups or ())]
        return [
            Sum(
                row["indicator"],
                row["group"] or "",
                taken(row["whole"][0]),
                taken(row["whole"][1]),
                (row["included"], row["networks"]),
            )
            for row in read(self.path, query, asked)
        ]

    def finding_states(self) -> dict[tuple[str, bool], int]:
        """Return how many findings there are by severity and whether they are open."""
        query = "SELECT severity, open, count(*) AS n FROM findings GROUP BY severity, open"
        return {(r["severity"], r["open"]): r["n"] for r in read(self.path, query)}

    def change_records(
        self,
        start: str,
        end: str,
        *,
        units: Collection[str] | None = None,
        indicator: str | None = None,
        falling: bool = False,
    ) -> list[Change]:
        """Return the changes between two points as records; `units` keeps to some networks,
        `falling` to what fell, may have fallen, or is only printed.
        """
        query = (
            'SELECT * FROM changes WHERE start = ? AND "end" = ? AND (? OR list_contains(?, unit))'
            " AND (? IS NULL OR indicator = ?)"
            " AND (NOT ? OR fell <> '' OR (NOT known AND printed <> ''))"
        )
        asked = [start, end, units is None, list(units or ()), indicator, indicator, falling]
        return [change_of(row, row["ends"]) for row in read(self.path, query, asked)]

    def reconciliations(self, totals: dict[Rule, list[Total]]) -> list[Reconciliation]:
        """Return the headlines as records; `totals` are those between the first and last point."""
        by_indicator: dict[str, list[Total]] = {}
        for found in totals.values():
            for total in found:
                by_indicator.setdefault(total.indicator, []).append(total)
        rows = read(self.path, "SELECT body, ends FROM headlines ORDER BY place")
        return [
            headline_of(r["body"], r["ends"], by_indicator.get(r["body"]["indicator"], ()))
            for r in rows
        ]

    def observations(
        self,
        *,
        units: Collection[str] | None = None,
        indicator: str | None = None,
        points: Collection[str] | None = None,
    ) -> tuple[Observation, ...]:
        """Return whole answers as records; None keeps to nothing."""
        query = (
            "SELECT cells FROM answers WHERE (? OR list_contains(?, unit))"
            " AND (? IS NULL OR indicator = ?) AND (? OR list_contains(?, point))"
        )
        asked = [units is None, list(units or ()), indicator, indicator]
        rows = read(self.path, query, [*asked, points is None, list(points or ())])
        return tuple(decode_row(Observation, row["cells"]) for row in rows)

    def observations_at(
        self, places: Collection[tuple[str, str]], *, points: Collection[str]
    ) -> tuple[Observation, ...]:
        """Return the whole answers of (network, indicator) at some points as records."""
        query = (
            "SELECT cells FROM answers WHERE list_contains(?, unit || '/' || indicator)"
            " AND list_contains(?, point)"
        )
        at = [f"{unit}/{indicator}" for unit, indicator in places]
        rows = read(self.path, query, [at, list(points)])
        return tuple(decode_row(Observation, row["cells"]) for row in rows)

    def ruling(
        self, *, units: Collection[str] | None = None, indicator: str | None = None
    ) -> dict[tuple[str, str, str], Decision]:
        """Return the decisions whose value counts in the place of an answer, by network, indicator
        and point; None keeps to nothing.
        """
        query = (
            "SELECT unit, indicator, point, decision FROM answers WHERE decision IS NOT NULL"
            " AND (? OR list_contains(?, unit)) AND (? IS NULL OR indicator = ?)"
        )
        rows = read(self.path, query, [units is None, list(units or ()), indicator, indicator])
        return {
            (r["unit"], r["indicator"], r["point"]): decode_row(Decision, r["decision"])
            for r in rows
        }

    def kinds(
        self, *, point: str | None = None, unit: str | None = None
    ) -> dict[tuple[str, str, str], str]:
        """Return the kind of every answer, as it counts, by network, indicator and point."""
        query = (
            "SELECT unit, indicator, point, kind FROM answers WHERE (? IS NULL OR point = ?)"
            " AND (? IS NULL OR unit = ?)"
        )
        rows = read(self.path, query, [point, point, unit, unit])
        return {(r["unit"], r["indicator"], r["point"]): r["kind"] for r in rows}

    def records(self, table: str, *, units: Collection[str] | None = None) -> tuple[Any, ...]:
        """Return the records of a table, or those of some units ("" for those of none)."""
        query = (
            'SELECT cells FROM records WHERE "table" = ? AND (? OR list_contains(?, unit))'
            " ORDER BY place"
        )
        rows = read(self.path, query, [table, units is None, list(units or ())])
        return tuple(decode_row(TABLES[table].record, row["cells"]) for row in rows)

    def movements(
        self, start: str, end: str, *, unit: str | None = None
    ) -> dict[str, tuple[int, int, int]]:
        """Return how many figures of each network went up, went down and stayed the same."""
        query = (
            "SELECT unit, count(*) FILTER (low > 0) AS up, count(*) FILTER (high < 0) AS down,"
            " count(*) FILTER (low = 0 AND high = 0) AS same FROM changes"
            ' WHERE start = ? AND "end" = ? AND known AND (? IS NULL OR unit = ?) GROUP BY unit'
        )
        rows = read(self.path, query, [start, end, unit, unit])
        return {r["unit"]: (r["up"], r["down"], r["same"]) for r in rows}

    def finding_counts(self, by: str) -> dict[str, int]:
        """Return how many findings wait for a decision by `unit` or `indicator`: see `ASKING`."""
        if by not in ("unit", "indicator"):
            raise ValueError(by)
        query = (
            f"SELECT {by} AS at, count(*) AS n FROM findings"  # noqa: S608
            " WHERE open AND list_contains(?, severity) GROUP BY 1"
        )
        return {r["at"]: r["n"] for r in read(self.path, query, [ASKING]) if r["at"]}

    def answer_counts(
        self, start: str, end: str, units: Collection[str]
    ) -> dict[str, dict[str, int]]:
        """Return how many answers of some networks there are of each kind, by indicator."""
        query = (
            "SELECT indicator, kind, count(*) AS n FROM answers WHERE point BETWEEN ? AND ?"
            " AND list_contains(?, unit) GROUP BY 1, 2"
        )
        found: dict[str, dict[str, int]] = {}
        for row in read(self.path, query, [start, end, list(units)]):
            found.setdefault(row["indicator"], {})[row["kind"]] = row["n"]
        return found

    def counts(self) -> dict[str, int]:
        """Return every count that a reference in a text may ask for."""
        return {r["what"]: r["n"] for r in read(self.path, "SELECT * FROM counts")}

    def catalogue(self) -> FollowUp:
        """Return the follow-up without answers and without what grows with them.

        It is decoded once for each state of the data and process: a state never changes.
        """
        with _lock:
            if self.path in _catalogues:
                _catalogues.move_to_end(self.path)
                return _catalogues[self.path]
        tables: dict[str, list[Any]] = {}
        for row in read(self.path, 'SELECT "table", cells FROM records ORDER BY place'):
            name = row["table"]
            if name not in _MANY:
                tables.setdefault(name, []).append(decode_row(TABLES[name].record, row["cells"]))
        found = FollowUp().with_table(**{name: tuple(rows) for name, rows in tables.items()})
        with _lock:
            _catalogues[self.path] = found
            while len(_catalogues) > _KEPT:
                _catalogues.popitem(last=False)
        return found


_KEPT = 6
_catalogues: OrderedDict[Path, FollowUp] = OrderedDict()
_lock = threading.Lock()


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
