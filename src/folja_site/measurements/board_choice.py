"""What an address asks of the board: whose turn it is, in which order; and what is then shown.

Refuses nothing: what an address says that the board does not know is as if it had not been said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from folja.text import Language
from folja_site.measurements.board import GROUPS, Board, Row

#: In which order networks can stand within their group; the first is the rule.
ORDERS = ("wait", "name", "left", "findings")


@dataclass(frozen=True, slots=True)
class BoardChoice:
    """Whose turn (empty: everybody's) and in which order."""

    who: str = ""
    order: str = ORDERS[0]

    def address(self, **other: str) -> str:
        """Return the address of a choice that differs in something, relative to the board's.

        >>> BoardChoice(who="hub").address(order="name")
        '?who=hub&order=name'
        """
        asked = {"who": self.who, "order": self.order} | other
        kept = {k: v for k, v in asked.items() if v and (k, v) != ("order", ORDERS[0])}
        return f"?{urlencode(kept)}"


def choice_in(given: Mapping[str, str]) -> BoardChoice:
    """Return what an address asks."""
    who, order = given.get("who", ""), given.get("order", "")
    return BoardChoice(who if who in GROUPS else "", order if order in ORDERS else ORDERS[0])


def shown_groups(
    board: Board, choice: BoardChoice, findings: Mapping[str, int], lang: Language
) -> list[tuple[str, tuple[Row, ...]]]:
    """Return the groups that are asked for, with their networks in the order that is asked for."""
    far = timezone.now()
    keys: dict[str, Callable[[Row], Any]] = {
        "wait": lambda row: row.waiting.since or far,
        "name": lambda row: row.unit.name.get(lang).casefold(),
        "left": lambda row: row.done - row.asked,
        "findings": lambda row: -findings.get(row.unit.id, 0),
    }
    by = keys[choice.order]
    return [
        (group, tuple(sorted(rows, key=lambda row: (by(row), row.unit.order))))
        for group, rows in board.groups
        if rows and choice.who in ("", group)
    ]


def offers(board: Board, choice: BoardChoice, *, findings: bool) -> dict[str, Any]:
    """Return the filters and orders that the page offers, each with its address."""
    groups = [(group, board.count(group)) for group in GROUPS]
    return {
        "choice": choice,
        "whose": [("", len(board.rows), choice.address(who=""))]
        + [(group, n, choice.address(who=group)) for group, n in groups if n],
        "orders": [
            (order, choice.address(order=order))
            for order in ORDERS
            if findings or order != "findings"
        ],
    }
