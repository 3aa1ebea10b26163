"""Personal links: looking consumes nothing, no address holds a token, revoked is out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from folja_site.access.middleware import LINK_KEY
from folja_site.base.models import AuditEvent
from folja_site.measurements.models import PersonalLink, Round
from site_fixtures.people import make_link, token_of


def _address(round: Round, state: str = "valid") -> str:
    return f"/answer/{token_of(state, round)}/"


def test_looking_at_a_link_consumes_nothing(client_as, open_round: Round) -> None:
    """A mail scanner that opens the page a hundred times leaves the link as it was."""
    link, events = make_link(open_round), AuditEvent.objects.count()
    for _ in range(100):
        assert client_as(None).get(_address(open_round)).status_code == 200
    link.refresh_from_db()
    assert link.opened_at is None
    assert AuditEvent.objects.count() == events


def test_opening_swaps_the_token_for_the_session(client_as, open_round: Round) -> None:
    """By POST the respondent is in, at an address without the token, and the opening is noted."""
    link, client = make_link(open_round), client_as(None)
    answer = client.post(_address(open_round))
    assert answer.headers["Location"] == "/answer/"
    assert client.session[LINK_KEY] == link.pk
    link.refresh_from_db()
    assert link.opened_at is not None
    form = f"/p/vasternorrland/rounds/{open_round.pk}/answer/PROC/"
    assert client.get("/answer/").headers["Location"] == form
    assert "Processum" in client.get(form).content.decode()


def test_link_to_one_network_leads_to_its_form_and_then_to_its_receipt(
    client_as, open_round: Round
) -> None:
    """Several networks are listed; one is not worth a page of its own."""
    link = make_link(open_round)
    client, form = client_as(link), f"/p/vasternorrland/rounds/{open_round.pk}/answer/PROC/"
    assert client.get("/answer/").headers["Location"] == form
    open_round.participations.filter(unit="PROC").update(submitted_at=timezone.now())
    assert client.get("/answer/").headers["Location"] == f"{form}receipt/"
    PersonalLink.objects.filter(pk=link.pk).update(units=["PROC", "BIOFUEL"])
    listed = client.get("/answer/")
    assert listed.status_code == 200
    assert f'href="{form}receipt/"' in listed.content.decode()


def test_hub_of_one_network_goes_straight_to_its_only_form(client_as, open_round: Round) -> None:
    """Where nothing waits, or more than one thing does, it chooses on its own page."""
    others = Round.objects.exclude(pk=open_round.pk)
    others.update(state="closed")
    hub, mine = client_as("hub"), "/p/vasternorrland/mine/"
    assert hub.get("/").headers["Location"] == (
        f"/p/vasternorrland/rounds/{open_round.pk}/answer/PROC/"
    )
    assert hub.get(mine).status_code == 200
    others.update(state="open")
    assert hub.get("/").headers["Location"] == mine
    Round.objects.update(state="closed")
    assert hub.get("/").headers["Location"] == mine


def test_link_can_be_opened_again(client_as, open_round: Round) -> None:
    """The same link opens on another device, and the first opening stands."""
    link = make_link(open_round)
    client_as(None).post(_address(open_round))
    first = PersonalLink.objects.get(pk=link.pk).opened_at
    assert client_as(None).post(_address(open_round)).status_code == 302
    assert PersonalLink.objects.get(pk=link.pk).opened_at == first


@pytest.mark.parametrize("state", ["expired", "revoked"])
def test_link_that_is_out_says_that_answers_are_safe(
    client_as, open_round: Round, state: str
) -> None:
    """An expired or revoked link lets nobody in and says what to do."""
    make_link(open_round, state)
    client = client_as(None)
    for answer in (
        client.get(_address(open_round, state)),
        client.post(_address(open_round, state)),
    ):
        assert answer.status_code == 410
        assert "Det du har svarat finns kvar" in answer.content.decode()
    assert LINK_KEY not in client.session


def test_unknown_token_is_not_found(client_as, open_round: Round) -> None:
    """A token that nobody was given is like any page that does not exist."""
    assert client_as(None).get(f"/answer/{'x' * 43}/").status_code == 404


def test_revoking_ends_the_visit_at_the_next_click(client_as, open_round: Round) -> None:
    """Who came by a link is out as soon as the owner takes it back."""
    link = make_link(open_round)
    visitor = client_as(link)
    assert visitor.get("/answer/").status_code == 302
    client_as("owner").post(f"/p/vasternorrland/rounds/{open_round.pk}/links/{link.pk}/revoke/")
    assert visitor.get("/answer/").status_code == 410
    form = f"/p/vasternorrland/rounds/{open_round.pk}/answer/PROC/"
    assert visitor.get(form).status_code in (302, 404)


def test_opening_a_link_signs_the_account_out(client_as, open_round: Round) -> None:
    """An account and a link are never mixed in one session."""
    make_link(open_round)
    client = client_as("hub-biofuel")
    client.post(_address(open_round))
    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 404


def test_link_of_a_draft_opens_nothing(client_as, open_round: Round) -> None:
    """Until the round is open its links lead nowhere."""
    make_link(open_round)
    Round.objects.filter(pk=open_round.pk).update(state="draft")
    assert client_as(None).post(_address(open_round)).status_code == 410


def test_link_of_a_closed_round_asks_for_no_answers(client_as, open_round: Round) -> None:
    """Nobody is asked to answer a round that takes no answers: the link leads to what was said."""
    make_link(open_round)
    asked = client_as(None).get(_address(open_round)).content.decode()
    assert "Du är ombedd att svara" in asked
    Round.objects.filter(pk=open_round.pk).update(state="closed")
    client = client_as(None)
    page = client.get(_address(open_round)).content.decode()
    assert "Du är ombedd att svara" not in page
    assert "Svara senast" not in page
    assert "Omgången är stängd" in page
    assert "Läs svaren" in page
    client.post(_address(open_round))
    assert client.get("/answer/").headers["Location"].endswith("/receipt/")


def test_made_link_is_shown_once(client_as, open_round: Round) -> None:
    """A link to hand over stands on the page that made it, and on no page after that."""
    client, address = client_as("owner"), f"/p/vasternorrland/rounds/{open_round.pk}/links/"
    made = client.post(address, {"unit": "PROC"}).content.decode()
    assert "http://testserver/answer/" in made
    assert "http://testserver/answer/" not in client.get(address).content.decode()
    link = PersonalLink.objects.get(round=open_round)
    assert link.expires_at > timezone.now() + timedelta(days=60)


def test_link_of_another_round_is_not_revoked_through_this_one(
    client_as, open_round: Round, example_programme
) -> None:
    """A link is revoked in its own round only."""
    link = make_link(open_round)
    other = Round.objects.create(programme=example_programme, name_sv="Annan", state="open")
    answer = client_as("owner").post(f"/p/vasternorrland/rounds/{other.pk}/links/{link.pk}/revoke/")
    link.refresh_from_db()
    assert (answer.status_code, link.revoked_at) == (404, None)
