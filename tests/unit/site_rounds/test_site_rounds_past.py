"""What an address asks of the board, and a round whose last day is over: said, closed, reopened."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from folja_site.access.models import User
from folja_site.access.principal import Principal, principal_of
from folja_site.base.models import AuditEvent
from folja_site.measurements.actions.answering import hand_in, save_question
from folja_site.measurements.actions.answers import Frozen
from folja_site.measurements.actions.posted import Posted
from folja_site.measurements.answering_form import load
from folja_site.measurements.board import board_of, forecasts_in
from folja_site.measurements.board_choice import BoardChoice, choice_in, shown_groups
from folja_site.measurements.models import Answer, Participation, PersonalLink, Round
from site_fixtures.people import ACCOUNTS

OWN, ASKED, LAST = "PROC", "outward-marketing", "2005-12-31"


def there(round_: Round) -> Answer:
    """Return the answer that the tests write to."""
    return Answer.objects.get(
        programme=round_.programme, unit=OWN, indicator=ASKED, point=LAST, breakdown=""
    )


def board_at(round_: Round, asks: str = "") -> str:
    """Return the address of a round's board."""
    return f"/p/vasternorrland/rounds/{round_.pk}/{asks}"


@pytest.fixture
def owner(open_round: Round) -> Principal:
    """The owner, as an action is handed them."""
    return principal_of(User.objects.get(email=ACCOUNTS["owner"]), None)


@pytest.fixture
def past(open_round: Round) -> Round:
    """The open round, with its last day yesterday."""
    open_round.closes_on = timezone.localdate() - timedelta(days=1)
    open_round.save(update_fields=["closes_on"])
    return open_round


def test_board_says_that_the_last_day_is_over(client_as: Any, past: Round) -> None:
    """The owner is told how many are missing and what can be done; readers need not act."""
    missing = past.participations.filter(submitted_at__isnull=True).count()
    text = client_as("owner", lang="en").get(board_at(past)).content.decode()
    assert "The last day to answer is over" in text
    assert missing > 1
    assert re.search(r"have not handed in, and can do so until you close", text)
    steering = client_as("steering", lang="en").get(board_at(past)).content.decode()
    assert "until you close" not in steering


@pytest.mark.parametrize("page", ["board", "front"])
def test_round_whose_last_day_is_over_is_closed_by_one_click(
    client_as: Any, past: Round, page: str
) -> None:
    """On its board and on the owner's front page; whoever reads is not asked to."""
    address = board_at(past) if page == "board" else "/p/vasternorrland/"
    close = f"{board_at(past)}close/"
    assert f'action="{close}"' not in client_as("steering").get(address).content.decode()
    owner = client_as("owner")
    text = owner.get(address).content.decode()
    assert "Sista svarsdag har varit" in text
    section = text.split('class="ask error past"')[1].split("</section>")[0]
    assert f'action="{close}"' in section
    (version,) = re.findall(r'name="version" value="(\d+)"', section)
    assert owner.post(close, {"version": version}).headers["Location"] == board_at(past)
    past.refresh_from_db()
    assert past.state == "closed"
    assert "Sista svarsdag har varit" not in owner.get(address).content.decode()


def test_late_answer_is_taken_until_the_round_is_closed(
    client_as: Any, past: Round, open_link: PersonalLink
) -> None:
    """After the last day nothing is lost; after closing it is refused in words; reopened, taken."""
    owner, respondent = client_as("owner"), client_as(open_link)
    form = reverse("answer-save", args=[past.programme.slug, past.pk, OWN, ASKED])

    def send(text: str) -> Any:
        name = f"{ASKED}:{LAST}"
        sent = {name: text, f"version:{name}": there(past).version}
        return respondent.post(form, sent, headers={"HX-Request": "true"})

    assert send("19").status_code == 200
    owner.post(f"{board_at(past)}close/", {"version": past.version})
    past.refresh_from_db()
    events = AuditEvent.objects.count()
    refused = send("ca 77")
    told = refused.content.decode()
    assert refused.status_code == 409
    assert "Omgången har stängts, så det här sparades inte." in told
    assert "<q>ca 77</q>" in told
    assert 'id="line-' not in told, "the line of what is saved stays as it was"
    assert there(past).verbatim == "19"
    assert AuditEvent.objects.count() == events
    owner.post(f"{board_at(past)}open/", {"version": past.version})
    assert send("20").status_code == 200
    assert there(past).verbatim == "20"


