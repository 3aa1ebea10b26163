"""Addresses of the form of one network in one round."""

from __future__ import annotations

from django.urls import path

from folja_site.measurements import adapt_views as adapting
from folja_site.measurements import answer_save_views as save
from folja_site.measurements import answer_views as pages

_FORM = "p/<slug:slug>/rounds/<int:pk>/answer/<str:unit>/"

urlpatterns = [
    path(_FORM, pages.answer, name="answer"),
    path(f"{_FORM}words/", pages.part1, name="answer-part1"),
    path(f"{_FORM}words/<slug:topic>/", save.save_words, name="answer-words-save"),
    path(f"{_FORM}needs/", pages.needs, name="answer-needs"),
    path(f"{_FORM}needs/<str:need>/", save.save_one_need, name="answer-need-save"),
    path(f"{_FORM}whole/", pages.whole, name="answer-whole"),
    path(f"{_FORM}hand-in/", pages.submit, name="answer-submit"),
    path(f"{_FORM}receipt/", pages.receipt, name="answer-receipt"),
    path(f"{_FORM}replies/<int:question>/", save.save_reply, name="answer-reply"),
    path(f"{_FORM}themes/<str:theme>/", pages.theme, name="answer-theme"),
    path(f"{_FORM}own/", adapting.add_question, name="answer-add"),
    path(f"{_FORM}adapt/<str:indicator>/", adapting.adapt_question, name="answer-adapt"),
    path(f"{_FORM}read/<str:indicator>/", save.read_answer, name="answer-read"),
    path(f"{_FORM}save/<str:indicator>/", save.save_answers, name="answer-save"),
]
