"""Signing in by address and password or by passkey; accounts come by invitation only."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.functional import lazystr
from django.utils.translation import get_language

from folja.text import Language, Message, render
from folja_site.access.models import Membership
from folja_site.access.roles import Role


def _language() -> Language:
    return "en" if (get_language() or "").startswith("en") else "sv"


class _Worded:
    """A message that is worded when it is shown, in the language of whoever sees it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return render(Message(self.code), _language())


def _worded(**codes: str) -> dict[str, Any]:
    return {name: lazystr(_Worded(f"signing.error.{code}")) for name, code in codes.items()}


class EmailBackend(AuthenticationBackend):
    """allauth's own way in, under a name of ours; nobody has permissions by other means."""

    def has_perm(self, *_: Any, **__: Any) -> bool:
        """Rights come from memberships, never from here."""
        return False


class ByInvitation(DefaultAccountAdapter):
    """Closes the open sign-up: an account is made by accepting an invitation."""

    error_messages = DefaultAccountAdapter.error_messages | _worded(
        account_inactive="inactive",
        email_password_mismatch="mismatch",  # noqa: S106 - a code of wording
        enter_current_password="current",  # noqa: S106 - a code of wording
        incorrect_code="code",
        incorrect_password="password",  # noqa: S106 - a code of wording
        invalid_login="mismatch",
        invalid_or_expired_key="spent",
        invalid_password_reset="spent",  # noqa: S106 - a code of wording
        rate_limited="too-many",
        too_many_login_attempts="too-many",
    )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no to everybody who comes without an invitation."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Leave a subject as it was worded."""
        return subject

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Word a mail in the language of the page that asked for it."""
        spoken = context | {"lang": _language()}
        mail: EmailMessage = super().render_mail(template_prefix, email, spoken, headers)
        return mail

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Return the ways of confirming who one is, each described in our words."""
        words = {
            "reauthenticate": "by-password",
            "mfa_reauthenticate": "by-code",
            "mfa_reauthenticate:webauthn": "by-passkey",
        }
        return [
            way | {"description": str(_Worded(f"signing.reauthenticate.{words[way['id']]}"))}
            for way in super().get_reauthentication_methods(user)
        ]


class KeptSecret(ActivateTOTPForm):
    """Shows one secret until it is activated: allauth makes a new one whenever the page is shown.

    Whoever has scanned it and reloads the page would otherwise have a code that opens nothing.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        shown = current.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if shown:
            self.secret = current.request.session[SECRET_SESSION_KEY] = shown


class SecondFactor(DefaultMFAAdapter):
    """Words of ours for what can go wrong; no way back to one factor for roles that need two."""

    error_messages = DefaultMFAAdapter.error_messages | _worded(
        cannot_delete_authenticator="keep-one",
        cannot_generate_recovery_codes="codes-first",
        incorrect_code="code",
    )

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep the last factor of an account whose role asks for one."""
        if authenticator.type == Authenticator.Type.RECOVERY_CODES:
            return True
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        needing = set(settings.TWO_FACTORS_FOR)
        if authenticator.user.is_operator and Role.OPERATOR.value in needing:
            return False
        held = Membership.objects.filter(user=authenticator.user, ended_at__isnull=True)
        return not held.filter(role__in=needing).exists()
