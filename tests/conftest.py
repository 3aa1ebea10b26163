"""What any test may ask for: a PostgreSQL server, a browser, and the certainty of being offline.

Nothing here skips. A machine without a browser or PostgreSQL fails the tests that need them, with
the command that mends it: a test that passes over in silence tells nobody anything.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, Page, sync_playwright

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


def _postgres_programs() -> Path:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).parent
    pytest.fail("PostgreSQL is missing. Run: scripts/postgres.sh", pytrace=False)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL that lives as long as the tests.

    It listens on a socket in a folder of its own and on no port, so that several test processes
    run side by side.
    """
    programs = _postgres_programs()
    # As root the server must run as somebody else, in a folder that this somebody owns.
    as_root = os.geteuid() == 0
    prefix = ["runuser", "-u", "postgres", "--"] if as_root else []
    with TemporaryDirectory(prefix="folja-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if as_root:
            shutil.chown(folder, user="postgres")

        def run(*command: str | Path) -> None:
            done = subprocess.run(
                [*prefix, *map(str, command)], cwd=folder, capture_output=True, text=True
            )
            if done.returncode:
                log = folder / "log"
                told = log.read_text(encoding="utf-8") if log.exists() else done.stderr
                pytest.fail(f"PostgreSQL did not start:\n{told}", pytrace=False)

        def control(*command: str) -> None:
            # Output goes to a file: the server would hold a pipe open for ever.
            with (folder.parent / f"{folder.name}.out").open("w", encoding="utf-8") as out:
                done = subprocess.run(
                    [*prefix, str(programs / "pg_ctl"), "-D", str(folder / "data"), *command],
                    cwd=folder,
                    stdout=out,
                    stderr=out,
                    stdin=subprocess.DEVNULL,
                )
            said = Path(out.name).read_text(encoding="utf-8")
            Path(out.name).unlink()
            if done.returncode:
                pytest.fail(f"PostgreSQL did not {command[-1]}:\n{said}", pytrace=False)

        run(
            *(programs / "initdb", "-D", folder / "data", "-A", "trust", "-U", "postgres"),
            *("--no-sync", "-E", "UTF8", "--locale=C.UTF-8"),
        )
        options = (
            f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off "
            "-c synchronous_commit=off -c max_connections=40"
        )
        control("-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            control("-m", "immediate", "-w", "stop")


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
