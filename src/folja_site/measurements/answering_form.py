"""The form of one network in one round: its steps, its questions, and what is known already.

Loads what the form shows in four queries, however many answers there are. Refuses to decide who may
fill it in (the views do) and to word anything.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from folja.documents import Square
from folja.model import (
    Adaptation,
    Basis,
    Explanation,
    HubNeed,
    Indicator,
    IndicatorRelation,
    IndicatorTheme,
    Observation,
    Point,
    RelationKind,
    Target,
    Theme,
    Unit,
)
from folja.text import LocalText
from folja.values import Kind
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.answering_cells import BLANK, SQUARES, Cell, square_of
from folja_site.measurements.asked import asked_of
from folja_site.measurements.counting import Counting, counting_among
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import record_of, tables, unasked

#: The step for indicators that stand under no theme.
IN_FIGURES = "in-figures"

#: What is set up for all networks that the form is made from.
_TABLES = (
    *("points", "themes", "indicators", "indicator_themes", "indicator_relations"),
    "adaptations",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator of the form: the cells that are asked, and all that were asked before."""

    indicator: Indicator
    asked: tuple[Cell, ...]
    earlier: tuple[Cell, ...]
    adaptation: Adaptation | None = None
    #: The network answered this before, under another definition.
    redefined: bool = False

    @property
    def last(self) -> Cell:
        """The latest cell that is asked."""
        return self.asked[-1]

    @property
    def own(self) -> bool:
        """Whether the network has added the indicator itself."""
        return self.adaptation is not None and self.adaptation.action == "add"

    @property
    def label(self) -> LocalText:
        """What is asked, in the network's own words where it has some."""
        own = self.adaptation.label if self.adaptation else LocalText()
        return own or self.indicator.label or self.indicator.name

    @property
    def short(self) -> LocalText:
        """The short name, the network's own where it has one."""
        own = self.adaptation.label if self.adaptation else LocalText()
        return own or self.indicator.short_name or self.indicator.name

    def before(self, cell: Cell) -> Cell | None:
        """The latest cell before one, to see the change from."""
        line = (*self.earlier, *self.asked)
        older = [c for c in line if c.point.order < cell.point.order]
        return older[-1] if older else None

    @property
    def square(self) -> str:
        """The square that tells how far the indicator has come; the cell that lacks most decides.

        "blank", "unreadable", "partly" (inexact), "no-answer" (said not to be there) or "in".
        """
        found = {square_of(cell.reading) for cell in self.asked}
        return next(kind for kind in SQUARES if kind in found)

    @property
    def answered(self) -> bool:
        """Whether every point that is asked has an answer; "not known" is one."""
        return self.square != BLANK

    @property
    def unreadable(self) -> bool:
        """Whether what was said of some point cannot be read."""
        return any(square_of(c.reading) == Square.UNREADABLE.value for c in self.asked)

    @property
    def left(self) -> tuple[LocalText, ...]:
        """The names of the points without an answer, where another point has one."""
        empty = tuple(c.point.name for c in self.asked if square_of(c.reading) == BLANK)
        return empty if len(empty) < len(self.asked) else ()


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form: an indicator, and those that split it."""

    main: Item
    parts: tuple[Item, ...] = ()
    #: How the parts hang together with the main indicator.
    relation: RelationKind | None = None

    @property
    def id(self) -> str:
        """The id of the main indicator."""
        return self.main.indicator.id

    @property
    def items(self) -> tuple[Item, ...]:
        """The main indicator and its parts."""
        return (self.main, *self.parts)

    @property
    def cells(self) -> Iterator[Cell]:
        """Every cell that is asked."""
        return (cell for item in self.items for cell in item.asked)

    @property
    def answered(self) -> bool:
        """Whether every cell has an answer."""
        return all(item.answered for item in self.items)

    @property
    def frozen(self) -> bool:
        """Whether every cell has been approved."""
        return all(cell.frozen for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of questions: a theme, or the indicators without one (`name` is empty then)."""

    id: str
    name: LocalText
    short: LocalText
    questions: tuple[Question, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Every indicator of the step, in the order of the form."""
        return tuple(item for question in self.questions for item in question.items)

    @property
    def answered(self) -> int:
        """How many indicators are answered."""
        return sum(1 for item in self.items if item.answered)


@dataclass(frozen=True, slots=True)
class Form:
    """Everything that the form of one network in one round shows."""

    programme: Programme
    round: Round
    participation: Participation
    unit: Unit
    points: tuple[Point, ...]
    asked: tuple[Point, ...]
    steps: tuple[Step, ...]
    declined: tuple[Item, ...]
    relations: tuple[IndicatorRelation, ...]
    indicators: tuple[Indicator, ...]
    adaptations: tuple[Adaptation, ...]
    observations: tuple[Observation, ...]
    #: What the network has said of causes and needs, with the version of each entry.
    explanations: tuple[tuple[Explanation, int], ...]
    hub_needs: tuple[tuple[HubNeed, int], ...]
    #: What is aimed for in this network.
    targets: tuple[Target, ...] = ()
    #: What it was made from: the programme's tables, and the network's answers as rows and records.
    known: Mapping[str, tuple[Any, ...]] = field(default_factory=dict, repr=False)
    told: tuple[tuple[Answer, Observation], ...] = field(default=(), repr=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every indicator that is asked."""
        return tuple(item for step in self.steps for item in step.items)

    @property
    def answered(self) -> int:
        """How many indicators are answered."""
        return sum(step.answered for step in self.steps)

    @property
    def prefilled(self) -> bool:
        """Whether anything that is asked had an answer before this round."""
        cells = (cell for item in self.items for cell in (*item.earlier, *item.asked))
        return any(
            cell.answer.round_id != self.round.pk and square_of(cell.reading) != BLANK
            for cell in cells
            if cell.answer
        )

    def step(self, id: str) -> Step | None:
        """Return a step by its id, or None."""
        return next((step for step in self.steps if step.id == id), None)

    def place(self, indicator: str) -> tuple[Step, Question] | None:
        """Return the step and question whose main indicator this is, or None."""
        for step in self.steps:
            for question in step.questions:
                if question.id == indicator:
                    return step, question
        return None


def load(
    participation: Participation, *, before: Form | None = None, about: Collection[str] = ()
) -> Form:
    """Load the form of a participation; its `round` and that round's programme must be at hand.

    After a save, `before` is the form until then and `about` the indicators that were saved: what
    is told of the others, and what is set up, is then taken from it.
    """
    round_, unit = participation.round, participation.unit
    programme = round_.programme
    known = before.known if before else tables(programme, *_TABLES)
    own = _own(programme, unit)
    points = tuple(sorted(known["points"], key=lambda p: (p.order, p.id)))
    asked = tuple(p for p in points if p.id in round_.points) or points[-1:]
    adaptations = {a.indicator: a for a in known["adaptations"] if a.unit == unit}
    others = {one for _, one in unasked(known["adaptations"], (unit,))} - set(adaptations)
    latest = {i.id: i for i in sorted(known["indicators"], key=lambda i: i.version)}
    current = tuple(sorted((i for i in latest.values() if i.id not in others), key=lambda i: i.no))
    # Sorted here: asked to sort by number, SQLite reads the answers of all networks.
    found = Answer.objects.filter(programme=programme, unit=unit, breakdown="").order_by()
    if before:
        found = found.filter(indicator__in=about)
    kept = [pair for pair in before.told if pair[0].indicator not in about] if before else []
    told = tuple(sorted([*kept, *((a, observation_of(a)) for a in found)], key=_in_order))
    items = _items(
        asked_of(round_, current, known["adaptations"]),
        points,
        asked,
        {(o.indicator, o.version, o.point): (a, o) for a, o in told},
        adaptations,
        counting_among(
            programme, unit, [d for d, _ in own["decisions"]], [answer for answer, _ in told]
        ),
    )
    declined = tuple(i for i in items.values() if i.adaptation and i.adaptation.action == "decline")
    for item in declined:
        del items[item.indicator.id]
    questions = _questions(items, known["indicator_relations"])
    return Form(
        programme=programme,
        round=round_,
        participation=participation,
        unit=own["units"][0][0],
        points=points,
        asked=asked,
        steps=_steps(questions, known["themes"], known["indicator_themes"]),
        declined=declined,
        relations=known["indicator_relations"],
        indicators=current,
        adaptations=tuple(adaptations.values()),
        observations=tuple(observation for _, observation in told),
        explanations=tuple(own["explanations"]),
        hub_needs=tuple(own["hub_needs"]),
        targets=tuple(target for target, _ in own["targets"]),
        known=known,
        told=told,
    )


def _in_order(pair: tuple[Answer, Observation]) -> int:
    return pair[0].pk


def _own(programme: Programme, unit: str) -> dict[str, list[tuple[Any, int]]]:
    names = ("units", "explanations", "hub_needs", "targets", "decisions")
    rows = Entry.objects.filter(programme=programme, table__in=names, unit=unit, gone=False)
    found: dict[str, list[tuple[Any, int]]] = {name: [] for name in names}
    for entry in rows.order_by("position", "id"):
        found[entry.table].append((record_of(entry), entry.version))
    return found


def _items(
    indicators: tuple[Indicator, ...],
    points: tuple[Point, ...],
    asked: tuple[Point, ...],
    answers: Mapping[tuple[str, int, str], tuple[Answer, Observation]],
    adaptations: Mapping[str, Adaptation],
    counting: Counting,
) -> dict[str, Item]:
    first_asked = min(point.order for point in asked)
    said = ((key, o) for key, (_, o) in answers.items() if o.reading.kind is not Kind.BLANK)
    versions = {(indicator, version) for (indicator, version, _), _ in said}
    items: dict[str, Item] = {}
    for one in indicators:
        cells = {
            p.id: _cell(one, p, answers.get((one.id, one.version, p.id)), counting) for p in points
        }
        items[one.id] = Item(
            one,
            tuple(cells[p.id] for p in asked),
            tuple(cells[p.id] for p in points if p.order < first_asked and cells[p.id].answer),
            adaptations.get(one.id),
            any((one.id, v) in versions for v in range(1, one.version)),
        )
    return items


def _cell(
    indicator: Indicator,
    point: Point,
    told: tuple[Answer, Observation] | None,
    counting: Counting,
) -> Cell:
    answer, observation = told or (None, None)
    return Cell(indicator, point, answer, observation, counting.get((indicator.id, point.id)))


def _questions(
    items: Mapping[str, Item], relations: tuple[IndicatorRelation, ...]
) -> tuple[Question, ...]:
    """Gather indicators that split another, by sex or as the network does, under that one."""
    under: dict[str, tuple[str, RelationKind]] = {}
    for relation in relations:
        item = items.get(relation.indicator)
        splits = relation.kind in (RelationKind.PART_OF, RelationKind.FOUNDER_OF)
        if splits and item and relation.other in items and (item.indicator.sex or item.own):
            under[relation.indicator] = (relation.other, relation.kind)
    questions = []
    for id_, item in items.items():
        if id_ in under:
            continue
        parts = tuple(items[part] for part, (whole, _) in under.items() if whole == id_)
        kinds = [kind for whole, kind in under.values() if whole == id_]
        questions.append(Question(item, parts, kinds[0] if kinds else None))
    return tuple(questions)


def _steps(
    questions: tuple[Question, ...],
    themes: tuple[Theme, ...],
    listed: tuple[IndicatorTheme, ...],
) -> tuple[Step, ...]:
    """Sort questions under themes: each stands once, under a stated theme before an inferred."""
    theme_of: dict[str, str] = {}
    for link in sorted(listed, key=lambda link: link.basis is not Basis.STATED):
        theme_of.setdefault(link.indicator, link.theme)
    known = {theme.id for theme in themes}
    loose = tuple(q for q in questions if theme_of.get(q.id) not in known)
    steps = [Step(IN_FIGURES, LocalText(), LocalText(), loose)] if loose else []
    for theme in sorted(themes, key=lambda theme: theme.no):
        mine = tuple(q for q in questions if theme_of.get(q.id) == theme.id)
        if mine:
            steps.append(Step(theme.id, theme.name, theme.short_name or theme.name, mine))
    return tuple(steps)
