"""Building the figures of a programme once per change, beside the pages that go on showing the old.

`ask` is called after every commit that changed what figures rest on. Under `folja serve` a process
of its own builds (`folja_site.results.builder`); elsewhere one thread per process does. Two that
build the same state write the same file. A page never waits and never builds.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import close_old_connections

from folja_site.bundling.building import follow_up_from, rows_in_pieces
from folja_site.programmes.models import Programme
from folja_site.results.models import FigureSet
from folja_site.results.store import figures_path, write_figures

log = logging.getLogger(__name__)
_asked: queue.SimpleQueue[int] = queue.SimpleQueue()
_thread: threading.Thread | None = None
_lock = threading.Lock()
_left: ContextVar[bool] = ContextVar("left", default=False)


@contextmanager
def left_to_me() -> Iterator[None]:
    """Within it nothing is built by itself: for commands that build once, when they are done."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


def ask(programme_id: int) -> None:
    """Have the figures of a programme built soon; at once where settings say so (tests)."""
    if _left.get() or settings.FIGURES_APART:
        return
    if getattr(settings, "FIGURES_INLINE", False):
        build(programme_id)
        return
    _asked.put(programme_id)
    global _thread
    with _lock:
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_work, name="figures", daemon=True)
            _thread.start()


def _work() -> None:
    while True:
        try:
            first = _asked.get(timeout=60)
        except queue.Empty:
            return
        time.sleep(0.3)  # several answers in a row are one build
        wanted = {first}
        while not _asked.empty():
            wanted.add(_asked.get())
        for programme_id in wanted:
            try:
                build(programme_id)
            except Exception:
                log.exception("building the figures of programme %s failed", programme_id)
        close_old_connections()


def build(programme_id: int) -> FigureSet:
    """Build the figures of a programme's present state, unless they are there already."""
    started = time.monotonic()
    programme = Programme.objects.get(pk=programme_id)
    there = FigureSet.objects.filter(
        programme=programme, data_version=programme.data_version
    ).first()
    if there is not None and figures_path(programme, there.digest).exists():
        return there
    programme, rows = rows_in_pieces(programme_id)
    follow_up = follow_up_from(rows)
    digest = write_figures(programme, follow_up)
    figures, _ = FigureSet.objects.update_or_create(
        programme=programme,
        data_version=programme.data_version,
        defaults={"digest": digest, "seconds": time.monotonic() - started},
    )
    _drop_old(programme)
    return figures


def _drop_old(programme: Programme, keep: int = 5) -> None:
    """Remove the files of states that nothing shows any longer."""
    old = list(FigureSet.objects.filter(programme=programme).order_by("-data_version")[keep:])
    held = set(
        FigureSet.objects.filter(programme=programme)
        .order_by("-data_version")
        .values_list("digest", flat=True)[:keep]
    )
    for figures in old:
        if figures.digest not in held:
            figures_path(programme, figures.digest).unlink(missing_ok=True)
        figures.delete()
