"""Concepts, goals, themes and indicators: what is asked, and what it says about the goals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from folja.documents import Block, Cell, Heading, Paragraph, Table, TableRow, Text
from folja.model import Basis, Goal, GoalRole, Indicator
from folja.reporting.matter import Matter
from folja.reporting.printing import left, plain, right
from folja.reporting.resolving import inlines, paragraphs
from folja.reporting.targets import of_goals
from folja.reporting.wording import inside

_ROLES = (GoalRole.OWN, GoalRole.CONTRIBUTES, GoalRole.SPEAKS_TO)


def concepts(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on concepts, goals, themes and indicators."""
    told = [*paragraphs(matter, matter.record.concepts)] if matter.record else []
    blocks = [*told, *_goals(matter), *_indicators(matter)]
    if blocks:
        yield Heading(1, matter.words.say("concepts.title"), "concepts")
        yield from blocks


def _goals(matter: Matter) -> Iterator[Block]:
    words, goals = matter.words, sorted(matter.follow_up.goals, key=lambda g: g.no)
    if not goals:
        return
    considered = sum(1 for g in goals if g.considered)
    yield Heading(
        2, words.say("goals.title", n=considered, considered=considered, goals=len(goals)), "goals"
    )
    yield words.paragraph(
        "goals.lede",
        n=len(goals) - considered,
        considered=matter.counted(considered, "goals-considered"),
        goals=matter.counted(len(goals), "goals"),
        left_out=matter.counted(len(goals) - considered, "goals-left-out"),
    )
    yield Table(
        id="goals-table",
        caption=words.say("goals.caption"),
        columns=(
            right(words.say("column.no"), 0.5),
            left(words.say("column.goal"), 5, head=True),
            left(words.say("column.considered"), 2),
            left(words.say("column.measured-by"), 2.6),
        ),
        rows=tuple(_goal(matter, goal) for goal in goals),
        sheet=words.say("sheet.goals"),
    )
    yield from of_goals(matter)


def _goal(matter: Matter, goal: Goal) -> TableRow:
    words = matter.words
    considered = words.say("goals.considered" if goal.considered else "goals.not-considered")
    if not goal.considered and goal.reason:
        considered = f"{considered} {words.of(goal.reason)}"
    return TableRow(
        (
            plain(str(goal.no)),
            Cell(inlines(matter, goal.text)),
            plain(considered),
            plain(_measures(matter, goal)),
        )
    )


def _measures(matter: Matter, goal: Goal) -> str:
    links = [ln for ln in matter.follow_up.indicator_goals if ln.goal == goal.id]
    asked = {i.id for i in matter.computed.asked.indicators}
    parts = []
    for role in _ROLES:
        numbers = sorted(
            matter.no(ln.indicator) for ln in links if ln.role is role and ln.indicator in asked
        )
        if numbers:
            listed = matter.words.listed(str(no) for no in numbers)
            parts.append(matter.words.say(f"goals.{role.value}", numbers=listed))
    return " ".join(parts) or matter.words.say("goals.nothing")


def _indicators(matter: Matter) -> Iterator[Block]:
    words, common = matter.words, matter.computed.asked.common
    if not matter.follow_up.current_indicators:
        return
    yield Heading(2, words.say("indicators.title", n=len(common)), "indicators")
    yield Paragraph(
        words.line(
            _lede(matter),
            n=len(common),
            figure=matter.counted(len(common), "indicators"),
        )
    )
    yield from not_asked(matter)
    yield from _listings(matter)
    yield Table(
        id="indicators-table",
        caption=words.say("indicators.caption"),
        columns=(
            right(words.say("column.no"), 0.5),
            left(words.say("column.indicator"), 2.6, head=True),
            left(words.say("column.definition"), 6.2),
            left(words.say("column.unit"), 1.4),
            left(words.say("column.kind"), 1.1),
        ),
        rows=tuple(_rows(matter)),
        notes=tuple(_notes(matter)),
        sheet=words.say("sheet.indicators"),
    )


