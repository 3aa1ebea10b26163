"""The first account: made by whoever started the server, once, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, override_settings

from folja_site.access.actions.people import invite_first
from folja_site.access.models import Invitation, Membership, User

GIVEN = {"name": "Kim", "email": "Kim@Example.invalid", "password": "trettio gula cyklar"}


@pytest.fixture
def token(transactional_db_emptied: None) -> str:
    """The token of a site without accounts."""
    made = invite_first()
    assert made is not None
    return made


@pytest.fixture
def transactional_db_emptied(db: None) -> None:
    """A site that nobody has an account on."""
    Membership.objects.all().delete()
    from folja_site.access.models import DeclaredTie
    from folja_site.base.models import AuditEvent

    assert not DeclaredTie.objects.exists()
    assert not AuditEvent.objects.filter(user__isnull=False).exists()
    User.objects.all().delete()


def test_first_account_runs_the_server_and_is_led_to_a_programme(token: str) -> None:
    """Looking makes nothing; the form makes an operator, signs in, and leads on."""
    client = Client()
    path = f"/invitation/{token}/"
    assert client.get(path).status_code == 200
    assert not User.objects.exists()
    answer = client.post(path, GIVEN)
    assert answer["Location"] == "/programmes/new/"
    user = User.objects.get()
    assert (user.email, user.is_operator) == ("kim@example.invalid", True)
    assert client.get("/account/").status_code == 200


def test_first_invitation_is_good_once(token: str) -> None:
    """Whoever comes second finds it closed, and no second account is made."""
    path = f"/invitation/{token}/"
    Client().post(path, GIVEN)
    assert Client().get(path).status_code == 410
    assert Client().post(path, GIVEN | {"email": "other@example.invalid"}).status_code == 410
    assert User.objects.count() == 1


def test_next_start_takes_the_earlier_invitation_back(token: str) -> None:
    """Only the link of the last start is good."""
    assert invite_first() is not None
    assert Client().get(f"/invitation/{token}/").status_code == 410


def test_nobody_is_invited_where_there_is_an_account(token: str) -> None:
    """A link that lay about is of no use once somebody has an account."""
    User.objects.create_user("other@example.invalid")
    assert invite_first() is None
    assert Client().post(f"/invitation/{token}/", GIVEN).status_code == 410
    assert not User.objects.filter(is_operator=True).exists()


def test_first_form_says_what_is_wrong(token: str) -> None:
    """A short password is refused, in words beside the field."""
    answer = Client().post(f"/invitation/{token}/", GIVEN | {"password": "kort"})
    assert answer.status_code == 200
    assert b"errorlist" in answer.content
    assert not User.objects.exists()


def test_invitation_is_handed_over_where_no_mail_leaves(client_as: Any) -> None:
    """Without a mail server the owner gets the link to hand over, and it is good."""
    client = client_as("owner")
    with override_settings(MAIL_STAYS=True):
        answer = client.post(
            "/p/vasternorrland/people/invite/",
            {"email": "new@example.invalid", "role": "reader"},
            follow=True,
        )
    token = answer.content.decode().split("/invitation/")[1].split("/")[0]
    assert Client().get(f"/invitation/{token}/").status_code == 200
    assert Invitation.objects.get(email="new@example.invalid").is_open
