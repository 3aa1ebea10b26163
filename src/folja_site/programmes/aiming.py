"""Targets as their page shows and takes them: what each is of, what it says, what is wrong with it.

Refuses to word anything but a target itself, and to judge an outcome (`folja.quality` does).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from folja.model import Direction, Target
from folja.text import Language, Message, render
from folja.values import printed
from folja_site.programmes.editing import options_of
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import entries, record_of, tables

#: What a target may be of, with the table that it is chosen from.
OF = {"indicator": "indicators", "goal": "goals", "unit": "units", "point": "points"}
MOST = 300
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target that stands: its entry, its record, and the names of what it is of."""

    entry: Entry
    target: Target
    of: tuple[str, ...]
    said: str


def aim_words(target: Target, lang: Language) -> str:
    """Return what is aimed for in words: "minst 40" as it is read, or which way to go."""
    if target.direction is not None:
        return render(Message(f"set-up.targets.{target.direction.value}"), lang)
    return printed(target.reading, lang)


def names_of(programme: Programme, lang: Language) -> dict[str, dict[str, str]]:
    """Return what a target may be of, by kind: names by id."""
    known = tables(programme, *OF.values())
    return {kind: dict(options_of(table, known, lang)) for kind, table in OF.items()}


def aims_of(programme: Programme, names: Names, lang: Language) -> list[Aim]:
    """Return the targets that stand, in the order in which they were set."""
    found = []
    for entry in entries(programme, "targets"):
        target: Target = record_of(entry)
        of = tuple(
            names[kind].get(value, value) for kind in OF if (value := getattr(target, kind, None))
        )
        found.append(Aim(entry, target, of, aim_words(target, lang)))
    return found


def wrong_with(target: Target, others: list[Aim], names: Names) -> Message | None:
    """Return what stands in the way of saving a target, or None."""
    for kind in OF:
        if getattr(target, kind) and getattr(target, kind) not in names[kind]:
            return Message("set-up.wrong.choice")
    if not target.indicator and not target.goal:
        return Message("set-up.targets.wrong-of")
    if max(map(len, (target.words, target.reason.sv, target.reason.en))) > MOST:
        return Message("set-up.wrong.long", {"n": MOST})
    if bool(target.words) == bool(target.direction):
        return Message("set-up.targets.wrong-words")
    if target.words and not target.reading.has_value:
        return Message("set-up.targets.wrong-reading", {"words": target.words})
    if any(a.target.place == target.place for a in others if a.target.id != target.id):
        return Message("set-up.targets.wrong-taken")
    return None


def direction_of(code: str) -> Direction | None:
    """Return the direction of a posted code, None for none or one that there is not."""
    return Direction(code) if code in set(Direction) else None


def sent(post: Any, name: str) -> str:
    """Return a posted line as it can be kept; `wrong_with` refuses one that is too long."""
    return " ".join(post.get(name, "").replace("\x00", "").split())
