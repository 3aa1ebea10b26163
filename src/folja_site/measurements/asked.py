"""What a round asks, and which of it nobody has answered.

Refuses to decide what a missing answer means: until the form is handed in it is only not there yet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from folja.model import Adaptation, Indicator
from folja_site.measurements.models import Answer, Round
from folja_site.programmes.queries import added_by, tables, unasked


def asked_of(
    asked: Round, indicators: Sequence[Indicator], adaptations: Sequence[Adaptation] = ()
) -> tuple[Indicator, ...]:
    """Return the newest version of each indicator that a round asks, in the order of the form.

    What a network has added is always asked of it: `adaptations` tells which those are.
    """
    added = added_by(adaptations)
    latest = {one.id: one for one in sorted(indicators, key=lambda one: one.version)}
    wanted = set(asked.indicators)
    found = (one for one in latest.values() if not wanted or one.id in wanted or one.id in added)
    return tuple(sorted(found, key=lambda one: one.no))


def unanswered(asked: Round, units: Collection[str]) -> list[tuple[str, Indicator, str]]:
    """Return network, indicator and point of all that a round asks of networks and nobody answered.

    An answer under an earlier definition is an answer: it is not to be hidden by a newer blank. Two
    queries, however many networks there are.
    """
    known = tables(asked.programme, "indicators", "adaptations")
    outside = unasked(known["adaptations"], units)
    answers = Answer.objects.filter(
        programme=asked.programme_id, unit__in=units, point__in=asked.points, breakdown=""
    )
    there = set(answers.values_list("unit", "indicator", "point"))
    return [
        (unit, indicator, point)
        for unit in units
        for indicator in asked_of(asked, known["indicators"], known["adaptations"])
        if (unit, indicator.id) not in outside
        for point in asked.points
        if (unit, indicator.id, point) not in there
    ]
