"""What a process has worked out from stored figures, kept for the next reader of the same.

Figures never change under their hash, so what follows from them alone is worked out once. A key
names all that it depends on; refuses nothing, and forgets what was asked for longest ago.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

#: So many results are kept in a process; the largest, a front page, takes a few hundred kilobytes.
MOST = 64

Made = TypeVar("Made")

_kept: OrderedDict[Hashable, Any] = OrderedDict()
_lock = threading.Lock()


def remembered(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what was made under a key, or make it now.

    >>> remembered(("example", 1), lambda: "made"), remembered(("example", 1), lambda: "again")
    ('made', 'made')
    """
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            made: Made = _kept[key]
            return made
    fresh = make()  # without the lock: two may make the same, and nobody waits for another's page
    with _lock:
        _kept[key] = fresh
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return fresh
