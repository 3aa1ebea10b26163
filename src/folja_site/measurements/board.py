"""The board of a round: who must act in each network, how long that has lasted, what to do next.

Built from eight queries, however many networks and answers there are. Refuses to judge: whoever
stands first has waited longest, nothing more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import CharField, Count, F, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.utils import timezone

from folja.documents import Square
from folja.model import Indicator, Point, Unit, UnitKind
from folja.text import LANGUAGES, LocalText, Message, format_date
from folja.values import Kind
from folja_site.access.principal import Principal
from folja_site.access.roles import Role
from folja_site.measurements.answering_cells import BLANK, SQUARES
from folja_site.measurements.asked import asked_of
from folja_site.measurements.kept import kept_in
from folja_site.measurements.models import Answer, Participation, PersonalLink, Round
from folja_site.measurements.models import Message as Letter
from folja_site.programmes.queries import tables, unasked

#: Who must act, in the order of the page.
GROUPS = ("you", "owner", "evaluator", "hub", "done")
#: The stations of the track, in order.
STATIONS = ("letter", "prepared", "interviewed", "submitted", "reviewed", "approved")
_EXACT = {Kind.EXACT.value, Kind.SUM.value, Kind.WITH_ALTERNATIVE.value}
_NONE = {
    Kind.BLANK.value: BLANK,
    Kind.UNREADABLE.value: Square.UNREADABLE.value,
    Kind.MISSING.value: Square.NO_ANSWER.value,
}
#: The kinds of answers, by network, indicator, version and point.
Kinds = Mapping[tuple[str, str, int, str], str]
#: Days that a letter or reminder is left to work before anybody is asked to call.
PATIENCE = 7
#: An indicator that the network has declined is not asked.
DECLINED = "out"


@dataclass(frozen=True, slots=True)
class Mark:
    """One station on the track: "done", "now", "returned", "passed" (skipped) or "to-come"."""

    station: str
    state: str
    at: datetime | None = None
    #: The state again, or "by-link" where a link without a letter has reached the hub.
    said: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a network has stood where it stands, and since what; with a figure to set large."""

    since: datetime | None
    figure: Message | None
    words: Message
    more: Message | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One network on the board."""

    part: Participation
    unit: Unit
    squares: tuple[str, ...]
    group: str
    marks: tuple[Mark, ...]
    waiting: Waiting
    verb: str
    #: How many answers were given before the day they are about, and wait for that day or a word.
    forecasts: int = 0

    @property
    def asked(self) -> int:
        """How many indicators are asked of the network."""
        return progress(self.squares)[1]

    @property
    def done(self) -> int:
        """How many of them have an answer; "not known" is one."""
        return progress(self.squares)[0]

    @property
    def unreadable(self) -> int:
        """How many answers cannot be read."""
        return self.squares.count(Square.UNREADABLE.value)


@dataclass(frozen=True, slots=True)
class Board:
    """A round with its networks, grouped by who must act, and those that are not in it."""

    round: Round
    points: tuple[Point, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    excluded: tuple[Unit, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every network in the round."""
        return tuple(row for _, rows in self.groups for row in rows)

    def count(self, group: str) -> int:
        """How many networks stand in a group."""
        return len(dict(self.groups).get(group, ()))


def board_of(asked: Round, principal: Principal) -> Board:
    """Return the board of a round as somebody sees it."""
    known = tables(asked.programme, "units", "indicators", "points", "adaptations")
    parts = list(
        asked.participations.annotate(
            asking=Count("questions", filter=Q(questions__replied_at__isnull=True))
        )
    )
    units = {unit.id: unit for unit in known["units"]}
    indicators = asked_of(asked, known["indicators"], known["adaptations"])
    declined = unasked(known["adaptations"], units)
    squares = squares_of(asked, [part.unit for part in parts], indicators, declined)
    opened, forecasts = first_opened(asked), forecasts_in(asked)
    kept = kept_in(asked, opened)
    rows = [
        replace(
            _row(part, units[part.unit], squares[part.unit], opened, kept, principal),
            forecasts=forecasts.get(part.unit, 0),
        )
        for part in parts
        if part.unit in units
    ]
    far = timezone.now()
    groups = tuple(
        (
            group,
            tuple(
                sorted(
                    (row for row in rows if row.group == group),
                    key=lambda row: (row.waiting.since or far, row.unit.order),
                )
            ),
        )
        for group in GROUPS
    )
    inside = {part.unit for part in parts}
    excluded = (u for u in known["units"] if u.kind is UnitKind.NETWORK and u.id not in inside)
    return Board(
        asked,
        tuple(p for p in known["points"] if p.id in asked.points),
        groups,
        tuple(sorted(excluded, key=lambda unit: unit.order)),
    )


