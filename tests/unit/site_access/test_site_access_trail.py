"""The programme's trail is there for the owner, in words, and says nothing of what was written."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from folja_site.access import trail_views
from folja_site.access.models import User
from folja_site.access.principal import principal_of
from folja_site.base.auditing import record
from folja_site.programmes.models import Programme
from site_fixtures.people import ACCOUNTS, OWN

TRAIL = "/p/vasternorrland/people/trail/"


def told(client: Any, lang: str = "sv") -> str:
    """Return the page that a client gets."""
    page = client.get(TRAIL, headers={"accept-language": lang})
    assert page.status_code == 200
    text: str = page.content.decode()
    return text


def test_look_of_the_operator_is_told_to_the_owner(
    client_as: Any, example_programme: Programme
) -> None:
    """What the operator looked at stands on the owner's page, in both languages."""
    client_as("operator").get("/p/vasternorrland/")
    assert "tittade på innehåll" in told(client_as("owner"))
    assert "looked at content" in told(client_as("owner"), "en")


def test_trail_says_that_something_was_written_and_not_what(
    client_as: Any, example_programme: Programme
) -> None:
    """An evaluator's note leaves its trace with a name; its words stay with the evaluator."""
    User.objects.filter(email=ACCOUNTS["evaluator"]).update(name="Påhittad Person")
    evaluator = principal_of(User.objects.get(email=ACCOUNTS["evaluator"]), None)
    with transaction.atomic():
        record(
            evaluator,
            "interview.note",
            programme=example_programme,
            unit=OWN,
            after={"text": "hemligt om navet"},
        )
    page = told(client_as("owner"))
    assert "skrev från intervjun" in page
    assert "Påhittad Person, utvärderare" in page
    assert "hemligt" not in page


@pytest.mark.parametrize(
    ("subject", "says"),
    [
        ("decisions/1", "beslutade om ett fynd"),
        ("explanations/1", "sade varför något gick ner"),
        ("hub_needs/1", "sade vilket stöd nätverket behöver"),
        ("goals/1", "ändrade i programmets uppbyggnad"),
    ],
)
def test_trail_says_what_an_entry_is_about(
    client_as: Any, example_programme: Programme, subject: str, says: str
) -> None:
    """A decision and what a hub says are kept as entries, and are none of the set-up."""
    with transaction.atomic():
        record(None, "entry.save", programme=example_programme, subject=subject)
    row = told(client_as("owner")).split("<tbody>")[1].split("</tr>")[0]
    assert f">{says}</td>" in row


def test_event_of_a_kind_without_words_is_told_by_its_family(
    client_as: Any, example_programme: Programme
) -> None:
    """No code reaches the page, whatever was recorded."""
    with transaction.atomic():
        record(None, "round.whatever", programme=example_programme)
        record(None, "unheard.of", programme=example_programme)
    page = told(client_as("owner"))
    assert "arbetade med en omgång" in page
    assert "gjorde en ändring" in page
    assert ">Följa</td>" in page
    assert "whatever" not in page
    assert "unheard" not in page


def test_older_events_stand_on_the_next_page(
    client_as: Any, example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page holds so many; the rest is one step away."""
    monkeypatch.setattr(trail_views, "PAGE", 2)
    with transaction.atomic():
        for n in range(3):
            record(None, "round.open", programme=example_programme, why=f"därför {n}")
    first = told(client_as("owner"))
    assert "därför 2" in first
    assert "därför 0" not in first
    assert "?page=2" in first
    page = client_as("owner").get(f"{TRAIL}?page=2").content.decode()
    assert "därför 0" in page


def test_what_is_done_again_and_again_is_told_once(
    client_as: Any, example_programme: Programme
) -> None:
    """Three looks in a row are one line, which says how many; another act ends the run."""
    with transaction.atomic():
        for why in ("ett", "två", "två", "två"):
            record(None, "round.open", programme=example_programme, why=why)
    page = told(client_as("owner"))
    assert page.count(">två<") == 1
    assert "3 gånger, sedan" in page
    assert page.count(">ett<") == 1
