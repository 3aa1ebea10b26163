"""What any test may ask for: a PostgreSQL server, a browser, and the certainty of being offline.

Nothing here skips. A machine without a browser or PostgreSQL fails the tests that need them, with
the command that mends it: a test that passes over in silence tells nobody anything.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from lib.postgres_server import NoServer, running_server

# The fixtures of the site; they import Django only when they are asked for.
pytest_plugins = ["site_fixtures.plugin"]

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# The default run is the same every time; the drill looks further, and anew each time.
settings.register_profile("default", derandomize=True, max_examples=100, deadline=None)
settings.register_profile(
    "drill",
    max_examples=5_000,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("FOLJA_HYPOTHESIS", "default"))


class OutsideReached(AssertionError):
    """A test tried to leave the machine."""


def _stays_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def _offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves the machine; loopback and local sockets pass."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def refuse(self: socket.socket, address: Any) -> None:
        if not _stays_here(address):
            # Nobody who called expects this error, so nobody else would close the socket.
            self.close()
            raise OutsideReached(f"a test reached for {address!r}")

    def guarded(self: socket.socket, address: Any) -> None:
        refuse(self, address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        refuse(self, address)
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL that lives as long as the tests."""
    try:
        with running_server() as address:
            yield address
    except NoServer as reason:
        pytest.fail(str(reason), pytrace=False)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if program is None:
        pytest.fail("A browser is missing. Run: scripts/browser.sh", pytrace=False)
    # Chromium's own sandbox refuses to start as root.
    arguments = ["--disable-dev-shm-usage"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    # A page that is late on a busy machine is not wrong; what never comes still fails.
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=arguments)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a browser that is offline: only files and what a test hands it."""
    context = browser.new_context(locale="sv-SE", offline=True)
    yield context.new_page()
    context.close()
