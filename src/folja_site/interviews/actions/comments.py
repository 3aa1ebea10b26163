"""What the hub says of texts and findings, and what the evaluator answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from folja_site.access.principal import Principal
from folja_site.base.auditing import one_event, record
from folja_site.base.conflicts import Conflict
from folja_site.interviews.actions.standing import settle
from folja_site.interviews.models import HubComment
from folja_site.programmes.models import Programme

AGREES, DISAGREES = "agrees", "disagrees"
STANCES = ("", AGREES, DISAGREES)


def say(
    principal: Principal, programme: Programme, unit: str, about: str, *, stance: str, text: str
) -> HubComment:
    """Keep what the hub says; what it said before stays beside it.

    A stance on a published text changes what stands against it in the report, in the same event.
    """
    with one_event(principal, "comment.say", programme=programme, unit=unit):
        if stance:  # so that nobody publishes the text between the comment and what follows of it
            Programme.objects.select_for_update().get(pk=programme.pk)
        said = HubComment.objects.create(
            programme=programme,
            unit=unit,
            about=about,
            stance=stance,
            text=text,
            user=principal.user,
            actor=principal.label,
        )
        record(
            principal,
            "comment.say",
            programme=programme,
            unit=unit,
            subject=f"comment/{said.pk}",
            after={"about": about, "stance": stance},
        )
        if stance:
            settle(principal, programme, unit, about)
        return said


@transaction.atomic
def answer(principal: Principal, comment: HubComment, text: str) -> HubComment:
    """Keep the evaluator's answer to a comment; raises `Conflict` when there is one already."""
    taken = HubComment.objects.filter(pk=comment.pk, answer="").update(
        answer=text, answered_at=timezone.now()
    )
    comment.refresh_from_db()
    if not taken:
        raise Conflict(comment)
    record(
        principal,
        "comment.answer",
        programme=comment.programme,
        unit=comment.unit,
        subject=f"comment/{comment.pk}",
    )
    return comment
