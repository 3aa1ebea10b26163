"""Imprecise quantities: the grammar of answers, and arithmetic that never claims too much.

Holds the reading of what people write ("ca 39", "50-250", "25+", "n.a."), the record of a reading,
intervals with open ends and the arithmetic on them. Refuses guesses: what is ambiguous is
unreadable with its candidates, what is missing has no value, and a blank is never 0.
"""

from folja.values.arithmetic import compare, difference, relative_change, share, total
from folja.values.interval import Certainty, Comparison, Interval
from folja.values.numerals import Locale
from folja.values.printing import plain, printed
from folja.values.quantity import (
    STATUS_OF,
    Candidate,
    Kind,
    MissingReason,
    Part,
    Quantity,
    Status,
)
from folja.values.reader import READER, problem_messages, read, read_many

__all__ = [
    "READER",
    "STATUS_OF",
    "Candidate",
    "Certainty",
    "Comparison",
    "Interval",
    "Kind",
    "Locale",
    "MissingReason",
    "Part",
    "Quantity",
    "Status",
    "compare",
    "difference",
    "plain",
    "printed",
    "problem_messages",
    "read",
    "read_many",
    "relative_change",
    "share",
    "total",
]
