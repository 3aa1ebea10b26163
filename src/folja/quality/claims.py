"""Checks of what a text states against what the networks answered.

Holds one comparison per predicate of a claim. Refuses to say which of the two is right, and to find
fault with a round figure in running text: "about", a range or an open end agrees with what it may
stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from folja.model import Claim, ClaimKind, Finding, Predicate, Severity
from folja.quality.answers import NOT_PUT, Answers, Seen
from folja.quality.checks import Check, Family, Missing, Need
from folja.quality.holding import possible_readings, same_scale
from folja.quality.wording import as_share, cited, quoted, told, told_percent
from folja.text import LocalText
from folja.values import Certainty, Interval, Quantity, compare, difference, share

_NOUGHT = Interval(Decimal(0), Decimal(0))
#: A share in running text is rounded: it agrees within one percentage point.
_ROUNDING = Decimal(1)

DISAGREES = Check(
    code="claim-disagrees",
    severity=Severity.WARNING,
    missing=Missing.DISAGREES,
    needs=(Need.CLAIMS, Need.ANSWERS),
)
UNIT_DIFFERS = Check(
    code="claim-unit-differs",
    severity=Severity.INFO,
    missing=Missing.NOT_CONCERNED,
    needs=(Need.CLAIMS,),
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim about one indicator of one network, with the cells that it is held against.

    `start` and `end` are the ends of a change, both the same point where the claim is about one.
    """

    answers: Answers
    claim: Claim
    unit: str
    indicator: str
    start: str
    end: str

    @property
    def is_change(self) -> bool:
        """Whether the claim is about a change, and not a point."""
        return "/" in self.claim.place

    @property
    def was_asked(self) -> bool:
        """Whether there is a cell to hold the claim against, be it blank."""
        points = (self.start, self.end)
        return self.printed is not NOT_PUT or any(
            self.answers.was_asked(self.unit, self.indicator, point) for point in points
        )

    @property
    def first(self) -> Quantity:
        """The answer at the start."""
        return self.answers.reading(self.unit, self.indicator, self.start)

    @property
    def last(self) -> Quantity:
        """The answer at the end, or at the only point."""
        return self.answers.reading(self.unit, self.indicator, self.end)

    @property
    def printed(self) -> Quantity:
        """The printed difference, that of a blank where none is printed."""
        key = (self.unit, self.indicator, f"{self.start}/{self.end}")
        found = self.answers.follow_up.printed_difference.get(key)
        return NOT_PUT if found is None else found.reading

    @property
    def change(self) -> tuple[Interval, ...]:
        """What the change may be: end minus start, else the printed difference."""
        found = tuple(
            d
            for a in possible_readings(self.first)
            for b in possible_readings(self.last)
            if (d := difference(a, b)) is not None
        )
        return found or possible_readings(self.printed)

    @property
    def cells(self) -> tuple[Seen, ...]:
        """The cells that the claim is held against."""
        points = dict.fromkeys((self.start, self.end))
        seen = [self.answers.cell(self.unit, self.indicator, p) for p in points]
        if self.is_change:
            seen.append((self.unit, self.indicator, self.claim.place, self.printed.text))
        return tuple(seen)

    @property
    def shown(self) -> Mapping[str, object]:
        """What the sentence shows of the answers."""
        return {
            "start": quoted(self.first),
            "end": quoted(self.last),
            "printed": quoted(self.printed),
            "actual": quoted(self.last),
            "claimed": quoted(self.claim.reading),
            "source": cited(self.claim.section),
        }


def look(answers: Answers) -> Iterator[Finding]:
    """Yield each claim in running text that the answers do not bear out."""
    for claim in answers.follow_up.claims:
        if claim.kind is not ClaimKind.NARRATIVE or claim.unit is None:
            continue
        finding = _seen(answers, claim, claim.unit)
        if finding is not None:
            yield finding


def _seen(answers: Answers, claim: Claim, unit: str) -> Finding | None:
    if claim.indicator is None:
        return _whole(answers, claim, unit)
    if claim.indicator not in answers.follow_up.indicator_by_id:
        return None
    start, _, end = claim.place.partition("/")
    if not end and claim.predicate in (Predicate.INCREASED, Predicate.FROM_TO):
        start, end = next(iter(answers.points), start), start
    place = _Place(answers, claim, unit, claim.indicator, start, end or start)
    if not place.was_asked or not _can_be_held(place):
        return None
    if claim.counts:
        return _finding(place, UNIT_DIFFERS, "seen", {"counts": _counted(claim), **place.shown})
    if _AGREES[claim.predicate](place):
        return None
    variant, words = _worded(place)
    return _finding(place, DISAGREES, variant, words)


#: The predicates that state a figure: one that cannot be read contradicts nothing.
_WITH_FIGURE = (Predicate.EQUALS, Predicate.FROM_TO, Predicate.SHARE_OF)


def _can_be_held(place: _Place) -> bool:
    """Say whether a claim states something that an answer can be held against.

    A figure that cannot be read cannot, nor one in another unit than the answer's.
    """
    claim = place.claim
    if claim.counts or claim.predicate not in _WITH_FIGURE:
        return True
    if not all(possible_readings(stated) for stated in _stated(claim)):
        return False
    return claim.predicate is Predicate.SHARE_OF or same_scale(*_stated(claim), place.last)


