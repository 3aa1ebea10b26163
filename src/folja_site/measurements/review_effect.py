"""What a decision would change: sums of one indicator before and after, and texts that cite.

Worked out by the library on the rows of that one indicator, when somebody asks for it. Refuses to
look at more than that, and to save anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from folja.analysis import reconcile, totals
from folja.model import (
    CaseText,
    Claim,
    FigureReference,
    FollowUp,
    Indicator,
    Rule,
    Total,
    UnitKind,
    segments,
)
from folja.quality import readings_of, ruling_among
from folja.reporting.headlines import verdict_of
from folja.reporting.printing import span
from folja.text import Language, LocalText, Message, render
from folja.values import Kind, Quantity, printed, read
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.models import Answer
from folja_site.measurements.review_queue import Queue, Row
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import record_of, tables
from folja_site.results.figures import Figures

Place = tuple[str, str, str]
#: Totals of one indicator by rule.
ByRule = Mapping[Rule, Total]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum by one rule in words, as it is and as it would be; empty where there is none.

    `why` is the code of what keeps it from moving, empty where it moves.
    """

    rule: str
    before: str
    after: str
    networks: int
    why: str

    @property
    def changes(self) -> bool:
        """Whether the decision moves it."""
        return not self.why


@dataclass(frozen=True, slots=True)
class Claimed:
    """A headline of the report: what it says, and how it stands to the rules now and then."""

    text: str
    before: str
    after: str

    @property
    def changes(self) -> bool:
        """Whether the decision lets it stand otherwise."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision would change; `headlines` are what the report claims of the indicator."""

    name: LocalText
    sums: tuple[Sum, ...]
    headlines: tuple[Claimed, ...]
    #: The texts that cite the figure, by network and theme.
    citing: tuple[tuple[LocalText, LocalText], ...]
    #: The code of why there are no sums at all.
    why_none: str = ""

    @property
    def changes(self) -> bool:
        """Whether any sum moves."""
        return any(one.changes for one in self.sums)

    @property
    def why(self) -> str:
        """Why no sum moves: what keeps the one that takes end minus start."""
        strict = (one.why for one in self.sums if one.rule == Rule.STRICT.value)
        return self.why_none or next(strict, "")


def effect_of(
    programme: Programme,
    figures: Figures,
    queue: Queue,
    row: Row,
    point: str,
    value: str,
    lang: Language,
) -> Effect:
    """Return what a value in the place of an answer would change; four questions to the database.

    A value for a printed difference moves no sum. Raises `ValueError` for a value that cannot be
    read and `LookupError` for an indicator that there is not.
    """
    finding = row.finding
    reading = read(value)
    if reading.kind in (Kind.BLANK, Kind.UNREADABLE):
        raise ValueError(value)
    follow_up = _of_indicator(programme, queue, finding.indicator or "")
    indicator = follow_up.indicators[-1]
    citing = tuple(_citing(programme, queue, finding.unit or "", indicator))
    if len(follow_up.points) < 2:
        return Effect(indicator.name, (), (), citing, "one-point")
    findings = tuple(one.finding for one in queue.rows)
    decisions = queue.catalogue["decisions"]
    before = readings_of(ruling_among(findings, decisions, follow_up.observation_at))
    place = (finding.unit or "", indicator.id, point)
    after = before | ({place: reading} if place in follow_up.observation_at else {})
    was = _stored(figures, follow_up, indicator.id) or _totals(follow_up, before)
    will = _totals(follow_up, after) if after != before else was
    return Effect(
        name=indicator.name,
        sums=tuple(
            _sum(follow_up, was[rule], will[rule], place, before.get(place), reading, lang)
            for rule in figures.rules
        ),
        headlines=tuple(_claimed(follow_up, was, will, lang)),
        citing=citing,
    )


def _stored(figures: Figures, follow_up: FollowUp, indicator: str) -> ByRule | None:
    """Return the sums as they have been built, where that is of the data as they are now."""
    if not figures.current:
        return None
    found = figures.totals_by_rule(*follow_up.span, indicator=indicator)
    return {rule: sums[0] for rule, sums in found.items()} if all(found.values()) else None


def _totals(follow_up: FollowUp, decided: Mapping[Place, Quantity]) -> ByRule:
    return {rule: totals(follow_up, rule, decided=decided)[0] for rule in Rule}


def _sum(
    follow_up: FollowUp,
    was: Total,
    will: Total,
    place: Place,
    before: Quantity | None,
    reading: Quantity,
    lang: Language,
) -> Sum:
    moves = (was.interval, was.coverage) != (will.interval, will.coverage)
    return Sum(
        rule=will.rule.value,
        before=span(was.interval, lang, signed=True) if was.interval else "",
        after=span(will.interval, lang, signed=True) if will.interval else "",
        networks=len(will.contributions),
        why="" if moves else _why_not(follow_up, will, place, before, reading),
    )


def _why_not(
    follow_up: FollowUp, will: Total, place: Place, before: Quantity | None, reading: Quantity
) -> str:
    """Return the code of why a value moves a sum no way."""
    unit, _, point = place
    if "/" in point or will.rule is Rule.AS_PRINTED:
        return "printed"
    if point not in follow_up.span:
        return "between"
    known = follow_up.unit_by_id.get(unit)
    if known is None or known.kind is not UnitKind.NETWORK:
        return "no-network"
    said = before or follow_up.observation_at[place].reading
    if printed(said, "sv") == printed(reading, "sv"):
        return "same"
    skipped = next((one.reason.value for one in will.skipped if one.unit == unit), "")
    return skipped or "open"


def _claimed(follow_up: FollowUp, was: ByRule, will: ByRule, lang: Language) -> list[Claimed]:
    """Return how the report's headlines about the indicator stand now, and would stand then."""
    claims = {claim.id: claim.reading.text for claim in follow_up.claims}
    now, then = (
        reconcile(follow_up, by_rule={rule: {t.indicator: t} for rule, t in sums.items()})
        for sums in (was, will)
    )
    verdicts = (
        (one.claim, *(f"report.verdict.{verdict_of(held).value}" for held in (one, other)))
        for one, other in zip(now, then, strict=True)
    )
    return [
        Claimed(claims[claim], *(render(Message(code), lang) for code in (first, second)))
        for claim, first, second in verdicts
    ]


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
