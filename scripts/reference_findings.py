"""Write docs/reference/findings.md from the code: every check, what it sees and what mends it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from folja.quality import FAMILIES, Check, Family
from folja.text import Language, Message, render

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "findings.md"

INTRODUCTION = """\
# Findings

Written by `scripts/reference_findings.py` from the code; a test holds it up to date.

`folja check BUNDLE` looks at a follow-up with the checks below. There is one finding per code, \
network, indicator and place. A place is a measurement point, a change between two (`from/to`), \
or the whole network. A breach at several points is one finding, at the latest; a change is a \
place of its own. Findings come with errors first, then in the order of the document.

**Severity** is `error` (wrong), `warning` (a question) or `info` (a note). **Outcome** is \
`certain` when the rule is broken whatever the uncertain answers stand for, and `possible` when it \
is broken for some of what they may stand for. A breach that only an open end (“25+”) or a missing \
answer allows is possible, and a note.

The checks see what was said, never a decision. A decision (`folja resolve`) stands beside its \
finding, and holds as long as the words that it was about stand unchanged. A corrected or read-as \
value belongs to one answer: of a finding about a change, name the point whose answer it is, or \
the change itself for the printed difference, which enters no total. Findings about the catalogue \
are named by their subject, in the place of the point.

Relations between indicators (parts of a whole, limits, founders, what requires what) are rows of \
the table `indicator_relations`, with the code and the severity of a breach. The codes under \
Relations are those of the first catalogue; another may give its relations codes of its own.
"""


def page() -> str:
    """Return the whole page."""
    return INTRODUCTION + "".join(f"\n{part}" for family in FAMILIES for part in _family(family))


def _family(family: Family) -> Iterator[str]:
    yield f"## {family.name.capitalize()}\n"
    for check in family.checks:
        yield "\n".join(_check(check, family))


def _check(check: Check, family: Family) -> Iterator[str]:
    names = (_words(check, "name", lang) for lang in ("en", "sv"))
    yield f"### `{check.code}`\n"
    yield f"{' · '.join(names)}\n"
    missing = Message(f"quality.missing.{check.missing.value}")
    needs = (render(Message(f"quality.need.{need.value}"), "en") for need in check.needs)
    yield f"- **Seen when:** {_words(check, 'rule', 'en')}"
    yield f"- **Severity:** {_severity(check, family)}"
    yield f"- **Missing values:** {render(missing, 'en')}"
    yield f"- **Needs:** {', '.join(needs)}."
    yield f"- **What mends it:** {_words(check, 'remedy', 'en')}\n"


def _severity(check: Check, family: Family) -> str:
    if family.name == "relations":
        return f"as the catalogue declares; {check.severity.value} in the first."
    worse = f", or {check.worse.value} (see above)" if check.worse else ""
    return f"{check.severity.value}{worse}."


def _words(check: Check, part: str, lang: Language) -> str:
    return render(Message(f"quality.{check.code}.{part}"), lang)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE}\n")
