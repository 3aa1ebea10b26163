"""Whether a bundle's records hang together: keys, references, points, the unit tree.

What the tables declare (`folja.model.TABLES`) is checked for all of them alike; the rest is what a
Table Schema cannot say. Refuses nothing: yields problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from folja.formats.bundle.columns import columns_of
from folja.formats.bundle.problems import BundleProblem, problem
from folja.model import TABLES, FollowUp
from folja.values import Quantity


def keys(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield keys that stand twice, and required cells that are empty."""
    for name, spec in TABLES.items():
        seen: dict[tuple[Any, ...], int] = {}
        required = [c for c in columns_of(spec.record) if c.required and c.role == "plain"]
        for at, record in enumerate(getattr(follow_up, name)):
            key = tuple(getattr(record, field) for field in spec.key)
            if key in seen:
                words = ", ".join(str(part) for part in key if part != "")
                first = str(seen[key] + 2)
                yield problem("key-twice", name, at=at, column=spec.key[0], key=words, first=first)
            seen.setdefault(key, at)
            for column in required:
                if getattr(record, column.field) == "":
                    yield problem("cell-empty", name, at=at, column=column.name)


def references(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield cells that point at an entry that is not there."""
    ids: dict[str, set[Any]] = {
        name: {getattr(record, "id", None) for record in getattr(follow_up, name)}
        for name in TABLES
    }
    for name, spec in TABLES.items():
        for field, table in spec.references:
            for at, record in enumerate(getattr(follow_up, name)):
                value = getattr(record, field)
                if value not in (None, "") and value not in ids[table]:
                    yield problem(
                        "points-nowhere", name, at=at, column=field, value=value, table=table
                    )
    for at, project in enumerate(follow_up.projects):
        for unit in project.units:
            if unit not in ids["units"]:
                yield problem(
                    "points-nowhere",
                    "projects",
                    at=at,
                    column="units",
                    value=unit,
                    table="units",
                )


def versions(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield answers to a version of an indicator that the catalogue does not have."""
    known = {(i.id, i.version) for i in follow_up.indicators}
    ids = {i.id for i in follow_up.indicators}
    for at, o in enumerate(follow_up.observations):
        if o.indicator in ids and (o.indicator, o.version) not in known:
            yield problem(
                "version-unknown",
                "observations",
                at=at,
                column="version",
                indicator=o.indicator,
                version=str(o.version),
            )


def points(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield points that are no date, and places of claims and decisions that do not exist."""
    for at, point in enumerate(follow_up.points):
        try:
            date.fromisoformat(point.id)
        except ValueError:
            yield problem("point-no-date", "points", at=at, column="id", value=point.id)
    # A decision about the catalogue names the entry where others name the point.
    entries = {
        *(goal.id for goal in follow_up.goals),
        *(listing.id for listing in follow_up.theme_listings),
        *(theme.id for theme in follow_up.themes),
    }
    for name, field in (("claims", "place"), ("explanations", "place"), ("decisions", "point")):
        for at, record in enumerate(getattr(follow_up, name)):
            place = getattr(record, field) or ""
            if name == "decisions" and record.unit is None and place in entries:
                continue
            if place and not is_place(follow_up, place):
                yield problem("place-unknown", name, at=at, column=field, value=place)


def is_place(follow_up: FollowUp, place: str) -> bool:
    """Say whether a text is a point of the follow-up, or "from/to" between two of them."""
    known = {p.id for p in follow_up.points}
    ends = place.split("/")
    return len(ends) <= 2 and all(end in known for end in ends)


def tree(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield units that stand under themselves."""
    parents = {u.id: u.parent for u in follow_up.units}
    for at, unit in enumerate(follow_up.units):
        above, seen = unit.parent, {unit.id}
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == unit.id:
            yield problem("unit-under-itself", "units", at=at, column="parent", value=unit.id)


def readings(follow_up: FollowUp) -> Iterator[tuple[str, int, str, Quantity]]:
    """Yield every stored reading with its table, index and the prefix of its columns."""
    for at, observation in enumerate(follow_up.observations):
        yield "observations", at, "", observation.reading
    for at, claim in enumerate(follow_up.claims):
        yield "claims", at, "", claim.reading
        if claim.from_reading is not None:
            yield "claims", at, "from_", claim.from_reading


def decisions(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield decisions about a cell that nobody answered or printed."""
    cells = set(follow_up.observation_at)
    printed = set(follow_up.printed_difference)
    for at, decision in enumerate(follow_up.decisions):
        if decision.unit is None or decision.indicator is None or not decision.point:
            continue
        ends = decision.point.split("/")
        asked = {(decision.unit, decision.indicator, end) for end in ends}
        change = (decision.unit, decision.indicator, decision.point)
        if not asked & cells and change not in printed:
            yield problem(
                "decision-without-cell", "decisions", at=at, column="point", value=decision.point
            )


def targets(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield targets of nothing, those that aim for nothing or for two things, and the doubled."""
    taken: dict[tuple[str, ...], int] = {}
    for at, target in enumerate(follow_up.targets):
        if not target.goal and not target.indicator:
            yield problem("target-of-nothing", "targets", at=at, column="indicator")
        if bool(target.words.strip()) == bool(target.direction):
            yield problem("target-either", "targets", at=at, column="words")
        elif target.words.strip() and not target.reading.has_value:
            yield problem("target-unread", "targets", at=at, column="words", value=target.words)
        if target.place in taken:
            first = str(taken[target.place] + 2)
            yield problem("target-twice", "targets", at=at, column="id", first=first)
        taken.setdefault(target.place, at)
