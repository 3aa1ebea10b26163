"""Observations over several cases, with the cases that each names, for and against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from folja.documents import Block, BulletList, Heading, Inline, Paragraph, Strong, Text
from folja.model import CrossCaseObservation, ObservationCase
from folja.reporting.matter import Matter
from folja.reporting.resolving import inlines

SUMMARY = "summary"


def observed(matter: Matter, kind: str) -> tuple[CrossCaseObservation, ...]:
    """Return the observations of one kind, in the order of the source."""
    return tuple(o for o in matter.follow_up.cross_case_observations if o.kind == kind)


def points(matter: Matter, found: Sequence[CrossCaseObservation]) -> BulletList:
    """Return observations as a list, title and text."""
    return BulletList(
        tuple(
            (Strong(f"{matter.words.of(o.title)}."), Text(" "), *inlines(matter, o.text))
            for o in found
        )
    )


def cross_case(matter: Matter) -> Iterator[Block]:
    """Yield the chapter of observations, under their themes; the points of the summary stand
    there.
    """
    words = matter.words
    found = [o for o in matter.follow_up.cross_case_observations if o.kind != SUMMARY]
    if not found:
        return
    yield Heading(1, words.say("cross-case.title"), "observations")
    named = {c.unit for c in matter.follow_up.observation_cases}
    yield Paragraph(
        words.line(
            "cross-case.lede",
            n=len(found),
            observations=matter.counted(len(found), "cross-case-observations"),
            networks=matter.counted(len(named), "networks-named"),
        ),
        role="lede",
    )
    for kind in dict.fromkeys(o.kind for o in found):
        of_kind = [o for o in found if o.kind == kind]
        yield Heading(2, words.coded("observation", kind), f"observations-{kind}")
        themes: list[str | None] = list(dict.fromkeys(o.theme for o in of_kind))
        names = {t.id: words.of(t.name) for t in matter.follow_up.themes}
        order = [None, *names]
        themes.sort(key=lambda t: order.index(t) if t in order else len(order))
        for theme in themes:
            title = names.get(theme or "") or words.say("cross-case.general")
            yield Heading(3, title, f"observations-{kind}-{theme or 'general'}")
            for observation in of_kind:
                if observation.theme == theme:
                    yield from _observation(matter, observation)


def _observation(matter: Matter, observation: CrossCaseObservation) -> Iterator[Block]:
    words = matter.words
    section = observation.section if matter.computed.cites else ""
    yield Paragraph(
        (
            Strong(f"{words.of(observation.title)}."),
            Text(" "),
            *inlines(matter, observation.text),
            *((Text(words.say("section.inline", section=section)),) if section else ()),
        )
    )
    cases = [c for c in matter.follow_up.observation_cases if c.observation == observation.id]
    items: list[tuple[Inline, ...]] = []
    for stance in dict.fromkeys(c.stance for c in cases):
        named = [c for c in cases if c.stance == stance]
        listed = "; ".join(_case(matter, c) for c in named)
        items.append((Strong(words.coded("stance", stance)), Text(f" {listed}.")))
    if items:
        yield BulletList(tuple(items))


def _case(matter: Matter, case: ObservationCase) -> str:
    name, note = matter.short(case.unit), matter.words.of(case.note).rstrip(".")
    return f"{name} ({note})" if note else name
