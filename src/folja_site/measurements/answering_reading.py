"""How an answer is told back to whoever gave it: the sign, the figure in words, the change.

Refuses to compute anything of its own: readings and differences are the library's.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from folja.model import RelationKind
from folja.text import Language, LocalText, Message, format_number, format_span, render
from folja.values import (
    Certainty,
    Interval,
    Kind,
    Quantity,
    compare,
    difference,
    printed,
    problem_messages,
    read,
    total,
)


@dataclass(frozen=True, slots=True)
class Said:
    """An answer told back: `figure` as it was read, what is to be known of it, the change."""

    quantity: Quantity
    figure: str
    note: str = ""
    change: str = ""
    fell: bool = False
    problems: tuple[str, ...] = ()
    candidates: tuple[tuple[str, str], ...] = ()

    @property
    def sign(self) -> str:
        """The sign of the grammar of uncertainty."""
        return self.quantity.kind.value

    @property
    def unreadable(self) -> bool:
        """Whether the words wait for another way to say them."""
        return self.quantity.kind is Kind.UNREADABLE


def say(code: str, lang: Language, **params: object) -> str:
    """Word a message of the form."""
    return render(Message(f"answer.{code}", params), lang)


def said(
    quantity: Quantity, unit: LocalText, lang: Language, *, before: Quantity | None = None
) -> Said:
    """Tell an answer back, with the change since an earlier one."""
    change, fell = _change(before, quantity, lang)
    if quantity.kind is Kind.UNREADABLE:
        return Said(
            quantity,
            quantity.text,
            problems=tuple(render(m, lang) for m in problem_messages(quantity)),
            candidates=tuple(
                (c.text, printed(read(c.text, locale=lang), lang)) for c in quantity.candidates
            ),
        )
    figure = _figure(quantity, unit, lang)
    return Said(quantity, figure, _note(quantity, lang), change, fell)


def _figure(quantity: Quantity, unit: LocalText, lang: Language) -> str:
    if not quantity.has_value:
        return printed(quantity, lang)
    counted = quantity.unit or unit.get(lang)
    # English writes "25%", Swedish "25 %".
    behind = counted if lang == "en" and counted == "%" else f" {counted}".rstrip()

    def number(value: Decimal | None) -> str:
        return "" if value is None else format_number(value, lang)

    match quantity.kind:
        case Kind.EXACT if not quantity.percent:
            words = say("figure.exact", lang, figure=number(quantity.low))
        case Kind.SUM:
            words = say("figure.sum", lang, figure=number(quantity.low))
        case Kind.RANGE if not (quantity.low_open or quantity.high_open):
            words = say("figure.range", lang, low=number(quantity.low), high=number(quantity.high))
        case Kind.WITH_ALTERNATIVE:
            words = number(quantity.low)
        case _:
            return printed(quantity, lang) + ("" if quantity.unit else behind)
    # A unit is kept in the plural, and one of something is not "1 programmes".
    single = quantity.kind is Kind.EXACT and quantity.low == 1 and not quantity.unit
    return words if quantity.percent or single else f"{words}{behind}"


def _note(quantity: Quantity, lang: Language) -> str:
    match quantity.kind:
        case Kind.MISSING | Kind.AT_LEAST | Kind.AT_MOST | Kind.BRACKETED | Kind.ABOUT:
            return say(f"note.{quantity.kind.value}", lang)
        case Kind.WITH_ALTERNATIVE:
            return say("note.with-alternative", lang, figure=quantity.alternative)
        case Kind.SUM:
            labelled = all(part.label for part in quantity.parts)
            return say("note.labelled" if labelled else "note.sum", lang, n=len(quantity.parts))
    return ""


def _change(before: Quantity | None, now: Quantity, lang: Language) -> tuple[str, bool]:
    start = before.interval() if before else None
    end = now.interval()
    change = difference(start, end)
    if change is None or (before and before.percent is not now.percent):
        return "", False
    if change.low is None and change.high is None:
        return say("change.unknown", lang), False
    if change.high is None or change.low is None:
        code = "change.at-most" if change.low is None else "change.at-least"
        bound = change.high if change.low is None else change.low
        words = format_span(bound, bound, lang, signed=True)
    else:
        code = "change.about" if change.approximate else "change.is"
        words = format_span(change.low, change.high, lang, signed=True)
    return say(code, lang, change=words), fell(before, now)


def fell(before: Quantity | None, now: Quantity | None) -> bool:
    """Say whether a figure is certainly lower than the one before.

    >>> fell(read("12"), read("10")), fell(read("12"), read("10-20"))
    (True, False)
    """
    start = before.interval() if before else None
    end = now.interval() if now else None
    if start is None or end is None:
        return False
    return compare(end, "<", start) is Certainty.CERTAIN


def remainder(
    relation: RelationKind, whole: Quantity | None, parts: list[Quantity | None], lang: Language
) -> str:
    """Say what parts and their whole leave over: "45 without sex", or that they agree."""
    together = total([part.interval() if part else None for part in parts])
    if together is None:
        return ""
    summed = format_span(together.low, together.high, lang)
    if relation is RelationKind.FOUNDER_OF:
        return say("rest.founders", lang, sum=summed)
    all_of_it = whole.interval() if whole else None
    rest = difference(together, all_of_it)
    if rest is None:
        return say("rest.no-whole", lang, sum=summed)
    return _rest(rest, summed, lang)


def _rest(rest: Interval, summed: str, lang: Language) -> str:
    if rest.point == 0:
        return say("rest.agree", lang, sum=summed)
    if rest.high is not None and rest.high < 0:
        low = None if rest.low is None else -rest.low
        return say("rest.too-many", lang, sum=summed, rest=format_span(-rest.high, low, lang))
    return say("rest.left", lang, sum=summed, rest=format_span(rest.low, rest.high, lang))
