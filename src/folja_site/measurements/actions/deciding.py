"""Deciding about findings, taking a decision back, and asking the network instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from folja.model import Finding
from folja.quality import decision_on
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.measurements.models import Participation, ReturnedQuestion
from folja_site.programmes.actions.entries import changing, remove_entry, save_entry
from folja_site.programmes.models import Entry, Programme


class NotOpen(Exception):
    """The network's part in the round is approved: nothing can be asked or approved again."""


def decide(
    principal: Principal,
    programme: Programme,
    finding: Finding,
    *,
    key: str,
    point: str | None,
    action: str,
    value: str,
    why: str,
    who: str,
    when: datetime | None = None,
) -> Entry:
    """Keep a decision about a finding under a key of its own.

    Two who decide at once about the same finding come with the same key, and the second gets
    `Conflict`. Raises `folja.quality.QualityFault` when the decision lacks what its action needs.
    """
    decision = decision_on(
        finding,
        id=key,
        point=point,
        action=action,
        value=value,
        who=who,
        why=why,
        when=when or timezone.now(),
    )
    there = Entry.objects.filter(programme=programme, table="decisions", key=key).first()
    if there is not None:
        raise Conflict(there)
    try:
        return save_entry(principal, programme, "decisions", decision, why=why)
    except IntegrityError as taken:
        raise Conflict(key) from taken


def decide_all(
    principal: Principal,
    programme: Programme,
    findings: Sequence[tuple[Finding, str]],
    *,
    action: str,
    why: str,
    who: str,
) -> int:
    """Take the same decision about several findings of one check, each under its key, or none."""
    with changing(principal, programme, "finding.decide-all", why=why):
        now = timezone.now()
        for finding, key in findings:
            decide(
                principal,
                programme,
                finding,
                key=key,
                point=None,
                action=action,
                value="",
                why=why,
                who=who,
                when=now,
            )
    return len(findings)


def undo(principal: Principal, entry: Entry, *, version: int, why: str) -> None:
    """Take a decision back; it stays in the history. Raises `Conflict` when it is gone already."""
    remove_entry(principal, entry, version=version, why=why)


@transaction.atomic
def ask_back(
    principal: Principal,
    participation: Participation,
    text: str,
    *,
    version: int,
    indicator: str = "",
    point: str = "",
) -> ReturnedQuestion:
    """Return the form to the network with a question.

    Raises `Conflict` when the network's part has changed since it was seen, `NotOpen` when it is
    approved.
    """
    now = timezone.now()
    open_ = Participation.objects.filter(pk=participation.pk, approved_at__isnull=True)
    if not open_.exists():
        raise NotOpen(str(participation))
    if not open_.filter(version=version).update(returned_at=now, version=F("version") + 1):
        raise Conflict(participation)
    asked = ReturnedQuestion.objects.create(
        participation=participation,
        indicator=indicator,
        point=point,
        text=text,
        asked_by=principal.user,
    )
    record(
        principal,
        "answer.return",
        programme=participation.round.programme,
        unit=participation.unit,
        subject=f"question/{asked.pk}",
        after={"indicator": indicator, "point": point, "text": text},
    )
    return asked
