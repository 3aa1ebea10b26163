"""A server killed in the middle of entry and import loses nothing that it confirmed.

The server is `folja serve`, ended by SIGKILL with all its processes while a hub saves answers and
an owner applies an import that changes every answer of a programme.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

import psycopg
import pytest

HERE = Path(__file__).parent
BUNDLE = "examples/vasternorrland-2005"
TOKEN = "a" * 32
KILLS = 5


@dataclass(slots=True)
class Site:
    """A site's database, who is signed in, and what has been confirmed so far."""

    root: Path
    surroundings: dict[str, str]
    made: dict[str, Any] = field(default_factory=dict)
    confirmed: list[str] = field(default_factory=list)
    applied: list[int] = field(default_factory=list)
    #: Seconds that an import takes to be applied.
    takes: float = 0.0

    def run(self, *arguments: str) -> dict[str, Any]:
        """Run the script that knows the site's rows."""
        done = subprocess.run(
            [sys.executable, str(HERE / "site_of_two.py"), *arguments],
            cwd=self.root,
            env=self.surroundings,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def die(self, how: str) -> None:
        """Have the script killed while it applies an import."""
        done = subprocess.run(
            [sys.executable, str(HERE / "site_of_two.py"), "die", how],
            cwd=self.root,
            env=self.surroundings,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert done.returncode == -signal.SIGKILL, done.stderr

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve the site; whatever happens within, it ends by SIGKILL."""
        server = subprocess.Popen(
            [str(Path(sys.executable).parent / "folja"), "serve", "--json", "--port", "0"],
            cwd=self.root,
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        try:
            assert server.stdout is not None
            said = ""
            while "}" not in said:
                line = server.stdout.readline()
                assert line, said
                said += line
            yield urlsplit(json.loads(said)["address"]).netloc
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
            assert server.stdout is not None
            server.stdout.close()


def _post(place: str, path: str, session: str, **fields: Any) -> int:
    with closing(HTTPConnection(place, timeout=120)) as connection:
        connection.request(
            "POST",
            path,
            urlencode(fields),
            {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": f"sessionid={session}; csrftoken={TOKEN}",
                "X-CSRFToken": TOKEN,
            },
        )
        return connection.getresponse().status


def _save_until_killed(site: Site, place: str, version: int, cycle: int) -> None:
    """Save answers one after the other, each with a word of its own, while anybody answers."""
    path = f"/p/answered/rounds/{site.made['round']}/answer/PROC/save/strategic-networks/"
    name, n = "strategic-networks:2005-12-31", 0
    while True:
        n += 1
        word = f"saved {cycle}.{n}"
        fields = {name: str(n), f"version:{name}": version, "comment": word}
        try:
            status = _post(place, path, site.made["hub"], **fields)
        except (OSError, HTTPException):
            return
        assert status in (200, 302), status
        site.confirmed.append(word)
        version += 1


def _apply(site: Site, place: str, pk: int) -> None:
    try:
        status = _post(
            place, f"/p/imported/import/{pk}/apply/", site.made["owner"], version=1, why="x"
        )
    except (OSError, HTTPException):
        return
    assert status == 302, status
    site.applied.append(pk)


def _kill_once(site: Site, cycle: int, chance: random.Random, told: dict[str, Any]) -> None:
    with site.serving() as place:
        entry = threading.Thread(
            target=_save_until_killed, args=(site, place, told["version"], cycle)
        )
        entry.start()
        pk = next(pk for pk in site.made["imports"] if pk not in told["applied"])
        importing = threading.Thread(target=_apply, args=(site, place, pk))
        while not any(word.startswith(f"saved {cycle}.") for word in site.confirmed):
            assert entry.is_alive()
            entry.join(0.02)  # the server is warm: what is killed is not its start
        importing.start()
        begun = time.monotonic()
        # The first is killed once its import is confirmed, the others anywhere in that time.
        importing.join(site.takes * chance.random() * 1.2 if site.takes else None)
        site.takes = site.takes or time.monotonic() - begun
    entry.join()
    importing.join()


def _lose_nothing(site: Site, kills: int, part: int = 0) -> None:
    chance = random.Random(20051231 + part)
    told = site.run("tell")
    for cycle in range(kills):
        _kill_once(site, cycle, chance, told)
        told = site.run("tell")
        assert told["sound"]
        # Every confirmed save is there, and each save has its event.
        assert set(site.confirmed) <= set(told["saved"])
        assert told["events"] == len(told["saved"])
        # Every import is there whole or not at all, with its versions and its event.
        assert set(site.applied) <= set(told["applied"])
        n = len(told["applied"])
        assert len(told["comments"]) == 1 or not n, told["comments"]
        assert told["import-versions"] == n * told["answers"]
        assert told["import-events"] == n
    assert len(site.confirmed) >= kills
    assert site.applied
    print(f"{kills} kills: {len(site.confirmed)} saves and {len(site.applied)} imports confirmed")


@pytest.fixture
def site(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> Site:
    """A site on the database that the parameter names."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FOLJA_") and name not in ("DATABASE_URL", "EMAIL_URL")
    }
    surroundings = kept | {
        "FOLJA_DATA": str(tmp_path),
        "FOLJA_WORKERS": "1",
        "FOLJA_TWO_FACTORS": "reader",
        "DJANGO_SETTINGS_MODULE": "folja_site.config.settings",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(root / "build" / "bytecode"),
    }
    if request.param[0] == "postgresql":
        address: str = request.getfixturevalue("postgres")
        name = f"killed_{uuid4().hex[:8]}"
        plain = address.replace("postgres://", "postgresql://")
        with psycopg.connect(plain, autocommit=True) as db:
            db.execute(f"CREATE DATABASE {name}")
        surroundings["DATABASE_URL"] = address.replace("/postgres?", f"/{name}?")
    made = Site(root, surroundings)
    made.made = made.run("make", BUNDLE, str(request.param[1]))
    return made


def _both(kills: int) -> Any:
    return pytest.mark.parametrize(
        "site",
        [("sqlite", kills), ("postgresql", kills)],
        indirect=True,
        ids=["sqlite", "postgresql"],
    )


@_both(KILLS)
def test_killed_server_loses_nothing_confirmed(site: Site) -> None:
    """Five kills: 0 confirmed writes lost, 0 half imports, 0 writes without their event."""
    _lose_nothing(site, KILLS)


@_both(1)
def test_half_an_import_is_seen_without_its_transaction(site: Site) -> None:
    """Killed between answers and their versions nothing has changed; its twin leaves a half."""
    before = site.run("tell")
    site.die("guarded")
    assert site.run("tell") == before
    site.die("unguarded")
    after = site.run("tell")
    assert after["comments"] != before["comments"]
    assert after["import-versions"] == before["import-versions"]


@pytest.mark.drill
@pytest.mark.parametrize("part", range(1, 11))
@_both(30)
def test_server_killed_three_hundred_times_loses_nothing_confirmed(site: Site, part: int) -> None:
    """Three hundred kills: 0 confirmed writes lost, 0 half imports, 0 writes without event."""
    _lose_nothing(site, 30, part)