def _finding(place: _Place, check: Check, variant: str, words: Mapping[str, object]) -> Finding:
    claim = place.claim
    indicator = place.answers.follow_up.indicator_by_id[place.indicator]
    return place.answers.finding(
        check.code,
        check.severity,
        unit=place.unit,
        indicator=place.indicator,
        point=claim.place,
        seen=variant,
        cells=(
            *place.cells,
            *((place.unit, place.indicator, claim.id, r.text) for r in _stated(claim)),
        ),
        words={"measured": indicator.unit, **words},
    )


def _stated(claim: Claim) -> tuple[Quantity, ...]:
    return (claim.reading,) if claim.from_reading is None else (claim.from_reading, claim.reading)


def _counted(claim: Claim) -> LocalText:
    """What a text counts, as "aktörer/actors" says it in both languages."""
    swedish, _, english = claim.counts.partition("/")
    return LocalText(swedish, english or swedish)


def _whole(answers: Answers, claim: Claim, unit: str) -> Finding | None:
    """Hold "there is no information" about a whole network against its table."""
    if claim.predicate is not Predicate.NO_INFORMATION:
        return None
    points = (claim.place,) if claim.place in answers.points else answers.points
    cells = [
        answers.cell(unit, indicator.id, point)
        for indicator in answers.indicators
        for point in points
        if answers.reading(unit, indicator.id, point).has_value
    ]
    if not cells:
        return None
    return answers.finding(
        DISAGREES.code,
        DISAGREES.severity,
        unit=unit,
        point=claim.place or None,
        seen="seen-whole",
        cells=(*cells, (unit, "", claim.id, claim.reading.text)),
        words={"n": len(cells), "source": cited(claim.section)},
    )


# -- does it agree? --------------------------------------------------------------------------------


def _meets(claimed: Quantity, actual: tuple[Interval, ...]) -> bool:
    """Say whether a stated figure and an answer may be the same: under some reading of both."""
    return any(
        compare(a, "=", c) is not Certainty.IMPOSSIBLE
        for a in actual
        for c in possible_readings(claimed)
    )


def _equals(place: _Place) -> bool:
    if place.is_change:
        return _meets(place.claim.reading, place.change)
    return _meets(place.claim.reading, possible_readings(place.last))


def _from_to(place: _Place) -> bool:
    earlier = place.claim.from_reading
    return (earlier is None or _meets(earlier, possible_readings(place.first))) and _meets(
        place.claim.reading, possible_readings(place.last)
    )


def _increased(place: _Place) -> bool:
    return any(compare(c, ">", _NOUGHT) is not Certainty.IMPOSSIBLE for c in place.change)


def _none(place: _Place) -> bool:
    known = possible_readings(place.last)
    return any(compare(k, "=", _NOUGHT) is not Certainty.IMPOSSIBLE for k in known)


def _no_information(place: _Place) -> bool:
    return not place.last.has_value


def _share_of(place: _Place) -> bool:
    actual, claimed = _actual_share(place), place.claim.reading.interval()
    if actual is None or claimed is None:
        return False
    low = None if claimed.low is None else claimed.low - _ROUNDING
    high = None if claimed.high is None else claimed.high + _ROUNDING
    return compare(replace(claimed, low=low, high=high), "=", actual) is not Certainty.IMPOSSIBLE


def _other_concept(place: _Place) -> bool:
    return False


_AGREES: Mapping[Predicate, Callable[[_Place], bool]] = {
    Predicate.EQUALS: _equals,
    Predicate.FROM_TO: _from_to,
    Predicate.SHARE_OF: _share_of,
    Predicate.INCREASED: _increased,
    Predicate.NONE: _none,
    Predicate.NO_INFORMATION: _no_information,
    Predicate.OTHER_CONCEPT: _other_concept,
}


def _actual_share(place: _Place) -> Interval | None:
    """Return the share that the answers give, in per cent."""
    whole = place.claim.of_indicator
    if whole is None:
        return None
    found = share(place.last.interval(), place.answers.interval(place.unit, whole, place.end))
    if found is None:
        return None
    low, high = (None if b is None else b * 100 for b in (found.low, found.high))
    return replace(found, low=low, high=high)


# -- how it is said --------------------------------------------------------------------------------


def _worded(place: _Place) -> tuple[str, Mapping[str, object]]:
    """Return the variant of the sentence and the words that fill it."""
    claim, shown = place.claim, dict(place.shown)
    match claim.predicate:
        case Predicate.EQUALS if place.is_change:
            shown["actual"] = told(place.change[0] if place.change else None)
            return "seen-change", shown
        case Predicate.FROM_TO:
            shown["claimed_start"] = quoted(claim.from_reading or NOT_PUT)
        case Predicate.SHARE_OF:
            whole = claim.of_indicator or ""
            shown |= {
                "claimed": as_share(claim.reading),
                "of": place.answers.indicator_name(whole),
                "whole": quoted(place.answers.reading(place.unit, whole, place.end)),
                "share": told_percent(_actual_share(place)),
            }
    return f"seen-{claim.predicate.value}", shown


FAMILY = Family(name="claims", checks=(DISAGREES, UNIT_DIFFERS), look=look)
