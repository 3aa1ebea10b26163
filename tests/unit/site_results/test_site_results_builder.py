"""Figures are built beside the pages, also those that a killed server left unbuilt."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection

from folja.values import read
from folja_site.bundling import building
from folja_site.bundling.building import follow_up_from, follow_up_of, rows_in_pieces
from folja_site.measurements.actions.answers import observation_of, save_answer
from folja_site.programmes.models import Programme
from folja_site.results import builder, unfinished
from folja_site.results.builder import LEAST, MOST, QUIET_MOST, Watch
from folja_site.results.models import FigureSet
from folja_site.results.store import figures_path


def test_programme_with_newer_data_is_built_once(example_programme: Programme) -> None:
    """A programme whose data have moved on is found, built when quiet, and then found no more."""
    assert not builder.waiting()
    Programme.objects.filter(pk=example_programme.pk).update(data_version=77)
    [(found, version, seconds)] = builder.waiting()
    assert (found, version) == (example_programme.pk, 77)
    assert seconds is not None
    watch = Watch()
    builder.look(watch, now=100.0)
    assert builder.waiting()
    builder.look(watch, now=100.0 + QUIET_MOST)
    assert FigureSet.objects.filter(programme=example_programme, data_version=77).exists()
    assert not builder.waiting()


def test_state_that_failed_is_not_tried_again(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be built is logged once, and tried again when the data have changed."""
    tried: list[int] = []

    def fail(programme: int) -> None:
        tried.append(programme)
        raise RuntimeError("cannot be built")

    monkeypatch.setattr("folja_site.results.building.build", fail)
    watch = Watch()
    Programme.objects.filter(pk=example_programme.pk).update(data_version=78)
    for n in range(4):
        builder.look(watch, now=n * QUIET_MOST)
    assert tried == [example_programme.pk]
    Programme.objects.filter(pk=example_programme.pk).update(data_version=79)
    for n in range(4, 8):
        builder.look(watch, now=n * QUIET_MOST)
    assert len(tried) == 2


def test_figures_whose_file_is_gone_are_built_again(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade that writes another form, or a restored database, pages must not wait for
    a change of the data that may never come."""
    built: list[int] = []
    monkeypatch.setattr("folja_site.results.building.build", built.append)
    gone = Path("nowhere") / "gone.duckdb"
    monkeypatch.setattr("folja_site.results.store.figures_path", lambda *_: gone)
    builder.look(Watch(), now=0.0)
    assert example_programme.pk in built


def test_first_figures_are_built_at_once() -> None:
    """Nobody waits for quiet where there is nothing to show yet."""
    assert Watch().is_due(1, 5, None, 0.0)


@pytest.mark.parametrize(
    ("seconds", "patience"), [(1.0, LEAST), (20.0, 40.0), (1_000.0, MOST)], ids=str
)
def test_many_saves_in_a_row_are_one_build(seconds: float, patience: float) -> None:
    """While data go on changing nothing is built before it has waited as long as a build is worth;
    a moment of quiet is enough, a longer one for figures that take long.
    """
    watch = Watch()
    times = [n * 1.0 for n in range(int(patience) + 1)]
    due = [watch.is_due(1, 100 + n, seconds, now) for n, now in enumerate(times)]
    assert due == [False] * int(patience) + [True]
    watch = Watch()
    assert not watch.is_due(1, 100, seconds, 0.0)
    assert watch.is_due(1, 100, seconds, 1.0) == (seconds == 1.0)
    assert watch.is_due(1, 100, seconds, QUIET_MOST)


def test_rows_in_pieces_are_those_of_one_moment(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written while the pieces are read is in what comes out, and everything else too."""
    programme, rows = rows_in_pieces(example_programme.pk, at_once=7)
    assert follow_up_from(rows) == follow_up_of(programme)
    answers = programme.answers.filter(breakdown="").order_by("pk")
    first = answers[0]
    atomic = building.transaction.atomic

    def late() -> object:
        changed = replace(observation_of(first), reading=read("123456", locale="sv"))
        monkeypatch.setattr(building.transaction, "atomic", atomic)
        save_answer(None, programme, changed, version=first.version)
        return atomic()

    if connection.vendor == "sqlite":  # elsewhere nothing is read in pieces
        monkeypatch.setattr(building.transaction, "atomic", late)
        _, rows = rows_in_pieces(example_programme.pk, at_once=7)
        assert "123456" in {o.reading.text for o in follow_up_from(rows).observations}
    assert follow_up_from(rows) == follow_up_of(programme)


def test_half_files_go_with_their_process_and_finished_ones_stay(
    example_programme: Programme,
) -> None:
    """Those of a process that is gone are removed by the next, one's own before one ends."""
    stand = FigureSet.objects.filter(programme=example_programme).order_by("-data_version")[0]
    finished = figures_path(example_programme, stand.digest)
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    own = unfinished.unfinished(finished)
    left = finished.with_name(f"{finished.name}.{gone.pid}-1.new")
    beside = left.with_name(f"{left.name}.wal")
    running = finished.with_name(f"{finished.name}.{os.getppid()}-1.new")
    for file in (own, left, beside, running):
        file.write_bytes(b"half")
    unfinished.remove_left()
    assert not left.exists()
    assert not beside.exists()
    assert own.exists()
    assert running.exists()
    unfinished.remove_own()
    assert not own.exists()
    assert finished.exists()
    running.unlink()
