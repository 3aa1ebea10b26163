"""The table that targets had for themselves goes, once they are entries.

A migration of its own: PostgreSQL does not alter a table that rows were read from and written to in
the same transaction.
"""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0003_targets_as_entries"),
    ]

    operations = [
        migrations.DeleteModel(name="Target"),
    ]
