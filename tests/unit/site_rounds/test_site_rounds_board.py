"""The board: who must act, in which words, and what the hub's own page and the demo's mail show."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from folja_site.measurements.board import actor_of, marks_of, verb_of, waiting_of
from folja_site.measurements.demo_round import COURSES
from folja_site.measurements.hub_views import mails
from folja_site.measurements.models import Participation, Round
from folja_site.programmes.models import Programme

NOW = timezone.now()


def _part(**days: int) -> Participation:
    times = {name: NOW - timedelta(days=n) for name, n in days.items()}
    return Participation(round=Round(state="open", opened_at=NOW), unit="PROC", **times)


@pytest.mark.parametrize(
    ("part", "actor", "track"),
    [
        (_part(), "owner", "n-----"),
        (_part(letter_at=9), "hub", "dn----"),
        (_part(letter_at=9, interviewed_at=3), "hub", "dpdn--"),
        (_part(letter_at=9, interview_on=-3), "hub", "dn----"),
        (_part(letter_at=9, interview_on=3), "evaluator", "dn----"),
        (_part(letter_at=9, submitted_at=2), "evaluator", "dppdn-"),
        (_part(letter_at=9, submitted_at=3, returned_at=2), "hub", "dppr--"),
        (_part(letter_at=9, submitted_at=3, approved_at=1), "done", "dppddd"),
        (_part(last_saved_at=1), "hub", "n-----"),
    ],
)
def test_station_tells_who_must_act(part: Participation, actor: str, track: str) -> None:
    """Where a network stands decides who must act, and how its track is drawn."""
    letters = {"done": "d", "now": "n", "returned": "r", "passed": "p", "to-come": "-"}
    assert actor_of(part) == actor
    assert "".join(letters[mark.state] for mark in marks_of(part)) == track


def test_hub_that_opened_a_link_is_reached_without_a_letter() -> None:
    """A link that was handed over by hand needs no letter: it is the hub's turn."""
    assert actor_of(_part(), NOW) == "hub"
    assert verb_of(_part(), NOW, owner=True, mine=False) == "follow"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (_part(), ["by-link", "now"]),
        (_part(submitted_at=2), ["by-link", "passed"]),
        (_part(letter_at=3), ["done", "now"]),
    ],
)
def test_link_without_a_letter_is_not_called_a_letter_passed_over(
    part: Participation, said: list[str]
) -> None:
    """The first station is reached by the link, and the words say by what."""
    marks = marks_of(part, NOW)
    assert [mark.said for mark in marks[:2]] == said
    assert marks[0].state == "done"


def test_latest_step_is_what_is_waited_since() -> None:
    """The time that is shown runs from the latest thing that happened."""
    waiting = waiting_of(_part(letter_at=9, prepared_at=7, last_saved_at=2), NOW)
    assert waiting.words.code == "rounds.since.opened"
    waiting = waiting_of(_part(letter_at=9, prepared_at=7, last_saved_at=2), None)
    assert (waiting.words.code, waiting.figure.params["n"]) == ("rounds.since.saved", 2)


def test_nobody_is_asked_to_call_the_day_the_letter_left() -> None:
    """A letter is left a week to work before the owner is asked to call."""
    assert verb_of(_part(letter_at=1), None, owner=True, mine=False) == "follow"
    assert verb_of(_part(letter_at=8), None, owner=True, mine=False) == "call"
    reminded = _part(letter_at=20, reminded_at=1)
    assert verb_of(reminded, None, owner=True, mine=False) == "follow"


@pytest.mark.parametrize(
    ("stations", "heading"),
    [
        ([], "Omgången har inga nätverk"),
        ([{}], "Ett nätverk väntar på dig"),
        ([{"letter_at": 3}], "Ett nätverk väntar på sitt nav"),
        ([{}, {}, {"letter_at": 3}], "Två nätverk väntar på dig, ett på sitt nav"),
        ([{"letter_at": 3}] * 4, "Fyra nätverk väntar på sina nav"),
        (
            [{"submitted_at": 3}, {"letter_at": 3}, {"letter_at": 3}],
            "Ett nätverk väntar på utvärderaren, två på sina nav",
        ),
        ([{"approved_at": 1}] * 2, "Alla nätverk är godkända"),
    ],
)
def test_heading_says_who_waits_for_whom(
    client_as, example_programme: Programme, stations: list[dict[str, int]], heading: str
) -> None:
    """The heading is right for none, one and many."""
    made = Round.objects.create(
        programme=example_programme, name_sv="X", points=["2005-12-31"], state="open"
    )
    for unit, days in zip(("PROC", "SI", "CRM", "BFP"), stations, strict=False):
        times = {name: NOW - timedelta(days=n) for name, n in days.items()}
        Participation.objects.create(round=made, unit=unit, **times)
    page = client_as("owner").get(f"/p/vasternorrland/rounds/{made.pk}/").content.decode()
    assert f"<h1>{heading}</h1>" in page


