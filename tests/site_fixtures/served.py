"""A real server with the furnished example, for a real browser.

The database is a copy of the test database, on SQLite or PostgreSQL as that is; the server is
gunicorn as the site is run, with hashed static files and the whole content security policy.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response

HERE = Path(__file__).parents[1]
#: Seconds that a server has to come up; it takes two on an idle machine.
PATIENCE = 60


#: Whose pages differ from everybody else's, by the rule of the address: the owner sees most, the
#: evaluator what can be decided and written, a hub and its respondent the network as their own.
SEES = {
    "owner": ("account", "programme", "round", "unit.read", "unit.plan", "theirs", "open"),
    "evaluator": ("review", "unit.review", "unit.write", "unit.drafts", "tie", "unit.plan"),
    "hub": ("hub", "unit.read", "unit.answer", "unit.receipt", "unit.comment"),
    "link-valid": ("unit.answer", "unit.receipt", "open"),
    "operator": ("operate", "account"),
    "anonymous": ("open", "theirs"),
}
#: Addresses that hand out files (a published report is one, in a sandbox that no script enters),
#: end the session of whoever opens them, or answer with a part of a page.
NO_PAGES = (
    *("account_logout", "-file", "bundle", "answers", "form", "download-report"),
    *("recovery_codes", "set-up-target-read"),
)


@dataclass(frozen=True, slots=True)
class Served:
    """A running site: its address, who is signed in how, and the path of every address."""

    url: str
    data: Path
    sessions: dict[str, str]
    paths: dict[str, str]
    rounds: dict[str, int]
    rules: dict[str, str]

    def shown_to(self, who: str) -> Iterator[tuple[str, str]]:
        """Yield the addresses at which somebody sees something that no other sees, with paths."""
        for name, path in self.paths.items():
            rule = self.rules[name]
            if not name.endswith(NO_PAGES) and any(rule.startswith(r) for r in SEES[who]):
                yield name, path

    def context(self, browser: Browser, who: str = "anonymous", **options: Any) -> BrowserContext:
        """Return a browser's context in which somebody is signed in."""
        context = browser.new_context(base_url=self.url, **options)
        if who in self.sessions:
            cookie = {"name": "sessionid", "value": self.sessions[who], "url": self.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context


def opened(page: Page, path: str) -> Response | None:
    """Open a path; return the answer, or None where no page comes (a file, a form's target).

    Asked for beside the page first: an answer without a body would leave the browser with a page
    of its own, which comes in the next one's way.
    """
    asked = page.context.request.get(path, max_redirects=0)
    if asked.status != 200 or not asked.headers["content-type"].startswith("text/html"):
        return None
    return page.goto(path, wait_until="load")


@contextmanager
def serve(database: str, figures: Path, data: Path, *, mark: str = "") -> Iterator[Served]:
    """Copy a database and its figures into a folder, furnish it, and serve it until the end.

    The database is named by its file, or by its name on the server that DATABASE_URL names.
    """
    from site_fixtures.keeping import copied_on_server, copy_database

    data.mkdir(parents=True, exist_ok=True)
    there = os.environ.get("DATABASE_URL", "")
    address = copied_on_server(database, there) if there.startswith("postgres") else ""
    if not address:
        copy_database(Path(database), data / "folja.sqlite3")
    shutil.copytree(figures, data / "figures", dirs_exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("FOLJA_", "DATABASE_URL"))}
    env |= {
        "FOLJA_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "folja_site.config.settings",
        "PYTHONPATH": str(HERE),
        "HOME": str(data),
    }
    if address:
        env["DATABASE_URL"] = address
    made = subprocess.run(
        [sys.executable, "-m", "site_fixtures.serving", mark],
        env=env,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    log = (data / "server.log").open("w", encoding="utf-8")
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", "-k", "gthread"),
            *("--threads", "4", "--control-socket", str(data / "control.sock")),
            "folja_site.config.wsgi",
        ],
        env=env,
        stdout=log,
        stderr=log,
    )
    try:
        _wait_for(port, server, data / "server.log")
        yield Served(
            f"http://127.0.0.1:{port}",
            data,
            told["sessions"],
            told["paths"],
            told["rounds"],
            told["rules"],
        )
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)
        log.close()


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        assert server.poll() is None, log.read_text(encoding="utf-8")
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as asked:
            asked.request("GET", "/accessibility/")
            with asked.getresponse() as answer:
                if answer.status == 200:
                    return
        time.sleep(0.2)
    raise AssertionError(log.read_text(encoding="utf-8"))