def squares_of(
    asked: Round,
    units: Sequence[str],
    indicators: Sequence[Indicator],
    declined: Collection[tuple[str, str]],
) -> dict[str, tuple[str, ...]]:
    """Return a square for every indicator of every network; the point that lacks most decides."""
    kinds = kinds_of(asked.programme_id, units, asked.points)
    return {unit: strip_of(kinds, unit, asked.points, indicators, declined) for unit in units}


def kinds_of(programme: int, units: Sequence[str], points: Sequence[str]) -> Kinds:
    """Return the kind of every answer that networks have given about points; one query."""
    answers = Answer.objects.filter(
        programme=programme, unit__in=units, point__in=points, breakdown=""
    )
    rows = answers.values_list("unit", "indicator", "indicator_version", "point", "kind")
    return {
        (unit, indicator, version, point): kind for unit, indicator, version, point, kind in rows
    }


def strip_of(
    kinds: Kinds,
    unit: str,
    points: Sequence[str],
    indicators: Sequence[Indicator],
    declined: Collection[tuple[str, str]],
) -> tuple[str, ...]:
    """Return the squares of one network, one for each indicator."""

    def square(one: Indicator) -> str:
        if (unit, one.id) in declined:
            return DECLINED
        found = {
            square_of_kind(kinds.get((unit, one.id, one.version, point), Kind.BLANK.value))
            for point in points
        }
        return next((kind for kind in SQUARES if kind in found), BLANK)

    return tuple(square(one) for one in indicators)


def progress(squares: Sequence[str]) -> tuple[int, int]:
    """Return how many indicators have an answer, and how many are asked.

    >>> progress(("in", "blank", "out"))
    (1, 2)
    """
    asked = [square for square in squares if square != DECLINED]
    return sum(1 for square in asked if square != BLANK), len(asked)


def square_of_kind(kind: str) -> str:
    """Return the square of a kind of answer.

    >>> square_of_kind("exact"), square_of_kind("range"), square_of_kind("blank")
    ('in', 'partly', 'blank')
    """
    exact = Square.IN.value if kind in _EXACT else Square.PARTLY.value
    return _NONE.get(kind, exact)


def forecasts_in(asked: Round) -> dict[str, int]:
    """Return how many answers of each network were given before the day that they are about."""
    given = Answer.objects.filter(programme=asked.programme_id, point__in=asked.points)
    day = Cast(KT("cells__given_on"), CharField())
    early = given.exclude(verbatim="").annotate(day=day).filter(day__gt="", day__lt=F("point"))
    found = early.order_by("unit").values("unit")
    return dict(found.annotate(n=Count("id")).values_list("unit", "n"))


def first_opened(asked: Round) -> dict[str, datetime]:
    """Return when a link to each network was first opened."""
    opened: dict[str, datetime] = {}
    links = PersonalLink.objects.filter(round=asked, opened_at__isnull=False)
    for units, at in links.order_by("-opened_at").values_list("units", "opened_at"):
        opened |= dict.fromkeys(units, at)
    return opened


def actor_of(part: Participation, opened: datetime | None = None) -> str:
    """Return who must act next: the owner until a hub is reached, it, the evaluator or nobody."""
    if part.approved_at:
        return "done"
    if part.submitted_at and not part.returned_at:
        return "evaluator"
    if not (part.letter_at or opened or part.submitted_at or part.last_saved_at):
        return "owner"
    held = part.interviewed_at is not None
    if part.interview_on and not held and part.interview_on < timezone.now():
        return "evaluator"
    return "hub"


def marks_of(part: Participation, opened: datetime | None = None) -> tuple[Mark, ...]:
    """Return the six stations: reached (an `opened` link does for a letter), passed, to come."""
    back = part.returned_at is not None and part.approved_at is None
    times = (
        part.letter_at or opened,
        part.prepared_at,
        part.interviewed_at,
        part.submitted_at,
        part.approved_at,
        part.approved_at,
    )
    last = max((n for n, at in enumerate(times) if at), default=-1)
    now = last if back else last + 1
    marks = []
    for n, (station, at) in enumerate(zip(STATIONS, times, strict=True)):
        if n == now:
            state = "returned" if back else "now"
        elif at:
            state = "done"
        else:
            state = "passed" if n < now else "to-come"
        said = "by-link" if n == 0 and at and not part.letter_at else state
        marks.append(Mark(station, state, at, said))
    return tuple(marks)


