"""Reports for the tests: of the real example, and of follow-ups made of a few cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Cell,
    Document,
    Figure,
    FigureText,
    Heading,
    Inline,
    Paragraph,
    Table,
)
from folja.formats.bundle import read_bundle
from folja.model import (
    Claim,
    ClaimKind,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Point,
    Unit,
    UnitKind,
    UnitStatus,
)
from folja.reporting import in_languages
from folja.text import Language, LocalText
from folja.values import read

EXAMPLE = Path(__file__).parents[3] / "examples" / "vasternorrland-2005"
#: (unit, indicator) -> one answer for each point, in order.
Cells = Mapping[tuple[str, str], tuple[str, ...]]
Build = Callable[..., FollowUp]


@pytest.fixture(scope="session")
def example() -> FollowUp:
    """The whole follow-up of 2006."""
    return read_bundle(EXAMPLE)


@pytest.fixture(scope="session")
def reports(example: FollowUp) -> Mapping[Language, Document]:
    """The example's report in both languages."""
    return {d.lang: d for d in in_languages(example, ("sv", "en"), digest="0" * 64)}


@pytest.fixture(scope="session")
def build() -> Build:
    """A maker of small follow-ups, whose indicators and networks are no others' anywhere."""
    return _build


def _build(
    cells: Cells,
    *,
    points: tuple[str, ...] = ("2021-01-01", "2024-12-31"),
    headlines: Mapping[str, str] | None = None,
) -> FollowUp:
    networks = tuple(dict.fromkeys(unit for unit, _ in cells))
    indicators = tuple(dict.fromkeys(indicator for _, indicator in cells))
    return FollowUp(
        name="liten",
        units=tuple(
            Unit(
                id=name,
                kind=UnitKind.NETWORK,
                name=LocalText(f"Nätet {name}", f"The {name} net"),
                order=at,
                status=UnitStatus.IN_OPERATION,
                in_comparison=True,
            )
            for at, name in enumerate(networks)
        ),
        indicators=tuple(
            Indicator(
                id=name,
                no=at + 1,
                name=LocalText(f"Antal {name}", f"Number of {name}"),
                label=LocalText(name, name),
                measure=Measure.STOCK,
            )
            for at, name in enumerate(indicators)
        ),
        points=tuple(Point(id=day, name=LocalText(), order=at) for at, day in enumerate(points)),
        observations=tuple(
            Observation(unit=unit, indicator=indicator, point=point, reading=read(text))
            for (unit, indicator), texts in cells.items()
            for point, text in zip(points, texts, strict=True)
        ),
        claims=tuple(
            Claim(
                id=f"headline-{indicator}",
                kind=ClaimKind.HEADLINE,
                indicator=indicator,
                place=f"{points[0]}/{points[-1]}",
                reading=read(text),
            )
            for indicator, text in (headlines or {}).items()
        ),
    )


class Told:
    """What a document says, laid bare for questions."""

    def __init__(self, document: Document) -> None:
        self.blocks = document.blocks

    def headings(self, level: int | None = None) -> list[str]:
        """The headings' texts, of one level or all."""
        return [b.text for b in self.blocks if isinstance(b, Heading) and level in (None, b.level)]

    def tables(self) -> dict[str, Table]:
        """Tables by id, those beside pictures included."""
        found = {b.id: b for b in self.blocks if isinstance(b, Table)}
        beside = (b.table for b in self.blocks if isinstance(b, Figure))
        return found | {t.id: t for t in beside if t}

    def cells(self) -> Iterator[Cell]:
        """Every cell of every table."""
        for table in self.tables().values():
            for row in table.rows:
                yield from row.cells

    def inlines(self) -> Iterator[Inline]:
        """Every inline, of running text and of cells."""
        for block in self.blocks:
            yield from _inlines(block)
        for cell in self.cells():
            yield from cell.inlines

    def figures(self) -> Iterator[FigureText]:
        """Every figure with an origin."""
        return (i for i in self.inlines() if isinstance(i, FigureText))

    def under(self, anchor: str) -> list[Block]:
        """The blocks from a heading to the next one of its level or above."""
        at = next(n for n, b in enumerate(self.blocks) if isinstance(b, Heading) and b.id == anchor)
        first = self.blocks[at]
        assert isinstance(first, Heading)
        found: list[Block] = []
        for block in self.blocks[at + 1 :]:
            if isinstance(block, Heading) and block.level <= first.level:
                break
            found.append(block)
        return found

    def text(self) -> str:
        """All running words and cells in one string."""
        return " ".join(i.name if hasattr(i, "name") else i.text for i in self.inlines())


def _inlines(block: Block) -> Iterator[Inline]:
    match block:
        case Paragraph():
            yield from block.inlines
        case BulletList():
            for item in block.items:
                yield from item
        case Callout():
            for inner in block.blocks:
                yield from _inlines(inner)
        case _:
            return


@pytest.fixture(scope="session")
def told() -> Callable[[Document], Told]:
    """A maker of questions to a document."""
    return Told
