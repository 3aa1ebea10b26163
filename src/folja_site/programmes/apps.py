"""The programmes application."""

from __future__ import annotations

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    """Programmes, and their entries."""

    name = "folja_site.programmes"
    label = "programmes"
