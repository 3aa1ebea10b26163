"""Pages that show what the answers add up to: the programme, its networks, indicators and goals."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from folja.reporting.concepts import measure
from folja_site.access.governing import governed
from folja_site.interviews.queries import voices
from folja_site.results import (
    aiming,
    beside_page,
    falls_page,
    goal_page,
    indicator_page,
    indicators_page,
    lists_page,
    network_page,
)
from folja_site.results import overview as front
from folja_site.results.cell_page import answers, change, explanations
from folja_site.results.cell_page import title as cell_title
from folja_site.results.history_page import batches, changes
from folja_site.results.how_page import (
    areas_to_choose,
    claim,
    headline,
    indicator_at,
    rule_words,
    total,
)
from folja_site.results.seeing import Seen, page, seen


def _builds(looked: Seen) -> bool:
    """Whether it is this reader who can add what an empty page lacks."""
    return bool(looked.request.principal.may("programme.set-up", looked.request.programme.pk))


@require_GET
@governed("programme.read")
@seen
def overview(looked: Seen) -> HttpResponse:
    """Show the programme's front page."""
    may = looked.request.principal.may
    return page(
        looked,
        "results/overview.html",
        **looked.once("overview", lambda: front.standing(looked)),
        fields=looked.sentence("points"),
        late=front.late(looked),
        built=front.built(looked),
        may_review=may("review.read", looked.request.programme.pk),
        may_ask=may("round.manage", looked.request.programme.pk),
        past=front.past(looked) if may("round.manage", looked.request.programme.pk) else (),
    )


@require_GET
@governed("programme.read")
@seen
def networks(looked: Seen) -> HttpResponse:
    """Show all networks with their strips."""
    title, strips = looked.once("networks", lambda: front.listed(looked))
    return page(
        looked,
        "results/networks.html",
        title=title,
        strips=strips,
        fields=looked.sentence("points") if strips else (),
        may_build=_builds(looked),
    )


@require_GET
@governed("unit.read")
@seen
def network(looked: Seen, unit: str) -> HttpResponse:
    """Show one network: figures, texts, needs, timeline, findings."""
    node = looked.follow_up.unit_by_id.get(unit)
    if node is None:
        raise Http404
    matter = looked.matter(units=[unit])
    shown = network_page.strip_of(looked, node)
    figures = bool(matter.follow_up.observations) and node.status.operates
    under, holds = looked.follow_up.children(unit), node.kind in network_page.ABOVE
    return page(
        looked,
        "results/network.html",
        unit=node,
        title=network_page.title(looked, node, shown),
        above=network_page.above(looked, node),
        strip=shown,
        kinds=beside_page.kinds_of(looked, shown),
        declined=network_page.declined_of(looked, node, matter),
        about=network_page.about(looked, node, matter),
        parts=network_page.parts(looked, node, matter, figures=figures),
        aimed=aiming.of_network(looked, node, matter) if figures or holds else [],
        falls=network_page.falls_of(looked, node, matter) if figures else "",
        facts=network_page.facts_of(looked, node, matter),
        needs=network_page.needs_of(looked, node),
        timeline=network_page.timeline(looked, node, matter),
        findings=network_page.findings_of(looked, node),
        voices=voices(looked.request.programme, unit),
        under=under if looked.whole else (),
        lines=front.lines(looked, network_page.networks_under(looked, node)) if holds else {},
        holds=holds,
        fields=looked.sentence("points"),
        may_review=looked.request.principal.may("review.read", looked.request.programme.pk),
    )


@require_GET
@governed("unit.read")
@seen
def network_history(looked: Seen, unit: str) -> HttpResponse:
    """Show everything that was written about a network, newest first."""
    node = looked.follow_up.unit_by_id.get(unit)
    if node is None:
        raise Http404
    asked = looked.request.GET.get("page", "1")
    number = min(max(int(asked), 1), 1000) if asked.isdecimal() and len(asked) < 5 else 1
    found, more = changes(looked, node, number)
    return page(
        looked,
        "results/history.html",
        unit=node,
        batches=batches(found),
        earlier=number + 1 if more else None,
        later=number - 1,
    )


@require_GET
@governed("unit.read")
@seen
def network_how(looked: Seen, unit: str, indicator: str) -> HttpResponse:
    """Show what a network said about an indicator, down to every version of its words."""
    node = looked.follow_up.unit_by_id.get(unit)
    if node is None:
        raise Http404
    asked = indicator_at(looked, indicator)
    if asked not in looked.follow_up.asked_of(unit):
        raise Http404
    matter = looked.matter(units=[unit])
    told = change(looked, node, asked, matter)
    name = matter.indicator(asked.id)
    found = looked.figures.findings(unit=unit, indicator=asked.id)
    return page(
        looked,
        "results/cell.html",
        unit=node,
        indicator=asked,
        name=name,
        title=cell_title(looked, node, name, told),
        change=told,
        answers=answers(looked, node, asked, matter),
        explanations=explanations(looked, node, asked, matter),
        findings=[f | {"words": f["message"][looked.lang]} for f in found],
        fields=looked.sentence("points"),
    )


