"""The source's headlines, held against the rules: ledger, tables and pictures.

Refuses to say which figure is right: it shows what every rule gives, and the cells that differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from folja.documents import (
    Cell,
    Figure,
    FigureText,
    Inline,
    Ledger,
    LedgerRow,
    Origin,
    Square,
    Table,
    TableRow,
    Text,
)
from folja.model import Claim, Contribution, Reconciliation, Rule, Skip, Skipped, Total
from folja.reporting.concepts import measure
from folja.reporting.matter import Matter
from folja.reporting.printing import interval_cell, left, plain, right, set_cell, span
from folja.reporting.resolving import inlines
from folja.values import Interval

_OUT = (Skip.NOT_IN_COMPARISON, Skip.NOT_IN_OPERATION, Skip.NO_TABLE)


class Verdict(StrEnum):
    """How a headline stands: the same by every rule, a lower bound, or dependent on the rule."""

    AGREES = "agrees"
    LOWER_BOUND = "lower-bound"
    DEPENDS = "depends"
    OTHER = "other"


_TONES = {
    Verdict.AGREES: "ok",
    Verdict.LOWER_BOUND: "warning",
    Verdict.DEPENDS: "warning",
    Verdict.OTHER: "error",
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline with its claim, what the rules give together, and how it stands."""

    held: Reconciliation
    claim: Claim
    whole: Interval | None
    verdict: Verdict

    def total(self, rule: Rule) -> Total:
        """Return the total by one rule."""
        return next(t for t in self.held.totals if t.rule is rule)


def headlines(matter: Matter) -> tuple[Headline, ...]:
    """Return the headlines of the source with their verdicts, in the order of the claims."""
    claims = {c.id: c for c in matter.follow_up.claims}
    return tuple(
        Headline(held, claims[held.claim], _whole(held), verdict_of(held))
        for held in matter.computed.headlines
    )


def _whole(held: Reconciliation) -> Interval | None:
    """Return the span of all three rules together."""
    found = [t.interval for t in held.totals if t.interval]
    if not found:
        return None
    lows, highs = [i.low for i in found], [i.high for i in found]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
        approximate=any(i.approximate for i in found),
    )


def verdict_of(held: Reconciliation) -> Verdict:
    """Return how a headline stands to what the rules give."""
    found = [t.interval for t in held.totals]
    ends = {(i.low, i.high) if i else None for i in found}
    claimed = (held.claimed.low, held.claimed.high)
    if ends == {claimed}:
        return Verdict.AGREES
    lows = {i.low if i else None for i in found}
    if lows == {held.claimed.low}:
        return Verdict.LOWER_BOUND
    return Verdict.DEPENDS if held.claimed.low in lows else Verdict.OTHER


def agreeing(found: tuple[Headline, ...]) -> int:
    """Return how many headlines are the same whatever rule is used."""
    return sum(1 for h in found if h.verdict is Verdict.AGREES)


def headline_title(matter: Matter, found: tuple[Headline, ...]) -> str:
    """Return the heading that says how the headlines stand."""
    n = agreeing(found)
    if n == len(found):
        return matter.words.say("headlines.all", n=n)
    return matter.words.say("headlines.some", n=n, agreeing=n, headlines=len(found))


# -- the ledger
def ledger(matter: Matter, found: tuple[Headline, ...]) -> Figure:
    """Return the picture of all headlines, with a square for every network."""
    words = matter.words
    rows = tuple(_ledger_row(matter, h) for h in found)
    shown = dict.fromkeys(kind for row in rows for kind, _ in row.squares)
    order = [kind for kind in Square if kind in shown]
    return Figure(
        id="ledger",
        spec=Ledger(
            rows=rows,
            key=tuple((kind, words.say(f"square.{kind.value}")) for kind in order),
            claim_key=words.say("ledger.claim"),
        ),
        caption=words.say("ledger.caption", n=len(found), headlines=len(found)),
        alt=words.say(
            "ledger.alt",
            rows=" ".join(
                words.say(
                    "ledger.alt-row",
                    label=r.label,
                    figure=r.figure,
                    claim=r.claim_label,
                    verdict=r.verdict,
                )
                for r in rows
            ),
        ),
        table=_ledger_table(matter, found),
        note=words.say("ledger.note"),
    )


def _ledger_row(matter: Matter, headline: Headline) -> LedgerRow:
    words, whole = matter.words, headline.whole
    indicator = matter.follow_up.indicator_by_id[headline.held.indicator]
    claimed = headline.held.claimed
    low, high = (whole.low, whole.high) if whole else (None, None)
    ends = [end for end in (low, high, claimed.low, claimed.high) if end is not None]
    return LedgerRow(
        label=matter.indicator(indicator.id),
        sublabel=measure(matter, indicator),
        figure=span(whole, matter.lang) if whole else words.say("cell.no-total"),
        low=low,
        high=high,
        approximate=bool(whole and whole.approximate),
        claim=claimed.low,
        claim_label=words.say("ledger.said", figure=span(claimed, matter.lang)),
        squares=_squares(matter, headline),
        verdict=words.say(f"verdict.{headline.verdict.value}"),
        tone=_TONES[headline.verdict],
        scale_low=min(ends, default=Decimal(0)) if min(ends, default=0) < 0 else Decimal(0),
        scale_high=_round_up(max(ends, default=Decimal(1))),
    )


