"""Signing in: by password and code, by invitation only, by two factors where a role needs it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client

from folja_site.access.actions.people import deactivate
from folja_site.access.models import User
from folja_site.access.principal import Principal
from folja_site.base.models import AuditEvent
from site_fixtures.people import ACCOUNTS, SECRET

PASSWORD = "sju sjösjuka sjömän"


def code(secret: str = SECRET) -> str:
    """Return the one-time code of this moment."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def steering(example_programme: Any) -> User:
    """The steering group's account, with a password."""
    user = User.objects.get(email=ACCOUNTS["steering"])
    user.set_password(PASSWORD)
    user.save()
    return user


def signed_in(client: Client) -> bool:
    """Say whether the client reaches a page that needs an account."""
    return client.get("/account/").status_code == 200


def test_password_alone_does_not_open_protected_account(steering: User, client: Client) -> None:
    """After the password comes the code, and only then the account."""
    answer = client.post("/accounts/login/", {"login": steering.email, "password": PASSWORD})
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    asked = client.get("/accounts/2fa/authenticate/")
    assert "Skriv en engångskod" in asked.content.decode()
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert signed_in(client)


def test_wrong_code_is_told_in_words(steering: User, client: Client) -> None:
    """A wrong code opens nothing and says what to do."""
    client.post("/accounts/login/", {"login": steering.email, "password": PASSWORD})
    answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Ta en ny ur appen" in answer.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize("address", [ACCOUNTS["steering"], "nobody@example.invalid"])
def test_wrong_password_tells_nothing_of_accounts(
    steering: User, client: Client, address: str
) -> None:
    """An address with an account and one without get the same answer."""
    answer = client.post("/accounts/login/", {"login": address, "password": "fel fel fel fel"})
    assert "Adressen eller lösenordet stämmer inte." in answer.content.decode()


def test_sixth_wrong_password_has_to_wait(steering: User, client: Client) -> None:
    """Guessing is slowed down, also for whoever then has the right password."""
    form = {"login": steering.email, "password": "fel fel fel fel"}
    for _ in range(5):
        client.post("/accounts/login/", form)
    answer = client.post("/accounts/login/", form | {"password": PASSWORD})
    assert "För många försök" in answer.content.decode()


def test_sign_up_is_closed(client: Client, db: None) -> None:
    """Nobody makes an account without an invitation."""
    before = User.objects.count()
    form = {"email": "new@example.invalid", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", form)
    assert "Konton fås genom inbjudan" in answer.content.decode()
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "confirm-email/abc/", "login/code/confirm/"]
)
def test_address_that_the_site_does_without_is_not_found(client_as: Any, path: str) -> None:
    """What allauth offers beyond our needs does not exist."""
    assert client_as("steering").get(f"/accounts/{path}").status_code == 404


def test_forgotten_password_sends_link_to_known_address_only(
    steering: User, client: Client
) -> None:
    """The page says the same to everybody; a mail goes to an account's own address only."""
    answers = [
        client.post("/accounts/password/reset/", {"email": address}, follow=True).content
        for address in ("nobody@example.invalid", steering.email)
    ]
    assert [m.to for m in mail.outbox] == [[steering.email]]
    assert all("Titta i din e-post" in a.decode() for a in answers)
    assert mail.outbox[0].subject == "Välj ett nytt lösenord"


def test_link_of_forgotten_password_sets_a_new_one(steering: User, client: Client) -> None:
    """The link leads to a form, the form to the new password; it works once."""
    client.post("/accounts/password/reset/", {"email": steering.email})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)
    assert link
    page = client.get(link[0], follow=True)
    assert "Välj ett lösenord" in page.content.decode()
    new = "åtta andra sjömän"
    path = page.redirect_chain[-1][0]
    done = client.post(path, {"password1": new, "password2": new}, follow=True)
    assert "Lösenordet är bytt" in done.content.decode()
    steering.refresh_from_db()
    assert steering.check_password(new)
    assert "gäller inte längre" in Client().get(link[0], follow=True).content.decode()


def test_role_with_two_factors_reaches_nothing_without(client_as: Any) -> None:
    """An owner without a second factor is led to adding one, whatever page is asked for."""
    client = client_as("owner")
    Authenticator.objects.filter(user__email=ACCOUNTS["owner"]).delete()
    answer = client.get("/p/vasternorrland/people/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor/")
    assert client.get(answer["Location"]).status_code == 200


