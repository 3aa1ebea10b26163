"""`folja totals`: what the answers add up to, by one rule or by all three beside the headlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

import click

from folja.cli.asking import (
    Day,
    OneOf,
    SpokenCommand,
    argument,
    json_option,
    lang_option,
    option,
)
from folja.cli.figures import coverage, day, indicator, left_out, span, unit
from folja.cli.screen import Col, Screen
from folja.cli.speaking import Words
from folja.model import FollowUp, Grouping, Reconciliation, Rule, Total
from folja.text import Message, format_list


def command(words: Words) -> click.Command:
    """Return the command in one language."""

    @click.command(
        "totals",
        cls=SpokenCommand,
        words=words,
        help=words("totals.help"),
        short_help=words("totals.short"),
    )
    @argument("bundle", words, code="bundle")
    @option("--rule", words, type=OneOf(words, [r.value for r in Rule]))
    @option("--from", words, name="start", type=Day(words))
    @option("--to", words, name="end", type=Day(words))
    @option("--by", words, type=OneOf(words, [g.value for g in Grouping]))
    @json_option(words)
    @lang_option(words)
    def totals(
        bundle: str,
        rule: str | None,
        start: str | None,
        end: str | None,
        by: str | None,
        json: bool,
    ) -> None:
        from folja.formats.bundle import read_bundle
        from folja.workflows import adding

        screen = Screen()
        follow_up = read_bundle(bundle)
        group = None if by is None else Grouping(by)
        if rule is not None:
            one = Rule(rule)
            rows = adding.add_up(follow_up, one, start=start, end=end, by=group)
            if json:
                screen.json(adding.totals_json(follow_up, rows, rule=one, by=group))
            else:
                _show_one(screen, follow_up, one, rows, words)
            return
        found = adding.add_up_all(follow_up, start=start, end=end, by=group)
        # The headlines speak of the whole span; between other points there is nothing to hold.
        whole = (start, end) in ((None, None), follow_up.span) and bool(follow_up.points)
        held = adding.headlines(follow_up) if whole else ()
        if json:
            screen.json(adding.rules_json(follow_up, found, held, by=group))
            return
        _show_headlines(screen, follow_up, held, words)
        from folja.reporting.matter import rules_of

        cites = bool(follow_up.claims)
        said = {rule: found[rule] for rule in rules_of(cites=cites)}
        _show_all(screen, follow_up, said, words, cites=cites)

    return totals


def _show_one(
    screen: Screen, follow_up: FollowUp, rule: Rule, rows: Sequence[Total], words: Words
) -> None:
    """Show one rule's totals, each with its coverage and who is left out and why."""
    from folja.reporting.asking import asked_in

    put = {i.id for i in asked_in(follow_up).indicators}
    rows = [t for t in rows if t.indicator in put]
    screen.heading(words(f"rule.{rule.value}.title"))
    screen.line(words(f"rule.{rule.value}.help"))
    _show_dates(screen, rows, words)
    # Networks that every row leaves out are named once, under the table.
    everywhere = [s for s in rows[0].skipped if all(s in t.skipped for t in rows)] if rows else []
    table: list[Sequence[str] | str] = []
    for group, totals in groupby(rows, key=lambda t: t.group):
        if group is not None or table:
            table.append(_group(follow_up, group, words))
        table += [
            (
                str(t.no),
                indicator(follow_up, t.indicator, words.lang),
                span(t.interval, words, signed=True),
                words.render(t.unit),
                coverage(t, words),
                left_out(follow_up, (s for s in t.skipped if s not in everywhere), words),
            )
            for t in totals
        ]
    screen.table(
        (
            Col(words("totals.no"), figures=True),
            Col(words("totals.indicator"), least=30),
            Col(words("totals.sum"), figures=True),
            Col(words("totals.unit")),
            Col(words("totals.coverage"), wraps=False),
            Col(words("totals.left-out")),
        ),
        table,
    )
    if everywhere:
        screen.line(words("totals.everywhere", networks=left_out(follow_up, everywhere, words)))


def _show_headlines(
    screen: Screen, follow_up: FollowUp, held: Iterable[Reconciliation], words: Words
) -> None:
    """Show the report's headlines beside the three rules, then what makes each difference."""
    found = tuple(held)
    if not found:
        return
    screen.heading(words("headlines.title", n=len(found)))
    _show_dates(screen, found[0].totals, words)
    screen.table(
        (
            Col(words("totals.no"), figures=True),
            Col(words("totals.indicator"), least=30),
            Col(words("headlines.claimed"), figures=True),
            *(Col(words(f"rule.{rule.value}.name"), figures=True) for rule in Rule),
            Col(words("totals.coverage"), wraps=False),
        ),
        [
            (
                str(one.no),
                indicator(follow_up, one.indicator, words.lang),
                _claimed(one, words),
                *(span(t.interval, words) for t in one.totals),
                _coverages(one.totals, words),
            )
            for one in found
        ],
    )
    screen.heading(words("headlines.why"))
    agreeing = [one for one in found if not any(steps for _, steps in one.steps)]
    if agreeing:
        claims = format_list([span(one.claimed, words) for one in agreeing], words.lang)
        screen.line(words("headlines.all-agree", claims=claims, n=len(agreeing)))
    for one in found:
        if one not in agreeing:
            _show_steps(screen, follow_up, one, words)


