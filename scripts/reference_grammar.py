"""Write docs/reference/grammar.md from the manual in tests/spec and the tables of words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "grammar.md"
sys.path.insert(0, str(ROOT / "tests" / "spec"))

from manual import CHAPTERS  # noqa: E402 - the manual stands among the tests
from manual.form import Chapter, Example, Paragraph  # noqa: E402

from folja.values import READER  # noqa: E402
from folja.values import vocabulary as words  # noqa: E402

INTRODUCTION = f"""\
# How answers are read

Written by `scripts/reference_grammar.py` from `tests/spec/manual`, where every line of it is a \
test; a test holds it up to date. This is version {READER} of the reader.

A reading is written here as its kind, its bounds, its parts after =, an alternative after “else” \
and its unit in square brackets.
"""


def page() -> str:
    """Return the whole page."""
    chapters = (part for no, one in enumerate(CHAPTERS, 1) for part in _chapter(no, one))
    return INTRODUCTION + "".join(f"\n{part}\n" for part in (*chapters, *_appendix()))


def _chapter(no: int, chapter: Chapter) -> Iterator[str]:
    yield f"## {no} {chapter.title}\n\n{chapter.text}"
    for count, section in enumerate(chapter.sections, 1):
        yield f"### {no}.{count} {section.title}"
        for paragraph in section.paragraphs:
            yield from _paragraph(paragraph)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.text:
        yield paragraph.text
    for head, examples in groupby(paragraph.examples, key=lambda example: example.head):
        yield _table(head, examples)


def _table(head: tuple[str, ...], examples: Iterable[Example]) -> str:
    lines = [head, ("---",) * len(head), *(example.cells() for example in examples)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _appendix() -> Iterator[str]:
    yield "## Appendix: the words"
    yield "### Before a figure"
    yield from _bounds(words.BEFORE)
    yield "### After a figure"
    yield from _bounds(words.AFTER)
    yield "### In place of a figure"
    for reason, phrases in words.MISSING.items():
        yield f"**missing: {reason.value}**: {_listed(phrases)}"
    yield f"**exact 0**: {_listed(words.NONE)}"
    yield f"**an amount without a figure**: {_listed(words.VAGUE)}"
    yield f"**growth without a figure**: {_listed(words.RELATIVE)}"
    yield "### Between two figures"
    for opener, joiners in words.OPENERS.items():
        yield f"**{opener} …**: {_listed(joiners)}"
    yield f"**alone**: {_listed(words.JOINERS)}"
    yield "### Units"
    yield _listed((*words.UNITS, *words.PERCENT))
    yield f"With before them: {_listed(words.ADJECTIVES)}. After “per”: {_listed(words.PERIODS)}."


def _bounds(bounds: tuple[words.Bound, ...]) -> Iterator[str]:
    for bound in bounds:
        said = bound.kind.value if bound.kind else "emphasis, says nothing more"
        said += ", the number itself left out" if bound.open else ""
        said += ", about" if bound.approximate and said != "about" else ""
        yield f"**{said}**: {_listed(bound.phrases)}"


def _listed(phrases: Iterable[str]) -> str:
    return " · ".join(f"`{phrase}`" for phrase in phrases)


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
