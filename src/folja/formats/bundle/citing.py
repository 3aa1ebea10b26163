"""Whether the texts' references to figures lead somewhere, and whether figures are typed in.

A figure in a case text is a reference (`folja.model.references`), so that it can never differ from
the cell it came from. Refuses nothing: yields problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from folja.formats.bundle.columns import columns_of
from folja.formats.bundle.problems import BundleProblem, problem
from folja.model import (
    COUNTS,
    TABLES,
    FigureReference,
    FollowUp,
    Rule,
    plain,
    segments,
    typed_figures,
)


def broken_references(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield references in any text of the bundle that do not lead to a figure."""
    claims = {c.id for c in follow_up.claims}
    for table, at, column, text in _texts(follow_up):
        for part in segments(text):
            if isinstance(part, FigureReference) and not _resolves(follow_up, claims, part):
                words = " ".join((part.target, *part.address))
                yield problem("reference-broken", table, at=at, column=column, reference=words)
        if "[[" in plain(text) or "]]" in plain(text):
            yield problem("reference-malformed", table, at=at, column=column)


def typed_in(follow_up: FollowUp) -> Iterator[BundleProblem]:
    """Yield figures that somebody typed into a case text."""
    for at, text in enumerate(follow_up.case_texts):
        for language in ("sv", "en"):
            for figure in typed_figures(getattr(text.body, language)):
                column = f"body_{language}"
                yield problem("figure-typed", "case_texts", at=at, column=column, figure=figure)


def _texts(follow_up: FollowUp) -> Iterator[tuple[str, int, str, str]]:
    for name, spec in TABLES.items():
        local = [c for c in columns_of(spec.record) if c.role == "local"]
        for at, record in enumerate(getattr(follow_up, name)):
            for column in local:
                text: Any = getattr(getattr(record, column.field), column.attribute)
                if "[" in text or "]" in text:
                    yield name, at, column.name, text


def _resolves(follow_up: FollowUp, claims: set[str], reference: FigureReference) -> bool:
    if not reference.is_well_formed:
        return False
    match reference.target, reference.address:
        case "claim", (claim,):
            return claim in claims
        case "count", (name,):
            return name in COUNTS
        case "total", (no, rule):
            return _indicator(follow_up, no) is not None and rule in set(Rule)
        case "cell", (unit, no, point):
            return (unit, _indicator(follow_up, no), point) in follow_up.observation_at
        case _, (unit, no):
            indicator = _indicator(follow_up, no)
            return bool(follow_up.points) and all(
                (unit, indicator, point) in follow_up.observation_at for point in follow_up.span
            )
        case _:
            return False


def _indicator(follow_up: FollowUp, no: str) -> str | None:
    found = follow_up.indicator_by_no.get(int(no)) if no.isascii() and no.isdigit() else None
    return None if found is None else found.id