def _lede(matter: Matter) -> str:
    """Return the words for how much is asked; where all kinds are, for what they count, too."""
    if matter.alone:
        return "indicators.asked-alone"
    kinds = {_kind(indicator) for indicator in matter.computed.asked.common}
    return "indicators.lede" if kinds == {"stock", "flow", "change"} else "indicators.asked"


def not_asked(matter: Matter) -> Iterator[Block]:
    """Yield the line that names, once, the indicators that nobody was asked for."""
    left_out = matter.computed.asked.left_out
    if left_out:
        listed = matter.words.listed(
            matter.words.say(
                "indicators.no-and-name", no=str(i.no), name=inside(matter.indicator(i.id))
            )
            for i in left_out
        )
        yield matter.words.paragraph("indicators.not-asked", n=len(left_out), listed=Text(listed))


def _notes(matter: Matter) -> Iterator[str]:
    """Yield how indicators are sorted here, and, beside a source, what is judged."""
    homes = Counter(link.indicator for link in matter.follow_up.indicator_themes)
    if matter.computed.cites:
        yield matter.words.say("indicators.note")
    elif any(homes[i.id] > 1 for i in matter.computed.asked.indicators):
        yield matter.words.say("indicators.note-own")


def _rows(matter: Matter) -> Iterator[TableRow]:
    """Yield the indicators under their themes, those that the source places there first, and last
    what networks have added for themselves.
    """
    words, added = matter.words, matter.follow_up.added_by
    stated = {
        (ln.indicator, ln.theme)
        for ln in matter.follow_up.indicator_themes
        if ln.basis is Basis.STATED
    }
    for theme, every in matter.sections():
        under = tuple(i for i in every if i.id not in added)
        if theme is None:
            groups = [(words.say("theme.none"), under)]
        else:
            own = tuple(i for i in under if (i.id, theme.id) in stated)
            rest = tuple(i for i in under if i not in own)
            name = words.of(theme.name)
            groups = [
                (words.say("indicators.stated", theme=name), own),
                (words.say("indicators.judged", theme=name), rest),
            ]
            if not matter.computed.cites:
                groups = [(name, under)]
        for name, indicators in groups:
            if indicators:
                yield TableRow((plain(name),), "group")
                yield from (_indicator(matter, i) for i in indicators)
    for unit in matter.follow_up.units:
        own = tuple(i for i in matter.computed.asked.indicators if unit.id in added.get(i.id, ()))
        if own:
            name = words.say("indicators.added", n=len(own), name=matter.short(unit.id))
            yield TableRow((plain(name),), "group")
            yield from (_indicator(matter, i) for i in own)


def measure(matter: Matter, indicator: Indicator) -> str:
    """Return the words for what an indicator's change is: of a state, of a rate, or itself."""
    return matter.words.say(f"measure.{_kind(indicator)}")


def _kind(indicator: Indicator) -> str:
    return "change" if indicator.is_change else indicator.measure.value


def _indicator(matter: Matter, indicator: Indicator) -> TableRow:
    words = matter.words
    return TableRow(
        (
            plain(str(indicator.no)),
            plain(words.of(indicator.name)),
            Cell(inlines(matter, indicator.definition)),
            plain(words.of(indicator.unit)),
            plain(words.say(f"kind.{_kind(indicator)}")),
        )
    )


def _listings(matter: Matter) -> Iterator[Block]:
    """Yield what the source lists under a theme although nothing measures it."""
    unmeasured = [ln for ln in matter.follow_up.theme_listings if not ln.indicator]
    stated = {ln.indicator for ln in matter.follow_up.indicator_themes if ln.basis is Basis.STATED}
    if unmeasured:
        listed = matter.words.listed(matter.words.of(ln.wording) for ln in unmeasured)
        yield Paragraph(
            matter.words.line(
                "indicators.unmeasured",
                n=len(unmeasured),
                figure=matter.counted(len(unmeasured), "listings-unmeasured"),
                stated=matter.counted(len(stated), "indicators-with-stated-theme"),
                listed=Text(listed),
            )
        )
