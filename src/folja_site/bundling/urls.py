"""The address at which a programme begins."""

from __future__ import annotations

from django.urls import path

from folja_site.bundling import views

urlpatterns = [path("programmes/new/", views.programme_new, name="programme-new")]
