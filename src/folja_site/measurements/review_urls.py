"""Addresses of the review: findings and decisions, and a network's answers in a round."""

from __future__ import annotations

from django.urls import path

from folja_site.measurements import (
    review_adapted_views,
    review_bulk_views,
    review_unit_views,
    review_views,
)

_REVIEW = "p/<slug:slug>/review/"
_UNIT = f"{_REVIEW}network/<str:unit>/"

#: The bar marks the review on these pages, whose names do not begin with its own.
_HERE = {"section": "review"}

urlpatterns = [
    path(_REVIEW, review_views.queue, name="review"),
    path(f"{_REVIEW}adapted/", review_adapted_views.adapted_page, name="review-adapted"),
    path(f"{_REVIEW}check/<slug:code>/", review_bulk_views.bulk, name="review-bulk"),
    path(
        f"{_REVIEW}check/<slug:code>/decide/",
        review_bulk_views.bulk_decide,
        name="review-bulk-decide",
    ),
    path(
        f"{_REVIEW}catalogue/decide/",
        review_views.decide_catalogue,
        name="review-decide-catalogue",
    ),
    path(f"{_REVIEW}catalogue/undo/", review_views.undo_catalogue, name="review-undo-catalogue"),
    path(_UNIT, review_unit_views.unit_review_page, _HERE, name="unit-review"),
    path(f"{_UNIT}findings/<str:finding>/decide/", review_views.decide, name="review-decide"),
    path(f"{_UNIT}findings/<str:finding>/undo/", review_views.undo, name="review-undo"),
    path(f"{_UNIT}findings/<str:finding>/ask/", review_views.ask, name="review-ask"),
    path(f"{_UNIT}answers/<int:pk>/", review_unit_views.answer, _HERE, name="review-answer"),
    path(f"{_UNIT}answers/<int:pk>/correct/", review_unit_views.correct, name="review-correct"),
    path(f"{_UNIT}rounds/<int:pk>/return/", review_unit_views.return_, name="review-return"),
    path(f"{_UNIT}rounds/<int:pk>/approve/", review_unit_views.approve, name="review-approve"),
    path(f"{_REVIEW}<str:finding>/", review_views.finding, _HERE, name="finding"),
    path(f"{_REVIEW}<str:finding>/effect/", review_views.effect, _HERE, name="finding-effect"),
]
