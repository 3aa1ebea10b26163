"""Where everything stands in a form: the one description that writing and reading share.

Holds the marks, the columns and the check of a row's keys. Refuses nothing.

The check is no seal against a person who means harm; it catches what happens to workbooks: rows
sorted without their keys, lines copied over others, labels rewritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

#: What stands above the hidden keys, so that a form is known again; the figure is its version.
MARK = "folja-form 1"
#: What `register`, … stand for: how a respondent knows the figure.
BASES = ("register", "own-count", "estimate", "feeling")
#: Reasons why there is no figure, in the order in which the list offers them.
REASONS = ("unknown", "not-collected", "not-applicable", "not-available", "refused")

NUMBER, LABEL, DEFINITION, UNIT, FIRST_POINT = range(5)
#: The headings of the hidden columns. The first two give way to the mark and the language; before
#: a point's date stands a word, so that no other reader takes what stood for answers.
HIDDEN = ("unit", "indicator", "version", "open")
GIVEN, CHECK = "given", "check"


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a form with some points, counted from 0."""

    points: int

    @property
    def basis(self) -> int:
        """How the respondent knows."""
        return FIRST_POINT + self.points

    @property
    def comment(self) -> int:
        """What the respondent adds."""
        return self.basis + 1

    @property
    def keys(self) -> int:
        """The first hidden column, headed by the mark."""
        return self.comment + 1

    @property
    def given(self) -> int:
        """The first of the hidden columns with the words that stood at each point."""
        return self.keys + len(HIDDEN)

    @property
    def check(self) -> int:
        """The last hidden column: the check of the row."""
        return self.given + self.points

    @property
    def count(self) -> int:
        """How many columns there are in all."""
        return self.check + 1


def check_of(*, number: str, label: str, keys: Sequence[str], points: Sequence[str]) -> str:
    """Return the check of a row: over what it asks, about whom, and what stood there.

    >>> check_of(number="1", label="Aktörer", keys=["A"], points=["2005-12-31"])
    'b238688d7576'
    """
    said = "\x1f".join((number, label, *keys, *points))
    return hashlib.sha256(said.encode()).hexdigest()[:12]
