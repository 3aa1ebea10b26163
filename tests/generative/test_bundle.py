"""Whatever people write, the bundle gives it back as it was."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta, timezone
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from folja.formats.bundle import decode_row, digest, encode_row, read_bundle, write_bundle
from folja.model import CaseText, Decision, FollowUp, Observation, Unit, UnitKind
from folja.model.answers import Action
from folja.text import LocalText
from folja.values import Candidate, Kind, MissingReason, Part, Quantity, Status

#: Texts that have broken a CSV somewhere, beside whatever else Hypothesis finds.
NASTY = ["", '"', '""', ",", "\n", "\r", "\r\n", "\0", "=1+1", "'", "\ufeff", "n.a.", " ", "\u2028"]
texts = st.one_of(
    st.sampled_from(NASTY),
    st.lists(st.sampled_from([*NASTY, "å", "Ä", "🎉", ";", "\t", "\\", "null"])).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
)
numbers = st.decimals(-(10**12), 10**12, places=3).map(lambda n: n.normalize())
parts = st.lists(st.builds(Part, texts, numbers), max_size=3).map(tuple)
candidates = st.lists(
    st.builds(Candidate, texts, st.none() | numbers, st.none() | numbers), max_size=2
).map(tuple)
some = texts.filter(bool)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Draw a reading of any kind whose properties agree."""
    kind = draw(st.sampled_from(Kind))
    base = Quantity(
        draw(texts),
        kind=Kind.EXACT,
        approximate=draw(st.booleans()),
        unit=draw(st.none() | some),
        percent=draw(st.booleans()),
        status=draw(st.sampled_from(Status)),
        candidates=draw(candidates),
        problems=tuple(draw(st.lists(texts, max_size=2))),
        reader=draw(texts),
    )
    if not kind.has_value:
        reason = None if kind is Kind.UNREADABLE else draw(st.sampled_from(MissingReason))
        return replace(base, kind=kind, reason=reason)
    low, high = sorted((draw(numbers), draw(numbers)))
    return replace(
        base,
        kind=kind,
        low=draw(st.sampled_from([low, None])),
        high=draw(st.sampled_from([high, None])),
        low_open=draw(st.booleans()),
        high_open=draw(st.booleans()),
        parts=draw(parts),
        alternative=draw(st.none() | numbers),
    )


local = st.builds(LocalText, texts, texts)
observations = st.builds(
    Observation,
    unit=some,
    indicator=some,
    version=st.integers(1, 9),
    point=some,
    breakdown=texts,
    reading=quantities(),
    given_on=st.none() | st.dates(),
    comment=texts,
)
units = st.builds(
    Unit,
    id=some,
    kind=st.sampled_from(UnitKind),
    name=local,
    order=st.integers(-5, 99),
    parent=st.none() | some,
    aliases=st.lists(texts, max_size=3).map(tuple),
    valid_from=st.none() | st.dates(),
)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
case_texts = st.builds(CaseText, id=some, unit=some, theme=st.none() | some, body=local)
decisions = st.builds(
    Decision,
    id=some,
    code=some,
    point=st.none() | some,
    fingerprint=texts,
    action=st.sampled_from(Action),
    who=texts,
    when=st.datetimes(timezones=offsets),
    why=texts,
)


@given(quantities())
def test_reading_survives_its_cells(reading: Quantity) -> None:
    """A reading of any kind, turned into cells and back, is equal."""
    record = Observation(unit="A", indicator="b", point="c", reading=reading)
    assert decode_row(Observation, encode_row(record)) == record


@given(
    st.lists(units, max_size=3).map(tuple),
    st.lists(observations, max_size=3).map(tuple),
    st.lists(case_texts, max_size=2).map(tuple),
    st.lists(decisions, max_size=2).map(tuple),
)
def test_follow_up_survives_the_disk(
    units: tuple[Unit, ...],
    observations: tuple[Observation, ...],
    case_texts: tuple[CaseText, ...],
    decisions: tuple[Decision, ...],
) -> None:
    """Written as a folder and as a zip and read again, a follow-up is equal, digest included."""
    follow_up = FollowUp(
        units=units, observations=observations, case_texts=case_texts, decisions=decisions
    )
    with tempfile.TemporaryDirectory() as name:
        for target in (Path(name) / "bundle", Path(name) / "bundle.zip"):
            write_bundle(follow_up, target)
            assert read_bundle(target) == follow_up
            assert digest(target) == digest(follow_up)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-1, max_value=1))
def test_number_keeps_its_value(number: Decimal) -> None:
    """A number with trailing zeros comes back as the same number."""
    reading = Quantity("x", kind=Kind.EXACT, low=number, high=number)
    record = Observation(unit="A", indicator="b", point="c", reading=reading)
    assert decode_row(Observation, encode_row(record)).reading.low == number
