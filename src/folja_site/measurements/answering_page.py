"""A question as its page shows it: fields with their words told back, what is asked, what clashes.

Built from the form as it stands, with what somebody has just typed laid over it where there is
something. Refuses to write: it is the same for a page, for a saved field and for a clash.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone

from folja.model import Finding, Indicator
from folja.text import Language
from folja.values import Quantity, read
from folja_site.measurements.actions.answers import observation_of
from folja_site.measurements.actions.posted import Place, Posted
from folja_site.measurements.answering_cells import Cell
from folja_site.measurements.answering_checks import (
    Fall,
    asked_about,
    fall_of,
    stands_to_target,
    to_confirm,
)
from folja_site.measurements.answering_form import (
    Form,
    Item,
    Question,
    Step,
)
from folja_site.measurements.answering_reading import Said, remainder, said, say
from folja_site.measurements.models import Answer, ReturnedQuestion
from folja_site.measurements.review_words import place_words
from folja_site.programmes.aiming import aim_words

BASES = ("register", "own-count", "estimate", "feeling")
ATTRIBUTIONS = ("direct", "indirect", "not-attributable")


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that two people wrote differently at the same time."""

    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One field: an indicator at a point, its words, and how they are read."""

    cell: Cell
    text: str
    said: Said | None
    version: int | None
    suggested: bool = False
    to_confirm: bool = False
    forecast: bool = False
    #: The value that has been decided to count in place of these words.
    counts_as: str = ""

    @property
    def indicator(self) -> Indicator:
        """The indicator that is asked."""
        return self.cell.indicator

    @property
    def name(self) -> str:
        """What the field is called in its form."""
        return f"{self.cell.indicator.id}:{self.cell.point.id}"

    @property
    def id(self) -> str:
        """What the field is called in its page."""
        return f"{self.cell.indicator.id}-{self.cell.point.id}"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An answer from before in its words, as it stands hollow beside the field.

    Where another value has been decided, that is the figure, and `beside` tells what was said.
    """

    cell: Cell
    figure: str
    sign: str
    beside: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a figure, to be drawn hollow."""
        return bool(self.cell.counting and self.cell.counting.has_value)


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator of a question: what was said before, and its fields."""

    item: Item
    label: str
    short: str
    earlier: tuple[Earlier, ...]
    fields: tuple[Shown, ...]

    @property
    def last(self) -> Shown:
        """The field of the latest point, which the line of the question shows."""
        return self.fields[-1]

    @property
    def wanted(self) -> Shown:
        """The field to begin in: the first without an answer, else the latest."""
        return next((one for one in self.fields if not one.text), self.last)

    @property
    def others(self) -> tuple[Shown, ...]:
        """The fields before it."""
        return self.fields[:-1]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question as the page shows it."""

    question: Question
    rows: tuple[Row, ...]
    rest: str
    asks: tuple[Finding, ...]
    fall: Fall | None
    basis: str
    attribution: str
    comment: str
    remark: str
    cause: str
    cause_words: str
    #: What is aimed for, by the name of the point.
    aims: tuple[tuple[str, str], ...] = ()
    open: bool = False
    clashes: tuple[Clash, ...] = field(default_factory=tuple)
    clash_at: object = None

    @property
    def id(self) -> str:
        """The id of the main indicator."""
        return self.question.id

    @property
    def main(self) -> Row:
        """The row of the main indicator."""
        return self.rows[0]

    @property
    def parts(self) -> tuple[Row, ...]:
        """The rows of the indicators that split it."""
        return self.rows[1:]

    @property
    def unreadable(self) -> bool:
        """Whether any of its fields waits for other words: none does whose value is decided."""
        every = (f for row in self.rows for f in row.fields if not f.counts_as)
        return any(f.said is not None and f.said.unreadable for f in every)


def sheets(
    form: Form, step: Step, found: tuple[Finding, ...], lang: Language, *, opened: str
) -> tuple[Sheet, ...]:
    """Return the questions of a step: one of them open, and each that waits for other words."""
    every = [sheet(form, q, found, lang, opened=q.id == opened) for q in step.questions]
    return tuple(
        replace(one, open=one.open or (one.unreadable and not one.question.frozen)) for one in every
    )


def sheet(
    form: Form,
    question: Question,
    found: tuple[Finding, ...],
    lang: Language,
    *,
    opened: bool = True,
    posted: Posted | None = None,
    clashes: tuple[Clash, ...] = (),
    clash_at: object = None,
) -> Sheet:
    """Return one question; `posted` lays what was just typed over what is saved."""
    today = timezone.localdate()
    texts = posted.texts if posted else {}
    rows = tuple(_row(form, item, texts, lang, today) for item in question.items)
    last = question.main.last
    fall = fall_of(form, question)
    own = fall.own[0] if fall and fall.own else None
    there = last.observation
    return Sheet(
        question=question,
        rows=rows,
        rest=_rest(question, rows, lang),
        asks=asked_about(question, found),
        fall=fall,
        basis=posted.basis if posted else (there.basis if there else ""),
        attribution=posted.attribution if posted else (there.attribution if there else ""),
        comment=posted.comment if posted else (there.comment if there else ""),
        remark=posted.remark if posted else (last.answer.remark if last.answer else ""),
        cause=(posted.cause or "") if posted else (own.cause if own else ""),
        cause_words=posted.cause_words if posted else (own.text.get(lang) if own else ""),
        aims=_aims(form, question, lang),
        open=opened,
        clashes=clashes,
        clash_at=clash_at,
    )


def _aims(form: Form, question: Question, lang: Language) -> tuple[tuple[str, str], ...]:
    found = ((cell, stands_to_target(form, question.main, cell)[0]) for cell in question.main.asked)
    return tuple((cell.point.name.get(lang), aim_words(t, lang)) for cell, t in found if t)


def _row(form: Form, item: Item, texts: Mapping[Place, str], lang: Language, today: date) -> Row:
    fields: list[Shown] = []
    for cell in item.asked:
        typed = texts.get((cell.indicator.id, cell.point.id))
        # The first value of what is itself a change is 0 by definition: offered, not assumed.
        offered = item.indicator.is_change and cell.answer is None and cell.point == form.points[0]
        text = typed if typed is not None else "0" if offered else cell.text
        reading = _reading(cell, text, lang)
        before = _before(item, cell, fields)
        given = cell.observation.given_on if cell.observation else None
        fields.append(
            Shown(
                cell,
                text,
                said(reading, cell.indicator.unit, lang, before=before) if reading else None,
                cell.version,
                offered and typed is None,
                to_confirm(cell, today),
                bool(text.strip()) and (given or today) < cell.point.day > today,
                cell.decided.text(lang) if cell.decided and text == cell.text else "",
            )
        )
    earlier = tuple(
        _earlier(cell, cell.counting, lang)
        for cell in item.earlier[-2:]
        if cell.counting is not None
    )
    label = item.label.get(lang).rstrip(" :")
    return Row(item, label, item.short.get(lang), earlier, tuple(fields))


def _earlier(cell: Cell, counting: Quantity, lang: Language) -> Earlier:
    decided = cell.decided
    figure = decided.text(lang) if decided else cell.text.strip()
    return Earlier(cell, figure, counting.kind.value, decided.beside(lang) if decided else "")


def _reading(cell: Cell, text: str, lang: Language) -> Quantity | None:
    if cell.reading is not None and text == cell.text:
        return cell.reading
    return read(text, locale=lang) if text.strip() else None


def _before(item: Item, cell: Cell, fields: list[Shown]) -> Quantity | None:
    """The reading before a field's: of the field typed beside it, or of an earlier point."""
    for shown in reversed(fields):
        if shown.said is not None:
            return shown.said.quantity
    older = [c for c in item.earlier if c.point.order < cell.point.order]
    return older[-1].counting if older else None


