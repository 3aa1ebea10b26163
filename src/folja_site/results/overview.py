"""The front page of a programme: headlines, falls, what is late, findings, areas and networks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.safestring import SafeString

from folja.documents import Ledger, LedgerRow, Paragraph, Square
from folja.model import Unit, UnitKind
from folja.reporting.concepts import measure
from folja.reporting.falls import fallen, falls
from folja.reporting.headlines import headline_title, headlines, ledger
from folja.reporting.matter import Matter
from folja.reporting.printing import sign_of, span
from folja_site.measurements.models import Round
from folja_site.results.drawing import span_svg
from folja_site.results.figures import ASKING
from folja_site.results.seeing import Seen
from folja_site.results.store import read
from folja_site.results.strips import KINDS, SQUARES, Strip, strip
from folja_site.results.telling import with_answers_of

#: So many falls stand on the front page; the rest on the pages of the networks.
_FALLS = 12
#: So many findings stand there in words.
_GRAVEST = 4


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """One headline as the page shows it."""

    claim: str
    indicator: str
    row: LedgerRow
    drawn: SafeString
    squares: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SumLine:
    """One total of a follow-up without headlines: the indicator, its figure, whom it rests on."""

    indicator: str
    no: int
    name: str
    measure: str
    figure: str
    sign: str
    counted: int
    networks: int


@dataclass(frozen=True, slots=True)
class NetworkLine:
    """One network in a list: its strip, how its figures moved, and whether it has any."""

    unit: Unit
    strip: Strip
    up: int = 0
    down: int = 0
    same: int = 0
    asked: bool = True

    @property
    def moves(self) -> int:
        """How many of its figures can be compared."""
        return self.up + self.down + self.same


#: Units at the top of the tree with their networks.
#: Networks under the unit at the top of the tree; under None where there are no areas.
Areas = list[tuple[Unit | None, list[NetworkLine]]]


def built(looked: Seen) -> bool:
    """Whether the programme has what a round cannot be opened without."""
    follow_up = looked.follow_up
    return bool(follow_up.networks and follow_up.points and follow_up.common_indicators)


def standing(looked: Seen) -> dict[str, Any]:
    """Return all of the page that follows from the figures alone, the networks set already."""
    matter = looked.matter(answers=False)
    kinds, found = counted(looked), areas(looked)
    return {
        "title": title(looked),
        "lede": lede(looked, kinds),
        "counted": [(kind, f"results.key.{kind}", n) for kind, n in kinds.items()],
        "headlines": headline_rows(looked, matter),
        "sums": sum_lines(looked, matter),
        "falls": fall_blocks(looked, matter),
        "findings": findings(looked),
        "areas": len(found),
        "flat": is_flat(found),
        "strips": _set(looked, found, "h3"),
    }


def listed(looked: Seen) -> tuple[str, SafeString]:
    """Return the heading of the list of networks, and the list, set."""
    found = areas(looked)
    if not looked.follow_up.networks:
        return looked.say("overview.title-none"), SafeString("")
    answered = sum(1 for _, lines in found for line in lines if line.strip.known)
    title = looked.say(
        "networks.title",
        n=answered,
        answered=looked.number(answered, first=True),
        networks=looked.number(len(looked.follow_up.networks)),
    )
    return title, _set(looked, found, "h2")


def is_flat(found: Areas) -> bool:
    """Say whether the networks stand under no area: then each is at the top, alone."""
    return bool(found) and all(
        [line.unit.id for line in ls] == [top.id] for top, ls in found if top
    )


def _set(looked: Seen, found: Areas, tag: str) -> SafeString:
    if is_flat(found):
        found = [(None, [line for _, lines in found for line in lines])]
    shown = {"areas": found, "tag": tag, "query": looked.choice.query}
    return looked.set("results/_areas.html", shown)


def title(looked: Seen) -> str:
    """Return the heading that says where the programme stands."""
    networks, compared = looked.follow_up.networks, looked.compared
    if not networks:
        return looked.say("overview.title-none")
    if not looked.figures.counts().get("observations"):
        return looked.say(
            "overview.title-unanswered", n=len(networks), networks=looked.number(len(networks))
        )
    return looked.say(
        "overview.title",
        n=len(compared),
        compared=looked.number(len(compared), first=True),
        networks=looked.number(len(networks)),
    )


def counted(looked: Seen) -> dict[str, int]:
    """Return how many answers of compared networks there are of each kind that occurs."""
    follow_up = looked.follow_up
    query = (
        "SELECT kind, count(*) AS n FROM answers WHERE list_contains(?, unit)"
        " AND list_contains(?, point) GROUP BY kind"
    )
    given = [[u.id for u in looked.compared], [p.id for p in follow_up.points]]
    found = dict.fromkeys(KINDS, 0)
    for row in read(looked.figures.path, query, given):
        found[SQUARES.get(row["kind"], "blank")] += row["n"]
    return {square: n for square, n in found.items() if n}


def lede(looked: Seen, counted: Mapping[str, int]) -> str:
    """Return the sentence that says what is compared; `counted` is how many answers of each kind
    there are.
    """
    told = looked.say("overview.lede", n=sum(counted.values()))
    if not looked.choice.compares:
        return told
    days = {p.id: p.day for p in looked.follow_up.points}
    between = looked.say(
        "overview.between", first=days[looked.choice.start], last=days[looked.choice.end]
    )
    return f"{between} {told}"


def headline_rows(looked: Seen, matter: Matter) -> dict[str, Any]:
    """Return the headlines with their scales, squares and key; nothing where there are none."""
    found = headlines(matter)
    if not found:
        return {}
    spec = ledger(matter, found).spec
    if not isinstance(spec, Ledger):
        raise TypeError(type(spec).__name__)
    rows = tuple(
        HeadlineRow(
            h.held.claim,
            h.held.indicator,
            row,
            span_svg(row, looked.lang),
            tuple((kind.value, name) for kind, name in row.squares),
        )
        for h, row in zip(found, spec.rows, strict=True)
    )
    key = tuple((kind.value, words) for kind, words in spec.key)
    told = {
        row.claim: looked.say(
            "overview.squares",
            n=sum(1 for kind, _ in row.squares if kind in (Square.IN.value, Square.PARTLY.value)),
            networks=len(row.squares),
        )
        for row in rows
    }
    return {
        "title": headline_title(matter, found),
        "rows": tuple((row, told[row.claim]) for row in rows),
        "key": key,
    }


def sum_lines(looked: Seen, matter: Matter) -> list[SumLine]:
    """Return the totals by the chosen rule, of the indicators that have one.

    They stand where the headlines of an old report would: a follow-up of its own has none.
    """
    choice = looked.choice
    if not choice.compares:
        return []
    found = {t.indicator: t for t in looked.figures.sums(choice.rule, choice.start, choice.end)}
    return [
        SumLine(
            indicator.id,
            indicator.no,
            matter.indicator(indicator.id),
            measure(matter, indicator),
            span(total.interval, looked.lang),
            sign_of(total.interval).value,
            *total.coverage,
        )
        for indicator in looked.asked.common
        if (total := found.get(indicator.id)) and total.interval
    ]


def fall_blocks(looked: Seen, matter: Matter) -> SafeString:
    """Return what went down and what is known of why, the table cut where it grows long.

    `matter` need not hold answers: those of the falls that are shown are read here.
    """
    shown = falls(matter)[:_FALLS] if matter.computed.has_change else ()
    told = with_answers_of(matter, {fall.change.unit for fall in shown}) if shown else matter
    return looked.setter.blocks(
        block
        for block in fallen(told, most=_FALLS)
        if not isinstance(block, Paragraph) or block.role == "lede"
    )


def late(looked: Seen) -> dict[str, Any]:
    """Return what the open round waits for, longest first; nothing when no round is open."""
    programme = looked.request.programme
    opened = Round.objects.filter(programme=programme, state="open").first()
    if opened is None:
        return {}
    now, waiting, returned, total = timezone.now(), [], 0, 0
    for part in opened.participations.all():
        total += 1
        if part.submitted_at and not part.returned_at:
            continue
        returned += bool(part.returned_at)
        since = part.returned_at or part.letter_at or part.last_saved_at
        unit = looked.follow_up.unit_by_id.get(part.unit)
        name = unit.short_name.get(looked.lang) or unit.name.get(looked.lang) if unit else part.unit
        waiting.append((part.unit, name, (now - since).days if since else None))
    waiting.sort(key=lambda w: -(w[2] or 0))
    closes = opened.closes_on
    return {
        "round": opened,
        "name": name_of(opened, looked.lang),
        "total": total,
        "waiting": len(waiting),
        "longest": waiting[:6],
        "returned": returned,
        "overdue": bool(closes and closes < timezone.localdate()),
    }


def past(looked: Seen) -> list[tuple[Round, str, int]]:
    """Return the rounds to be closed, each with its name and how many have not handed in."""
    opened = Round.objects.filter(programme=looked.request.programme, state="open")
    silent = Q(participations__submitted_at__isnull=True)
    silent |= Q(participations__returned_at__isnull=False, participations__approved_at__isnull=True)
    return [
        (one, name_of(one, looked.lang), one.unsubmitted)
        for one in opened.annotate(unsubmitted=Count("participations", filter=silent))
        if one.is_past
    ]


def name_of(one: Round, lang: str) -> str:
    """Return what a round is called."""
    return one.name_en if lang == "en" and one.name_en else one.name_sv


def findings(looked: Seen) -> dict[str, Any]:
    """Return how many findings wait for a decision, the gravest in words, and how many notes."""
    states = looked.figures.finding_states()
    waiting = {severity: n for (severity, is_open), n in states.items() if is_open}
    gravest = looked.figures.findings(waiting=True, most=_GRAVEST)
    return {
        "total": sum(states.values()),
        "open": sum(waiting.get(severity, 0) for severity in ASKING),
        "errors": waiting.get("error", 0),
        "warnings": waiting.get("warning", 0),
        "infos": waiting.get("info", 0),
        "gravest": [f | {"words": f["message"][looked.lang]} for f in gravest],
    }


def lines(looked: Seen, units: Iterable[Unit]) -> dict[str, NetworkLine]:
    """Return a line for each network: strip at the later point, movements, open findings."""
    choice, figures = looked.choice, looked.figures
    kinds = figures.kinds(point=choice.end)
    asked = looked.asked_last
    told = {unit for unit, _, _ in kinds}
    moved = figures.movements(choice.start, choice.end)
    return {
        unit.id: NetworkLine(
            unit,
            strip(unit, asked.of(unit.id), kinds, choice.end, looked.lang),
            *moved.get(unit.id, (0, 0, 0)),
            asked=unit.in_comparison or unit.id in told,
        )
        for unit in units
    }


def areas(looked: Seen) -> Areas:
    """Return each unit at the top of the tree with the networks under it."""
    follow_up = looked.follow_up
    told = lines(looked, follow_up.networks)
    found: dict[str, list[NetworkLine]] = {}
    for unit in follow_up.networks:
        found.setdefault(follow_up.area_of(unit.id), []).append(told[unit.id])
    tops = [u for u in follow_up.children(None) if u.id in found]
    return [(top, found[top.id]) for top in tops if top.kind is not UnitKind.GROUP]
