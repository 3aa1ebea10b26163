"""Addresses of the exchange."""

from __future__ import annotations

urlpatterns: list[object] = []
