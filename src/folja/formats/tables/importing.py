"""The import of documents as a whole: files read, tables found, matched, and laid into a follow-up.

Holds `import_files`, and the same for files in memory. Refuses single files with the reason and
goes on with none of them: an import is whole or not at all, because half of it would be taken for
all of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from folja.formats.tables.found_tables import FoundTable
from folja.formats.tables.grid import Grid, Place, found, refuse
from folja.formats.tables.matching import (
    NO_MATCH,
    PART,
    Fit,
    Labels,
    Match,
    Titles,
    labels_of,
    titles_of,
)
from folja.formats.tables.merge import Ledger, Mode
from folja.formats.tables.outcome import (
    Choose,
    FileOutcome,
    Imported,
    Question,
    TableOutcome,
)
from folja.formats.tables.recognise import find_tables
from folja.formats.tables.registry import admitted, read_grids_of
from folja.formats.tables.rows import lay_rows
from folja.model import Finding, FollowUp, Severity, Source
from folja.text import LocalText
from folja.values import Locale

#: Turns a file's name and bytes into grids.
Read = Callable[[str, bytes], tuple[Grid, ...]]


def import_files(
    paths: Sequence[Path],
    catalogue: FollowUp,
    *,
    into: FollowUp | None = None,
    mode: Mode = "ask",
    choose: Choose | None = None,
    locale: Locale | None = None,
    read: Read = read_grids_of,
) -> Imported:
    """Import the tables of files into a follow-up, in memory.

    `catalogue` gives indicators, units and points. `into` is the target; without one it is the
    catalogue without its answers. `mode` says what happens where an answer stands already and the
    file says otherwise: "keep" keeps it, "replace" takes the file's, "ask" asks `choose` and keeps
    it when there is nobody to ask. `read` turns a file into grids; another one may know
    more kinds of files, and lets each through the guard itself. Raises `TablesRefused` with the
    place and the next move.
    """
    return import_data(
        [(path.name, admitted(path)) for path in paths],
        catalogue,
        into=into,
        mode=mode,
        choose=choose,
        locale=locale,
        read=read,
    )


def import_data(
    files: Iterable[tuple[str, bytes]],
    catalogue: FollowUp,
    *,
    into: FollowUp | None = None,
    mode: Mode = "ask",
    choose: Choose | None = None,
    locale: Locale | None = None,
    read: Read = read_grids_of,
) -> Imported:
    """Import files given as (name, bytes), such as uploads, as `import_files` does."""
    if not catalogue.points or not catalogue.indicators:
        refuse("no-catalogue", Place(file=catalogue.name))
    ledger = Ledger.open(catalogue, into, mode=mode, choose=choose, locale=locale)
    labels, titles = labels_of(catalogue), titles_of(catalogue)
    outcomes = tuple(
        _file(name, data, read(name, data), ledger, labels, titles) for name, data in files
    )
    return Imported(
        follow_up=ledger.close(),
        files=outcomes,
        observations=len(ledger.written_observations),
        claims=len(ledger.written_claims),
    )


def _file(
    name: str,
    data: bytes,
    grids: Sequence[Grid],
    ledger: Ledger,
    labels: Labels,
    titles: Titles,
) -> FileOutcome:
    points = [p.id for p in ledger.catalogue.ordered_points]
    findings: list[Finding] = []
    tables: list[FoundTable] = []
    for grid in grids:
        here, said = find_tables(grid, points=points, is_label=labels.is_known)
        tables += here
        findings += said
    source = _source(name, data, ledger)
    outcomes = []
    for table in tables:
        findings += table.findings
        alone = PurePath(name).stem if len(tables) == 1 else ""
        title, match = _network(table, alone, titles, ledger.choose, findings)
        rows = lay_rows(table, match.id, ledger, labels, source, findings)
        outcomes.append(
            TableOutcome(
                place=table.place,
                title=title,
                network=match.id,
                score=match.score,
                points=table.points,
                rows=rows,
            )
        )
    if not tables and not any(f.code in ("unknown-table", "no-dates") for f in findings):
        findings.append(found("no-tables", Place(file=name)))
    return FileOutcome(file=name, tables=tuple(outcomes), findings=tuple(findings))


def _network(
    table: FoundTable,
    file_stem: str,
    titles: Titles,
    choose: Choose | None,
    findings: list[Finding],
) -> tuple[str, Match]:
    """Return the words a table's network was found by, and the match.

    The titles are tried from the nearest; the file's name only when it holds one table, and only
    when it is a network's name.
    """
    unclear: tuple[str, Match] | None = None
    for title in table.titles:
        match = titles.match(title)
        if match.fit is Fit.MATCHED:
            return title, match
        if match.fit is Fit.UNCLEAR and unclear is None:
            unclear = title, match
    stem = re.sub(r"[_.]+", " ", file_stem)
    match = titles.match(stem) if stem and unclear is None else NO_MATCH
    if match.fit is Fit.MATCHED and match.score >= PART:
        shown = {"title": stem, "network": titles.names.shown[match.id or ""]}
        findings.append(found("network-from-name", table.place, severity=Severity.INFO, **shown))
        return stem, match
    if unclear is None:
        title = table.titles[0] if table.titles else ""
        findings.append(found("no-network", table.place, title=title or "–"))
        return title, NO_MATCH
    title, match = unclear
    if choose is not None:
        question = Question(kind="network", place=table.place, text=title, options=match.options)
        chosen = choose(question)
        score = next((o.score for o in match.options if o.id == chosen), None)
        if score is not None:
            return title, replace(match, fit=Fit.MATCHED, id=chosen, score=score)
    names = tuple(o.name for o in match.options)
    findings.append(found("unclear-network", table.place, title=title, options=names))
    return title, match


def _source(name: str, data: bytes, ledger: Ledger) -> Source:
    """Return the file as a source: known again by its checksum, whatever it is called then."""
    checksum = f"sha256:{hashlib.sha256(data).hexdigest()}"
    known = next((s for s in ledger.target.sources if s.checksum == checksum), None)
    if known is not None:
        return known
    return Source(
        id=f"import-{checksum.removeprefix('sha256:')[:12]}",
        kind="file",
        title=LocalText(name, name),
        checksum=checksum,
    )
