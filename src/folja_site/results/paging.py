"""Long lists a page at a time: the page that is asked for, its rows, and the pages beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from folja_site.results.seeing import Seen

T = TypeVar("T")

#: So many rows stand on one page of a list.
PAGE = 100


@dataclass(frozen=True, slots=True)
class Pages:
    """Where in a list a page stands: its first and last row, and the pages beside it."""

    first: int
    last: int
    total: int
    earlier: int | None
    later: int | None


def place_of(looked: Seen) -> int:
    """Return the number of the page that the address asks for."""
    asked = looked.request.GET.get("page", "1")
    return min(max(int(asked), 1), 10_000) if asked.isdecimal() and len(asked) < 6 else 1


def pages_of(number: int, total: int) -> Pages:
    """Return where a page stands in a list of so many rows."""
    more = number * PAGE < total
    return Pages(
        (number - 1) * PAGE + 1,
        min(number * PAGE, total),
        total,
        number - 1 if number > 1 else None,
        number + 1 if more else None,
    )


def rows_of(found: Sequence[T], number: int) -> Sequence[T]:
    """Return the rows of a list that stand on a page."""
    return found[(number - 1) * PAGE : number * PAGE]
