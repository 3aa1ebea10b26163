"""Addresses of the exchange."""

from __future__ import annotations

from django.urls import path

from folja_site.exchange import beginning_views, views
from folja_site.exchange import download_views as out

_P = "p/<slug:slug>/"
_U = f"{_P}networks/<str:unit>/downloads/"

urlpatterns = [
    path("programmes/new/", beginning_views.programme_new, name="programme-new"),
    path(f"{_P}import/", views.imports, name="imports"),
    path(f"{_P}import/<int:pk>/", views.import_preview, name="import-preview"),
    path(f"{_P}import/<int:pk>/choose/", views.import_choose, name="import-choose"),
    path(f"{_P}import/<int:pk>/apply/", views.import_apply, name="import-apply"),
    path(f"{_P}import/<int:pk>/drop/", views.import_drop, name="import-drop"),
    path(f"{_P}downloads/", out.downloads, name="downloads"),
    path(f"{_P}downloads/bundle.zip", out.bundle, name="download-bundle"),
    path(f"{_P}downloads/answers.csv", out.answers, name="download-answers"),
    path(f"{_P}downloads/report-<str:report_lang>.<str:kind>", out.report, name="download-report"),
    path(_U, out.unit_downloads, name="unit-downloads"),
    path(f"{_U}form.xlsx", out.unit_form, name="unit-form"),
    path(f"{_U}bundle.zip", out.unit_bundle, name="unit-bundle"),
    path(f"{_U}answers.csv", out.unit_answers, name="unit-answers"),
]
