"""Answers in versions, rounds that ask for them, and the links by which respondents come.

The database holds what must always be true of an answer: its bounds are in order, a missing value
has a reason, and there is one answer to a question about a point.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from folja.values import Kind, MissingReason

#: The languages that a respondent can be written to in.
LANGS = [(one, one) for one in ("sv", "en", "both")]
NO_VALUE = [Kind.MISSING.value, Kind.BLANK.value]


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers by what was said beside them."""

    def remarked(self) -> AnswerQuerySet:
        """Answers with a remark; the empty text is spelt out, so that their index can be used."""
        return self.exclude(remark=Func(template="''", output_field=models.TextField()))


class Answer(models.Model):
    """One answer: the network, indicator version, point and breakdown, its words and reading.

    `cells` is the observation's row as a bundle has it; the typed columns repeat what constraints
    and lists need. `frozen` answers belong to an approved round: a correction is a new version.
    """

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="answers"
    )
    unit = models.CharField(max_length=100)
    indicator = models.CharField(max_length=100)
    indicator_version = models.PositiveIntegerField(default=1)
    point = models.CharField(max_length=10)
    breakdown = models.CharField(max_length=100, blank=True)
    verbatim = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in Kind])
    low = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    missing_reason = models.CharField(
        max_length=20, blank=True, choices=[(r.value, r.value) for r in MissingReason]
    )
    cells = models.JSONField()
    round = models.ForeignKey(
        "measurements.Round", null=True, on_delete=models.PROTECT, related_name="answers"
    )
    #: What the respondent said of the question itself (unclear, does not fit, better would be …).
    remark = models.TextField(blank=True)
    frozen = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=(
                    "programme",
                    "unit",
                    "indicator",
                    "indicator_version",
                    "point",
                    "breakdown",
                ),
                name="one_answer_a_question",
            ),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="low_is_not_above_high",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NO_VALUE) | ~Q(missing_reason=""),
                name="missing_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NO_VALUE) | Q(low__isnull=True, high__isnull=True),
                name="missing_has_no_bounds",
            ),
        )
        indexes = (
            models.Index(fields=("programme", "indicator", "point")),
            models.Index(
                fields=("programme", "indicator"),
                condition=~Q(remark=""),
                name="answers_with_a_remark",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit}/{self.indicator}/{self.point}"


class AnswerVersion(models.Model):
    """What an answer said in one of its versions: by whom, when and why."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField()
    cells = models.JSONField()
    remark = models.TextField(blank=True)
    frozen = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now_add=True)
    user = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    link = models.ForeignKey(
        "measurements.PersonalLink", null=True, on_delete=models.PROTECT, related_name="+"
    )
    actor = models.CharField(max_length=200)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(fields=("answer", "version"), name="one_row_an_answer_version"),
        )

    def __str__(self) -> str:
        return f"{self.answer} v{self.version}"


class Round(models.Model):
    """A round: which points, indicators and networks are asked, from when to when.

    Empty `indicators` asks all. `letter` holds the texts of letter and reminder in both languages.
    """

    STATES: ClassVar = [(s, s) for s in ("draft", "open", "closed", "published")]

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="rounds"
    )
    name_sv = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    points = models.JSONField(default=list)
    indicators = models.JSONField(default=list, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    letter = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default="draft")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name_sv

    @property
    def is_past(self) -> bool:
        """Whether the last day is over and the round open still: it is to be closed."""
        over = self.closes_on is not None and self.closes_on < timezone.localdate()
        return over and self.state == "open"


class Participation(models.Model):
    """One network in one round: who answers for it, and how far it has come.

    Each station is a time, empty until it has been reached; `returned_at` is emptied when the hub
    submits again. `preparation` is the evaluator's note of how prepared the hub was.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="participations")
    unit = models.CharField(max_length=100)
    respondent = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    #: The language that the respondent is written to in; "both" where nobody knows.
    lang = models.CharField(max_length=4, choices=LANGS, default="sv")
    letter_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField(null=True, blank=True)
    interview_on = models.DateTimeField(null=True, blank=True)
    interviewed_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    preparation = models.CharField(max_length=20, blank=True)
    last_saved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("round", "unit"), name="a_network_once_a_round"),
        )

    def __str__(self) -> str:
        return f"{self.unit} in {self.round_id}"


class LinkQuerySet(models.QuerySet["PersonalLink"]):
    """Links by what they are still good for."""

    def usable(self) -> LinkQuerySet:
        """Links that still open something: the form, or the receipt once submitted."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())


class PersonalLink(models.Model):
    """A respondent's link: bound to person, networks and round; the token is kept as a hash only.

    Opening it consumes nothing. Once submitted it opens a receipt and takes no answers.
    """

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="links"
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="links")
    units = models.JSONField(default=list)
    respondent = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"link #{self.pk}"


class Message(models.Model):
    """A letter, reminder or question as it was sent: to which network, in what words, by which way.

    It holds no answers and no names of other networks; the token is masked in what is kept.
    """

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="messages"
    )
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=10, default="mail")
    subject = models.CharField(max_length=300)
    body = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} to {self.participation}"


class ReturnedQuestion(models.Model):
    """A question that the evaluator returned with a form, and what the hub said to it."""

    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="questions"
    )
    indicator = models.CharField(max_length=100, blank=True)
    point = models.CharField(max_length=30, blank=True)
    text = models.TextField()
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        "access.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.text[:60]
