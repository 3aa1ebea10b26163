"""What networks have made of the questions, and which of their answers that takes out of totals.

Whether an adapted answer is added to the others is the network's own declaration (`comparability`);
here it is told beside the figures that it concerns, before they are missed in a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from folja.model import Adaptation, RelationKind, Unit
from folja.text import Language, LocalText
from folja.values import printed
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.counting import Counts, counting_among
from folja_site.measurements.models import Answer
from folja_site.measurements.review_words import place_words
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import added_by, tables

#: The tables that are needed to tell of adaptations.
TABLES = ("units", "indicators", "indicator_relations", "adaptations")


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer that an adaptation is about: when, how it counts, and beside it what was said where
    that is something else.
    """

    place: str
    sign: str
    text: str
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Adapted:
    """One adaptation: what was made of which question, why, and what that means for totals.

    `effect` is `declined`, `own`, `outside` (the network is in no total anyway), `out`, `out-blank`
    (nothing answered yet), `part` or `counted`; `figures` are the answers that are left out.
    """

    key: str
    action: str
    indicator: LocalText
    no: int | None
    label: str
    reason: str
    effect: str
    figures: tuple[Figure, ...]
    parts: tuple[LocalText, ...]

    @property
    def takes_out(self) -> bool:
        """Whether answers that are there are left out of totals."""
        return self.effect == "out"


@dataclass(frozen=True, slots=True)
class Network:
    """A network with what it has adapted."""

    unit: Unit
    made: tuple[Adapted, ...]

    @property
    def out(self) -> int:
        """How many of its adaptations take answers out of totals."""
        return sum(one.takes_out for one in self.made)


def adapted(
    programme: Programme,
    known: Mapping[str, tuple[Any, ...]],
    lang: Language,
    *,
    units: Iterable[str] | None = None,
) -> tuple[Network, ...]:
    """Return the networks that have adapted something, of all or of some; at most two queries."""
    wanted = None if units is None else set(units)
    kept = [a for a in known["adaptations"] if wanted is None or a.unit in wanted]
    answers = _left_out(programme, kept)
    figures = _figures(programme, answers, lang)
    added = added_by(known["adaptations"])
    found = []
    for unit in sorted(known["units"], key=lambda u: u.order):
        own = {one for one, by in added.items() if unit.id in by}
        made = tuple(
            _adapted(one, unit, known, own, figures.get((unit.id, one.indicator), ()), lang)
            for one in kept
            if one.unit == unit.id and not _is_part(one, known, own)
        )
        if made:
            found.append(Network(unit, made))
    return tuple(found)


def _left_out(
    programme: Programme, kept: Sequence[Adaptation]
) -> dict[tuple[str, str], list[Answer]]:
    """Return the answers to questions that do not compare, by network and indicator."""
    pairs = {(a.unit, a.indicator) for a in kept if not a.enters_totals}
    found: dict[tuple[str, str], list[Answer]] = {}
    rows: QuerySet[Answer] = Answer.objects.filter(
        programme=programme,
        unit__in={unit for unit, _ in pairs},
        indicator__in={indicator for _, indicator in pairs},
        breakdown="",
    )
    for answer in rows.exclude(verbatim="").order_by("point", "indicator_version"):
        if (answer.unit, answer.indicator) in pairs:
            found.setdefault((answer.unit, answer.indicator), []).append(answer)
    return found


def _parts(
    indicator: str, known: Mapping[str, tuple[Any, ...]], own: set[str]
) -> tuple[LocalText, ...]:
    ids = {
        r.indicator
        for r in known["indicator_relations"]
        if r.kind is RelationKind.PART_OF and r.other == indicator and r.indicator in own
    }
    return tuple(i.short_name or i.name for i in known["indicators"] if i.id in ids)


def _is_part(one: Adaptation, known: Mapping[str, tuple[Any, ...]], own: set[str]) -> bool:
    """Say whether an own question is a part of one that the network has split: told with that."""
    return one.action == "add" and any(
        r.kind is RelationKind.PART_OF and r.indicator == one.indicator and r.other not in own
        for r in known["indicator_relations"]
    )


def _adapted(
    one: Adaptation,
    unit: Unit,
    known: Mapping[str, tuple[Any, ...]],
    own: set[str],
    figures: Sequence[Figure],
    lang: Language,
) -> Adapted:
    versions = [i for i in known["indicators"] if i.id == one.indicator]
    indicator = max(versions, key=lambda i: i.version, default=None)
    return Adapted(
        key=one.id,
        action=one.action,
        indicator=(indicator.short_name or indicator.name) if indicator else LocalText(),
        no=indicator.no if indicator and one.action != "add" else None,
        label=one.label.get(lang),
        reason=one.reason.get(lang),
        effect=_effect(one, unit, bool(figures)),
        figures=tuple(figures),
        parts=_parts(one.indicator, known, own) if one.action == "split" else (),
    )


def _effect(one: Adaptation, unit: Unit, answered: bool) -> str:
    if one.action == "decline":
        return "declined"
    if one.action == "add":
        return "own"
    if not (unit.in_comparison and unit.status.operates):
        return "outside"
    if not one.enters_totals:
        return "out" if answered else "out-blank"
    return "part" if one.comparability == "subset" else "counted"


def _figures(
    programme: Programme, answers: Mapping[tuple[str, str], Sequence[Answer]], lang: Language
) -> dict[tuple[str, str], list[Figure]]:
    """Return answers as they are shown, by network and indicator."""
    decisions = tables(programme, "decisions")["decisions"] if answers else ()
    own: dict[str, list[Answer]] = {}
    for (unit, _), some in answers.items():
        own.setdefault(unit, []).extend(some)
    counting = {
        unit: counting_among(programme, unit, decisions, some) for unit, some in own.items()
    }
    return {
        place: [
            _figure(one, counting[one.unit].get((one.indicator, one.point)), lang) for one in some
        ]
        for place, some in answers.items()
    }


def _figure(answer: Answer, counts: Counts | None, lang: Language) -> Figure:
    place = place_words(answer.point, lang)
    if counts is not None:
        sign = counts.reading.kind.value
        return Figure(place, sign, counts.text(lang), counts.beside(lang))
    reading = observation_of(answer).reading
    return Figure(place, reading.kind.value, printed(reading, lang) or reading.text)
