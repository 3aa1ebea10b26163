"""The database itself refuses to change or remove an audit event."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SQLITE = (
    "CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON base_auditevent "
    "BEGIN SELECT RAISE(ABORT, 'an audit event is never changed'); END",
    "CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON base_auditevent "
    "BEGIN SELECT RAISE(ABORT, 'an audit event is never removed'); END",
)
POSTGRES = (
    "CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'an audit event is never changed or removed'; END $$",
    "CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE ON base_auditevent "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
)


def forwards(apps: Any, schema_editor: Any) -> None:
    """Create the triggers of the database at hand."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRES:
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_is_never_changed")
        schema_editor.execute("DROP TRIGGER audit_is_never_removed")
    else:
        schema_editor.execute("DROP TRIGGER audit_is_append_only ON base_auditevent")
        schema_editor.execute("DROP FUNCTION audit_refuses()")


class Migration(migrations.Migration):
    """Triggers on the audit trail."""

    dependencies = (("base", "0001_initial"),)
    operations = (migrations.RunPython(forwards, backwards),)
