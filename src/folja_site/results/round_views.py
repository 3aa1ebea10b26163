"""Pages that look from one side: a round's results, and a network beside the others."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from folja_site.access.governing import governed
from folja_site.measurements.models import Round
from folja_site.results import beside_page, indicators_page, network_page, round_page
from folja_site.results.how_page import rule_words
from folja_site.results.seeing import Seen, page, seen


@require_GET
@governed("round.read")
@seen
def results(looked: Seen, pk: int) -> HttpResponse:
    """Show what the answers of a round say so far."""
    asked = get_object_or_404(
        Round.objects.prefetch_related("participations"), pk=pk, programme=looked.request.programme
    )
    looked = round_page.at_round(looked, asked)
    only = [i.id for i in round_page.indicators_of(looked, asked)]
    return page(
        looked,
        "results/round.html",
        round=asked,
        name=round_page.name_of(asked, looked.lang),
        groups=indicators_page.groups(looked, only=only) if looked.choice.compares else (),
        divided=indicators_page.divides(looked),
        rule=rule_words(looked),
        falls=round_page.falls(looked, asked),
        fields=looked.sentence("rule", "points", "by") if looked.choice.compares else (),
        indicators=len(only),
        **round_page.told(looked, asked),
    )


@require_GET
@governed("unit.read")
@seen
def beside(looked: Seen, unit: str) -> HttpResponse:
    """Show a network's figures beside the spread of the others, who are never named."""
    node = looked.follow_up.unit_by_id.get(unit)
    if node is None:
        raise Http404
    matter = looked.matter(units=[unit])
    shown = network_page.strip_of(looked, node)
    return page(
        looked,
        "results/beside.html",
        unit=node,
        strip=shown,
        fields=looked.sentence("points"),
        **beside_page.beside(looked, node, shown, matter),
    )
