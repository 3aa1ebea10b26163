"""The ways round the triggers on the audit trail: replacing a row, and emptying the table.

SQLite removes a row that another takes the place of (`INSERT OR REPLACE`) without asking a trigger
on removal; PostgreSQL empties a table (`TRUNCATE`) without asking one on rows.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON base_auditevent "
    "WHEN EXISTS (SELECT 1 FROM base_auditevent WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'an audit event is never replaced'); END"
)
POSTGRES = (
    "CREATE TRIGGER audit_is_never_emptied BEFORE TRUNCATE ON base_auditevent "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()"
)


def forwards(apps: Any, schema_editor: Any) -> None:
    """Create the trigger of the database at hand."""
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES)


def backwards(apps: Any, schema_editor: Any) -> None:
    """Take the trigger away."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_is_never_replaced")
    else:
        schema_editor.execute("DROP TRIGGER audit_is_never_emptied ON base_auditevent")


class Migration(migrations.Migration):
    """One more trigger on the audit trail."""

    dependencies = (("base", "0002_append_only"),)
    operations = (migrations.RunPython(forwards, backwards),)
