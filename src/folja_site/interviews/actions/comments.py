"""What the hub says of texts and findings, and what the evaluator answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.interviews.models import HubComment
from folja_site.programmes.models import Programme

AGREES, DISAGREES = "agrees", "disagrees"
STANCES = ("", AGREES, DISAGREES)


@transaction.atomic
def say(
    principal: Principal, programme: Programme, unit: str, about: str, *, stance: str, text: str
) -> HubComment:
    """Keep what the hub says; what it said before stays beside it."""
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
