"""Addresses of the interviews."""

from __future__ import annotations

urlpatterns: list[object] = []
