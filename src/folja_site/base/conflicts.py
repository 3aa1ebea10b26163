"""Two people, one row: the second is told, and loses nothing."""

from __future__ import annotations

from typing import Any


class Conflict(Exception):
    """Somebody else has saved since the writer looked; `there` is the row as it stands now."""

    def __init__(self, there: Any) -> None:
        super().__init__(f"{there} has been changed by somebody else")
        self.there = there
