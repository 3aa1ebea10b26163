"""Every write leaves one event: held against every form that any test sends.

While tests run, each POST is watched: what it wrote to tables of ours, and which events it left.
Whatever wrote leaves exactly one event, whatever wrote nothing leaves none. Where something happens
outside in between, as a mail that leaves, there are two writes and so two events; which those are
stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.test import Client

_MARK = re.compile(r'(SAVEPOINT|ROLLBACK TO SAVEPOINT) "?([\w-]+)')
_WRITE = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
EVENTS = "base_auditevent"
#: Rows that say who is signed in, and what the server remembers for itself.
ASIDE = re.compile(
    r"^(django_|account_|mfa_|socialaccount_|usersessions_|folja_cache|results_figure)"
)
#: Addresses whose writes are parted by something outside: the mail, the report that is made.
PARTED = re.compile(r"/(letter/send|ask|return)/$")
MOST_PARTS = 3
#: A visit by a personal link leaves its trace, also where it only opens a session.
TRACED = re.compile(r"^/answer/[\w-]+/$")


class Untold(AssertionError):
    """A form wrote without an event, or left more than one, or told of what was not written."""


@contextmanager
def watched(path: str) -> Iterator[None]:
    """Watch what is written inside, and hold it against the events that are left."""
    tables: list[str] = []
    marks: dict[str, int] = {}

    def see(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        if mark := _MARK.match(sql):
            if mark[1] == "SAVEPOINT":
                marks[mark[2]] = len(tables)
            else:  # what was written since has not been written
                del tables[marks.get(mark[2], 0) :]
        elif (found := _WRITE.match(sql)) and _some(context["cursor"], sql):
            tables.append(found[1])
        return answer

    with connection.execute_wrapper(see):
        yield
    events = tables.count(EVENTS)
    wrote = sorted({one for one in tables if one != EVENTS and not ASIDE.match(one)})
    most = MOST_PARTS if PARTED.search(path) else 1
    if TRACED.search(path) and not wrote:
        return
    if (events == 0) != (not wrote) or events > most:
        raise Untold(f"{path} wrote {wrote or 'nothing'} and left {events} events")


def _some(cursor: Any, sql: str) -> bool:
    """Say whether a statement met any row; of what is put in the count is not known yet."""
    return sql.lstrip().startswith("INSERT") or cursor.rowcount != 0


def watching(post: Callable[..., Any]) -> Callable[..., Any]:
    """Return a client's `post` that watches what it is answered with."""

    def posted(self: Client, path: str, *args: Any, **more: Any) -> Any:
        if path.startswith("/accounts/"):
            return post(self, path, *args, **more)
        with watched(path):
            return post(self, path, *args, **more)

    return posted
