"""What leaves a trace, and what ends with a right: looks of the operator, roles, links."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from folja_site.access.actions import people as actions
from folja_site.access.middleware import LINK_KEY
from folja_site.access.models import DeclaredTie, Invitation, Membership, User
from folja_site.access.principal import Principal
from folja_site.base.logs import WithoutTokens
from folja_site.base.models import AuditEvent
from folja_site.bundling.building import follow_up_of
from folja_site.programmes.models import Programme
from site_fixtures.people import ACCOUNTS, OWN


def account(name: str) -> User:
    """Return an account of the example."""
    return User.objects.get(email=ACCOUNTS[name])


def test_every_look_of_the_operator_is_logged(client_as: Any, example_programme: Programme) -> None:
    """The operator's look at content leaves one event that says at what; an owner's leaves none."""
    before = AuditEvent.objects.count()
    client_as("owner").get("/p/vasternorrland/people/")
    client_as("operator").get("/p/vasternorrland/")
    events = AuditEvent.objects.all()[: AuditEvent.objects.count() - before]
    assert [(e.action, e.subject) for e in events] == [
        ("operator.look", "programme.read /p/vasternorrland/")
    ]
    assert events[0].programme == example_programme


def test_operator_with_a_role_beside_is_logged_where_the_role_opens_nothing(
    client_as: Any, example_programme: Programme
) -> None:
    """A reader's role is no way round the log, nor a hub's; an evaluator's own page needs none."""
    operator = account("operator")
    operator.memberships.create(programme=example_programme, role="reader")
    operator.memberships.create(programme=example_programme, role="hub", units=[OWN])
    client = client_as("operator")
    looks = AuditEvent.objects.filter(action="operator.look")
    client.get("/p/vasternorrland/")
    assert looks.count() == 1
    client.get(f"/p/vasternorrland/networks/{OWN}/")
    assert looks.count() == 1
    client.get("/p/vasternorrland/networks/SAFE/")
    assert looks.count() == 2


def test_audit_event_is_never_changed_or_removed(example_programme: Programme) -> None:
    """The database itself refuses, whoever asks."""
    event = AuditEvent.objects.first()
    assert event is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(why="another reason")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk)._raw_delete("default")
    event.refresh_from_db()
    assert event.why != "another reason"


def test_audit_event_is_never_replaced_or_swept_away(example_programme: Programme) -> None:
    """Nor by the ways of each database that ask no trigger on changed and removed rows."""
    kept = list(AuditEvent.objects.values())
    columns = ", ".join(field.column for field in AuditEvent._meta.concrete_fields)
    row = "".join(
        f", 'forged' AS {field.column}" if field.column == "why" else f", {field.column}"
        for field in AuditEvent._meta.concrete_fields
    ).removeprefix(", ")
    first = f"SELECT {row} FROM base_auditevent WHERE id = {kept[-1]['id']}"
    ways = {
        "sqlite": (
            f"INSERT OR REPLACE INTO base_auditevent ({columns}) {first}",
            f"REPLACE INTO base_auditevent ({columns}) {first}",
        ),
        "postgresql": (
            "TRUNCATE base_auditevent",
            "TRUNCATE access_user CASCADE",
            f"INSERT INTO base_auditevent ({columns}) {first} "
            "ON CONFLICT (id) DO UPDATE SET why = excluded.why",
        ),
    }
    for statement in ways[connection.vendor]:
        with pytest.raises(DatabaseError, match="never"), transaction.atomic():
            connection.cursor().execute(statement)
    assert kept == list(AuditEvent.objects.values())


def test_role_that_ends_is_gone_at_the_next_click(
    client_as: Any, example_programme: Programme
) -> None:
    """The session goes on, the right does not."""
    client = client_as("owner")
    assert client.get("/p/vasternorrland/people/").status_code == 200
    Membership.objects.filter(user=account("owner")).update(ended_at="2026-01-01T00:00Z")
    assert client.get("/p/vasternorrland/people/").status_code == 404


def test_account_that_signs_in_is_no_longer_the_link(
    client_as: Any, open_link: Any, example_programme: Programme
) -> None:
    """Whoever came by a link and then signs in is the account, and nothing besides."""
    client = client_as(open_link)
    client.force_login(account("reader"))
    assert client.session[LINK_KEY] == open_link.pk
    principal = client.get("/account/").wsgi_request.principal
    assert (principal.user, principal.link) == (account("reader"), None)


