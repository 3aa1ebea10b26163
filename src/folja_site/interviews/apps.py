"""The interviews application."""

from __future__ import annotations

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """Words: interview parts, drafts and comments."""

    name = "folja_site.interviews"
    label = "interviews"
