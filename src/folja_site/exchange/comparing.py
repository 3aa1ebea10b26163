"""Cell by cell: what stands, what the files say, and what that means, for a person to look at.

Knows nothing of the site's rows. Everything it words is worded in both languages. Refuses to take
three things without being told to: words that cannot be read in the place of an answer, an empty
cell in the place of an answer, and a cell of which the files say two things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from folja.formats.bundle import validate
from folja.model import TABLES, Finding, FollowUp
from folja.quality import check
from folja.text import LANGUAGES, Language, LocalText, Message, format_span, render
from folja.values import Interval, Kind, Quantity, difference, printed, problem_messages
from folja.workflows.wording import words
from folja_site.exchange.laying import Key, Laid, keeping, reading, said

#: The groups of the preview, in their order. `kept` are those that stay because they are told to.
GROUPS = ("stops", "asks", "changes", "new", "kept", "rewritten")
KEEP, TAKE = "keep", "take"


@dataclass(slots=True)
class Cell:
    """One cell that differs: its group, and what there is to say about it."""

    key: Key
    now: Quantity | None
    file: Quantity
    where: tuple[Message, ...]
    group: str
    choice: str = ""
    frozen: bool = False
    #: The dividing rule's severity: it can be amber in any group.
    tone: str = "plain"
    meanings: list[Message | LocalText] = field(default_factory=list)


@dataclass(slots=True)
class Compared:
    """All cells that differ, the keys of those that are the same, and the follow-up to apply."""

    follow_up: FollowUp
    cells: list[Cell]
    same: list[Key]
    #: What does not hang together afterwards and did before: nothing is applied then.
    problems: list[Message] = field(default_factory=list)
    opened: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)


def compare(
    now: FollowUp,
    laid: Laid,
    choices: Mapping[str, str],
    *,
    frozen: Iterable[Key] = (),
    whole: bool = False,
) -> Compared:
    """Sort every cell into its group, after the choices about single cells.

    `whole` is for a bundle, whose tables may not hang together with those that stand.
    """
    held = set(frozen)
    cells: list[Cell] = []
    same: list[Key] = []
    for key, places in laid.cells.items():
        stands, comes = reading(now, key), reading(laid.follow_up, key)
        if comes is None:
            continue
        texts = list(dict.fromkeys(text for text, _ in places))
        if len(texts) == 1 and stands is not None and stands.text == comes.text:
            same.append(key)
            continue
        cell = Cell(key, stands, comes, tuple(where for _, where in places), "changes")
        cell.choice = choices.get(name_of(key), "")
        cell.frozen = key in held
        _sort(cell, texts)
        cells.append(cell)
    stay = [c.key for c in cells if stays(c)]
    compared = Compared(keeping(laid.follow_up, now, stay), cells, same)
    _mean(now, compared)
    if whole:
        before = {_problem(p) for p in validate(now)}
        compared.problems = [p.message for p in validate(compared.follow_up)
                             if _problem(p) not in before]  # fmt: skip
    return compared


def name_of(key: Key) -> str:
    """Return the name that a cell's choice goes by in a form."""
    return "|".join(key)


def _problem(problem: Any) -> tuple[Any, ...]:
    return (problem.code, problem.file, problem.column, words(problem.message)["en"])


def stays(cell: Cell) -> bool:
    """Say whether a cell says after the import what it says now, as the choices are."""
    if cell.group in ("stops", "kept"):
        return True
    blank = cell.file.kind is Kind.BLANK and cell.now is not None
    return cell.group == "asks" and blank and cell.choice != TAKE


def _sort(cell: Cell, texts: list[str]) -> None:
    now, file = cell.now, cell.file
    if cell.choice == KEEP:
        cell.group = "kept"
    elif cell.choice == TAKE:
        cell.group = "changes" if now else "new"
    elif len(texts) > 1:
        cell.group = "stops"
        cell.meanings.append(Message("exchange.mean.twice", {"texts": tuple(texts)}))
    elif file.kind is Kind.UNREADABLE and now is not None and now.kind is not Kind.UNREADABLE:
        cell.group = "stops"
    elif file.kind is Kind.BLANK and now is not None and now.kind is not Kind.BLANK:
        cell.group = "asks"
        cell.meanings.append(Message("exchange.mean.blank"))
    elif now is None:
        cell.group = "new"
    elif _reads_alike(now, file):
        cell.group = "rewritten"
        cell.meanings.append(Message("exchange.mean.rewritten"))
    if file.kind is Kind.UNREADABLE:
        cell.tone = "double"
        cell.meanings += problem_messages(file)
    cell.tone = {"stops": "double", "asks": "amber"}.get(cell.group, cell.tone)
    if now is not None and _loses_doubt(now, file):
        cell.tone = "amber"
        cell.meanings.append(_both("precision", lambda lang: {
            "now": printed(now, lang), "file": printed(file, lang),
        }))  # fmt: skip
    if cell.frozen and cell.group != "kept":
        cell.meanings.append(Message("exchange.mean.frozen"))


