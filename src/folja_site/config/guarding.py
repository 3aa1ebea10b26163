"""What must hold before the site starts: the right schema, a disk whose locks can be trusted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from folja_site.config.databases import NETWORK_FILE_SYSTEMS, file_system_of


class WrongSchema(RuntimeError):
    """The database is of another version than the program; serving it could lose data."""


def refuse_wrong_schema() -> None:
    """Raise `WrongSchema` unless every migration of this version and no other has been applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    ours = {key for key in unknown if key[0] in executor.loader.migrated_apps}
    if plan or ours:
        raise WrongSchema(
            "The database is not on this version's schema. Run `folja serve --migrate` with the "
            "newest version installed, then start again."
        )


@register(Tags.database)
def disk_is_local(**_: Any) -> list[CheckMessage]:
    """Refuse an SQLite database on a network file system, whose locks are not to be trusted."""
    database = settings.DATABASES["default"]
    mounts = Path("/proc/mounts")
    if not database["ENGINE"].endswith("sqlite3") or not mounts.exists():
        return []
    place = Path(str(database["NAME"])).resolve()
    kind = file_system_of(place, mounts.read_text(encoding="utf-8", errors="replace"))
    if kind in NETWORK_FILE_SYSTEMS:
        return [
            Error(
                f"The database stands on a network file system ({kind}), where SQLite can be "
                "damaged. Set FOLJA_DATA to a folder on a local disk, or DATABASE_URL to a "
                "PostgreSQL server.",
                id="folja.E001",
            )
        ]
    return []
