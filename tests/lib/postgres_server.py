"""A PostgreSQL that lives as long as what it is needed for: on a socket of its own, on no port.

Several can stand side by side. As a program it runs a command with DATABASE_URL set to one:
`python tests/lib/postgres_server.py pytest tests/unit/site_access`. With `--durable` before the
command it writes through to the disk as a server of a real site does, for measurements.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

#: Nothing outlives the run, so the disk need not be waited for; deadlocks are looked for soon.
DURABLE = "-c listen_addresses='' -c max_connections=40"
OPTIONS = (
    f"{DURABLE} -c fsync=off -c full_page_writes=off -c synchronous_commit=off "
    "-c deadlock_timeout=100ms"
)


class NoServer(Exception):
    """PostgreSQL is not installed, or did not start or stop; says what it said."""


@contextmanager
def running_server(options: str = OPTIONS) -> Iterator[str]:
    """Start an empty server and give its address; it is gone with its data at the end.

    Raises `NoServer`. As root the server runs as somebody else, in a folder that they own.
    """
    programs = _programs()
    as_root = os.geteuid() == 0
    prefix = ["runuser", "-u", "postgres", "--"] if as_root else []
    with TemporaryDirectory(prefix="folja-pg-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if as_root:
            shutil.chown(folder, user="postgres")

        def run(*command: str | Path) -> None:
            # Output goes to a file: the server would hold a pipe open for ever.
            said = folder.parent / f"{folder.name}.out"
            with said.open("w", encoding="utf-8") as out:
                done = subprocess.run(
                    [*prefix, *map(str, command)],
                    cwd=folder,
                    stdout=out,
                    stderr=out,
                    stdin=subprocess.DEVNULL,
                )
            words = said.read_text(encoding="utf-8")
            said.unlink()
            if done.returncode:
                log = folder / "log"
                words += log.read_text(encoding="utf-8") if log.exists() else ""
                raise NoServer(f"{Path(command[0]).name} failed:\n{words}")

        data = ("-D", folder / "data")
        run(
            *(programs / "initdb", *data, "-A", "trust", "-U", "postgres"),
            *("--no-sync", "-E", "UTF8", "--locale=C.UTF-8"),
        )
        control = (programs / "pg_ctl", *data, "-w")
        run(*control, "-l", folder / "log", "-o", f"-k {folder} {options}", "start")
        try:
            yield f"postgres://postgres@/postgres?host={folder}"
        finally:
            run(*control, "-m", "immediate", "stop")


def _programs() -> Path:
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdigit() else 0,
    )
    if found:
        return found[-1].parent
    if initdb := shutil.which("initdb"):
        return Path(initdb).parent
    raise NoServer("PostgreSQL is missing. Run: scripts/postgres.sh")


if __name__ == "__main__":
    durable = sys.argv[1:2] == ["--durable"]
    wanted = sys.argv[1 + durable :]
    with running_server(DURABLE if durable else OPTIONS) as place:
        ended = subprocess.run(wanted, env=os.environ | {"DATABASE_URL": place})
    sys.exit(ended.returncode)
