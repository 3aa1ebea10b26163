"""Planning a round: what the form takes, what it refuses, and what stands fast once it is open."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from folja_site.access.models import User
from folja_site.access.principal import Principal, principal_of
from folja_site.base.conflicts import Conflict
from folja_site.base.models import AuditEvent
from folja_site.measurements.actions.rounds import Plan, change_round, open_round, plan_round
from folja_site.measurements.models import Round
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records
from site_fixtures.people import ACCOUNTS

TYPED = {
    "name_sv": "Uppföljning 2006",
    "points": ["2005-12-31"],
    "indicators_are": "all",
    "units": ["PROC", "SI"],
    "respondent-PROC": "Kim",
    "email-PROC": "kim@example.invalid",
}


@pytest.fixture
def owner(example_programme: Programme) -> Principal:
    """The owner of the example."""
    return principal_of(User.objects.get(email=ACCOUNTS["owner"]), None)


def _plan(**changed: Any) -> Plan:
    plan: dict[str, Any] = {
        "name_sv": "Uppföljning",
        "name_en": "",
        "points": ("2005-12-31",),
        "indicators": (),
        "respondents": {"PROC": ("Kim", "kim@example.invalid"), "SI": ("", "")},
    }
    return Plan(**(plan | changed))


def test_round_is_planned_from_the_form(client_as, example_programme: Programme) -> None:
    """What is typed becomes a draft with its networks, and one event tells of it."""
    answer = client_as("owner").post("/p/vasternorrland/rounds/new/", TYPED)
    made = Round.objects.latest("pk")
    assert answer.headers["Location"] == f"/p/vasternorrland/rounds/{made.pk}/"
    assert (made.state, made.points, made.indicators) == ("draft", ["2005-12-31"], [])
    assert {p.unit: p.email for p in made.participations.all()} == {
        "PROC": "kim@example.invalid",
        "SI": "",
    }
    assert AuditEvent.objects.filter(action="round.plan").count() >= 1


@pytest.mark.parametrize(
    ("pick", "chosen"),
    [
        ("none", set()),
        ("all", {"PROC", "SI", "BIOFUEL", "MILJO"}),
        ("area:CELL", {"PROC", "BIOFUEL", "MILJO"}),
    ],
)
def test_networks_are_chosen_together_before_anything_is_saved(
    client_as, example_programme: Programme, pick: str, chosen: set[str]
) -> None:
    """A button chooses all, none or an area's; what was typed stays, and no round is made."""
    before = Round.objects.count()
    page = client_as("owner").post("/p/vasternorrland/rounds/new/", TYPED | {"pick": pick})
    text = page.content.decode()
    assert page.status_code == 200
    assert 'value="Uppföljning 2006"' in text
    assert 'value="kim@example.invalid"' in text
    boxes = re.findall(r'name="units" value="(\w+)"[^>]* checked', text)
    assert set(boxes) & {"PROC", "SI", "BIOFUEL", "MILJO"} == chosen
    assert Round.objects.count() == before


@pytest.mark.parametrize(("pick", "chosen"), [("all", 24), ("none", 0)])
def test_indicators_are_chosen_together_before_anything_is_saved(
    client_as, example_programme: Programme, pick: str, chosen: int
) -> None:
    """Whoever asks about a few of many need not leave out the others one by one."""
    before = Round.objects.count()
    wish = {"pick": f"indicators:{pick}"}
    text = client_as("owner").post("/p/vasternorrland/rounds/new/", TYPED | wish).content.decode()
    assert len(re.findall(r'name="indicators" value="[^"]+" checked', text)) == chosen
    assert re.search(r'name="indicators_are" value="chosen" checked', text)
    assert set(re.findall(r'name="units" value="(\w+)"[^>]* checked', text)) >= {"PROC", "SI"}
    assert Round.objects.count() == before


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name_sv": " "}, "Skriv ett namn"),
        ({"points": []}, "Välj minst en mätpunkt"),
        ({"points": ["2005-12-30"]}, "Välj minst en mätpunkt"),
        ({"new_point": "i fjol"}, "år-månad-dag"),
        ({"units": []}, "Välj minst ett nätverk"),
        ({"units": ["FINNS-INTE", "CELL"]}, "Välj minst ett nätverk"),
        ({"email-PROC": "kim"}, "inte ut som en e-postadress"),
        ({"closes_on": "2001-01-01"}, "Dagen har redan varit"),
        ({"indicators_are": "chosen"}, "minst en indikator"),
    ],
)
def test_form_says_what_is_wrong_and_keeps_what_was_typed(
    client_as, example_programme: Programme, changed: dict[str, Any], words: str
) -> None:
    """Each fault is named beside its field, nothing is saved, and what was typed stands there."""
    before = Round.objects.count()
    page = client_as("owner").post("/p/vasternorrland/rounds/new/", TYPED | changed)
    text = page.content.decode()
    assert page.status_code == 422
    assert words in text
    assert "Kim" in text
    assert Round.objects.count() == before


