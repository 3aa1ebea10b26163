"""The site's addresses; every view behind them declares its rule."""

from __future__ import annotations

from django.urls import include, path

from folja_site.config import pages

urlpatterns = [
    path("", pages.start, name="start"),
    path("language/", pages.language, name="language"),
    path("demo/", pages.demo, name="demo"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("accounts/", include("folja_site.access.closed")),
    path("accounts/", include("allauth.urls")),
    path("", include("folja_site.access.urls")),
    path("", include("folja_site.measurements.urls")),
    path("", include("folja_site.interviews.urls")),
    path("", include("folja_site.exchange.urls")),
    path("", include("folja_site.programmes.urls")),
    path("", include("folja_site.results.urls")),
]

handler404 = "folja_site.config.pages.not_found"
handler500 = "folja_site.config.pages.our_fault"
