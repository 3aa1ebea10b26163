"""Matched cells laid into a follow-up, cell by cell, without ever losing what stands there.

Holds the ledger of one import: answers and printed differences by their keys, and what each cell of
a file does to them. Refuses to overwrite: where something else stands, the mode decides, and in the
mode "ask" only a person does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from folja.formats.tables.grid import GridCell, Place
from folja.formats.tables.matching import Likeness
from folja.formats.tables.outcome import CellOutcome, Choose, Done, Question
from folja.model import Claim, ClaimKind, FollowUp, Indicator, Observation, Source
from folja.text import LocalText
from folja.values import Locale, Quantity, read

Mode = Literal["ask", "keep", "replace"]
Key = tuple[str, str, str]


@dataclass(slots=True, kw_only=True)
class Ledger:
    """The answers and printed differences of a target while files are laid into it."""

    catalogue: FollowUp
    target: FollowUp
    mode: Mode
    choose: Choose | None = None
    locale: Locale | None = None
    observations: dict[Key, Observation] = field(default_factory=dict)
    claims: dict[Key, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    written_observations: set[Key] = field(default_factory=set)
    written_claims: set[Key] = field(default_factory=set)

    @classmethod
    def open(
        cls,
        catalogue: FollowUp,
        into: FollowUp | None,
        *,
        mode: Mode,
        choose: Choose | None,
        locale: Locale | None,
    ) -> Ledger:
        """Open a ledger on a target, or on the catalogue without its answers and differences."""
        target = into if into is not None else without_answers(catalogue)
        return cls(
            catalogue=catalogue,
            target=target,
            mode=mode,
            choose=choose,
            locale=locale,
            observations=dict(target.observation_at),
            claims=dict(target.printed_difference),
        )

    def lay(
        self,
        unit: str,
        indicator: Indicator,
        point: str,
        cell: GridCell,
        *,
        place: Place,
        source: Source,
        notes: Iterable[str] = (),
    ) -> CellOutcome:
        """Lay one cell into the target, and say what that did."""
        key = (unit, indicator.id, point)
        is_change = "/" in point
        held = self.claims.get(key) if is_change else self.observations.get(key)
        now = held.reading.text if held else None
        action = self._action(now, cell, place)
        if action in (Done.ADDED, Done.REPLACED):
            reading = read(cell.text, locale=self.locale)
            if is_change:
                self.claims[key] = self._claim(key, indicator, reading, source)
                self.written_claims.add(key)
            else:
                comment = "; ".join(notes)
                self.observations[key] = self._observation(key, indicator, reading, source, comment)
                self.written_observations.add(key)
        return CellOutcome(point=point, text=cell.text, now=now, action=action, note=cell.note)

    def _action(self, now: str | None, cell: GridCell, place: Place) -> Done:
        if now is None:
            return Done.ADDED
        if now == cell.text:
            return Done.SAME
        if self.mode == "replace":
            return Done.REPLACED
        if self.mode == "ask" and self.choose is not None:
            options = (
                Likeness("keep", LocalText(now, now), 0),
                Likeness("replace", LocalText(cell.text, cell.text), 0),
            )
            where = place.at(row=cell.row, column=cell.column)
            question = Question(kind="cell", place=where, text=cell.text, options=options)
            if self.choose(question) == "replace":
                return Done.REPLACED
        return Done.KEPT

    def _observation(
        self, key: Key, indicator: Indicator, reading: Quantity, source: Source, comment: str
    ) -> Observation:
        """Return the answer, with what the catalogue knows of the level such an answer covers."""
        known = self.catalogue.observation_at.get(key) or self.observations.get(key)
        if known is None:
            return Observation(
                unit=key[0],
                indicator=key[1],
                version=indicator.version,
                point=key[2],
                reading=reading,
                source=self._use(source),
                comment=comment,
            )
        if known.reading.text == reading.text and known.source:
            return replace(known, reading=reading, comment=comment or known.comment)
        return Observation(
            unit=key[0],
            level=known.level,
            level_basis=known.level_basis,
            indicator=key[1],
            version=known.version,
            point=key[2],
            reading=reading,
            alternative_level=known.alternative_level,
            source=self._use(source),
            comment=comment,
        )

    def _claim(self, key: Key, indicator: Indicator, reading: Quantity, source: Source) -> Claim:
        known = self.catalogue.printed_difference.get(key) or self.claims.get(key)
        if known is not None:
            if known.reading.text == reading.text and known.source:
                return replace(known, reading=reading)
            return replace(known, reading=reading, source=self._use(source))
        whole = key[2] == "/".join(self.catalogue.span)
        name = f"{key[0].lower()}-{indicator.no}-difference"
        taken = {c.id for c in self.target.claims} | {c.id for c in self.claims.values()}
        if not whole or name in taken:
            name = f"{name}-{key[2].replace('/', '-')}"
        return Claim(
            id=name,
            kind=ClaimKind.PRINTED_DIFFERENCE,
            unit=key[0],
            indicator=key[1],
            place=key[2],
            reading=reading,
            source=self._use(source),
        )

    def _use(self, source: Source) -> str:
        """Name the file as a source, which makes it one of the target's."""
        self.sources.setdefault(source.id, source)
        return source.id

    def close(self) -> FollowUp:
        """Return the target with all that was laid into it, ordered by unit and indicator."""
        target = self.target
        units = {u.id: n for n, u in enumerate(target.networks)}
        numbers = {i.id: i.no for i in target.current_indicators}
        points = {p.id: n for n, p in enumerate(target.ordered_points)}

        def order(unit: str | None, indicator: str | None, point: str) -> tuple[int, int, int]:
            return (
                units.get(unit or "", len(units)),
                numbers.get(indicator or "", len(numbers)),
                points.get(point, len(points)),
            )

        whole = {o.key for o in self.observations.values()}
        kept = [
            o
            for o in target.observations
            if o.breakdown or (o.key not in whole and self._is_older(o))
        ]
        observations = sorted(
            [*kept, *self.observations.values()],
            key=lambda o: (*order(o.unit, o.indicator, o.point), o.version, o.breakdown),
        )
        printed = sorted(
            self.claims.values(), key=lambda c: (*order(c.unit, c.indicator, c.place), c.place)
        )
        others = [c for c in target.claims if c.kind is not ClaimKind.PRINTED_DIFFERENCE]
        stood = {c.id: n for n, c in enumerate(self.catalogue.claims)}
        claims = sorted([*printed, *others], key=lambda c: stood.get(c.id, len(stood)))
        have = {s.id for s in target.sources}
        added = [s for s in self.sources.values() if s.id not in have]
        return target.with_table(
            observations=tuple(observations),
            claims=tuple(claims),
            sources=(*target.sources, *added),
        )

    def _is_older(self, observation: Observation) -> bool:
        """Say whether an answer to an older version of the indicator stands beside the latest."""
        held = self.observations.get((observation.unit, observation.indicator, observation.point))
        return held is not None and held.version != observation.version


def without_answers(catalogue: FollowUp) -> FollowUp:
    """Return a catalogue without its observations and printed differences: a fresh target."""
    return catalogue.with_table(
        observations=(),
        claims=tuple(c for c in catalogue.claims if c.kind is not ClaimKind.PRINTED_DIFFERENCE),
    )
