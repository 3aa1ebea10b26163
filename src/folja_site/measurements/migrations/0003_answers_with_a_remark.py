"""Find the answers that somebody left a remark at without reading all the others."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """Index the answers with a remark."""

    dependencies = (
        ("measurements", "0002_language_of_respondents"),
        ("programmes", "0004_no_targets_apart"),
    )

    operations = (
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(
                fields=["programme", "indicator"],
                condition=~Q(remark=""),
                name="answers_with_a_remark",
            ),
        ),
    )
