"""The access application; every address has to declare its rule."""

from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the check that no address goes without a rule."""

    name = "folja_site.access"
    label = "access"

    def ready(self) -> None:
        """Make the check known."""
        from folja_site.access import checks  # noqa: F401 - registers itself
