"""What a decision would change: sums of one indicator before and after, and texts that cite.

Worked out by the library on the rows of that one indicator, when somebody asks for it. Refuses to
look at more than that, and to save anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from folja.analysis import totals
from folja.model import (
    CaseText,
    Claim,
    ClaimKind,
    FigureReference,
    FollowUp,
    Indicator,
    Rule,
    Total,
    segments,
)
from folja.quality import readings_of, ruling_among
from folja.text import LocalText
from folja.values import Kind, Quantity, read
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.models import Answer
from folja_site.measurements.review_queue import Queue, Row
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import record_of, tables
from folja_site.results.figures import Figures


@dataclass(frozen=True, slots=True)
class Ends:
    """A sum with its two ends and how many networks are in it."""

    known: bool
    low: Decimal | None
    high: Decimal | None
    networks: int


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum by one rule, as it is and as it would be."""

    rule: str
    before: Ends
    after: Ends

    @property
    def changes(self) -> bool:
        """Whether the decision moves it."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision would change; `headline` is what the report claims of the indicator."""

    name: LocalText
    sums: tuple[Sum, ...]
    headline: Quantity | None
    #: The texts that cite the figure, by network and theme.
    citing: tuple[tuple[LocalText, LocalText], ...]

    @property
    def changes(self) -> bool:
        """Whether any sum moves."""
        return any(one.changes for one in self.sums)


def effect_of(
    programme: Programme, figures: Figures, queue: Queue, row: Row, point: str, value: str
) -> Effect:
    """Return what a value in the place of an answer would change; four questions to the database.

    A value for a printed difference moves no sum. Raises `AnalysisFault` when the programme has
    fewer than two points, `ValueError` for a
    value that cannot be read and `LookupError` for an indicator that there is not.
    """
    finding = row.finding
    reading = read(value)
    if reading.kind in (Kind.BLANK, Kind.UNREADABLE):
        raise ValueError(value)
    follow_up = _of_indicator(programme, queue, finding.indicator or "")
    findings = tuple(one.finding for one in queue.rows)
    decisions = queue.catalogue["decisions"]
    before = readings_of(ruling_among(findings, decisions, follow_up.observation_at))
    after = dict(before)
    place = (finding.unit or "", finding.indicator or "", point)
    if place in follow_up.observation_at:
        after[place] = reading
    indicator = follow_up.indicators[-1]
    sums = []
    for rule in Rule:
        was = _stored(figures, follow_up, rule, indicator.id)
        was = was or _ends(totals(follow_up, rule, decided=before), indicator.id)
        moved = rule is not Rule.AS_PRINTED and after != before
        will = _ends(totals(follow_up, rule, decided=after), indicator.id) if moved else was
        sums.append(Sum(rule.value, was, will))
    headline = next((c.reading for c in follow_up.claims if c.kind is ClaimKind.HEADLINE), None)
    return Effect(
        name=indicator.name,
        sums=tuple(sums),
        headline=headline,
        citing=tuple(_citing(programme, queue, finding.unit or "", indicator)),
    )


def _stored(figures: Figures, follow_up: FollowUp, rule: Rule, indicator: str) -> Ends | None:
    """Return the sum as it has been built, where that is of the data as they are now."""
    if not figures.current or len(follow_up.points) < 2:
        return None
    start, end = follow_up.span
    found = figures.totals(rule=rule.value, start=start, end=end, indicator=indicator)
    if not found:
        return None
    low, high = (
        None if found[0][e] is None else Decimal(str(found[0][e])) for e in ("low", "high")
    )
    networks = len(found[0]["contributions"])
    return Ends(networks > 0, low, high, networks)


def _ends(found: tuple[Total, ...], indicator: str) -> Ends:
    total = next(total for total in found if total.indicator == indicator)
    at, networks = total.interval, len(total.contributions)
    return Ends(at is not None, at.low, at.high, networks) if at else Ends(False, None, None, 0)


def _of_indicator(programme: Programme, queue: Queue, indicator: str) -> FollowUp:
    answers = Answer.objects.filter(programme=programme, indicator=indicator).order_by("id")
    rows = Entry.objects.filter(
        programme=programme, table="claims", gone=False, cells__indicator=indicator
    )
    claims: tuple[Claim, ...] = tuple(record_of(row) for row in rows.order_by("position", "id"))
    about = tuple(i for i in queue.catalogue["indicators"] if i.id == indicator)
    if not about:
        raise LookupError(indicator)
    adaptations = tables(programme, "adaptations")["adaptations"]
    return FollowUp(
        name=programme.slug,
        units=queue.catalogue["units"],
        points=queue.catalogue["points"],
        indicators=about,
        adaptations=tuple(a for a in adaptations if a.indicator == indicator),
        claims=tuple(replace(c, note_to=None) for c in claims if c.note_to is None),
        observations=tuple(observation_of(answer) for answer in answers.iterator()),
    )


def _citing(
    programme: Programme, queue: Queue, unit: str, indicator: Indicator
) -> list[tuple[LocalText, LocalText]]:
    """Return the case texts that cite the network's figure, or a total that it is part of."""
    names = {str(indicator.no), indicator.id}
    units = {u.id: u.name for u in queue.catalogue["units"]}
    held = tables(programme, "case_texts", "themes")
    themes = {theme.id: theme.name for theme in held["themes"]}
    found = []
    texts: tuple[CaseText, ...] = held["case_texts"]
    for text in texts:
        parts = segments(f"{text.body.sv}\n{text.body.en}")
        cited = (part for part in parts if isinstance(part, FigureReference))
        if any(_is_about(part, unit, names) for part in cited):
            theme = themes.get(text.theme or "", LocalText())
            found.append((units.get(text.unit, LocalText(text.unit, text.unit)), theme))
    return found


def _is_about(part: FigureReference, unit: str, names: set[str]) -> bool:
    match part.target, part.address:
        case "total", (no, _):
            return no in names
        case (("cell" | "change" | "from-to"), (of, no, *_)):
            return of == unit and no in names
    return False
