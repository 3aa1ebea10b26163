"""Nothing is saved in a form that was shut between the look and the save, and who typed is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from folja_site.measurements import adapt_views, answer_save_views
from folja_site.measurements.answering_form import Form
from folja_site.measurements.models import (
    Answer,
    Participation,
    PersonalLink,
    ReturnedQuestion,
    Round,
)
from folja_site.programmes.models import Entry
from site_fixtures.people import OWN, Clients

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
POINT = "2005-12-31"
Save = Callable[[], Any]


def _close(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(state="closed")


def _publish(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(state="published")


def _hand_in(round_: Round) -> None:
    Participation.objects.filter(round=round_, unit=OWN).update(submitted_at=timezone.now())


def _approve(round_: Round) -> None:
    Participation.objects.filter(round=round_, unit=OWN).update(approved_at=timezone.now())


HAPPENED = (
    (_close, "Omgången har stängts", "be programägaren öppna omgången"),
    (_publish, "Omgången har publicerats", "hör av dig till programägaren"),
    (_hand_in, "Formuläret har lämnats in", "be utvärderaren skicka tillbaka"),
    (_approve, "Svaren har godkänts", "hör av dig till utvärderaren"),
)
KINDS = ("answer", "words", "need", "reply", "adapt", "add")


@pytest.fixture
def asked(open_round: Round) -> ReturnedQuestion:
    """A question that came back with the network's form."""
    part = Participation.objects.get(round=open_round, unit=OWN)
    return ReturnedQuestion.objects.create(participation=part, text="Alla?")


@pytest.fixture
def saves(
    open_link: PersonalLink, client_as: Clients, open_round: Round, asked: ReturnedQuestion
) -> dict[str, Save]:
    """What a hub can save, each as a plain form would send it."""
    client: Client = client_as(open_link)

    def at(name: str, **more: object) -> str:
        kwargs = {"slug": open_round.programme.slug, "pk": open_round.pk, "unit": OWN}
        return reverse(name, kwargs=kwargs | more)

    question = f"outward-marketing:{POINT}"
    sent: dict[str, tuple[str, dict[str, str]]] = {
        "answer": (
            at("answer-save", indicator="outward-marketing"),
            {question: "ca 99", f"version:{question}": "1"},
        ),
        "words": (at("answer-words-save", topic="history"), {"text": "ca 99"}),
        "need": (
            at("answer-need-save", need="K1.1"),
            {"urgency": "now", "words": "ca 99", "version": ""},
        ),
        "reply": (at("answer-reply", question=asked.pk), {"reply": "ca 99", "seen": ""}),
        "adapt": (
            at("answer-adapt", indicator="outward-marketing"),
            {
                "action": "narrow",
                "comparability": "subset",
                "label": "ca 99",
                "reason": "ca 99",
                "version": "",
            },
        ),
        "add": (at("answer-add"), {"label": "ca 99", "reason": "ca 99", "measure": "stock"}),
    }
    return {kind: lambda a=a, s=s: client.post(a, s) for kind, (a, s) in sent.items()}


def written() -> tuple[int, int, int, int, int]:
    """Return how much of what a hub says stands anywhere."""
    return (
        Answer.objects.filter(verbatim="ca 99").count(),
        Participation.objects.filter(texts__text="ca 99").count(),
        Entry.objects.filter(table="hub_needs", unit=OWN, gone=False).count(),
        ReturnedQuestion.objects.exclude(reply="").count(),
        Entry.objects.filter(table="adaptations", unit=OWN, gone=False).count(),
    )


def between(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen between the view's look at the form and its save."""
    for views in (answer_save_views, adapt_views):
        look = views.form_of
        done: list[bool] = []

        def late(*given: Any, look: Any = look, done: list[bool] = done) -> Form:
            form: Form = look(*given)
            if not done:
                done.append(True)
                # Somebody else's request: what it writes is not told to whoever watches this one.
                watching, connection.execute_wrappers = connection.execute_wrappers, []
                happens()
                connection.execute_wrappers = watching
            return form

        monkeypatch.setattr(views, "form_of", late)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("happens", "told", "move"), HAPPENED)
def test_nothing_is_saved_in_a_form_that_was_shut_after_the_look(
    saves: dict[str, Save],
    open_round: Round,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    happens: Callable[[Round], None],
    told: str,
    move: str,
) -> None:
    """The save says what has happened and what to do, and brings back what was typed."""
    before = written()
    between(monkeypatch, lambda: happens(open_round))
    answer = saves[kind]()
    page = answer.content.decode()
    assert answer.status_code == 409
    assert told in page
    assert move in page
    assert "ca 99" in page
    assert written() == before


@pytest.mark.parametrize("kind", KINDS)
def test_form_that_is_open_takes_what_is_said(saves: dict[str, Save], kind: str) -> None:
    """Holding the form open lets through what is sent in time."""
    before = written()
    assert saves[kind]().status_code == 302
    assert written() != before


def test_clash_over_a_need_shows_what_was_typed_without_javascript(
    saves: dict[str, Save], open_link: PersonalLink, client_as: Clients, open_round: Round
) -> None:
    """The plain page that tells of a clash keeps the words of the second."""
    assert saves["need"]().status_code == 302
    second = client_as(open_link).post(
        reverse(
            "answer-need-save",
            kwargs={
                "slug": open_round.programme.slug,
                "pk": open_round.pk,
                "unit": OWN,
                "need": "K1.1",
            },
        ),
        {"urgency": "later", "words": "en annan sak", "version": ""},
    )
    page = second.content.decode()
    assert second.status_code == 409
    assert "en annan sak" in page
    assert "Behåll mitt" in page


def test_two_who_reply_the_same_agree(
    saves: dict[str, Save], asked: ReturnedQuestion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same reply by a colleague at the same moment is no clash."""
    same = ReturnedQuestion.objects.filter(pk=asked.pk)
    between(monkeypatch, lambda: same.update(reply="ca 99") and None)
    assert saves["reply"]().status_code == 302
