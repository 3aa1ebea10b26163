"""Writing, sharing and publishing the evaluator's texts about a network."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from folja.model import CaseText
from folja.text import LocalText
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.base.conflicts import Conflict
from folja_site.interviews.actions.standing import settle
from folja_site.interviews.models import Draft, DraftVersion
from folja_site.interviews.queries import DESCRIPTION
from folja_site.programmes.actions.entries import changing, save_entry
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import entries, record_of

PRIVATE, SHARED, PUBLISHED = "private", "shared", "published"


def save_draft(
    principal: Principal,
    programme: Programme,
    unit: str,
    theme: str,
    body: LocalText,
    *,
    version: int,
) -> Draft:
    """Save a text as a new private version; `version` 0 says that there was none.

    What the hub has been shown, and what is published, stay as they are until the text is shared
    or published again. Raises `Conflict` with the draft as it stands.
    """
    try:
        return _save(principal, programme, unit, theme, body, version)
    except IntegrityError as taken:
        raise Conflict(theme) from taken


@transaction.atomic
def _save(
    principal: Principal, programme: Programme, unit: str, theme: str, body: LocalText, version: int
) -> Draft:
    there = Draft.objects.filter(programme=programme, unit=unit, theme=theme).first()
    if there is None:
        if version:
            raise Conflict(there)
        there = Draft.objects.create(
            programme=programme, unit=unit, theme=theme, body_sv=body.sv, body_en=body.en
        )
    else:
        taken = Draft.objects.filter(pk=there.pk, version=version).update(
            body_sv=body.sv,
            body_en=body.en,
            state=PRIVATE,
            version=F("version") + 1,
            changed_at=timezone.now(),
        )
        there.refresh_from_db()
        if not taken:
            raise Conflict(there)
    _keep(principal, there)
    _tell(principal, there, "draft.save")
    return there


@transaction.atomic
def share_draft(principal: Principal, draft: Draft, *, version: int) -> Draft:
    """Show a text to the hub as it stands now. Raises `Conflict`."""
    return _move(principal, draft, SHARED, version, "draft.share")


def publish_draft(
    principal: Principal, draft: Draft, *, version: int, valid_on: date, author: str
) -> Draft:
    """Make a text the case text of its network, valid from a date; earlier ones stay.

    Raises `Conflict`.
    """
    programme = draft.programme
    with changing(principal, programme, "draft.publish", unit=draft.unit):
        there = [
            record_of(entry)
            for entry in entries(programme, "case_texts", unit=draft.unit)
            if (entry.cells.get("theme") or "") == draft.theme
        ]
        moved = _move(principal, draft, PUBLISHED, version, "", valid_on=valid_on)
        number = max((text.version for text in there), default=0) + 1
        base = there[0].id if there else f"{draft.unit.lower()}-{draft.theme or 'general'}"
        text = CaseText(
            id=f"{base}-{number}",
            unit=draft.unit,
            theme=draft.theme or None,
            body=LocalText(draft.body_sv, draft.body_en),
            version=number,
            valid_on=valid_on,
            author=author,
            section=there[-1].section if there else "",
        )
        save_entry(principal, programme, "case_texts", text)
        settle(principal, programme, draft.unit, f"draft/{draft.theme or DESCRIPTION}")
        return moved


def _move(
    principal: Principal,
    draft: Draft,
    state: str,
    version: int,
    action: str,
    *,
    valid_on: date | None = None,
) -> Draft:
    dated = {"valid_on": valid_on} if valid_on else {}
    taken = Draft.objects.filter(pk=draft.pk, version=version).update(
        state=state, version=F("version") + 1, **dated
    )
    draft.refresh_from_db()
    if not taken:
        raise Conflict(draft)
    _keep(principal, draft)
    if action:  # publishing is told by the entry that it writes
        _tell(principal, draft, action)
    return draft


def _keep(principal: Principal, draft: Draft) -> None:
    DraftVersion.objects.create(
        draft=draft,
        version=draft.version,
        body_sv=draft.body_sv,
        body_en=draft.body_en,
        state=draft.state,
        actor=principal.label,
    )


def _tell(principal: Principal, draft: Draft, action: str) -> None:
    """Leave the event without the words: the owner may read the trail, and no private text."""
    record(
        principal,
        action,
        programme=draft.programme,
        unit=draft.unit,
        subject=f"draft/{draft.theme or 'general'}",
        after={"version": draft.version, "state": draft.state},
    )
