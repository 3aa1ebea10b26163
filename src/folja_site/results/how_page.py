"""How a figure was made: from a headline over its total and each network to the words it rests on.

Refuses to explain anything anew: rules, steps and reasons are the library's own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from folja.documents import (
    Block,
    Cell,
    Decomposition,
    DecompositionRow,
    Figure,
    FigureText,
    Heading,
    Origin,
    Paragraph,
    Table,
    TableRow,
)
from folja.model import Claim, ClaimKind, Indicator, Rule, Skip, Total
from folja.reporting.answers import counting_beside
from folja.reporting.concepts import measure
from folja.reporting.headlines import total_cell, why_skipped
from folja.reporting.matter import Matter
from folja.reporting.printing import interval_cell, left, plain, right, span
from folja.reporting.reconciled import reconciled
from folja.reporting.resolving import inlines
from folja_site.results.choosing import Field
from folja_site.results.seeing import Seen


def indicator_at(looked: Seen, address: str) -> Indicator:
    """Return the indicator that an address names by its id or number; raises `Http404`."""
    follow_up = looked.follow_up
    if address.isdecimal() and int(address) in follow_up.indicator_by_no:
        return follow_up.indicator_by_no[int(address)]
    if address not in follow_up.indicator_by_id:
        raise Http404
    return follow_up.indicator_by_id[address]


# -- a total
@dataclass(frozen=True, slots=True)
class TotalTold:
    """A total as its page shows it."""

    indicator: Indicator
    name: str
    title: str
    measure: str
    counted: int
    networks: int
    area: str
    picture: SafeString
    parts: SafeString
    left_out: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def total(looked: Seen, address: str, area: str) -> TotalTold:
    """Return how the total of an indicator is made by the chosen rule, or its part in one area."""
    indicator, choice = indicator_at(looked, address), looked.choice
    if not choice.compares:
        raise Http404
    by = "area" if area else ""
    rules = looked.figures.totals_by_rule(choice.start, choice.end, by=by, indicator=indicator.id)
    found = next((t for t in rules[choice.rule] if not area or t.group == area), None)
    if found is None:
        raise Http404
    matter = looked.matter(indicator=indicator.id, answers=False)
    name = matter.indicator(indicator.id)
    figure = span(found.interval, looked.lang) if found.interval else ""
    code = "how.total" if found.interval else "how.total-none"
    return TotalTold(
        indicator,
        name,
        looked.say(code, name=name, figure=figure),
        measure(matter, indicator),
        *found.coverage,
        matter.unit(area) if area else "",
        looked.setter.figure(_decomposition(looked, matter, found), table=False)
        if found.contributions
        else SafeString(""),
        looked.setter.table(_parts(looked, matter, found)),
        _left_out(looked, matter, found),
    )


def areas_to_choose(looked: Seen, chosen: str) -> tuple[Field, ...]:
    """Return the choice of one area for the sentence; nothing where there is one area only."""
    follow_up = looked.follow_up
    ids = dict.fromkeys(follow_up.area_of(u.id) for u in follow_up.compared)
    if len(ids) < 2:
        return ()
    names = [(i, follow_up.unit_by_id[i].name.get(looked.lang)) for i in ids if i]
    options = [("", looked.say("choose.everywhere"), not chosen)]
    options += [(one, name, one == chosen) for one, name in names]
    return (Field("area", looked.say("choose.area"), tuple(options)),)


def _decomposition(looked: Seen, matter: Matter, found: Total) -> Figure:
    words, lang = matter.words, looked.lang
    rows = [
        DecompositionRow(
            label=matter.short(c.unit),
            low=c.interval.low,
            high=c.interval.high,
            amount=span(c.interval, lang, signed=True),
            status="assumed" if c.assumed_zero else "included",
        )
        for c in found.contributions
        if c.interval.point != 0
    ]
    rows += [
        DecompositionRow(
            label=matter.short(s.unit),
            low=None,
            high=None,
            amount="",
            status="left-out",
            note=words.say(f"skip.{s.reason.value}"),
        )
        for s in found.skipped
        if s.reason is Skip.UNREADABLE
    ]
    figure = span(found.interval, lang) if found.interval else words.say("cell.no-total")
    claimed = span(found.claimed, lang) if found.claimed else ""
    return Figure(
        id="decomposition",
        spec=Decomposition(
            rows=tuple(rows),
            total_label=words.say("decomposition.total"),
            total=figure,
            total_low=found.interval.low if found.interval else None,
            total_high=found.interval.high if found.interval else None,
            claim=found.claimed.low if found.claimed else None,
            claim_label=words.say("ledger.said", figure=claimed) if claimed else "",
            left_out_label=words.say("decomposition.left-out"),
            assumed_label=words.say("decomposition.assumed"),
        ),
        caption=words.say(
            "decomposition.caption",
            name=matter.indicator(found.indicator),
            rule=words.say(f"rule.{found.rule.value}.name"),
        ),
        alt=looked.say(
            "how.decomposition-alt",
            figure=figure,
            rows="; ".join(f"{r.label} {r.amount}".strip() for r in rows),
        ),
    )


def _parts(looked: Seen, matter: Matter, found: Total) -> Table:
    words, cites = matter.words, matter.computed.cites
    # A column of nothing to know about is not set.
    notes = any(part.assumed_zero or part.decided for part in found.contributions)
    rows = []
    for part in found.contributions:
        change = Origin("change", (part.unit, found.indicator))
        noted = [looked.say("how.assumed")] if part.assumed_zero else []
        noted += [looked.say("how.decided")] if part.decided else []
        rows.append(
            TableRow(
                (
                    plain(matter.short(part.unit)),
                    _words(matter, part.start, found, part.unit, found.start),
                    _words(matter, part.end, found, part.unit, found.end),
                    *((_words(matter, part.printed, found, part.unit),) if cites else ()),
                    interval_cell(words, part.interval, change, plus=True),
                    *((plain(" ".join(noted)),) if notes else ()),
                )
            )
        )
    blank = plain("")
    before, after = [blank] * (2 + cites), [blank] * notes
    whole = (plain(words.say("total.row")), *before, total_cell(matter, found), *after)
    rows.append(TableRow(whole, "total"))
    return Table(
        id="parts",
        caption=looked.say("how.parts", n=len(found.contributions)),
        columns=(
            left(words.say("column.network"), 2, head=True),
            right(matter.point(found.start)),
            right(matter.point(found.end)),
            *((right(words.say("column.printed")),) if cites else ()),
            right(looked.say("how.brings")),
            *((left(looked.say("how.noted"), 2),) if notes else ()),
        ),
        rows=tuple(rows),
    )


def _words(matter: Matter, text: str, found: Total, unit: str, point: str = "") -> Cell:
    """Return what a network said as a cell that leads to it, with the value that counts where the
    rule takes notice of a decision.
    """
    kind, place = ("cell", (point,)) if point else ("change", ())
    origin = Origin(kind, (unit, found.indicator, *place))
    said = (FigureText(text, origin),) if text else ()
    if not point or found.rule is Rule.AS_PRINTED:
        return Cell(said)
    counts = matter.computed.decided.get((unit, found.indicator, point))
    return Cell((*said, *counting_beside(matter.words, text, counts)))


def _left_out(
    looked: Seen, matter: Matter, found: Total
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the networks that are not in a total, under the reason why."""
    by: dict[str, list[tuple[str, str]]] = {}
    for skipped in found.skipped:
        why = why_skipped(matter, found.indicator, skipped)
        by.setdefault(why, []).append((skipped.unit, matter.short(skipped.unit)))
    return tuple((why, tuple(units)) for why, units in by.items())


