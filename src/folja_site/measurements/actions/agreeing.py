"""Two people who say the same of one question agree: there is nothing for them to choose between.

Nor is there where one of them has left an answer as it was seen: a form with two points sends both,
and who writes in the one has said nothing of the other. Refuses to merge different words: whose
figure it is that a basis or a comment goes with is for the writers to say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from folja.formats.bundle import decode_row
from folja.model import Observation
from folja_site.measurements.actions.posted import Place, Posted
from folja_site.measurements.answering_cells import Cell
from folja_site.measurements.models import AnswerVersion

#: What is said beside the words of an answer.
BESIDE = ("basis", "attribution", "comment", "remark")


def as_it_stands(cell: Cell, posted: Posted, place: Place, *, is_last: bool) -> Posted:
    """Return what was sent, laid over what somebody else has saved of the same answer since.

    Where both say the same words, what this writer has left as it was seen is theirs, and what only
    this writer has said is added. An answer that this writer has left whole as it was seen stands
    as it does now. Anything else comes back as it was sent, and clashes.
    """
    seen, answer, there = posted.versions.get(place), cell.answer, cell.observation
    if answer is None or there is None or seen == answer.version:
        return posted
    before, words = dict.fromkeys(BESIDE, ""), ""
    if seen:
        version = AnswerVersion.objects.filter(answer=answer, version=seen).first()
        if version is None:
            return posted
        was = decode_row(Observation, version.cells)
        before, words = _beside(was, version.remark), was.reading.text
    now: dict[str, Any] = _beside(there, answer.remark)
    sent = {name: getattr(posted, name) for name in BESIDE}
    if posted.texts[place] != cell.text:
        asked = BESIDE if is_last else BESIDE[:1]  # the others are said of the last point only
        if posted.texts[place] != words or any(sent[name] != before[name] for name in asked):
            return posted
        texts = {**posted.texts, place: cell.text}
        versions = {**posted.versions, place: answer.version}
        return replace(posted, texts=texts, versions=versions, **now)
    left: dict[str, Any] = {name: now[name] for name in BESIDE if sent[name] == before[name]}
    both = [n for n in BESIDE if n not in left and before[n] != now[n] != sent[n]]
    if both:
        return posted
    return replace(posted, versions={**posted.versions, place: answer.version}, **left)


def _beside(observation: Any, remark: str) -> dict[str, str]:
    kept: dict[str, str] = {name: getattr(observation, name) for name in BESIDE[:-1]}
    return kept | {"remark": remark}
