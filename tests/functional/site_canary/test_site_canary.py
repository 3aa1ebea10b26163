"""A word of each network's own, planted in all its texts, never reaches another network's eyes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from folja_site.programmes.queries import records
from folja_site.results.building import build
from site_fixtures.addresses import VARIANTS, addresses, path_of
from site_fixtures.asking import ask
from site_fixtures.furnishing import World, plant
from site_fixtures.people import FOREIGN, OWN
from site_fixtures.unpacking import words_of

#: The most pages that one person's crawl follows.
MOST = 400
CANARY = re.compile(r"qz[a-z]+zq")
HREF = re.compile(r'(?:href|hx-get|src)="(/[^"#]*)')
#: Following these would end or change the crawl.
LEFT_OUT = ("/static/", "/accounts/logout", "/language/")
#: The networks that the example's evaluator is assigned to.
ASSIGNED = ("SI", "CRM", "BFP", "AFN", "PROC", "YWOOD")


def MARK(unit: str) -> str:
    """Return the word of a network; of what is for its evaluator only, another."""
    letters = re.sub(r"[^a-z]", "", unit.lower())
    return f"qz{letters}zq" if letters else ""


@pytest.fixture(scope="module", autouse=True)
def _planted(_furnished: World, django_db_blocker: Any) -> None:
    """The words in every text of every network, and figures built of them."""
    with django_db_blocker.unblock():
        plant(_furnished.programme, MARK)
        build(_furnished.programme.pk)


def crawl(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """Yield every page that somebody can reach, with its words: by address and by following."""
    waiting = ["/"]
    waiting += [path_of(a, world, v) for a in addresses() if a.ours for v in VARIANTS]
    seen: set[str] = set()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if path in seen or path.startswith(LEFT_OUT):
            continue
        seen.add(path)
        answer = ask(client, "get", path)
        words = words_of(answer)
        yield f"GET {path} {answer.status_code}", words
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [href.replace("&amp;", "&") for href in HREF.findall(words)]
        if "Location" in answer.headers:
            waiting.append(answer.headers["Location"])


def posts(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """Yield what every address answers to an empty form, which is then taken back."""
    for address in addresses():
        for variant in VARIANTS if address.ours else ():
            path = path_of(address, world, variant)
            answer = ask(client, "post", path)
            yield f"POST {path} {answer.status_code}", words_of(answer)


def of_networks(*units: str) -> set[str]:
    """Return the words of networks, as they may be seen by whoever may see those."""
    return {MARK(unit) for unit in units}


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("hub", (OWN,)),
        ("hub-biofuel", (FOREIGN,)),
        ("link-valid", (OWN,)),
        ("link-foreign", (FOREIGN,)),
        ("link-handed-in", (OWN,)),
        ("link-expired", ()),
        ("reader", ()),
        ("without-role", ()),
        ("anonymous", ()),
    ],
)
def test_words_of_a_network_stay_with_it(
    world: World, clients: dict[str, Client], who: str, own: tuple[str, ...]
) -> None:
    """Whoever is of one network, or of none, meets no word of another's, wherever they look."""
    leaked = []
    for seen in (crawl, posts):
        for where, words in seen(clients[who], world):
            foreign = set(CANARY.findall(words)) - of_networks(*own)
            if foreign:
                leaked.append((where, sorted(foreign)))
    assert not leaked, "\n".join(f"{where}: {found}" for where, found in leaked[:30])


@pytest.mark.parametrize("who", ["owner", "steering", "operator"])
def test_words_for_evaluators_only_stay_with_them(
    world: World, clients: dict[str, Client], who: str
) -> None:
    """Drafts that are not shared and notes of the talk are seen by nobody but evaluators."""
    leaked = []
    for seen in (crawl, posts):
        for where, words in seen(clients[who], world):
            private = {w for w in CANARY.findall(words) if w.startswith("qzprivate")}
            if private:
                leaked.append((where, sorted(private)))
    assert not leaked, "\n".join(f"{where}: {found}" for where, found in leaked[:30])


def test_evaluator_reads_no_notes_about_networks_of_others(
    world: World, clients: dict[str, Client]
) -> None:
    """Unpublished words about a network are for those who are assigned to it."""
    theirs = of_networks(*(f"private {unit}" for unit in ASSIGNED))
    leaked = []
    for where, words in crawl(clients["evaluator"], world):
        private = {w for w in CANARY.findall(words) if w.startswith("qzprivate")} - theirs
        if private:
            leaked.append((where, sorted(private)))
    assert not leaked, "\n".join(f"{where}: {found}" for where, found in leaked[:30])


def test_no_mail_carries_a_word_of_an_answer(world: World, clients: dict[str, Client]) -> None:
    """Whatever is sent while every form of the site is posted holds links and numbers only."""
    mail.outbox.clear()
    for _ in posts(clients["owner"], world):
        pass
    for _ in posts(clients["evaluator"], world):
        pass
    told = [f"{m.subject}\n{m.body}\n{m.attachments}" for m in mail.outbox]
    assert [found for one in told if (found := CANARY.findall(one))] == []


def test_planted_words_are_there_to_be_found(world: World, clients: dict[str, Client]) -> None:
    """The planting works: each network's word stands in its answers, texts and figures."""
    from folja_site.measurements.models import Answer
    from folja_site.programmes.models import Entry
    from folja_site.results.figures import figures_of

    networks = [u.id for u in records(world.programme, "units") if u.kind == "network"]
    for unit in networks:
        about = Entry.objects.filter(programme=world.programme, unit=unit)
        assert about.filter(cells__icontains=MARK(unit)).exists(), unit
    answers = Answer.objects.filter(programme=world.programme, unit=OWN)
    assert answers.filter(verbatim__contains=MARK(OWN)).exists()
    figures = figures_of(world.programme)
    assert figures is not None
    assert any(MARK(OWN) in row["verbatim"] for row in figures.answers(unit=OWN))