def test_new_point_is_written_to_the_programme_in_order_of_time(
    owner: Principal, example_programme: Programme
) -> None:
    """A round about a later day makes that day a point, after those there are."""
    made = plan_round(owner, example_programme, _plan(points=(), new_point=date(2006, 12, 31)))
    points = sorted(records(example_programme, "points"), key=lambda p: (p.order, p.id))
    assert made.points == ["2006-12-31"]
    assert [p.id for p in points] == ["2004-01-01", "2005-12-31", "2006-12-31"]
    assert points[-1].name.sv == "31 december 2006"


def test_point_between_two_others_sorts_between_them(
    owner: Principal, example_programme: Programme
) -> None:
    """A day between two points is put between them without moving either."""
    plan_round(owner, example_programme, _plan(points=(), new_point=date(2005, 1, 1)))
    points = sorted(records(example_programme, "points"), key=lambda p: (p.order, p.id))
    assert [p.id for p in points] == ["2004-01-01", "2005-01-01", "2005-12-31"]


def test_opened_round_keeps_its_points_and_indicators(
    owner: Principal, example_programme: Programme
) -> None:
    """Once open, a round can change its name and its networks, not what it asks."""
    made = open_round(owner, plan_round(owner, example_programme, _plan()), version=1)
    changed = change_round(
        owner,
        made,
        _plan(name_sv="Annat namn", points=("2004-01-01",), respondents={"SI": ("", "")}),
        version=made.version,
    )
    assert (changed.name_sv, changed.points) == ("Annat namn", ["2005-12-31"])
    assert [p.unit for p in changed.participations.all()] == ["SI"]


def test_network_that_has_been_written_to_stays(open_round: Round, owner: Principal) -> None:
    """A network that has got its letter is not dropped by a plan without it."""
    written = set(
        open_round.participations.filter(letter_at__isnull=False).values_list("unit", flat=True)
    )
    change_round(owner, open_round, _plan(respondents={}), version=open_round.version)
    assert set(open_round.participations.values_list("unit", flat=True)) == written


def test_second_writer_of_a_round_is_told(owner: Principal, example_programme: Programme) -> None:
    """Who saves on an older version of the round overwrites nothing."""
    made = plan_round(owner, example_programme, _plan())
    change_round(owner, made, _plan(name_sv="Först"), version=1)
    with pytest.raises(Conflict):
        change_round(owner, made, _plan(name_sv="Sedan"), version=1)
    assert Round.objects.get(pk=made.pk).name_sv == "Först"


def test_closed_round_can_be_opened_again(client_as, open_round: Round) -> None:
    """Closing and opening again are each one click, and the first opening day stands."""
    client, first = client_as("owner"), open_round.opened_at
    address = f"/p/vasternorrland/rounds/{open_round.pk}/"
    assert "Väntar på naven" in client.get(address).content.decode()
    client.post(f"{address}close/", {"version": open_round.version})
    open_round.refresh_from_db()
    assert open_round.state == "closed"
    board = client.get(address).content.decode()
    assert "Väntar på naven" not in board  # a closed form takes no answers
    assert "Inte färdiga när omgången stängdes" in board
    client.post(f"{address}open/", {"version": open_round.version})
    open_round.refresh_from_db()
    assert (open_round.state, open_round.opened_at) == ("open", first)


def test_name_that_is_too_long_is_refused_at_its_field(
    client_as, example_programme: Programme
) -> None:
    """Nothing is cut: the names of the round and of whoever answers come back as they were sent."""
    before = Round.objects.count()
    sent = {
        "name_sv": "ö" * 10_000,
        "name_en": "e" * 201,
        "points": ["2005-12-31"],
        "units": ["PROC"],
        "respondent-PROC": "r" * 201,
        "email-PROC": f"{'a' * 60}@{('b' * 60 + '.') * 4}se",
    }
    answer = client_as("owner").post("/p/vasternorrland/rounds/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for field in ("name-error", "name-en-error", "re-PROC", "ee-PROC"):
        assert f'id="{field}"' in page
    assert "Högst 200 tecken" in page
    for words in ("ö" * 10_000, "e" * 201, "r" * 201):
        assert f'value="{words}"' in page
    assert Round.objects.count() == before
