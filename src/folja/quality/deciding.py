"""Decisions about findings: taken once, kept as data, laid over the answers until these change.

Holds the making of a decision and the readings that decisions put in the place of a cell's own.
Refuses a decision about nothing, a correction that cannot be read, and a decision that nobody
stands for. The words of an answer are never changed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import datetime

from folja.model import Action, Decision, Finding, FollowUp
from folja.quality.checking import CHECKS, seen
from folja.quality.faults import QualityFault
from folja.quality.matching import ends, in_time, named, standing
from folja.text import Message, is_worded
from folja.values import Kind, Quantity, read

#: The actions that put a value in the place of a reading.
_GIVES_VALUE = (Action.CORRECTED, Action.READ_AS)


def decided(follow_up: FollowUp) -> Mapping[tuple[str, str, str], Quantity]:
    """Return the readings that decisions put in the place of a cell's own, by (unit, indicator,
    point).

    Only the newest decision about a finding counts (of a change, and of a row of inexact answers:
    the newest about each answer), and only while the words it was about stand unchanged; of
    decisions about one cell under several findings, the newest. A decision about a printed
    difference changes no cell: the rules strict and missing-as-zero take the values, and as-printed
    adds what was printed.
    """
    return readings_of(ruling(follow_up))


def ruling(follow_up: FollowUp) -> Mapping[tuple[str, str, str], Decision]:
    """Return the decisions whose value counts in the place of a cell's own, as `decided` does."""
    if not any(d.action in _GIVES_VALUE for d in follow_up.decisions):
        return {}
    return ruling_among(seen(follow_up), follow_up.decisions, follow_up.observation_at)


def readings_of(
    decisions: Mapping[tuple[str, str, str], Decision],
) -> dict[tuple[str, str, str], Quantity]:
    """Return what each answer is to be read as, of the decisions that rule."""
    return {key: read(decision.value) for key, decision in decisions.items()}


def ruling_among(
    findings: tuple[Finding, ...],
    decisions: Iterable[Decision],
    cells: Container[tuple[str, str, str]],
) -> Mapping[tuple[str, str, str], Decision]:
    """Return what `ruling` does, for findings that have been computed already.

    `cells` are the answers that there are, as (unit, indicator, point).
    """
    holding = [
        decision
        for at, held in standing(findings, decisions).items()
        for decision in held
        if decision.fingerprint == findings[at].fingerprint
    ]
    found: dict[tuple[str, str, str], Decision] = {}
    for decision in in_time(holding):
        key = (decision.unit or "", decision.indicator or "", decision.point or "")
        if decision.action in _GIVES_VALUE and key in cells:
            found[key] = decision
    return found


def decide(
    follow_up: FollowUp,
    *,
    code: str,
    unit: str | None = None,
    no: int | None = None,
    point: str | None = None,
    action: Action | str,
    value: str = "",
    who: str,
    why: str,
    when: datetime,
) -> FollowUp:
    """Return the follow-up with one more decision, about a finding that its checks see.

    `point` may be left out where there is only one finding; for a finding about the catalogue it is
    its subject. A corrected or read-as value belongs to one answer: of a change, `point` names
    which of its two, or the change itself for the printed difference. `value` must be readable
    without a locale, and may say that there is no figure ("n.a."). `who` is a role, never a name.

    Raises `QualityFault` when there is no such finding, or the decision lacks what its action
    needs.
    """
    findings = seen(follow_up)
    finding = _found(follow_up, findings, code=code, unit=unit, no=no, point=point)
    decision = decision_on(
        finding,
        id=_next_id(follow_up),
        point=point,
        action=action,
        value=value,
        who=who,
        why=why,
        when=when,
    )
    return follow_up.with_table(decisions=(*follow_up.decisions, decision))


def decision_on(
    finding: Finding,
    *,
    id: str,
    point: str | None = None,
    action: Action | str,
    value: str = "",
    who: str,
    why: str,
    when: datetime,
) -> Decision:
    """Return the decision about a finding that is at hand, under the rules of `decide`.

    For those who keep findings and decisions elsewhere than in a follow-up; `id` must be new there.
    Raises `QualityFault` when the decision lacks what its action needs.
    """
    action = Action(action)
    place = {"finding": finding.message}
    if action in _GIVES_VALUE:
        _refuse_unreadable(value, place)
        if point is None and "/" in (finding.point or ""):
            start, end = (finding.point or "").split("/")
            raise QualityFault(
                Message(
                    "quality.fault.which-cell",
                    place | {"start": start, "end": end, "change": finding.point},
                )
            )
    elif value.strip():
        raise QualityFault(Message("quality.fault.value-unused", place | {"value": value}))
    elif not why.strip():
        raise QualityFault(Message("quality.fault.why-missing", place))
    if not who.strip():
        raise QualityFault(Message("quality.fault.who-missing", place))
    return Decision(
        id=id,
        code=finding.code,
        unit=finding.unit,
        indicator=finding.indicator,
        point=point or named(finding),
        fingerprint=finding.fingerprint,
        action=action,
        value=value.strip(),
        who=who.strip(),
        when=when,
        why=why.strip(),
    )


def _found(
    follow_up: FollowUp,
    findings: tuple[Finding, ...],
    *,
    code: str,
    unit: str | None,
    no: int | None,
    point: str | None,
) -> Finding:
    """Return the finding that is meant; raise `QualityFault` where there is none, or several."""
    of_code = [f for f in findings if f.code == code]
    if not of_code:
        relations = {relation.code for relation in follow_up.indicator_relations}
        known = code in CHECKS or code in relations
        fault = "none-of-code" if known else "unknown-code"
        raise QualityFault(Message(f"quality.fault.{fault}", {"code": code}))
    here = [f for f in of_code if f.unit == unit and f.no == no]
    if not here:
        places = tuple(dict.fromkeys(_address(f) for f in of_code))
        raise QualityFault(
            Message("quality.fault.not-there", {"code": code, "places": _few(places)})
        )
    if point is not None:
        exact = [f for f in here if named(f) == point]
        here_at = exact or [f for f in here if point in ends(f)][:1]
        if here_at:
            return here_at[0]
    elif len(here) == 1:
        return here[0]
    points = tuple(named(f) or "-" for f in here)
    fault = "not-at-point" if point is not None else "several"
    raise QualityFault(
        Message(
            f"quality.fault.{fault}",
            {"code": code, "place": _address(here[0]), "points": points, "point": point or ""},
        )
    )


def _refuse_unreadable(value: str, place: Mapping[str, object]) -> None:
    reading = read(value)
    if reading.kind is Kind.BLANK:
        raise QualityFault(Message("quality.fault.value-missing", place))
    if reading.kind is Kind.UNREADABLE:
        why = next(iter(reading.problems), "")
        told = Message(f"values.{why}") if is_worded(f"values.{why}") else ""
        raise QualityFault(
            Message("quality.fault.value-unreadable", {**place, "value": value, "why": told})
        )


def _address(finding: Finding) -> str:
    """Return where a finding stands, as the command line names it."""
    return f"{finding.unit or '-'} {finding.no if finding.no is not None else '-'}"


def _few(places: tuple[str, ...], most: int = 8) -> tuple[str, ...]:
    return places if len(places) <= most else (*places[:most], "…")


def _next_id(follow_up: FollowUp) -> str:
    taken = {decision.id for decision in follow_up.decisions}
    number = len(taken) + 1
    while f"decision-{number}" in taken:
        number += 1
    return f"decision-{number}"
