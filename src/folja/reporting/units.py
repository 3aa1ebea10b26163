"""What is told of a unit beside its figures: aims, hub, governance, money, links and history.

The same for an area, a grouping and a network, since all of them are units.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from folja.documents import (
    Block,
    BulletList,
    Callout,
    Inline,
    Paragraph,
    Strong,
    Table,
    TableRow,
    Text,
)
from folja.model import Aim, AimKind, Project, Unit
from folja.reporting.matter import Matter
from folja.reporting.printing import left, plain
from folja.reporting.resolving import inlines, paragraphs
from folja.reporting.resolving import plain as resolved
from folja.reporting.wording import capital, inside
from folja.text import Language, format_date

#: A row of the table of facts: what, when, and the section of the source.
_Row = tuple[str, str, str]


def aims(matter: Matter, unit: Unit) -> Iterator[Block]:
    """Yield a unit's vision, goals and focus, each with its earlier wording."""
    own = [a for a in matter.follow_up.aims if a.unit == unit.id]
    replaced = {a.replaces for a in own if a.replaces}
    by_id = {a.id: a for a in own}
    items: list[tuple[Inline, ...]] = []
    for kind in (AimKind.VISION, AimKind.GOAL, AimKind.FOCUS):
        current = sorted(
            (a for a in own if a.kind is kind and a.id not in replaced), key=lambda a: a.no
        )
        items.extend(_aim(matter, a, by_id.get(a.replaces or "")) for a in current)
    if items:
        yield Paragraph((Strong(matter.words.say("aims.title")),))
        yield BulletList(tuple(items))


def _aim(matter: Matter, aim: Aim, earlier: Aim | None) -> tuple[Inline, ...]:
    words = matter.words
    parts: list[Inline] = [
        Strong(words.say(f"aim.{aim.kind.value}")),
        Text(" "),
        *inlines(matter, aim.text),
    ]
    if earlier:
        parts.append(Text(" "))
        parts.extend(words.line("aim.earlier", text=inlines(matter, earlier.text)))
    if aim.change_reason:
        parts.append(Text(" "))
        parts.extend(words.line("aim.reason", reason=inlines(matter, aim.change_reason)))
    return tuple(parts)


def texts(matter: Matter, unit: Unit, theme: str | None) -> Iterator[Paragraph]:
    """Yield the newest version of a unit's text under a theme, or of its general description."""
    told = [
        t for t in matter.follow_up.case_texts if t.unit == unit.id and (t.theme or None) == theme
    ]
    if not told:
        return
    newest = max(told, key=lambda t: t.version)
    yield from paragraphs(matter, newest.body)


def objections(matter: Matter, unit: Unit, theme: str | None) -> Iterator[Callout]:
    """Yield what a network holds against the text about it, in its own words, never read for
    references.
    """
    words = matter.words
    for one in matter.follow_up.disagreements:
        if one.unit != unit.id or (one.theme or None) != theme:
            continue
        dated = "dated" if one.said_on else "undated"
        told = (" ".join(part.split()) for part in one.words.split("\n\n"))
        yield Callout(
            tone="info",
            title=words.say("disagreement.title"),
            blocks=tuple(Paragraph((Text(part),)) for part in told if part),
            label=words.say(f"disagreement.{dated}", day=one.said_on),
        )


def declines(matter: Matter, unit: Unit) -> Iterator[Paragraph]:
    """Yield what a network would not answer, with its reasons; it has no rows in the tables."""
    words, asked = matter.words, matter.computed.asked
    put = {i.id for i in asked.indicators}
    told = []
    for one in sorted(matter.follow_up.adaptations, key=lambda one: matter.no(one.indicator)):
        pair = (one.unit, one.indicator)
        if one.unit != unit.id or pair not in asked.declined or one.indicator not in put:
            continue
        reason = words.of(one.reason).rstrip(".")
        told.append(
            words.say(
                "network.declined-why" if reason else "indicators.no-and-name",
                no=str(matter.no(one.indicator)),
                name=inside(matter.indicator(one.indicator)),
                reason=reason,
            )
        )
    if told:
        listed = words.listed(told)
        line = words.line("network.declined", n=len(told), listed=Text(listed))
        yield Paragraph(line, role="missing")


def outcomes(matter: Matter, unit: Unit, theme: str | None) -> Iterator[Block]:
    """Yield the results under a theme that no indicator catches."""
    own = [r for r in matter.follow_up.results if r.unit == unit.id and (r.theme or None) == theme]
    if own:
        yield Paragraph((Strong(matter.words.say("results.title")),))
        yield BulletList(tuple(inlines(matter, r.text) for r in own))


def facts(matter: Matter, unit: Unit) -> Iterator[Block]:
    """Yield the table of facts about a unit: one group of rows for each kind that is told."""
    words = matter.words
    groups: tuple[tuple[str, Sequence[_Row]], ...] = (
        ("about", tuple(_about(matter, unit))),
        ("hub", tuple(_hub(matter, unit))),
        ("governance", tuple(_governance(matter, unit))),
        ("funding", tuple(_funding(matter, unit))),
        ("runs", tuple(_runs(matter, unit))),
        ("links", tuple(_links(matter, unit))),
        ("studies", tuple(_studies(matter, unit))),
        ("events", tuple(_events(matter, unit))),
    )
    rows: list[TableRow] = []
    for code, told in groups:
        if told:
            rows.append(TableRow((plain(words.say(f"facts.{code}")),), "group"))
            rows.extend(
                TableRow(tuple(plain(one) for one in (row if matter.computed.cites else row[:2])))
                for row in told
            )
    if rows:
        columns = [
            left(words.say("column.what"), 6, head=True),
            left(words.say("column.when"), 1.6),
        ]
        if matter.computed.cites:
            columns.append(left(words.say("column.section"), 1.2))
        yield Table(
            id=f"facts-{unit.id}",
            caption=words.say("facts.caption", name=matter.short(unit.id)),
            columns=tuple(columns),
            rows=tuple(rows),
            sheet=words.say("sheet.facts"),
        )


