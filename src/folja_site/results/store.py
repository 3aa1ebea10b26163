"""Figures on disk: one DuckDB file per state of the data, written once, read by pages.

Each table has typed columns to choose by and a column `body` with the library's own JSON. The file
is named by the hash of the data, so that a file is never changed: a newer state is a newer file.
An answer's kind and bounds are those that count; where somebody has decided them, the decision
stands beside the words.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from django.conf import settings

from folja.analysis import AnalysisFault, changes, totals_by
from folja.formats.bundle import digest as bundle_digest
from folja.formats.bundle import encode_row
from folja.model import TABLES, Decision, FollowUp, Grouping, Rule, Total
from folja.quality import check, readings_of, ruling
from folja.reporting.counting import counts
from folja.values import Quantity
from folja.workflows import adding
from folja.workflows.checking import findings_json
from folja_site.programmes.actions.entries import unit_of
from folja_site.programmes.models import Programme
from folja_site.results.shelving import ends_of_change, ends_of_headline, ends_of_total, shelved
from folja_site.results.unfinished import unfinished

#: With many points every pair would be too many: then neighbours and the whole span.
ALL_PAIRS_UP_TO = 4

#: How totals are laid out: whole, and divided by what a network belongs to. The other layouts only
#: put whole totals in another order, which a page does itself.
LAYOUTS = (None, Grouping.AREA, Grouping.NETWORK)

Readings = Mapping[tuple[str, str, str], Quantity]

_TABLES = """
CREATE TABLE totals (rule VARCHAR, start VARCHAR, "end" VARCHAR, "by" VARCHAR, place INTEGER,
  "group" VARCHAR, indicator VARCHAR, no INTEGER, low DECIMAL(38, 4), high DECIMAL(38, 4),
  included INTEGER, networks INTEGER, body JSON, ends JSON, whole JSON);
CREATE TABLE headlines (place INTEGER, indicator VARCHAR, body JSON, ends JSON);
CREATE TABLE changes (unit VARCHAR, indicator VARCHAR, no INTEGER, start VARCHAR, "end" VARCHAR,
  low DECIMAL(38, 4), high DECIMAL(38, 4), approximate BOOLEAN, known BOOLEAN, fell VARCHAR,
  printed VARCHAR, ends JSON);
CREATE TABLE findings (place INTEGER, id VARCHAR, code VARCHAR, severity VARCHAR, outcome VARCHAR,
  unit VARCHAR, indicator VARCHAR, point VARCHAR, open BOOLEAN, body JSON);
CREATE TABLE answers (unit VARCHAR, indicator VARCHAR, point VARCHAR, verbatim VARCHAR,
  kind VARCHAR, low DECIMAL(18, 4), high DECIMAL(18, 4), reason VARCHAR, cells JSON,
  decision JSON);
CREATE TABLE records ("table" VARCHAR, unit VARCHAR, place INTEGER, cells JSON);
CREATE TABLE counts (what VARCHAR, n INTEGER);
"""

#: How the files are laid out and what is looked for in the answers: a file of another layout is not
#: looked for, and so built anew. A new or changed check is another layout.
LAYOUT = 9


def figures_path(programme: Programme, digest: str) -> Path:
    """Return where the figures of a state of the data stand."""
    return Path(settings.DATA) / "figures" / programme.slug / f"{digest}.{LAYOUT}.duckdb"


def write_figures(programme: Programme, follow_up: FollowUp) -> str:
    """Compute everything that pages show, write it under the hash of the data, return the hash."""
    digest = bundle_digest(follow_up)
    path = figures_path(programme, digest)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    being_written = unfinished(path)
    with duckdb.connect(str(being_written)) as connection:
        connection.execute(_TABLES)
        decisions = ruling(follow_up)
        readings = readings_of(decisions)
        for start, end in _spans(follow_up):
            _write_totals(connection, follow_up, start, end, readings)
            _write_changes(connection, follow_up, start, end, readings)
        _write_rest(connection, follow_up)
        _write_answers(connection, follow_up, decisions, readings)
    being_written.replace(path)
    return digest


def _spans(follow_up: FollowUp) -> list[tuple[str, str]]:
    points = [p.id for p in follow_up.ordered_points]
    if len(points) <= ALL_PAIRS_UP_TO:
        return list(combinations(points, 2))
    return list(dict.fromkeys([*pairwise(points), (points[0], points[-1])]))


def _write_totals(
    connection: Any, follow_up: FollowUp, start: str, end: str, readings: Readings
) -> None:
    rows = []
    for rule in Rule:
        laid = totals_by(follow_up, rule, LAYOUTS, start=start, end=end, decided=readings)
        for by, found in laid.items():
            told = _told(follow_up, found, rule, by)
            rows += [
                (
                    rule.value,
                    start,
                    end,
                    by.value if by else "",
                    place,
                    total.group,
                    total.indicator,
                    total.no,
                    total.interval.low if total.interval else None,
                    total.interval.high if total.interval else None,
                    *total.coverage,
                    *told[place],
                    _json([shelved(total.interval), shelved(total.claimed)]),
                )
                for place, total in enumerate(found)
            ]
    _insert(connection, "totals", rows)


def _told(
    follow_up: FollowUp, found: tuple[Total, ...], rule: Rule, by: Grouping | None
) -> list[tuple[str, str]]:
    """Return what each total is made of; a network's own total is made of nothing but itself."""
    if by is Grouping.NETWORK:
        return [("{}", "{}")] * len(found)
    bodies = adding.totals_json(follow_up, found, rule=rule, by=by)["totals"]
    return [
        (_json(body), _json(ends_of_total(total)))
        for total, body in zip(found, bodies, strict=True)
    ]


