"""What the form writes: a question with its cause, free words, needs, replies, and handing it in.

Each function is one change in one transaction. They write only what differs from what is there, so
that a form that saves itself again and again leaves one version per change.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from folja.model import Explanation, HubNeed, Observation
from folja.text import Language, LocalText
from folja.values import read
from folja_site.access.principal import Principal
from folja_site.base.auditing import one_event, record
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.agreeing import as_it_stands
from folja_site.measurements.actions.answers import save_answer
from folja_site.measurements.actions.blanks import leave_blank
from folja_site.measurements.actions.holding import hold_open
from folja_site.measurements.actions.posted import Place, Posted
from folja_site.measurements.answering_cells import Cell
from folja_site.measurements.answering_checks import Fall, explanation_id, fall_of
from folja_site.measurements.answering_form import Form, Question
from folja_site.measurements.models import Participation, ReturnedQuestion
from folja_site.programmes.actions.entries import changing, remove_entry, save_entry
from folja_site.programmes.models import Entry


class CauseClash(Exception):
    """Somebody else has told another cause of the same fall; nothing has been saved."""

    def __init__(self, fall: Fall) -> None:
        super().__init__(fall.place)
        self.fall = fall


def save_said(
    principal: Principal,
    form: Form,
    question: Question,
    posted: Posted,
    *,
    lang: Language,
    again: Callable[[], tuple[Form, Question]],
) -> None:
    """Save a question with the cause of its fall, if there is one: both or neither, in one event.

    `again` reads the form anew: whether an answer is a fall is seen once it stands. Raises what
    `save_question` raises, and `CauseClash`.
    """
    about: dict[str, Any] = {"unit": form.unit.id, "subject": f"answer/{question.id}"}
    with one_event(principal, "answer.save", programme=form.programme, **about):
        save_question(principal, form, question, posted, lang=lang)
        if posted.cause is None:
            return
        fall = fall_of(*again())
        # What was said of a fall is not said of a target that the answer now is under instead.
        if fall is None or posted.cause_place not in ("", fall.place):
            return
        try:
            save_cause(principal, form, fall, posted, lang=lang)
        except (Conflict, IntegrityError) as clash:
            raise CauseClash(fall) from clash


def save_question(
    principal: Principal, form: Form, question: Question, posted: Posted, *, lang: Language
) -> None:
    """Save the answers of a question where they differ from what is there, all or none of them.

    Raises `Conflict` when somebody has saved one of them since, `Frozen` when one is approved, and
    `Shut` when the form takes no more.
    """
    subject = f"round/{form.round.pk}/{question.id}"
    with changing(principal, form.programme, "answer.save", unit=form.unit.id, subject=subject):
        hold_open(principal, form.participation)
        today = timezone.localdate()
        for cell in question.cells:
            place = (cell.indicator.id, cell.point.id)
            if place not in posted.texts or cell.frozen:
                continue
            is_last = cell is question.main.last
            sent = as_it_stands(cell, posted, place, is_last=is_last)
            new = _observation(form, cell, sent, place, today=today, is_last=is_last, lang=lang)
            remark = sent.remark if is_last else None
            if not _differs(cell, new, remark, confirmed=place in posted.confirmed):
                continue
            save_answer(
                principal,
                form.programme,
                new,
                version=sent.versions.get(place),
                round=form.round,
                remark=remark,
            )


def _observation(
    form: Form,
    cell: Cell,
    posted: Posted,
    place: Place,
    *,
    today: date,
    is_last: bool,
    lang: Language,
) -> Observation:
    text = posted.texts[place]
    there = cell.observation
    if there is None:
        there = Observation(
            unit=form.unit.id,
            indicator=cell.indicator.id,
            version=cell.indicator.version,
            point=cell.point.id,
            reading=read("", locale=lang),
            given_on=today,
        )
    if text != there.reading.text:
        # Other words are another answer: not the document's any longer, and given today.
        there = replace(there, reading=read(text, locale=lang), source="", given_on=today)
    if place in posted.confirmed:
        there = replace(there, given_on=today)
    if text.strip() or cell.answer:
        there = replace(there, basis=posted.basis or there.basis)
    if is_last:
        there = replace(there, attribution=posted.attribution, comment=posted.comment)
    return there


def _differs(cell: Cell, new: Observation, remark: str | None, *, confirmed: bool) -> bool:
    if cell.answer is None or cell.observation is None:
        said = new.reading.text.strip() or new.comment or new.attribution or remark
        return bool(said)
    if confirmed or new != cell.observation:
        return True
    return remark is not None and remark != cell.answer.remark


def save_cause(
    principal: Principal, form: Form, fall: Fall, posted: Posted, *, lang: Language
) -> None:
    """Save the cause that is given for a fall as the network's own explanation of it."""
    if posted.cause is None:
        return
    there = fall.own[0] if fall.own else None
    kept = there.text if there else LocalText()
    if posted.cause_words != kept.get(lang):
        kept = LocalText(**{lang: posted.cause_words})
    place = fall.place
    new = Explanation(
        id=explanation_id(form.unit.id, fall.cell.indicator.id, place),
        unit=form.unit.id,
        indicator=fall.cell.indicator.id,
        place=place,
        cause=posted.cause,
        text=kept,
    )
    if new == there or (there is None and not (posted.cause or posted.cause_words.strip())):
        return
    save_entry(principal, form.programme, "explanations", new, version=posted.cause_version)


