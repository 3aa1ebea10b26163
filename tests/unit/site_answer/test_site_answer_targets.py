"""Targets in the form: shown beside the question, and asking for a cause where they are not met."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folja.model import Direction, Target
from folja_site.measurements.answering_checks import fall_of
from folja_site.measurements.answering_form import load
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Entry, Programme
from site_fixtures.people import OWN

pytestmark = pytest.mark.django_db

FIRST, LAST = "2004-01-01", "2005-12-31"
ASKED = "outward-marketing"  # 6 → 18 in PROC


def aim(programme: Programme, **more: Any) -> None:
    """Set a target of the network."""
    target = Target(id="aim", **({"indicator": ASKED, "unit": OWN} | more))
    save_entry(None, programme, "targets", target)


def stands(round_: Round) -> Any:
    """Return what the question asks the cause of, or None."""
    form = load(
        Participation.objects.select_related("round__programme").get(round=round_, unit=OWN)
    )
    place = form.place(ASKED)
    assert place is not None
    return fall_of(form, place[1])


def send(client: Client, round_: Round, text: str, **more: str) -> str:
    """Save another answer and return what comes back."""
    there = Answer.objects.get(programme=round_.programme, unit=OWN, indicator=ASKED, point=LAST)
    where = {"slug": round_.programme.slug, "pk": round_.pk, "unit": OWN, "indicator": ASKED}
    name = f"{ASKED}:{LAST}"
    sent = {name: text, f"version:{name}": str(there.version)} | more
    answer = client.post(reverse("answer-save", kwargs=where), sent, headers={"HX-Request": "true"})
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("more", "asks"),
    [
        ({"words": "minst 18"}, ""),
        ({"words": "minst 19"}, "missed"),
        ({"words": "högst 10"}, "missed"),
        ({"direction": Direction.DOWN}, "missed"),
        ({"direction": Direction.UP}, ""),
        ({"words": "minst 19", "point": FIRST}, "missed"),
        ({"words": "minst 19", "unit": "BIOFUEL"}, ""),
        ({"words": "minst 19", "unit": None}, ""),
    ],
)
def test_outcome_under_its_target_asks_for_its_cause(
    open_round: Round, more: dict[str, Any], asks: str
) -> None:
    """The network's own target only; a value, a range or a direction, at its point or the last."""
    aim(open_round.programme, **more)
    found = stands(open_round)
    assert (found.standing.value if found else "") == asks


def test_inexact_outcome_asks_more_softly(
    open_round: Round, open_link: Any, client_as: Any
) -> None:
    """What is possibly under the target is asked as that."""
    aim(open_round.programme, words="minst 19")
    page = send(client_as(open_link), open_round, "15-25")
    assert "Målvärdet nåddes kanske inte" in page
    assert stands(open_round).standing.value == "possibly-missed"


def test_cause_of_a_missed_target_is_kept_at_its_point(
    open_round: Round, open_link: Any, client_as: Any
) -> None:
    """The same component as for a fall; the explanation is of the outcome, not of a change."""
    aim(open_round.programme, words="minst 50")
    client = client_as(open_link)
    assert "Varför nåddes inte målvärdet" in send(client, open_round, "20")
    send(client, open_round, "20", cause_asked="1", cause_place=LAST, cause="market")
    said = Entry.objects.get(table="explanations", key=f"said-{OWN}-{ASKED}-{LAST}")
    assert (said.cells["place"], said.cells["cause"]) == (LAST, "market")


def test_cause_of_a_target_is_not_taken_for_that_of_a_fall(
    open_round: Round, open_link: Any, client_as: Any
) -> None:
    """When the answer has become a fall meanwhile, the fall is asked about anew."""
    aim(open_round.programme, words="minst 50")
    more = {"cause_asked": "1", "cause_place": LAST, "cause": "market"}
    page = send(client_as(open_link), open_round, "3", **more)
    assert "Varför har det minskat" in page
    assert not Entry.objects.filter(key__startswith=f"said-{OWN}-{ASKED}").exists()


def test_target_stands_beside_its_question(
    open_round: Round, open_link: Any, client_as: Any
) -> None:
    """In calm words, before the field."""
    aim(open_round.programme, words="minst 50")
    client = client_as(open_link)
    found = stands(open_round)
    form = load(
        Participation.objects.select_related("round__programme").get(round=open_round, unit=OWN)
    )
    step, _ = form.place(ASKED) or (None, None)
    assert step is not None
    where = {"slug": open_round.programme.slug, "pk": open_round.pk, "unit": OWN, "theme": step.id}
    page = client.get(reverse("answer-theme", kwargs=where), {"q": ASKED}).content.decode()
    assert "Målvärde, 31 december 2005: minst 50" in page.replace("\u00a0", " ")
    assert found.target.words == "minst 50"
