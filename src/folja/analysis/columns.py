"""A follow-up as columns: what was answered, what was printed, and who can be asked.

Holds the step from records to columns, and the fast path that reads a whole column of verbatim
cells. Refuses arithmetic, which stands in `folja.analysis.expressions`, and never changes a
reading: a decision is laid over it.

Bounds are DECIMAL(18, 4). A null bound of a row with a value is an open end; `has_value` tells it
from a row that has no value at all. Flags are never null, since engines disagree on what a null
flag means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from folja.model import Claim, ClaimKind, FollowUp, Observation, Unit, UnitStatus
from folja.values import Kind, Quantity, read_many

if TYPE_CHECKING:
    import pyarrow as pa

#: Decisions as the analysis takes them: (unit, indicator, point) -> the reading that replaces the
#: cell's own.
Decided = Mapping[tuple[str, str, str], Quantity]

#: What a column holds, in words that DuckDB and Ibis both understand.
TEXT, FLAG, BOUND = "string", "boolean", "decimal(18, 4)"

#: The columns of one reading: bounds, then flags.
BOUNDS = ("low", "high")
FLAGS = ("low_open", "high_open", "approximate", "has_value", "unreadable")
READING = dict.fromkeys(BOUNDS, BOUND) | dict.fromkeys(FLAGS, FLAG)

#: Why no answer of a unit is compared at all; empty when its answers are.
STANDING_COMPARED = ""

#: What the two points of a change are called where an engine is asked about them.
START, END = "start", "end"


@dataclass(frozen=True, slots=True)
class Columns:
    """Named columns of one length: what each holds, in SQL's words, and its values."""

    types: Mapping[str, str]
    lists: Mapping[str, list[Any]]

    def to_arrow(self) -> pa.Table:
        """Return the columns as an Arrow table, for engines that take nothing else."""
        import pyarrow as pa

        types = {TEXT: pa.string(), BOUND: pa.decimal128(18, 4), FLAG: pa.bool_()}
        return pa.table(
            {name: pa.array(self.lists[name], types[kind]) for name, kind in self.types.items()}
        )


def reading_columns(readings: Iterable[Quantity]) -> dict[str, list[Any]]:
    """Return bounds and flags of readings as lists, one place per reading, in order.

    `low_open` and `high_open` are true only where the bound is there: an end without a bound is
    open anyway.

    >>> from folja.values import read
    >>> reading_columns([read("50-250"), read("")])["low"]
    [Decimal('50'), None]
    """
    rows = list(readings)
    lows = [q.low if q.has_value else None for q in rows]
    highs = [q.high if q.has_value else None for q in rows]
    return {
        "low": lows,
        "high": highs,
        "low_open": [q.low_open and n is not None for q, n in zip(rows, lows, strict=True)],
        "high_open": [q.high_open and n is not None for q, n in zip(rows, highs, strict=True)],
        "approximate": [q.approximate and q.has_value for q in rows],
        "has_value": [q.has_value for q in rows],
        "unreadable": [q.kind is Kind.UNREADABLE for q in rows],
    }


def read_column(texts: Iterable[str], *, locale: Literal["sv", "en"] | None = None) -> pa.Table:
    """Read a column of verbatim cells: each distinct text once, its reading laid out wherever it
    stands.

    Returns one row per cell, in order: `verbatim`, `kind`, `status`, and the bounds and flags of
    the reading. A follow-up of a whole country repeats the same few thousand answers; reading each
    once is what makes it quick.

    >>> read_column(["12", "n.a.", "12"]).column("kind").to_pylist()
    ['exact', 'missing', 'exact']
    """
    import pyarrow as pa

    cells = pa.array(texts, pa.string()).dictionary_encode()
    if cells.null_count:
        raise TypeError("a cell is a text; an empty cell is the empty text")
    readings = read_many(cells.dictionary.to_pylist(), locale=locale)
    distinct = [readings[text] for text in cells.dictionary.to_pylist()]
    types = {"kind": TEXT, "status": TEXT, **READING}
    table = Columns(
        types,
        {
            "kind": [q.kind.value for q in distinct],
            "status": [q.status.value for q in distinct],
            **reading_columns(distinct),
        },
    ).to_arrow()
    return table.add_column(0, "verbatim", cells.dictionary).take(cells.indices)