def _claimed(one: Reconciliation, words: Words) -> str:
    claimed = span(one.claimed, words)
    if one.note is None:
        return claimed
    return words("headlines.with-note", claimed=claimed, note=span(one.note, words))


def _coverages(totals: Sequence[Total], words: Words) -> str:
    """Return the coverage once when all rules share it, else one after the other."""
    if len({t.coverage for t in totals}) == 1:
        return coverage(totals[0], words)
    included = " / ".join(str(t.coverage[0]) for t in totals)
    return words("coverage", included=included, of=totals[0].coverage[1])


def _show_steps(screen: Screen, follow_up: FollowUp, one: Reconciliation, words: Words) -> None:
    """Show what leads from the claimed figure to each rule, rules with the same steps together."""
    screen.line(
        words(
            "headlines.heading",
            claimed=span(one.claimed, words),
            name=indicator(follow_up, one.indicator, words.lang),
        ),
        style="bold",
    )
    by_steps: dict[tuple[tuple[str, str, str], ...], list[Rule]] = {}
    for rule, steps in one.steps:
        lines = tuple(
            (
                unit(follow_up, s.unit, words.lang) if s.unit else words("headlines.whole"),
                span(s.low, words, signed=True),
                words.render(Message(f"analysis.step.{s.reason}")),
            )
            for s in steps
        )
        by_steps.setdefault(lines, []).append(rule)
    figures = {t.rule: span(t.interval, words) for t in one.totals}
    for lines, rules in by_steps.items():
        names = ", ".join(words(f"rule.{r.value}.name") for r in rules)
        code = "headlines.differs" if lines else "headlines.agrees"
        screen.line(words(code, rules=names, figure=figures[rules[0]]), indent=2)
        for name, amount, reason in lines:
            screen.line(words("headlines.step", name=name, amount=amount, reason=reason), indent=6)


def _show_all(
    screen: Screen,
    follow_up: FollowUp,
    found: dict[Rule, tuple[Total, ...]],
    words: Words,
    *,
    cites: bool,
) -> None:
    """Show every indicator that was asked under the rules that say something."""
    from folja.reporting.asking import asked_in

    screen.heading(words("totals.all" if cites else "totals.all-own"))
    asked = asked_in(follow_up)
    put = {i.id for i in asked.indicators}
    sides = [side for side in zip(*found.values(), strict=True) if side[0].indicator in put]
    if sides:
        _show_dates(screen, sides[0], words)
    table: list[Sequence[str] | str] = []
    for group, rows in groupby(sides, key=lambda side: side[0].group):
        if group is not None or table:
            table.append(_group(follow_up, group, words))
        table += [
            (
                str(side[0].no),
                indicator(follow_up, side[0].indicator, words.lang),
                *(span(t.interval, words) for t in side),
                words.render(side[0].unit),
                _coverages(side, words),
            )
            for side in rows
        ]
    screen.table(
        (
            Col(words("totals.no"), figures=True),
            Col(words("totals.indicator"), least=30),
            *(Col(words(f"rule.{rule.value}.name"), figures=True) for rule in found),
            Col(words("totals.unit")),
            Col(words("totals.coverage"), wraps=False),
        ),
        table,
    )
    if asked.left_out:
        left = [f"{i.no} {indicator(follow_up, i.id, words.lang)}" for i in asked.left_out]
        screen.line(words("totals.not-asked", listed=format_list(left, words.lang)))
    screen.line(words("totals.next"), style="dim")


def _show_dates(screen: Screen, rows: Sequence[Total], words: Words) -> None:
    if rows:
        start, end = day(rows[0].start, words.lang), day(rows[0].end, words.lang)
        screen.line(words("totals.dates", start=start, end=end))


def _group(follow_up: FollowUp, group: str | None, words: Words) -> str:
    """Return the name of a theme, goal, area or network."""
    if group is None:
        return words("totals.without-group")
    names = {t.id: t.name for t in follow_up.themes} | {g.id: g.text for g in follow_up.goals}
    if group in names:
        return words.render(names[group])
    return unit(follow_up, group, words.lang)
