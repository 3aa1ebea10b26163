"""Setting and taking back targets; one that stood before is kept with its end."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from folja.text import Language
from folja.values import read
from folja_site.access.principal import Principal
from folja_site.base.auditing import record
from folja_site.programmes.actions.entries import hold
from folja_site.programmes.models import Programme, Target


@dataclass(frozen=True, slots=True)
class Place:
    """What a target is of; empty parts mean the whole programme, or no date in particular."""

    goal: str = ""
    indicator: str = ""
    unit: str = ""
    point: str = ""


class NoTarget(Exception):
    """The words are no value or range, or words and a direction say too much or nothing."""


@transaction.atomic
def set_target(
    principal: Principal,
    programme: Programme,
    place: Place,
    *,
    words: str = "",
    direction: str = "",
    lang: Language = "sv",
) -> Target:
    """Set the target of a place as a value or range in words, or as a direction.

    Raises `NoTarget` when it is neither or both, or the words cannot be read as a figure.
    """
    hold(programme)
    reading = read(words, locale=lang)
    ends = (reading.low, reading.high)
    if bool(words) == bool(direction) or (direction and direction not in Target.DIRECTIONS):
        raise NoTarget
    if words and ends == (None, None):
        raise NoTarget
    at = {"goal": place.goal, "indicator": place.indicator}
    at |= {"unit": place.unit, "point": place.point}
    there = Target.objects.filter(programme=programme, ended_at__isnull=True, **at)
    before = [{"words": t.words, "direction": t.direction} for t in there]
    there.update(ended_at=timezone.now())
    made = Target.objects.create(
        programme=programme, words=words, low=ends[0], high=ends[1], direction=direction, **at
    )
    record(
        principal,
        "target.set",
        programme=programme,
        unit=place.unit,
        subject=f"target #{made.pk}",
        before=before[0] if before else None,
        after=at | {"words": words, "direction": direction},
    )
    return made


@transaction.atomic
def end_target(principal: Principal, target: Target, *, why: str) -> None:
    """Take a target back; it stays with its end and the reason."""
    Target.objects.filter(pk=target.pk, ended_at__isnull=True).update(ended_at=timezone.now())
    record(
        principal,
        "target.end",
        programme=target.programme,
        unit=target.unit,
        subject=f"target #{target.pk}",
        before={"words": target.words, "direction": target.direction},
        why=why,
    )
