"""Two people who say the same of one question agree: there is nothing for them to choose between.

Refuses to merge different words: whose figure it is that a basis or a comment goes with is for the
writers to say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from folja.formats.bundle import decode_row
from folja.model import Observation
from folja_site.measurements.answering_form import Cell
from folja_site.measurements.models import AnswerVersion

if TYPE_CHECKING:
    from folja_site.measurements.actions.answering import Place, Posted

#: What is said beside the words of an answer.
BESIDE = ("basis", "attribution", "comment", "remark")


def as_it_stands(cell: Cell, posted: Posted, place: Place) -> Posted:
    """Return what was sent, laid over what somebody else has saved of the same answer since.

    Where both say the same words, what this writer has left as it was seen is theirs, and what only
    this writer has said is added. Anything else comes back as it was sent, and clashes.
    """
    seen, answer, there = posted.versions.get(place), cell.answer, cell.observation
    if answer is None or there is None or seen == answer.version:
        return posted
    if posted.texts[place] != cell.text:
        return posted
    before = dict.fromkeys(BESIDE, "")
    if seen:
        version = AnswerVersion.objects.filter(answer=answer, version=seen).first()
        if version is None:
            return posted
        before = _beside(decode_row(Observation, version.cells), version.remark)
    now = _beside(there, answer.remark)
    sent = {name: getattr(posted, name) for name in BESIDE}
    left: dict[str, Any] = {name: now[name] for name in BESIDE if sent[name] == before[name]}
    both = [n for n in BESIDE if n not in left and before[n] != now[n] != sent[n]]
    if both:
        return posted
    return replace(posted, versions={**posted.versions, place: answer.version}, **left)


def _beside(observation: Any, remark: str) -> dict[str, str]:
    kept: dict[str, str] = {name: getattr(observation, name) for name in BESIDE[:-1]}
    return kept | {"remark": remark}
