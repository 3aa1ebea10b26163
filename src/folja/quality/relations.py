"""Checks of indicators against each other, by the relations that the catalogue declares.

Holds which relations are judged together, where a breach stands and which of several is reported.
Which indicators a relation holds for, the code and the severity of a breach are the catalogue's.
Refuses relations of indicators that the catalogue does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from folja.model import Finding, IndicatorRelation, Outcome, RelationKind, Severity
from folja.quality.answers import Answers
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.relation_rules import (
    Breach,
    founders_of_companies,
    parts_make_whole,
    requires_another,
    same_change,
    within_limit,
)

_NEEDS = (Need.ANSWERS, Need.RELATION)


def _check(code: str, severity: Severity, missing: Missing = Missing.PASSES_OVER) -> Check:
    return Check(code=code, severity=severity, missing=missing, needs=_NEEDS)


PARTS_NOT_TOTAL = _check("parts-not-total", Severity.ERROR)
ENGAGED = _check("engaged-exceed-individuals", Severity.ERROR)
ACTORS = _check("actors-exceed-individuals", Severity.WARNING)
COMPANIES = _check("companies-exceed-actors", Severity.ERROR)
LIMIT = _check("limit-exceeded", Severity.WARNING)
SUBSET = _check("subset-exceeds", Severity.WARNING)
CHANGE = _check("change-disagrees", Severity.WARNING)
FOUNDERS = _check("founders-disagree", Severity.WARNING, Missing.IS_POSSIBLE)
ACTIVITY = _check("activity-before-actors", Severity.WARNING)


_Rule = Callable[[Answers, str, tuple[IndicatorRelation, ...]], Iterator[Breach]]


def look(answers: Answers) -> Iterator[Finding]:
    """Yield each relation that does not hold, per network once at the latest point and once for
    the change.
    """
    for group in _groups(answers):
        rule, checks = _RULES[group[0].kind]
        code = group[0].code or checks[0].code
        known = code in {check.code for check in checks}
        indicator = _stands_at(answers, group)
        owners = _owners(answers, group[0])
        for unit in answers.units:
            if owners and unit.id not in owners:
                continue
            for breach in _reported(rule(answers, unit.id, group)):
                yield answers.finding(
                    code,
                    breach.severity,
                    unit=unit.id,
                    indicator=indicator,
                    point=breach.place,
                    outcome=breach.outcome,
                    seen=breach.seen,
                    cells=breach.cells,
                    words=breach.words,
                    worded=code if known else checks[0].code,
                )


def _groups(answers: Answers) -> Iterator[tuple[IndicatorRelation, ...]]:
    """Yield the relations that are judged together: the parts of one whole, the founders of one
    kind of companies; each other relation by itself. Parts that a network has added itself make a
    whole of their own.
    """
    known = answers.follow_up.indicator_by_id
    together: dict[tuple[RelationKind, str, str, frozenset[str]], list[IndicatorRelation]] = {}
    for relation in answers.follow_up.indicator_relations:
        if relation.indicator not in known or relation.other not in known:
            continue
        if relation.kind in (RelationKind.PART_OF, RelationKind.FOUNDER_OF):
            owners = _owners(answers, relation)
            key = (relation.kind, relation.other, relation.code, owners)
            together.setdefault(key, []).append(relation)
        else:
            yield (relation,)
    for parts in together.values():
        yield tuple(sorted(parts, key=lambda r: known[r.indicator].no))


def _owners(answers: Answers, relation: IndicatorRelation) -> frozenset[str]:
    """Return the networks that have added the indicator of a relation, none where all are asked."""
    return answers.follow_up.added_by.get(relation.indicator, frozenset())


def _stands_at(answers: Answers, group: tuple[IndicatorRelation, ...]) -> str:
    """Say which indicator a breach stands at.

    The whole, for parts of it. Of an indicator and its limit the one that is asked later: it is the
    answer that brings the contradiction in.
    """
    first = group[0]
    if first.kind is RelationKind.PART_OF:
        return first.other
    if first.kind in (RelationKind.AT_MOST, RelationKind.SUBSET_OF):
        return max(first.indicator, first.other, key=lambda i: answers.number(i) or 0)
    return first.indicator


def _reported(breaches: Iterable[Breach]) -> Iterator[Breach]:
    """Yield one breach for the points and one for the changes: the latest, a certain one first.

    The breach keeps the cells of the others, so that a decision about it covers them.
    """
    found = list(breaches)
    for kind in (False, True):
        here = [b for b in found if ("/" in b.place) is kind]
        if not here:
            continue
        certain = [b for b in here if b.outcome is Outcome.CERTAIN]
        latest = (certain or here)[-1]
        cells = tuple(dict.fromkeys(cell for breach in here for cell in breach.cells))
        yield Breach(
            latest.place, latest.outcome, latest.severity, cells, latest.words, latest.seen
        )


#: The rule of each kind of relation, and the checks whose code and words it may have. The first
#: words the relations that a catalogue gives a code of its own.
_RULES: Mapping[RelationKind, tuple[_Rule, tuple[Check, ...]]] = {
    RelationKind.PART_OF: (parts_make_whole, (PARTS_NOT_TOTAL,)),
    RelationKind.SUBSET_OF: (within_limit, (SUBSET, LIMIT)),
    RelationKind.AT_MOST: (within_limit, (LIMIT, ENGAGED, ACTORS, COMPANIES)),
    RelationKind.CHANGE_OF: (same_change, (CHANGE,)),
    RelationKind.FOUNDER_OF: (founders_of_companies, (FOUNDERS,)),
    RelationKind.REQUIRES: (requires_another, (ACTIVITY,)),
}

FAMILY = Family(
    name="relations",
    checks=(
        PARTS_NOT_TOTAL,
        ENGAGED,
        ACTORS,
        COMPANIES,
        LIMIT,
        SUBSET,
        CHANGE,
        FOUNDERS,
        ACTIVITY,
    ),
    look=look,
)
