"""Files laid into a follow-up in memory: what each cell would say, and which labels need a choice.

Knows nothing of the site's rows: it runs in a process of its own, with a follow-up and files in and
a follow-up and an account out. Refuses what the library's readers refuse, with their words. A cell
that is told to stay, stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from folja.formats.bundle import LOCALE
from folja.formats.tables import Imported, Question, RowOutcome, TableOutcome, import_data
from folja.formats.tables.outcome import Done
from folja.model import TABLES, Claim, ClaimKind, Finding, FollowUp, Observation
from folja.text import LocalText, Message
from folja.values import Quantity
from folja.workflows.returning import ReturnedForms

#: Network, indicator, and the id of a point or "from/to" of a printed difference.
Key = tuple[str, str, str]

#: The rows that need somebody to say which indicator they are.
ASKED = (Done.UNMATCHED, Done.UNCLEAR)


@dataclass(frozen=True, slots=True)
class Label:
    """Words of a file that were like no entry of the catalogue, or like several."""

    kind: str  # "network" or "indicator"
    text: str
    where: Message
    rows: int
    options: tuple[tuple[str, LocalText, int], ...] = ()
    chosen: str | None = None

    @property
    def key(self) -> str:
        """What a choice is kept under."""
        return label_key(self.kind, self.text)


@dataclass(slots=True)
class Laid:
    """The follow-up with the files in it, and the places of what they say."""

    follow_up: FollowUp
    #: Every cell that the files speak of, with where they do; twice when they do so twice.
    cells: dict[Key, list[tuple[str, Message]]] = field(default_factory=dict)
    labels: list[Label] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    #: Cells of rows and tables that nobody has said where they belong.
    left: int = 0


def label_key(kind: str, text: str) -> str:
    """Return what a choice about a label is kept under: the same words, the same choice."""
    words = " ".join(text.casefold().split())
    return f"{kind}-{hashlib.sha256(f'{kind}:{words}'.encode()).hexdigest()[:12]}"


def lay_tables(
    now: FollowUp, files: Sequence[tuple[str, bytes]], labels: Mapping[str, str]
) -> Laid:
    """Lay documents and returned forms into a follow-up; every cell takes what the file says.

    `labels` holds the choices about labels by their key: an id, or "" to leave them.
    """
    catalogue = _with_choices(now, files, labels)
    forms = ReturnedForms(catalogue, now)

    def choose(question: Question) -> str | None:
        return labels.get(label_key(question.kind, question.text)) or None

    done = import_data(
        files,
        catalogue,
        into=now,
        mode="replace",
        choose=choose,
        locale=LOCALE,
        read=forms.read,
    )
    done = forms.with_remarks(done, replace_others=True)
    return _account(done, labels)


def _with_choices(
    now: FollowUp, files: Sequence[tuple[str, bytes]], labels: Mapping[str, str]
) -> FollowUp:
    """Return the catalogue in which the chosen labels are names of what was chosen for them.

    Which words a key stands for is only known once the files have been read, so they are read here
    without any choice first.
    """
    chosen = {key: value for key, value in labels.items() if value}
    if not chosen:
        return now
    forms = ReturnedForms(now, now)
    first = import_data(files, now, into=now, mode="keep", locale=LOCALE, read=forms.read)
    also: dict[tuple[str, str], list[str]] = {}
    for label in _account(first, {}).labels:
        if label.key in chosen:
            also.setdefault((label.kind, chosen[label.key]), []).append(label.text)
    return now.with_table(
        units=tuple(
            replace(u, aliases=(*u.aliases, *also.get(("network", u.id), ()))) for u in now.units
        ),
        indicators=tuple(
            replace(i, aliases=(*i.aliases, *also.get(("indicator", i.id), ())))
            for i in now.indicators
        ),
    )


def _account(done: Imported, labels: Mapping[str, str]) -> Laid:
    laid = Laid(done.follow_up)
    found: dict[str, Label] = {}
    for file in done.files:
        laid.findings += file.findings
        for table in file.tables:
            if table.network is None:
                _ask(found, _of_table(table, labels))
            for row in table.rows:
                _row(laid, found, table, row, labels)
    laid.labels = list(found.values())
    return laid


def _row(
    laid: Laid,
    found: dict[str, Label],
    table: TableOutcome,
    row: RowOutcome,
    labels: Mapping[str, str],
) -> None:
    if row.action in ASKED:
        _ask(found, _of_row(row, labels))
    if row.action is Done.HEADING:
        return
    for cell in row.cells:
        if row.indicator is None or table.network is None or cell.action not in _LAID:
            laid.left += 1
            continue
        key = (table.network, row.indicator, cell.point)
        laid.cells.setdefault(key, []).append((cell.text, row.place.message()))


_LAID = (Done.ADDED, Done.REPLACED, Done.KEPT, Done.SAME)


def _ask(found: dict[str, Label], label: Label) -> None:
    there = found.get(label.key)
    found[label.key] = replace(there, rows=there.rows + label.rows) if there else label


def _of_table(table: TableOutcome, labels: Mapping[str, str]) -> Label:
    text = table.title or table.place.file
    return Label(
        "network",
        text,
        table.place.message(),
        len(table.rows),
        chosen=labels.get(label_key("network", text)),
    )


def _of_row(row: RowOutcome, labels: Mapping[str, str]) -> Label:
    return Label(
        "indicator",
        row.label,
        row.place.message(),
        1,
        tuple((o.id, o.name, o.score) for o in row.options),
        labels.get(label_key("indicator", row.label)),
    )


def lay_bundle(now: FollowUp, given: FollowUp, name: str) -> Laid:
    """Lay a bundle over a follow-up: each of its records is new, or takes the place of its own."""
    tables: dict[str, tuple[Any, ...]] = {}
    for table, spec in TABLES.items():
        rows = {_key(row, spec.key): row for row in getattr(now, table)}
        rows.update({_key(row, spec.key): row for row in getattr(given, table)})
        tables[table] = tuple(rows.values())
    laid = Laid(now.with_table(**tables))
    where = Message("tables.place.file", {"file": name})
    for key, row in said(given).items():
        laid.cells[key] = [(row.reading.text, where)]
    return laid


def _key(row: Any, names: Iterable[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def said(follow_up: FollowUp) -> dict[Key, Observation | Claim]:
    """Return every answer and printed difference by its key."""
    return {**follow_up.observation_at, **follow_up.printed_difference}


def reading(follow_up: FollowUp, key: Key) -> Quantity | None:
    """Return what a follow-up says in a cell, or None where it says nothing."""
    place = follow_up.printed_difference if "/" in key[2] else follow_up.observation_at
    held = place.get(key)
    return held.reading if held else None


def keeping(laid: FollowUp, now: FollowUp, keys: Iterable[Key]) -> FollowUp:
    """Return a follow-up in which some cells say what they do now, or nothing if they do not."""
    kept = set(keys)
    if not kept:
        return laid
    observations = [
        held
        for o in laid.observations
        if (held := _as_now(o, (o.unit, o.indicator, o.point), now.observation_at, kept))
    ]
    claims = [held for c in laid.claims if (held := _claim_as_now(c, now, kept))]
    return laid.with_table(observations=tuple(observations), claims=tuple(claims))


def _claim_as_now(claim: Claim, now: FollowUp, kept: set[Key]) -> Any:
    if claim.kind is not ClaimKind.PRINTED_DIFFERENCE:
        return claim
    key = (claim.unit or "", claim.indicator or "", claim.place)
    return _as_now(claim, key, now.printed_difference, kept)


def _as_now(row: Any, key: Key, now: Mapping[Key, Any], kept: set[Key]) -> Any:
    if key not in kept or (isinstance(row, Observation) and row.breakdown):
        return row
    return now.get(key)