def _about(matter: Matter, unit: Unit) -> Iterator[_Row]:
    words = matter.words
    if unit.composition:
        yield words.of(unit.composition), "", unit.section
    if unit.owner:
        yield words.say("facts.owner", name=words.of(unit.owner)), "", unit.section
    if unit.forerunner:
        yield words.say("facts.forerunner", name=words.of(unit.forerunner)), "", unit.section
    if unit.started:
        yield words.say("facts.started"), when(matter.lang, unit.started), unit.section


def _hub(matter: Matter, unit: Unit) -> Iterator[_Row]:
    words = matter.words
    for hub in matter.follow_up.hub_organisations:
        if hub.unit != unit.id:
            continue
        parts = [capital(words.of(hub.organisation))]
        if hub.role:
            parts.append(words.of(hub.role))
        text = ": ".join(parts)
        if hub.persons:
            n = int(hub.persons) if hub.persons.isdecimal() else 2
            text = words.say("facts.persons", text=text, n=n, persons=hub.persons)
        yield text, _period(matter, hub.started, hub.ended), hub.section


def _governance(matter: Matter, unit: Unit) -> Iterator[_Row]:
    words = matter.words
    for body in matter.follow_up.governing_bodies:
        if body.unit == unit.id:
            name = words.of(body.name) or words.coded("body", body.kind)
            members = words.of(body.members)
            yield (f"{name}: {members}" if members else name), "", body.section


def _funding(matter: Matter, unit: Unit) -> Iterator[_Row]:
    for project in matter.follow_up.projects:
        if unit.id in project.units:
            yield _project(matter, project)


def _project(matter: Matter, project: Project) -> _Row:
    words = matter.words
    text = words.say(
        "facts.project", name=words.of(project.name), kind=words.coded("project", project.kind)
    )
    funders = [f for f in matter.follow_up.project_funders if f.project == project.id]
    paid = [
        words.say("facts.funder-amount", name=words.of(f.funder), amount=f.amount)
        if f.amount and f.amount != project.amount
        else words.of(f.funder)
        for f in funders
    ]
    sentences = [text]
    if paid:
        sentences.append(words.say("facts.paid-by", listed="; ".join(paid)))
    if project.amount:
        sentences.append(words.say("facts.amount", amount=project.amount))
    if project.condition:
        sentences.append(words.of(project.condition))
    return " ".join(sentences), _period(matter, project.started, project.ended), project.section


def _runs(matter: Matter, unit: Unit) -> Iterator[_Row]:
    words = matter.words
    for run in matter.follow_up.programme_runs:
        if run.unit != unit.id:
            continue
        parts = [words.say("facts.run", name=words.of(run.name))]
        if run.participants:
            parts.append(
                words.say("facts.participants", text=words.of(run.participants).rstrip("."))
            )
        if run.meetings:
            parts.append(words.say("facts.meetings", text=run.meetings))
        if run.funders:
            parts.append(words.say("facts.paid-by", listed=words.of(run.funders).rstrip(".")))
        yield " ".join(parts), _period(matter, run.started, run.ended), run.section


def _links(matter: Matter, unit: Unit) -> Iterator[_Row]:
    words = matter.words
    for link in matter.follow_up.unit_links:
        if link.unit == unit.id:
            told = [matter.unit(link.other)] if link.other else []
            told += [words.of(link.name)] if link.name else []
            text = words.say(
                "facts.link", kind=words.coded("link", link.kind), text=": ".join(told)
            )
            yield text, _period(matter, link.started, link.ended), link.section


def _studies(matter: Matter, unit: Unit) -> Iterator[_Row]:
    words = matter.words
    for study in matter.follow_up.external_studies:
        if study.unit == unit.id:
            title, by = words.of(study.title), words.of(study.by)
            yield (
                (words.say("facts.study", title=title, by=by) if by else title),
                study.year,
                study.section,
            )


def _events(matter: Matter, unit: Unit) -> Iterator[_Row]:
    for event in matter.follow_up.events:
        if event.unit == unit.id:
            yield resolved(matter, event.text), when(matter.lang, event.when), event.section


def _period(matter: Matter, started: str, ended: str) -> str:
    first, last = when(matter.lang, started), when(matter.lang, ended)
    if first and last:
        return (
            first if first == last else matter.words.say("period.from-to", first=first, last=last)
        )
    if first:
        return matter.words.say("period.from", first=first)
    return matter.words.say("period.to", last=last) if last else ""


def when(lang: Language, text: str) -> str:
    """Return a date of the data as people write it; what is no date stands as it was written.

    >>> when("sv", "2006-05"), when("en", "2003-01-01"), when("sv", "2004–2005")
    ('maj 2006', '1 January 2003', '2004–2005')
    """
    whole = text.count("-") > 1
    try:
        day = date.fromisoformat(text if whole else f"{text}-01")
    except ValueError:
        return text
    printed = format_date(day, lang)
    return printed if whole else printed.partition(" ")[2]
