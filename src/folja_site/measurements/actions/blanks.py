"""Writing down what was asked and left empty, so that it counts as asked.

Until a form is handed in, or its round closes, an empty field is only not filled in yet. From then
on it is an answer that is missing: a network that told nothing stays among those who were asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils import timezone

from folja.model import Observation
from folja.values import read
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.measurements.actions.answers import columns_of
from folja_site.measurements.asked import unanswered
from folja_site.measurements.models import Answer, AnswerVersion, Round
from folja_site.programmes.actions.entries import changing


def leave_blank(principal: Principal | None, asked: Round, units: Collection[str]) -> int:
    """Write a blank for all that a round asks of networks and nobody answered; returns how many.

    Each is an answer in its first version: whoever answers later writes the second.
    """
    with changing(principal, asked.programme, "answer.blank"):
        made = Answer.objects.bulk_create(_blanks(asked, units), batch_size=500)
        user = principal.user if principal else None
        AnswerVersion.objects.bulk_create(
            (
                AnswerVersion(
                    answer=answer,
                    version=answer.version,
                    cells=answer.cells,
                    user=user,
                    link=principal.link if principal and user is None else None,
                    actor=principal.label if principal else "system",
                )
                for answer in made
            ),
            batch_size=500,
        )
        left: dict[str, list[str]] = {}
        for answer in made:
            left.setdefault(answer.unit, []).append(f"{answer.indicator}/{answer.point}")
        for unit, places in left.items():
            record(
                principal,
                "answer.blank",
                programme=asked.programme,
                unit=unit,
                subject=f"round/{asked.pk}/{unit}",
                after={"blank": places},
            )
        return len(made)


def _blanks(asked: Round, units: Collection[str]) -> Iterator[Answer]:
    today = timezone.localdate()
    for unit, indicator, point in unanswered(asked, units):
        blank = Observation(
            unit=unit,
            indicator=indicator.id,
            version=indicator.version,
            point=point,
            reading=read(""),
            given_on=today,
        )
        yield Answer(programme=asked.programme, round=asked, **columns_of(blank))
