"""Every page asks the database few questions, and no more of them when there is more to show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from site_fixtures.addresses import addresses, path_of
from site_fixtures.doubling import double
from site_fixtures.furnishing import World

#: As many as any page may ask, signing in and language included.
BUDGET = 15
ALL = {a.name: a for a in addresses() if a.ours}
#: Who has most to read on a page; the first of them who gets in is asked.
READERS = ("owner", "evaluator", "hub", "link-valid", "operator", "anonymous")


def asked(client: Client, path: str) -> tuple[int, int, list[str]]:
    """Return the status of a page, how many questions it asked, and which."""
    with (
        transaction.atomic(),
        CaptureQueriesContext(
            connection,
        ) as seen,
    ):
        status = client.get(path).status_code
        transaction.set_rollback(True)
    queries = [
        q["sql"] for q in seen.captured_queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))
    ]
    return status, len([q for q in queries if not q.startswith("ROLLBACK")]), queries


def reader_of(clients: dict[str, Client], path: str) -> str | None:
    """Return who gets to read a page, or None where nobody does."""
    return next((who for who in READERS if clients[who].get(path).status_code == 200), None)


@pytest.mark.parametrize("name", sorted(ALL))
def test_page_keeps_to_its_budget_whatever_there_is_to_show(
    world: World, clients: dict[str, Client], name: str
) -> None:
    """At most fifteen questions, and the same number when every table has twice the rows."""
    path = path_of(ALL[name], world)
    who = reader_of(clients, path)
    if who is None:  # a page that is only written to, or only for somebody with a reason to be here
        return
    _, before, queries = asked(clients[who], path)
    with transaction.atomic():
        double(world)
        status, after, more = asked(clients[who], path)
        transaction.set_rollback(True)
    assert status == 200
    extra = [q for q in more if q not in queries]
    assert before <= BUDGET, "\n".join(q[:160] for q in queries)
    assert after <= before, "\n".join(q[:200] for q in extra)


def test_counting_counts(world: World, clients: dict[str, Any]) -> None:
    """The questions of a page are seen at all: signing in alone asks more than one."""
    assert asked(clients["owner"], "/account/")[1] > 2
