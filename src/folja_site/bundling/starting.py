"""What a new programme begins with: nothing, a template, or how another one is set up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from folja.formats.bundle import read_bundle
from folja.model import (
    FollowUp,
    FollowUpRecord,
    Point,
    PriorityArea,
    Unit,
    UnitKind,
)
from folja.model import Programme as ProgrammeRecord
from folja.text import LocalText, format_date
from folja_site.programmes.editing import new_id
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import tables

#: Where the indicator sets that are offered lie, each a bundle.
SHELF = Path(__file__).parents[1] / "programmes" / "templates_data"
TEMPLATES = ("vasternorrland", "blue-cluster")

#: What a copy takes over: how the other programme is set up, never what anybody answered.
SKELETON = (
    *("follow_ups", "programmes", "priority_areas", "purposes", "units", "goals", "themes"),
    *("theme_listings", "indicators", "indicator_themes", "indicator_goals"),
    *("indicator_relations", "adaptations", "targets"),
    *("points", "need_groups", "needs", "support_forms"),
)


def empty() -> FollowUp:
    """Return a follow-up with nothing in it."""
    return FollowUp(name="new")


def template(name: str) -> FollowUp:
    """Return one of the indicator sets that are offered. Raises `KeyError` for another name."""
    if name not in TEMPLATES:
        raise KeyError(name)
    return read_bundle(SHELF / name)


def set_up_as(programme: Programme) -> FollowUp:
    """Return how another programme is set up, without answers, persons, texts and decisions."""
    return empty().with_table(**tables(programme, *SKELETON))


def framed(follow_up: FollowUp, name: LocalText) -> FollowUp:
    """Give a follow-up its title, and a programme and area where it has none."""
    about = follow_up.follow_ups[0] if follow_up.follow_ups else None
    if about is not None:
        titled = replace(about, title=name) if name else about
        return follow_up.with_table(follow_ups=(titled, *follow_up.follow_ups[1:]))
    frame = follow_up.programmes or (ProgrammeRecord(id="programme", name=name),)
    areas = follow_up.priority_areas or (
        PriorityArea(id="priority-area", programme=frame[0].id, no=1, name=name, in_follow_up=True),
    )
    record = FollowUpRecord(id="follow-up", priority_area=areas[0].id, title=name)
    return follow_up.with_table(programmes=frame, priority_areas=areas, follow_ups=(record,))


def widened(follow_up: FollowUp, networks: Sequence[str], points: Sequence[date]) -> FollowUp:
    """Add networks by name and measurement points by date; what is there already stays as it is."""
    units = list(follow_up.units)
    for name in networks:
        taken = frozenset(u.id for u in units)
        units.append(
            Unit(
                id=new_id("units", {"name_sv": name}, taken),
                kind=UnitKind.NETWORK,
                name=LocalText(name),
                order=max((u.order for u in units), default=0) + 1,
                in_comparison=True,
            )
        )
    there = {p.id: p for p in follow_up.points}
    for day in points:
        called = LocalText(format_date(day, "sv"), format_date(day, "en"))
        there.setdefault(day.isoformat(), Point(id=day.isoformat(), name=called, order=0))
    ordered = tuple(replace(there[k], order=n) for n, k in enumerate(sorted(there), start=1))
    return follow_up.with_table(units=tuple(units), points=ordered if points else follow_up.points)
