"""A network's answers in a round: approved, frozen, and corrected afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from folja.values import read
from folja_site.access.principal import Principal
from folja_site.base.models import AuditEvent
from folja_site.measurements.actions.answers import Frozen, observation_of, save_answer
from folja_site.measurements.models import Answer, Participation, ReturnedQuestion, Round
from folja_site.programmes.models import Programme

SLUG, HERE = "vasternorrland", "PROC"


@pytest.fixture
def handed_in(open_round: Round) -> Participation:
    """The network's part in a round, handed in."""
    part = Participation.objects.get(round=open_round, unit=HERE)
    part.submitted_at = timezone.now()
    part.save()
    return part


@pytest.fixture
def evaluator(client_as: Callable[..., Client]) -> Client:
    """The evaluator who is assigned to the network."""
    return client_as("evaluator")


def approve(client: Client, part: Participation) -> int:
    """Approve a part and return the status of the answer."""
    to = reverse("review-approve", args=[SLUG, HERE, part.round_id])
    return client.post(to, {"version": part.version}).status_code


def test_approval_freezes_every_answer_with_a_version(
    evaluator: Client, handed_in: Participation
) -> None:
    """Approved, no answer of the round takes other words, and each says that it was approved."""
    events = AuditEvent.objects.count()
    assert approve(evaluator, handed_in) == 302
    answers = Answer.objects.filter(programme__slug=SLUG, unit=HERE)
    assert {a.frozen for a in answers} == {True}
    assert {a.versions.first().frozen for a in answers} == {True}
    assert AuditEvent.objects.count() == events + 1
    answer = answers.first()
    with pytest.raises(Frozen):
        save_answer(Principal(), answer.programme, observation_of(answer), version=answer.version)


@pytest.mark.parametrize("state", ["out", "returned", "asked"])
def test_approval_waits_for_the_network(
    evaluator: Client, handed_in: Participation, state: str
) -> None:
    """A form that is out, or a question without a reply, is not approved."""
    if state == "out":
        handed_in.submitted_at = None
    elif state == "returned":
        handed_in.returned_at = timezone.now()
    else:
        ReturnedQuestion.objects.create(participation=handed_in, text="Vad räknades?")
    handed_in.save()
    assert approve(evaluator, handed_in) == 409
    assert not Answer.objects.filter(unit=HERE, frozen=True).exists()
    page = evaluator.get(reverse("unit-review", args=[SLUG, HERE])).content.decode()
    assert 'aria-disabled="true"' in page


def test_approval_of_what_has_moved_is_refused(evaluator: Client, handed_in: Participation) -> None:
    """Whoever looked at an older state is shown the newer one."""
    handed_in.version += 1
    assert approve(evaluator, handed_in) == 409


def test_correction_of_an_approved_answer_is_a_version_with_its_reason(
    evaluator: Client, handed_in: Participation, example_programme: Programme
) -> None:
    """The earlier words stay; the page says what was changed and why."""
    approve(evaluator, handed_in)
    answer = Answer.objects.get(
        programme=example_programme, unit=HERE, indicator="outward-marketing", point="2005-12-31"
    )
    to = reverse("review-correct", args=[SLUG, HERE, answer.pk])
    data = {"words": "ca 20", "why": "Navet räknade om.", "version": answer.version}
    assert evaluator.post(to, data | {"why": ""}).status_code == 422
    assert evaluator.post(to, data | {"words": "kanske"}).status_code == 422
    assert evaluator.post(to, data).status_code == 302
    answer.refresh_from_db()
    assert (answer.verbatim, answer.frozen) == ("ca 20", True)
    page = evaluator.get(reverse("review-answer", args=[SLUG, HERE, answer.pk])).content.decode()
    assert "Navet räknade om." in page
    assert "<q>18</q>" in page
    assert evaluator.post(to, data).status_code in (302, 409)


def test_older_version_of_an_answer_is_not_corrected(
    evaluator: Client, example_programme: Programme
) -> None:
    """The words of whoever came second stand in the form, not in the answer."""
    answer = Answer.objects.filter(programme=example_programme, unit=HERE).first()
    to = reverse("review-correct", args=[SLUG, HERE, answer.pk])
    late = evaluator.post(to, {"words": "77", "why": "x", "version": answer.version + 1})
    assert late.status_code == 409
    assert 'value="77"' in late.content.decode()


