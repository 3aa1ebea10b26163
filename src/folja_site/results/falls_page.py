"""Everything that went down between two points, a page at a time, and what is known of why.

The address keeps to what is certain, what may be, or what nobody has explained, and to one area or
network. Refuses to read more answers than the page shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import Http404
from django.utils.safestring import SafeString

from folja.documents import Block, Paragraph
from folja.model import Explanation, Unit
from folja.reporting.falls import CERTAIN, Fall, fallen, falls, falls_table
from folja.reporting.matter import Matter
from folja_site.results import paging
from folja_site.results.choosing import Field
from folja_site.results.network_page import above
from folja_site.results.seeing import Seen
from folja_site.results.telling import falling, of_units, with_answers_at

#: What a list may keep to. What is not certain may have gone down, or only the source says so.
KEPT: dict[str, Callable[[Fall], bool]] = {
    "all": lambda fall: True,
    "certain": lambda fall: fall.certainty == CERTAIN,
    "possible": lambda fall: fall.certainty != CERTAIN,
    "unexplained": lambda fall: not fall.explanations,
}
#: So many falls stand on a page that is about more than falls.
FEW = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """One way of keeping to some of the falls: its words, how many they are."""

    code: str
    words: str
    n: int


def listed(looked: Seen, which: str) -> dict[str, Any]:
    """Return one page of the falls of a kind; raises `Http404` for no kind."""
    if which not in KEPT:
        raise Http404
    found = looked.once("falls", lambda: falls(_matter(looked)))
    within = looked.follow_up.unit_by_id.get(looked.request.GET.get("unit", ""))
    units = dict.fromkeys(fall.change.unit for fall in found)
    choices = _choice_of_units(looked, units, within)
    if within is not None:
        kept_units = _lies_in(looked, units, within)
        found = tuple(fall for fall in found if fall.change.unit in kept_units)
    kept = [fall for fall in found if KEPT[which](fall)]
    number = paging.place_of(looked)
    shown = paging.rows_of(kept, number)
    return {
        "title": looked.say(f"lists.falls-{which}", n=len(kept)),
        "table": _table(looked, shown) if shown else "",
        "pages": paging.pages_of(number, len(kept)),
        "which": which,
        "kept": [
            Kept(code, looked.say(f"lists.fell-{code}"), sum(map(test, found)))
            for code, test in KEPT.items()
        ],
        "within": within,
        "more": (f"&unit={quote(within.id)}" if within else "") + looked.choice.more,
        "fields": (*looked.sentence("points"), *choices),
    }


def some(looked: Seen, units: Collection[str]) -> SafeString:
    """Return what fell in some networks: how much, and the first few with what is known of why."""
    if not looked.choice.compares:
        return SafeString("")
    matter = _matter(looked, units)
    shown = falls(matter)[:FEW]
    told = _with_answers(matter, shown) if shown else matter
    return looked.setter.blocks(b for b in [*fallen(told, most=FEW)][1:] if not _explains(b))


def _explains(block: Block) -> bool:
    """Whether a block tells how the chapter is made, which a page need not."""
    return isinstance(block, Paragraph) and block.role not in ("lede", "missing")


def _matter(looked: Seen, units: Collection[str] | None = None) -> Matter:
    """Return a matter that knows of no changes but those that may be falls, and of no answers."""
    matter = falling(looked.matter(answers=False))
    return matter if units is None else of_units(matter, units)


def _table(looked: Seen, shown: Sequence[Fall]) -> SafeString:
    told = _with_answers(_matter(looked, {fall.change.unit for fall in shown}), shown)
    caption = looked.say("lists.fell-caption")
    return looked.setter.table(falls_table(told, shown, caption=caption))


def _with_answers(matter: Matter, shown: Sequence[Fall]) -> Matter:
    places = {(fall.change.unit, fall.change.indicator) for fall in shown}
    said: list[Explanation] = [e for fall in shown for e in fall.explanations]
    return with_answers_at(matter, places, texts=[e.text for e in said])


# -- one area or network
def _lies_in(looked: Seen, units: Collection[str], within: Unit) -> frozenset[str]:
    """Return those of some units that are a unit or lie anywhere below it."""
    known = looked.follow_up.unit_by_id
    return frozenset(
        one for one in units if one in known and within in (known[one], *above(looked, known[one]))
    )


def _choice_of_units(looked: Seen, units: Collection[str], within: Unit | None) -> list[Field]:
    """Return the choice of one area for the sentence; nothing where there is one area only."""
    known = looked.follow_up.unit_by_id
    ids = dict.fromkeys(looked.follow_up.area_of(one) for one in units if one in known)
    if within is not None:
        ids.setdefault(within.id)
    if len(ids) < 2:
        return []
    options = [("", looked.say("choose.everywhere"), within is None)]
    options += [(i, known[i].name.get(looked.lang), known[i] is within) for i in ids]
    return [Field("unit", looked.say("choose.area"), tuple(options))]
