"""What a stranger may try on any site: hosts, redirects, forgeries, sessions, caches, secrets."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.test import Client

from folja_site.access.models import User
from folja_site.access.tokens import new_token
from folja_site.base.logs import WithoutTokens
from folja_site.measurements.models import PersonalLink, Round
from site_fixtures.addresses import addresses, path_of
from site_fixtures.furnishing import World
from site_fixtures.people import ACCOUNTS

PASSWORD = "en lång mening att minnas"
#: Of the tests' own surroundings.
OURS = ("FOLJA_", "DATABASE_URL", "DJANGO_")
ELSEWHERE = (
    *("https://elsewhere.example/", "//elsewhere.example/", "///elsewhere.example"),
    *(r"/\elsewhere.example", r"\\elsewhere.example", "javascript:alert(1)"),
    *("https:elsewhere.example", "http://testserver@elsewhere.example/", "data:text/html,x"),
)


@pytest.fixture
def steering(example_programme: Any) -> User:
    """An account with a password and no second factor."""
    user = User.objects.create_user("steg@example.invalid", password=PASSWORD)
    user.memberships.create(programme=example_programme, role="steering")
    return user


def test_other_host_is_refused(client: Client, db: None) -> None:
    """A name that the site does not answer to gets nothing, so that no link is made with it."""
    for headers in ({"HTTP_HOST": "elsewhere.example"}, {"HTTP_HOST": "testserver:80@x.example"}):
        assert client.get("/accounts/login/", **headers).status_code == 400
    answer = client.get("/accounts/login/", HTTP_X_FORWARDED_HOST="elsewhere.example")
    assert "elsewhere.example" not in answer.content.decode()


@pytest.mark.parametrize("target", ELSEWHERE)
def test_nobody_is_led_away(steering: User, target: str) -> None:
    """Neither choosing a language nor signing in leads to a page of somebody else's."""
    client = Client()
    chosen = client.post("/language/", {"lang": "en", "next": target})
    assert chosen["Location"] == "/"
    signed = client.post(
        "/accounts/login/", {"login": steering.email, "password": PASSWORD, "next": target}
    )
    assert signed.status_code == 302
    assert "elsewhere" not in signed["Location"]
    assert re.match(r"/(?!/)", signed["Location"])
    assert "elsewhere" not in client.get(f"/accounts/login/?next={target}").headers.get(
        "Location", ""
    )


def test_session_is_another_one_after_signing_in(steering: User, client: Client) -> None:
    """A session that somebody else has planted is worth nothing once its owner signs in."""
    client.get("/accounts/login/?next=/account/")
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    before = client.cookies.get("csrftoken")
    client.post("/accounts/login/", {"login": steering.email, "password": PASSWORD})
    assert client.cookies["sessionid"].value != planted
    assert before is None or client.cookies["csrftoken"].value != before.value
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/account/").status_code == 302


def test_session_is_another_one_after_opening_a_link(
    client_as: Any, open_round: Round, open_link: PersonalLink
) -> None:
    """The same for a respondent: whoever planted a session does not get into the form."""
    from site_fixtures.people import token_of

    client = Client()
    session = client.session
    session["planted"] = "1"
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    path = f"/answer/{token_of('valid', open_round)}/"
    assert client.post(path)["Location"] == "/answer/"
    assert client.cookies["sessionid"].value != planted
    assert client.get("/answer/").status_code == 302
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert thief.get("/answer/").status_code == 410


def test_sign_out_ends_the_session_on_the_server(steering: User, client: Client) -> None:
    """A copied cookie is worth nothing after its owner has signed out."""
    client.force_login(steering)
    copied = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = copied
    assert thief.get("/account/").status_code == 302


def test_new_password_ends_the_other_sessions(steering: User) -> None:
    """Whoever has taken a session loses it when the password is changed."""
    mine, thief = Client(), Client()
    mine.force_login(steering)
    thief.force_login(steering)
    steering.set_password("en annan mening att minnas")
    steering.save()
    assert thief.get("/account/").status_code == 302


