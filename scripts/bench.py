"""Measure what Följa promises about speed, side by side in one run, and write it down as ratios.

A ratio of two things measured after one another on the same machine means the same everywhere; a
number of seconds does not. Run with `make bench`; `--rows`, `--cells` and `--no-write` give a quick
look. No test depends on it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from folja import analysis
from folja.analysis import expressions
from folja.model import (
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Point,
    Rule,
    Unit,
    UnitKind,
    UnitStatus,
)
from folja.text import LocalText
from folja.values import read

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "vasternorrland-2005"
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
#: How the page says whether a goal was met; a line may have none.
MET = {True: "yes", False: "no", None: "–"}

PARTS = ("totals", "reading", "growth", "report")
START, END = "2004-01-01", "2005-12-31"

#: Keys are enumerations, as anybody would keep ten million rows with few names; all three
#: contestants get the same.
GENERATED = """
CREATE TYPE unit AS ENUM (SELECT 'network-' || n FROM range({rows} // 48 + 1) numbers(n));
CREATE TYPE indicator AS ENUM (SELECT 'indicator-' || n FROM range(1, 25) numbers(n));
CREATE TYPE point AS ENUM ('{start}', '{end}');
CREATE TABLE answers AS
SELECT ('network-' || (i // 48))::unit AS unit,
       ('indicator-' || ((i // 2) % 24 + 1))::indicator AS indicator,
       (CASE WHEN i % 2 = 0 THEN '{start}' ELSE '{end}' END)::point AS point,
       CASE WHEN h % 20 < 17 THEN (h % 1000)::DECIMAL(18, 4) END AS low,
       CASE WHEN h % 20 < 17 AND (h % 20 <> 4 OR (i // 2) % 24 > 3)
            THEN (h % 1000 + CASE WHEN h % 20 = 3 THEN 50 ELSE 0 END)::DECIMAL(18, 4) END AS high,
       h % 20 = 5 AS low_open, FALSE AS high_open, h % 20 = 6 AS approximate,
       h % 20 < 17 AS has_value, h % 20 = 19 AS unreadable
FROM (SELECT i, hash(i) % 100000 AS h FROM range({rows}) numbers(i))
"""

BY_HAND = """
SELECT indicator, count(*) AS n,
       CASE WHEN count(low) = count(*) THEN sum(low) END AS low,
       CASE WHEN count(high) = count(*) THEN sum(high) END AS high,
       bool_or(low_open) AND count(low) = count(*) AS low_open,
       bool_or(high_open) AND count(high) = count(*) AS high_open,
       bool_or(approximate) AS approximate
FROM (SELECT indicator, last.low - first.high AS low, last.high - first.low AS high,
             (last.low_open OR first.high_open) AND last.low IS NOT NULL
             AND first.high IS NOT NULL AS low_open,
             (last.high_open OR first.low_open) AND last.high IS NOT NULL
             AND first.low IS NOT NULL AS high_open,
             first.approximate OR last.approximate AS approximate
      FROM answers AS first JOIN answers AS last USING (unit, indicator)
      WHERE first.point = '{start}' AND last.point = '{end}'
            AND first.has_value AND last.has_value)
GROUP BY indicator
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the page: what was held against what, the figure, and the goal it has to meet."""

    what: str
    against: str
    figure: str
    goal: str
    met: bool | None


def main() -> int:
    """Run the measurements, print them and write the page; a missed goal is said, no fault."""
    asked = _arguments()
    lines = []
    parts: dict[str, Callable[[], Iterable[Measured]]] = {
        "totals": lambda: totals_of_many(asked.rows, asked.repeat),
        "reading": lambda: [reading_of_many(asked.cells)],
        "growth": lambda: growth(asked.repeat),
        "report": whole_report,
    }
    for measured in (line for name in asked.only for line in parts[name]()):
        print(
            f"{measured.what} against {measured.against}: {measured.figure} (goal {measured.goal})"
        )
        lines.append(measured)
    if asked.write:
        _, mark, others = PAGE.read_text(encoding="utf-8").partition("\n## ")
        PAGE.write_text(page(lines) + mark + others, encoding="utf-8")
    return 0


def totals_of_many(rows: int, repeat: int) -> Iterator[Measured]:
    """Hold the library's expressions over generated answers against SQL by hand and pandas."""
    import ibis

    engine = ibis.duckdb.connect()
    engine.con.execute(GENERATED.format(rows=rows, start=START, end=END))
    answers = engine.table("answers")
    pairs = expressions.paired(answers, START, END)
    pairs = pairs.filter(pairs.start_has_value & pairs.end_has_value)
    added = expressions.added_up(expressions.with_change(pairs), "indicator")
    by_hand = BY_HAND.format(start=START, end=END)

    def library() -> list[Any]:
        return sorted(engine.con.execute(engine.compile(added)).fetchall())

    def hand() -> list[Any]:
        return sorted(engine.con.execute(by_hand).fetchall())

    assert library() == hand(), "both have to compute the same before their times mean anything"
    ours, theirs = side_by_side(repeat, library, hand)
    yield Measured(
        what=f"Totals over {rows:,} answers",
        against="SQL written by hand for DuckDB",
        figure=f"{ours / theirs:.2f} times the time",
        goal="at most 1.2",
        met=ours / theirs <= 1.2,
    )
    known = {row[0]: row[1] for row in library()}
    for kind, frame, goal in (
        ("as it reads a file: text keys, floating-point numbers", as_read(engine.con), 5),
        ("with enumerated keys and exact numbers", exact_frame(engine.con), None),
        ("with enumerated keys and floating-point numbers", rounded_frame(engine.con), None),
    ):
        assert {name: int(n) for name, n in in_pandas(frame)["n"].items()} == known
        ours, theirs = side_by_side(repeat, library, lambda asked=frame: in_pandas(asked))
        yield Measured(
            what=f"Totals over {rows:,} answers",
            against=f"pandas, {kind}",
            figure=f"{theirs / ours:.1f} times as fast",
            goal=f"at least {goal}" if goal else "–",
            met=theirs / ours >= goal if goal else None,
        )
        del frame


def as_read(connection: Any) -> Any:
    """The generated answers as pandas has them after reading a CSV: text and floating-point
    numbers.
    """
    keys = ", ".join(f"{key}::VARCHAR AS {key}" for key in ("unit", "indicator", "point"))
    return connection.sql(f"SELECT * REPLACE ({keys}) FROM answers").df()


def rounded_frame(connection: Any) -> Any:
    """The generated answers as DuckDB hands them over: categories, floating-point numbers."""
    return connection.sql("SELECT * FROM answers").df()


def exact_frame(connection: Any) -> Any:
    """The generated answers as a pandas frame whose bounds are decimals, as the library's are."""
    import pandas as pd
    import pyarrow as pa

    answers = connection.sql("SELECT * FROM answers").to_arrow_table()
    return answers.to_pandas(
        types_mapper=lambda kind: pd.ArrowDtype(kind) if pa.types.is_decimal(kind) else None
    )


def in_pandas(frame: Any) -> Any:
    """The same totals as somebody used to pandas writes them, bounds as floats."""
    columns = ["unit", "indicator", "low", "high", "low_open", "high_open", "approximate"]
    readable = frame[frame["has_value"]]
    first = readable.loc[readable["point"] == START, columns]
    last = readable.loc[readable["point"] == END, columns]
    pairs = first.merge(last, on=["unit", "indicator"], suffixes=("_first", "_last"))
    changed = pairs[["indicator"]].assign(
        low=pairs["low_last"] - pairs["high_first"],
        high=pairs["high_last"] - pairs["low_first"],
        low_open=pairs["low_open_last"] | pairs["high_open_first"],
        high_open=pairs["high_open_last"] | pairs["low_open_first"],
        approximate=pairs["approximate_first"] | pairs["approximate_last"],
    )
    groups = changed.groupby("indicator", observed=True)
    sums = groups[["low", "high"]].sum()
    counts = groups[["low", "high"]].count()
    flags = groups[["low_open", "high_open", "approximate"]].any()
    size = groups.size()
    for bound in ("low", "high"):
        sums.loc[counts[bound] < size, bound] = None
    return sums.join(flags).assign(n=size)


def reading_of_many(cells: int) -> Measured:
    """Hold reading a column with repeated texts against one call of the reader per cell."""
    distinct = max(cells // 100, 1)
    forms = ("{}", "ca {}", "{}+", "{}-100000", "minst {} personer", "({})", "{} (24)", "{} st")
    texts = [forms[n % len(forms)].format(n) for n in range(distinct)]
    column = [texts[(n * 7919) % distinct] for n in range(cells)]

    ours, theirs = side_by_side(
        1, lambda: analysis.read_column(column), lambda: [read(text) for text in column]
    )
    return Measured(
        what=f"Reading {cells:,} cells with {distinct:,} distinct texts",
        against="one call of the reader per cell",
        figure=f"{theirs / ours:.0f} times as fast",
        goal="at least 20",
        met=theirs / ours >= 20,
    )


def growth(repeat: int) -> Iterator[Measured]:
    """Hold the totals of ten times as many networks against ten times the time."""
    times = {}
    for networks in (10, 100, 1000):
        follow_up = generated(networks)

        def all_rules(asked: FollowUp = follow_up) -> None:
            for rule in Rule:
                analysis.totals(asked, rule)

        all_rules()
        (times[networks],) = side_by_side(repeat, all_rules)
    for few, many in ((10, 100), (100, 1000)):
        ratio = times[many] / times[few]
        yield Measured(
            what=f"Totals by all rules for {many:,} networks",
            against=f"{few:,} networks",
            figure=f"{ratio:.1f} times the time",
            goal="at most 10",
            met=ratio <= 10,
        )


def whole_report() -> Iterator[Measured]:
    """Time the whole example report in four formats and two languages, start of the program
    included.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "folja", "report", str(EXAMPLE), "--out", folder]
        begun = time.perf_counter()
        running = subprocess.Popen(
            [*command, "--to", "html,pdf,docx,xlsx", "--lang", "sv,en"], stdout=subprocess.DEVNULL
        )
        _, status, used = os.wait4(running.pid, 0)
        seconds = time.perf_counter() - begun
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode or len(list(Path(folder).iterdir())) < 8:
            raise SystemExit("the report was not written, so that there is nothing to measure")
    megabytes = used.ru_maxrss / 1024
    what = "The example report, four formats in two languages"
    yield Measured(what, "the clock", f"{seconds:.1f} s", "at most 6 s", seconds <= 6)
    yield Measured(
        what, "memory at its peak", f"{megabytes:.0f} MB", "at most 600 MB", megabytes <= 600
    )


def generated(networks: int) -> FollowUp:
    """A follow-up of many networks with 24 indicators at two points, a fifth of the cells
    imprecise.
    """
    forms = ("{}", "{}", "{}", "{}", "{}-500", "{}", "{}", "n.a.", "{}", "ca {}")
    units = [f"network-{n}" for n in range(networks)]
    asked = [f"indicator-{n}" for n in range(24)]
    return FollowUp(
        units=tuple(
            Unit(
                id=unit,
                kind=UnitKind.NETWORK,
                name=LocalText(unit, unit),
                order=place,
                status=UnitStatus.IN_OPERATION,
                in_comparison=True,
            )
            for place, unit in enumerate(units)
        ),
        indicators=tuple(
            Indicator(
                id=name,
                no=place + 1,
                name=LocalText(name, name),
                label=LocalText(name, name),
                measure=Measure.STOCK,
            )
            for place, name in enumerate(asked)
        ),
        points=tuple(
            Point(id=day, name=LocalText(day, day), order=place)
            for place, day in enumerate((START, END))
        ),
        observations=tuple(
            Observation(
                unit=unit,
                indicator=name,
                point=point,
                reading=read(forms[(i * 31 + j * 7 + k) % 10].format((i + j * 3 + k) % 400)),
            )
            for i, unit in enumerate(units)
            for j, name in enumerate(asked)
            for k, point in enumerate((START, END))
        ),
    )


def side_by_side(repeat: int, *works: Callable[[], object]) -> tuple[float, ...]:
    """Run works in turn, several times, and return the seconds of each one's best run.

    The best and not the mean, since whatever else the machine does can only add to a time.
    """
    times: list[list[float]] = [[] for _ in works]
    for _ in range(repeat):
        for place, work in enumerate(works):
            begun = time.perf_counter()
            work()
            times[place].append(time.perf_counter() - begun)
    return tuple(min(each) for each in times)


def page(lines: list[Measured]) -> str:
    """The page of the reference, with the day it was measured."""
    rows = [f"| {m.what} | {m.against} | {m.figure} | {m.goal} | {MET[m.met]} |" for m in lines]
    return "\n".join(
        [
            "# How fast it is",
            "",
            f"Measured on {datetime.now(UTC).date().isoformat()} by `make bench`, which writes this"
            f" part of the page, on a machine with {os.cpu_count()} cores. Each line holds two"
            " things against one another that were run in turn in the same process, so that the"
            " ratio means the same on another machine. Only the lines about the report are"
            " absolute.",
            "",
            "| what | against | measured | goal | met |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "The run stops if the contestants do not add up the same rows. pandas is held against"
            " first as people meet it, with what it reads from a file; the two lines after that"
            " give it the enumerated keys that the other contestants have, and show what exact"
            " numbers, which the other contestants always use, cost it.",
            "",
        ]
    )


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--rows", type=int, default=10_000_000, help="generated answers")
    asked.add_argument("--cells", type=int, default=1_000_000, help="cells to read")
    asked.add_argument("--repeat", type=int, default=5, help="runs of each, the best counts")
    asked.add_argument(
        "--no-write", dest="write", action="store_false", help="leave the page alone"
    )
    asked.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    return asked.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
