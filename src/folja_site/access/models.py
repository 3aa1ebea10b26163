"""People and what they are: accounts, memberships, ties that were declared, invitations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from folja_site.access.roles import Role

ROLE_CHOICES = [(role.value, role.value) for role in Role if role is not Role.RESPONDENT]


class UserManager(BaseUserManager["User"]):
    """Makes accounts; there are no others than those somebody was invited to."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account with an address and, if given, a password."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account: an address, a name for colleagues, a language."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="sv")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.email


class Membership(models.Model):
    """What an account is in a programme; `units` are the networks it is limited to, or nothing."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    units = models.JSONField(default=list, blank=True)
    #: Why somebody was assigned despite a tie; shown in the method chapter.
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("user", "programme", "role"),
                condition=Q(ended_at__isnull=True),
                name="one_role_of_a_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} in {self.programme_id}"


class DeclaredTie(models.Model):
    """A tie between an evaluator and a network, declared by the evaluator."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="ties")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="ties"
    )
    unit = models.CharField(max_length=100)
    text = models.TextField()
    declared_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.unit}: {self.text[:40]}"


class Invitation(models.Model):
    """An invitation to an account with a role; the token is kept as a hash only."""

    email = models.EmailField()
    programme = models.ForeignKey(
        "programmes.Programme", null=True, on_delete=models.PROTECT, related_name="invitations"
    )
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    units = models.JSONField(default=list, blank=True)
    reason = models.TextField(blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    @property
    def is_open(self) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and self.revoked_at is None and self.expires_at > timezone.now()

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"
