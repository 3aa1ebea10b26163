"""Roles that are kept apart: nobody gives one to themselves, and nobody judges what is theirs."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from folja_site.access import apart
from folja_site.access.actions import people as actions
from folja_site.access.models import Invitation, Membership, User
from folja_site.access.principal import Principal
from folja_site.programmes.models import Programme
from site_fixtures.people import ACCOUNTS, FOREIGN, OWN, secure

PEOPLE = "/p/vasternorrland/people/"


def account(name: str) -> User:
    """Return an account of the example."""
    return User.objects.get(email=ACCOUNTS[name])


def invites(client: Client, address: str, role: str, *units: str) -> str:
    """Invite an address on the page; return what the page then says."""
    form = {"email": address, "role": role, "units": units, "reason": "utan bindning"}
    return client.post(f"{PEOPLE}invite/", form, follow=True).content.decode()


@pytest.fixture
def second_owner(example_programme: Programme) -> User:
    """Another owner of the example."""
    user = secure(User.objects.create_user("second-owner@example.invalid"))
    Membership.objects.create(user=user, programme=example_programme, role="owner")
    return user


@pytest.mark.parametrize("role", ["owner", "steering", "evaluator", "hub", "reader"])
def test_nobody_invites_themselves(client_as: Any, example_programme: Programme, role: str) -> None:
    """However the own address is written."""
    told = invites(client_as("owner"), "Owner@Demo.Invalid", role, OWN)
    assert "Ingen kan ge en roll åt sig själv" in told
    assert not Invitation.objects.exists()


def test_own_invitation_made_before_the_rule_opens_nothing(
    client_as: Any, example_programme: Programme
) -> None:
    """It is refused in words when it is accepted, and stays for somebody to take back."""
    reader = account("reader")
    made, token = actions.invite(
        Principal(account("owner")), example_programme, reader.email, "steering"
    )
    Invitation.objects.filter(pk=made.pk).update(invited_by=reader)
    answer = client_as("reader").post(f"/invitation/{token}/")
    assert answer.status_code == 409
    assert "Ingen kan ge en roll åt sig själv" in answer.content.decode()
    assert {m.role for m in reader.memberships.all()} == {"reader"}
    made.refresh_from_db()
    assert made.is_open


def test_nobody_gives_a_role_to_themselves(example_programme: Programme) -> None:
    """Not without an invitation, either."""
    owner = account("owner")
    with pytest.raises(apart.OwnRole):
        actions.give_role(Principal(owner), example_programme, owner, "steering")


def test_owner_is_not_made_evaluator_by_another_owner(client_as: Any, second_owner: User) -> None:
    """Nor the evaluator owner; what the page says names both ways out."""
    client = client_as(second_owner)
    for address, role in ((ACCOUNTS["owner"], "evaluator"), (ACCOUNTS["evaluator"], "owner")):
        assert "kan inte vara utvärderare i samma program" in invites(client, address, role, OWN)
    assert not Invitation.objects.exists()
    assert "Inbjudan är skickad" in invites(client, ACCOUNTS["evaluator"], "reader")


def test_two_invitations_do_not_make_an_owner_who_judges(
    client_as: Any, example_programme: Programme
) -> None:
    """The second is refused while the first waits, and at its acceptance at the latest."""
    owner, address = Principal(account("owner")), "new@example.invalid"
    first, token = actions.invite(owner, example_programme, address, "owner")
    with pytest.raises(apart.OwnsAndJudges):
        actions.invite(owner, example_programme, address.upper(), "evaluator", units=[OWN])
    actions.revoke(owner, first)
    _, other = actions.invite(owner, example_programme, address, "evaluator", units=[OWN])
    Invitation.objects.filter(pk=first.pk).update(revoked_at=None)
    form = {"name": "Ny", "password": "sju sjösjuka sjömän"}
    assert Client().post(f"/invitation/{token}/", form).status_code == 302
    user = User.objects.get(email=address)
    answer = client_as(user).post(f"/invitation/{other}/")
    assert answer.status_code == 409
    assert [m.role for m in user.memberships.all()] == ["owner"]


def test_hub_is_not_the_evaluator_of_its_network(
    client_as: Any, example_programme: Programme
) -> None:
    """It may be of another one."""
    client = client_as("owner")
    told = invites(client, ACCOUNTS["hub"], "evaluator", OWN, FOREIGN)
    assert "Navet i ett nätverk kan inte vara dess utvärderare" in told
    assert "Navet i ett nätverk" in invites(client, ACCOUNTS["evaluator"], "hub", OWN)
    assert "Inbjudan är skickad" in invites(client, ACCOUNTS["hub"], "evaluator", FOREIGN)


def test_owner_of_one_programme_may_judge_another(
    client_as: Any, example_programme: Programme
) -> None:
    """The roles are kept apart within a programme only."""
    told = invites(client_as("owner"), ACCOUNTS["other-owner"], "evaluator", OWN)
    assert "Inbjudan är skickad" in told


def test_account_made_meanwhile_is_not_entered_by_an_older_page(
    example_programme: Programme,
) -> None:
    """A second invitation to the address signs nobody in as whoever accepted the first."""
    owner = Principal(account("owner"))
    _, token = actions.invite(owner, example_programme, "new@example.invalid", "reader")
    made = User.objects.create_user("new@example.invalid", "sju sjösjuka sjömän")
    with pytest.raises(actions.InvitationClosed):
        actions.accept(token, name="Någon", password="trettio gula cyklar", language="sv")
    assert not made.memberships.exists()
