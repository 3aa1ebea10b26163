"""The access application; every address has to declare its rule."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the check of rules, and what follows when an account gets another factor."""

    name = "folja_site.access"
    label = "access"

    def ready(self) -> None:
        """Make the check known, and hear of every factor that is added."""
        from allauth.mfa.signals import authenticator_added

        from folja_site.access import checks  # noqa: F401 - registers itself

        authenticator_added.connect(_signed_in_with_less, dispatch_uid="folja-another-factor")


def _signed_in_with_less(request: Any, user: Any, **_: Any) -> None:
    """End the sessions that were begun before a factor was added: a password was enough for them.

    The one in which it was added goes on, since whoever has it holds the new factor.
    """
    from folja_site.access.actions.people import end_sessions

    end_sessions(user, but=request.session.session_key)
