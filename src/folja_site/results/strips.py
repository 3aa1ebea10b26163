"""The strip of squares that says what a network has answered, one square for each indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folja.model import Indicator, Unit
from folja.text import Language, Message, format_list, render
from folja.values import Kind

#: The square of a kind of answer; a question without an answer is blank.
SQUARES: Mapping[str, str] = {
    Kind.EXACT.value: "in",
    Kind.SUM.value: "in",
    Kind.WITH_ALTERNATIVE.value: "in",
    Kind.BRACKETED.value: "partly",
    Kind.ABOUT.value: "partly",
    Kind.RANGE.value: "partly",
    Kind.AT_LEAST.value: "partly",
    Kind.AT_MOST.value: "partly",
    Kind.MISSING.value: "no-answer",
    Kind.BLANK.value: "blank",
    Kind.UNREADABLE.value: "unreadable",
}
KINDS = ("in", "partly", "no-answer", "blank", "unreadable", "out")


@dataclass(frozen=True, slots=True)
class Strip:
    """The squares in the order of the indicators, and the sentence they are read aloud as."""

    squares: tuple[str, ...]
    words: str

    @property
    def known(self) -> int:
        """How many indicators have a figure."""
        return sum(1 for s in self.squares if s in ("in", "partly"))


def strip(
    unit: Unit,
    indicators: Iterable[Indicator],
    kinds: Mapping[tuple[str, str, str], str],
    point: str,
    lang: Language,
) -> Strip:
    """Return a network's strip at a point."""
    squares = tuple(
        SQUARES.get(kinds.get((unit.id, i.id, point), Kind.BLANK.value), "blank")
        if unit.status.operates
        else "out"
        for i in indicators
    )
    counted = Counter(squares)
    told = [
        render(Message(f"results.strip.{kind}", {"n": counted[kind]}), lang)
        for kind in KINDS
        if counted[kind]
    ]
    return Strip(squares, format_list(told, lang))
