"""Header rows: where a table begins in a grid, and what each of its columns holds.

Holds the finding of header rows (one line or two, dates on one row or split over two), the cutting
of a row into tables that stand side by side, and the choice of the column that holds the labels.
Refuses a row of answers that happens to look like years: a row that opens with a known label is
never a header.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from folja.formats.tables.dates import Heading, Role, heading, may_head
from folja.formats.tables.grid import Grid

IsLabel = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Header:
    """A header: its first and last row (from 0) and the heading of each column."""

    first: int
    last: int
    headings: tuple[Heading, ...]

    def columns(self, role: Role) -> tuple[int, ...]:
        """Return the columns of one role, from the left."""
        return tuple(c for c, h in enumerate(self.headings) if h.role is role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One table under a header: which columns hold what.

    `values` pairs a column with the point it answers for ("" for a date the catalogue lacks);
    `differences` are the columns with printed differences.
    """

    header: Header
    label: int | None
    number: int | None
    network: int | None
    values: tuple[tuple[int, str], ...]
    differences: tuple[int, ...]
    span: tuple[int, int] = field(default=(0, 0))


def find_headers(grid: Grid, points: Collection[str], is_label: IsLabel) -> list[Header]:
    """Return every header of a grid, from the top."""
    found: list[Header] = []
    row = 0
    while row < len(grid.rows):
        best = _header(grid, row, row, points, is_label)
        if row + 1 < len(grid.rows) and _header(grid, row + 1, row + 1, points, is_label) is None:
            # Only a row that is no header by itself can be the lower half of one.
            both = _header(grid, row, row + 1, points, is_label)
            if both and (best is None or _known(both) > _known(best)):
                best = both
        if best is None or (found and not _agrees(grid, found[0], best)):
            row += 1
            continue
        found.append(best)
        row = best.last + 1
    return found


def _header(
    grid: Grid, first: int, last: int, points: Collection[str], is_label: IsLabel
) -> Header | None:
    cells = [*grid.rows[first], *(grid.rows[last] if last != first else ())]
    if not any(may_head(cell.text) for cell in cells):
        return None
    width = max(len(grid.rows[first]), len(grid.rows[last]))
    headings = []
    filled: list[int] = []
    above = ""
    for column in range(width):
        lower = grid.text(last, column)
        read = heading(lower, points)
        if first != last:
            straight = heading(grid.text(first, column), points)
            above = grid.text(first, column) or above
            joined = [heading(f"{lower} {above}", points), heading(f"{above} {lower}", points)]
            if read.role is Role.OTHER or read.vague or not lower:
                read = next((h for h in joined if _weight(h) > _weight(read)), read)
            if not lower and straight.role is not Role.OTHER:
                read = straight
        headings.append(read)
        if lower:
            filled.append(column)
    if first != last and not any(_weight(h) > 1 for h in headings):
        return None
    opening = next((grid.text(last, c) for c in filled if headings[c].role is Role.OTHER), "")
    if is_label(opening) or not _is_header(grid, last, headings):
        return None
    return Header(first, last, tuple(headings))


def _agrees(grid: Grid, first: Header, later: Header) -> bool:
    """Say whether a later row of mere years is a header too: only if it repeats the first one's.

    Otherwise it is a row of answers between 1900 and 2099.
    """
    dates = later.columns(Role.POINT)
    if not dates or not all(later.headings[c].vague for c in dates):
        return True
    return all(grid.text(later.last, c) == grid.text(first.last, c) for c in dates)


def _weight(read: Heading) -> int:
    """Weigh a heading: a point of the catalogue above any date, a date above nothing."""
    if read.role is not Role.POINT:
        return 0
    return 2 if read.point else 1


def _known(header: Header) -> int:
    return sum(_weight(h) * (1 if h.vague else 2) for h in header.headings)


def _is_header(grid: Grid, row: int, headings: list[Heading]) -> bool:
    dates = [h for h in headings if h.role is Role.POINT]
    differences = sum(h.role is Role.DIFFERENCE for h in headings)
    roles = {h.role for h in headings}
    if {Role.DATE, Role.VALUE} <= roles and roles & {Role.LABEL, Role.NUMBER}:
        return True
    if len(dates) + min(differences, 1) < 2 or not dates:
        return False
    if (
        len({h.point for h in dates}) < 2
        and not differences
        and not all(h.point == "" for h in dates)
    ):
        return False
    if all(h.vague for h in dates):
        others = [grid.text(row, c) for c, h in enumerate(headings) if h.role is Role.OTHER]
        known = 2 * sum(bool(h.point) for h in dates) >= len(dates)
        return known and not any(text.strip("-–—.,()").isdigit() for text in others)
    return True


def blocks(grid: Grid, header: Header, body: range, is_label: IsLabel) -> list[Block]:
    """Cut a header into the tables that stand side by side under it.

    A new table begins where a point, or the difference, comes again. The label column of each is
    the one among its columns with most known labels below; where none has any, the nearest column
    of words.
    """
    cuts = _cuts(header, grid, body, is_label)
    return [_block(grid, header, body, is_label, start, end) for start, end in cuts]


def _cuts(header: Header, grid: Grid, body: range, is_label: IsLabel) -> list[tuple[int, int]]:
    starts = [0]
    seen: set[tuple[Role, str]] = set()
    after_last = 0
    labelled = False
    for column, read in enumerate(header.headings):
        if read.role in (Role.POINT, Role.DIFFERENCE):
            key = (read.role, read.point or grid.text(header.last, column))
            if key in seen:
                starts.append(after_last if labelled else column)
                seen, labelled = set(), _known_labels(grid, after_last, body, is_label) > 0
            seen.add(key)
            after_last = column + 1
        elif not seen:
            labelled = labelled or _known_labels(grid, column, body, is_label) > 0
    return list(zip(starts, [*starts[1:], len(header.headings)], strict=True))


def _block(
    grid: Grid, header: Header, body: range, is_label: IsLabel, start: int, end: int
) -> Block:
    inside = range(start, end)
    taken = (Role.POINT, Role.DIFFERENCE)
    free = [c for c in range(len(header.headings)) if header.headings[c].role not in taken]
    networks = list(header.columns(Role.NETWORK))
    numbers = list(header.columns(Role.NUMBER))
    candidates = [c for c in free if c not in networks + numbers]
    known = {c: _known_labels(grid, c, body, is_label) for c in candidates}
    near = [c for c in candidates if c in inside and known[c]] or [
        c for c in candidates if known[c]
    ]
    named = list(header.columns(Role.LABEL))
    worded = [c for c in candidates if _is_worded(grid, c, body)]
    if near:
        label: int | None = max(near, key=lambda c: (known[c], -abs(c - start)))
    else:
        label = next(iter([*named, *[c for c in worded if c in inside], *worded]), None)
    return Block(
        header=header,
        label=label,
        number=numbers[0] if numbers else None,
        network=networks[0] if networks else None,
        values=tuple(
            (c, header.headings[c].point) for c in inside if header.headings[c].role is Role.POINT
        ),
        differences=tuple(c for c in inside if header.headings[c].role is Role.DIFFERENCE),
        span=(start, end),
    )


def _known_labels(grid: Grid, column: int, body: range, is_label: IsLabel) -> int:
    return sum(is_label(grid.text(r, column)) for r in body)


def _is_worded(grid: Grid, column: int, body: range) -> bool:
    return any(any(sign.isalpha() for sign in grid.text(r, column)) for r in body)
