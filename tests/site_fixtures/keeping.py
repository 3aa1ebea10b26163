"""A database that was once filled with the example is kept, and copied for the next run.

It stands in the build folder under a hash of everything that shapes it: models, migrations, the
example, what reads and computes it. PostgreSQL is filled anew every time.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
from django.conf import settings
from django.db import connection

from site_fixtures.world import BUNDLE, ROOT

#: What decides how the filled database looks.
SHAPING = (
    *("src/folja/model", "src/folja/values", "src/folja/quality", "src/folja/analysis"),
    *("src/folja/formats/bundle", "src/folja/workflows", "src/folja_site/bundling"),
    *("src/folja_site/access/models.py", "src/folja_site/access/migrations"),
    *("src/folja_site/base/models.py", "src/folja_site/base/migrations"),
    *("src/folja_site/programmes/models.py", "src/folja_site/programmes/migrations"),
    *("src/folja_site/measurements/models.py", "src/folja_site/measurements/migrations"),
    "src/folja_site/measurements/demo_round.py",
    *("src/folja_site/interviews/models.py", "src/folja_site/interviews/migrations"),
    *("src/folja_site/exchange/models.py", "src/folja_site/exchange/migrations"),
    *("src/folja_site/results/models.py", "src/folja_site/results/migrations"),
    *("src/folja_site/results/store.py", "src/folja_site/results/building.py"),
    *("tests/site_fixtures/world.py", "tests/site_fixtures/people.py"),
)


@cache
def place() -> Path:
    """Return the folder of the database that is kept for this state of the source."""
    digest = hashlib.sha256()
    for root in (*(ROOT / name for name in SHAPING), BUNDLE):
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return ROOT / "build" / "tests" / digest.hexdigest()[:16]


def copy_database(source: Path, target: Path) -> None:
    """Copy an SQLite database that may be open, as SQLite itself does it."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def copied_on_server(name: str, address: str) -> str:
    """Copy a database of a PostgreSQL server to another one beside it; return its address.

    It may be open: what is copied is what has been committed.
    """
    copy = f"served_{uuid4().hex[:8]}"
    plain = urlsplit(address)._replace(scheme="postgresql")
    with psycopg.connect(plain.geturl(), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {copy}")
    source, target = (plain._replace(path=f"/{one}").geturl() for one in (name, copy))
    told = subprocess.run(["pg_dump", source], capture_output=True, check=True)
    subprocess.run(
        ["psql", "-q", "-v", "ON_ERROR_STOP=1", target],
        input=told.stdout,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return urlsplit(address)._replace(path=f"/{copy}").geturl()


def end_sessions() -> None:
    """End what else is connected to the test database: browsers and threads have left some."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@contextmanager
def brought() -> Iterator[bool]:
    """Bring the kept database to where the tests look for it; say whether there was one.

    While one process fills a database the others wait for it, and then copy what it kept.
    """
    if connection.vendor != "sqlite":
        yield False
        return
    place().parent.mkdir(parents=True, exist_ok=True)
    with place().with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        there = (place() / "whole").exists()
        if there:
            shutil.copy(place() / "test.sqlite3", _target())
            restore_figures()
            fcntl.flock(lock, fcntl.LOCK_UN)
        yield there


def restore_figures() -> None:
    """Copy the kept figures to where the site looks for them."""
    shutil.copytree(place() / "figures", settings.DATA / "figures", dirs_exist_ok=True)


def keep() -> None:
    """Keep the filled database and its figures; older ones go."""
    if connection.vendor != "sqlite":
        return
    for old in place().parent.iterdir():
        if old.is_dir() and old != place():
            shutil.rmtree(old, ignore_errors=True)
    shutil.rmtree(place(), ignore_errors=True)
    place().mkdir()
    copy_database(_target(), place() / "test.sqlite3")
    shutil.copytree(settings.DATA / "figures", place() / "figures")
    (place() / "whole").touch()


def _target() -> Path:
    return Path(connection.settings_dict["TEST"]["NAME"])
