"""Addresses of setting up a programme."""

from __future__ import annotations

from django.urls import path

from folja_site.programmes import target_views, views

AT = "p/<slug:slug>/set-up/"

urlpatterns = [
    path(AT, views.set_up, name="set-up"),
    path(f"{AT}targets/", target_views.targets, name="set-up-targets"),
    path(f"{AT}targets/read/", target_views.target_read, name="set-up-target-read"),
    path(f"{AT}<slug:table>/", views.table_page, name="set-up-table"),
    path(f"{AT}<slug:table>/new/", views.new, name="set-up-new"),
    path(f"{AT}<slug:table>/entry/<path:key>/", views.entry, name="set-up-entry"),
    path(f"{AT}<slug:table>/history/<path:key>/", views.history, name="set-up-history"),
    path(f"{AT}<slug:table>/remove/<path:key>/", views.remove, name="set-up-remove"),
]
