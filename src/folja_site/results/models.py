"""Which figures stand for which data, and what has been published."""

from __future__ import annotations

from django.db import models


class FigureSet(models.Model):
    """The figures of one state of a programme's data, in a file named by the hash of the data."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.CASCADE, related_name="figure_sets"
    )
    data_version = models.BigIntegerField()
    digest = models.CharField(max_length=64)
    built_at = models.DateTimeField(auto_now_add=True)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ("-data_version",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "data_version"), name="one_figure_set_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} v{self.data_version}"


class Publication(models.Model):
    """An approved round as it was published: frozen, with its hash and date."""

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="publications"
    )
    round = models.ForeignKey(
        "measurements.Round", null=True, on_delete=models.PROTECT, related_name="publications"
    )
    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    title_sv = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    #: What the report rests on, and what hubs hold against its texts, as of that day.
    rests_on = models.JSONField(default=dict, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)
    withdrawn_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "number"), name="publications_are_numbered"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} publication {self.number}"


class PublishedFile(models.Model):
    """One file of a publication, kept as its bytes with their hash."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    lang = models.CharField(max_length=2, blank=True)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("publication", "name"), name="one_file_a_name"),
        )

    def __str__(self) -> str:
        return self.name