def test_second_factor_ends_the_sessions_of_one(
    steering: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """Whoever had the password came in before there was a code to ask for, and is out with it."""
    Authenticator.objects.filter(user=steering).delete()
    form, thief = {"login": steering.email, "password": PASSWORD}, Client()
    for one in (client, thief):
        one.post("/accounts/login/", form)
        assert signed_in(one)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/2fa/totp/activate/")
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/2fa/totp/activate/", {"code": code()})
    assert Authenticator.objects.filter(user=steering, type="totp").exists()
    assert signed_in(client)
    assert not signed_in(thief)


def test_secret_that_was_scanned_stays_until_it_is_activated(
    steering: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    """Reloading the page, or a wrong code, leaves the code in the telephone good."""
    Authenticator.objects.filter(user=steering).delete()
    client.post("/accounts/login/", {"login": steering.email, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    address = "/accounts/2fa/totp/activate/"
    scanned = client.get(address).context["form"].secret
    assert client.get(address).context["form"].secret == scanned
    client.post(address, {"code": "1"})
    assert client.get(address).context["form"].secret == scanned
    with django_capture_on_commit_callbacks(execute=True):
        client.post(address, {"code": code(scanned)})
    assert Authenticator.objects.filter(user=steering, type="totp").exists()
    assert "mfa.totp.secret" not in client.session


@pytest.mark.parametrize(("who", "left"), [("owner", 1), ("steering", 0)])
def test_last_factor_stays_where_the_role_asks_for_it(
    example_programme: Any, client: Client, who: str, left: int
) -> None:
    """An owner cannot go back to one factor; the steering group can, having confirmed who it is."""
    user = User.objects.get(email=ACCOUNTS[who])
    user.set_password(PASSWORD)
    user.save()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = client.post("/accounts/2fa/totp/deactivate/")
    kept = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP)
    assert kept.count() == left
    assert ("Lägg till en annan innan" in answer.content.decode()) == bool(left)


def test_closing_an_account_ends_its_sessions_at_once(client_as: Any) -> None:
    """The next click of a closed account is nobody's, and the closing is in the audit trail."""
    client = client_as("steering")
    assert signed_in(client)
    operator = Principal(User.objects.get(email=ACCOUNTS["operator"]))
    deactivate(operator, User.objects.get(email=ACCOUNTS["steering"]), why="slutat")
    assert not signed_in(client)
    event = AuditEvent.objects.first()
    assert event is not None
    assert (event.action, event.why) == ("people.deactivate", "slutat")


def test_closed_account_cannot_sign_in(example_programme: Any, client: Client) -> None:
    """The right password of a closed account opens nothing."""
    user = User.objects.get(email=ACCOUNTS["closed"])
    user.set_password(PASSWORD)
    user.save()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert not signed_in(client)


PAGES = (
    *("login/", "signup/", "inactive/", "password/reset/", "password/reset/done/"),
    *("password/reset/key/done/", "password/reset/key/1-abc/"),
)
OWN_PAGES = (
    *("logout/", "password/set/", "password/change/", "2fa/", "2fa/totp/activate/"),
    *("2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"),
    *("2fa/webauthn/", "2fa/webauthn/add/", "reauthenticate/", "2fa/reauthenticate/"),
)
SWEDISH_OR_ENGLISH = re.compile(r"[^<]*\b(Sign|the|your|password)\b", re.IGNORECASE)


@pytest.mark.parametrize("path", PAGES + OWN_PAGES)
def test_page_of_signing_in_is_wholly_swedish(client_as: Any, path: str) -> None:
    """No page of the library that signs people in shows through with words of its own."""
    client = client_as("steering" if path in OWN_PAGES else None)
    page = client.get(f"/accounts/{path}", follow=True).content.decode()
    main = re.sub(r"<script.*?</script>", "", page.partition("<main")[2], flags=re.DOTALL)
    words = re.sub(r"<[^>]*>", " ", main.partition("</main>")[0])
    assert "<h1>" in main
    assert not SWEDISH_OR_ENGLISH.search(words), words
