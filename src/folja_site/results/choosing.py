"""What the reader has chosen to see: rule, points and grouping, as they stand in the address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from folja.model import Grouping, Rule
from folja.text import Language, Message, format_date, render
from folja_site.results.figures import Figures

#: How rows may be laid out; different indicators are never added whatever the layout.
LAYOUTS = (Grouping.THEME, Grouping.GOAL, Grouping.AREA, Grouping.NETWORK)


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule, two points and a layout; what is not chosen is the widest change by strict rule.

    `start` is empty when there are no two points to compare.
    """

    rule: Rule
    start: str
    end: str
    by: Grouping
    spans: tuple[tuple[str, str], ...]

    @property
    def compares(self) -> bool:
        """Whether there are two points to compare."""
        return bool(self.start) and self.start != self.end

    @property
    def query(self) -> str:
        """The part of the address that keeps what was chosen, "?" included; empty for nothing."""
        first, last = self.spans[0][0] if self.spans else "", self.widest[1]
        kept = {
            "rule": "" if self.rule is Rule.STRICT else self.rule.value,
            "from": "" if self.start == first else self.start,
            "to": "" if self.end == last else self.end,
            "by": "" if self.by is Grouping.THEME else self.by.value,
        }
        told = urlencode({name: value for name, value in kept.items() if value})
        return f"?{told}" if told else ""

    @property
    def more(self) -> str:
        """What was chosen, to stand after another question in an address; empty for nothing."""
        return self.query.replace("?", "&", 1)

    @property
    def widest(self) -> tuple[str, str]:
        """The change from the first point to the last."""
        return (self.spans[0][0], max(s[1] for s in self.spans)) if self.spans else ("", "")


def layouts(figures: Figures) -> tuple[Grouping, ...]:
    """Return how rows may be laid out here: by goal only where there are goals."""
    goals = figures.catalogue().goals
    return tuple(layout for layout in LAYOUTS if goals or layout is not Grouping.GOAL)


def choice_of(asked: Any, figures: Figures) -> Choice:
    """Read what an address asks for; what does not exist there is as if nothing was asked."""
    spans = tuple(figures.spans())
    points = figures.catalogue().ordered_points
    if spans:
        first, last = spans[0][0], max(s[1] for s in spans)
    else:
        first = last = points[0].id if points else ""
    wanted = (asked.get("from") or first, asked.get("to") or last)
    start, end = wanted if wanted in spans else (first, last)
    rule = next((r for r in figures.rules if r.value == asked.get("rule")), Rule.STRICT)
    by = next((g for g in layouts(figures) if g.value == asked.get("by")), Grouping.THEME)
    return Choice(rule, start, end, by, spans)


@dataclass(frozen=True, slots=True)
class Field:
    """One choice of the sentence: its name, its words, and what can be chosen."""

    name: str
    words: str
    options: tuple[tuple[str, str, bool], ...]


def sentence(
    choice: Choice, figures: Figures, lang: Language, *, only: Iterable[str] = ("rule", "points")
) -> tuple[Field, ...]:
    """Return the sentence of choices; points are offered only where there is a choice of them."""

    def say(code: str) -> str:
        return render(Message(f"results.choose.{code}"), lang)

    wanted, found = set(only), []
    if "rule" in wanted:
        rules = tuple((r.value, say(f"rule-{r.value}"), r is choice.rule) for r in figures.rules)
        found.append(Field("rule", say("rule"), rules))
    if "points" in wanted and len(choice.spans) > 1:
        days = {p.id: format_date(p.day, lang) for p in figures.catalogue().points}
        starts = dict.fromkeys(s[0] for s in choice.spans)
        ends = dict.fromkeys(s[1] for s in choice.spans if s[0] == choice.start)
        for name, ids, at in (("from", starts, choice.start), ("to", ends, choice.end)):
            options = tuple((p, days.get(p, p), p == at) for p in ids)
            found.append(Field(name, say(name), options))
    if "by" in wanted:
        laid = tuple((g.value, say(f"by-{g.value}"), g is choice.by) for g in layouts(figures))
        found.append(Field("by", say("by"), laid))
    return tuple(found)
