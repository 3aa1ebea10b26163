"""Targets become entries as everything else that is set up: with versions, history and bundle."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models import F


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Make an entry of each target; one that was taken back is kept as one that is gone."""
    target_model = apps.get_model("programmes", "Target")
    entry_model = apps.get_model("programmes", "Entry")
    version_model = apps.get_model("programmes", "EntryVersion")
    programme_model = apps.get_model("programmes", "Programme")
    for position, old in enumerate(target_model.objects.order_by("pk"), start=1):
        key = f"target-{old.pk}"
        gone = old.ended_at is not None
        cells = {
            "id": key,
            "goal": old.goal,
            "indicator": old.indicator,
            "unit": old.unit,
            "point": old.point,
            "words": old.words,
            "direction": old.direction,
            "reason_sv": "",
            "reason_en": "",
            "section": "",
            "set_on": old.set_at.date().isoformat(),
        }
        entry = entry_model.objects.create(
            programme=old.programme,
            table="targets",
            key=key,
            unit=old.unit,
            position=position,
            cells=cells,
            version=2 if gone else 1,
            gone=gone,
        )
        for version in range(1, entry.version + 1):
            version_model.objects.create(
                entry=entry, version=version, cells=cells, gone=version == 2, actor="system"
            )
    told = target_model.objects.values_list("programme", flat=True).distinct()
    programme_model.objects.filter(pk__in=list(told)).update(data_version=F("data_version") + 1)


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0002_targets"),
    ]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
