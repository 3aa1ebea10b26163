"""Results: a chapter for each area at the top of the tree, a part for each unit in it.

A unit that is compared comes with its figures under every theme; one that is not comes with its
text, the reason, and the sentence that there are no data, never with a table of zeros.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from folja.documents import Block, Callout, Heading, Inline, Paragraph, Text
from folja.model import Unit, UnitKind
from folja.reporting.matter import Matter
from folja.reporting.measures import measures
from folja.reporting.printing import is_fall
from folja.reporting.resolving import inlines
from folja.reporting.targets import of_unit
from folja.reporting.units import aims, declines, facts, objections, outcomes, texts
from folja.values import Kind

_DEEPEST = 4


def areas(matter: Matter) -> Iterator[Block]:
    """Yield a chapter for each unit at the top of the tree."""
    for unit in matter.follow_up.children(None):
        yield from _unit(matter, unit, level=1)


def _unit(matter: Matter, unit: Unit, *, level: int) -> Iterator[Block]:
    yield Heading(_level(level), matter.unit(unit.id), f"unit-{unit.id}")
    if unit.kind is UnitKind.NETWORK or _answers(matter, unit):
        yield from _network(matter, unit, level=level)
    else:
        yield from _above(matter, unit)
    for child in matter.follow_up.children(unit.id):
        yield from _unit(matter, child, level=level + 1)


def _level(level: int) -> Literal[1, 2, 3, 4]:
    return (1, 2, 3, 4)[min(level, _DEEPEST) - 1]


def _above(matter: Matter, unit: Unit) -> Iterator[Block]:
    """Yield what is told of an area or a grouping."""
    words = matter.words
    below = _networks_under(matter, unit)
    compared = [u for u in below if u in matter.follow_up.compared]
    if below:
        yield Paragraph(
            words.line(
                "area.lede",
                n=len(compared),
                networks=matter.counted(len(below), "networks-under", unit.id),
                compared=matter.counted(len(compared), "networks-compared-under", unit.id),
                names=Text(words.listed(matter.short(u.id) for u in below)),
            ),
            role="lede",
        )
    yield from _as_of(matter)
    yield from texts(matter, unit, None)
    yield from objections(matter, unit, None)
    yield from aims(matter, unit)
    yield from outcomes(matter, unit, None)
    yield from of_unit(matter, unit)
    yield from facts(matter, unit)


def _networks_under(matter: Matter, unit: Unit) -> list[Unit]:
    found: list[Unit] = []
    for child in matter.follow_up.children(unit.id):
        found.extend([child] if child.kind is UnitKind.NETWORK else _networks_under(matter, child))
    return found


def _answers(matter: Matter, unit: Unit) -> bool:
    return any(o.unit == unit.id for o in matter.follow_up.observations)


def _as_of(matter: Matter) -> Iterator[Paragraph]:
    """Yield the line that says which day the descriptions hold for."""
    record = matter.record
    if record and record.status_date:
        yield Paragraph(matter.words.line("unit.as-of", day=record.status_date), role="small")


def _network(matter: Matter, unit: Unit, *, level: int) -> Iterator[Block]:
    shown = _answers(matter, unit) and unit.status.operates
    if shown:
        yield Paragraph(_lede(matter, unit), role="lede")
    yield from _standing(matter, unit)
    yield from declines(matter, unit)
    yield from _as_of(matter)
    yield from texts(matter, unit, None)
    yield from objections(matter, unit, None)
    yield from aims(matter, unit)
    yield from outcomes(matter, unit, None)
    yield from of_unit(matter, unit)
    yield from facts(matter, unit)
    if shown:
        yield from _themes(matter, unit, level=level)


def _lede(matter: Matter, unit: Unit) -> tuple[Inline, ...]:
    """Return the line that answers how the network's figures moved."""
    words = matter.words
    indicators = matter.computed.asked.of(unit.id)
    asked = matter.counted_indicators(len(indicators), unit.id)
    if not matter.computed.has_change:
        known = sum(1 for i in indicators if _known(matter, unit, i.id))
        return words.line(
            "network.one-point", known=matter.counted(known, "answers-known", unit.id), asked=asked
        )
    found = [matter.computed.changes.get((unit.id, i.id)) for i in indicators]
    known_changes = [c for c in found if c and c.interval]
    up = sum(
        1 for c in known_changes if c.interval and c.interval.low is not None and c.interval.low > 0
    )
    down = sum(1 for c in known_changes if is_fall(c.interval))
    same = sum(1 for c in known_changes if c.interval and c.interval.point == 0)
    return words.line(
        "network.lede",
        n=len(known_changes),
        known=matter.counted(len(known_changes), "changes-known", unit.id),
        asked=asked,
        up=matter.counted(up, "changes-up", unit.id),
        down=matter.counted(down, "changes-down", unit.id),
        same=matter.counted(same, "changes-none", unit.id),
    )


def _known(matter: Matter, unit: Unit, indicator: str) -> bool:
    readings = [matter.reading(unit.id, indicator, p) for p in matter.computed.points]
    return any(r is not None and r.has_value for r in readings)


def _standing(matter: Matter, unit: Unit) -> Iterator[Block]:
    """Yield why a network is not compared, and that there are no data, when it is so."""
    words = matter.words
    if unit in matter.follow_up.compared:
        if not _answers(matter, unit):  # nobody has answered: then all still may be compared
            yield Paragraph(words.line("network.no-data"), role="missing")
        return
    said = []
    if unit.status_reason:
        said.append(Paragraph(inlines(matter, unit.status_reason)))
    if not _answers(matter, unit):
        said.append(words.paragraph("network.no-data"))
    elif not any(
        o.reading.kind is not Kind.BLANK for o in matter.follow_up.observations if o.unit == unit.id
    ):
        said.append(words.paragraph("network.silent"))
    elif not unit.status.operates:
        said.append(words.paragraph("network.zeros"))
    yield Callout(
        tone="info",
        title=words.say("network.left-out"),
        blocks=tuple(said),
        label=words.say(f"status.{unit.status.value}"),
    )


def _themes(matter: Matter, unit: Unit, *, level: int) -> Iterator[Block]:
    words = matter.words
    for theme, indicators in matter.sections():
        key = f"{unit.id}-{theme.id if theme else 'other'}"
        title = (words.of(theme.short_name) or words.of(theme.name)) if theme else ""
        title = title or words.say("theme.other")
        told = list(texts(matter, unit, theme.id)) if theme else []
        held = list(objections(matter, unit, theme.id)) if theme else []
        caught = list(outcomes(matter, unit, theme.id)) if theme else []
        asked = [i for i in indicators if matter.computed.asked.asks(unit.id, i.id)]
        if not (told or held or caught or asked):
            continue
        yield Heading(_level(level + 1), words.of(theme.name) if theme else title, f"theme-{key}")
        if theme and not told and any(text.theme for text in matter.follow_up.case_texts):
            yield Paragraph(words.line("theme.no-text"), role="missing")
        yield from told
        yield from held
        yield from measures(matter, unit, asked, key=key, title=title)
        yield from caught
