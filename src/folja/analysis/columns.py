"""A follow-up as columns: what was answered, what was printed, and who can be asked.

Holds the step from records to Arrow tables, and the fast path that reads a whole column of verbatim cells. Refuses
arithmetic, which stands in `folja.analysis.expressions`, and never changes a reading: a decision is laid over it.

Bounds are DECIMAL(18, 4). A null bound of a row with a value is an open end; `has_value` tells it from a row that
has no value at all. Flags are never null, since engines disagree on what a null flag means.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from folja.model import Claim, ClaimKind, FollowUp, Observation, Unit, UnitStatus
from folja.values import Kind, Quantity, read_many

if TYPE_CHECKING:
    import pyarrow as pa

#: Decisions as the analysis takes them: (unit, indicator, point) -> the reading that replaces the cell's own.
Decided = Mapping[tuple[str, str, str], Quantity]

#: The columns of one reading: bounds, then flags.
BOUNDS = ("low", "high")
FLAGS = ("low_open", "high_open", "approximate", "has_value", "unreadable")

#: Why no answer of a unit is compared at all; empty when its answers are.
STANDING_COMPARED = ""


def reading_columns(readings: Iterable[Quantity]) -> dict[str, pa.Array]:
    """Return bounds and flags of readings as Arrow arrays, one place per reading, in order.

    `low_open` and `high_open` are true only where the bound is there: an end without a bound is open anyway.

    >>> from folja.values import read
    >>> reading_columns([read("50-250"), read("")])["low"].to_pylist()
    [Decimal('50.0000'), None]
    """
    import pyarrow as pa

    rows = list(readings)
    has = [q.has_value for q in rows]
    lows = [q.low if h else None for q, h in zip(rows, has, strict=True)]
    highs = [q.high if h else None for q, h in zip(rows, has, strict=True)]
    return {
        "low": pa.array(lows, _bound()),
        "high": pa.array(highs, _bound()),
        "low_open": pa.array([q.low_open and n is not None for q, n in zip(rows, lows, strict=True)], pa.bool_()),
        "high_open": pa.array([q.high_open and n is not None for q, n in zip(rows, highs, strict=True)], pa.bool_()),
        "approximate": pa.array([q.approximate and h for q, h in zip(rows, has, strict=True)], pa.bool_()),
        "has_value": pa.array(has, pa.bool_()),
        "unreadable": pa.array([q.kind is Kind.UNREADABLE for q in rows], pa.bool_()),
    }


def read_column(texts: Iterable[str], *, locale: Literal["sv", "en"] | None = None) -> pa.Table:
    """Read a column of verbatim cells: each distinct text once, its reading laid out wherever it stands.

    Returns one row per cell, in order: `verbatim`, `kind`, `status`, and the bounds and flags of the reading. A
    follow-up of a whole country repeats the same few thousand answers; reading each once is what makes it quick.

    >>> read_column(["12", "n.a.", "12"]).column("kind").to_pylist()
    ['exact', 'missing', 'exact']
    """
    import pyarrow as pa

    cells = pa.array(texts, pa.string()).dictionary_encode()
    if cells.null_count:
        raise TypeError("a cell is a text; an empty cell is the empty text")
    readings = read_many(cells.dictionary.to_pylist(), locale=locale)
    distinct = [readings[text] for text in cells.dictionary.to_pylist()]
    columns = {
        "verbatim": cells.dictionary,
        "kind": pa.array([q.kind.value for q in distinct], pa.string()),
        "status": pa.array([q.status.value for q in distinct], pa.string()),
        **reading_columns(distinct),
    }
    return pa.table({name: array.take(cells.indices) for name, array in columns.items()})


def answer_columns(follow_up: FollowUp, *, decided: Decided) -> pa.Table:
    """Return the whole answers (no breakdown, latest version) as columns, decisions laid over the readings.

    Columns: unit, indicator, point, bounds and flags.
    """
    readings = {key: answer.reading for key, answer in follow_up.observation_at.items()} | dict(decided)
    return _keyed(("unit", "indicator", "point"), list(readings), list(readings.values()))


def printed_columns(follow_up: FollowUp, *, start: str, end: str) -> pa.Table:
    """Return the printed differences between two points as columns: unit, indicator, bounds and flags."""
    place = f"{start}/{end}"
    claims = {key[:2]: claim for key, claim in follow_up.printed_difference.items() if key[2] == place}
    return _keyed(("unit", "indicator"), list(claims), [claim.reading for claim in claims.values()])


def question_columns(follow_up: FollowUp) -> pa.Table:
    """Return every pair of network and indicator, asked or not: the rows that a total has to account for.

    Columns: unit, indicator, area, standing (why none of the unit's answers is compared, or empty) and adapted
    (whether the unit asks the question in a way that cannot be added to the others).
    """
    import pyarrow as pa

    answering = {unit.id for unit in follow_up.answering}
    adapted = {
        (a.unit, a.indicator) for a in follow_up.adaptations if a.comparability not in ("same", "subset")
    }
    rows = [
        (
            unit.id,
            indicator.id,
            follow_up.area_of(unit.id),
            standing(unit, answers=unit.id in answering),
            (unit.id, indicator.id) in adapted,
        )
        for unit in follow_up.networks
        for indicator in follow_up.current_indicators
    ]
    types = (pa.string(), pa.string(), pa.string(), pa.string(), pa.bool_())
    names = ("unit", "indicator", "area", "standing", "adapted")
    return pa.table(
        {name: pa.array([row[i] for row in rows], types[i]) for i, name in enumerate(names)}
    )


def standing(unit: Unit, *, answers: bool) -> str:
    """Say why no answer of a unit is compared, as the value of a `Skip`, or the empty text when its answers are.

    A unit that does not operate yet comes first, since its zeros are not answers; then a unit without any answers;
    then one that has answers but was left out.
    """
    if not unit.status.operates:
        return "not-in-operation"
    if not answers:
        return "not-in-comparison" if unit.status is UnitStatus.PROJECT else "no-table"
    return STANDING_COMPARED if unit.in_comparison else "not-in-comparison"


def answer_at(follow_up: FollowUp, unit: str, indicator: str, point: str) -> Observation | None:
    """Return the answer at one point, or None when the question was not put."""
    return follow_up.observation_at.get((unit, indicator, point))


def printed_at(follow_up: FollowUp, unit: str, indicator: str, *, start: str, end: str) -> Claim | None:
    """Return the printed difference between two points, or None when there is none."""
    return follow_up.printed_difference.get((unit, indicator, f"{start}/{end}"))


def headlines(follow_up: FollowUp) -> tuple[Claim, ...]:
    """Return the report's headlines: claims about an indicator over all networks, without the notes to them."""
    return tuple(
        claim
        for claim in follow_up.claims
        if claim.kind is ClaimKind.HEADLINE and claim.unit is None and claim.note_to is None
    )


def _keyed(names: tuple[str, ...], keys: list[tuple[str, ...]], readings: list[Quantity]) -> pa.Table:
    import pyarrow as pa

    columns = {name: pa.array([key[i] for key in keys], pa.string()) for i, name in enumerate(names)}
    return pa.table(columns | reading_columns(readings))


def _bound() -> pa.DataType:
    import pyarrow as pa

    return pa.decimal128(18, 4)
