"""What every paged format must decide alike: where a page begins, and what a link may lead to.

Holds rules about the tree alone; refuses measures, which differ between formats.
"""

from __future__ import annotations

from collections.abc import Sequence

from folja.documents.tree import Block, Figure, Heading, Paragraph, SignText, Strong, Table

#: Words that lead to a table or a figure are no more than so many letters.
_FEW = 280


def page_starts(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Say for each block whether it begins a page: chapters, and tables that have a page each.

    The headings right above such a table move with it, and what follows the table begins anew.

    >>> page_starts((Heading(2, "Bilaga", "a"), Table("t", "", (), (), page_per_table=True)))
    (True, False)
    """
    return tuple(_starts(blocks, at) for at in range(len(blocks)))


def _starts(blocks: Sequence[Block], at: int) -> bool:
    block, before = blocks[at], blocks[at - 1] if at else None
    if isinstance(block, Heading) and block.level == 1:
        return True
    if isinstance(before, Table) and before.page_per_table:
        return True
    if isinstance(before, Heading):
        return False
    ahead = at
    while ahead < len(blocks) and isinstance(blocks[ahead], Heading):
        ahead += 1
    target = blocks[ahead] if ahead < len(blocks) else None
    return isinstance(target, Table) and target.page_per_table


def leads(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Say for each block whether it stands on the page of the next: words that lead to something.

    A lede and its note do, words that are a heading of their own, and a few words before a table.

    >>> leads((Paragraph((Strong("Tecknen står i tabellen."),)), Table("t", "", (), ())))
    (True, False)
    """
    following = (*blocks[1:], None)
    return tuple(_leads(block, after) for block, after in zip(blocks, following, strict=False))


def _leads(block: Block, after: Block | None) -> bool:
    if not isinstance(block, Paragraph) or after is None:
        return False
    if block.role == "lede" or (block.role == "small" and isinstance(after, Paragraph)):
        return True
    if all(isinstance(inline, Strong) for inline in block.inlines):
        return True
    said = sum(len(i.name if isinstance(i, SignText) else i.text) for i in block.inlines)
    return isinstance(after, Table | Figure) and said < _FEW


def anchors(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return each block's anchor, "" for none; of two blocks with one name the first keeps it.

    >>> anchors((Heading(2, "A", "x"), Heading(2, "B", "x")))
    ('x', '')
    """
    seen: set[str] = set()
    found = []
    for block in blocks:
        name = block.id if isinstance(block, Heading | Table | Figure) else ""
        found.append("" if name in seen else name)
        seen.add(name)
    return tuple(found)


def numbers(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return each heading's number as printed ("2.1"), "" where a block has none.

    >>> numbers((Heading(1, "A", "a"), Heading(2, "B", "b"), Heading(1, "C", "c", numbered=False)))
    ('1', '1.1', '')
    """
    counts = [0, 0, 0, 0]
    found = []
    for block in blocks:
        if isinstance(block, Heading) and block.numbered:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            found.append(".".join(str(count) for count in counts[: block.level]))
        else:
            found.append("")
    return tuple(found)