def _write_changes(
    connection: Any, follow_up: FollowUp, start: str, end: str, readings: Readings
) -> None:
    found = changes(follow_up, start=start, end=end, decided=readings)
    _insert(
        connection,
        "changes",
        [
            (
                c.unit,
                c.indicator,
                c.no,
                start,
                end,
                c.interval.low if c.interval else None,
                c.interval.high if c.interval else None,
                bool(c.interval and c.interval.approximate),
                c.interval is not None,
                c.fell,
                c.printed,
                _json(ends_of_change(c)),
            )
            for c in found
        ],
    )


def _write_rest(connection: Any, follow_up: FollowUp) -> None:
    try:
        held = adding.headlines(follow_up)
    except AnalysisFault:
        held = ()
    told = adding.rules_json(follow_up, {}, held, by=None)["headlines"]
    _insert(
        connection,
        "headlines",
        [
            (place, body["indicator"], _json(body), _json(ends_of_headline(one)))
            for place, (body, one) in enumerate(zip(told, held, strict=True))
        ],
    )
    findings = check(follow_up)
    bodies = findings_json(follow_up, findings)["findings"]
    for finding, body in zip(findings, bodies, strict=True):
        if len(finding.points) > 1:  # of one, the finding's own point tells
            body["points"] = finding.points
    _insert(
        connection,
        "findings",
        [
            (
                place,
                finding.fingerprint[:16],
                finding.code,
                finding.severity.value,
                finding.outcome.value,
                finding.unit,
                finding.indicator,
                finding.point,
                finding.is_open,
                _json(body),
            )
            for place, (finding, body) in enumerate(zip(findings, bodies, strict=True))
        ],
    )
    _insert(
        connection,
        "records",
        [
            (table, unit_of(table, cells), place, _json(cells))
            for table in TABLES
            if table != "observations"
            for place, cells in enumerate(map(encode_row, getattr(follow_up, table)))
        ],
    )
    _insert(connection, "counts", [*counts(follow_up, findings=len(findings)).items()])


def _write_answers(
    connection: Any,
    follow_up: FollowUp,
    decisions: Mapping[tuple[str, str, str], Decision],
    readings: Readings,
) -> None:
    rows = []
    for place, said in follow_up.observation_at.items():
        counts, decision = readings.get(place, said.reading), decisions.get(place)
        rows.append(
            (
                *place,
                said.reading.text,
                counts.kind.value,
                counts.low,
                counts.high,
                counts.reason.value if counts.reason else "",
                _json(encode_row(said)),
                _json(encode_row(decision)) if decision else None,
            )
        )
    _insert(connection, "answers", rows)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _insert(connection: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    """Insert rows as columns: one statement per row would take longer than computing them."""
    if not rows:
        return
    columns = {
        f"c{place}": pa.array([_plain(row[place]) for row in rows]) for place in range(len(rows[0]))
    }
    connection.register("incoming", pa.table(columns))
    connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")  # noqa: S608 - ours
    connection.unregister("incoming")


def _plain(value: Any) -> Any:
    """Numbers go in as texts, which the column's own type reads exactly."""
    return str(value) if isinstance(value, Decimal) else value


_JSON = ("body", "ends", "cells", "whole", "decision")
_open: OrderedDict[Path, Any] = OrderedDict()
_lock = threading.Lock()


def read(path: Path, query: str, parameters: list[Any] | None = None) -> list[dict[str, Any]]:
    """Run one query on stored figures and return its rows; JSON comes back as it was written."""
    cursor = _connection(path).cursor()
    try:
        done = cursor.execute(query, parameters or [])
        names = [column[0] for column in done.description]
        rows = [dict(zip(names, row, strict=True)) for row in done.fetchall()]
    finally:
        cursor.close()
    for row in rows:
        for name in _JSON:
            if row.get(name) is not None:
                row[name] = json.loads(row[name])
    return rows


def _connection(path: Path, most: int = 8) -> Any:
    with _lock:
        if path not in _open:
            _open[path] = duckdb.connect(str(path), read_only=True, config={"threads": 1})
            while len(_open) > most:
                _open.popitem(last=False)[1].close()
        _open.move_to_end(path)
        return _open[path]
