"""The rules behind the relations of a catalogue: what a breach is, and how it is said.

Holds one rule per kind of relation, each from a network's answers to the places where the relation
does not hold. Works on values, never on printed differences, save where a network gives no value at
all. Refuses to compare a percentage with a count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from folja.model import IndicatorRelation, Outcome, Severity
from folja.quality.answers import Answers, Seen
from folja.quality.holding import Verdict, verdict
from folja.quality.wording import juxtaposed, listed, quoted, told
from folja.text import LocalText
from folja.values import Certainty, Comparison, Interval, compare, difference, total

_NOUGHT = Interval(Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class Breach:
    """A relation that does not hold at one place, with the cells and the words to say so."""

    place: str
    outcome: Outcome
    severity: Severity
    cells: tuple[Seen, ...]
    words: Mapping[str, object]
    seen: str = "seen"


def parts_make_whole(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[Breach]:
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
        yield from _known_above(answers, unit, (parts, whole), point, have, severity)
    for start, end in answers.spans:
        if any(_mixed(answers, unit, (*parts, whole), point) for point in (start, end)):
            continue
        have = [_change(answers, unit, part, start, end) for part in parts]
        should = _change(answers, unit, whole, start, end)
        yield from _sum_breach(answers, unit, (parts, whole), (start, end), have, should, severity)


def _known_above(
    answers: Answers,
    unit: str,
    indicators: tuple[tuple[str, ...], str],
    point: str,
    have: list[Interval | None],
    severity: Severity,
) -> Iterator[Breach]:
    """Where a part is unknown, those that are known are still never more than the whole."""
    parts, whole = indicators
    should = answers.interval(unit, whole, point)
    known = [part for part, value in zip(parts, have, strict=True) if value is not None]
    together = total(value for value in have if value is not None)
    if not known or len(known) == len(parts) or together is None or should is None:
        return
    if compare(together, ">", should) is not Certainty.CERTAIN:
        return
    yield Breach(
        point,
        Outcome.CERTAIN,
        severity,
        tuple(answers.cell(unit, i, point) for i in (*parts, whole)),
        {
            "parts": listed(answers.indicator_name(part) for part in known),
            "sum": told(together),
            "whole": quoted(answers.reading(unit, whole, point)),
        },
        "seen-above",
    )


def _sum_breach(
    answers: Answers,
    unit: str,
    indicators: tuple[tuple[str, ...], str],
    points: tuple[str, ...],
    have: list[Interval | None],
    should: Interval | None,
    severity: Severity,
) -> Iterator[Breach]:
    parts, whole = indicators
    together = total(have)
    found = verdict(together, "!=", should, severity)
    if found is None:
        return
    cells = tuple(answers.cell(unit, i, p) for p in points for i in (*parts, whole))
    is_change = len(points) > 1
    yield Breach(
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


def within_limit(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[Breach]:
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
) -> Iterator[Breach]:
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
            yield Breach(
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


def same_change(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[Breach]:
    """What is itself the change of something grows by as much as that does."""
    (relation,) = group
    for start, end in answers.spans:
        stated = _change(answers, unit, relation.indicator, start, end)
        computed = _change(answers, unit, relation.other, start, end)
        found = verdict(stated, "!=", computed, _severity(relation))
        if found is not None:
            yield Breach(
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


def founders_of_companies(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[Breach]:
    """Every new company has a founder; one may have several, so more founders are only possibly
    wrong, and so are founders that nobody has told of.
    """
    companies = group[0].other
    founders = tuple(relation.indicator for relation in group)
    severity = _severity(group[0])
    for point in answers.points:
        if not any(answers.was_asked(unit, founder, point) for founder in founders):
            continue  # Nobody can tell of founders that nobody asked about.
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
            yield Breach(
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


def requires_another(
    answers: Answers, unit: str, group: tuple[IndicatorRelation, ...]
) -> Iterator[Breach]:
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
) -> Breach:
    return Breach(
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