def _rest(question: Question, rows: tuple[Row, ...], lang: Language) -> str:
    if question.relation is None or len(rows) < 2:
        return ""
    told = []
    for at, shown in enumerate(rows[0].fields):
        parts = [row.fields[at].said for row in rows[1:]]
        words = remainder(
            question.relation,
            shown.said.quantity if shown.said else None,
            [part.quantity if part else None for part in parts],
            lang,
        )
        if words:
            several = len(rows[0].fields) > 1
            told.append(f"{shown.cell.point.name.get(lang)}: {words}" if several else words)
    return " ".join(told)


def clashes_with(
    there: Answer | None, question: Question, posted: Posted, lang: Language
) -> tuple[Clash, ...]:
    """Return what differs between an answer as it now stands and what was typed."""
    if there is None:
        return ()
    now = observation_of(there)
    place = (there.indicator, there.point)
    last = question.main.last
    words = now.reading.text
    day = next(
        (c.point.name.get(lang) for c in question.cells if (c.indicator.id, c.point.id) == place),
        "",
    )
    label = ", ".join(part for part in (say("label.answer", lang), day) if part)
    pairs = [(label, words, posted.texts.get(place, words))]
    if place == (last.indicator.id, last.point.id):
        pairs += [
            (say("label.basis", lang), *_named("basis", lang, now.basis, posted.basis)),
            (
                say("label.attribution", lang),
                *_named("attribution", lang, now.attribution, posted.attribution),
            ),
            (say("label.comment", lang), now.comment, posted.comment),
            (say("label.remark", lang), there.remark, posted.remark),
        ]
    return tuple(Clash(label, theirs, mine) for label, theirs, mine in pairs if theirs != mine)


def _named(family: str, lang: Language, theirs: str, mine: str) -> tuple[str, str]:
    one, other = (say(f"{family}.{code}", lang) if code else "" for code in (theirs, mine))
    return one, other


@dataclass(frozen=True, slots=True)
class Strip:
    """A step in the list of steps: its squares and how far it has come."""

    step: Step
    squares: tuple[tuple[str, bool], ...]
    label: str

    @property
    def total(self) -> int:
        """How many indicators the step asks."""
        return len(self.squares)


def strips(form: Form, lang: Language, *, at: str = "") -> tuple[Strip, ...]:
    """Return the strip of every step; `at` is the indicator whose question is open."""
    found = []
    for step in form.steps:
        kinds = [item.square for item in step.items]
        label = say("strip.answered", lang, done=step.answered, total=len(kinds))
        if unread := kinds.count("unreadable"):
            label = say("strip.unreadable", lang, answered=label, n=unread)
        squares = tuple((item.square, item.indicator.id == at) for item in step.items)
        found.append(Strip(step, squares, label))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Back:
    """A question that came back with the form: what it is about, and where that is asked."""

    asked: ReturnedQuestion
    name: str = ""
    place: str = ""
    step: Step | None = None
    question: Question | None = None


def asked_back(form: Form, lang: Language) -> tuple[Back, ...]:
    """Return the questions that came back with a form, those without a reply first."""
    where = {
        item.indicator.id: (item.short.get(lang), step, question)
        for step in form.steps
        for question in step.questions
        for item in question.items
    }
    found = sorted(form.participation.questions.all(), key=lambda q: q.replied_at is not None)
    backs = []
    for asked in found:
        name, step, question = where.get(asked.indicator, ("", None, None))
        backs.append(Back(asked, name, place_words(asked.point, lang), step, question))
    return tuple(backs)
