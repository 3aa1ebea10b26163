"""Where the columns are added up: DuckDB in this process, or a PostgreSQL or Spark that somebody
runs.

Holds the connection to one engine and the two things asked of it: take columns in, give rows back.
Refuses everything else: which figures are asked for stands in `folja.analysis.expressions`, the
same for every engine.

Ibis is imported when an engine is first opened and not before, since it takes about a second: a
command that only reads an answer never pays for it.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from folja.analysis.faults import AnalysisFault
from folja.text import Message

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from folja.analysis.columns import Columns


@dataclass(frozen=True, slots=True)
class Engine:
    """An open engine: its name and the connection behind it, which no caller has to know about.

    Make one with `duckdb`, `postgres` or `spark` and give it to `totals`, `changes` or `reconcile`.
    """

    name: str
    backend: Any

    def take(self, columns: Mapping[str, Columns]) -> dict[str, ir.Table]:
        """Return the columns as tables that expressions can be built on, by the same names.

        What is taken is temporary and gone when the connection closes.
        """
        import ibis

        return {name: ibis.memtable(held.to_arrow()) for name, held in columns.items()}

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and return its rows; decimals come back exact, never as a float or
        NaN.
        """
        rows: list[dict[str, Any]] = self.backend.to_pyarrow(expression).to_pylist()
        return rows

    def close(self) -> None:
        """Close the connection; the engine computes nothing afterwards."""
        self.backend.disconnect()


class InProcess(Engine):
    """DuckDB in this process. Lists go in and rows come out as they are.

    Arrow would do as well, but making Arrow arrays from lists imports pandas, which takes longer
    than the totals of a whole follow-up.
    """

    def take(self, columns: Mapping[str, Columns]) -> dict[str, ir.Table]:
        """Return the columns as tables; those taken before under the same names are replaced."""
        import ibis

        tables = {}
        for name, held in columns.items():
            unnested = ", ".join(
                f"unnest(?::{kind}[]) AS {column}" for column, kind in held.types.items()
            )
            self.backend.con.execute(
                f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {unnested}",
                list(held.lists.values()),
            )
            tables[name] = ibis.table(dict(held.types), name=name)
        return tables

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and return its rows."""
        result = self.backend.con.execute(_sql(self.backend, expression.op()))
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


class OnSpark(Engine):
    """A Spark session. Rows go in and come out as rows.

    The way over Arrow and pandas loses the difference between an empty bound and a number that is
    none, or refuses empty bounds outright, depending on the versions of both.
    """

    def take(self, columns: Mapping[str, Columns]) -> dict[str, ir.Table]:
        """Return the columns as tables; those taken before under the same names are replaced."""
        import ibis

        tables = {}
        for name, held in columns.items():
            schema = ", ".join(f"{column} {kind}" for column, kind in held.types.items())
            rows = list(zip(*held.lists.values(), strict=True))
            self.backend.createDataFrame(rows, schema).createOrReplaceTempView(name)
            tables[name] = ibis.table(dict(held.types), name=name)
        return tables

    def rows(self, expression: ir.Table) -> list[dict[str, Any]]:
        """Compute an expression and return its rows."""
        import ibis

        result = self.backend.sql(str(ibis.to_sql(expression, dialect="pyspark")))
        return [row.asDict() for row in result.collect()]


@lru_cache(maxsize=64)
def _sql(backend: Any, operation: Any) -> str:
    """Return the SQL of an expression; wording it takes longer than running it on an ordinary
    follow-up.
    """
    sql: str = backend.compile(operation.to_expr())
    return sql


def duckdb() -> Engine:
    """Return the engine of this process: DuckDB in memory, one per thread, opened at the first
    call.

    >>> duckdb().name
    'duckdb'
    """
    engine: Engine | None = getattr(_OPEN, "engine", None)
    if engine is None:
        import ibis

        engine = _OPEN.engine = InProcess("duckdb", ibis.duckdb.connect())
    return engine


#: DuckDB's connection must not be used by two threads at once, so each thread keeps its own.
_OPEN = threading.local()


def postgres(url: str) -> Engine:
    """Connect to a PostgreSQL server, such as `postgres://user@/database?host=/socket/folder`.

    Needs the right to make temporary tables and nothing more. Raises `AnalysisFault` when nobody
    answers there or the driver is not installed; the address is not repeated in the message, since
    it may hold a password.
    """
    import ibis

    try:
        return Engine("postgres", ibis.connect(url))
    except Exception as fault:
        raise AnalysisFault(Message("analysis.postgres-unreachable")) from fault


def spark(session: Any) -> Engine:
    """Use a Spark session that the caller has started (the extra `folja[spark]`).

    Where Spark keeps its warehouse is the caller's choice, made before the session starts: without
    a choice it leaves a folder wherever the program runs, and trips over it the next time.
    """
    return OnSpark("spark", session)
