"""Who wants to know that a programme's data have changed, without the writer knowing them.

Figures are built from what is below them in the house; the writers below only say that something
has changed. Called after the commit, never within the transaction.
"""

from __future__ import annotations

from collections.abc import Callable

_told: list[Callable[[int], None]] = []


def on_change(tell: Callable[[int], None]) -> None:
    """Have a function called with the programme's id after each committed change of its data."""
    if tell not in _told:
        _told.append(tell)


def changed(programme_id: int) -> None:
    """Tell everybody who wants to know."""
    for tell in _told:
        tell(programme_id)
