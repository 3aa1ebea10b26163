"""Addresses of the measurements."""

from __future__ import annotations

from folja_site.measurements import answer_urls, review_urls, round_urls

urlpatterns = [
    *answer_urls.urlpatterns,
    *round_urls.urlpatterns,
    *review_urls.urlpatterns,
]
