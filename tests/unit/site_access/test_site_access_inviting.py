"""Invitations: what is refused keeps what was written, and who lacks an evaluator is told so."""

from __future__ import annotations

import re
from typing import Any

import pytest

from folja_site.access.actions import people as actions
from folja_site.access.evaluators import evaluated, without_evaluator
from folja_site.access.models import DeclaredTie, Invitation, Membership, User
from folja_site.access.principal import Principal
from folja_site.measurements.models import Participation, Round
from folja_site.programmes.models import Programme
from site_fixtures.people import ACCOUNTS, OWN

PEOPLE = "/p/vasternorrland/people/"
WHOLE = {"email": "new@example.invalid", "role": "evaluator", "units": [OWN], "reason": "för att"}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ACCOUNTS["owner"]}, "email"),
        ({"role": ""}, "role"),
        ({"email": ACCOUNTS["hub"]}, "role"),
        ({"units": []}, "units"),
        ({"units": [OWN, "NOT-THERE"]}, "units"),
    ],
)
def test_refused_invitation_keeps_what_was_written(
    client_as: Any, example_programme: Programme, wrong: dict[str, Any], field: str
) -> None:
    """The form comes back as it was sent, with the error beside its field, and nothing is sent."""
    sent = WHOLE | wrong
    answer = client_as("owner").post(f"{PEOPLE}invite/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert re.search(r'id="(\w+)-error"', page)[1] == field
    assert f'value="{sent["email"]}"' in page
    assert 'value="för att"' in page
    assert ('value="evaluator" required checked' in page) is (sent["role"] == "evaluator")
    assert (f'value="{OWN}" checked' in page) is (OWN in sent["units"])
    assert not Invitation.objects.exists()


def test_reason_is_asked_for_at_its_field(client_as: Any, example_programme: Programme) -> None:
    """Whoever has declared a tie is not assigned without one."""
    evaluator = User.objects.get(email=ACCOUNTS["evaluator"])
    DeclaredTie.objects.create(user=evaluator, programme=example_programme, unit=OWN, text="kusin")
    sent = WHOLE | {"email": evaluator.email, "reason": ""}
    answer = client_as("owner").post(f"{PEOPLE}invite/", sent)
    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.content.decode()


def test_page_of_a_refused_invitation_can_be_fetched_again(
    client_as: Any, example_programme: Programme
) -> None:
    """Its address leads back to the people, and an address can fill the form without sending."""
    owner = client_as("owner")
    assert owner.get(f"{PEOPLE}invite/").headers["Location"] == PEOPLE
    page = owner.get(f"{PEOPLE}?role=evaluator&units={OWN}").content.decode()
    assert f'value="{OWN}" checked' in page
    assert 'role="alert"' not in page
    assert not Invitation.objects.exists()


def test_network_without_evaluator_is_told_until_one_is_invited(
    client_as: Any, example_programme: Programme, open_round: Round
) -> None:
    """Where it is set up, on the board of the round, and among the people."""
    Membership.objects.filter(role="evaluator").update(ended_at="2020-01-01T00:00Z")
    Participation.objects.filter(round=open_round).exclude(unit=OWN).delete()
    assert without_evaluator(example_programme, [OWN]) == (OWN,)
    owner = client_as("owner")
    board = f"/p/vasternorrland/rounds/{open_round.pk}/"
    assert "Ett nätverk har ingen utvärderare" in owner.get(board).content.decode()
    assert "har ingen utvärderare" in owner.get("/p/vasternorrland/set-up/").content.decode()
    owner.post(f"{PEOPLE}invite/", WHOLE)
    assert without_evaluator(example_programme, [OWN]) == ()
    assert "har ingen utvärderare" not in owner.get(board).content.decode()
    assert evaluated(example_programme) == frozenset()


def test_hub_is_not_told_that_an_evaluator_reads_where_there_is_none(
    client_as: Any, example_programme: Programme, open_round: Round
) -> None:
    """Before handing in and on the receipt."""
    form = f"/p/vasternorrland/rounds/{open_round.pk}/answer/{OWN}/"
    hub = client_as("hub")
    assert "Utvärderaren läser svaren" in hub.get(f"{form}hand-in/").content.decode()
    Membership.objects.filter(role="evaluator").update(ended_at="2020-01-01T00:00Z")
    assert "ingen utvärderare än" in hub.get(f"{form}hand-in/").content.decode()
    page = hub.post(f"{form}hand-in/", follow=True).content.decode()
    assert "Svaren lämnades in" in page
    assert "ingen utvärderare än" in page
    assert "Utvärderaren läser nu" not in page


@pytest.mark.parametrize("who", ["operator", "owner", "hub"])
@pytest.mark.parametrize("known", [True, False])
def test_invitation_of_somebody_else_offers_no_form(
    client_as: Any, example_programme: Programme, who: str, known: bool
) -> None:
    """Whoever is signed in with another address is told so, and accepts nothing for anybody."""
    address = ACCOUNTS["evaluator"] if known else "new@example.invalid"
    owner = Principal(User.objects.get(email=ACCOUNTS["owner"]))
    _, token = actions.invite(owner, example_programme, address, "reader")
    people, roles = User.objects.count(), Membership.objects.count()
    client, at = client_as(who), f"/invitation/{token}/"
    page = client.get(at)
    assert page.status_code == 200
    assert "Inbjudan gäller en annan adress" in page.content.decode()
    assert 'name="password"' not in page.content.decode()
    sent = {"name": "Någon", "password": "trettio gula cyklar"}
    assert client.post(at, sent).status_code == 409
    assert (User.objects.count(), Membership.objects.count()) == (people, roles)


@pytest.mark.parametrize(
    ("lang", "says"),
    [("sv", "Tala med den som bjöd in dig"), ("en", "Talk to whoever invited you")],
)
def test_role_that_cannot_be_taken_has_no_button(
    client_as: Any, example_programme: Programme, lang: str, says: str
) -> None:
    """Whoever has become the hub meanwhile is told before pressing, and whom to talk to."""
    operator = User.objects.get(email=ACCOUNTS["operator"])
    owner = Principal(User.objects.get(email=ACCOUNTS["owner"]))
    _, token = actions.invite(owner, example_programme, operator.email, "evaluator", units=[OWN])
    Membership.objects.create(user=operator, programme=example_programme, role="hub", units=[OWN])
    client, at = client_as("operator", lang=lang), f"/invitation/{token}/"
    for page in (client.get(at), client.post(at)):
        told = page.content.decode()
        assert says in told
        assert f'action="{at}"' not in told
        assert '<button class="primary">' not in told
    assert page.status_code == 409
