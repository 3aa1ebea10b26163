"""What a worker does once it has started: load what takes long before anybody waits for it.

The analysis loads its engine at the first sum, which takes seconds; here that happens in a thread
beside the first pages. Refuses to hold up or to stop anything: who comes first waits as before.
"""

from __future__ import annotations

import threading


def warm() -> threading.Thread:
    """Load the analysis in a thread of its own."""
    thread = threading.Thread(target=_load, name="warming", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    from folja.analysis.engines import duckdb

    duckdb()
