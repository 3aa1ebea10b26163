"""Everything that has been written about one network, newest first: answers, texts, set-up.

Unpublished drafts and private notes are no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import OuterRef, Subquery

from folja.model import Unit, segments
from folja.text import Message, is_worded, render
from folja_site.base.reasons import reason_in_words
from folja_site.measurements.models import AnswerVersion
from folja_site.programmes.models import EntryVersion
from folja_site.results.cell_page import who
from folja_site.results.seeing import Seen

#: So many changes stand on one page.
PAGE = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was written: when, by whom, what about, in which words, and why."""

    at: datetime
    who: str
    about: str
    indicator: str
    words: str
    why: str
    first: bool


@dataclass(frozen=True, slots=True)
class Batch:
    """What one person wrote in one minute for one reason: told once, with all that it holds.

    Each of `lines` has how many times in a row the same was said.
    """

    at: datetime
    who: str
    why: str
    first: bool
    lines: tuple[tuple[Change, int], ...]


def batches(found: Iterable[Change]) -> list[Batch]:
    """Put changes together that were made at once, such as those of an import."""

    def moment(one: Change) -> tuple[object, ...]:
        return one.at.replace(second=0, microsecond=0), one.who, one.why, one.first

    def said(one: Change) -> tuple[str, ...]:
        return one.about, one.indicator, one.words

    told = []
    for _, run in groupby(found, key=moment):
        several = list(run)
        lines = [list(same) for _, same in groupby(several, key=said)]
        newest = several[0]
        counted = tuple((same[0], len(same)) for same in lines)
        told.append(Batch(newest.at, newest.who, newest.why, newest.first, counted))
    return told


def changes(looked: Seen, unit: Unit, number: int) -> tuple[list[Change], bool]:
    """Return one page of changes, newest first, and whether there are more."""
    most = number * PAGE + 1
    programme = looked.request.programme
    answers = AnswerVersion.objects.filter(answer__programme=programme, answer__unit=unit.id)
    entries = EntryVersion.objects.filter(entry__programme=programme, entry__unit=unit.id)
    before = AnswerVersion.objects.filter(
        answer=OuterRef("answer"), version=OuterRef("version") - 1
    )
    answers = answers.annotate(
        was=Subquery(before.values("cells")[:1]), was_frozen=Subquery(before.values("frozen")[:1])
    )
    found = [_answer(looked, v) for v in answers.select_related("answer").order_by("-id")[:most]]
    found += [_entry(looked, v) for v in entries.select_related("entry").order_by("-id")[:most]]
    found.sort(key=lambda c: c.at, reverse=True)
    begin = (number - 1) * PAGE
    return found[begin : begin + PAGE], len(found) > begin + PAGE


def _said(looked: Seen, version: Any) -> str:
    """Return what a version of an answer says, and what it said before where that was else."""
    words, was = version.cells.get("verbatim", ""), version.was
    if was is not None and was.get("verbatim", "") != words:
        blank = looked.say("history.blank")
        return looked.say(
            "history.from-to", before=was.get("verbatim") or blank, after=words or blank
        )
    if version.frozen and not version.was_frozen:
        return looked.say("history.approved", words=words)
    return str(words)


def _answer(looked: Seen, version: AnswerVersion) -> Change:
    answer = version.answer
    indicator = looked.follow_up.indicator_by_id.get(answer.indicator)
    name = ""
    if indicator:
        name = indicator.short_name.get(looked.lang) or indicator.name.get(looked.lang)
    point = next((p for p in looked.follow_up.points if p.id == answer.point), None)
    about = looked.say("history.answer", name=name, day=point.day if point else answer.point)
    return Change(
        version.at,
        who(looked, version.actor),
        about,
        answer.indicator if indicator else "",
        _said(looked, version),
        _why(looked, version.why),
        version.version == 1,
    )


def _entry(looked: Seen, version: EntryVersion) -> Change:
    table = version.entry.table
    code = f"results.history.table-{table.replace('_', '-')}"
    about = render(Message(code), looked.lang) if is_worded(code) else looked.say("history.other")
    return Change(
        version.at,
        who(looked, version.actor),
        about,
        "",
        _words(version.cells, looked.lang),
        _why(looked, version.why),
        version.version == 1,
    )


def _words(cells: dict[str, Any], lang: str) -> str:
    """Return the words of a row in a language: its text, body, name or organisation."""
    for stem in ("text", "body", "name", "organisation", "title", "words", "verbatim"):
        for name in (f"{stem}_{lang}", f"{stem}_sv", stem):
            if cells.get(name):
                # A figure that a text names is an address to a reader; the figure is in the text.
                parts = segments(str(cells[name]))
                told = "".join(part if isinstance(part, str) else "[…]" for part in parts)
                return told if len(told) <= 300 else f"{told[:300].rpartition(' ')[0]} …"
    return ""


def _why(looked: Seen, why: str) -> str:
    return reason_in_words(why, looked.lang)
