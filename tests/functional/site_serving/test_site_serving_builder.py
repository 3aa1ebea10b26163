"""The builder of figures ends with the server, in the midst of a build, without a half file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

#: Builds for ever, as a build within the engine seems to.
BUILDER = """
import sys, time
from pathlib import Path
from folja_site.results import builder

def builds(watch):
    from folja_site.results.unfinished import unfinished
    unfinished(Path(sys.argv[1])).write_bytes(b"half")
    print(__import__("os").getpid(), flush=True)
    time.sleep(86_400)

builder.look = builds
builder.main()
"""
SERVER = """
import subprocess, sys, time
subprocess.Popen([sys.executable, "-c", *sys.argv[1:]])
time.sleep(86_400)
"""


def _surroundings(data: Path) -> dict[str, str]:
    """A site's own environment, with nothing of the tests' settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLJA_")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "FOLJA_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "folja_site.config.settings",
    }


@pytest.mark.parametrize("how", ["server killed", "server ended", "told to end", "interrupted"])
def test_builder_ends_at_once_and_leaves_no_half_file(root: Path, tmp_path: Path, how: str) -> None:
    """Whoever waits for the last of its output waits for the builder: both are gone then."""
    place = tmp_path / "figures" / "any" / "state.duckdb"
    place.parent.mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, BUILDER, str(place)],
        cwd=root,
        env=_surroundings(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout is not None
        builder = int(server.stdout.readline())
        assert len(list(place.parent.iterdir())) == 1
        if how == "server killed":
            server.kill()
        elif how == "server ended":
            server.terminate()
        else:
            os.kill(builder, signal.SIGTERM if how == "told to end" else signal.SIGINT)
            while list(place.parent.iterdir()):
                assert server.poll() is None
            server.kill()
        assert server.stdout.read() == ""
    assert not list(place.parent.iterdir())


def test_builder_of_a_server_that_is_gone_already_ends(root: Path, tmp_path: Path) -> None:
    """A server may end before its builder has begun to look for it."""
    with subprocess.Popen([sys.executable, "-c", ""]) as server:
        pass
    ended = subprocess.run(
        [sys.executable, "-m", "folja_site.results.builder", str(server.pid)],
        cwd=root,
        env=_surroundings(tmp_path),
        capture_output=True,
    )
    assert ended.returncode == 0
