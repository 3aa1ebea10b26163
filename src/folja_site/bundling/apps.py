"""The bundling application; it has no rows of its own."""

from __future__ import annotations

from django.apps import AppConfig


class BundlingConfig(AppConfig):
    """The seam between rows and records."""

    name = "folja_site.bundling"
    label = "bundling"