def test_round_that_closes_between_look_and_save_takes_nothing(
    open_round: Round, owner: Principal
) -> None:
    """Whoever had the form before them when it closed writes neither an answer nor a handing in."""
    part = Participation.objects.select_related("round__programme").get(round=open_round, unit=OWN)
    form, before = load(part), there(open_round)
    place = form.place(ASKED)
    assert place is not None
    Round.objects.filter(pk=open_round.pk).update(state="closed")
    posted = Posted({(ASKED, LAST): "ca 77"}, {(ASKED, LAST): before.version})
    with pytest.raises(Frozen):
        save_question(owner, form, place[1], posted, lang="sv")
    assert there(open_round).verbatim == before.verbatim
    assert not hand_in(owner, part)
    part.refresh_from_db()
    assert part.submitted_at is None


def test_board_shows_whose_turn_the_address_asks_for(client_as: Any, open_round: Round) -> None:
    """One group stands there alone; an address that asks for no group shows all of them."""
    Participation.objects.filter(round=open_round, unit=OWN).update(submitted_at=timezone.now())
    client = client_as("owner")
    groups = [name for name, _ in client.get(board_at(open_round)).context["groups"]]
    assert len(groups) > 1
    alone = client.get(board_at(open_round, f"?who={groups[0]}"))
    assert [name for name, _ in alone.context["groups"]] == groups[:1]
    odd = client.get(board_at(open_round, "?who=nobody&order=sideways"))
    assert [name for name, _ in odd.context["groups"]] == groups


def test_board_stands_in_the_order_the_address_asks_for(
    open_round: Round, owner: Principal
) -> None:
    """By name as it is read, by what is left, by findings; what is unknown is as not said."""
    board = board_of(open_round, owner)
    found = {"PROC": 3, "SI": 5}

    def rows(order: str) -> list[list[str]]:
        shown = shown_groups(board, choice_in({"order": order}), found, "sv")
        return [[row.unit.id for row in rows] for _, rows in shown]

    names = {row.unit.id: row.unit.name.sv.casefold() for row in board.rows}
    left = {row.unit.id: row.asked - row.done for row in board.rows}
    assert all(group == sorted(group, key=names.__getitem__) for group in rows("name"))
    for group in rows("left"):
        assert [left[u] for u in group] == sorted((left[u] for u in group), reverse=True)
    for group in rows("findings"):
        n = [found.get(u, 0) for u in group]
        assert n == sorted(n, reverse=True)
    assert choice_in({"order": "sideways", "who": "x"}) == BoardChoice()


def test_board_counts_answers_given_before_their_day(client_as: Any, open_round: Round) -> None:
    """An answer of an earlier day than the one it is about is a forecast, and said to be one."""
    counted = forecasts_in(open_round).get(OWN, 0)
    answer = there(open_round)
    answer.cells = answer.cells | {"given_on": "2005-11-02"}
    answer.save(update_fields=["cells"])
    assert forecasts_in(open_round)[OWN] == counted + 1
    text = client_as("owner", lang="en").get(board_at(open_round)).content.decode()
    assert re.search(r"forecasts? to confirm", text)
    answer.cells = answer.cells | {"given_on": "2006-01-09"}
    answer.save(update_fields=["cells"])
    assert forecasts_in(open_round).get(OWN, 0) == counted
