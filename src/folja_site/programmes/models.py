"""Programmes and their entries.

What is set up in a programme (units, goals, indicators, texts, claims, decisions …) are the records
of `folja.model`, kept row by row in the form that the bundle gives them, so that there is one
serialisation. Answers are many and have constraints of their own: see `folja_site.measurements`.
Nothing is deleted: an entry that is gone keeps its versions.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from folja.text import LocalText


class Programme(models.Model):
    """A programme of follow-ups; `data_version` counts every change of what figures rest on."""

    slug = models.SlugField(unique=True, max_length=80)
    name_sv = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    synthetic = models.BooleanField(default=False)
    data_version = models.BigIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name_sv",)

    @property
    def name(self) -> LocalText:
        """The name in both languages."""
        return LocalText(self.name_sv, self.name_en)

    def __str__(self) -> str:
        return self.slug


class Entry(models.Model):
    """One row of one of the library's tables: its cells as a bundle has them, and its version.

    `key` joins the table's primary key with "/"; `unit` is the network or area that the row is
    about, empty where it is about the programme.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="entries")
    table = models.CharField(max_length=60)
    key = models.CharField(max_length=300)
    unit = models.CharField(max_length=100, blank=True)
    position = models.IntegerField(default=0)
    cells = models.JSONField()
    version = models.PositiveIntegerField(default=1)
    gone = models.BooleanField(default=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("table", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=("programme", "table", "key"), name="one_entry_a_key"),
            models.CheckConstraint(condition=~Q(key=""), name="an_entry_has_a_key"),
        )
        indexes = (models.Index(fields=("programme", "table", "unit")),)

    def __str__(self) -> str:
        return f"{self.table}/{self.key}"


class EntryVersion(models.Model):
    """What an entry said in one of its versions: who wrote it, when and why."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    cells = models.JSONField()
    gone = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=200)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("entry", "version"), name="one_row_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.entry} v{self.version}"