def test_board_of_the_demo_shows_every_station(client_as, example_programme: Programme) -> None:
    """The demo's round has its networks at different stations, and says that dates are made up."""
    demo = Round.objects.get(programme=example_programme, name_sv="31 december 2005")
    page = client_as("owner", lang="en").get(f"/p/vasternorrland/rounds/{demo.pk}/")
    text = page.content.decode()
    assert "Two networks wait for the evaluator, four for their hubs" in text
    assert "Made-up dates" in text
    assert demo.participations.count() == len(COURSES) == 9
    assert "Seven networks do not take part" in text
    assert "one answer cannot be read" in text


def test_evaluator_sees_what_waits_for_them(client_as, example_programme: Programme) -> None:
    """What waits for an evaluator's own networks stands first, under a heading that says so."""
    demo = Round.objects.get(programme=example_programme, name_sv="31 december 2005")
    text = client_as("evaluator").get(f"/p/vasternorrland/rounds/{demo.pk}/").content.decode()
    assert "<h1>Två nätverk väntar på dig, fyra på sina nav</h1>" in text


def test_board_asks_the_same_number_of_questions_for_any_number_of_networks(
    client_as, open_round: Round
) -> None:
    """Sixteen networks cost no more queries than two, and never more than the budget."""
    client, counts = client_as("owner"), []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(f"/p/vasternorrland/rounds/{open_round.pk}/")
        counts.append(len(asked))
        open_round.participations.exclude(unit__in=("PROC", "SI")).delete()
    assert counts[0] == counts[1] <= 15


def test_addresses_of_respondents_are_the_owners_only(client_as, open_round: Round) -> None:
    """Steering group and evaluator see who is waited for, not the address."""
    board = f"/p/vasternorrland/rounds/{open_round.pk}/"
    assert "@example.invalid" not in client_as("steering").get(board).content.decode()
    page = f"{board}network/PROC/"
    assert "proc@example.invalid" in client_as("owner").get(page).content.decode()
    assert "proc@example.invalid" not in client_as("evaluator").get(page).content.decode()


def test_stations_are_noted_by_the_evaluator(client_as, open_round: Round) -> None:
    """Preparation, booking and the interview are noted one by one, each on the version seen."""
    client = client_as("evaluator")
    address = f"/p/vasternorrland/rounds/{open_round.pk}/network/PROC/station/"
    part = open_round.participations.get(unit="PROC")
    version = part.version
    for typed in (
        {"station": "prepared", "preparation": "partly"},
        {"station": "booked", "when": "2030-01-24T10:00"},
        {"station": "interviewed"},
    ):
        client.post(address, typed | {"version": version})
        version += 1
    client.post(address, {"station": "booked", "when": "2031-01-01T10:00", "version": 1})
    client.post(address, {"station": "approved", "version": version})
    part.refresh_from_db()
    assert (part.preparation, part.version, part.interview_on.year) == ("partly", version, 2030)
    assert part.interviewed_at is not None
    assert part.approved_at is None


def test_hub_finds_its_form_and_no_other(client_as, open_round: Round) -> None:
    """The hub's page leads to its own form, says until when, and names no other network."""
    text = client_as("hub").get("/p/vasternorrland/mine/").content.decode()
    assert f"/p/vasternorrland/rounds/{open_round.pk}/answer/PROC/" in text
    assert "BioFuel" not in text


def test_hub_without_anything_to_do_is_told_so(client_as, example_programme: Programme) -> None:
    """With no round open the page says that nothing waits."""
    Round.objects.filter(programme=example_programme).update(state="closed")
    text = client_as("hub").get("/p/vasternorrland/mine/").content.decode()
    assert "Inget formulär väntar på Processum Technology Park just nu" in text


def test_mail_of_the_demo_is_no_page_elsewhere(
    client_as, example_programme: Programme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only the demo shows what it has sent; its links lead to the site they are read on."""
    assert client_as("owner").get("/p/vasternorrland/mail/").status_code == 404
    backend = EmailBackend(file_path=str(tmp_path))
    token = "t" * 43
    bodies = [f"Hej\nhttp://localhost/answer/{token}/\nSlut", "Andra brevet"]
    letters: list[Any] = [EmailMessage("Ämne", body, to=["a@b.invalid"]) for body in bodies]
    backend.send_messages(letters)
    last, first = mails(tmp_path)
    assert (last.parts[0][0].strip(), first.parts[0][1]) == ("Andra brevet", f"/answer/{token}/")
    monkeypatch.setattr(settings, "DEMO", True)
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", str(tmp_path), raising=False)
    page = client_as("owner").get("/p/vasternorrland/mail/").content.decode()
    assert f'href="/answer/{token}/"' in page
    assert "localhost" not in page
