"""A network's page: strip, aims, four themes with figures and texts, needs, timeline, findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString

from folja.documents import Block, Heading, Paragraph
from folja.model import Event, HubNeed, Unit, UnitKind
from folja.reporting.falls import fallen, falls
from folja.reporting.matter import Matter
from folja.reporting.measures import measures
from folja.reporting.resolving import inlines
from folja.reporting.units import aims, declines, facts, outcomes, texts, when
from folja.reporting.wording import Words
from folja_site.results.seeing import Seen, without
from folja_site.results.strips import Strip, strip
from folja_site.results.telling import Stored

#: Units that answer nothing themselves: they hold networks.
ABOVE = (UnitKind.AREA, UnitKind.GROUPING)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: its heading and what stands under it."""

    key: str
    title: str
    html: SafeString


def title(looked: Seen, unit: Unit, shown: Strip) -> str:
    """Return the heading that says how the network's figures moved, or why there are none."""
    name = unit.short_name.get(looked.lang) or unit.name.get(looked.lang)
    if not unit.status.operates:
        return looked.say("network.title-idle", name=name)
    if unit.kind in ABOVE:
        n = len(networks_under(looked, unit))
        return looked.say("network.title-above", name=name, n=n, networks=looked.number(n))
    if not shown.known:
        return looked.say("network.title-none", name=name)
    if not looked.choice.compares:
        return looked.say("network.title-known", name=name, known=shown.known, n=len(shown.squares))
    moved = looked.figures.movements(looked.choice.start, looked.choice.end, unit=unit.id)
    up, down, _ = moved.get(unit.id, (0, 0, 0))
    told_up = looked.say("network.up", n=up, told=looked.number(up))
    told_down = looked.say("network.down", n=down, told=looked.number(down))
    return looked.say("network.title", name=name, up=told_up, down=told_down)


def networks_under(looked: Seen, unit: Unit) -> list[Unit]:
    """Return the networks anywhere below a unit."""
    return [u for u in looked.follow_up.networks if unit in above(looked, u)]


def strip_of(looked: Seen, unit: Unit) -> Strip:
    """Return the network's strip at the later point."""
    return strip(
        unit,
        looked.asked_last.of(unit.id),
        looked.figures.kinds(point=looked.choice.end, unit=unit.id),
        looked.choice.end,
        looked.lang,
    )


def parts(looked: Seen, unit: Unit, matter: Matter, *, figures: bool) -> list[Part]:
    """Return the themes, each with figures first and its text after; empty ones fall out."""
    found = []
    for theme, indicators in matter.sections():
        key = theme.id if theme else "other"
        name = (
            (theme.name.get(looked.lang) or theme.short_name.get(looked.lang))
            if theme
            else looked.say("network.without-theme")
        )
        blocks: list[Block] = []
        if figures:
            blocks += measures(matter, unit, indicators, key=key, title=name)
        told = [*texts(matter, unit, theme.id), *outcomes(matter, unit, theme.id)] if theme else []
        blocks += told
        if not blocks:
            continue
        if theme and not told:
            words = matter.words.line("theme.no-text")
            blocks.append(Paragraph(words, role="missing"))
        found.append(Part(f"theme-{key}", name, looked.setter.blocks(blocks, deeper=2)))
    return found


def declined_of(looked: Seen, unit: Unit, matter: Matter) -> SafeString:
    """Return what the network would not answer, which has no square; nothing where it is none."""
    return looked.setter.blocks(declines(matter, unit))


def about(looked: Seen, unit: Unit, matter: Matter) -> SafeString:
    """Return the description, the vision and goals, and results under no theme."""
    return looked.setter.blocks(
        [*texts(matter, unit, None), *aims(matter, unit), *outcomes(matter, unit, None)]
    )


def facts_of(looked: Seen, unit: Unit, matter: Matter) -> SafeString:
    """Return the table of facts; events have a timeline of their own."""
    return looked.setter.blocks(facts(without(matter, "events"), unit))


def falls_of(looked: Seen, unit: Unit, matter: Matter) -> SafeString:
    """Return what went down in this network and what is known of why; nothing when nothing did."""
    computed, own = matter.computed, frozenset({unit.id})
    if isinstance(computed, Stored) and computed.units != own:
        computed = replace(computed, units=own)
    told = replace(matter, computed=computed)
    if not falls(told):
        return SafeString("")
    blocks = _without_heading(fallen(told))
    return replace(looked.setter, within=unit.id).blocks(blocks)


def _without_heading(blocks: Iterator[Block]) -> Iterator[Block]:
    for block in blocks:
        plain = isinstance(block, Paragraph) and block.role != "lede"
        if not isinstance(block, Heading) and not plain:
            yield block


def timeline(looked: Seen, unit: Unit, matter: Matter) -> list[tuple[str, SafeString]]:
    """Return what has happened, newest first: when, and in which words."""
    own: list[Event] = [e for e in looked.follow_up.events if e.unit == unit.id]
    own.sort(key=lambda e: e.when, reverse=True)
    return [
        (when(looked.lang, e.when), looked.setter.inlines(inlines(matter, e.text))) for e in own
    ]


def needs_of(looked: Seen, unit: Unit) -> list[dict[str, Any]]:
    """Return what support the network has asked for."""
    own: list[HubNeed] = [n for n in looked.follow_up.hub_needs if n.unit == unit.id]
    known = {n.id: n for n in looked.follow_up.needs}
    forms = {f.id: f for f in looked.follow_up.support_forms}
    words = Words(looked.lang)
    return [
        {
            "text": known[n.need].text.get(looked.lang) if n.need in known else "",
            "words": n.words.get(looked.lang),
            "urgency": words.coded("urgency", n.urgency) if n.urgency else "",
            "form": forms[n.form].name.get(looked.lang) if n.form in forms else "",
        }
        for n in own
    ]


def findings_of(looked: Seen, unit: Unit) -> list[dict[str, Any]]:
    """Return the findings about the network in words, open ones first."""
    found = looked.figures.findings(unit=unit.id)
    told = [f | {"words": f["message"][looked.lang]} for f in found]
    return sorted(told, key=lambda f: not f["open"])


def above(looked: Seen, unit: Unit) -> list[Unit]:
    """Return the units above this one, the topmost first."""
    found: list[Unit] = []
    at = looked.follow_up.unit_by_id.get(unit.parent or "")
    while at is not None and at not in found:
        found.insert(0, at)
        at = looked.follow_up.unit_by_id.get(at.parent or "")
    return found
