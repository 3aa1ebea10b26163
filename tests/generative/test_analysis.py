"""Column arithmetic is scalar arithmetic: `folja.analysis` held to `folja.values` on generated
answers.

The plain functions are the oracle. What is generated are texts, as people write them, so that the
two paths share nothing but the reading.
"""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from folja.analysis import changes, read_column, totals
from folja.model import (
    Claim,
    ClaimKind,
    FollowUp,
    Grouping,
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
from folja.values import Interval, Quantity, difference, read, total

START, END = "2004-01-01", "2005-12-31"
#: Each example computes totals by every rule on the engine: fewer of them, in the drill, too.
FEWER = settings.default.max_examples // 5
PLACE = f"{START}/{END}"

NUMBERS = st.one_of(
    st.integers(min_value=-40, max_value=400).map(str),
    st.integers(min_value=0, max_value=10**14 - 1).map(str),
    st.decimals(min_value=0, max_value=999, places=2).map(str),
)
COUNTS = st.integers(min_value=0, max_value=500)
TEXTS = st.one_of(
    NUMBERS,
    COUNTS.map(lambda n: f"{n}+"),
    COUNTS.map(lambda n: f"ca {n}"),
    COUNTS.map(lambda n: f"> {n}"),
    COUNTS.map(lambda n: f"< {n}"),
    COUNTS.map(lambda n: f"högst {n}"),
    COUNTS.map(lambda n: f"drygt {n}"),
    COUNTS.map(lambda n: f"({n})"),
    st.tuples(COUNTS, COUNTS).map(lambda pair: f"{min(pair)}-{max(pair) + 1}"),
    st.tuples(COUNTS, COUNTS).map(lambda pair: f"{pair[0]}+{pair[1]}"),
    st.sampled_from(["", "n.a.", "13+05", "vet ej", "hej"]),
)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=8)


def follow_up(rows: list[tuple[str, str, str]]) -> FollowUp:
    """One indicator asked of as many networks as there are rows of start, end and printed
    difference.
    """
    units = [f"n{place}" for place in range(len(rows))]
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
        indicators=(
            Indicator(
                id="members",
                no=1,
                name=LocalText("medlemmar", "members"),
                label=LocalText("medlemmar", "members"),
                measure=Measure.STOCK,
            ),
        ),
        points=tuple(
            Point(id=day, name=LocalText(day, day), order=place)
            for place, day in enumerate((START, END))
        ),
        observations=tuple(
            Observation(unit=unit, indicator="members", point=point, reading=read(text))
            for unit, row in zip(units, rows, strict=True)
            for point, text in zip((START, END), row[:2], strict=True)
        ),
        claims=tuple(
            Claim(
                id=unit,
                kind=ClaimKind.PRINTED_DIFFERENCE,
                unit=unit,
                indicator="members",
                place=PLACE,
                reading=read(row[2]),
            )
            for unit, row in zip(units, rows, strict=True)
        ),
    )


def by_hand(rule: Rule, row: tuple[str, str, str]) -> Interval | None:
    """What one row brings under a rule, by plain arithmetic; None when it brings nothing."""
    first, last, printed = (read(text) for text in row)
    if rule is Rule.AS_PRINTED:
        return printed.interval()
    if rule is Rule.MISSING_AS_ZERO and not first.has_value and not _unreadable(first):
        return difference(read("0").interval(), last.interval())
    return difference(first.interval(), last.interval())


def _unreadable(reading: Quantity) -> bool:
    return reading.kind.value == "unreadable"


@given(rows=ROWS)
@settings(max_examples=FEWER, deadline=None)
def test_change_of_columns_is_the_difference_of_values(rows: list[tuple[str, str, str]]) -> None:
    """Each change that the engine computes is what the plain difference of its two answers is."""
    for change, (first, last, _) in zip(changes(follow_up(rows)), rows, strict=True):
        assert change.interval == difference(read(first).interval(), read(last).interval())


@given(rows=ROWS)
@settings(max_examples=FEWER, deadline=None)
def test_total_of_columns_is_the_total_of_values(rows: list[tuple[str, str, str]]) -> None:
    """Under each rule the sum that the engine computes is the plain sum of what each row brings."""
    asked = follow_up(rows)
    for rule in Rule:
        (found,) = totals(asked, rule)
        terms = {f"n{place}": by_hand(rule, row) for place, row in enumerate(rows)}
        known = {unit: term for unit, term in terms.items() if term is not None}
        assert {c.unit: c.interval for c in found.contributions} == known
        assert found.interval == (total(known.values()) if known else None)
        assert {s.unit for s in found.skipped} == terms.keys() - known.keys()


@given(rows=ROWS, decided=st.dictionaries(st.integers(0, 7), TEXTS, max_size=3))
@settings(max_examples=FEWER, deadline=None)
def test_decided_readings_stand_for_the_cells(
    rows: list[tuple[str, str, str]], decided: Mapping[int, str]
) -> None:
    """Deciding a cell gives the total that the decided text itself would have given."""
    known = {place: text for place, text in decided.items() if place < len(rows)}
    written = [(a, known.get(place, b), c) for place, (a, b, c) in enumerate(rows)]
    laid = {(f"n{place}", "members", END): read(text) for place, text in known.items()}
    for rule in (Rule.STRICT, Rule.MISSING_AS_ZERO):
        (one,) = totals(follow_up(rows), rule, decided=laid)
        (other,) = totals(follow_up(written), rule)
        assert one.interval == other.interval
        assert one.included == other.included


@given(rows=ROWS)
@settings(max_examples=FEWER, deadline=None)
def test_network_rows_add_up_to_the_whole(rows: list[tuple[str, str, str]]) -> None:
    """However the rows are laid out, the plain sum of the networks' rows is the whole total."""
    asked = follow_up(rows)
    for rule in Rule:
        (whole,) = totals(asked, rule)
        parts = [t.interval for t in totals(asked, rule, by=Grouping.NETWORK) if t.interval]
        assert whole.interval == (total(parts) if parts else None)


@given(texts=st.lists(st.one_of(TEXTS, st.text(max_size=12)), max_size=40))
@settings(max_examples=FEWER, deadline=None)
def test_reading_a_column_is_reading_each_cell(texts: list[str]) -> None:
    """The fast path over a column gives what one call per cell gives, in the same order."""
    for row, text in zip(read_column(texts).to_pylist(), texts, strict=True):
        reading = read(text)
        has = reading.has_value
        assert row["verbatim"] == text
        assert row["kind"] == reading.kind.value
        assert row["low"] == (reading.low if has else None)
        assert row["high"] == (reading.high if has else None)
        assert row["low_open"] == (reading.low_open and row["low"] is not None)
        assert row["high_open"] == (reading.high_open and row["high"] is not None)
