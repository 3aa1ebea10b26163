"""What stands behind a count: the answers of a kind, the findings of a weight.

Every list leads on to the words of the respondents. Refuses to count anything anew: the lists are
read from the same figures as the counts, by the same sorting of answers into squares.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from folja import values
from folja.formats.bundle import decode_row
from folja.model import Decision, Observation
from folja.reporting.answers import said_beside
from folja.reporting.matter import Matter
from folja.reporting.printing import sign_of_reading
from folja_site.results import paging, round_page
from folja_site.results.figures import ASKING
from folja_site.results.seeing import Seen
from folja_site.results.store import read
from folja_site.results.strips import KINDS, SQUARES

SEVERITIES = ("all", "error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of a list: the network, the question, the day, the words and their sign.

    Where another value has been decided, `words` is that, and `beside` tells what was said.
    """

    unit: str
    network: str
    indicator: str
    name: str
    point: str
    day: str
    words: str
    beside: str
    sign: str
    sign_words: str


# -- answers of a kind
def answers(looked: Seen, square: str) -> dict[str, Any]:
    """Return the answers of compared networks that are of a kind; raises `Http404` for no kind.

    The address may keep to one indicator, and to the days of the choice with `between`.
    """
    if square not in KINDS or square == "out":
        raise Http404
    follow_up, asked = looked.follow_up, looked.request.GET
    indicator = follow_up.indicator_by_id.get(asked.get("indicator", ""))
    first, last = ("0", "9") if not indicator else (looked.choice.start, looked.choice.end)
    days = [p.id for p in follow_up.points if first <= p.id <= last]
    kinds = [kind for kind, of in SQUARES.items() if of == square]
    query = (
        " FROM answers WHERE list_contains(?, kind) AND list_contains(?, unit)"
        " AND list_contains(?, point) AND (? IS NULL OR indicator = ?)"
    )
    only = indicator.id if indicator else None
    # Of one question all who were asked are told of; of all of them, those who are compared.
    of = follow_up.compared if indicator else looked.compared
    given = [kinds, [u.id for u in of], days, only, only]
    # As everywhere else: indicators as they are numbered, networks as they stand in their areas.
    ranks = [[i.id for i in follow_up.current_indicators], [u.id for u in follow_up.networks]]
    path, number = looked.figures.path, paging.place_of(looked)
    total = read(path, f"SELECT count(*) AS n{query}", given)[0]["n"]
    rows = read(
        path,
        f"SELECT cells, decision{query} ORDER BY list_position(?, indicator),"
        " list_position(?, unit), point LIMIT ? OFFSET ?",
        [*given, *ranks, paging.PAGE, (number - 1) * paging.PAGE],
    )
    matter = looked.matter(answers=False, units=())
    name = matter.indicator(indicator.id) if indicator else ""
    return {
        "title": looked.say(
            f"lists.{square}" if not indicator else f"lists.{square}-of", n=total, name=name
        ),
        "rows": [_said(matter, row) for row in rows],
        "pages": paging.pages_of(number, total),
        "of": indicator,
        "name": name,
        "square": square,
    }


def _said(matter: Matter, row: Mapping[str, Any]) -> Said:
    one: Observation = decode_row(Observation, row["cells"])
    decision: Decision | None = row["decision"] and decode_row(Decision, row["decision"])
    counts = values.read(decision.value) if decision else one.reading
    sign = sign_of_reading(counts)
    return Said(
        one.unit,
        matter.short(one.unit),
        one.indicator,
        matter.indicator(one.indicator),
        one.point,
        matter.point(one.point),
        values.printed(counts, matter.lang) if decision else one.reading.text.strip(),
        said_beside(matter.words, one.reading) if decision else "",
        sign.value,
        matter.words.say(f"sign.{sign.value}"),
    )


# -- findings
def findings(looked: Seen, severity: str) -> dict[str, Any]:
    """Return the findings that are open, all or of one weight; raises `Http404` for no weight.

    The address may keep to an indicator or a round, or ask for the decided ones too.
    """
    if severity not in SEVERITIES:
        raise Http404
    asked = looked.request.GET
    indicator = looked.follow_up.indicator_by_id.get(asked.get("indicator", ""))
    found = looked.figures.findings(
        severity=None if severity == "all" else severity,
        indicator=indicator.id if indicator else None,
        only_open="decided" not in asked,
    )
    of_round = round_page.of(looked, asked.get("round", ""))
    if of_round is not None:
        found = round_page.concerning(of_round, found)
    number = paging.place_of(looked)
    shown = paging.rows_of(found, number)
    matter = looked.matter(answers=False, units=())
    asking = [f for f in found if f["severity"] in ASKING or severity == "info"]
    return {
        "title": looked.say(
            "found.title" if severity == "all" else f"lists.finding-{severity}", n=len(asking)
        ),
        "notes": len(found) - len(asking),
        "findings": [f | {"words": f["message"][looked.lang]} for f in shown],
        "pages": paging.pages_of(number, len(found)),
        "of": indicator,
        "round": of_round,
        "name": matter.indicator(indicator.id) if indicator else "",
        "severity": severity,
        "weights": [(one, looked.say(f"lists.weight-{one}")) for one in SEVERITIES],
    }