def test_no_form_is_taken_from_another_page(world: World) -> None:
    """Every address that takes a form refuses one without the token of our own pages."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(User.objects.get(email=ACCOUNTS["owner"]))
    taken = {
        address.name: status
        for address in addresses()
        if (status := client.post(path_of(address, world)).status_code) not in (403, 405)
    }
    assert taken == {}


def test_wrong_passwords_of_others_are_no_hindrance(steering: User, settings: Any) -> None:
    """Behind the proxy each visitor has an address of their own, which nobody makes up."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def tries(forwarded: str, name: str, password: str) -> int:
        data = {"login": name, "password": password}
        headers = {"X-Forwarded-For": forwarded}
        return Client().post("/accounts/login/", data, headers=headers).status_code

    for n in range(12):  # the stranger writes another address before the proxy's own each time
        tries(f"10.0.0.{n}, 192.0.2.1", f"nobody-{n}@example.invalid", "x")
    assert tries("10.0.0.99, 192.0.2.1", steering.email, PASSWORD) != 302
    assert tries("192.0.2.2", steering.email, PASSWORD) == 302


def test_token_holds_256_bits_and_repeats_nothing() -> None:
    """A link is not guessed, at whatever rate: that is why unknown ones need no limit."""
    tokens = {new_token()[0] for _ in range(200)}
    assert len(tokens) == 200
    assert all(re.fullmatch(r"[\w-]{43}", token) for token in tokens)


@pytest.mark.parametrize(
    "line",
    [
        "Not Found: /answer/{token}/",
        "Forbidden (CSRF token missing.): /answer/{token}/",
        "GET /invitation/{token}/?x=1 500",
        "Forbidden (CSRF token missing.): /accounts/password/reset/key/1-{token}/",
        "a\r\n2026-11-25 owner signed in /answer/{token}",
    ],
)
def test_log_line_holds_no_token_and_is_one_line(line: str) -> None:
    """Whatever is written about an address: no token, and no line that somebody else has made."""
    token = new_token()[0]
    made = logging.LogRecord("x", logging.WARNING, "", 0, "%s", (line.format(token=token),), None)
    assert WithoutTokens().filter(made)
    assert token not in made.getMessage()
    assert not set("\r\n") & set(made.getMessage())


def test_answer_tells_nothing_of_its_making(client: Client, db: None) -> None:
    """No header names a program or a version."""
    headers = client.get("/accounts/login/").headers
    assert not {"X-Powered-By", "X-AspNet-Version"} & set(headers)
    assert "jango" not in str(headers)


def test_settings_of_a_site_behind_a_proxy_are_safe(root: Path, tmp_path: Path) -> None:
    """Django's own check of a deployment has nothing to say; cookies are for us and TLS only."""
    script = (
        "import django, json; django.setup()\n"
        "from django.conf import settings as s\n"
        "from django.core.management import call_command\n"
        "call_command('check', deploy=True, fail_level='WARNING')\n"
        "print(json.dumps([s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE,"
        " s.SESSION_COOKIE_HTTPONLY, s.SECURE_SSL_REDIRECT, s.DEBUG,"
        " s.ALLAUTH_TRUSTED_PROXY_COUNT, s.SESSION_COOKIE_SAMESITE]))"
    )
    kept = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=kept
        | {
            "FOLJA_DATA": str(tmp_path),
            "FOLJA_HTTPS": "1",
            "FOLJA_HOSTS": "folja.example.se",
            "DJANGO_SETTINGS_MODULE": "folja_site.config.settings",
        },
        cwd=root,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told == [True, True, True, True, False, 1, "Lax"]


def test_secret_is_readable_by_its_owner_only(root: Path, tmp_path: Path) -> None:
    """The secret that a site makes for itself is long, and nobody else's to read."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
    subprocess.run(
        [sys.executable, "-c", "import folja_site.config.settings"],
        env=kept | {"FOLJA_DATA": str(tmp_path / "site")},
        cwd=root,
        check=True,
    )
    secret = tmp_path / "site" / "secret"
    assert secret.parent.stat().st_mode & 0o077 == 0
    assert secret.stat().st_mode & 0o077 == 0
    assert len(secret.read_text()) >= 64


def test_passwords_are_kept_by_a_slow_hash() -> None:
    """Real sites hash by Django's first choice, and refuse short and common passwords."""
    from folja_site.config import settings as real

    assert not hasattr(real, "PASSWORD_HASHERS")
    assert real.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"]["min_length"] == 12
    assert site_settings.SESSION_COOKIE_AGE <= 12 * 60 * 60
