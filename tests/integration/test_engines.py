"""The same expressions give identical results on DuckDB, PostgreSQL and Spark.

DuckDB in this process is what everybody uses; the other two are for a country that outgrows one
machine. Equal means equal records: every bound, flag, reason and contribution, without tolerance.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from folja import analysis
from folja.formats.bundle import read_bundle
from folja.model import FollowUp, Grouping, Rule, Total
from folja.values import read

EXAMPLE = Path(__file__).parents[2] / "examples" / "vasternorrland-2005"

#: Decisions that bring open ends, decimals, strict inequalities and the largest figure in.
DECIDED = {
    ("AFN", "internal-marketing", "2005-12-31"): read("18"),
    ("SI", "participating-actors", "2004-01-01"): read("> 60"),
    ("SI", "employees", "2005-12-31"): read("12,25"),
    ("CRM", "employees", "2005-12-31"): read("99999999999999"),
    ("BFP", "employees", "2005-12-31"): read("knappt 70"),
    ("BFP", "individuals", "2005-12-31"): read("13+05"),
}


@pytest.fixture(scope="module")
def example() -> FollowUp:
    """The whole follow-up of 2006."""
    return read_bundle(EXAMPLE)


@pytest.fixture(scope="module")
def on_postgres(postgres: str) -> Iterator[analysis.Engine]:
    """An engine on the PostgreSQL server that lives as long as the tests."""
    engine = analysis.postgres(postgres)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def on_spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[analysis.Engine]:
    """An engine on a Spark of this machine, its warehouse in a folder of its own."""
    from pyspark.sql import SparkSession

    builder: Any = SparkSession.builder
    session = (
        builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.warehouse.dir", str(tmp_path_factory.mktemp("warehouse")))
        .getOrCreate()
    )
    yield analysis.spark(session)
    session.stop()


def same(example: FollowUp, engine: analysis.Engine) -> None:
    """Hold everything the analysis computes on an engine to what DuckDB computes."""
    for rule in Rule:
        for by in (None, Grouping.AREA):
            here = analysis.totals(example, rule, by=by, decided=DECIDED)
            assert analysis.totals(example, rule, by=by, decided=DECIDED, engine=engine) == here
    assert analysis.changes(example, decided=DECIDED, engine=engine) == analysis.changes(
        example, decided=DECIDED
    )
    assert analysis.reconcile(example, engine=engine) == analysis.reconcile(example)


def test_postgres_computes_what_duckdb_computes(
    example: FollowUp, on_postgres: analysis.Engine
) -> None:
    """Every total, change and reconciliation of the example is equal on PostgreSQL."""
    same(example, on_postgres)


@pytest.mark.spark
def test_spark_computes_what_duckdb_computes(example: FollowUp, on_spark: analysis.Engine) -> None:
    """Every total, change and reconciliation of the example is equal on Spark."""
    same(example, on_spark)


def test_postgres_that_does_not_answer_is_refused_without_its_address() -> None:
    """A wrong address gives a message with the next move, and no password in it."""
    with pytest.raises(analysis.AnalysisFault) as caught:
        analysis.postgres("postgres://folja:hemlig@127.0.0.1:1/none")
    assert "hemlig" not in str(caught.value)


def test_same_follow_up_twice_gives_the_same_records(example: FollowUp) -> None:
    """Nothing of one computation is left behind for the next on the same engine."""
    first = analysis.totals(example, Rule.STRICT)
    analysis.totals(example.with_table(observations=()), Rule.STRICT)
    assert analysis.totals(example, Rule.STRICT) == first


def test_threads_compute_side_by_side(example: FollowUp) -> None:
    """Each thread has an engine of its own, so that none sees the columns of another."""
    small = example.with_table(observations=example.observations[:96])
    asked = [example, small] * 4

    def strict(follow_up: FollowUp) -> tuple[tuple[Total, ...], int]:
        return analysis.totals(follow_up, Rule.STRICT), id(analysis.duckdb())

    with ThreadPoolExecutor(max_workers=4) as pool:
        found = list(pool.map(strict, asked))
    assert len({engine for _, engine in found} | {id(analysis.duckdb())}) > 1
    for (totals, _), follow_up in zip(found, asked, strict=True):
        assert totals == analysis.totals(follow_up, Rule.STRICT)
