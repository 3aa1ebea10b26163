"""The results application."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Stored figures and what is published."""

    name = "folja_site.results"
    label = "results"

    def ready(self) -> None:
        """Have figures built whenever a programme's data have changed."""
        from folja_site.base.changes import on_change
        from folja_site.results.building import ask

        on_change(ask)
