"""The process that builds figures: `python -m folja_site.results.builder`, beside the server.

Looks every second for programmes whose figures are older than their data, so that what a server was
killed over is built by the next one. Gives way to the pages, and ends when whoever started it does.
"""

from __future__ import annotations

import logging
import os
import time

log = logging.getLogger(__name__)

#: Seconds between two looks.
PAUSE = 1.0


def waiting() -> list[tuple[int, int]]:
    """Return the programmes whose data are newer than their figures, with the data's version."""
    from django.db.models import F, Max, Q

    from folja_site.programmes.models import Programme

    newest = Programme.objects.annotate(built=Max("figure_sets__data_version"))
    late = newest.filter(Q(built__isnull=True) | Q(built__lt=F("data_version")))
    return list(late.values_list("pk", "data_version"))


def look(failed: dict[int, int]) -> None:
    """Build what is late; a state that failed is not tried again before it has changed."""
    from folja_site.results.building import build

    for programme, version in waiting():
        if failed.get(programme) == version:
            continue
        try:
            build(programme)
        except Exception:
            log.exception("building the figures of programme %s failed", programme)
            failed[programme] = version


def main() -> None:
    """Build until the server is gone."""
    import django

    started_by = os.getppid()
    django.setup()
    os.nice(10)
    from django.db import DatabaseError, close_old_connections

    failed: dict[int, int] = {}
    while os.getppid() == started_by:
        try:
            look(failed)
        except DatabaseError:
            log.warning("the figures wait for the database", exc_info=True)
        close_old_connections()
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
