"""Asking for a page and taking back whatever that changed: rows, sessions and cookies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any

from django.db import transaction
from django.test import Client


@contextmanager
def taken_back(client: Client) -> Iterator[None]:
    """Undo, at the end, what is done inside: in the database and in the client's cookies."""
    kept = SimpleCookie({name: morsel.value for name, morsel in client.cookies.items()})
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        client.cookies = kept


def ask(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
    """Ask once; a fault of ours is an answer (500) and not an exception."""
    client.raise_request_exception = False
    with taken_back(client):
        return getattr(client, method)(path, data or {})
