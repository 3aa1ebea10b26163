"""`folja serve` as people start it: ready on a free port, ended by an interrupt, or refused."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

FOLJA = str(Path(sys.executable).parent / "folja")
BUNDLE = "examples/vasternorrland-2005"


def _surroundings(root: Path, data: Path) -> dict[str, str]:
    """A site's own environment: nothing of the tests' settings, and modules compiled once."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLJA_")}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL"):
        kept.pop(name, None)
    kept["PYTHONDONTWRITEBYTECODE"] = ""
    kept["PYTHONPYCACHEPREFIX"] = str(root / "build" / "bytecode")
    return kept | {"FOLJA_DATA": str(data), "FOLJA_WORKERS": "1"}


@contextmanager
def _serving(root: Path, data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the server; yields the process and the address that it says it has."""
    with subprocess.Popen(
        [FOLJA, "serve", "--json", *options],
        cwd=root,
        env=_surroundings(root, data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            while not said.rstrip().endswith("}"):
                line = process.stdout.readline()
                assert line, said
                said += line
            yield process, json.loads(said)["address"]
        finally:
            process.kill()


def _asked(address: str, path: str = "/") -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    with closing(connection):
        connection.request("GET", path, headers={"Accept-Language": "sv"})
        response = connection.getresponse()
        return response.status, response.read().decode()


def _refused(root: Path, data: Path, *options: str) -> str:
    done = subprocess.run(
        [FOLJA, "serve", "--lang", "en", *options],
        cwd=root,
        env=_surroundings(root, data),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 3, done.stdout + done.stderr
    return done.stderr


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that has been started once."""
    data = tmp_path_factory.mktemp("made")
    with _serving(root, data, "--port", "0") as (_, address):
        status, page = _asked(address)
        assert status == 200
        assert "demonstration" not in page
        assert _asked(address, "/demo/")[0] == 404
    return data


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return shutil.copytree(made, tmp_path / "site")


def test_demo_is_served_on_a_free_port_until_interrupted(root: Path, site: Path) -> None:
    """The demo answers on the address that it names, offers the roles, and ends on an interrupt."""
    with _serving(root, site, "--demo", BUNDLE) as (process, address):
        assert address.startswith("http://127.0.0.1:")
        status, page = _asked(address)
        assert status == 200
        assert "Det här är en demonstration" in page
        assert "programägare" in _asked(address, "/demo/")[1].lower()
        styles = page.split('rel="stylesheet" href="')[1].split('"')[0]
        assert _asked(address, styles)[0] == 200
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0


def test_site_of_an_empty_folder_is_served_again(root: Path, site: Path) -> None:
    """An empty folder becomes a site; the next start takes it as it stands, and ends in order."""
    with _serving(root, site, "--port", "0") as (process, address):
        assert _asked(address)[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0


def test_other_schema_is_refused_until_migrated(root: Path, site: Path) -> None:
    """A database of an older version is not served without --migrate, one of a newer not at all."""
    database = site / "folja.sqlite3"
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('programmes', '9999_newer', '2030-01-01')"
        )
    assert "another version" in _refused(root, site, "--port", "0")
    assert "newer version" in _refused(root, site, "--port", "0", "--migrate")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM django_migrations WHERE name = '9999_newer'")
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'exchange_%'"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM django_migrations WHERE app = 'exchange'")
    assert "--migrate" in _refused(root, site, "--port", "0")
    with _serving(root, site, "--port", "0", "--migrate") as (_, address):
        assert _asked(address)[0] == 200


def test_behind_a_proxy_the_first_link_is_one_that_people_reach(root: Path, site: Path) -> None:
    """With TLS before it the site names the host that it answers to, not the port that it has."""
    proxied = {"FOLJA_HTTPS": "1", "FOLJA_HOSTS": "follow.example.org,localhost"}
    with subprocess.Popen(
        [FOLJA, "serve", "--lang", "en", "--port", "0"],
        cwd=root,
        env=_surroundings(root, site) | proxied,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = ""
        while "/invitation/" not in said:
            line = process.stdout.readline()
            assert line, said
            said += line
        process.send_signal(signal.SIGTERM)
    assert "by way of the proxy that hands on to http://127.0.0.1:" in " ".join(said.split())
    assert "\nhttps://follow.example.org/invitation/" in said


def test_taken_port_is_refused(root: Path, tmp_path: Path) -> None:
    """A port that somebody listens on is named, before anything is made in the folder."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in _refused(root, tmp_path / "data", "--port", port)
    assert not (tmp_path / "data").exists()


def test_demo_is_refused_over_a_real_site(root: Path, site: Path) -> None:
    """Where real people have accounts no demo is loaded, since anybody could become anyone."""
    with closing(sqlite3.connect(site / "folja.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO access_user (password, email, name, language, is_active, is_operator,"
            " created_at) VALUES ('', 'kim@example.invalid', '', 'sv', 1, 0, '2026-01-01')"
        )
    assert "real people" in _refused(root, site, "--demo", BUNDLE)
