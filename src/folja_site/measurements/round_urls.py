"""Addresses of rounds, their letters and links, the hub's own page and the demo's mail."""

from __future__ import annotations

from django.urls import path

from folja_site.measurements import (
    hub_views,
    letter_views,
    link_views,
    network_views,
    round_views,
)

_ROUND = "p/<slug:slug>/rounds/<int:pk>/"

urlpatterns = [
    path("p/<slug:slug>/rounds/", round_views.rounds, name="rounds"),
    path("p/<slug:slug>/rounds/new/", round_views.new, name="round-new"),
    path(_ROUND, round_views.board, name="round"),
    path(f"{_ROUND}change/", round_views.change, name="round-change"),
    path(f"{_ROUND}open/", round_views.open_, name="round-open"),
    path(f"{_ROUND}close/", round_views.close, name="round-close"),
    path(f"{_ROUND}letter/", letter_views.letter, name="round-letter"),
    path(f"{_ROUND}letter/words/", letter_views.words, name="round-letter-words"),
    path(f"{_ROUND}letter/send/", letter_views.send_letter, name="round-letter-send"),
    path(f"{_ROUND}letter/print/", letter_views.print_letter, name="round-letter-print"),
    path(f"{_ROUND}links/", letter_views.links, name="links"),
    path(f"{_ROUND}links/<int:link>/revoke/", letter_views.revoke, name="link-revoke"),
    path(f"{_ROUND}network/<str:unit>/", network_views.network, name="round-network"),
    path(f"{_ROUND}network/<str:unit>/station/", network_views.station, name="round-station"),
    path(f"{_ROUND}network/<str:unit>/by-hand/", network_views.by_hand, name="round-by-hand"),
    path("p/<slug:slug>/mine/", hub_views.home, name="hub-home"),
    path("p/<slug:slug>/mail/", hub_views.mail, name="mail"),
    path("answer/", link_views.link_home, name="link-home"),
    path("answer/<str:token>/", link_views.link_open, name="link-open"),
]
