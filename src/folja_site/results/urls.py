"""Addresses of what is seen and published."""

from __future__ import annotations

from django.urls import path

from folja_site.results import publication_views, round_views, views

_P = "p/<slug:slug>/"
_UNIT = f"{_P}networks/<str:unit>/"

urlpatterns = [
    path(_P, views.overview, name="overview"),
    path(f"{_P}networks/", views.networks, name="networks"),
    path(_UNIT, views.network, name="network"),
    path(f"{_UNIT}history/", views.network_history, name="network-history"),
    path(f"{_UNIT}how/<str:indicator>/", views.network_how, name="network-how"),
    path(f"{_UNIT}beside/", round_views.beside, name="network-beside"),
    path(f"{_P}rounds/<int:pk>/results/", round_views.results, name="round-results"),
    path(f"{_P}indicators/", views.indicators, name="indicators"),
    path(f"{_P}indicators/<str:indicator>/", views.indicator, name="indicator"),
    path(f"{_P}goals/", views.goals, name="goals"),
    path(f"{_P}goals/<str:goal>/", views.goal, name="goal"),
    path(f"{_P}needs/", views.needs, name="needs"),
    path(f"{_P}how/<slug:kind>/<path:address>/", views.how, name="how"),
    path(f"{_P}report/", publication_views.report, name="report"),
    path(f"{_P}report/publish/", publication_views.publish, name="report-publish"),
    path(f"{_P}report/<int:number>/withdraw/", publication_views.withdraw, name="report-withdraw"),
    path("published/<slug:slug>/<int:number>/", publication_views.published, name="published"),
    path(
        "published/<slug:slug>/<int:number>/<str:name>",
        publication_views.published_file,
        name="published-file",
    ),
]
