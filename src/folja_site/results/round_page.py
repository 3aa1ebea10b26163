"""A round's results: who has answered, what it adds up to so far, what fell, what is open.

The board says who must act; this page says what the answers of the round say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from folja.model import Indicator
from folja_site.measurements.models import Participation, Round
from folja_site.results import falls_page
from folja_site.results import overview as front
from folja_site.results.choosing import choice_of
from folja_site.results.figures import ASKING
from folja_site.results.overview import NetworkLine
from folja_site.results.seeing import Seen


@dataclass(frozen=True, slots=True)
class Asked:
    """One network of the round: its line, how far it has come, and when it came there."""

    line: NetworkLine
    state: str


def at_round(looked: Seen, asked: Round) -> Seen:
    """Return the look at the points of a round: up to the last that it asks about.

    It begins at the first of the points asked, or, where a round asks about one, at the point
    before it; the address may choose another beginning. What an open round asks for counts as asked
    before anybody has answered.
    """
    if asked.state == "open":
        asking = frozenset(i.id for i in indicators_of(looked, asked))
        looked = replace(looked, asking=asking)
    known = [p.id for p in looked.follow_up.ordered_points]
    points = sorted(p for p in asked.points if p in known)
    if not points:
        return looked
    last = points[-1]
    starts = [start for start, end in looked.choice.spans if end == last]
    first = points[0] if points[0] in starts else (max(starts) if starts else last)
    wanted = {
        "rule": looked.request.GET.get("rule"),
        "by": looked.request.GET.get("by"),
        "from": looked.request.GET.get("from") or first,
        "to": last,
    }
    choice = choice_of(wanted, looked.figures)
    if choice.end != last or not choice.compares:
        choice = replace(choice, start=last, end=last)
    return replace(looked, choice=choice)


def name_of(asked: Round, lang: str) -> str:
    """Return a round's name in a language."""
    return asked.name_en if lang == "en" and asked.name_en else asked.name_sv


def told(looked: Seen, asked: Round) -> dict[str, Any]:
    """Return what the page shows beside the totals."""
    parts = list(asked.participations.all())
    known = looked.follow_up.unit_by_id
    lines = front.lines(looked, [known[p.unit] for p in parts if p.unit in known])
    came_in = sum(1 for p in parts if p.submitted_at and not p.returned_at)
    approved = sum(1 for p in parts if p.approved_at)
    points = set(asked.points)
    found = concerning(asked, looked.figures.findings(only_open=True))
    waiting = [f for f in found if f["severity"] in ASKING]
    return {
        "title": looked.say(
            "round.title",
            n=came_in,
            came=looked.number(came_in, first=True),
            total=looked.number(len(parts)),
        ),
        "approved": approved,
        "networks": len(parts),
        "asked": [
            Asked(lines[p.unit], state_of(looked, p)) for p in _in_order(parts) if p.unit in lines
        ],
        "waiting": len(waiting),
        "notes": len(found) - len(waiting),
        "gravest": [f | {"words": f["message"][looked.lang]} for f in waiting[:6]],
        "days": [p.day for p in looked.follow_up.ordered_points if p.id in points],
    }


def of(looked: Seen, asked: str) -> Round | None:
    """Return the programme's round that an address names, or None."""
    if not asked.isdecimal() or len(asked) > 18:
        return None
    rounds = Round.objects.prefetch_related("participations")
    return rounds.filter(programme=looked.request.programme, pk=int(asked)).first()


def concerning(asked: Round, found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the findings about the answers of a round: its networks, at its points."""
    units, points = {p.unit for p in asked.participations.all()}, set(asked.points)
    return [
        f
        for f in found
        if f["network"] in units and str(f["point"] or "").rpartition("/")[2] in points
    ]


def _in_order(parts: list[Participation]) -> list[Participation]:
    """Who has not handed in comes first: that is what is late."""
    return sorted(parts, key=lambda p: (bool(p.submitted_at) and not p.returned_at, p.pk))


def state_of(looked: Seen, part: Participation) -> str:
    """Say in words how far a network has come, and since when."""
    for code, moment in (
        ("returned", part.returned_at),
        ("approved", part.approved_at),
        ("submitted", part.submitted_at),
        ("letter", part.letter_at),
        ("saved", part.last_saved_at),
    ):
        if moment is not None:
            return looked.say(f"round.state-{code}", day=moment.date())
    return looked.say("round.state-none")


def indicators_of(looked: Seen, asked: Round) -> list[Indicator]:
    """Return the indicators that a round asks for."""
    current = looked.follow_up.current_indicators
    return [i for i in current if not asked.indicators or i.id in asked.indicators]


def falls(looked: Seen, asked: Round) -> SafeString:
    """Return what fell in the networks of the round, and why, without the chapter's heading."""
    return falls_page.some(looked, [p.unit for p in asked.participations.all()])
