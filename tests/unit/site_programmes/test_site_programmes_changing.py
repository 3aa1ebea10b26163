"""One event for one action, and no change of figures that does not hold the programme."""

from __future__ import annotations

import ast
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import transaction

import folja_site
from folja_site.base.auditing import OutsideTransaction, one_event, record
from folja_site.base.models import AuditEvent
from folja_site.programmes.actions.entries import changing
from folja_site.programmes.models import Programme

SITE = Path(folja_site.__file__).parent
#: Rows that figures rest on, and what writes them.
RESTED_ON = {"Entry", "Answer"}
WRITES = {"create", "bulk_create", "update", "bulk_update", "update_or_create", "delete"}


def written(events: int) -> list[AuditEvent]:
    """Return the events that have been left since there were so many."""
    return list(AuditEvent.objects.order_by("pk")[events:])


def test_action_of_several_writes_leaves_one_event(example_programme: Programme) -> None:
    """It tells what was before and after of each row, under the row's address."""
    there = AuditEvent.objects.count()
    with one_event(None, "whole", programme=example_programme, subject="all", why="so"):
        record(None, "part", subject="a", before=1, after=2, unit="PROC")
        record(None, "part", subject="a", before=2, after=3, unit="PROC")
        with one_event(None, "inner"):
            record(None, "part", subject="b", after={"x": 1}, unit="PROC")
    (event,) = written(there)
    assert (event.action, event.subject, event.unit, event.why) == ("whole", "all", "PROC", "so")
    assert event.before == {"a": 1, "b": None}
    assert event.after == {"a": 3, "b": {"x": 1}}


def test_action_of_one_write_is_told_as_that(example_programme: Programme) -> None:
    """A single write keeps its own event, and an action that wrote nothing leaves none."""
    there = AuditEvent.objects.count()
    with one_event(None, "whole", why="so"):
        record(None, "part", subject="a", before=1, after=2)
    with one_event(None, "nothing"):
        pass
    (event,) = written(there)
    assert (event.action, event.before, event.after, event.why) == ("part", 1, 2, "so")


def test_part_that_fails_is_not_told(example_programme: Programme) -> None:
    """What is undone within an action leaves no row in its event, and a failed action no event."""
    there = AuditEvent.objects.count()

    def fail(inside: str) -> None:
        with one_event(None, inside):
            record(None, "lost", subject="b")
            raise ValueError(inside)

    with one_event(None, "whole"):
        record(None, "kept", subject="a")
        with pytest.raises(ValueError, match="inner"):
            fail("inner")
    with pytest.raises(ValueError, match="whole"):
        fail("whole")
    assert [event.action for event in written(there)] == ["kept"]


def test_event_outside_a_transaction_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is told that would stand without what it tells about."""
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr("folja_site.base.auditing.connection", outside)
    with pytest.raises(OutsideTransaction):
        record(None, "loose")


def test_change_is_counted_once_and_only_where_something_was_written(
    example_programme: Programme,
) -> None:
    """One action, however many changes it is made of, is one step of the data's version."""
    seen = example_programme.data_version
    with changing(None, example_programme, "whole"):
        for subject in "ab":
            with changing(None, example_programme, "part"):
                record(None, "part", subject=subject)
    example_programme.refresh_from_db()
    assert example_programme.data_version == seen + 1
    with transaction.atomic(), changing(None, example_programme, "nothing"):
        pass
    example_programme.refresh_from_db()
    assert example_programme.data_version == seen + 1


def sources() -> dict[str, ast.Module]:
    """Return every module of the site that is no migration, parsed."""
    found = (p for p in SITE.rglob("*.py") if "migrations" not in p.parts)
    return {str(p.relative_to(SITE)): ast.parse(p.read_text(encoding="utf-8")) for p in found}


def _writes(tree: ast.Module) -> bool:
    """Say whether a module writes rows that figures rest on."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr not in WRITES:
            continue
        names = {n.id for n in ast.walk(call.func.value) if isinstance(n, ast.Name)}
        if names & RESTED_ON:
            return True
    return False


def _uses(tree: ast.Module, name: str) -> bool:
    return any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(tree))


def test_whoever_writes_what_figures_rest_on_holds_the_programme() -> None:
    """Every module that writes answers or entries does so within `changing`."""
    writers = {place for place, tree in sources().items() if _writes(tree)}
    assert {"programmes/actions/entries.py", "measurements/actions/answers.py"} <= writers
    unheld = {place for place in writers if not _uses(sources()[place], "changing")}
    assert unheld == set()


def test_only_one_place_counts_a_change() -> None:
    """Nobody counts a change of the data, or tells of one, without holding the programme."""
    counting = {
        place
        for place, tree in sources().items()
        if any(
            isinstance(n, ast.keyword)
            and n.arg == "data_version"
            and "F('data_version')" in ast.unparse(n.value)
            for n in ast.walk(tree)
        )
    }
    telling = {
        place
        for place, tree in sources().items()
        if any(
            isinstance(n, ast.ImportFrom)
            and n.module == "folja_site.base.changes"
            and "changed" in {alias.name for alias in n.names}
            for n in ast.walk(tree)
        )
    }
    assert counting == telling == {"programmes/actions/entries.py"}
