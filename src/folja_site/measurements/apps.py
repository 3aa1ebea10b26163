"""The measurements application."""

from __future__ import annotations

from django.apps import AppConfig


class MeasurementsConfig(AppConfig):
    """Rounds and answers."""

    name = "folja_site.measurements"
    label = "measurements"
