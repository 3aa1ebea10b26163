"""The results application."""

from __future__ import annotations

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Stored figures and what is published."""

    name = "folja_site.results"
    label = "results"
