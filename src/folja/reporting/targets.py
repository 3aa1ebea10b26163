"""What was aimed for and how the outcome stands to it: met, missed, or not to be told.

A network is held to its own answers; what is aimed for in an area, or in all networks together, to
the networks that enter the total. Outcomes are decided readings wherever somebody has decided.
Refuses to judge beyond `folja.quality`: where a figure is missing it says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from folja.documents import Block, Cell, Heading, Origin, Table, TableRow
from folja.model import FollowUp, Rule, Target, Total, Unit, UnitKind
from folja.quality import Standing, standing
from folja.reporting.answers import answer_cell, told
from folja.reporting.matter import Matter
from folja.reporting.printing import interval_cell, left, plain, right, span
from folja.values import Interval, Quantity, printed, total

#: Units that answer nothing themselves: they hold networks.
_ABOVE = (UnitKind.AREA, UnitKind.GROUPING)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a target is held against and how it stands.

    `figure` is the figure itself, or the change where a direction is aimed for; `reading` the
    answer that it is of one network. `together` says that it is of several networks, `coverage`
    how many of how many it rests on, `decided` that a decision stands in the place of somebody's
    words.
    """

    figure: Interval | None
    standing: Standing
    reading: Quantity | None = None
    together: bool = False
    decided: bool = False
    coverage: tuple[int, int] | None = None


def outcome(matter: Matter, target: Target, *, whole: Total | None) -> Outcome:
    """Hold a target against its outcome.

    `whole` is the total of its indicator over all networks by the rule that counts here, needed
    where the target is of more than one network.
    """
    unit = matter.follow_up.unit_by_id.get(target.unit or "")
    if target.unit and unit is None:
        return Outcome(None, Standing.UNKNOWN)
    if unit is None or unit.kind in _ABOVE:
        return _together(matter, target, unit, whole)
    return _alone(matter, target, unit)


def point_of(follow_up: FollowUp, target: Target) -> str:
    """Return the point that a target is of: its own, else the latest there is."""
    points = follow_up.ordered_points
    return target.point or (points[-1].id if points else "")


def _alone(matter: Matter, target: Target, unit: Unit) -> Outcome:
    if not unit.status.operates:  # its zeros are no answers
        return Outcome(None, Standing.UNKNOWN)
    point, indicator = point_of(matter.follow_up, target), target.indicator or ""
    if target.direction is not None:
        change = matter.computed.changes.get((unit.id, indicator))
        moved = change.interval if change and change.end == point else None
        ends = (change.start, change.end) if change else ()
        by_decision = any((unit.id, indicator, end) in matter.computed.decided for end in ends)
        return Outcome(moved, standing(target, None, change=moved), decided=by_decision)
    place = (unit.id, indicator, point)
    reading = matter.reading(*place)
    figure = reading.interval() if reading else None
    percent = bool(reading and reading.percent)
    found = standing(target, figure, percent=percent)
    return Outcome(figure, found, reading, decided=place in matter.computed.decided)


def _together(matter: Matter, target: Target, unit: Unit | None, whole: Total | None) -> Outcome:
    point = point_of(matter.follow_up, target)
    if whole is None or point not in (whole.start, whole.end):
        return Outcome(None, Standing.UNKNOWN, together=True)
    counted = [c for c in whole.contributions if unit is None or _is_under(matter, c.unit, unit)]
    left_out = [s for s in whole.skipped if unit is None or _is_under(matter, s.unit, unit)]
    by_decision = any(c.decided for c in counted)
    if target.direction is not None:
        figure = total([c.interval for c in counted]) if point == whole.end else None
        found = standing(target, None, change=figure)
    else:
        figure = total([_level(matter, c.unit, whole, point) for c in counted])
        found = standing(target, figure)
    covered = (len(counted), len(counted) + len(left_out))
    return Outcome(figure, found, together=True, decided=by_decision, coverage=covered)


def _level(matter: Matter, unit: str, whole: Total, point: str) -> Interval | None:
    """Return what a network of a total had at a point; shares in per cent are never added.

    What was printed takes no notice of decisions.
    """
    printed_only = whole.rule is Rule.AS_PRINTED
    reading = (matter.said if printed_only else matter.reading)(unit, whole.indicator, point)
    return reading.interval() if reading and not reading.percent else None


def _is_under(matter: Matter, network: str, above: Unit) -> bool:
    units, seen = matter.follow_up.unit_by_id, set[str]()
    at = units.get(network)
    while at is not None and at.parent is not None and at.id not in seen:
        seen.add(at.id)
        if at.parent == above.id:
            return True
        at = units.get(at.parent)
    return False


def shown(matter: Matter, target: Target, found: Outcome) -> str:
    """Return an outcome in words; the empty text where there is none."""
    if found.reading is not None:
        point = point_of(matter.follow_up, target)
        return told(matter, target.unit or "", target.indicator or "", point)
    if found.figure is None:
        return ""
    return span(found.figure, matter.lang, signed=target.direction is not None)


