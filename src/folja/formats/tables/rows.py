"""The rows of one table: labels joined and matched, each indicator taken once, cells laid in.

Holds what happens between a found table and the ledger. Refuses to let a row speak twice: where two
rows of a table claim the same indicator and disagree, neither is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from folja.formats.tables.found_tables import FoundRow, FoundTable
from folja.formats.tables.grid import GridCell, found
from folja.formats.tables.matching import Fit, Labels, Match, joined
from folja.formats.tables.merge import Ledger
from folja.formats.tables.outcome import CellOutcome, Choose, Done, Question, RowOutcome
from folja.model import Finding, Severity, Source

#: A label broken over more lines than this is prose.
_MOST_PIECES = 8
_RANK = (Done.REPLACED, Done.KEPT, Done.ADDED, Done.SAME)


@dataclass(frozen=True, slots=True)
class _Matched:
    """A row with its match; `done` is set where the row is not to be laid in, and says why."""

    row: FoundRow
    match: Match
    done: Done | None = None


def lay_rows(
    table: FoundTable,
    network: str | None,
    ledger: Ledger,
    labels: Labels,
    source: Source,
    findings: list[Finding],
) -> tuple[RowOutcome, ...]:
    """Match a table's rows and lay their cells in; say of each row what was done with it.

    Adds to `findings` what a person should know. Without a network nothing is laid in.
    """
    matched = [
        _matched(row, labels, ledger.choose, findings) for row in put_together(table, labels)
    ]
    matched = _once(matched, findings)
    indicators = ledger.catalogue.indicator_by_id
    outcomes = []
    for item in matched:
        row, match = item.row, item.match
        done = item.done or (Done.NO_NETWORK if network is None else None)
        cells: tuple[CellOutcome, ...]
        if done is None and network is not None and match.id is not None:
            cells = tuple(
                ledger.lay(
                    network,
                    indicators[match.id],
                    point,
                    cell,
                    place=row.place,
                    source=source,
                    notes=row.notes,
                )
                for point, cell in _whole(row, table, findings)
            )
            done = next((d for d in _RANK if any(c.action is d for c in cells)), Done.HEADING)
        else:
            done = done or Done.UNMATCHED
            cells = tuple(
                CellOutcome(point=p, text=c.text, now=None, action=done, note=c.note)
                for p, c in row.cells
            )
        outcomes.append(
            RowOutcome(
                label=joined(row.label),
                place=row.place,
                indicator=match.id,
                no=indicators[match.id].no if match.id else None,
                score=match.score,
                action=done,
                options=match.options,
                cells=cells,
            )
        )
    kept = sum(c.action is Done.KEPT for row in outcomes for c in row.cells)
    if kept:
        findings.append(found("kept", table.place, n=kept))
    return tuple(outcomes)


def put_together(table: FoundTable, labels: Labels) -> list[FoundRow]:
    """Return the rows with labels that were broken over several lines put together.

    Lines belong together when their words joined are more like an indicator than each alone, and at
    most one of them holds answers.
    """
    rows = list(table.rows)
    result: list[FoundRow] = []
    at = 0
    while at < len(rows):
        size = _pieces(rows, at, labels)
        pieces = rows[at : at + size]
        answered = next((row for row in pieces if not row.bare), pieces[0])
        label = " ".join(row.label for row in pieces if row.label)
        notes = tuple(dict.fromkeys(note for row in pieces for note in row.notes))
        result.append(replace(answered, label=label, notes=notes) if size > 1 else rows[at])
        at += size
    return result


def _pieces(rows: Sequence[FoundRow], at: int, labels: Labels) -> int:
    alone = labels.match(rows[at].label, rows[at].number)
    best, size = (alone.score if alone.fit is Fit.MATCHED else 0), 1
    for more in range(2, min(_MOST_PIECES, len(rows) - at) + 1):
        pieces = rows[at : at + more]
        if sum(not row.bare for row in pieces) > 1:
            break
        last = labels.match(pieces[-1].label)
        if last.fit is Fit.MATCHED and last.score == 100:
            # Only the very words are a label of their own: half a label may be like a short one.
            break
        match = labels.match(" ".join(row.label for row in pieces))
        if match.fit is Fit.MATCHED and match.score > best:
            best, size = match.score, more
    return size


def _matched(
    row: FoundRow, labels: Labels, choose: Choose | None, findings: list[Finding]
) -> _Matched:
    match = labels.match(row.label, row.number)
    label = joined(row.label) or row.number or "–"
    if match.fit is Fit.UNMATCHED and row.bare:
        return _Matched(row, match, Done.HEADING)
    if row.uneven:
        findings.append(found("uneven", row.place, label=label))
        return _Matched(row, match, Done.UNEVEN)
    if match.fit is Fit.UNMATCHED:
        findings.append(found("unmatched", row.place, label=label))
        return _Matched(row, match, Done.UNMATCHED)
    if match.fit is Fit.UNCLEAR:
        if choose is not None:
            question = Question(
                kind="indicator", place=row.place, text=label, options=match.options
            )
            chosen = choose(question)
            score = next((o.score for o in match.options if o.id == chosen), None)
            if score is not None:
                return _Matched(row, replace(match, fit=Fit.MATCHED, id=chosen, score=score))
        names = tuple(option.name for option in match.options)
        findings.append(found("unclear", row.place, label=label, options=names))
        return _Matched(row, match, Done.UNCLEAR)
    if match.score < 100:
        name = labels.names.shown[match.id or ""]
        shown = {"label": label, "name": name, "score": match.score}
        findings.append(found("alike", row.place, severity=Severity.INFO, **shown))
    for cell in (cell for _, cell in row.cells if cell.merged and not cell.is_blank):
        findings.append(found("merged", row.place, label=label, text=cell.text))
    return _Matched(row, match)


def _once(items: Sequence[_Matched], findings: list[Finding]) -> list[_Matched]:
    """Let each indicator be taken by one row: the likest, or the first of rows that agree."""
    rivals: dict[str, list[_Matched]] = {}
    for item in items:
        if item.match.id and item.done is None:
            rivals.setdefault(item.match.id, []).append(item)
    refused: set[int] = set()
    for same in rivals.values():
        if len(same) == 1:
            continue
        top = max(item.match.score for item in same)
        likest = [item for item in same if item.match.score == top]
        agree = len({_answers(item.row) for item in likest}) == 1
        taken = likest[0] if agree else None
        refused |= {id(item) for item in same if item is not taken}
        label = joined(same[0].row.label) or same[0].row.number
        code = "repeated" if taken else "contradicts-itself"
        findings.append(found(code, same[-1].row.place, label=label, n=len(same)))
    return [replace(i, done=Done.REPEATED) if id(i) in refused else i for i in items]


def _answers(row: FoundRow) -> tuple[tuple[str, str], ...]:
    return tuple((point, cell.text) for point, cell in row.cells)


def _whole(row: FoundRow, table: FoundTable, findings: list[Finding]) -> list[tuple[str, GridCell]]:
    """Return a row's cells for every heading; a row that ends early is blank from there on."""
    have = dict(row.cells)
    missing = [point for point in table.points if point not in have]
    if missing and not table.long:
        label = joined(row.label) or row.number
        findings.append(found("short", row.place, label=label, n=len(missing)))
        blank = GridCell("", row.place.row or 0, 0)
        have |= dict.fromkeys(missing, blank)
        return [(point, have[point]) for point in table.points]
    return list(row.cells)
