"""Which database, and how it has to be opened to lose nothing.

SQLite takes the write lock when a transaction begins, in the order of a queue, and writes through
to the disk.
The write-ahead log is used only from the version that mended its rare corruption with several
writers; before it, the rollback journal.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import environ

#: Before this version several writers could, rarely, corrupt a database with a write-ahead log.
SAFE_WAL = (3, 51, 3)
#: File systems whose locks SQLite cannot trust.
NETWORK_FILE_SYSTEMS = {
    *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "9p", "fuse.sshfs", "ceph"),
    *("glusterfs", "fuse.glusterfs", "davfs", "fuse.davfs2", "lustre", "beegfs"),
}


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """Return the journal that is safe with this SQLite.

    >>> journal_mode((3, 40, 1)), journal_mode((3, 51, 3))
    ('DELETE', 'WAL')
    """
    return "WAL" if version >= SAFE_WAL else "DELETE"


def from_environment(env: environ.Env, data: Path) -> dict[str, Any]:
    """Return Django's settings for the database that DATABASE_URL names, or the folder's own."""
    database: dict[str, Any] = env.db_url(
        "DATABASE_URL", default=f"sqlite:///{data / 'folja.sqlite3'}"
    )
    if database["ENGINE"].endswith("sqlite3"):
        database["ENGINE"] = "folja_site.config.queued_sqlite3"
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": f"PRAGMA journal_mode={journal_mode()};PRAGMA synchronous=FULL;",
        }
    else:
        database.setdefault("CONN_MAX_AGE", 60)
        database["CONN_HEALTH_CHECKS"] = True
    database["ATOMIC_REQUESTS"] = False
    return database


def file_system_of(path: Path, mounts: str) -> str:
    """Return the type of the file system that holds a path, by the kernel's list of mounts.

    >>> file_system_of(Path("/data/folja"), "srv:/x /data nfs4 rw 0 0")
    'nfs4'
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        at = fields[1].replace("\\040", " ")
        inside = path == Path(at) or Path(at) in path.parents
        if inside and len(at) >= len(best):
            best, kind = at, fields[2]
    return kind
