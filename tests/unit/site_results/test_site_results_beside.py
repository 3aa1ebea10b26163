"""A hub sees its own figures beside the spread of the others, and never who the others are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from folja_site.programmes.queries import records
from folja_site.results import beside_page

if TYPE_CHECKING:
    import pytest

    from folja_site.programmes.models import Programme
    from site_fixtures.people import Clients

PATH = "/p/vasternorrland/networks/PROC/beside/"


def shown(client_as: Clients, who: str = "hub", lang: str = "sv", query: str = "") -> str:
    """Return the words of the page's own part."""
    answer = client_as(who, lang=lang).get(PATH + query)
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_spread_of_the_others_stands_beside_the_own_figure(client_as: Clients) -> None:
    """Actors: the others from 4 to 100 at the later point, in both languages."""
    assert re.search(r"1\. Aktörer \S+ \d+–\d+ \(8 nätverk\)", shown(client_as))
    assert "networks" in shown(client_as, lang="en")


def test_nothing_names_another_network(client_as: Clients, example_programme: Programme) -> None:
    """No name, short name or id of another network stands on the page."""
    words = shown(client_as)
    for unit in records(example_programme, "units"):
        if unit.id != "PROC" and unit.kind == "network":
            for name in (unit.id, unit.name.sv, unit.short_name.sv):
                assert not name or not re.search(rf"\b{re.escape(name)}\b", words), name


def test_too_few_others_are_not_told(client_as: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    """With more asked for than there are, no spread is left at all."""
    assert "för få andra svar" in shown(client_as)
    assert re.search(r"\(\d nätverk\)", shown(client_as))
    monkeypatch.setattr(beside_page, "FEWEST_OTHERS", 9)
    assert not re.search(r"\(\d nätverk\)", shown(client_as))


def test_kind_in_the_address_keeps_to_it(client_as: Clients) -> None:
    """Only questions of the kind are left; nonsense is as if nothing was asked."""
    whole = shown(client_as).count(". ")
    assert shown(client_as, query="?kind=blank").count(". ") < whole
    assert shown(client_as, query="?kind=x").count(". ") == whole


def test_other_networks_are_not_found(client_as: Clients) -> None:
    """A hub opens the page of its own network only."""
    assert client_as("hub").get(PATH.replace("PROC", "CRM")).status_code == 404
