"""People of every kind: accounts with their roles, links in every state, and clients for them.

The accounts of the example are those of the demo. Beside them stand a closed account, one whose
role has ended, one without any role, and the people of another programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client
from django.utils import timezone

from folja_site.access.middleware import LINK_KEY
from folja_site.access.models import Membership, User
from folja_site.access.roles import Role
from folja_site.access.tokens import hash_of
from folja_site.measurements.models import PersonalLink, Round
from folja_site.programmes.models import Programme

#: Who can be asked for by name: the account's address. Links and nobody have none.
ACCOUNTS = {
    "owner": "owner@demo.invalid",
    "steering": "steering@demo.invalid",
    "evaluator": "evaluator@demo.invalid",
    "hub": "hub-processum@demo.invalid",
    "hub-biofuel": "hub-biofuel@demo.invalid",
    "reader": "reader@demo.invalid",
    "operator": "operator@demo.invalid",
    "closed": "closed@demo.invalid",
    "former-owner": "former-owner@demo.invalid",
    "without-role": "without-role@demo.invalid",
    "other-owner": "other-owner@demo.invalid",
    "other-hub": "other-hub@demo.invalid",
}
#: The secret of everybody's one-time codes.
SECRET = "JBSWY3DPEHPK3PXP"
#: The network that `hub` and the links are for, and one that is foreign to them.
OWN, FOREIGN = "PROC", "BIOFUEL"
#: The states of a personal link that a principal can come by.
LINKS = ("valid", "used", "expired", "revoked", "foreign")


def secure(user: User) -> User:
    """Give an account the second factor that its role asks for."""
    if not Authenticator.objects.filter(user=user).exists():
        TOTP.activate(user, SECRET)
    return user


def make_people(programme: Programme, other: Programme) -> None:
    """Make every account that the demo does not have, and give all of them a second factor."""
    closed = User.objects.create_user(ACCOUNTS["closed"], is_active=False)
    former = User.objects.create_user(ACCOUNTS["former-owner"])
    User.objects.create_user(ACCOUNTS["without-role"])
    for user, ended in ((closed, None), (former, timezone.now())):
        Membership.objects.create(
            user=user, programme=programme, role=Role.OWNER.value, ended_at=ended
        )
    for name, role, units in (
        ("other-owner", Role.OWNER, []),
        ("other-hub", Role.HUB, [OWN]),  # the same network id, in another programme
    ):
        user = User.objects.create_user(ACCOUNTS[name])
        Membership.objects.create(user=user, programme=other, role=role.value, units=units)
    for user in User.objects.all():
        secure(user)


def token_of(state: str, round: Round) -> str:
    """Return the token of the link that `make_link` makes for a state and round."""
    return f"{state}-link-of-round-{round.pk}-".ljust(43, "x")


def make_link(round: Round, state: str = "valid", units: tuple[str, ...] = (OWN,)) -> PersonalLink:
    """Return the link of a round in a state: valid, used, expired, revoked, foreign.

    `used` is one that has been opened; `foreign` is good, for another network.
    """
    now = timezone.now()
    link, _ = PersonalLink.objects.get_or_create(
        token_hash=hash_of(token_of(state, round)),
        defaults={
            "programme": round.programme,
            "round": round,
            "units": [FOREIGN] if state == "foreign" else list(units),
            "respondent": "Kim Svarande",
            "email": "svarande@example.invalid",
            "expires_at": now + timedelta(days=-1 if state == "expired" else 30),
            "opened_at": now if state == "used" else None,
            "revoked_at": now if state == "revoked" else None,
        },
    )
    return link


@dataclass(frozen=True, slots=True)
class Clients:
    """Makes clients: `client_as("owner")`, `client_as(user)`, `client_as(link)`, `client_as(None)`.

    A client of a link has come by it already (the token was swapped for the session).
    """

    def __call__(self, who: Any = None, *, lang: str = "sv", **options: Any) -> Client:
        """Return a client that is signed in as somebody, in a language."""
        client = Client(headers={"accept-language": lang}, **options)
        if isinstance(who, str):
            who = User.objects.get(email=ACCOUNTS[who])
        if isinstance(who, User):
            client.force_login(secure(who), backend=settings.AUTHENTICATION_BACKENDS[0])
        elif isinstance(who, PersonalLink):
            session = client.session
            session[LINK_KEY] = who.pk
            session.save()
            client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client


def everybody(links: dict[str, PersonalLink]) -> dict[str, Client]:
    """Return a client for everybody who can ask: accounts, links by their state, and nobody."""
    make = Clients()
    found = {"anonymous": make(None)} | {name: make(name) for name in ACCOUNTS}
    return found | {f"link-{state}": make(link) for state, link in links.items()}
