"""The results of a round say who has answered, what it adds up to, what fell and what is open."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from folja_site.measurements.models import Round

if TYPE_CHECKING:
    from site_fixtures.people import Clients


def shown(client_as: Clients, asked: Round, query: str = "", lang: str = "sv") -> str:
    """Return the words of a round's results as the owner sees them."""
    answer = client_as("owner", lang=lang).get(
        f"/p/vasternorrland/rounds/{asked.pk}/results/{query}"
    )
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_round_says_who_has_answered_and_what_it_adds_up_to(
    client_as: Clients, open_round: Round
) -> None:
    """The heading counts those that handed in; the totals are those of the programme."""
    part = open_round.participations.first()
    assert part is not None
    words = shown(client_as, open_round)
    assert "har lämnat in" in words
    assert "Vad det blir sammanlagt" in words
    assert "12. Samarbetsaktiviteter" in words
    assert "have handed in" in shown(client_as, open_round, lang="en")


def test_rule_in_the_address_changes_the_totals_of_a_round(
    client_as: Clients, open_round: Round
) -> None:
    """Collaboration activities: 147 strictly, 199 as printed."""
    assert re.search(r"Samarbetsaktiviteter en ändrad takt 147", shown(client_as, open_round))
    printed = shown(client_as, open_round, "?rule=as-printed")
    assert re.search(r"Samarbetsaktiviteter en ändrad takt 199", printed)


def test_round_of_the_first_point_has_no_totals(client_as: Clients, open_round: Round) -> None:
    """Before two points there is nothing to compare, and the page says so."""
    Round.objects.filter(pk=open_round.pk).update(points=["2004-01-01"])
    words = shown(client_as, open_round)
    assert "den första mätpunkten" in words
    assert "Samarbetsaktiviteter en ändrad takt" not in words


def test_round_without_networks_says_so(client_as: Clients, open_round: Round) -> None:
    """An empty round has a page all the same."""
    made = Round.objects.create(
        programme=open_round.programme, name_sv="Tom", points=["2005-12-31"]
    )
    assert "Inget nätverk är med i omgången ännu." in shown(client_as, made)


def test_network_that_answers_without_a_letter_is_said_to(
    client_as: Clients, open_round: Round
) -> None:
    """A link handed over by hand is no silence: the page says when it last answered."""
    open_round.participations.filter(unit="PROC").update(
        letter_at=None, submitted_at=None, last_saved_at=timezone.now() - timedelta(days=2)
    )
    assert "har inget brev, svarade senast" in shown(client_as, open_round)
    front = client_as("owner").get("/p/vasternorrland/").content.decode()
    assert "har inte fått något brev" not in front.split('id="late"')[1].split("</section>")[0]
