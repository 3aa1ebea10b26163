"""What the manual is made of: chapters, sections, paragraphs and examples that are checked.

Holds the records and the short notation in which a reading is written down here. Each example is a
line of the reference page and a test at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from folja.text import Message, render
from folja.values import (
    Interval,
    Kind,
    Locale,
    Quantity,
    compare,
    difference,
    printed,
    read,
    relative_change,
    share,
    total,
)


@dataclass(frozen=True, slots=True)
class Reads:
    """A text and what it is read as, in the notation of `reading`."""

    written: str
    expected: str
    locale: Locale | None = None

    head = ("written", "read as")

    def found(self) -> str:
        """Read the text."""
        return reading(read(self.written, locale=self.locale))

    def cells(self) -> tuple[str, ...]:
        """The line of the page."""
        locale = f" ({self.locale})" if self.locale else ""
        return f"{shown(self.written)}{locale}", self.expected


@dataclass(frozen=True, slots=True)
class Fails:
    """A text that is not read, with the code that says why and the readings it may allow."""

    written: str
    code: str
    candidates: tuple[str, ...] = ()
    locale: Locale | None = None

    head = ("written", "problem", "may be", "what people are told")

    @property
    def expected(self) -> str:
        """The notation of the unreadable answer."""
        return unreadable(self.code, self.candidates)

    def found(self) -> str:
        """Read the text."""
        return reading(read(self.written, locale=self.locale))

    def cells(self) -> tuple[str, ...]:
        """The line of the page."""
        told = render(Message(f"values.{self.code}"), "en")
        may_be = ", ".join(shown(one) for one in self.candidates) or "–"
        return shown(self.written), f"`{self.code}`", may_be, told


@dataclass(frozen=True, slots=True)
class Prints:
    """A text and how its reading is printed in Swedish and English."""

    written: str
    sv: str
    en: str

    head = ("written", "printed in Swedish", "printed in English")

    @property
    def expected(self) -> str:
        """Both languages."""
        return f"{self.sv} | {self.en}"

    def found(self) -> str:
        """Read the text and print it."""
        one = read(self.written)
        return f"{printed(one, 'sv')} | {printed(one, 'en')}".replace("\u00a0", " ")

    def cells(self) -> tuple[str, ...]:
        """The line of the page."""
        return shown(self.written), self.sv or "(nothing)", self.en or "(nothing)"


OPERATIONS: dict[str, Callable[[Interval | None, Interval | None], object]] = {
    "from {0} to {1}": difference,
    "{0} and {1} together": lambda a, b: total((a, b)),
    "{0} as a share of {1}": share,
    "growth from {0} to {1}": relative_change,
    "from {0} to the same": lambda a, b: difference(a, a, same=True),
    "{0} as a share of itself": lambda a, b: share(a, a, same=True),
    "{0} < {1}": lambda a, b: compare(a, "<", b),
    "{0} <= {1}": lambda a, b: compare(a, "<=", b),
    "{0} = {1}": lambda a, b: compare(a, "=", b),
    "{0} >= {1}": lambda a, b: compare(a, ">=", b),
    "{0} > {1}": lambda a, b: compare(a, ">", b),
    "{0} != {1}": lambda a, b: compare(a, "!=", b),
    "{0} = the same": lambda a, b: compare(a, "=", a, same=True),
}


@dataclass(frozen=True, slots=True)
class Computes:
    """An operation on one or two answers, and its result in the notation of `span`."""

    operation: str
    first: str
    expected: str
    second: str = "0"

    head = ("what is asked", "result")

    def found(self) -> str:
        """Read both texts and compute."""
        a, b = (read(text).interval() for text in (self.first, self.second))
        result = OPERATIONS[self.operation](a, b)
        return span(result) if result is None or isinstance(result, Interval) else str(result)

    def cells(self) -> tuple[str, ...]:
        """The line of the page."""
        return self.operation.format(shown(self.first), shown(self.second)), self.expected


@dataclass(frozen=True, slots=True)
class Says:
    """A reading and one thing that it says beside its bounds."""

    written: str
    what: str
    expected: str

    head = ("written", "what", "says")

    def found(self) -> str:
        """Read the text and look."""
        return str(getattr(read(self.written), self.what))

    def cells(self) -> tuple[str, ...]:
        """The line of the page."""
        return shown(self.written), f"`{self.what}`", f"`{self.expected}`"


Example = Reads | Fails | Prints | Computes | Says


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A rule in words and the examples that show it; all examples of one kind."""

    text: str
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A numbered chapter of the manual."""

    title: str
    text: str
    sections: tuple[Section, ...] = field(default=())

    def examples(self) -> Iterator[tuple[str, Example]]:
        """Yield every example with the number and title of its section."""
        for no, section in enumerate(self.sections, 1):
            for paragraph in section.paragraphs:
                for example in paragraph.examples:
                    yield f"{no} {section.title}", example


def reads(*pairs: tuple[str, str], locale: Locale | None = None) -> tuple[Example, ...]:
    """Make examples of texts and their readings."""
    return tuple(Reads(written, expected, locale) for written, expected in pairs)


def shown(text: str) -> str:
    """A text as it stands on the page: what cannot be seen is written out."""
    if not text:
        return "(empty)"
    seen = {"\u00a0": "[no-break space]", "\u2009": "[thin space]", "\n": "[new line]"}
    seen |= {"\x00": "[NUL]", "\ud800": "[half a character]", "|": "\\|"}
    text = "".join(seen.get(char, char) for char in text)
    return f"`{text}`" if text.strip() else "(spaces)"


def number(value: Decimal) -> str:
    """A number without locale."""
    return f"{value:f}"


def reading(quantity: Quantity) -> str:
    """What a quantity says, in one line."""
    if quantity.kind is Kind.UNREADABLE:
        return unreadable(quantity.problems[0], tuple(c.text for c in quantity.candidates))
    if not quantity.has_value:
        reason = quantity.reason.value if quantity.reason else ""
        return reason if quantity.kind is Kind.BLANK else f"missing: {reason}"
    interval = quantity.interval()
    doubt = ", about" if quantity.approximate else ""
    bounds = span(interval).removesuffix(", about")
    parts = " + ".join(f"{number(part.value)} {part.label}".strip() for part in quantity.parts)
    said = f"{quantity.kind.value} {bounds}"
    said += f" = {parts}" if parts else ""
    said += f", else {number(quantity.alternative)}" if quantity.alternative is not None else ""
    said += f" [{quantity.unit}]" if quantity.unit else ""
    return said + (doubt if quantity.kind is not Kind.ABOUT else "")


def unreadable(code: str, candidates: tuple[str, ...]) -> str:
    """The notation of an unreadable answer."""
    return f"unreadable: {code}" + "".join(f" ⟨{one}⟩" for one in candidates)


def span(interval: Interval | None) -> str:
    """What an interval says, in a few words."""
    if interval is None:
        return "nothing"
    low, high = interval.low, interval.high
    doubt = ", about" if interval.approximate else ""
    if low is not None and low == high:
        return number(low) + doubt
    least = "" if low is None else f"{'more than ' if interval.low_open else ''}{number(low)}"
    most = "" if high is None else f"{'less than ' if interval.high_open else ''}{number(high)}"
    if low is None:
        return (most if interval.high_open else f"{most} or less" if most else "anything") + doubt
    if high is None:
        return (least if interval.low_open else f"{least} or more") + doubt
    return f"{least} to {most}{doubt}"
