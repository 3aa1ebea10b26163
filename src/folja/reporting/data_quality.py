"""Data quality: who answered what, and every finding with whether somebody has decided on it.

Findings stand under plain headings, one for each kind, the gravest first. Refuses to leave any out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from folja.documents import (
    Block,
    Cell,
    CoverageCell,
    CoverageMap,
    CoverageRow,
    Figure,
    Heading,
    Inline,
    Paragraph,
    Sign,
    Table,
    TableRow,
    Text,
)
from folja.model import Finding, Outcome, Severity, Unit
from folja.reporting.answers import told
from folja.reporting.matter import Matter
from folja.reporting.printing import left, plain, right, sign_of_reading
from folja.reporting.wording import capital, joined
from folja.text import Message, format_number, is_worded, render
from folja.values import Kind

_GAPS = (Kind.BLANK, Kind.MISSING, Kind.UNREADABLE)


def data_quality(matter: Matter) -> Iterator[Block]:
    """Yield the chapter on data quality."""
    words = matter.words
    yield Heading(1, words.say("quality.title"), "quality")
    yield Paragraph(_lede(matter), role="lede")
    yield from _coverage(matter)
    findings = matter.computed.findings
    if not findings:
        return
    yield Heading(2, words.say("findings.title"), "findings")
    yield words.paragraph("findings.how")
    yield _counts(matter, findings)
    for severity in Severity:
        of_kind = [f for f in findings if f.severity is severity]
        if of_kind:
            yield Heading(
                2,
                words.say(f"findings.{severity.value}", n=len(of_kind)),
                f"findings-{severity.value}",
            )
            for code in dict.fromkeys(f.code for f in of_kind):
                yield from _code(matter, code, [f for f in of_kind if f.code == code], severity)


def _lede(matter: Matter) -> tuple[Inline, ...]:
    words, findings = matter.words, matter.computed.findings
    return (
        joined((gaps(matter), found(matter, findings)), " ")
        if findings
        else (
            *gaps(matter),
            Text(" "),
            *words.line("findings.none"),
        )
    )


def gaps(matter: Matter) -> tuple[Inline, ...]:
    """Return the sentence that says how many answers of the compared networks have no figure."""
    compared = {u.id for u in matter.follow_up.compared}
    decided = matter.computed.decided
    kinds = Counter(
        decided.get(cell, o.reading).kind
        for cell, o in matter.follow_up.observation_at.items()
        if o.unit in compared
    )
    return matter.words.line(
        "quality.gaps",
        n=sum(kinds.values()),
        answers=matter.counted(sum(kinds.values()), "answers-compared"),
        blank=matter.counted(kinds[Kind.BLANK], "answers-compared", "blank"),
        are=matter.words.say("quality.are", n=kinds[Kind.BLANK]),
        say=matter.words.say("quality.say", n=kinds[Kind.MISSING]),
        missing=matter.counted(kinds[Kind.MISSING], "answers-compared", "missing"),
        unreadable=matter.counted(kinds[Kind.UNREADABLE], "answers-compared", "unreadable"),
    )


def found(matter: Matter, findings: Sequence[Finding]) -> tuple[Inline, ...]:
    """Return the sentence that says how many findings there are, and how many are decided."""
    by = Counter(f.severity for f in findings)
    done = sum(1 for f in findings if not f.is_open)
    return matter.words.line(
        "quality.findings",
        n=len(findings),
        findings=matter.counted(len(findings), "findings"),
        errors=matter.counted(by[Severity.ERROR], "findings", "error"),
        warnings=matter.counted(by[Severity.WARNING], "findings", "warning"),
        infos=matter.counted(by[Severity.INFO], "findings", "info"),
        **{
            f"{severity.value}_word": matter.words.say(
                f"quality.{severity.value}-word", n=by[severity]
            )
            for severity in Severity
        },
        decided=matter.words.line(
            "quality.decided", n=done, done=matter.counted(done, "findings", "decided")
        ),
    )


# -- who answered what
def _coverage(matter: Matter) -> Iterator[Block]:
    words, follow_up = matter.words, matter.follow_up
    if not follow_up.answering or not matter.computed.asked.common:
        return
    yield Heading(2, words.say("coverage.title"), "coverage")
    silent = [u for u in follow_up.networks if u not in follow_up.answering]
    if silent:
        yield words.paragraph(
            "coverage.silent",
            n=len(silent),
            networks=matter.counted(len(silent), "networks-without-answers"),
            listed=Text(words.listed(matter.short(u.id) for u in silent)),
        )
    yield _answers(matter)
    for point in matter.computed.points:
        yield _map(matter, point)


def _answers(matter: Matter) -> Table:
    words = matter.words
    kinds = [k for k in Kind if any(o.reading.kind is k for o in matter.follow_up.observations)]
    rows = []
    for unit in matter.follow_up.answering:
        counted = Counter(
            o.reading.kind for o in matter.follow_up.observation_at.values() if o.unit == unit.id
        )
        known = sum(n for kind, n in counted.items() if kind not in _GAPS)
        exact = counted[Kind.EXACT]
        cells = [plain(matter.short(unit.id))]
        for name, n in (
            ("exact", exact),
            ("inexact", known - exact),
            *((kind.value, counted[kind]) for kind in _GAPS if kind in kinds),
        ):
            cells.append(Cell((matter.counted(n, "answers", unit.id, name),)))
        rows.append(TableRow(tuple(cells)))
    return Table(
        id="answers-table",
        caption=words.say("coverage.table"),
        columns=(
            left(words.say("column.network"), 3, head=True),
            right(words.say("column.exact"), 1),
            right(words.say("column.inexact"), 1),
            *(right(words.say(f"column.{kind.value}"), 1) for kind in _GAPS if kind in kinds),
        ),
        rows=tuple(rows),
        notes=tuple(_idle(matter)),
        sheet=words.say("sheet.answers"),
    )


def _idle(matter: Matter) -> Iterator[str]:
    idle = [u for u in matter.follow_up.answering if not u.status.operates]
    if idle:
        listed = matter.words.listed(matter.short(u.id) for u in idle)
        yield matter.words.say("coverage.idle", n=len(idle), listed=listed)


def _map(matter: Matter, point: str) -> Figure:
    words, follow_up, common = matter.words, matter.follow_up, matter.computed.asked.common
    rows = tuple(
        CoverageRow(
            matter.short(unit.id),
            tuple(_map_cell(matter, unit, i.id, point) for i in common),
        )
        for unit in follow_up.answering
    )
    shown = {cell.sign for row in rows for cell in row.cells}
    asks = matter.computed.asked.asks
    asked = [(u.id, i.id) for u in follow_up.compared for i in common if asks(u.id, i.id)]
    filled = sum(
        1
        for unit, indicator in asked
        if (r := matter.reading(unit, indicator, point)) is not None and r.has_value
    )
    return Figure(
        id=f"coverage-{point}",
        spec=CoverageMap(
            columns=tuple((str(i.no), matter.indicator(i.id)) for i in common),
            rows=rows,
            key=tuple((sign, words.say(f"sign.{sign.value}")) for sign in Sign if sign in shown),
        ),
        caption=words.say("coverage.map", point=matter.point(point)),
        alt=words.say(
            "coverage.alt",
            point=matter.point(point),
            filled=format_number(filled, matter.lang),
            asked=format_number(len(asked), matter.lang),
        ),
    )


def _map_cell(matter: Matter, unit: Unit, indicator: str, point: str) -> CoverageCell:
    words = matter.words
    if not unit.status.operates:
        sign, text = Sign.NOT_IN_OPERATION, words.say("sign.not-in-operation")
    elif not matter.computed.asked.asks(unit.id, indicator):
        sign, text = None, words.say("cell.declined")
    else:
        reading = matter.reading(unit.id, indicator, point)
        sign, text = sign_of_reading(reading), told(matter, unit.id, indicator, point)
    return CoverageCell(sign, f"{matter.indicator(indicator)}: {text}")


# -- findings
def _counts(matter: Matter, findings: Sequence[Finding]) -> Table:
    words = matter.words
    rows = []
    for code in dict.fromkeys(f.code for f in findings):
        own = [f for f in findings if f.code == code]
        certain = sum(1 for f in own if f.outcome is Outcome.CERTAIN)
        open_ones = sum(1 for f in own if f.is_open)
        rows.append(
            TableRow(
                (
                    plain(title(matter, code)),
                    plain(words.say(f"severity.{own[0].severity.value}")),
                    Cell((matter.counted(certain, "findings", code, "certain"),)),
                    Cell((matter.counted(len(own) - certain, "findings", code, "possible"),)),
                    Cell((matter.counted(open_ones, "findings", code, "open"),)),
                )
            )
        )
    total = Counter(f.outcome for f in findings)
    rows.append(
        TableRow(
            (
                plain(words.say("findings.all")),
                plain(""),
                Cell((matter.counted(total[Outcome.CERTAIN], "findings", "certain"),)),
                Cell((matter.counted(total[Outcome.POSSIBLE], "findings", "possible"),)),
                Cell((matter.counted(sum(1 for f in findings if f.is_open), "findings", "open"),)),
            ),
            "total",
        )
    )
    return Table(
        id="findings-counts",
        caption=words.say("findings.caption"),
        columns=(
            left(words.say("column.seen"), 5, head=True),
            left(words.say("column.severity"), 1.5),
            right(words.say("column.certain"), 1),
            right(words.say("column.possible"), 1),
            right(words.say("column.open"), 1),
        ),
        rows=tuple(rows),
        sheet=words.say("sheet.findings-counts"),
    )


def title(matter: Matter, code: str) -> str:
    """Return the plain name of a kind of finding; a code that nobody names is made readable."""
    if is_worded(f"quality.{code}.name"):
        return capital(render(Message(f"quality.{code}.name"), matter.lang))
    return matter.words.coded("finding", code)


def _code(
    matter: Matter, code: str, findings: Sequence[Finding], severity: Severity
) -> Iterator[Block]:
    words = matter.words
    yield Heading(3, title(matter, code), f"finding-{code}-{severity.value}")
    told = []
    for rule in dict.fromkeys((matter.own(f"quality.{code}.rule"), f"quality.{code}.rule")):
        if is_worded(rule):
            told.append(render(Message(rule), matter.lang))
            break
    remedies = {render(f.remedy, matter.lang) for f in findings if f.remedy}
    shared = len(remedies) == 1
    told.extend(remedies if shared else ())
    if told:
        yield Paragraph((Text(" ".join(told)),))
    yield Table(
        id=f"findings-{code}-{severity.value}",
        caption=words.say("findings.of-code", title=title(matter, code), findings=len(findings)),
        columns=(
            left(words.say("column.network"), 1.7, head=True),
            right(words.say("column.no"), 0.5),
            left(words.say("column.seen"), 6.6),
            left(words.say("column.standing"), 1.5),
        ),
        rows=tuple(_finding(matter, f, remedy=not shared) for f in findings),
        sheet=words.say("sheet.findings"),
    )


def _finding(matter: Matter, finding: Finding, *, remedy: bool) -> TableRow:
    words = matter.words
    seen = render(finding.message, matter.lang)
    if remedy and finding.remedy:
        seen = f"{seen} {render(finding.remedy, matter.lang)}"
    return TableRow(
        (
            plain(matter.short(finding.unit) if finding.unit else words.say("place.catalogue")),
            plain(str(finding.no) if finding.no is not None else ""),
            plain(seen),
            plain(_standing(matter, finding)),
        )
    )


def _standing(matter: Matter, finding: Finding) -> str:
    words, decision = matter.words, finding.resolution
    if decision is None:
        certain = finding.outcome is Outcome.CERTAIN
        return words.say("standing.open" if certain else "standing.open-possible")
    told = words.say(
        f"standing.{decision.action.value}",
        value=decision.value,
        why=decision.why.rstrip("."),
        who=decision.who,
    )
    return words.say("standing.outdated", told=told) if finding.outdated else told
