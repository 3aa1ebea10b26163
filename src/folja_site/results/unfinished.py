"""Files of figures while they are written: named by their process, so that no half of one stays.

A process that is told to end removes its own; what one left that was killed is removed by the next.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

_NAME = re.compile(r"\.(\d+)-\d+\.new(\.wal|\.tmp)?$")


def unfinished(path: Path) -> Path:
    """Return where a file is written before it gets its name; nothing of an earlier try is there.

    The engine writes beside it under the same name with an ending of its own.
    """
    place = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.new")
    place.unlink(missing_ok=True)
    return place


def remove_own() -> None:
    """Remove what this process has not finished."""
    for pid, file in _all():
        if pid == os.getpid():
            file.unlink(missing_ok=True)


def remove_left() -> None:
    """Remove what processes have left that are gone."""
    for pid, file in _all():
        if not _runs(pid):
            file.unlink(missing_ok=True)


def _all() -> Iterator[tuple[int, Path]]:
    for file in (Path(settings.DATA) / "figures").glob("*/*.new*"):
        found = _NAME.search(file.name)
        if found and file.is_file():
            yield int(found[1]), file


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's
    return True
