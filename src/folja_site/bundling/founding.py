"""Making a programme from a bundle, with or without people for the demo."""

from __future__ import annotations

import re
from pathlib import Path

from django.db import transaction

from folja.formats.bundle import read_bundle
from folja.model import FollowUp
from folja_site.access.models import Membership, User
from folja_site.access.principal import Principal
from folja_site.access.roles import Role
from folja_site.base.auditing import one_event, record
from folja_site.bundling.applying import apply
from folja_site.measurements.demo_round import found_demo_round
from folja_site.programmes.models import Programme


def found(
    principal: Principal | None, follow_up: FollowUp, *, slug: str, why: str = ""
) -> Programme:
    """Make a programme of a follow-up; its owner is whoever founds it."""
    about = follow_up.follow_ups[0] if follow_up.follow_ups else None
    name = about.title if about else None
    with one_event(principal, "programme.found", subject=slug, why=why):
        programme = Programme.objects.create(
            slug=slug,
            name_sv=(name.get("sv") if name else "") or slug,
            name_en=name.get("en") if name else "",
            synthetic=bool(about and about.synthetic),
        )
        record(principal, "programme.found", programme=programme, subject=slug, why=why)
        if principal is not None and principal.user is not None:
            Membership.objects.create(
                user=principal.user, programme=programme, role=Role.OWNER.value
            )
        apply(principal, programme, follow_up, why=why)
        programme.refresh_from_db()
        return programme


def slug_for(text: str) -> str:
    """Return an address part for a name that no programme has yet.

    >>> import folja_site.bundling.founding as founding
    >>> founding._plain("Uppföljning av insatsområde 3")
    'uppfoljning-av-insatsomrade-3'
    """
    base = _plain(text)[:60] or "program"
    slug, n = base, 2
    while Programme.objects.filter(slug=slug).exists():
        slug, n = f"{base}-{n}", n + 1
    return slug


def _plain(text: str) -> str:
    text = text.lower().translate(str.maketrans("åäöéü", "aaoeu"))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


#: The accounts of the demo: address, role, networks. No account has a password.
DEMO_PEOPLE = (
    ("owner@demo.invalid", Role.OWNER, ()),
    ("steering@demo.invalid", Role.STEERING, ()),
    ("evaluator@demo.invalid", Role.EVALUATOR, ("SI", "CRM", "BFP", "AFN", "PROC", "YWOOD")),
    ("hub-processum@demo.invalid", Role.HUB, ("PROC",)),
    ("hub-biofuel@demo.invalid", Role.HUB, ("BIOFUEL",)),
    ("reader@demo.invalid", Role.READER, ()),
)


@transaction.atomic
def found_demo(bundle: Path) -> Programme:
    """Load a bundle as the demo's programme, with an account for each role and a running round."""
    programme = Programme.objects.filter(slug="vasternorrland").first()
    if programme is None:
        programme = found(None, read_bundle(bundle), slug="vasternorrland", why="demo")
    units = {e.key for e in programme.entries.filter(table="units")}
    for email, role, networks in DEMO_PEOPLE:
        user = User.objects.filter(email=email).first() or User.objects.create_user(email)
        Membership.objects.get_or_create(
            user=user,
            programme=programme,
            role=role.value,
            ended_at=None,
            defaults={"units": [n for n in networks if n in units]},
        )
    if not User.objects.filter(is_operator=True).exists():
        User.objects.create_user("operator@demo.invalid", is_operator=True)
    found_demo_round(programme)
    return programme
