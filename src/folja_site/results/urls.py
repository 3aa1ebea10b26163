"""Addresses of what is seen and published."""

from __future__ import annotations

from django.urls import path

from folja_site.results import views

urlpatterns = [
    path("p/<slug:slug>/", views.overview, name="overview"),
]
