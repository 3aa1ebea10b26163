"""The ground that other tests stand on: offline, with a browser and a PostgreSQL that run."""

from __future__ import annotations

import socket

import psycopg
import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_connection_leaving_the_machine_is_refused(host: str) -> None:
    """A test that reaches for the network fails at once, whatever the network would say."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.socket(family) as outgoing,
        pytest.raises(AssertionError, match="a test reached for"),
    ):
        outgoing.connect((host, 80))


def test_connection_to_loopback_passes() -> None:
    """A server inside the test can be reached."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=5) as outgoing,
    ):
        assert outgoing.getpeername() == server.getsockname()


def test_browser_renders_a_page(page: Page) -> None:
    """The browser runs, in Swedish, and shows what it is handed."""
    page.set_content("<!doctype html><html lang=sv><title>Följa</title><h1>Hej</h1></html>")
    assert page.get_by_role("heading", level=1).inner_text() == "Hej"
    assert page.evaluate("navigator.language") == "sv-SE"


def test_browser_is_offline(page: Page) -> None:
    """A page that asks the network for something does not get it."""
    page.set_content("<!doctype html><title>x</title>")
    assert page.evaluate("fetch('http://192.0.2.1/').then(() => 'came', () => 'refused')") == (
        "refused"
    )


@pytest.mark.postgres
def test_postgres_answers(postgres: str) -> None:
    """The server runs, keeps Swedish letters and is new enough for what we ask of it."""
    with psycopg.connect(postgres) as connection:
        row = connection.execute("select 'Sundsvall – Ånge'::text").fetchone()
        assert row == ("Sundsvall – Ånge",)
        assert connection.info.server_version >= 130000