def answer_columns(follow_up: FollowUp, *, decided: Decided) -> Columns:
    """Return the whole answers (no breakdown, latest version) as columns, decisions laid over the
    readings.

    Columns: unit, indicator, point, bounds and flags.
    """
    readings = {key: answer.reading for key, answer in follow_up.observation_at.items()} | dict(
        decided
    )
    return _keyed(("unit", "indicator", "point"), list(readings), list(readings.values()))


def answers_between(follow_up: FollowUp, *, start: str, end: str, decided: Decided) -> Columns:
    """Return the answers at two points as `answer_columns` does, the points named START and END.

    An engine is then asked the same whatever the points are, and words the question once. Where
    both are one point it is named START.
    """
    names = {end: END, start: START}
    readings = {
        (unit, indicator, names[point]): answer.reading
        for (unit, indicator, point), answer in follow_up.observation_at.items()
        if point in names
    } | {
        (unit, indicator, names[point]): reading
        for (unit, indicator, point), reading in decided.items()
        if point in names
    }
    return _keyed(("unit", "indicator", "point"), list(readings), list(readings.values()))


def printed_columns(follow_up: FollowUp, *, start: str, end: str) -> Columns:
    """Return the printed differences between two points as columns: unit, indicator, bounds and
    flags.
    """
    place = f"{start}/{end}"
    claims = {
        key[:2]: claim for key, claim in follow_up.printed_difference.items() if key[2] == place
    }
    return _keyed(("unit", "indicator"), list(claims), [claim.reading for claim in claims.values()])


def question_columns(follow_up: FollowUp) -> Columns:
    """Return every pair of network and indicator that is asked of it, answered or not: the rows
    that a total has to account for. What only others have added is not asked.

    Columns: unit, indicator, area, standing (why none of the unit's answers is compared, or empty)
    and adapted (whether the unit asks the question in a way that cannot be added to the others).
    """
    answering = {unit.id for unit in follow_up.answering}
    adapted = {(a.unit, a.indicator) for a in follow_up.adaptations if not a.enters_totals}
    rows = [
        (
            unit.id,
            indicator.id,
            follow_up.area_of(unit.id),
            standing(unit, answers=unit.id in answering),
            (unit.id, indicator.id) in adapted,
        )
        for unit in follow_up.networks
        for indicator in follow_up.asked_of(unit.id)
    ]
    types = {"unit": TEXT, "indicator": TEXT, "area": TEXT, "standing": TEXT, "adapted": FLAG}
    return Columns(types, {name: [row[i] for row in rows] for i, name in enumerate(types)})


def standing(unit: Unit, *, answers: bool) -> str:
    """Say why no answer of a unit is compared, as the value of a `Skip`, or the empty text when its
    answers are.

    A unit that does not operate yet comes first, since its zeros are not answers; then a unit
    without any answers; then one that has answers but was left out.
    """
    if not unit.status.operates:
        return "not-in-operation"
    if not answers:
        return "not-in-comparison" if unit.status is UnitStatus.PROJECT else "no-table"
    return STANDING_COMPARED if unit.in_comparison else "not-in-comparison"


def answer_at(follow_up: FollowUp, unit: str, indicator: str, point: str) -> Observation | None:
    """Return the answer at one point, or None when the question was not put."""
    return follow_up.observation_at.get((unit, indicator, point))


def printed_at(
    follow_up: FollowUp, unit: str, indicator: str, *, start: str, end: str
) -> Claim | None:
    """Return the printed difference between two points, or None when there is none."""
    return follow_up.printed_difference.get((unit, indicator, f"{start}/{end}"))


def headlines(follow_up: FollowUp) -> tuple[Claim, ...]:
    """Return the report's headlines: claims about an indicator over all networks, without the notes
    to them.
    """
    return tuple(
        claim
        for claim in follow_up.claims
        if claim.kind is ClaimKind.HEADLINE and claim.unit is None and claim.note_to is None
    )


def _keyed(
    names: tuple[str, ...], keys: list[tuple[str, ...]], readings: list[Quantity]
) -> Columns:
    lists = {name: [key[i] for key in keys] for i, name in enumerate(names)}
    return Columns(dict.fromkeys(names, TEXT) | READING, lists | reading_columns(readings))