def test_form_is_returned_with_a_question(evaluator: Client, handed_in: Participation) -> None:
    """A question about the whole form opens it again."""
    to = reverse("review-return", args=[SLUG, HERE, handed_in.round_id])
    assert evaluator.post(to, {"question": " ", "version": 1}).status_code == 422
    data = {"question": "Hur räknade ni?", "version": handed_in.version}
    assert evaluator.post(to, data).status_code == 302
    handed_in.refresh_from_db()
    assert handed_in.returned_at is not None


def test_approved_form_is_not_returned(evaluator: Client, handed_in: Participation) -> None:
    """What is approved is corrected, not asked again."""
    approve(evaluator, handed_in)
    handed_in.refresh_from_db()
    to = reverse("review-return", args=[SLUG, HERE, handed_in.round_id])
    data = {"question": "Hur räknade ni?", "version": handed_in.version}
    assert evaluator.post(to, data).status_code == 409


def test_answer_of_another_network_is_not_found(
    evaluator: Client, example_programme: Programme
) -> None:
    """An answer is reached under its own network only."""
    foreign = Answer.objects.filter(programme=example_programme, unit="SI").first()
    assert evaluator.get(reverse("review-answer", args=[SLUG, HERE, foreign.pk])).status_code == 404


def test_correction_of_what_is_approved_says_what_it_changed(
    evaluator: Client, handed_in: Participation
) -> None:
    """The network's history holds the approval, and beside it the words before and after."""
    approve(evaluator, handed_in)
    answer = Answer.objects.filter(unit=HERE, frozen=True, verbatim="14").first()
    assert answer is not None
    to = reverse("review-correct", args=[SLUG, HERE, answer.pk])
    evaluator.post(to, {"words": "15", "why": "En räknades inte", "version": answer.version})
    answer.refresh_from_db()
    assert answer.frozen
    told = evaluator.get(reverse("network-history", args=[SLUG, HERE])).content.decode()
    assert "från ”14” till ”15”" in told
    assert "En räknades inte" in told
    assert "(godkänt)" in told


def test_correction_leads_back_to_the_finding_that_it_came_from(
    evaluator: Client, handed_in: Participation
) -> None:
    """What was done is said, with the way on; an address that is none leads nowhere."""
    answer = Answer.objects.get(
        programme__slug=SLUG, unit=HERE, indicator="outward-marketing", point="2005-12-31"
    )
    to = reverse("review-correct", args=[SLUG, HERE, answer.pk])
    sent = {"version": answer.version, "words": "19", "why": "räknat om"}
    gone = evaluator.post(to, sent | {"finding": "abc-1", "back": "?state=all"})
    page = evaluator.get(gone.headers["Location"]).content.decode()
    finding = reverse("finding", args=[SLUG, "abc-1"])
    assert f'href="{finding}?state=all"' in page
    away = evaluator.get(
        f"{gone.headers['Location'].partition('?')[0]}?corrected=1&finding=//x&back=x"
    )
    assert away.status_code == 200
    assert 'href="//x' not in away.content.decode()


def test_heading_follows_the_questions_until_the_form_is_handed_in_again(
    evaluator: Client, handed_in: Participation
) -> None:
    """A network that has replied has no question to answer, but has the form still."""
    at = reverse("unit-review", args=[SLUG, HERE])
    handed_in.returned_at = timezone.now()
    handed_in.save()
    asked = [
        ReturnedQuestion.objects.create(participation=handed_in, text=text)
        for text in ("Hur räknade ni?", "Alla, eller bara de engagerade?")
    ]
    assert "har 2 frågor att svara på" in evaluator.get(at).content.decode()
    for question in asked:
        question.replied_at = timezone.now()
        question.save()
    page = evaluator.get(at).content.decode()
    assert "att svara på" not in page
    assert "har svarat på frågan men inte lämnat in igen" in page


def test_history_tells_an_answer_once_that_was_saved_again_unchanged(
    evaluator: Client, example_programme: Programme
) -> None:
    """What stands beside an answer makes a version, and no event; other words make one."""
    answer = Answer.objects.get(
        programme=example_programme, unit=HERE, indicator="outward-marketing", point="2005-12-31"
    )
    at = reverse("review-answer", args=[SLUG, HERE, answer.pk])
    told = evaluator.get(at).content.decode().count("<q>18</q>")
    commented = replace(observation_of(answer), comment="Räknat i september.")
    save_answer(Principal(), example_programme, commented, version=answer.version)
    answer.refresh_from_db()
    assert answer.versions.count() == 2
    assert evaluator.get(at).content.decode().count("<q>18</q>") == told == 1
    said = replace(observation_of(answer), reading=read("19"))
    save_answer(Principal(), example_programme, said, version=answer.version)
    assert evaluator.get(at).content.decode().count("<q>19</q>") == 1
