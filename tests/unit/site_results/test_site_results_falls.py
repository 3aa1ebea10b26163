"""The list of what went down: a page at a time, kept to some of it, led to from every count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from folja_site.results import paging, telling

if TYPE_CHECKING:
    from site_fixtures.people import Clients

P = "/p/vasternorrland/"
LIST = f"{P}how/falls/"


def shown(client_as: Clients, path: str) -> str:
    """Return a page as the owner sees it."""
    answer = client_as("owner").get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def rows(html: str) -> int:
    """Return how many falls a page shows."""
    return len(re.findall(r'<tr class=""', html))


def test_falls_stand_a_page_at_a_time(client_as: Clients, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three to a page: the third page has the seventh, and leads back but no further."""
    monkeypatch.setattr(paging, "PAGE", 3)
    assert rows(shown(client_as, f"{LIST}all/")) == 3
    last = shown(client_as, f"{LIST}all/?page=3")
    assert rows(last) == 1
    assert "7–7 av 7" in last
    assert '?page=2"' in last
    assert "?page=4" not in last


def test_falls_keep_to_what_the_address_says(client_as: Clients) -> None:
    """Certain, possible and unexplained ones, and those of one area, with counts that agree."""
    every = shown(client_as, f"{LIST}all/")
    for kept, title in (
        ("certain", "7 uppgifter gick ner"),
        ("possible", "Om varje uppgift är det säkert om den gick ner eller inte"),
        ("unexplained", "4 uppgifter gick ner utan att någon har sagt varför"),
    ):
        html = shown(client_as, f"{LIST}{kept}/")
        assert f"<h1>{title}</h1>" in html
        count = re.search(rf'how/falls/{kept}/">[^<]+<span class="n">(\d+)</span>', every)
        assert count is not None
        assert int(count[1]) == rows(html)
    area = shown(client_as, f"{LIST}all/?unit=CELL")
    assert 0 < rows(area) < rows(every)
    assert 'how/falls/certain/?unit=CELL"' in area
    assert client_as("owner").get(f"{LIST}nothing/").status_code == 404


def test_counts_of_falls_lead_to_the_falls_they_count(client_as: Clients) -> None:
    """On the front page to those of the programme, on a network's page to its own."""
    assert f'href="{LIST}certain/"' in shown(client_as, P)
    network = shown(client_as, f"{P}networks/CRM/")
    assert f'href="{LIST}certain/?unit=CRM"' in network
    assert rows(shown(client_as, f"{LIST}certain/?unit=CRM")) == 2


def test_list_of_falls_reads_no_answers_but_those_it_shows(
    client_as: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answers are read by network and indicator, not all at once."""
    read: list[int] = []
    whole = telling.Figures.observations_at

    def counted(self: telling.Figures, places: set[tuple[str, str]], **kept: object) -> object:
        read.append(len(places))
        return whole(self, places, **kept)  # type: ignore[arg-type]

    monkeypatch.setattr(telling.Figures, "observations_at", counted)
    assert rows(shown(client_as, f"{LIST}all/")) == 7
    assert read == [7]
