"""Sources: what the records rest on, cited by title, and how the report itself was made."""

from __future__ import annotations

from collections.abc import Iterator

from folja.documents import Block, BulletList, Emphasis, Heading, Inline, Paragraph, Strong, Text
from folja.model import Source
from folja.reporting.matter import Matter
from folja.reporting.units import when


def sources(matter: Matter) -> Iterator[Block]:
    """Yield the chapter of sources, by kind; nothing when the follow-up names none."""
    words, found = matter.words, matter.follow_up.sources
    if not found:
        return
    yield Heading(1, words.say("sources.title"), "sources", numbered=False)
    if matter.computed.cites:
        yield words.paragraph("sources.lede")
    by_id = {s.id: s for s in found}
    for group in dict.fromkeys(_group(s) for s in found):
        yield Paragraph((Strong(words.say(f"sources.{group}")),))
        yield BulletList(tuple(_source(matter, s, by_id) for s in found if _group(s) == group))


def _group(source: Source) -> str:
    literature = ("book", "chapter", "article", "thesis", "paper")
    return "literature" if source.kind in literature else "material"


def _source(matter: Matter, source: Source, by_id: dict[str, Source]) -> tuple[Inline, ...]:
    words = matter.words
    parts: list[Inline] = [Emphasis(words.of(source.title))]
    whole = by_id.get(source.part_of or "")
    if whole and _group(source) == "literature":
        parts.append(Text(words.say("sources.in", title=words.of(whole.title))))
    told = [source.publisher, when(matter.lang, source.published)]
    if whole and (whole.publisher, whole.published) == (source.publisher, source.published):
        told = []
    listed = ", ".join(one for one in told if one)
    if listed:
        parts.append(Text(f". {listed}"))
    note = words.of(source.note).rstrip(".")
    if note:
        parts.append(Text(f". {note}"))
    parts.append(Text("."))
    return tuple(parts)
