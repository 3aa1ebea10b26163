"""What a hub holds against a published text, kept among the data that the report is made of.

A comment is a conversation; a standing disagreement is a record: it stands from the day that the
text is published until the hub agrees, whatever drafts are begun meanwhile. Refuses an event of its
own: what it writes is told by the event of the action that caused it.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils import timezone

from folja.model import Disagreement
from folja_site.access.principal import Principal
from folja_site.interviews.models import HubComment
from folja_site.interviews.queries import (
    DESCRIPTION,
    comments_on,
    published_themes,
    theme_about,
)
from folja_site.programmes.actions.entries import changing, remove_entry, save_entry
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import entries, record_of

DISAGREES = "disagrees"


def settle(principal: Principal, programme: Programme, unit: str, about: str) -> None:
    """Hold the record of a published text in step with the hub's latest stance on it.

    `about` is what a comment is about; of what is no text, or not published, nothing is kept.
    """
    theme = theme_about(about)
    if theme is None or theme not in published_themes(programme, unit):
        return
    said = comments_on(programme, unit).get(f"draft/{theme or DESCRIPTION}", [])
    latest = next((one for one in said if one.stance), None)
    if latest is None:  # what came with a bundle is not taken back by silence
        return
    with changing(principal, programme, "comment.say", unit=unit):
        there = _entry(programme, unit, theme)
        if latest.stance != DISAGREES:
            if there is not None:
                remove_entry(principal, there, version=there.version, why="")
            return
        now = _record(latest, unit, theme)
        if there is None:
            save_entry(principal, programme, "disagreements", now)
        elif record_of(there) != now:
            now = replace(now, id=record_of(there).id)
            save_entry(principal, programme, "disagreements", now, version=there.version)


def _entry(programme: Programme, unit: str, theme: str) -> Entry | None:
    found = entries(programme, "disagreements", unit=unit)
    return next((one for one in found if (one.cells.get("theme") or "") == theme), None)


def _record(said: HubComment, unit: str, theme: str) -> Disagreement:
    return Disagreement(
        id=f"{unit}-{theme or DESCRIPTION}",
        unit=unit,
        theme=theme or None,
        words=said.text,
        said_on=timezone.localtime(said.at).date(),
    )
