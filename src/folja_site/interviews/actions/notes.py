"""The evaluator's private notes of a talk."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.interviews.models import InterviewText
from folja_site.measurements.models import Participation


def save_note(
    principal: Principal, participation: Participation, topic: str, text: str, *, version: int
) -> InterviewText | None:
    """Save what an evaluator has noted under a topic; `version` 0 says that there was no note.

    Returns None when there is nothing to save. Raises `Conflict` with the note as it stands when
    somebody was there first. The words stay out of the audit trail: others may read that.
    """
    try:
        return _save(principal, participation, topic, text, version)
    except IntegrityError as taken:
        raise Conflict(topic) from taken


@transaction.atomic
def _save(
    principal: Principal, participation: Participation, topic: str, text: str, version: int
) -> InterviewText | None:
    notes = InterviewText.objects.filter(participation=participation, private=True)
    there = notes.filter(topic=topic).first()
    if there is None and not text:
        return None
    if there is None:
        there = InterviewText.objects.create(
            participation=participation, topic=topic, text=text, private=True
        )
    elif there.text == text:
        return there
    else:
        taken = notes.filter(pk=there.pk, version=version).update(
            text=text, version=F("version") + 1, changed_at=timezone.now()
        )
        there.refresh_from_db()
        if not taken:
            raise Conflict(there)
    record(
        principal,
        "interview.note",
        programme=participation.round.programme,
        unit=participation.unit,
        subject=f"note/{topic}",
        after={"version": there.version},
    )
    return there
