"""The process that builds figures: `python -m folja_site.results.builder PID`, beside the server.

Looks every second for programmes whose figures are older than their data, so that what a server was
killed over is built by the next one. Many saves in a row are one build: it begins when it has been
quiet for a moment, or when it has waited long enough. Gives way to the pages, and ends when whoever
started it does, however that came about and whatever is being built: what is half written goes with
it, and is built again by the next.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

#: Seconds between two looks.
PAUSE = 1.0
#: Seconds between two looks whether the server is there still.
GLANCE = 0.1
#: Data are quiet when they did not change for this part of the time that the last build took, for
#: so many seconds at most; for small programmes that is the time between two looks.
QUIET_SHARE, QUIET_MOST = 5, 5.0
#: Seconds that figures wait at least, and at most, while the data go on changing.
LEAST, MOST = 10.0, 120.0
#: While the data go on changing, building takes at most one part of so many of the time.
SHARE = 3


@dataclass(slots=True)
class Late:
    """A programme whose figures are older than its data: since when, which data were seen, and
    since when they are those.
    """

    since: float
    version: int
    still: float


@dataclass(slots=True)
class Watch:
    """What the looks so far have seen: who is late, and what data could not be built."""

    late: dict[int, Late] = field(default_factory=dict)
    failed: dict[int, int] = field(default_factory=dict)

    def is_due(self, programme: int, version: int, seconds: float | None, now: float) -> bool:
        """Say whether to build now; `seconds` is how long the last build took, None before any."""
        if self.failed.get(programme) == version:
            return False
        seen = self.late.get(programme)
        if seen is None:
            self.late[programme] = Late(now, version, now)
            return seconds is None
        if seen.version != version:
            seen.version, seen.still = version, now
        if seconds is None:
            return True
        quiet = max(PAUSE, min(seconds / QUIET_SHARE, QUIET_MOST))
        patience = min(max(LEAST, (SHARE - 1) * seconds), MOST)
        return now - seen.still >= quiet or now - seen.since >= patience


def waiting() -> list[tuple[int, int, float | None]]:
    """Return the programmes whose data are newer than their figures, with the data's version and
    how long their last build took (None: there was none).

    Figures whose file is gone are none: a newer Följa writes files of another form, and a restored
    database may come without them.
    """
    from django.db.models import F, Max, OuterRef, Q, Subquery

    from folja_site.programmes.models import Programme
    from folja_site.results.models import FigureSet
    from folja_site.results.store import figures_path

    newest = Programme.objects.annotate(built=Max("figure_sets__data_version"))
    late = newest.filter(Q(built__isnull=True) | Q(built__lt=F("data_version")))
    last = FigureSet.objects.filter(programme=OuterRef("pk")).order_by("-data_version")
    timed = late.annotate(seconds=Subquery(last.values("seconds")[:1]))
    found: list[tuple[int, int, float | None]] = list(
        timed.values_list("pk", "data_version", "seconds")
    )
    stand = FigureSet.objects.filter(data_version=F("programme__data_version"))
    for figures in stand.select_related("programme"):
        if not figures_path(figures.programme, figures.digest).exists():
            found.append((figures.programme_id, figures.data_version, None))
    return found


def look(watch: Watch, now: float | None = None) -> None:
    """Build what is due; a state that failed is not tried again before it has changed."""
    from folja_site.results.building import build

    moment = time.monotonic() if now is None else now
    found = waiting()
    watch.late = {p: watch.late[p] for p, _, _ in found if p in watch.late}
    for programme, version, seconds in found:
        if not watch.is_due(programme, version, seconds, moment):
            continue
        watch.late.pop(programme, None)
        try:
            build(programme)
        except Exception:
            log.exception("building the figures of programme %s failed", programme)
            watch.failed[programme] = version


def end(*_: object) -> None:
    """End now, without a half file: a build may be within the engine for seconds."""
    from folja_site.results.unfinished import remove_own

    remove_own()
    os._exit(0)


def _ends_with(server: int) -> None:
    while os.getppid() == server:
        time.sleep(GLANCE)
    end()


def main(server: int | None = None) -> None:
    """Build until the server is gone: the process of that number, or whoever started this one.

    One that ended while this was starting is no parent any longer, and would be waited for in vain.
    """
    import django

    started_by = server or os.getppid()
    django.setup()
    os.nice(15)
    from django.db import DatabaseError, close_old_connections

    from folja_site.results.unfinished import remove_left

    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, end)
    threading.Thread(target=_ends_with, args=(started_by,), name="ending", daemon=True).start()
    remove_left()
    watch = Watch()
    while True:
        try:
            look(watch)
        except DatabaseError:
            log.warning("the figures wait for the database", exc_info=True)
        close_old_connections()
        time.sleep(PAUSE)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)
