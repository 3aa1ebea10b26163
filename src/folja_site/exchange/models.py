"""An import on its way: what was handed in, what would change, whether it has been applied.

The files are kept as long as the import waits, since each choice reads them anew.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Import(models.Model):
    """Files staged for a preview; nothing of the programme changes until they are applied.

    `bundle` holds the staged follow-up as a zipped bundle, `preview` what the second screen shows,
    `data_version` the programme's when the preview was made: if it has moved on, the preview is
    made anew before anything is applied. `version` counts the previews, so that nobody applies
    another than the one they saw. `outcome` counts what was written.
    """

    STATES: ClassVar = [(s, s) for s in ("staged", "applied", "dropped")]

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="imports"
    )
    files = models.JSONField(default=list)
    bundle = models.BinaryField()
    preview = models.JSONField(default=dict)
    choices = models.JSONField(default=dict, blank=True)
    data_version = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=STATES, default="staged")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    outcome = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"import #{self.pk}"


class ImportFile(models.Model):
    """One file of an import that waits; its name is words to show, never a path."""

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="handed_in")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("of", "position"), name="files_are_in_order"),
        )

    def __str__(self) -> str:
        return self.name
