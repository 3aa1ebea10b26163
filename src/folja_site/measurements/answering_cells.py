"""One field of the form: an answer with its words, its reading, what counts, and its square."""

from __future__ import annotations

from dataclasses import dataclass

from folja.documents import Square
from folja.model import Indicator, Observation, Point
from folja.values import Kind, Quantity, Status
from folja_site.measurements.counting import Counts
from folja_site.measurements.models import Answer

BLANK = "blank"
#: What decides a question of several points, first to last: while one is blank it is not answered.
SQUARES = (
    BLANK,
    Square.UNREADABLE.value,
    Square.PARTLY.value,
    Square.NO_ANSWER.value,
    Square.IN.value,
)


def square_of(reading: Quantity | None) -> str:
    """Return the kind of square that a reading is drawn as.

    >>> from folja.values import read
    >>> square_of(read("ca 40")), square_of(read("vet ej")), square_of(None)
    ('partly', 'no-answer', 'blank')
    """
    if reading is None or reading.kind is Kind.BLANK:
        return BLANK
    if reading.kind is Kind.UNREADABLE:
        return Square.UNREADABLE.value
    if reading.kind is Kind.MISSING:
        return Square.NO_ANSWER.value
    return Square.IN.value if reading.status is Status.NORMAL else Square.PARTLY.value


@dataclass(frozen=True, slots=True)
class Cell:
    """One indicator at one point: the answer there is, and its record."""

    indicator: Indicator
    point: Point
    answer: Answer | None = None
    observation: Observation | None = None
    #: The value that has been decided to count in its place.
    decided: Counts | None = None

    @property
    def counting(self) -> Quantity | None:
        """What counts: the value that was decided, else how the answer is read."""
        return self.decided.reading if self.decided else self.reading

    @property
    def reading(self) -> Quantity | None:
        """How the answer is read, None where there is none."""
        return self.observation.reading if self.observation else None

    @property
    def text(self) -> str:
        """The words as said."""
        return self.observation.reading.text if self.observation else ""

    @property
    def version(self) -> int | None:
        """The version of the answer, None where there is none."""
        return self.answer.version if self.answer else None

    @property
    def frozen(self) -> bool:
        """Whether the answer has been approved."""
        return bool(self.answer and self.answer.frozen)
