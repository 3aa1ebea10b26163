"""What no page sends: odd numbers, days beyond any round, the character that PostgreSQL refuses."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from folja.formats.bundle.rows import MAX_CELL
from folja_site.access.models import Invitation, User
from folja_site.base.middleware import LONGEST
from folja_site.interviews.models import InterviewText
from folja_site.measurements.models import Round
from folja_site.measurements.round_form import day_of
from folja_site.programmes.models import Entry, Programme
from folja_site.results.figures import figures_of
from site_fixtures.people import OWN

P = "/p/vasternorrland"


@pytest.mark.parametrize("sent", ["²", "9" * 5000, "1e999", "-1", ""])
def test_number_that_is_none_is_no_fault_of_ours(
    client_as: Any, open_round: Round, settings: Any, sent: str
) -> None:
    """What is no number is answered as a version that nobody saw, or a thing that is not there."""
    settings.DEMO = True
    owner, operator = client_as("owner"), client_as("operator")
    closed_before = User.objects.filter(is_active=False).count()
    at = f"{P}/rounds/{open_round.pk}"
    assert owner.post(f"{at}/close/", {"version": sent}).status_code == 302
    assert owner.post(f"{at}/letter/words/", {"version": sent}).status_code == 422
    open_round.refresh_from_db()
    assert open_round.state == "open"
    closed = operator.post("/operate/accounts/", {"account": sent, "why": "x"})
    assert closed.status_code == 404
    assert Client().post("/demo/", {"account": sent}).status_code == 404
    assert User.objects.filter(is_active=False).count() == closed_before


def test_last_day_that_no_link_can_outlive_is_refused() -> None:
    """A link is good for some time after the round's last day: that day must exist."""
    assert day_of("9999-12-31") is None
    assert day_of("2026-12-31") is not None


def test_character_that_no_database_keeps_is_left_out(client_as: Any, open_round: Round) -> None:
    """NUL is taken out of forms; an address that holds it leads nowhere, whoever asks."""
    part = open_round.participations.get(unit=OWN)
    form = {"note-background": "an\x00teckning", "version-background": "0"}
    at = f"{P}/review/network/{part.unit}/rounds/{part.round_id}/notes/save/"
    InterviewText.objects.filter(participation=part, private=True).delete()
    assert client_as("evaluator").post(at, form).status_code == 302
    kept = InterviewText.objects.get(participation=part, private=True, topic="background")
    assert kept.text == "anteckning"
    for path in (
        "networks/%00/downloads/",
        "set-up/indicators/entry/%00/",
        "rounds/1/network/%00/",
    ):
        assert client_as("owner").get(f"{P}/{path}").status_code == 404
    assert client_as("owner").get(f"{P}/review/?after=%00").status_code == 200


def test_address_too_long_to_keep_is_told_in_words(client_as: Any) -> None:
    """An address that the database has no room for is a wrong address, and no fault."""
    long = f"{'a' * 60}@{('b' * 60 + '.') * 4}se"
    before = Invitation.objects.count()
    answer = client_as("owner").post(f"{P}/people/invite/", {"email": long, "role": "reader"})
    assert answer.status_code == 422
    assert "ser inte ut som en e-postadress" in answer.content.decode()
    assert Invitation.objects.count() == before


@pytest.mark.parametrize(
    ("lang", "words"), [("sv", "högst 100 000 tecken"), ("en", "at most 100,000 characters")]
)
def test_text_that_no_bundle_can_hold_is_refused(
    client_as: Any, example_programme: Programme, lang: str, words: str
) -> None:
    """Kept, it would stop figures, downloads and report, whichever field it was written in."""
    figures = figures_of(example_programme)
    assert figures is not None
    finding = figures.findings(unit=OWN)[0]["id"]
    decide = f"{P}/review/network/{OWN}/findings/{finding}/decide/"
    decisions = Entry.objects.filter(programme=example_programme, table="decisions")
    before, invited = decisions.count(), Invitation.objects.count()
    form = {"action": "stands", "email": "a@b.se", "role": "reader"}
    for who, at in (("evaluator", decide), ("owner", f"{P}/people/invite/")):
        for field in ("why", "reason"):
            for headers in ({}, {"HX-Request": "true"}):
                long = {field: "x" * (LONGEST + 1)}
                answer = client_as(who, lang=lang).post(at, form | long, headers=headers)
                assert answer.status_code == 422
                assert words in re.sub("[\u00a0\u202f]", " ", answer.content.decode())
    assert (decisions.count(), Invitation.objects.count()) == (before, invited)
    assert LONGEST < MAX_CELL


@pytest.mark.parametrize("role", ["operator", "respondent", "root", ""])
def test_nobody_is_invited_to_a_role_that_is_not_given_so(client_as: Any, role: str) -> None:
    """The server's role comes from its start, a respondent's from a link; there are no others."""
    before = Invitation.objects.count()
    client_as("owner").post(f"{P}/people/invite/", {"email": "a@b.se", "role": role})
    assert Invitation.objects.count() == before
