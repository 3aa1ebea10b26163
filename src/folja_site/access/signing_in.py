"""Signing in by address and password or by passkey; accounts come by invitation only."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.http import HttpRequest


class EmailBackend(AuthenticationBackend):
    """allauth's own way in, under a name of ours; nobody has permissions by other means."""

    def has_perm(self, *_: Any, **__: Any) -> bool:
        """Rights come from memberships, never from here."""
        return False


class ByInvitation(DefaultAccountAdapter):
    """Closes the open sign-up: an account is made by accepting an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no to everybody who comes without an invitation."""
        return False
