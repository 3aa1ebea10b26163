"""Which functional proofs run every time, and which in the drill.

Sweeps of every page in a browser, killed servers and crowds of writers take longer than `make test`
may: the drill runs them whole. The matrix of permissions, the planted words, the budgets of queries
and the serving itself run every time.
"""

from __future__ import annotations

import pytest

IN_THE_DRILL = {"site_answer", "site_axe", "site_killed", "site_scripts", "site_writers"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the long proofs, before pytest chooses by marks."""
    for item in items:
        if IN_THE_DRILL & set(item.path.parts):
            item.add_marker(pytest.mark.drill)