def aim(matter: Matter, target: Target) -> str:
    """Return what is aimed for in words: "at least 40" as it is read, or which way to go."""
    if target.direction is not None:
        return matter.words.say(f"target.{target.direction.value}")
    return printed(target.reading, matter.lang)


# -- in the report
def of_unit(matter: Matter, unit: Unit) -> Iterator[Block]:
    """Yield the table of what is aimed for in a unit; nothing where nothing is."""
    own = [t for t in matter.follow_up.targets if t.unit == unit.id]
    if own:
        caption = matter.words.say("target.of-unit", n=len(own), name=matter.short(unit.id))
        rows = [(_what(matter, target), target) for target in own]
        yield _table(matter, rows, key=f"targets-{unit.id}", caption=caption)


def of_goals(matter: Matter) -> Iterator[Block]:
    """Yield the table of what is aimed for under the goals; nothing where nothing is."""
    order = {goal.id: goal.no for goal in matter.follow_up.goals}
    own = [t for t in matter.follow_up.targets if t.goal in order]
    if own:
        words = matter.words
        yield Heading(3, words.say("target.goals", n=len(own)), "targets-goals")
        own.sort(key=lambda target: order[target.goal or ""])
        rows = [(f"{_what(matter, t, goal=True)}, {_who(matter, t)}", t) for t in own]
        yield _table(matter, rows, key="targets-of-goals", caption=words.say("target.of-goals"))


def of_indicator(matter: Matter, indicator: str) -> Iterator[Block]:
    """Yield the table of what is aimed for of an indicator: together first, then by network."""
    own = [t for t in matter.follow_up.targets if t.indicator == indicator]
    if own:
        own.sort(key=lambda target: bool(target.unit))
        name = matter.indicator(indicator)
        caption = matter.words.say("target.of-indicator", n=len(own), name=name)
        rows = [(_who(matter, target), target) for target in own]
        yield _table(matter, rows, key=f"targets-{matter.no(indicator)}", caption=caption)


def _table(matter: Matter, rows: Iterable[tuple[str, Target]], *, key: str, caption: str) -> Table:
    words = matter.words
    totals = matter.computed.totals[Rule.STRICT]
    held = [(of, t, outcome(matter, t, whole=totals.get(t.indicator or ""))) for of, t in rows]
    notes = []
    if any(found.together for _, _, found in held):
        notes.append(words.say("target.together", rule=words.say("rule.strict.name")))
    if any(found.decided for _, _, found in held):
        notes.append(words.say("target.decided"))
    return Table(
        id=key,
        caption=caption,
        columns=(
            left(words.say("column.of"), 2.4, head=True),
            left(words.say("column.point"), 1.8),
            left(words.say("column.aim"), 2.6),
            right(words.say("column.outcome"), 1.4),
            left(words.say("column.stands"), 2),
        ),
        rows=tuple(_row(matter, of, target, found) for of, target, found in held),
        notes=tuple(notes),
        sheet=words.say("sheet.targets"),
    )


def _row(matter: Matter, of: str, target: Target, found: Outcome) -> TableRow:
    words, reason = matter.words, matter.words.of(target.reason)
    aimed = aim(matter, target)
    if found.coverage:
        inside, networks = found.coverage
        of = f"{of}, {words.say('target.rests', n=inside, networks=networks)}"
    point = point_of(matter.follow_up, target)
    return TableRow(
        (
            plain(of),
            plain(matter.point(point) if point else ""),
            plain(f"{aimed}. {reason}" if reason else aimed),
            _outcome_cell(matter, target, found, point),
            plain(words.say(f"target.{found.standing.value}")),
        ),
        "alert" if found.standing is Standing.MISSED else "body",
    )


def _outcome_cell(matter: Matter, target: Target, found: Outcome, point: str) -> Cell:
    unit, indicator = target.unit or "", target.indicator or ""
    if found.reading is not None:
        return answer_cell(matter, unit, indicator, point)
    if found.together:
        origin = Origin("total", (str(matter.no(indicator)), Rule.STRICT.value))
    else:
        origin = matter.change_of(unit, indicator)
    return interval_cell(
        matter.words,
        found.figure,
        origin,
        plus=target.direction is not None,
        otherwise=matter.words.say("target.none"),
    )


def _what(matter: Matter, target: Target, *, goal: bool = False) -> str:
    """Name what a target is of: its indicator, its goal, or both."""
    known = next((g for g in matter.follow_up.goals if g.id == target.goal), None)
    named = matter.words.say("target.goal", no=known.no) if known else ""
    if target.indicator:
        indicator = matter.indicator(target.indicator)
        return f"{named}, {indicator}" if goal and named else indicator
    return named


def _who(matter: Matter, target: Target) -> str:
    return matter.short(target.unit) if target.unit else matter.words.say("target.all")