@require_GET
@governed("programme.read")
@seen
def indicators(looked: Seen) -> HttpResponse:
    """Show every indicator with its total and how well it works."""
    asked = looked.request.GET.get("page", "1")
    pages = indicators_page.pages_of_networks(looked)
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 6 else 1
    return page(
        looked,
        "results/indicators.html",
        title=indicators_page.title(looked),
        groups=indicators_page.groups(looked, page=number),
        fields=looked.sentence("rule", "points", "by"),
        rule=rule_words(looked),
        divided=indicators_page.divides(looked),
        number=number,
        pages=range(1, pages + 1) if pages > 1 else (),
        not_asked=indicators_page.not_asked(looked),
        may_build=_builds(looked),
    )


@require_GET
@governed("programme.read")
@seen
def indicator(looked: Seen, indicator: str) -> HttpResponse:
    """Show one indicator over all networks."""
    asked = indicator_at(looked, indicator)
    matter = looked.matter(indicator=asked.id)
    put = asked in looked.asked.indicators
    rules = indicator_page.by_rules(looked, asked)
    found = looked.figures.findings(indicator=asked.id)
    return page(
        looked,
        "results/indicator.html",
        indicator=asked,
        name=matter.indicator(asked.id),
        measure=measure(matter, asked),
        put=put,
        rules=rules,
        at=next((r for r in rules if r[0] is looked.choice.rule), None),
        aimed=aiming.of_indicator(looked, asked, matter),
        adaptations=indicator_page.adaptations(looked, asked),
        may_set_up=looked.request.principal.may("programme.set-up", looked.request.programme.pk),
        remarks=indicator_page.remarks(looked, asked),
        works=indicator_page.works(looked, asked),
        areas=indicator_page.by_area(looked, asked),
        findings=[f | {"words": f["message"][looked.lang]} for f in found],
        fields=looked.sentence(*(("rule", "points") if put else ("points",))),
        **indicator_page.blocks(looked, matter, asked),
    )


@require_GET
@governed("programme.read")
@seen
def goals(looked: Seen) -> HttpResponse:
    """Show the goals: considered or not, and what measures them."""
    return page(
        looked,
        "results/goals.html",
        title=goal_page.title(looked),
        goals=goal_page.goals(looked),
        may_build=_builds(looked),
    )


@require_GET
@governed("programme.read")
@seen
def goal(looked: Seen, goal: str) -> HttpResponse:
    """Show one goal with the indicators that speak of it."""
    asked = next((g for g in looked.follow_up.goals if g.id == goal), None)
    if asked is None:
        raise Http404
    return page(
        looked,
        "results/goal.html",
        goal=asked,
        title=goal_page.goal_title(looked, asked),
        aimed=aiming.of_goal(looked, asked),
        measured=goal_page.measured(looked, asked),
        fields=looked.sentence("rule", "points"),
    )


@require_GET
@governed("programme.read")
@seen
def needs(looked: Seen) -> HttpResponse:
    """Show the map of needs and hubs."""
    return page(
        looked, "results/needs.html", may_build=_builds(looked), **goal_page.needs_map(looked)
    )


@require_GET
@governed("programme.read")
@seen
def how(looked: Seen, kind: str, address: str) -> HttpResponse:
    """Show how a figure was made; a network's own figures have their page under the network."""
    parts = address.strip("/").split("/")
    if kind in ("cell", "change") and len(parts) > 1:
        asked = indicator_at(looked, parts[1])
        if parts[0] not in looked.follow_up.unit_by_id:
            raise Http404
        return redirect("network-how", looked.request.programme.slug, parts[0], asked.id)
    if kind == "total":
        area = looked.request.GET.get("area", "")
        told = total(looked, parts[0], area)
        return page(
            looked,
            "results/how_total.html",
            told=told,
            rule=rule_words(looked),
            fields=(*looked.sentence("rule", "points"), *areas_to_choose(looked, area)),
        )
    if kind == "answers":
        return page(looked, "results/how_answers.html", **lists_page.answers(looked, parts[0]))
    if kind == "findings":
        may = looked.request.principal.may("review.read", looked.request.programme.pk)
        found = lists_page.findings(looked, parts[0])
        return page(looked, "results/how_findings.html", may_review=may, **found)
    if kind == "falls":
        return page(looked, "results/how_falls.html", **falls_page.listed(looked, parts[0]))
    if kind == "headline":
        title, blocks, of = headline(looked, parts[0])
        return page(looked, "results/how_headline.html", title=title, blocks=blocks, of=of)
    if kind == "claim":
        return page(looked, "results/how_claim.html", **claim(looked, parts[0]))
    raise Http404
