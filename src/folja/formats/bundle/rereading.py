"""Whether the readings stored beside the words are what the words give today.

A reading is stored so that totals do not move when the grammar learns; it is recomputed here, so
that a difference is seen and decided. Refuses to correct anything itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from folja.formats.bundle.integrity import readings
from folja.formats.bundle.problems import BundleProblem, problem
from folja.model import Action, FollowUp
from folja.values import Locale, Quantity, read_many

#: The language that answers are read in: the words of a Swedish follow-up.
LOCALE: Locale = "sv"

_COMPARED = tuple(f.name for f in fields(Quantity) if f.name not in ("text", "reader"))


def outdated_readings(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield stored readings that differ from what their words give and have no decision."""
    stored = list(readings(follow_up))
    fresh = read_many({reading.text for *_, reading in stored}, locale=LOCALE)
    for table, at, prefix, reading in stored:
        today = fresh[reading.text]
        differs = [n for n in _COMPARED if getattr(reading, n) != getattr(today, n)]
        if differs and not _is_decided(follow_up, table, at):
            yield problem(
                "reading-differs",
                table,
                at=at,
                column=f"{prefix}verbatim",
                text=reading.text,
                stored=_shown(reading),
                today=_shown(today),
            )


def _is_decided(follow_up: FollowUp, table: str, at: int) -> bool:
    """Whether somebody has decided how this cell is to be read."""
    if table == "observations":
        o = follow_up.observations[at]
        cell = (o.unit, o.indicator, o.point)
    else:
        claim = follow_up.claims[at]
        cell = (claim.unit or "", claim.indicator or "", claim.place)
    return any(
        (d.unit, d.indicator, d.point) == cell
        for d in follow_up.decisions
        if d.action in (Action.READ_AS, Action.CORRECTED, Action.STANDS)
    )


def _shown(reading: Quantity) -> str:
    """Return a reading's kind and bounds in one line, for people who look into the file."""
    ends = [reading.low, reading.high] if reading.has_value else []
    return " ".join([reading.kind.value, *("…" if end is None else f"{end:f}" for end in ends)])
