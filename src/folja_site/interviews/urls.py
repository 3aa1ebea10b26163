"""Addresses of the interviews: notes, the evaluator's texts, and what the hub says of them."""

from __future__ import annotations

from django.urls import path

from folja_site.interviews import draft_views, hub_views, note_views

_UNIT = "p/<slug:slug>/networks/<str:unit>/"

urlpatterns = [
    path(f"{_UNIT}texts/", draft_views.drafts, name="drafts"),
    path(f"{_UNIT}texts/<str:theme>/", draft_views.draft, name="draft"),
    path(f"{_UNIT}texts/<str:theme>/save/", draft_views.save, name="draft-save"),
    path(f"{_UNIT}texts/<str:theme>/figures/", draft_views.settle, name="draft-figures"),
    path(f"{_UNIT}texts/<str:theme>/share/", draft_views.share, name="draft-share"),
    path(f"{_UNIT}texts/<str:theme>/publish/", draft_views.publish, name="draft-publish"),
    path(f"{_UNIT}comments/<int:pk>/reply/", draft_views.reply, name="comment-reply"),
    path(f"{_UNIT}read/", hub_views.read, name="hub-texts"),
    path(f"{_UNIT}read/say/", hub_views.say, name="hub-say"),
    path(
        "p/<slug:slug>/review/network/<str:unit>/rounds/<int:pk>/notes/",
        note_views.notes,
        name="interview-notes",
    ),
    path(
        "p/<slug:slug>/review/network/<str:unit>/rounds/<int:pk>/notes/save/",
        note_views.save,
        name="interview-notes-save",
    ),
]
