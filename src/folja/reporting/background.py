"""Background and purposes: the programme, the priority area and why there is a follow-up."""

from __future__ import annotations

from collections.abc import Iterator

from folja.documents import Block, BulletList, Heading, Inline, Paragraph, Strong, Text
from folja.model import PriorityArea, Programme
from folja.reporting.matter import Matter
from folja.reporting.resolving import inlines, paragraphs


def background(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on background and purposes; nothing when the follow-up tells neither."""
    words, record, purposes = matter.words, matter.record, matter.follow_up.purposes
    told = [
        *(paragraphs(matter, record.background) if record else ()),
        *_programme(matter, matter.programme),
        *_area(matter, matter.priority_area),
    ]
    if not told and not purposes:
        return
    yield Heading(1, words.say("background.title"), "background")
    yield from told
    if purposes:
        yield Heading(2, words.say("background.purposes", n=len(purposes)), "purposes")
        yield BulletList(
            tuple(
                (*inlines(matter, p.text), *_section(matter, p.section))
                for p in sorted(purposes, key=lambda p: p.rank)
            ),
            ordered=True,
        )


def _programme(matter: Matter, programme: Programme | None) -> Iterator[Block]:
    if programme is None or not (programme.goal or programme.partnership):
        return
    yield Heading(2, matter.words.of(programme.name), "programme")
    yield from paragraphs(matter, programme.goal)
    yield from paragraphs(matter, programme.partnership)
    areas = [a for a in matter.follow_up.priority_areas if a.programme == programme.id]
    if len(areas) > 1:
        yield Paragraph(
            matter.words.line(
                "background.areas",
                n=len(areas),
                figure=matter.counted(len(areas), "priority-areas"),
            )
        )
        yield BulletList(
            tuple(
                (Strong(matter.words.of(a.name)), Text(matter.words.say("background.this-one")))
                if a == matter.priority_area
                else (Text(matter.words.of(a.name)),)
                for a in sorted(areas, key=lambda a: a.no)
            )
        )


def _area(matter: Matter, area: PriorityArea | None) -> Iterator[Block]:
    if area is None:
        return
    told = [
        *paragraphs(matter, area.goal),
        *paragraphs(matter, area.challenge),
        *paragraphs(matter, area.action_plan),
    ]
    criteria: tuple[Inline, ...] = inlines(matter, area.selection_criteria)
    if criteria:
        told.append(
            Paragraph((Strong(matter.words.say("background.criteria")), Text(" "), *criteria))
        )
    if told:
        yield Heading(2, matter.words.of(area.name), "priority-area")
        yield from told


def _section(matter: Matter, section: str) -> tuple[Inline, ...]:
    cited = bool(section) and matter.computed.cites
    return matter.words.line("section.inline", section=section) if cited else ()
