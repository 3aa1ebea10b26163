"""Addresses of the programmes."""

from __future__ import annotations

urlpatterns: list[object] = []
