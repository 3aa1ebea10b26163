"""Every number of every page of results leads to how it was made, and from there to the words."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import resolve

if TYPE_CHECKING:
    from django.test import Client

    from folja_site.measurements.models import Round
    from site_fixtures.people import Clients

P = "/p/vasternorrland/"
PAGES = (
    "",
    "networks/",
    "networks/CRM/",
    "networks/CRM/beside/",
    "networks/PROC/",
    "indicators/",
    "indicators/?by=goal&rule=as-printed",
    "indicators/?by=area",
    "indicators/?by=network",
    "indicators/individuals/",
    "goals/",
    "goals/goal-2/",
    "how/total/collaboration-activities/",
    "how/total/collaboration-activities/?area=KIS&rule=missing-as-zero",
    "how/headline/headline-12/",
    "how/falls/all/",
    "how/answers/partly/",
    "how/findings/error/",
    "report/",
    "rounds/",
)
#: Where a number stands by itself, not within a sentence of words.
PLACES = {"num", "figure", "moved", "counts"}
#: What explains itself: what a hub wrote, choices, pictures, and what must lead to nobody.
QUIET = {"a", "q", "select", "svg", "script", "thead"}
#: How many pages of one kind are opened; the others are looked up.
MOST = 4


class Page(HTMLParser):
    """The numbers of a page that lead nowhere, and the addresses that its numbers lead to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str]]] = []
        self.bare: list[str] = []
        self.leads: list[str] = []
        self.links: list[str] = []
        self.cells = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open, which cell of its row it is, and where a number leads."""
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if tag in ("br", "img", "meta", "link", "input", "path", "circle", "rect", "hr"):
            return
        self.cells = 0 if tag == "tr" else self.cells + (tag in ("td", "th"))
        self.open.append((tag, classes | ({"first"} if self.cells == 1 else set())))
        if tag == "a" and "href" in given and any(name == "main" for name, _ in self.open):
            self.links.append(given["href"])
            if classes & {"fig", "figure"}:
                self.leads.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        """Close up to the tag that ends."""
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                del self.open[at:]
                return

    def handle_data(self, data: str) -> None:
        """Keep a number that stands by itself and leads nowhere."""
        tags = {tag for tag, _ in self.open}
        classes = set().union(*(found for _, found in self.open)) if self.open else set()
        number_of_row = ("td", {"num", "first"}) in self.open
        if "main" not in tags or tags & QUIET or classes & {"anonymous", "vh"} or number_of_row:
            return
        if classes & PLACES and re.search(r"[1-9]", data):
            self.bare.append(data.strip())


def opened(client: Client, path: str) -> str:
    """Return a page's words, and say which page does not open."""
    answer = client.get(path.partition("#")[0], follow=True)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_no_number_leads_nowhere(client_as: Clients, open_round: Round, path: str) -> None:
    """A number in a table, a headline, a count or a strip's words is a link."""
    page = Page(opened(client_as("owner"), P + path))
    assert page.bare == []


@pytest.mark.parametrize("named", ["round", "network"])
def test_no_number_of_a_round_or_a_hub_leads_nowhere(
    client_as: Clients, open_round: Round, named: str
) -> None:
    """The same on the results of a round; and on a network's page as its own hub sees it."""
    if named == "round":
        page = Page(opened(client_as("owner"), f"{P}rounds/{open_round.pk}/results/"))
    else:
        page = Page(opened(client_as("hub"), f"{P}networks/PROC/"))
    assert page.leads
    assert page.bare == []


def test_every_number_is_two_clicks_from_the_words(client_as: Clients, open_round: Round) -> None:
    """What a number leads to shows the words, or leads to them."""
    client, seen, kinds = client_as("owner"), set(), Counter[str]()
    for path in (*PAGES, f"rounds/{open_round.pk}/results/"):
        for to in Page(opened(client, P + path)).leads:
            there = to.partition("#")[0]
            if there in seen:
                continue
            seen.add(there)
            found: Any = resolve(there.partition("?")[0])
            kind = f"{found.url_name} {found.kwargs.get('kind', '')}"
            kinds[kind] += 1
            if kinds[kind] > MOST:
                continue
            html = opened(client, there)
            words = "network-how" in {
                resolve(link.partition("?")[0].partition("#")[0]).url_name
                for link in [there, *Page(html).links]
                if link.startswith("/")
            }
            # What a source claims of no single answer rests on the source's own words.
            words = words or (found.kwargs.get("kind") == "claim" and 'class="r-body"' in html)
            assert words, f"{path} -> {there}"
    assert len(kinds) > 5


def test_twin_a_bare_number_is_found() -> None:
    """The reader of pages finds a number without a link, and none that has one."""
    row = '<main><table><tr><th>A</th><td class="num">{}</td></tr></table></main>'
    assert Page(row.format("12")).bare == ["12"]
    assert Page(row.format('<a class="fig" href="/p/">12</a>')).bare == []
