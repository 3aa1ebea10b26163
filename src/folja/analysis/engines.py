"""Where the columns are added up: DuckDB in this process, or a PostgreSQL or Spark that somebody runs.

Holds the connection to one engine and the two things asked of it: take columns in, give rows back. Refuses
everything else: which figures are asked for stands in `folja.analysis.expressions`, the same for every engine.

Ibis is imported when an engine is first opened and not before, since it takes about a second: a command that
only reads an answer never pays for it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from folja.analysis.faults import AnalysisFault
from folja.text import Message

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Engine:
    """An open engine: its name and the connection behind it, which no caller has to know about.

    Make one with `duckdb`, `postgres` or `spark` and give it to `totals`, `changes` or `reconcile`.
    """

    name: str
    backend: Any

    def take(self, columns: Mapping[str, pa.Table]) -> dict[str, ir.Table]:
        """Return the columns as tables that expressions can be built on, by the same names.

        Nothing is written to the engine's own tables; what is sent is gone when the connection closes.
        """
        import ibis

        return {name: ibis.memtable(table) for name, table in columns.items()}

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and return its rows; decimals come back exact, nothing as a float or NaN."""
        rows: list[dict[str, Any]] = self.backend.to_pyarrow(expression).to_pylist()
        return rows


def duckdb() -> Engine:
    """Return the engine of this process: DuckDB in memory, one per thread, opened at the first call.

    >>> duckdb().name
    'duckdb'
    """
    if (engine := getattr(_OPEN, "engine", None)) is None:
        import ibis

        engine = _OPEN.engine = Engine("duckdb", ibis.duckdb.connect())
    assert isinstance(engine, Engine)
    return engine


#: DuckDB's connection must not be used by two threads at once, so each thread keeps its own.
_OPEN = threading.local()


def postgres(url: str) -> Engine:
    """Connect to a PostgreSQL server, such as `postgres://user@/database?host=/socket/folder`.

    Needs the right to make temporary tables and nothing more. Raises `AnalysisFault` when nobody answers there or
    the driver is not installed; the address is not repeated in the message, since it may hold a password.
    """
    import ibis

    try:
        return Engine("postgres", ibis.connect(url))
    except Exception as fault:
        raise AnalysisFault(Message("analysis.postgres-unreachable")) from fault


def spark(session: Any) -> Engine:
    """Use a Spark session that the caller has started (the extra `folja[spark]`).

    The session has to move columns as Arrow, or an empty bound comes back as a number that is none; the setting is
    made here. Where Spark keeps its warehouse is the caller's choice, made before the session starts.
    """
    import ibis

    session.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
    return Engine("spark", ibis.pyspark.connect(session))