# -- a headline
def headline(looked: Seen, claim: str) -> tuple[str, SafeString, str]:
    """Return a headline's heading, how it is held against the rules, and its indicator."""
    matter = looked.matter()
    held = next((h for h in matter.computed.headlines if h.claim == claim), None)
    if held is None:
        raise Http404
    alone = replace(matter, computed=_Only.of(matter, claim))
    blocks = list(_of_one(reconciled(alone)))
    title = next((b.text for b in blocks if isinstance(b, Heading)), "")
    total = matter.computed.totals[Rule.MISSING_AS_ZERO].get(held.indicator)
    html = [
        looked.setter.figure(b, table=False) + looked.setter.table(_parts(looked, matter, total))
        if isinstance(b, Figure) and total is not None
        else looked.setter.block(b)
        for b in blocks
        if not isinstance(b, Heading)
    ]
    return title, format_html_join("\n", "{}", ((one,) for one in html)), held.indicator


class _Only:
    """What was computed, with one headline of all."""

    @staticmethod
    def of(matter: Matter, claim: str) -> Any:
        """Return a copy of what was computed that tells of one headline."""
        made = replace(matter.computed)
        # A cached property is an attribute of its own: the copy keeps this one.
        made.__dict__["headlines"] = tuple(h for h in matter.computed.headlines if h.claim == claim)
        made.__dict__["totals"] = matter.computed.totals
        return made


def _of_one(blocks: Iterator[Block]) -> Iterator[Block]:
    """Leave out the chapter's own beginning, which speaks of all headlines."""
    begun = False
    for block in blocks:
        begun = begun or (isinstance(block, Heading) and block.level > 1)
        if begun:
            yield block


# -- a claim
def claim(looked: Seen, key: str) -> dict[str, Any]:
    """Return a claim: where it stands, in which words, and what the answers say; `Http404`."""
    found: Claim | None = next((c for c in looked.figures.records("claims") if c.id == key), None)
    if found is None:
        raise Http404
    matter = looked.matter(units=[found.unit] if found.unit else None)
    sources = {s.id: s for s in looked.follow_up.sources}
    source = sources.get(found.source)
    headline = found.kind is ClaimKind.HEADLINE
    total = (
        matter.computed.totals[looked.choice.rule].get(found.indicator or "") if headline else None
    )
    return {
        "claim": found,
        "headline": headline,
        "parts": looked.setter.table(_parts(looked, matter, total)) if total else "",
        "title": looked.say(
            "how.claim", figure=found.reading.text, name=matter.indicator(found.indicator)
        ),
        "text": looked.setter.blocks([Paragraph(inlines(matter, found.text))]),
        "source": source.title.get(looked.lang) if source else "",
        "place": matter.place(found.place),
        "network": matter.unit(found.unit) if found.unit else "",
    }


def rule_words(looked: Seen) -> str:
    """Return what the chosen rule does, in one sentence."""
    return looked.say(f"rule.{looked.choice.rule.value}")
