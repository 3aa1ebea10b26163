"""A word of each network's own, planted in all its texts, never reaches another network's eyes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import Resolver404, resolve

from folja_site.programmes.queries import records
from folja_site.results.building import build
from site_fixtures.addresses import VARIANTS, addresses, path_of
from site_fixtures.asking import ask
from site_fixtures.furnishing import World, plant
from site_fixtures.people import FOREIGN, OWN
from site_fixtures.unpacking import words_of

#: How many pages of one kind a crawl looks at; of reports, which take long to set, one is enough.
MOST, OF_REPORTS = 5, 1
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
    """Yield every kind of page that somebody can reach, with its words: by address, by following.

    Of each kind (each name in the resolver) a few are followed, whatever leads there.
    """
    waiting = ["/"]
    waiting += [path_of(a, world, v) for a in addresses() if a.ours for v in VARIANTS[:3]]
    seen: set[str] = set()
    followed: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        most = OF_REPORTS if "report" in kind else MOST
        if path in seen or path.startswith(LEFT_OUT) or followed[kind] >= most:
            continue
        seen.add(path)
        followed[kind] += 1
        answer = ask(client, "get", path)
        words = words_of(answer)
        yield f"GET {path} {answer.status_code}", words
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [href.replace("&amp;", "&") for href in HREF.findall(words)]
        if "Location" in answer.headers:
            waiting.append(answer.headers["Location"])


def kind_of(path: str) -> str:
    """Return the name of the address that a path is of."""
    try:
        return resolve(path.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


def posts(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """Yield what every address answers to an empty form, which is then taken back."""
    for address in addresses():
        for variant in ("own", "foreign") if address.ours and "publish" not in address.name else ():
            path = path_of(address, world, variant)
            answer = ask(client, "post", path)
            yield f"POST {path} {answer.status_code}", words_of(answer)


def of_networks(*units: str) -> set[str]:
    """Return the words of networks, as they may be seen by whoever may see those."""
    return {MARK(unit) for unit in units}


Seen = Callable[[str], list[tuple[str, set[str]]]]


@pytest.fixture(scope="module")
def seen_by(_furnished: World, clients: dict[str, Client]) -> Seen:
    """What somebody meets of the planted words, and where; each person looks around once."""
    kept: dict[str, list[tuple[str, set[str]]]] = {}

    def seen(who: str) -> list[tuple[str, set[str]]]:
        if who not in kept:
            everything = chain(crawl(clients[who], _furnished), posts(clients[who], _furnished))
            kept[who] = [(where, set(CANARY.findall(words))) for where, words in everything]
        return kept[who]

    return seen


def told(leaks: list[tuple[str, set[str]]]) -> str:
    """Return leaks one a line."""
    return "\n".join(f"{where}: {sorted(found)[:4]}" for where, found in leaks[:30])


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
    world: World, seen_by: Seen, who: str, own: tuple[str, ...]
) -> None:
    """Whoever is of one network, or of none, meets no word of another's, wherever they look."""
    leaks = [(where, left) for where, f in seen_by(who) if (left := f - of_networks(*own))]
    assert not leaks, told(leaks)
    assert seen_by(who)


@pytest.mark.parametrize(
    ("who", "theirs"),
    [("owner", ()), ("steering", ()), ("operator", ()), ("evaluator", ASSIGNED)],
)
def test_unpublished_words_are_for_the_assigned_evaluator(
    world: World, seen_by: Seen, who: str, theirs: tuple[str, ...]
) -> None:
    """Drafts that are not shared and notes of the talk are met by nobody else."""
    allowed = of_networks(*(f"private {unit}" for unit in theirs))
    leaks = []
    for where, found in seen_by(who):
        private = {word for word in found if word.startswith("qzprivate")} - allowed
        if private:
            leaks.append((where, private))
    assert not leaks, told(leaks)


def test_no_mail_carries_a_word_of_an_answer(world: World, clients: dict[str, Client]) -> None:
    """Whatever is sent while every form of the site is posted holds links and numbers only."""
    mail.outbox.clear()
    for address in addresses():
        if address.ours and "publish" not in address.name:
            for form in ({}, {"unit": OWN, "kind": "letter"}):
                ask(clients["owner"], "post", path_of(address, world), form)
    sent = [f"{m.subject}\n{m.body}\n{m.attachments}" for m in mail.outbox]
    assert [found for one in sent if (found := CANARY.findall(one))] == []


def test_words_are_met_by_those_who_may(world: World, seen_by: Seen) -> None:
    """The looking works: each network's own people meet its words, the evaluator those of all."""
    met = {who: set().union(*(found for _, found in seen_by(who))) for who in ("hub", "evaluator")}
    assert MARK(OWN) in met["hub"]
    assert of_networks(OWN, FOREIGN, f"private {OWN}") <= met["evaluator"]


def test_planted_words_are_there_to_be_found(world: World, clients: dict[str, Client]) -> None:
    """The planting works: each network's word stands in its answers, texts and figures."""
    from folja_site.measurements.models import Answer
    from folja_site.programmes.models import Entry
    from folja_site.results.figures import figures_of

    networks = [u.id for u in records(world.programme, "units") if u.kind == "network"]
    for unit in networks:
        about = Entry.objects.filter(programme=world.programme, unit=unit)
        assert about.filter(cells__icontains=MARK(unit)).exists(), unit
    for unit in (OWN, FOREIGN):
        asked = Entry.objects.filter(programme=world.programme, table="indicators")
        assert asked.filter(key__startswith=unit, cells__icontains=MARK(unit)).exists(), unit
    answers = Answer.objects.filter(programme=world.programme, unit=OWN)
    assert answers.filter(verbatim__contains=MARK(OWN)).exists()
    figures = figures_of(world.programme)
    assert figures is not None
    assert any(MARK(OWN) in row["verbatim"] for row in figures.answers(unit=OWN))