def _reads_alike(now: Quantity, file: Quantity) -> bool:
    return (now.kind, now.interval(), now.reason, now.alternative, now.unit) == (
        (file.kind, file.interval(), file.reason, file.alternative, file.unit)
    )


def _loses_doubt(now: Quantity, file: Quantity) -> bool:
    """Whether an inexact answer is to become an exact one that it allows: "25+" and 25."""
    before, after = now.interval(), file.interval()
    if before is None or after is None or after.point is None or after.approximate:
        return False
    doubtful = before.point is None or before.approximate
    return doubtful and (before.approximate or before.holds(after.point))


def _both(code: str, params: Callable[[Language], dict[str, object]]) -> LocalText:
    """Word a meaning in both languages, where its figures are printed as each language does."""
    sv, en = (render(Message(f"exchange.mean.{code}", params(lang)), lang) for lang in LANGUAGES)
    return LocalText(sv, en)


def _mean(now: FollowUp, compared: Compared) -> None:
    """Say what findings and changes come of the cells that are taken."""
    before, after = _by_place(check(now)), _by_place(check(compared.follow_up))
    compared.opened = [f for key, f in after.items() if key not in before and f.is_open]
    compared.closed = [f for key, f in before.items() if key not in after and f.is_open]
    opened, closed = _by_cell(compared.opened), _by_cell(compared.closed)
    for cell in compared.cells:
        if stays(cell) or cell.group == "rewritten":
            continue
        change = _change(now, compared.follow_up, cell.key)
        if change is not None:
            cell.meanings.insert(0, change)
        for finding in opened.get(cell.key, ()):
            cell.meanings.append(finding.message)
            if cell.group in ("changes", "new") and cell.choice != TAKE:
                cell.group, cell.tone = "asks", "amber"
        cell.meanings += [
            Message("exchange.mean.closed", {"finding": finding.message})
            for finding in closed.get(cell.key, ())
        ]


def _by_place(findings: Iterable[Finding]) -> dict[tuple[Any, ...], Finding]:
    return {(f.code, f.unit, f.indicator, f.point, f.subject): f for f in findings}


def _by_cell(findings: Iterable[Finding]) -> dict[Key, list[Finding]]:
    found: dict[Key, list[Finding]] = {}
    for finding in findings:
        for unit, indicator, place, _ in finding.cells:
            found.setdefault((unit, indicator, place), []).append(finding)
    return found


def _change(now: FollowUp, after: FollowUp, key: Key) -> LocalText | None:
    """Word the change between first and last point, where the cell makes it another."""
    start, end = now.span
    if key[2] not in (start, end) or start == end:
        return None

    def between(follow_up: FollowUp) -> Any:
        ends = [reading(follow_up, (key[0], key[1], point)) for point in (start, end)]
        return difference(*(e.interval() if e else None for e in ends))

    was, becomes = between(now), between(after)
    if was == becomes or (was is None and key not in said(now)):
        return None
    return _both("change", lambda lang: {"was": _span(was, lang), "becomes": _span(becomes, lang)})


def _span(interval: Interval | None, lang: Language) -> str:

    if interval is None:
        return render(Message("exchange.unknown"), lang)
    return format_span(interval.low, interval.high, lang, signed=True)


def table_counts(now: FollowUp, after: FollowUp) -> dict[str, Counter[str]]:
    """Count what is new and changed in every table beside the answers."""
    found: dict[str, Counter[str]] = {}
    for table, spec in TABLES.items():
        if table == "observations":
            continue
        stood = {tuple(getattr(r, k) for k in spec.key): r for r in getattr(now, table)}
        counts: Counter[str] = Counter()
        for row in getattr(after, table):
            there = stood.get(tuple(getattr(row, k) for k in spec.key))
            counts["new" if there is None else "same" if there == row else "changed"] += 1
        if counts["new"] or counts["changed"]:
            found[table] = counts
    return found
