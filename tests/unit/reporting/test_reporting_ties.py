"""An evaluator's tie to a network that they were assigned to stands in the method chapter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from folja.documents import Block, BulletList, Document, Heading
from folja.model import DeclaredTie, FollowUp
from folja.reporting import in_languages

TIES = (
    DeclaredTie(id="a", unit="N1", reason="ingen annan kan kemi", since=date(2006, 1, 2)),
    DeclaredTie(id="b", unit="N1", since=date(2006, 1, 2)),
)


def ties_of(document: Document) -> tuple[str, list[str]]:
    """Return the heading on ties and what is said of each."""
    blocks: list[Block] = list(document.blocks)
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.id == "ties")
    heading, listed = blocks[at], blocks[at + 2]
    assert isinstance(heading, Heading)
    assert isinstance(listed, BulletList)
    told = ["".join(part.text for part in item if hasattr(part, "text")) for item in listed.items]
    return heading.text, told


def test_tie_is_told_with_its_reason_or_without(build: Callable[..., FollowUp]) -> None:
    """The report names the network and the reason as it was given, and says where none was."""
    cells = {("N1", "I1"): ("1", "2")}
    follow_up = build(cells)
    unit = follow_up.networks[0]
    ties = tuple(DeclaredTie(id=t.id, unit=unit.id, reason=t.reason) for t in TIES)
    made = follow_up.with_table(declared_ties=ties)
    sv, en = in_languages(made, ("sv", "en"), digest="0" * 64)
    heading, told = ties_of(sv)
    assert heading == "Ett nätverk utvärderades av någon med koppling till det"
    assert told[0].endswith("Skäl: ingen annan kan kemi")
    assert told[1].endswith("Inget skäl är angivet än.")
    assert ties_of(en)[1][1].endswith("No reason has been given yet.")


def test_report_without_ties_is_silent_of_them(build: Callable[..., FollowUp]) -> None:
    """Nothing is said of ties where nobody declared one."""
    (sv,) = in_languages(build({("N1", "I1"): ("1", "2")}), ("sv",), digest="0" * 64)
    assert not [b for b in sv.blocks if isinstance(b, Heading) and b.id == "ties"]
