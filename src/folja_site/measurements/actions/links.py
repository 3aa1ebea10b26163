"""Personal links: made for a person, networks and a round; opened, revoked, never consumed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from folja_site.access.principal import Principal
from folja_site.access.tokens import hash_of, new_token
from folja_site.base.auditing import record
from folja_site.measurements.models import PersonalLink, Round

#: How long a link is good after the round's last day, and when the round has none.
DAYS_AFTER, DAYS_WITHOUT = 60, 180


def expiry(asked: Round) -> datetime:
    """Return when links of a round stop opening anything: late answers and receipts have time."""
    now = timezone.now()
    if asked.closes_on is None:
        return now + timedelta(days=DAYS_WITHOUT)
    last = timezone.make_aware(datetime.combine(asked.closes_on, time(23, 59)))
    return max(last, now) + timedelta(days=DAYS_AFTER)


@transaction.atomic
def make_link(
    principal: Principal | None,
    asked: Round,
    units: Sequence[str],
    *,
    respondent: str,
    email: str,
    token: str = "",
) -> tuple[PersonalLink, str]:
    """Make a link to the forms of some networks; returns it and its token, kept as a hash only.

    `token` is one that `new_token` has made and that stands in a letter already.
    """
    token, kept = (token, hash_of(token)) if token else new_token()
    link = PersonalLink.objects.create(
        programme=asked.programme,
        round=asked,
        units=list(units),
        respondent=respondent,
        email=email,
        token_hash=kept,
        expires_at=expiry(asked),
    )
    record(
        principal,
        "link.make",
        programme=asked.programme,
        unit=units[0] if len(units) == 1 else "",
        subject=f"link #{link.pk}",
        after={"round": asked.pk, "networks": list(units)},
    )
    return link, token


def link_of(token: str) -> PersonalLink | None:
    """Return the link of a token, good or not; looking consumes nothing."""
    found = PersonalLink.objects.filter(token_hash=hash_of(token))
    return found.select_related("round", "programme").first()


def is_good(link: PersonalLink) -> bool:
    """Whether a link still opens something."""
    return (
        link.revoked_at is None and link.expires_at > timezone.now() and link.round.state != "draft"
    )


@transaction.atomic
def open_link(link: PersonalLink) -> None:
    """Note that a link has been opened; the first time is what the board shows."""
    if link.opened_at is None:
        PersonalLink.objects.filter(pk=link.pk, opened_at__isnull=True).update(
            opened_at=timezone.now()
        )
    record(
        Principal(link=link),
        "link.open",
        programme=link.programme,
        unit=link.units[0] if len(link.units) == 1 else "",
        subject=f"link #{link.pk}",
    )


@transaction.atomic
def revoke_link(principal: Principal | None, link: PersonalLink, *, why: str = "") -> None:
    """Take a link back; whoever came by it is out at the next click, and nothing said is lost."""
    taken = PersonalLink.objects.filter(pk=link.pk, revoked_at__isnull=True).update(
        revoked_at=timezone.now()
    )
    if taken:
        record(
            principal,
            "link.revoke",
            programme=link.programme,
            unit=link.units[0] if len(link.units) == 1 else "",
            subject=f"link #{link.pk}",
            why=why,
        )