def test_respondent_of_a_spent_link_is_told_so(client_as: Any, open_link: Any) -> None:
    """A link that was taken back while its form was open leads to a page that says so."""
    client = client_as(open_link)
    path = f"/p/vasternorrland/rounds/{open_link.round_id}/answer/{OWN}/"
    open_link.revoked_at = open_link.created_at
    open_link.save()
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/answer/")


def invite(programme: Programme, address: str, role: str = "reader") -> tuple[Invitation, str]:
    """Invite an address as the owner."""
    return actions.invite(Principal(account("owner")), programme, address, role)


def test_invitation_makes_one_account_with_one_role(
    example_programme: Programme, client: Client
) -> None:
    """Looking consumes nothing, accepting makes the account, a second time is too late."""
    _, token = invite(example_programme, "New@Example.invalid")
    path = f"/invitation/{token}/"
    for _ in range(3):
        assert client.get(path).status_code == 200
    form = {"name": "Ny", "password": "sju sjösjuka sjömän"}
    assert client.post(path, form).status_code == 302
    user = User.objects.get(email="new@example.invalid")
    assert [m.role for m in user.memberships.all()] == ["reader"]
    late = Client().post(path, form)
    assert (late.status_code, User.objects.filter(email__iexact=user.email).count()) == (410, 1)


def test_weak_password_is_refused_in_words(example_programme: Programme, client: Client) -> None:
    """A short password makes no account and is told beside its field."""
    _, token = invite(example_programme, "new@example.invalid")
    page = client.post(f"/invitation/{token}/", {"name": "Ny", "password": "kort"})
    assert 'class="errorlist"' in page.content.decode()
    assert not User.objects.filter(email="new@example.invalid").exists()


def test_token_of_an_invitation_is_kept_nowhere(example_programme: Programme) -> None:
    """The database has its hash only, and a log line shows neither."""
    import logging

    made, token = invite(example_programme, "new@example.invalid")
    assert token not in str(Invitation.objects.filter(pk=made.pk).values())
    assert token not in str(list(AuditEvent.objects.values())[:5])
    line = logging.makeLogRecord({"msg": "Gone: /invitation/%s/\nx", "args": (token,)})
    WithoutTokens().filter(line)
    assert line.getMessage() == "Gone: /invitation/…/\\nx"


def test_evaluator_with_a_tie_is_assigned_only_with_a_reason(
    example_programme: Programme,
) -> None:
    """The tie was declared by the evaluator; whoever assigns all the same says why."""
    user, owner = account("evaluator"), Principal(account("owner"))
    DeclaredTie.objects.create(user=user, programme=example_programme, unit=OWN, text="styrelse")
    with pytest.raises(actions.TieNeedsReason):
        actions.give_role(owner, example_programme, user, "evaluator", units=[OWN])
    given = actions.give_role(
        owner, example_programme, user, "evaluator", units=[OWN], reason="ingen annan kan"
    )
    assert given.reason == "ingen annan kan"


def test_assignment_despite_a_tie_stands_in_what_the_report_is_made_of(
    example_programme: Programme,
) -> None:
    """The reason goes with the data, names nobody, and says when the assignment ended."""
    user, owner = account("evaluator"), Principal(account("owner"))
    seen = AuditEvent.objects.count()
    actions.declare_tie(Principal(user), example_programme, OWN, "sitter i styrelsen")
    (told,) = follow_up_of(example_programme).declared_ties
    assert (told.unit, told.reason, told.until) == (OWN, "", None)
    actions.give_role(
        owner, example_programme, user, "evaluator", units=[OWN], reason="ingen annan kan"
    )
    (told,) = follow_up_of(example_programme).declared_ties
    assert (told.reason, told.until) == ("ingen annan kan", None)
    assert user.email not in str(told)
    held = user.memberships.get(programme=example_programme, role="evaluator", ended_at=None)
    actions.end_role(owner, held)
    (told,) = follow_up_of(example_programme).declared_ties
    assert told.until is not None
    assert AuditEvent.objects.count() == seen + 3


def test_tie_declared_after_the_invitation_stops_it(
    client_as: Any, example_programme: Programme
) -> None:
    """An evaluator with a tie is let in by an invitation with a reason only, and told so kindly."""
    user = account("evaluator")
    _, token = actions.invite(
        Principal(account("owner")), example_programme, user.email, "evaluator", units=["SAFE"]
    )
    tied = {"user": user, "programme": example_programme, "unit": "SAFE", "text": "styrelsen"}
    DeclaredTie.objects.create(**tied)
    assert client_as("evaluator").post(f"/invitation/{token}/").status_code == 410
    assert "SAFE" not in Membership.objects.get(user=user, ended_at=None).units
