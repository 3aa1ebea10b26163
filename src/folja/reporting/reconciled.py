"""Each headline held against every rule on its own: the steps, the parts, the picture.

Refuses to say which figure is right: it shows what every rule gives, and the cells that differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from folja.analysis import describe
from folja.documents import (
    Block,
    Decomposition,
    DecompositionRow,
    Figure,
    Heading,
    Origin,
    Paragraph,
    Table,
    TableRow,
)
from folja.model import Rule, Skip, Step
from folja.reporting.answers import both_told
from folja.reporting.headlines import Headline, agreeing, headlines, sentence, total_cell
from folja.reporting.matter import Matter
from folja.reporting.printing import interval_cell, left, plain, right, span
from folja.reporting.wording import capital
from folja.text import format_number, render


def reconciled(matter: Matter) -> Iterator[Block]:
    """Yield the chapter that holds each headline against the rules."""
    words, found = matter.words, headlines(matter)
    if not found:
        return
    yield Heading(1, words.say("reconciled.title"), "headlines")
    yield Paragraph(
        words.line(
            "reconciled.lede",
            n=agreeing(found),
            agreeing=matter.counted(agreeing(found), "headlines-agreeing"),
            headlines=matter.counted(len(found), "headlines"),
        ),
        role="lede",
    )
    yield words.paragraph("reconciled.how")
    for headline in found:
        yield from _headline(matter, headline)


def _headline(matter: Matter, headline: Headline) -> Iterator[Block]:
    words, held = matter.words, headline.held
    claimed = span(held.claimed, matter.lang)
    yield Heading(
        2,
        words.say(
            f"headline.{headline.verdict.value}",
            name=matter.indicator(held.indicator),
            claimed=claimed,
            whole=span(headline.whole, matter.lang) if headline.whole else "",
        ),
        f"claim-{held.claim}",
    )
    yield Paragraph(sentence(matter, headline))
    yield from _steps(matter, headline)
    yield _decomposition(matter, headline)


def _steps(matter: Matter, headline: Headline) -> Iterator[Block]:
    """Yield the table of what leads from the headline to each rule, when anything does."""
    words = matter.words
    rows: list[TableRow] = []
    for rules, steps in _alike(headline):
        named = words.listed(words.say(f"rule.{rule.value}.name") for rule in rules)
        rows.append(TableRow((plain(capital(named)),), "group"))
        for step in steps:
            origin = (
                matter.change_of(step.unit, headline.held.indicator)
                if step.unit
                else Origin("claim", (headline.held.claim,))
            )
            rows.append(
                TableRow(
                    (
                        plain(matter.short(step.unit) or words.say("step.nobody")),
                        interval_cell(words, step.low, origin, plus=True),
                        plain(render(describe(step), matter.lang)),
                    )
                )
            )
        given = total_cell(matter, headline.total(rules[0]))
        rows.append(TableRow((plain(words.say("step.gives")), given, plain("")), "total"))
    if not rows:
        yield words.paragraph("step.none")
        return
    yield Table(
        id=f"steps-{headline.held.claim}",
        caption=words.say(
            "step.caption",
            name=matter.indicator(headline.held.indicator),
            claimed=span(headline.held.claimed, matter.lang),
        ),
        columns=(
            left(words.say("column.network"), 2.4, head=True),
            right(words.say("column.amount"), 1.2),
            left(words.say("column.why"), 5),
        ),
        rows=tuple(rows),
        sheet=words.say("sheet.steps"),
    )


def _alike(headline: Headline) -> list[tuple[tuple[Rule, ...], tuple[Step, ...]]]:
    """Return the steps of each rule, rules that take the same steps together, and those that take
    none left out.
    """
    found: dict[tuple[Step, ...], tuple[Rule, ...]] = {}
    for rule, steps in headline.held.steps:
        if steps:
            found[steps] = (*found.get(steps, ()), rule)
    return [(rules, steps) for steps, rules in found.items()]


def _decomposition(matter: Matter, headline: Headline) -> Figure:
    """Return the picture of what the headline is made of, by the rule that takes most in."""
    words, held = matter.words, headline.held
    total = headline.total(Rule.MISSING_AS_ZERO)
    rows = [
        DecompositionRow(
            label=matter.short(c.unit),
            low=c.interval.low,
            high=c.interval.high,
            amount=span(c.interval, matter.lang, signed=True),
            status="assumed" if c.assumed_zero else "included",
        )
        for c in total.contributions
        if c.interval.point != 0
    ]
    printed = {c.unit: c for c in headline.total(Rule.AS_PRINTED).contributions}
    for skipped in total.skipped:
        if skipped.unit in printed and printed[skipped.unit].interval.point != 0:
            there = printed[skipped.unit]
            rows.append(
                DecompositionRow(
                    label=matter.short(skipped.unit),
                    low=there.interval.low,
                    high=there.interval.high,
                    amount=span(there.interval, matter.lang, signed=True),
                    status="left-out",
                    note=words.say(f"skip.{skipped.reason.value}"),
                )
            )
        elif skipped.reason is Skip.UNREADABLE:
            rows.append(
                DecompositionRow(
                    label=matter.short(skipped.unit),
                    low=None,
                    high=None,
                    amount="",
                    status="left-out",
                    note=words.say("skip.unreadable"),
                )
            )
    name = matter.indicator(held.indicator)
    figure = span(total.interval, matter.lang) if total.interval else words.say("cell.no-total")
    nothing = [c for c in total.contributions if c.interval.point == 0]
    return Figure(
        id=f"decomposition-{held.claim}",
        spec=Decomposition(
            rows=tuple(rows),
            total_label=words.say("decomposition.total"),
            total=figure,
            total_low=total.interval.low if total.interval else None,
            total_high=total.interval.high if total.interval else None,
            claim=held.claimed.low,
            claim_label=words.say("ledger.said", figure=span(held.claimed, matter.lang)),
            left_out_label=words.say("decomposition.left-out"),
            assumed_label=words.say("decomposition.assumed"),
        ),
        caption=words.say(
            "decomposition.caption",
            name=name,
            rule=words.say(f"rule.{Rule.MISSING_AS_ZERO.value}.name"),
        ),
        alt=words.say(
            "decomposition.alt",
            name=name,
            rows="; ".join(f"{r.label} {r.amount}" for r in rows if r.status != "left-out"),
            total=figure,
            claim=format_number(held.claimed.low, matter.lang)
            if held.claimed.low is not None
            else "",
        ),
        table=_parts(matter, headline),
        note=words.say(
            "decomposition.nothing",
            n=len(nothing),
            listed=words.listed(matter.short(c.unit) for c in nothing),
        )
        if nothing
        else "",
    )


def _parts(matter: Matter, headline: Headline) -> Table:
    """Return the table of what each network brings by each rule."""
    words = matter.words
    by_rule = {rule: {c.unit: c for c in headline.total(rule).contributions} for rule in Rule}
    units = [u for u in matter.follow_up.networks if any(u.id in by_rule[r] for r in Rule)]
    rows = []
    for unit in units:
        any_rule = next(by_rule[r][unit.id] for r in Rule if unit.id in by_rule[r])
        cells = [
            plain(matter.short(unit.id)),
            plain(both_told(matter, any_rule, headline.held.indicator, matter.follow_up.span)),
            plain(any_rule.printed),
        ]
        for rule in Rule:
            part = by_rule[rule].get(unit.id)
            origin = matter.change_of(unit.id, headline.held.indicator)
            cells.append(
                interval_cell(words, part.interval, origin, plus=True) if part else plain("")
            )
        rows.append(TableRow(tuple(cells)))
    totals = [total_cell(matter, headline.total(rule)) for rule in Rule]
    rows.append(TableRow((plain(words.say("total.row")), plain(""), plain(""), *totals), "total"))
    return Table(
        id=f"parts-{headline.held.claim}",
        caption=words.say("decomposition.table", name=matter.indicator(headline.held.indicator)),
        columns=(
            left(words.say("column.network"), 2.4, head=True),
            right(words.say("column.words"), 1.6),
            right(words.say("column.printed"), 1.2),
            *(right(words.say(f"rule.{rule.value}.name"), 1.3) for rule in Rule),
        ),
        rows=tuple(rows),
        sheet=words.say("sheet.parts"),
    )