@transaction.atomic
def save_text(
    principal: Principal,
    participation: Participation,
    topic: str,
    text: str,
    *,
    version: int | None,
) -> Any:
    """Save what was said under a topic of part one.

    The rows are the interviews' own; they are reached through the participation. Raises `Conflict`
    with the text that is there, and `Shut` when the form takes no more.
    """
    hold_open(principal, participation)
    there = participation.texts.filter(topic=topic, private=False).first()
    before = there.text if there else ""
    if there is None and not text.strip():
        return None
    if there is None:
        if version:
            raise Conflict(there)
        there = participation.texts.create(topic=topic, text=text)
    elif there.text == text:
        return there
    else:
        taken = participation.texts.filter(pk=there.pk, version=version or 0).update(
            text=text, version=F("version") + 1, changed_at=timezone.now()
        )
        there.refresh_from_db()
        if not taken:
            raise Conflict(there)
    _mark_saved(participation)
    record(
        principal,
        "interview.text",
        programme=participation.round.programme,
        unit=participation.unit,
        subject=f"text/{topic}",
        before=before,
        after=text,
    )
    return there


def save_need(principal: Principal, form: Form, need: HubNeed, *, version: int | None) -> None:
    """Save a need of support, or take it out when it has no urgency any longer.

    Words without an urgency are kept: whoever writes before ticking loses nothing. Raises
    `Conflict`, and `Shut` when the form takes no more.
    """
    there = next(((n, v) for n, v in form.hub_needs if n.id == need.id), None)
    asked = bool(need.urgency or (need.words and (there is None or not there[0].urgency)))
    same = there is not None and replace(need, given_on=there[0].given_on) == there[0]
    with changing(principal, form.programme, "need.save", unit=form.unit.id):
        hold_open(principal, form.participation)
        if same or (there is None and not asked):
            return
        if asked:
            save_entry(principal, form.programme, "hub_needs", need, version=version)
        else:
            entry = Entry.objects.get(programme=form.programme, table="hub_needs", key=need.id)
            remove_entry(principal, entry, version=version or 0, why="not needed any longer")
        _mark_saved(form.participation)


@transaction.atomic
def reply_to(
    principal: Principal, question: ReturnedQuestion, reply: str, *, seen: str
) -> ReturnedQuestion:
    """Keep what the hub says to a question that came back with the form.

    `seen` is the reply that the writer saw; two who reply the same agree. Raises `Conflict` with
    the question as it stands when somebody has replied something else since, and `Shut` when the
    form takes no more.
    """
    hold_open(principal, question.participation)
    question.refresh_from_db(fields=("reply", "replied_at"))
    if question.reply == reply:
        return question
    taken = ReturnedQuestion.objects.filter(pk=question.pk, reply=seen).update(
        reply=reply, replied_at=timezone.now() if reply.strip() else None
    )
    question.refresh_from_db()
    if not taken:
        raise Conflict(question)
    _mark_saved(question.participation)
    record(
        principal,
        "question.reply",
        programme=question.participation.round.programme,
        unit=question.participation.unit,
        subject=f"question/{question.pk}",
        before=seen,
        after=reply,
    )
    return question


def hand_in(principal: Principal, participation: Participation) -> bool:
    """Hand the form in: what is empty in it is blank from now on.

    Of several who do so at once one is taken, and the others hear False.
    """
    programme = participation.round.programme
    about = {"unit": participation.unit, "subject": f"round/{participation.round_id}"}
    with one_event(principal, "answer.submit", programme=programme, **about):
        now = timezone.now()
        # The programme is taken before the network's part in the round, as by every save.
        with changing(principal, programme, "answer.blank"):
            open_ = Participation.objects.filter(
                pk=participation.pk, approved_at__isnull=True, round__state="open"
            ).filter(Q(submitted_at__isnull=True) | Q(returned_at__isnull=False))
            if not open_.update(submitted_at=now, returned_at=None, version=F("version") + 1):
                return False
            leave_blank(principal, participation.round, (participation.unit,))
        after = {"submitted_at": now.isoformat()}
        record(principal, "answer.submit", programme=programme, after=after, **about)
        return True


def _mark_saved(participation: Participation) -> None:
    Participation.objects.filter(pk=participation.pk).update(last_saved_at=timezone.now())
