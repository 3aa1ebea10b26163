"""Where things stand in the page: identifiers, numbers of headings, tables and pictures.

A printed figure leads to the place that shows it, where the document has one. Holds no markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from folja.documents import Document, Figure, Heading, Origin, Table

_UNFIT = re.compile(r"[^\w.:-]+")


def fit(identifier: str) -> str:
    """Return an identifier that holds no space and no sign with a meaning of its own.

    >>> fit('annex "NBC" 1')
    'annex-NBC-1'
    """
    return _UNFIT.sub("-", identifier).strip("-") or "del"


@dataclass(slots=True)
class Anchors:
    """The identifiers of a document, each once, and the numbers that headings and captions bear."""

    ids: dict[int, str] = field(default_factory=dict)
    numbers: dict[int, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    @staticmethod
    def of(document: Document) -> Anchors:
        """Walk the document once, in order, and give everything its identifier and number."""
        found = Anchors(taken={"main", "title", "contents", "contents-title"})
        levels = [0, 0, 0, 0]
        tables = figures = 0
        for at, block in enumerate(document.blocks):
            match block:
                case Heading():
                    found._name(at, block.id)
                    if block.numbered:
                        levels[block.level - 1] += 1
                        levels[block.level :] = [0] * (4 - block.level)
                        parts = levels[: block.level]
                        # A numbered part of an unnumbered chapter has no number to build on.
                        if all(parts):
                            found.numbers[at] = ".".join(map(str, parts))
                    elif block.level == 1:
                        levels = [levels[0], 0, 0, 0]
                case Table():
                    tables += 1
                    found._name(at, block.id)
                    found.numbers[at] = str(tables)
                case Figure():
                    figures += 1
                    found._name(at, block.id)
                    found.numbers[at] = str(figures)
                case _:
                    pass
        return found

    def _name(self, at: int, wanted: str) -> None:
        base = fit(wanted)
        name, n = base, 2
        while name in self.taken:
            name, n = f"{base}-{n}", n + 1
        self.taken.add(name)
        self.ids[at] = name
        self.by_name.setdefault(base.casefold(), name)

    def target(self, link: str) -> str | None:
        """Return the identifier that a link within the document (`#id`) leads to, or None."""
        return self.by_name.get(fit(link.removeprefix("#")).casefold())

    def home(self, origin: Origin) -> str | None:
        """Return the identifier of the place that shows what a figure was taken from.

        The closest is taken: `cell-NBC-20-2005-12-31`, then `cell-NBC-20`, `cell-NBC`, and the
        same with `annex` in place of the kind; None when the document has no such place.
        """
        for kind in (origin.kind, "annex"):
            for length in range(len(origin.address), 0, -1):
                name = fit("-".join((kind, *origin.address[:length]))).casefold()
                if name in self.by_name:
                    return self.by_name[name]
        return None


def headings(document: Document) -> Iterator[tuple[int, Heading]]:
    """Yield each heading with its place among the blocks."""
    for at, block in enumerate(document.blocks):
        if isinstance(block, Heading):
            yield at, block