def _row(
    part: Participation,
    unit: Unit,
    squares: tuple[str, ...],
    links: Mapping[str, datetime],
    letters: Mapping[str, Letter],
    principal: Principal,
) -> Row:
    opened, kept = links.get(part.unit), letters.get(part.unit)
    actor = actor_of(part, opened)
    programme = part.round.programme_id
    mine = part.unit in principal.own_units(programme, Role.EVALUATOR)
    owner = Role.OWNER in principal.roles_in(programme)
    letter_due = actor == "owner" and owner and part.round.state == "open"
    yours = letter_due or (actor == "evaluator" and mine)
    return Row(
        part,
        unit,
        squares,
        "you" if yours else actor,
        marks_of(part, opened),
        waiting_of(part, opened, kept, asking=part.asking),
        verb_of(part, opened, kept, owner=owner, mine=mine),
    )


def waiting_of(
    part: Participation, opened: datetime | None, kept: Letter | None = None, *, asking: int = 0
) -> Waiting:
    """Return how long a network has waited, since what, in words; `asking` counts questions."""
    if kept is not None:
        return _waiting(f"kept-{kept.kind}", kept.sent_at)
    if part.approved_at:
        return _waiting("approved", part.approved_at, figure=False, day=_near(part.approved_at))
    if part.returned_at:
        today = _day(part.returned_at) == timezone.localdate()
        code = "returned-today" if today else "returned"
        return _waiting(code, part.returned_at, n=asking)
    if part.submitted_at:
        return _waiting("submitted", part.submitted_at)
    if part.interview_on and not part.interviewed_at:
        if part.interview_on > timezone.now():
            figure = Message("rounds.wait.day", {"day": _near(part.interview_on)})
            return Waiting(part.letter_at, figure, Message("rounds.since.booked"))
        return _waiting("overdue", part.interview_on)
    steps = {
        "saved": part.last_saved_at,
        "interviewed": part.interviewed_at,
        "prepared": part.prepared_at,
        "opened": opened,
        "letter": part.letter_at,
    }
    newest = max((at for at in steps.values() if at), default=None)
    if newest is None:
        code = "no-letter" if part.round.opened_at else "draft"
        return _waiting(code, part.round.opened_at)
    step = next(name for name, at in steps.items() if at == newest)
    waiting = _waiting(step, newest)
    if part.reminded_at and part.reminded_at > newest:
        more = Message("rounds.since.reminded", {"n": _days(part.reminded_at)})
        return Waiting(waiting.since, waiting.figure, waiting.words, more)
    return waiting


def verb_of(
    part: Participation,
    opened: datetime | None,
    kept: Letter | None = None,
    *,
    owner: bool,
    mine: bool,
) -> str:
    """Return the one thing to do with a network now."""
    if part.approved_at:
        return "show"
    if part.submitted_at and not part.returned_at:
        return "review" if mine else "show"
    if part.round.state != "open":
        return "follow" if owner or mine else "none"
    if kept is not None and owner:
        return "hand-over"  # it has been "sent", and lies on the server
    if not (part.letter_at or opened or part.last_saved_at) and owner:
        return "send"
    if mine and part.interview_on and not part.interviewed_at:
        return "note" if part.interview_on < timezone.now() else "move"
    if owner and part.returned_at:
        return "remind"
    if owner and opened is None and _days(part.reminded_at or part.letter_at) >= PATIENCE:
        return "call"
    return "follow" if owner or mine else "none"


def _waiting(
    step: str, since: datetime | None, *, figure: bool = True, **params: object
) -> Waiting:
    days = _days(since)
    shown = Message("rounds.wait.days", {"n": days}) if figure and since else None
    return Waiting(since, shown, Message(f"rounds.since.{step}", {"n": days} | params))


def _days(since: datetime | None) -> int:
    """Return how many midnights have passed since a moment; none where there is no moment."""
    return max((timezone.localdate() - _day(since)).days, 0) if since else 0


def _near(moment: datetime) -> LocalText:
    """Return a day as people say it: without its year when that is this year."""
    day = _day(moment)
    texts = [format_date(day, lang) for lang in LANGUAGES]
    if day.year == timezone.localdate().year:
        texts = [text.rsplit(" ", 1)[0] for text in texts]
    return LocalText(*texts)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
