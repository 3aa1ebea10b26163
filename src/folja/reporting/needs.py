"""Support needs: the catalogue of what hubs may need, its forms, and what each hub asked for."""

from __future__ import annotations

from collections.abc import Iterator

from folja.documents import (
    Block,
    BulletList,
    Heading,
    Inline,
    Paragraph,
    Strong,
    Table,
    TableRow,
    Text,
)
from folja.model import HubNeed, Need
from folja.reporting.matter import Matter
from folja.reporting.printing import left, plain
from folja.reporting.resolving import inlines
from folja.reporting.wording import inside


def needs(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on support needs; nothing when the follow-up has no catalogue of them."""
    words, follow_up = matter.words, matter.follow_up
    if not follow_up.needs and not follow_up.hub_needs:
        return
    if not matter.computed.cites:
        yield from _said(matter)
        return
    yield Heading(1, words.say("needs.title"), "needs")
    yield Paragraph(
        words.line(
            "needs.lede",
            n=len(follow_up.needs),
            needs=matter.counted(len(follow_up.needs), "needs"),
            groups=matter.counted(len(follow_up.need_groups), "need-groups"),
        ),
        role="lede",
    )
    yield from _catalogue(matter)
    if follow_up.support_forms:
        listed = words.listed(inside(words.of(form.name)) for form in follow_up.support_forms)
        yield words.paragraph("needs.forms", n=len(follow_up.support_forms), listed=Text(listed))
    if follow_up.hub_needs:
        yield _asked(matter)
    else:
        yield Paragraph(words.line("needs.nobody"), role="missing")


def _said(matter: Matter) -> Iterator[Block]:
    """Yield what hubs have asked for; where nobody has, a line, and not the whole catalogue."""
    words, follow_up = matter.words, matter.follow_up
    asked = follow_up.hub_needs
    if not asked:
        return
    hubs = len({need.unit for need in asked})
    yield Heading(1, words.say("needs.title"), "needs")
    yield Paragraph(
        words.line(
            "needs.lede-own",
            n=hubs,
            hubs=matter.counted(hubs, "hub-needs", "hubs"),
            needs=matter.counted(len(asked), "hub-needs"),
        ),
        role="lede",
    )
    yield _asked(matter)


def _catalogue(matter: Matter) -> Iterator[Block]:
    """Yield the needs that the source lists, group by group."""
    words, follow_up = matter.words, matter.follow_up
    for group in follow_up.need_groups:
        own = sorted((n for n in follow_up.needs if n.group == group.id), key=lambda n: n.no)
        if own:
            yield Paragraph((Strong(words.of(group.name)),))
            yield BulletList(tuple(_need(matter, n) for n in own))


def _need(matter: Matter, need: Need) -> tuple[Inline, ...]:
    return inlines(matter, need.text)


def _asked(matter: Matter) -> Table:
    words = matter.words
    return Table(
        id="hub-needs",
        caption=words.say("needs.caption"),
        columns=(
            left(words.say("column.network"), 2, head=True),
            left(words.say("column.need"), 4),
            left(words.say("column.urgency"), 1.4),
            left(words.say("column.form"), 1.6),
        ),
        rows=tuple(_hub_need(matter, need) for need in matter.follow_up.hub_needs),
        sheet=words.say("sheet.needs"),
    )


def _hub_need(matter: Matter, need: HubNeed) -> TableRow:
    words, follow_up = matter.words, matter.follow_up
    known = next((n for n in follow_up.needs if n.id == need.need), None)
    form = next((f for f in follow_up.support_forms if f.id == need.form), None)
    return TableRow(
        (
            plain(matter.short(need.unit)),
            plain(words.of(need.words) or (words.of(known.text) if known else "")),
            plain(words.coded("urgency", need.urgency) if need.urgency else ""),
            plain(words.of(form.name) if form else ""),
        )
    )
