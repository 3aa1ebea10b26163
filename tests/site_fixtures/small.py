"""A small programme of one's own, made from nothing: two networks, a few points, one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from folja.model import FollowUp, Indicator, Measure, Observation, Theme, Unit
from folja.text import LocalText
from folja.values import read
from folja_site.access.models import Membership, User
from folja_site.access.roles import Role
from folja_site.bundling.founding import found
from folja_site.bundling.starting import framed, widened
from folja_site.programmes.models import Programme
from folja_site.results.building import build
from folja_site.results.figures import figures_of

SLUG, INDICATOR = "eget", "meetings"
POINTS = ("2024-12-31", "2025-12-31")
NETWORKS = ("Fjällnära Mat", "Skogsteknik")


def small_follow_up(
    answers: Sequence[Sequence[str]], *, points: Sequence[str] = POINTS, **first: object
) -> FollowUp:
    """Return a follow-up in which each network has answered once for each point.

    `first` is what the first network has otherwise than as it is made.
    """
    made = framed(FollowUp(name=SLUG), LocalText("Eget program", "Own programme"))
    made = widened(made, NETWORKS, [date.fromisoformat(p) for p in points])
    units: list[Unit] = [replace(made.units[0], **first), *made.units[1:]]  # type: ignore[arg-type]
    return made.with_table(
        units=tuple(units),
        themes=(Theme(id="theme-1", no=1, name=LocalText("Möten", "Meetings")),),
        indicators=(
            Indicator(
                id=INDICATOR,
                no=1,
                name=LocalText("Antal möten", "Number of meetings"),
                label=LocalText("Hur många möten?", "How many meetings?"),
                measure=Measure.STOCK,
            ),
        ),
        observations=tuple(
            Observation(unit=unit.id, indicator=INDICATOR, point=point, reading=read(text))
            for unit, texts in zip(units, answers, strict=False)
            for point, text in zip(points, texts, strict=True)
        ),
    )


def found_small(follow_up: FollowUp) -> tuple[Programme, User, str]:
    """Found it with an evaluator of its first network; return both, and that network."""
    programme = found(None, follow_up, slug=SLUG)
    unit = follow_up.units[0].id
    user = User.objects.create_user("utvarderare@example.invalid")
    for role, units in ((Role.EVALUATOR, [unit]), (Role.OWNER, [])):
        Membership.objects.create(user=user, programme=programme, role=role.value, units=units)
    build(programme.pk)
    return programme, user, unit


def finding_of(programme: Programme, code: str) -> tuple[str, str]:
    """Return a finding of a check: its id and its point."""
    figures = figures_of(programme)
    assert figures is not None
    return next((f["id"], f["point"]) for f in figures.findings() if f["code"] == code)
