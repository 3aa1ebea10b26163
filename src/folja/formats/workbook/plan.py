"""What a form asks: one network's indicators by theme, with what was answered before.

Holds the plan of a form, without a word of layout. Refuses a unit or point that the follow-up does
not have, and a follow-up that asks nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from folja.formats.workbook.faults import refuse
from folja.model import Basis, FollowUp, Indicator, Point, Theme, Unit
from folja.text import Language
from folja.values import Kind


@dataclass(frozen=True, slots=True)
class Question:
    """One indicator with the words that stand at each point, and which of them may be written.

    What is known of an earlier point is not asked twice: its cell is locked.
    """

    indicator: Indicator
    given: tuple[str, ...]
    open: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The questions under one theme; None for those that belong to none."""

    theme: Theme | None
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A form: the network, the points in order, which of them are asked, and the questions."""

    unit: Unit
    points: tuple[Point, ...]
    asked: frozenset[str]
    sections: tuple[Section, ...]
    dated: date


def planned(follow_up: FollowUp, unit: str, *, asked: Sequence[str] | None = None) -> Plan:
    """Return the plan of one network's form.

    `asked` are the points whose cells are all open; by default the last one. At earlier points only
    what nobody has given a figure for is open.
    """
    if unit not in follow_up.unit_by_id:
        refuse("no-such-unit", unit=unit)
    points = follow_up.ordered_points
    if not points or not follow_up.current_indicators:
        refuse("nothing-to-ask", name=follow_up.name)
    wanted = frozenset(asked) if asked is not None else frozenset({points[-1].id})
    if unknown := wanted - {p.id for p in points}:
        refuse("no-such-point", point=min(unknown), points=[p.id for p in points])
    questions = {
        i.id: _question(follow_up, unit, i, points, wanted) for i in follow_up.asked_of(unit)
    }
    theme_of = _themes(follow_up)
    sections = [
        Section(theme, tuple(q for i, q in questions.items() if theme_of.get(i) == theme.id))
        for theme in sorted(follow_up.themes, key=lambda t: (t.no, t.id))
    ]
    others = tuple(q for i, q in questions.items() if i not in theme_of)
    sections.append(Section(None, others))
    return Plan(
        unit=follow_up.unit_by_id[unit],
        points=points,
        asked=wanted,
        sections=tuple(s for s in sections if s.questions),
        dated=_dated(follow_up),
    )


def _question(
    follow_up: FollowUp,
    unit: str,
    indicator: Indicator,
    points: Sequence[Point],
    asked: frozenset[str],
) -> Question:
    held = [follow_up.observation_at.get((unit, indicator.id, p.id)) for p in points]
    return Question(
        indicator=indicator,
        given=tuple(o.reading.text if o else "" for o in held),
        open=tuple(
            p.id in asked or o is None or o.reading.kind in (Kind.BLANK, Kind.MISSING)
            for p, o in zip(points, held, strict=True)
        ),
    )


def _themes(follow_up: FollowUp) -> dict[str, str]:
    """Return the one theme that each indicator is asked under: the stated, else the first."""
    known = {t.id: t.no for t in follow_up.themes}
    links = sorted(
        (t for t in follow_up.indicator_themes if t.theme in known),
        key=lambda t: (t.basis is not Basis.STATED, known[t.theme]),
    )
    theme_of: dict[str, str] = {}
    for link in links:
        theme_of.setdefault(link.indicator, link.theme)
    return theme_of


def _dated(follow_up: FollowUp) -> date:
    """Return the day that the form is of, by the follow-up alone: same input, same bytes."""
    days = [d.when.date() for d in follow_up.decisions]
    days += [r.published_on for r in follow_up.follow_ups if r.published_on]
    return max(days) if days else follow_up.ordered_points[-1].day


def heading_of(follow_up: FollowUp, lang: Language) -> str:
    """Return what the form belongs to: the follow-up's title and region, as far as known."""
    record = next(iter(follow_up.follow_ups), None)
    if record is None:
        return follow_up.name
    words = (record.title.get(lang), record.region.get(lang))
    return ", ".join(w for w in words if w) or follow_up.name