def _round_up(top: Decimal) -> Decimal:
    """Return the next number of one leading digit, for the end of a scale."""
    if top <= 0:
        return Decimal(1)
    step = Decimal(10) ** top.adjusted()
    return (top // step + 1) * step


def _squares(matter: Matter, headline: Headline) -> tuple[tuple[Square, str], ...]:
    strict = headline.total(Rule.STRICT)
    printed = {c.unit for c in headline.total(Rule.AS_PRINTED).contributions}
    inside = {c.unit: c for c in strict.contributions}
    why = {s.unit: s.reason for s in strict.skipped}
    return tuple(
        (
            _square(inside.get(unit.id), why.get(unit.id), printed=unit.id in printed),
            matter.short(unit.id),
        )
        for unit in matter.follow_up.networks
        if matter.follow_up.asks(unit.id, headline.held.indicator)
    )


def _square(inside: Contribution | None, why: Skip | None, *, printed: bool) -> Square:
    if inside:
        return Square.IN if inside.interval.point is not None else Square.PARTLY
    if why in _OUT:
        return Square.OUT
    if why is Skip.UNREADABLE:
        return Square.UNREADABLE
    return Square.PARTLY if printed or why is Skip.MISSING_BASELINE else Square.NO_ANSWER


def _ledger_table(matter: Matter, found: tuple[Headline, ...]) -> Table:
    words = matter.words
    return Table(
        id="headlines-table",
        caption=words.say("ledger.table"),
        columns=(
            left(words.say("column.headline"), 3, head=True),
            right(words.say("column.claimed"), 1.2),
            *(right(words.say(f"rule.{rule.value}.name"), 1.4) for rule in Rule),
            right(words.say("column.counted"), 1.4),
            left(words.say("column.verdict"), 2.2),
        ),
        rows=tuple(
            TableRow(
                (
                    plain(matter.indicator(h.held.indicator)),
                    interval_cell(words, h.held.claimed, Origin("claim", (h.held.claim,))),
                    *(total_cell(matter, h.total(rule)) for rule in Rule),
                    set_cell(*coverage(matter, h.total(Rule.STRICT))),
                    plain(words.say(f"verdict.{h.verdict.value}")),
                )
            )
            for h in found
        ),
        sheet=words.say("sheet.headlines"),
    )


def total_cell(matter: Matter, total: Total) -> Cell:
    """Return a total as a cell; words where nothing adds up to anything."""
    return interval_cell(
        matter.words,
        total.interval,
        Origin("total", (str(total.no), total.rule.value)),
        otherwise=matter.words.say("cell.no-total"),
    )


def coverage(matter: Matter, total: Total) -> tuple[Inline, ...]:
    """Return how many networks a total counts, of how many there are."""
    inside, networks = total.coverage
    return matter.words.line(
        "coverage",
        n=inside,
        counted=matter.counted(inside, "networks-counted", str(total.no), total.rule.value),
        networks=matter.counted(networks, *_of_whom(matter, total, networks)),
    )


def why_skipped(matter: Matter, indicator: str, skipped: Skipped) -> str:
    """Return in few words why a network brings nothing to the total of an indicator."""
    if (skipped.unit, indicator) in matter.computed.asked.declined:
        return matter.words.say("skip.declined")
    return matter.words.say(f"skip.{skipped.reason.value}")


def _of_whom(matter: Matter, total: Total, networks: int) -> tuple[str, ...]:
    """Name the networks that a total is of: all, or those that are asked."""
    if networks == len(matter.follow_up.networks):
        return ("networks",)
    return ("networks-asked", str(total.no))


def sentence(matter: Matter, headline: Headline) -> tuple[Inline, ...]:
    """Return what a headline says, what it counts, what it covers and the note to it."""
    words, held = matter.words, headline.held
    parts = list(
        words.line(
            "headline.says",
            claimed=FigureText(span(held.claimed, matter.lang), Origin("claim", (held.claim,))),
            text=inlines(matter, headline.claim.text) or (Text(matter.indicator(held.indicator)),),
            section=headline.claim.section or words.say("section.unknown"),
        )
    )
    return (*parts, Text(" "), *in_short(matter, headline))


def in_short(matter: Matter, headline: Headline) -> tuple[Inline, ...]:
    """Return what the rules give, how many networks that covers, and the note to the headline."""
    words, held = matter.words, headline.held
    covered = coverage(matter, headline.total(Rule.STRICT))
    parts = [
        *_by_rules(matter, headline),
        Text(" "),
        *words.line("headline.coverage", coverage=covered),
    ]
    for note in matter.follow_up.claims:
        if note.note_to == held.claim and held.note:
            figure = FigureText(span(held.note, matter.lang), Origin("claim", (note.id,)))
            told = inlines(matter, note.text) or (Text(""),)
            parts += [Text(" "), *words.line("headline.note", figure=figure, text=told)]
    return tuple(parts)


def _by_rules(matter: Matter, headline: Headline) -> tuple[Inline, ...]:
    words = matter.words
    ends = {(t.interval.low, t.interval.high) if t.interval else None for t in headline.held.totals}
    figures = {
        rule.value.replace("-", "_"): _total_text(matter, headline.total(rule)) for rule in Rule
    }
    if len(ends) == 1:
        return words.line("headline.same", figure=figures[Rule.STRICT.value])
    return words.line("headline.by-rule", **figures)


def _total_text(matter: Matter, total: Total) -> FigureText:
    text = (
        span(total.interval, matter.lang) if total.interval else matter.words.say("cell.no-total")
    )
    return FigureText(text, Origin("total", (str(total.no), total.rule.value)))
