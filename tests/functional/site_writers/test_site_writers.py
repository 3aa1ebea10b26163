"""Thirty-two writers at once lose nothing and are never told that the database is locked.

Each guard that this rests on has a twin: the same run with the guard taken out of the source loses
or fails. SQLite with its real settings, and PostgreSQL.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

DRIVER = Path(__file__).with_name("driver.py")
PROCESSES, THREADS, SAVES = 4, 8, 50


@dataclass(frozen=True, slots=True)
class Site:
    """A database of its own, and how the driver is run on it."""

    surroundings: dict[str, str]

    def run(self, what: str, *options: str) -> subprocess.Popen[str]:
        """Start the driver."""
        return subprocess.Popen(
            [sys.executable, str(DRIVER), what, *options],
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(self, what: str, *options: str) -> Counter[str]:
        """Run the driver to its end and return what it tells."""
        return _told(self.run(what, *options))

    def write(self, *options: str, saves: int, processes: int = PROCESSES) -> Counter[str]:
        """Let all writers save, in several processes, and return how often what happened."""
        running = [
            self.run(
                *("write", f"--number={number}", f"--writers={THREADS}", f"--saves={saves}"),
                *options,
            )
            for number in range(processes)
        ]
        return sum((_told(process) for process in running), Counter[str]())


def _told(process: subprocess.Popen[str]) -> Counter[str]:
    out, err = process.communicate()
    assert process.returncode == 0, err
    return Counter(json.loads(out) if out.strip() else {})


def _surroundings(root: Path, folder: Path, address: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("FOLJA_") and name not in ("DATABASE_URL", "EMAIL_URL")
    }
    if address:
        kept["DATABASE_URL"] = address
    return kept | {
        "FOLJA_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "folja_site.config.settings",
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(root / "build" / "bytecode"),
    }


def _address(request: pytest.FixtureRequest, vendor: str) -> str:
    """Return the address of a new database, or nothing for the folder's own SQLite."""
    if vendor == "sqlite":
        return ""
    address: str = request.getfixturevalue("postgres")
    name = f"writers_{uuid4().hex[:8]}"
    with psycopg.connect(address.replace("postgres://", "postgresql://"), autocommit=True) as db:
        db.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="module")
def site(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    """A site's database with two hundred shared answers; the parameter is what keeps it."""
    folder = tmp_path_factory.mktemp("site")
    made = Site(_surroundings(root, folder, _address(request, request.param)))
    made.told("make")
    return made


both = pytest.mark.parametrize("site", ["sqlite", "postgresql"], indirect=True)
sqlite = pytest.mark.parametrize("site", ["sqlite"], indirect=True)
postgresql = pytest.mark.parametrize("site", ["postgresql"], indirect=True)


def _lose_nothing(site: Site, saves: int) -> None:
    stood = site.told("tell")
    told = site.write(saves=saves)
    assert told["saved"] == PROCESSES * THREADS * saves, told
    assert not [what for what in told if what.startswith("error")], told
    stands = site.told("tell")
    # Every confirmed save is counted, has its version and has its event, and nothing else has.
    for what in ("counted", "versions", "events"):
        assert stands[what] - stood[what] == told["answers"], what
    print(", ".join(f"{n} {what}" for what, n in sorted(told.items())))


@both
def test_writers_lose_no_update_and_meet_no_lock(site: Site) -> None:
    """32 writers with 50 saves each: 0 lost updates, 0 errors of the database."""
    _lose_nothing(site, SAVES)


@pytest.mark.drill
@both
def test_many_saves_lose_no_update_and_meet_no_lock(site: Site) -> None:
    """32 writers with 500 saves each: 0 lost updates, 0 errors of the database."""
    _lose_nothing(site, 10 * SAVES)


@both
def test_updates_are_lost_without_the_version(site: Site) -> None:
    """Twin: with the version unasked, what one writer saved another overwrites."""
    stood = site.told("tell")["counted"]
    told = site.write("--off=version", "--shared=8", "--looks=0.05", saves=4, processes=2)
    assert site.told("tell")["counted"] - stood < told["answers"]


@sqlite
@pytest.mark.parametrize("off", ["queue", "queue,immediate"])
def test_database_is_locked_without_a_queue(site: Site, off: str) -> None:
    """Twin: without their turns writers are told that the database is locked.

    Without transactions that begin with the lock they are told so at once, whatever their patience.
    """
    told = site.write(f"--off={off}", saves=6)
    assert told["error: database is locked"]


@postgresql
def test_writers_wait_for_each_other_without_holding_the_programme(site: Site) -> None:
    """Twin: two forms that take the same rows in another order end in a deadlock."""
    told = site.write("--off=hold", "--shared=12", "--pairs=1", saves=3, processes=2)
    assert [what for what in told if what.startswith("error: deadlock")]
