"""Addresses of the measurements."""

from __future__ import annotations

urlpatterns: list[object] = []
