"""A comparison as plain JSON, worded in both languages: what the second screen shows.

Knows nothing of the site's rows. Holds no more than a page can show: the same cells are named but
not repeated, and long groups are cut with their count kept.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from folja.analysis import AnalysisFault
from folja.model import FollowUp, Rule, Total
from folja.text import LANGUAGES, LocalText, Message, format_span, render
from folja.values import Interval, Quantity, printed
from folja.workflows import adding
from folja.workflows.wording import number, words
from folja_site.exchange.comparing import GROUPS, Cell, Compared, name_of, stays, table_counts
from folja_site.exchange.laying import Key, Label, Laid

#: The most cells of one group, and findings, that a page shows.
MOST = 200


def preview(
    now: FollowUp, laid: Laid, compared: Compared, *, kind: str, files: list[str]
) -> dict[str, Any]:
    """Return the whole preview of an import; `kind` is "tables" or "bundle"."""
    order = {group: n for n, group in enumerate(GROUPS)}
    place = {u.id: u.order for u in now.networks}
    cells = sorted(compared.cells, key=lambda c: (order[c.group], place.get(c.key[0], len(place))))
    counts = Counter(c.group for c in cells)
    shown: Counter[str] = Counter()
    rows = []
    for cell in cells:
        shown[cell.group] += 1
        if shown[cell.group] <= MOST:
            rows.append(_cell(compared.follow_up, cell))
    return {
        "kind": kind,
        "files": files,
        "counts": {
            "compared": len(cells) + len(compared.same),
            "same": len(compared.same),
            "left": laid.left,
            **{group: counts[group] for group in GROUPS},
            "frozen": sum(c.frozen and c.group != "kept" for c in cells),
        },
        "cells": rows,
        "same": [_name(compared.follow_up, key) for key in compared.same[:MOST]],
        "labels": [_label(label) for label in laid.labels],
        "entries": _entries(now) if laid.labels else {},
        "findings": [
            {
                "severity": f.severity.value,
                "message": words(f.message),
                "remedy": words(f.remedy) if f.remedy else None,
            }
            for f in laid.findings[:MOST]
            if f.code not in ("unmatched", "unclear", "no-network", "unclear-network")
        ],
        "problems": [words(p) for p in compared.problems[:MOST]],
        "opened": len(compared.opened),
        "closed": len(compared.closed),
        "tables": [
            {"table": table, "new": found["new"], "changed": found["changed"]}
            for table, found in table_counts(now, compared.follow_up).items()
        ],
        **_figures(now, compared.follow_up),
    }


def _name(follow_up: FollowUp, key: Key) -> dict[str, Any]:
    """Name a cell as people do: its indicator, its network and its date."""
    unit, indicator = follow_up.unit_by_id.get(key[0]), follow_up.indicator_by_id.get(key[1])
    return {
        "unit": words(unit.short_name if unit and unit.short_name.sv else _named(unit, key[0])),
        "indicator": words(
            (indicator.label if indicator.label.sv else indicator.name)
            if indicator
            else LocalText(key[1], key[1])
        ),
        "no": indicator.no if indicator else None,
        "place": _place(follow_up, key[2]),
    }


def _named(unit: Any, other: str) -> LocalText:
    found: LocalText = unit.name if unit else LocalText(other, other)
    return found


def _place(follow_up: FollowUp, place: str) -> dict[str, str]:
    if "/" in place:
        return words(Message("exchange.difference"))
    point = next((p for p in follow_up.points if p.id == place), None)
    return words(point.name if point else LocalText(place, place))


def _cell(follow_up: FollowUp, cell: Cell) -> dict[str, Any]:
    return {
        "key": name_of(cell.key),
        **_name(follow_up, cell.key),
        "where": [words(where) for where in cell.where[:3]],
        "group": cell.group,
        "tone": cell.tone,
        "choice": cell.choice,
        "stays": stays(cell),
        "claim": "/" in cell.key[2],
        "now": _said(cell.now) if cell.now else None,
        "file": _said(cell.file),
        "meanings": [
            {lang: _worded(meaning, lang) for lang in LANGUAGES} for meaning in cell.meanings
        ],
    }


def _worded(meaning: Message | LocalText, lang: Any) -> str:
    return meaning.get(lang) if isinstance(meaning, LocalText) else render(meaning, lang)


def _said(quantity: Quantity) -> dict[str, Any]:
    """Return an answer's words, its sign and how it was read."""
    read = {lang: printed(quantity, lang) for lang in LANGUAGES}
    blank = not quantity.text.strip()
    return {
        "text": quantity.text,
        "sign": quantity.kind.value,
        "read": words(Message("exchange.blank")) if blank else read,
        "unreadable": quantity.kind.value == "unreadable",
    }


def _label(label: Label) -> dict[str, Any]:
    return {
        "key": label.key,
        "kind": label.kind,
        "text": label.text,
        "where": words(label.where),
        "rows": label.rows,
        "likely": [
            {"id": i, "name": words(name), "score": score} for i, name, score in label.options
        ],
        "chosen": label.chosen,
    }


def _entries(now: FollowUp) -> dict[str, list[dict[str, Any]]]:
    """Return all that a label can be chosen to be."""
    return {
        "network": [{"id": u.id, "name": words(u.name)} for u in now.networks],
        "indicator": [
            {"id": i.id, "name": words(i.label if i.label.sv else i.name)}
            for i in now.current_indicators
        ],
    }


# -- what it changes in the sums
# -------------------------------------------------------------------------------------------------
def _figures(now: FollowUp, after: FollowUp) -> dict[str, Any]:
    """Return the sums that become others, those of the headlines with what was claimed."""
    try:
        before, becomes = _spans(now), _spans(after)
        claimed = {h.indicator: h.claimed for h in adding.headlines(after)}
    except AnalysisFault:
        return {"sums": [], "headlines": 0}
    sums = []
    for indicator, total in becomes.items():
        was, will = before.get(indicator, (None, None))[0], total[0]
        if was == will:
            continue
        said = claimed.get(indicator)
        sums.append(
            {
                "indicator": words(total[1].name),
                "no": total[1].no,
                "headline": said is not None,
                "claimed": number(said.low) if said else None,
                "now": _ends(was),
                "after": _ends(will),
            }
        )
    sums.sort(key=lambda s: (not s["headline"], s["no"]))
    return {"sums": sums, "headlines": len(claimed)}


def _spans(follow_up: FollowUp) -> dict[str, tuple[Interval | None, Total]]:
    """Return, for every indicator, the span of its total under all three rules together."""
    found: dict[str, list[Total]] = {}
    if not follow_up.points:
        return {}
    for rule in Rule:
        for total in adding.add_up(follow_up, rule):
            found.setdefault(total.indicator, []).append(total)
    return {i: (_whole([t.interval for t in ts if t.interval]), ts[0]) for i, ts in found.items()}


def _whole(found: list[Interval]) -> Interval | None:
    if not found:
        return None
    lows, highs = [i.low for i in found], [i.high for i in found]
    return Interval(
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
        approximate=any(i.approximate for i in found),
    )


def _ends(interval: Interval | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    ends: tuple[Decimal | None, Decimal | None] = (interval.low, interval.high)
    return {
        "low": None if ends[0] is None else str(ends[0]),
        "high": None if ends[1] is None else str(ends[1]),
        "approximate": interval.approximate,
        "text": {lang: format_span(*ends, lang) for lang in LANGUAGES},
    }
