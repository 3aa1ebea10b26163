"""The site's addresses; every view behind them declares its rule."""

from __future__ import annotations

from django.urls import include, path

from folja_site.base import views as base

urlpatterns = [
    path("", base.start, name="start"),
    path("language/", base.language, name="language"),
    path("demo/", base.demo, name="demo"),
    path("accessibility/", base.accessibility, name="accessibility"),
    path("accounts/", include("folja_site.access.closed")),
    path("accounts/", include("allauth.urls")),
    path("", include("folja_site.access.urls")),
    path("", include("folja_site.measurements.urls")),
    path("", include("folja_site.interviews.urls")),
    path("", include("folja_site.exchange.urls")),
    path("", include("folja_site.bundling.urls")),
    path("", include("folja_site.programmes.urls")),
    path("", include("folja_site.results.urls")),
]

handler404 = "folja_site.base.views.not_found"
handler500 = "folja_site.base.views.our_fault"
