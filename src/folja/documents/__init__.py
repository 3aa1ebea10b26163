"""A report as a pure tree: headings, paragraphs, tables, figure specifications, notes and
sources.

Recipes in `folja.reporting` build the tree; each format renders it. Holds no layout and no
language but the one the document is in; refuses numbers that do not say where they come from
(`FigureText`).
"""

from folja.documents.characters import writable
from folja.documents.figures import (
    CoverageCell,
    CoverageMap,
    CoverageRow,
    Decomposition,
    DecompositionRow,
    FigureSpec,
    Ledger,
    LedgerRow,
    RangeChart,
    RangeRow,
    Sign,
    Square,
)
from folja.documents.furniture import word
from folja.documents.paging import anchors, leads, numbers, page_starts
from folja.documents.tree import (
    Block,
    BulletList,
    Callout,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    FigureText,
    Front,
    Heading,
    Inline,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    SignText,
    Strong,
    Table,
    TableRow,
    Text,
)

__all__ = [
    "Block",
    "BulletList",
    "Callout",
    "Cell",
    "Column",
    "CoverageCell",
    "CoverageMap",
    "CoverageRow",
    "Decomposition",
    "DecompositionRow",
    "Document",
    "Emphasis",
    "Figure",
    "FigureSpec",
    "FigureText",
    "Front",
    "Heading",
    "Inline",
    "Ledger",
    "LedgerRow",
    "Link",
    "Origin",
    "PageBreak",
    "Paragraph",
    "RangeChart",
    "RangeRow",
    "Sign",
    "SignText",
    "Square",
    "Strong",
    "Table",
    "TableRow",
    "Text",
    "anchors",
    "leads",
    "numbers",
    "page_starts",
    "word",
    "writable",
]
