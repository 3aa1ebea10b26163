"""Approving a network's answers in a round, and correcting one of them afterwards."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import F, QuerySet
from django.utils import timezone

from folja.text import Language
from folja.values import read
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.measurements.actions.answers import observation_of, save_answer
from folja_site.measurements.models import Answer, AnswerVersion, Participation
from folja_site.programmes.actions.entries import changing


class NotReady(Exception):
    """What still stands in the way of an approval: `handed-in` or `questions`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def in_the_way(participation: Participation) -> str:
    """Return what stands in the way of approving: `handed-in`, `questions`, or nothing."""
    if participation.submitted_at is None or participation.returned_at is not None:
        return "handed-in"
    if participation.questions.filter(replied_at__isnull=True).exists():
        return "questions"
    return ""


def answers_in(participation: Participation) -> QuerySet[Answer]:
    """Return the network's answers to what the round asks."""
    asked = participation.round
    found = Answer.objects.filter(
        programme=asked.programme_id, unit=participation.unit, point__in=asked.points
    )
    return found.filter(indicator__in=asked.indicators) if asked.indicators else found


def approve(principal: Principal, participation: Participation, *, version: int) -> int:
    """Approve and freeze a network's answers; returns how many. A version marks each of them.

    Raises `NotReady` while a question waits or the form is out, `Conflict` when the network's part
    has changed since it was seen.
    """
    with changing(principal, participation.round.programme, "answer.approve"):
        reason = in_the_way(participation)
        if reason:
            raise NotReady(reason)
        taken = Participation.objects.filter(
            pk=participation.pk, version=version, approved_at__isnull=True, returned_at__isnull=True
        ).update(approved_at=timezone.now(), version=F("version") + 1)
        if not taken:
            raise Conflict(participation)
        return freeze(principal, participation)


def freeze(principal: Principal | None, participation: Participation) -> int:
    """Freeze a network's answers in a round; returns how many."""
    with changing(principal, participation.round.programme, "answer.approve"):
        open_ = answers_in(participation).filter(frozen=False)
        ids = list(open_.select_for_update().values_list("pk", flat=True))
        Answer.objects.filter(pk__in=ids).update(frozen=True, version=F("version") + 1)
        AnswerVersion.objects.bulk_create(
            (
                AnswerVersion(
                    answer=answer,
                    version=answer.version,
                    cells=answer.cells,
                    remark=answer.remark,
                    frozen=True,
                    user=principal.user if principal else None,
                    actor=principal.label if principal else "system",
                )
                for answer in Answer.objects.filter(pk__in=ids)
            ),
            batch_size=500,
        )
        record(
            principal,
            "answer.approve",
            programme=participation.round.programme,
            unit=participation.unit,
            subject=f"round/{participation.round_id}",
            after={"answers": len(ids)},
        )
        return len(ids)


def correct_answer(
    principal: Principal,
    answer: Answer,
    words: str,
    *,
    version: int,
    why: str,
    lang: Language,
) -> Answer:
    """Write an answer anew as a correction, with its reason; approved answers stay approved.

    The earlier words stay in the versions. Raises `Conflict` when somebody was there first.
    """
    there = observation_of(answer)
    new = replace(there, reading=read(words, locale=lang), given_on=timezone.localdate())
    return save_answer(principal, answer.programme, new, version=version, why=why, correction=True)
