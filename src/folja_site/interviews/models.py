"""The free part of an interview, the evaluator's drafts, and what the hub says of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class InterviewText(models.Model):
    """What was said under one topic of part one; filled in by the respondent or during the talk."""

    participation = models.ForeignKey(
        "measurements.Participation", on_delete=models.PROTECT, related_name="texts"
    )
    topic = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    #: Notes that only evaluators see.
    private = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participation", "topic", "private"), name="one_text_a_topic"
            ),
        )

    def __str__(self) -> str:
        return f"{self.topic} of {self.participation}"


class Draft(models.Model):
    """A description or theme text that the evaluator writes, in versions; figures are references.

    States: private (only evaluators), shared (the hub reads and comments), published (its words are
    the case text of the programme).
    """

    STATES: ClassVar = [(s, s) for s in ("private", "shared", "published")]

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="drafts"
    )
    unit = models.CharField(max_length=100)
    theme = models.CharField(max_length=100, blank=True)
    body_sv = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    valid_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATES, default="private")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "unit", "theme"), name="one_draft_a_theme"
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}/{self.theme}"


class DraftVersion(models.Model):
    """What a draft said in one of its versions."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    body_sv = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    state = models.CharField(max_length=10)
    at = models.DateTimeField(auto_now_add=True)
    actor = models.CharField(max_length=200)

    class Meta:
        ordering = ("-version",)

    def __str__(self) -> str:
        return f"{self.draft} v{self.version}"


class HubComment(models.Model):
    """What the hub says of a shared draft or of a finding; agreement, or standing disagreement."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="comments"
    )
    unit = models.CharField(max_length=100)
    #: `draft/<theme>`, `finding/<id>` or `reflection`.
    about = models.CharField(max_length=200)
    stance = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=200)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.about} of {self.unit}"
