"""The queue of findings: what stands in it, which decision answers what, and the filters.

Findings are the stored ones; decisions are laid over them as they stand now, so that a decision
shows at once while newer figures are still being built. Refuses to build anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from folja.model import Decision, Finding, Outcome, Severity, Unit
from folja.quality.matching import with_decisions
from folja.text import LocalText, Message, is_worded, render
from folja_site.access.principal import Principal
from folja_site.access.roles import Role
from folja_site.measurements.models import ReturnedQuestion
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import tables
from folja_site.results.figures import Figures
from folja_site.results.store import read

#: Rows of the queue on one page.
PER_PAGE = 60

_INDEX = """
SELECT id, code, severity, outcome, unit, indicator, point,
  body->>'subject' AS subject, body->>'fingerprint' AS fingerprint, body->>'points' AS points,
  body->>'$.message.sv' AS sv, body->>'$.message.en' AS en,
  body->>'$.remedy.sv' AS remedy_sv, body->>'$.remedy.en' AS remedy_en
FROM findings ORDER BY place
"""

#: The names of the states that a finding can be in, in the order of the filter.
STATES = ("open", "asked", "decided", "all")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in the queue, with the decision that stands about it and whether it is asked."""

    id: str
    finding: Finding
    told: LocalText
    remedy: LocalText
    name: LocalText
    about: LocalText
    asked: bool = False
    mine: bool = False

    @property
    def state(self) -> str:
        """Open, asked (waits for the network) or decided."""
        if not self.finding.is_open:
            return "decided"
        return "asked" if self.asked else "open"

    @property
    def decision(self) -> Decision | None:
        """The decision that stands, be it about other words."""
        return self.finding.resolution


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks the queue for."""

    unit: str = ""
    code: str = ""
    severity: str = ""
    state: str = "open"
    whose: str = ""
    by: str = "network"

    def query(self, **changed: str) -> str:
        """Return the address part of this choice, with something else chosen."""
        other = replace(self, **changed)
        plain = Choice()
        given = {
            name: getattr(other, name)
            for name in ("whose", "state", "severity", "unit", "code", "by")
            if getattr(other, name) != getattr(plain, name)
        }
        return "?" + urlencode(given) if given else "?"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading: a network's or a check's."""

    key: str
    name: LocalText
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Queue:
    """All findings of a programme, those that were asked for, and the counts of every filter."""

    rows: tuple[Row, ...]
    chosen: tuple[Row, ...]
    choice: Choice
    units: Mapping[str, Unit]
    catalogue: Mapping[str, tuple[Any, ...]]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def at(self, finding_id: str) -> Row | None:
        """Return the finding with an id, or None."""
        return next((row for row in self.rows if row.id == finding_id), None)

    def place(self, finding_id: str) -> int:
        """Return the place of a finding among the chosen ones, -1 where it is not one of them."""
        return next((n for n, row in enumerate(self.chosen) if row.id == finding_id), -1)

    def after(self, finding_id: str) -> Row | None:
        """Return the finding that comes after one in the queue that was asked for."""
        at = self.place(finding_id)
        if at >= 0:
            return self.chosen[at + 1] if at + 1 < len(self.chosen) else None
        # It has left the queue by its decision: go on with what stood after it.
        passed = [row.id for row in self.rows].index(finding_id) if self.at(finding_id) else 0
        later = {row.id for row in self.rows[passed + 1 :]}
        found = (row for row in self.chosen if row.id in later)
        return next(found, self.chosen[0] if self.chosen else None)

    def before(self, finding_id: str) -> Row | None:
        """Return the finding that comes before one in the queue."""
        at = self.place(finding_id)
        return self.chosen[at - 1] if at > 0 else None


def choice_of(asked: Mapping[str, str], principal: Principal, programme: Programme) -> Choice:
    """Return what an address asks for; what it does not know is left at its usual value."""
    usual = Choice()
    own = bool(principal.own_units(programme.pk, Role.EVALUATOR))
    state = asked.get("state", usual.state)
    severity = asked.get("severity", "")
    whose = asked.get("whose", "mine" if own else "all")
    code = asked.get("code", "")
    return Choice(
        unit=asked.get("unit", ""),
        # Goes on into addresses, which take letters and hyphens only.
        code=code if code.isascii() and code.replace("-", "").isalnum() else "",
        severity=severity if severity in set(Severity) else "",
        state=state if state in STATES else usual.state,
        whose="mine" if whose == "mine" and own else "all" if own else "",
        by="check" if asked.get("by") == "check" else "network",
    )


