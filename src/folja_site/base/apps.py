"""The base application; makes the site's own words known to the library's catalogue."""

from __future__ import annotations

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Registers the site's wording and its checks."""

    name = "folja_site.base"
    label = "base"

    def ready(self) -> None:
        """Make words and checks known."""
        from folja.text import add_catalogue
        from folja_site.config import guarding  # noqa: F401 - registers its check

        add_catalogue("folja_site.words")
