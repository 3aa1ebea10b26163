"""The letter on paper: the words, the link to type, and the indicators with what is known already.

A letter on paper is handed to one respondent, so it may name the networks that the respondent
answers for and their own last known answers. It holds nothing of any other network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from folja.documents import (
    Block,
    Cell,
    Column,
    Document,
    Front,
    Heading,
    Paragraph,
    Table,
    TableRow,
    Text,
)
from folja.model import Unit
from folja.text import Language, Message, format_date, render
from folja_site.measurements.letters import Matter, filled

#: What a network has said already, by indicator and point; under BEFORE what it said last before.
Known = Mapping[tuple[str, str], str]
BEFORE = "before"


def printed_letter(
    matter: Matter,
    units: Sequence[tuple[Unit, Known]],
    lang: Language,
    *,
    kind: str,
    to: str,
    link: str,
    dated: date,
) -> Document:
    """Return a letter to a respondent for some networks, with an annex to prepare for each."""
    letter = filled(matter, kind, lang, link=link, indicators=_say("print.enclosed", lang))
    blocks: list[Block] = []
    for part in letter.body.strip().split("\n\n"):
        lines = [line for line in part.split("\n") if line.strip()]
        said = [Text(line if line is lines[-1] else f"{line}\n") for line in lines]
        blocks.append(Paragraph(tuple(said)))
    for n, (unit, known) in enumerate(units, start=1):
        title = _say("print.annex", lang, unit=unit.name)
        blocks.append(Heading(1, title, f"form-{n}", numbered=False))
        lede = "print.lede" if any(known.values()) else "print.lede-blank"
        blocks.append(Paragraph((Text(_say(lede, lang)),)))
        blocks.append(_table(matter, unit, known, lang, n))
    asked = matter.round
    facts = [(_say("print.day", lang), format_date(dated, lang))]
    if asked.closes_on is not None:
        facts.append((_say("print.last-day", lang), format_date(asked.closes_on, lang)))
    reference = "-".join([str(asked.pk), *(unit.id for unit, _ in units)])
    facts.append((_say("print.reference", lang), reference))
    hubs = [_say("print.hub-of", lang, unit=unit.name) for unit, _ in units]
    facts += [("", line) for line in ([to] if to else []) + hubs]
    programme = asked.programme
    return Document(
        lang=lang,
        front=Front(
            title=letter.subject,
            subtitle=matter.sender,
            region=programme.name.get(lang),
            facts=tuple(facts),
            words={},
            synthetic=render(Message("site.synthetic"), lang) if programme.synthetic else "",
        ),
        blocks=tuple(blocks),
        dated=dated,
        digest="",
        file_stem="-".join([kind, *(unit.id.lower() for unit, _ in units)]),
        layout="letter",
    )


def _table(matter: Matter, unit: Unit, known: Known, lang: Language, n: int) -> Table:
    earlier = any(place == BEFORE for _, place in known)
    places = (*((BEFORE,) if earlier else ()), *(point.id for point in matter.points))
    columns = (
        Column(_say("print.no", lang), align="right", width=0.35),
        Column(_say("print.indicator", lang), width=3.0, row_header=True),
        *((Column(_say("print.before", lang), width=1.1),) if earlier else ()),
        *(Column(point.name.get(lang), width=1.1) for point in matter.points),
    )
    rows = tuple(
        TableRow(
            (
                Cell((Text(str(one.no)),)),
                Cell((Text((one.label.get(lang) or one.name.get(lang)).rstrip(": ")),)),
                *(Cell((Text(known.get((one.id, place), "")),)) for place in places),
            )
        )
        for one in matter.asked_of((unit.id,))
    )
    return Table(f"indicators-{n}", _say("print.caption", lang, unit=unit.name), columns, rows)


def _say(code: str, lang: Language, **params: object) -> str:
    return render(Message(f"rounds.{code}", params), lang)