def queue_of(
    programme: Programme, figures: Figures | None, principal: Principal, choice: Choice
) -> Queue:
    """Return the queue: three questions to the database, whatever there is in it."""
    found = read(figures.path, _INDEX) if figures else []
    held = tables(
        programme,
        *("units", "points", "indicators", "indicator_relations", "goals", "decisions"),
        "adaptations",
    )
    units = {unit.id: unit for unit in held["units"]}
    asked = set(
        ReturnedQuestion.objects.filter(
            participation__round__programme=programme, replied_at__isnull=True
        )
        .exclude(indicator="")
        .values_list("participation__unit", "indicator", "point")
    )
    findings = with_decisions((_finding(one) for one in found), held["decisions"])
    own = principal.own_units(programme.pk, Role.EVALUATOR)
    indicators = {i.id: i for i in held["indicators"]}
    rows = tuple(
        _row(one, finding, units, indicators, asked, own)
        for one, finding in zip(found, findings, strict=True)
    )
    return Queue(
        rows=rows,
        chosen=tuple(r for r in rows if _fits(r, choice)),
        choice=choice,
        units=units,
        catalogue=held,
        counts=_counts(rows, choice),
    )


def _finding(one: Mapping[str, Any]) -> Finding:
    return Finding(
        code=one["code"],
        severity=Severity(one["severity"]),
        outcome=Outcome(one["outcome"]),
        unit=one["unit"],
        indicator=one["indicator"],
        point=one["point"],
        subject=one["subject"],
        message=Message("review.told", {"told": LocalText(one["sv"], one["en"])}),
        points=tuple(json.loads(one["points"])) if one["points"] else (),
        fingerprint=one["fingerprint"],
    )


def _row(
    one: Mapping[str, Any],
    finding: Finding,
    units: Mapping[str, Unit],
    indicators: Mapping[str, Any],
    asked: set[tuple[str, str, str]],
    own: frozenset[str],
) -> Row:
    indicator = indicators.get(finding.indicator or "")
    about = (indicator.short_name or indicator.name) if indicator else LocalText()
    place = (finding.unit or "", finding.indicator or "", finding.point or "")
    return Row(
        id=one["id"],
        finding=finding,
        told=LocalText(one["sv"], one["en"]),
        remedy=LocalText(one["remedy_sv"] or "", one["remedy_en"] or ""),
        name=check_name(finding.code),
        about=about,
        asked=place in asked,
        mine=finding.unit is None or finding.unit in own,
    )


def check_name(code: str) -> LocalText:
    """Return what a check is called; a relation with a code of its own has no other name."""
    known = f"quality.{code}.name"
    if not is_worded(known):
        return LocalText(code.replace("-", " "), code.replace("-", " "))
    return LocalText(*(_capital(render(Message(known), lang)) for lang in ("sv", "en")))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _fits(row: Row, choice: Choice, *, but: str = "") -> bool:
    """Say whether a row is asked for; `but` leaves one filter out, to count its alternatives."""
    held = {
        "whose": choice.whose != "mine" or row.mine,
        "state": choice.state == "all" or row.state == choice.state,
        "severity": not choice.severity or row.finding.severity == choice.severity,
        "unit": not choice.unit or (row.finding.unit or "-") == choice.unit,
        "code": not choice.code or row.finding.code == choice.code,
    }
    return all(fits for name, fits in held.items() if name != but)


def _counts(rows: Iterable[Row], choice: Choice) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("whose", "state", "severity", "unit", "code")
    }
    for row in rows:
        values = {
            "whose": ("mine", "all") if row.mine else ("all",),
            "state": (row.state, "all"),
            "severity": (row.finding.severity.value, ""),
            "unit": (row.finding.unit or "-", ""),
            "code": (row.finding.code, ""),
        }
        for name, keys in values.items():
            if _fits(row, choice, but=name):
                counts[name].update(keys)
    return counts


def groups_of(queue: Queue, first: int, last: int) -> tuple[Group, ...]:
    """Return the chosen rows from one place to another, under networks or checks."""

    def key_of(row: Row) -> str:
        return row.finding.code if queue.choice.by == "check" else row.finding.unit or "-"

    totals = Counter(key_of(row) for row in queue.chosen)
    gathered: dict[str, list[Row]] = {}
    for row in ordered(queue)[first:last]:
        gathered.setdefault(key_of(row), []).append(row)
    return tuple(
        Group(key, _group_name(queue, key), tuple(rows), totals[key])
        for key, rows in gathered.items()
    )


def ordered(queue: Queue) -> tuple[Row, ...]:
    """Return the chosen rows as they are shown: errors first within each group."""
    seen: dict[str, int] = {}
    by_check = queue.choice.by == "check"
    for row in queue.chosen:
        key = row.finding.code if by_check else row.finding.unit or "-"
        seen.setdefault(key, len(seen))
    return tuple(
        sorted(
            queue.chosen,
            key=lambda r: seen[r.finding.code if by_check else r.finding.unit or "-"],
        )
    )


def in_order(queue: Queue) -> Queue:
    """Return the queue with its chosen rows in the order in which they are shown."""
    return replace(queue, chosen=ordered(queue))


def _group_name(queue: Queue, key: str) -> LocalText:
    if queue.choice.by == "check":
        return check_name(key)
    if key in queue.units:
        return queue.units[key].name
    return LocalText(*(render(Message("review.catalogue"), lang) for lang in ("sv", "en")))
