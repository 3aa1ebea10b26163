"""The audit trail: one event for every write, never changed afterwards.

The database itself refuses to change, remove or replace an event (triggers in its migrations).
"""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """Who did what, when and why, with what was there before and after."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="events"
    )
    #: How the actor is told in words: a role, or the respondent's link; never a name.
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=100, db_index=True)
    programme = models.ForeignKey(
        "programmes.Programme", null=True, on_delete=models.PROTECT, related_name="events"
    )
    unit = models.CharField(max_length=100, blank=True, db_index=True)
    subject = models.CharField(max_length=300, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("programme", "unit", "-id")),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"
