"""The summary: what can be compared, the headlines as ranges, what went down, what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from folja.documents import Block, BulletList, Heading, Inline, Link, Paragraph, Strong, Text
from folja.model import Rule
from folja.reporting.cross_case import SUMMARY, observed, points
from folja.reporting.data_quality import found as findings_sentence
from folja.reporting.data_quality import gaps
from folja.reporting.falls import falls
from folja.reporting.falls import summary as falls_sentence
from folja.reporting.headlines import Headline, headline_title, headlines, in_short, ledger
from folja.reporting.matter import Matter
from folja.reporting.printing import is_fall, span


def summary(matter: Matter) -> Iterator[Block]:
    """Yield the summary; it stands before the numbered chapters."""
    words = matter.words
    yield Heading(1, words.say("summary.title"), "summary", numbered=False)
    yield from _lede(matter)
    held = headlines(matter)
    if not held:
        yield from _sums(matter)
    if held:
        yield Heading(2, headline_title(matter, held), "summary-headlines", numbered=False)
        yield ledger(matter, held)
        yield BulletList(tuple(_headline(matter, h) for h in held))
        yield Paragraph(
            words.line("summary.more", link=Link(words.say("reconciled.title"), "#headlines")),
            role="small",
        )
    yield from _not_known(matter)
    told = observed(matter, SUMMARY)
    if told:
        yield Heading(
            2,
            words.say("summary.points", n=len(told), points=len(told)),
            "summary-points",
            numbered=False,
        )
        yield points(matter, told)


def _lede(matter: Matter) -> Iterator[Block]:
    words, follow_up = matter.words, matter.follow_up
    networks, compared = len(follow_up.networks), len(follow_up.compared)
    if not networks:
        yield Paragraph(words.line("summary.empty"), role="lede")
        return
    if not follow_up.answering:
        figure = matter.counted(networks, "networks")
        told = words.line("summary.unanswered", n=networks, networks=figure)
        yield Paragraph(told, role="lede")
        return
    counted = {
        "n": compared,
        "compared": matter.counted(compared, "networks-compared"),
        "networks": matter.counted(networks, "networks"),
        "name": matter.unit(follow_up.networks[0].id),
    }
    alone = matter.alone and compared == 1
    computed = matter.computed
    if computed.has_change:
        first, last = (matter.point(p) for p in (computed.points[0], computed.points[-1]))
        code = "summary.lede-alone" if alone else "summary.lede"
        yield Paragraph(words.line(code, first=first, last=last, **counted), role="lede")
    elif computed.points:
        point = matter.point(computed.points[0])
        code = "summary.one-point-alone" if alone else "summary.one-point"
        yield Paragraph(words.line(code, point=point, **counted), role="lede")
    else:
        yield Paragraph(words.line("summary.no-point", **counted), role="lede")
    rest = matter.left_out()
    if rest:
        yield Paragraph(
            words.line(
                "summary.left-out",
                n=len(rest),
                figure=matter.counted(len(rest), "networks-left-out"),
                names=Text(words.listed(matter.short(u.id) for u in rest)),
            )
        )


def _sums(matter: Matter) -> Iterator[Block]:
    """Yield which way the totals went, where there are no headlines of an older report to tell."""
    words, totals = matter.words, matter.computed.totals[Rule.STRICT]
    if matter.alone:
        return
    common = [totals[i.id] for i in matter.computed.asked.common if i.id in totals]
    found = [t.interval for t in common if t.interval]
    if not found:
        return
    up = sum(1 for i in found if i.low is not None and i.low > 0)
    down = sum(1 for i in found if is_fall(i))
    same = sum(1 for i in found if i.point == 0)
    counted = {"up": up, "down": down, "same": same, "unsure": len(found) - up - down - same}
    yield Paragraph(
        (
            *words.line(
                "summary.sums",
                n=len(found),
                sums=matter.counted(len(found), "totals"),
                **{name: matter.counted(n, f"totals-{name}") for name, n in counted.items()},
            ),
            Text(" "),
            Link(words.say("whole.title"), "#whole"),
        )
    )


def _headline(matter: Matter, headline: Headline) -> tuple[Inline, ...]:
    name = matter.indicator(headline.held.indicator)
    figure = (
        span(headline.whole, matter.lang) if headline.whole else matter.words.say("cell.no-total")
    )
    return (Strong(f"{name}: {figure}."), Text(" "), *in_short(matter, headline))


def _not_known(matter: Matter) -> Iterator[Block]:
    words, fell = matter.words, falls(matter)
    items: list[tuple[Inline, ...]] = []
    if fell:
        items.append(
            (*falls_sentence(matter, fell), Text(" "), Link(words.say("falls.title"), "#falls"))
        )
    if matter.follow_up.observations:
        items.append(gaps(matter))
    if matter.computed.findings:
        items.append(
            (
                *findings_sentence(matter, matter.computed.findings),
                Text(" "),
                Link(words.say("quality.title"), "#quality"),
            )
        )
    if items:
        title = words.say("summary.not-known" if fell else "summary.not-known-only")
        yield Heading(2, title, "summary-not-known", numbered=False)
        yield BulletList(tuple(items))
