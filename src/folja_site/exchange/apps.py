"""The exchange application."""

from __future__ import annotations

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Imports and downloads."""

    name = "folja_site.exchange"
    label = "exchange"
