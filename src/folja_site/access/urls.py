"""Addresses of people: account, second factor, invitations, the programme's people."""

from __future__ import annotations

from django.urls import path

from folja_site.access import trail_views, views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/second-factor/", views.second_factor, name="second-factor"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("operate/accounts/", views.accounts, name="operate-accounts"),
    path("p/<slug:slug>/people/", views.people, name="people"),
    path("p/<slug:slug>/people/trail/", trail_views.trail, name="people-trail"),
    path("p/<slug:slug>/people/invite/", views.invite, name="people-invite"),
    path("p/<slug:slug>/people/role/<int:membership>/end/", views.end_role, name="people-end"),
    path(
        "p/<slug:slug>/people/invitation/<int:pk>/revoke/",
        views.revoke_invitation,
        name="people-revoke-invitation",
    ),
    path("p/<slug:slug>/people/tie/", views.tie, name="people-tie"),
]
