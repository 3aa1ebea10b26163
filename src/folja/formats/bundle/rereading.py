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

#: The language that answers are read in where nothing says another.
LOCALE: Locale = "sv"
#: The languages that an answer may have been given in, which it does not say itself: "1,200" of a
#: form in English is as good as "1 200" of one in Swedish.
_LOCALES: tuple[Locale, ...] = (LOCALE, "en")

_COMPARED = tuple(f.name for f in fields(Quantity) if f.name not in ("text", "reader"))


def outdated_readings(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield stored readings that their words give in no language, and that have no decision."""
    stored = list(readings(follow_up))
    words = {reading.text for *_, reading in stored}
    fresh = [read_many(words, locale=locale) for locale in _LOCALES]
    for table, at, prefix, reading in stored:
        today = fresh[0][reading.text]
        holds = any(_same(reading, read[reading.text]) for read in fresh)
        if not holds and not _is_decided(follow_up, table, at):
            yield problem(
                "reading-differs",
                table,
                at=at,
                column=f"{prefix}verbatim",
                text=reading.text,
                stored=_shown(reading),
                today=_shown(today),
            )


def _same(stored: Quantity, today: Quantity) -> bool:
    return all(getattr(stored, name) == getattr(today, name) for name in _COMPARED)


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
