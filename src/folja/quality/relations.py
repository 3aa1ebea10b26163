"""Checks of indicators against each other, by the relations that the catalogue declares.

Holds one rule per kind of relation; which indicators it holds for, the code and the severity of a
breach are the catalogue's. Works on values, never on printed differences, save where a network
gives no value at all. Refuses to compare a percentage with a count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from folja.model import Finding, IndicatorRelation, Outcome, RelationKind, Severity
from folja.quality.answers import Answers, Seen
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.holding import Verdict, verdict
from folja.quality.wording import juxtaposed, listed, quoted, told
from folja.text import LocalText
from folja.values import Certainty, Comparison, Interval, compare, difference, total

_NEEDS = (Need.ANSWERS, Need.RELATION)
_NOUGHT = Interval(Decimal(0), Decimal(0))


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


@dataclass(frozen=True, slots=True)
class _Breach:
    """A relation that does not hold at one place, with the cells and the words to say so."""

    place: str
    outcome: Outcome
    severity: Severity
    cells: tuple[Seen, ...]
    words: Mapping[str, object]
    seen: str = "seen"


_Rule = Callable[[Answers, str, tuple[IndicatorRelation, ...]], Iterator[_Breach]]


def look(answers: Answers) -> Iterator[Finding]:
    """Yield each relation that does not hold, per network once at the latest point and once for
    the change.
    """
    for group in _groups(answers):
        rule, like = _RULES[group[0].kind]
        indicator = _stands_at(answers, group)
        for unit in answers.units:
            for breach in _reported(rule(answers, unit.id, group)):
                yield answers.finding(
                    group[0].code,
                    breach.severity,
                    unit=unit.id,
                    indicator=indicator,
                    point=breach.place,
                    outcome=breach.outcome,
                    seen=breach.seen,
                    cells=breach.cells,
                    words=breach.words,
                    like=like.code,
                )


def _groups(answers: Answers) -> Iterator[tuple[IndicatorRelation, ...]]:
    """Yield the relations that are judged together: the parts of one whole, the founders of one
    kind of companies; each other relation by itself.
    """
    known = answers.follow_up.indicator_by_id
    together: dict[tuple[RelationKind, str, str], list[IndicatorRelation]] = {}
    for relation in answers.follow_up.indicator_relations:
        if relation.indicator not in known or relation.other not in known:
            continue
        if relation.kind in (RelationKind.PART_OF, RelationKind.FOUNDER_OF):
            key = (relation.kind, relation.other, relation.code)
            together.setdefault(key, []).append(relation)
        else:
            yield (relation,)
    for parts in together.values():
        yield tuple(sorted(parts, key=lambda r: known[r.indicator].no))


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


def _reported(breaches: Iterable[_Breach]) -> Iterator[_Breach]:
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
        yield _Breach(
            latest.place, latest.outcome, latest.severity, cells, latest.words, latest.seen
        )


# -- the rules -------------------------------------------------------------------------------------


def _parts(answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]) -> Iterator[_Breach]:
    """Parts add up to their whole, at each point and in each change."""
    whole = group[0].other
    parts = tuple(relation.indicator for relation in group)
    severity = _severity(group[0])
    for point in answers.points:
        if _mixed(answers, unit, (*parts, whole), point):
            continue
        have = [answers.interval(unit, part, point) for part in parts]
        should = answers.interval(unit, whole, point)
        yield from _sum_breach(answers, unit, (parts, whole), (point,), have, should, severity)
    for start, end in answers.spans:
        if any(_mixed(answers, unit, (*parts, whole), point) for point in (start, end)):
            continue
        have = [_change(answers, unit, part, start, end) for part in parts]
        should = _change(answers, unit, whole, start, end)
        yield from _sum_breach(answers, unit, (parts, whole), (start, end), have, should, severity)


def _sum_breach(
    answers: Answers,
    unit: str,
    indicators: tuple[tuple[str, ...], str],
    points: tuple[str, ...],
    have: list[Interval | None],
    should: Interval | None,
    severity: Severity,
) -> Iterator[_Breach]:
    parts, whole = indicators
    together = total(have)
    found = verdict(together, "!=", should, severity)
    if found is None:
        return
    cells = tuple(answers.cell(unit, i, p) for p in points for i in (*parts, whole))
    is_change = len(points) > 1
    yield _Breach(
        "/".join(points),
        *found,
        cells,
        {
            "parts": listed(answers.indicator_name(part) for part in parts),
            "terms": " + ".join(
                answers.reading(unit, part, points[-1]).text.strip() for part in parts
            ),
            "sum": told(together),
            "whole": told(should) if is_change else quoted(answers.reading(unit, whole, points[0])),
        },
        "seen-change" if is_change else "seen",
    )


def _limit(answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]) -> Iterator[_Breach]:
    """An indicator is never above its limit; nor is some of something above all of it."""
    (relation,) = group
    severity = _severity(relation)
    for point in answers.points:
        if _mixed(answers, unit, (relation.indicator, relation.other), point):
            continue
        found = _compared(answers, unit, relation, point, ">", severity)
        if found is not None:
            yield _pair_breach(answers, unit, relation, point, found)
    yield from _printed_above(answers, unit, relation, severity)


def _printed_above(
    answers: Answers, unit: str, relation: IndicatorRelation, severity: Severity
) -> Iterator[_Breach]:
    """A printed change stands in where a network gives no value at all: what starts at nothing or
    more and ends at its limit or less cannot have grown by more than the limit.
    """
    for start, end in answers.spans:
        place = f"{start}/{end}"
        claim = answers.follow_up.printed_difference.get((unit, relation.indicator, place))
        if claim is None or any(
            answers.reading(unit, relation.indicator, p).has_value for p in (start, end)
        ):
            continue
        limit = answers.reading(unit, relation.other, end)
        if claim.reading.percent != limit.percent:
            continue
        found = verdict(
            claim.reading.interval(), ">", answers.interval(unit, relation.other, end), severity
        )
        if found is not None:
            yield _Breach(
                place,
                *found,
                (
                    (unit, relation.indicator, place, claim.reading.text),
                    answers.cell(unit, relation.other, end),
                ),
                _pair_words(answers, relation)
                | {"value": quoted(claim.reading), "other_value": quoted(limit)},
                "seen-printed",
            )


def _change_of(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[_Breach]:
    """What is itself the change of something grows by as much as that does."""
    (relation,) = group
    for start, end in answers.spans:
        stated = _change(answers, unit, relation.indicator, start, end)
        computed = _change(answers, unit, relation.other, start, end)
        found = verdict(stated, "!=", computed, _severity(relation))
        if found is not None:
            yield _Breach(
                f"{start}/{end}",
                *found,
                tuple(
                    answers.cell(unit, i, p)
                    for i in (relation.indicator, relation.other)
                    for p in (start, end)
                ),
                _pair_words(answers, relation)
                | {"value": told(stated), "other_value": told(computed)},
            )


def _founders(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[_Breach]:
    """Every new company has a founder; one may have several, so more founders are only possibly
    wrong, and so are founders that nobody has told of.
    """
    companies = group[0].other
    founders = tuple(relation.indicator for relation in group)
    severity = _severity(group[0])
    for point in answers.points:
        have = [answers.interval(unit, founder, point) for founder in founders]
        started = answers.interval(unit, companies, point)
        together = total(have)
        if together is None or started is None:
            known = [*(h for h in have if h is not None), *([started] if started else [])]
            if not any(compare(k, ">", _NOUGHT) is not Certainty.IMPOSSIBLE for k in known):
                continue
            found: Verdict | None = (Outcome.POSSIBLE, Severity.INFO)
            seen = "seen-missing"
        else:
            found, seen = _counted(together, started, severity)
        if found is not None:
            yield _Breach(
                point,
                *found,
                tuple(answers.cell(unit, i, point) for i in (*founders, companies)),
                {
                    "pairs": listed(_pair(answers, unit, f, point) for f in founders),
                    "sum": told(together),
                    "companies": quoted(answers.reading(unit, companies, point)),
                    "other": answers.indicator_name(companies),
                },
                seen,
            )


def _counted(
    together: Interval, started: Interval, severity: Severity
) -> tuple[Verdict | None, str]:
    """Hold the number of founders against the number of companies."""
    too_few = verdict(together, "<", started, severity)
    if too_few is not None and too_few[0] is Outcome.CERTAIN:
        return too_few, "seen-fewer"
    more = verdict(together, ">", started, severity)
    if more is not None:
        return (Outcome.POSSIBLE, more[1]), "seen"
    return too_few, "seen-fewer"


def _requires(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[_Breach]:
    """Nothing is above zero while what it requires is zero."""
    (relation,) = group
    for point in answers.points:
        found = _both(
            verdict(
                answers.interval(unit, relation.indicator, point),
                ">",
                _NOUGHT,
                _severity(relation),
            ),
            verdict(
                answers.interval(unit, relation.other, point),
                "=",
                _NOUGHT,
                _severity(relation),
            ),
        )
        if found is not None:
            yield _pair_breach(answers, unit, relation, point, found)


# -- what the rules share --------------------------------------------------------------------------


def _severity(relation: IndicatorRelation) -> Severity:
    """Return the severity that the catalogue declares; a word we do not know is a question."""
    try:
        return Severity(relation.severity)
    except ValueError:
        return Severity.WARNING


def _both(a: Verdict | None, b: Verdict | None) -> Verdict | None:
    """Return how far two conditions hold together: as far as the weaker."""
    if a is None or b is None:
        return None
    outcome = Outcome.CERTAIN if a[0] is b[0] is Outcome.CERTAIN else Outcome.POSSIBLE
    return outcome, max(a[1], b[1], key=lambda severity: severity.rank)


def _compared(
    answers: Answers,
    unit: str,
    relation: IndicatorRelation,
    point: str,
    op: Comparison,
    severity: Severity,
) -> Verdict | None:
    return verdict(
        answers.interval(unit, relation.indicator, point),
        op,
        answers.interval(unit, relation.other, point),
        severity,
    )


def _pair_breach(
    answers: Answers, unit: str, relation: IndicatorRelation, point: str, found: Verdict
) -> _Breach:
    return _Breach(
        point,
        *found,
        tuple(answers.cell(unit, i, point) for i in (relation.indicator, relation.other)),
        _pair_words(answers, relation)
        | {
            "value": quoted(answers.reading(unit, relation.indicator, point)),
            "other_value": quoted(answers.reading(unit, relation.other, point)),
        },
        "seen-possible" if found[0] is Outcome.POSSIBLE else "seen",
    )


def _pair_words(answers: Answers, relation: IndicatorRelation) -> dict[str, object]:
    return {
        "which": answers.indicator_name(relation.indicator),
        "other": answers.indicator_name(relation.other),
    }


def _pair(answers: Answers, unit: str, indicator: str, point: str) -> LocalText:
    """Return an indicator and its answer, as "men employed 1170"."""
    name = answers.indicator_name(indicator)
    return juxtaposed(name, quoted(answers.reading(unit, indicator, point)))


def _change(answers: Answers, unit: str, indicator: str, start: str, end: str) -> Interval | None:
    return difference(
        answers.interval(unit, indicator, start), answers.interval(unit, indicator, end)
    )


def _mixed(answers: Answers, unit: str, indicators: tuple[str, ...], point: str) -> bool:
    """Say whether percentages stand among counts: then nothing can be held against the other."""
    known = [r for i in indicators if (r := answers.reading(unit, i, point)).has_value]
    return len({r.percent for r in known}) > 1


_RULES: Mapping[RelationKind, tuple[_Rule, Check]] = {
    RelationKind.PART_OF: (_parts, PARTS_NOT_TOTAL),
    RelationKind.SUBSET_OF: (_limit, SUBSET),
    RelationKind.AT_MOST: (_limit, LIMIT),
    RelationKind.CHANGE_OF: (_change_of, CHANGE),
    RelationKind.FOUNDER_OF: (_founders, FOUNDERS),
    RelationKind.REQUIRES: (_requires, ACTIVITY),
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
