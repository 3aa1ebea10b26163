"""A question that goes back to a network: its mail, where the hub meets it, and its end."""

from __future__ import annotations

import re
import smtplib
from collections import Counter
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from folja_site.access.tokens import hash_of
from folja_site.base.models import AuditEvent
from folja_site.measurements.models import (
    Message,
    Participation,
    PersonalLink,
    ReturnedQuestion,
    Round,
)

SLUG, HERE, SECRET = "vasternorrland", "PROC", "Räknades de inhyrda med?"


@pytest.fixture
def handed_in(open_round: Round) -> Participation:
    """The network's part in a round, handed in by somebody with an address who reads English."""
    part = Participation.objects.get(round=open_round, unit=HERE)
    part.submitted_at, part.email, part.lang = timezone.now(), "kim@example.invalid", "en"
    part.save()
    return part


def give_back(client: Any, part: Participation, text: str = SECRET) -> Any:
    """Return the form to the network with a question."""
    to = reverse("review-return", args=[SLUG, HERE, part.round_id])
    return client.post(to, {"version": part.version, "question": text})


def test_question_is_told_by_mail_and_is_not_in_it(client_as, handed_in: Participation) -> None:
    """The mail is in the respondent's language and holds a link and a number, no more."""
    before = AuditEvent.objects.latest("id").pk
    gone = give_back(client_as("evaluator"), handed_in)
    (sent,) = mail.outbox
    assert sent.to == ["kim@example.invalid"]
    assert "one question" in sent.body
    text = sent.subject + sent.body
    for kept_out in (SECRET, "Processum", "Kim", "kvinnor"):
        assert kept_out not in text
    (token,) = re.findall(r"/answer/([A-Za-z0-9_-]{40,})/", sent.body)
    assert PersonalLink.objects.get(token_hash=hash_of(token)).units == [HERE]
    note = Message.objects.get(participation=handed_in, kind="question")
    assert token not in note.body
    events = AuditEvent.objects.filter(pk__gt=before).values_list("action", flat=True)
    assert Counter(events) == {"answer.return": 1, "link.make": 1, "round.question": 1}
    page = client_as("evaluator").get(gone.headers["Location"]).content.decode()
    assert "har fått ett brev" in page


def test_question_that_no_mail_carries_is_said_to_stay(
    client_as, handed_in: Participation, settings: Any
) -> None:
    """Without a mail server the evaluator is told to call or to hand over a link."""
    settings.MAIL_STAYS = True
    evaluator = client_as("evaluator")
    page = evaluator.get(give_back(evaluator, handed_in).headers["Location"]).content.decode()
    assert "brevet har inte gått iväg" in page
    assert "har fått ett brev" not in page


@pytest.mark.parametrize("why", ["no-address", "failed", "shut"])
def test_question_stands_where_no_mail_leaves(
    client_as, handed_in: Participation, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    """Without an address, without a mail server, or in a closed round the evaluator is told so."""

    def refused(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({})

    if why == "no-address":
        Participation.objects.filter(pk=handed_in.pk).update(email="")
    elif why == "failed":
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    else:
        Round.objects.filter(pk=handed_in.round_id).update(state="closed")
    gone = give_back(client_as("evaluator"), handed_in)
    assert gone.headers["Location"].endswith(f"returned-{why}")
    assert handed_in.questions.get().text == SECRET
    assert mail.outbox == []
    assert not Message.objects.filter(participation=handed_in, kind="question").exists()
    page = client_as("evaluator").get(gone.headers["Location"]).content.decode()
    assert "Frågan är ställd" in page


def test_hub_meets_the_question_where_it_stands_and_ends_it(
    client_as, handed_in: Participation
) -> None:
    """The home says that there is one; the form shows it at its answer until it has a reply."""
    handed_in.questions.create(indicator="employees", point="2005-12-31", text=SECRET)
    Participation.objects.filter(pk=handed_in.pk).update(returned_at=timezone.now())
    hub = client_as("hub")
    assert "fråga har kommit tillbaka" in hub.get(reverse("hub-home", args=[SLUG])).content.decode()
    form = reverse("answer", args=[SLUG, handed_in.round_id, HERE])
    start = hub.get(form).content.decode()
    assert SECRET in start
    pages = sorted(set(re.findall(rf'href="({re.escape(form)}[^"?#]+/)"', start)))
    shown = {page: hub.get(page).content.decode() for page in pages}
    there = [page for page, text in shown.items() if SECRET in text and "fråga till er" in text]
    assert len(there) == 1
    asked = handed_in.questions.get()
    reply = reverse("answer-reply", args=[SLUG, handed_in.round_id, HERE, asked.pk])
    hub.post(reply, {"reply": "Ja, alla.", "seen": ""})
    assert "fråga till er" not in hub.get(there[0]).content.decode()
    hub.post(reverse("answer-submit", args=[SLUG, handed_in.round_id, HERE]))
    handed_in.refresh_from_db()
    assert handed_in.returned_at is None
    home = hub.get(reverse("hub-home", args=[SLUG])).content.decode()
    assert "kommit tillbaka" not in home


def test_hub_reads_the_question_where_it_is_counted(client_as, handed_in: Participation) -> None:
    """Its words, what it is about and since when, with the way to the field for the reply."""
    asked = ReturnedQuestion.objects.create(
        participation=handed_in, indicator="outward-marketing", point="2005-12-31", text=SECRET
    )
    Participation.objects.filter(pk=handed_in.pk).update(returned_at=timezone.now())
    hub = client_as("hub")
    home = hub.get(reverse("hub-home", args=[SLUG])).content.decode()
    assert f"<q>{SECRET}</q>" in home
    assert "31 december 2005" in home
    form = reverse("answer", args=[SLUG, handed_in.round_id, HERE])
    assert f'href="{form}#reply-{asked.pk}"' in home
    page = hub.get(form).content.decode()
    assert f'id="reply-{asked.pk}"' in page
    assert "?q=outward-marketing#q-outward-marketing" in page
    asked.replied_at = timezone.now()
    asked.save()
    assert SECRET not in hub.get(reverse("hub-home", args=[SLUG])).content.decode()
