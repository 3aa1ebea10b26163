"""Checks inside views: each, taken away, lets somebody in who should not be.

The rule of an address looks at the programme and the network that it names. Whatever else it names
(a round, a link, an import, an answer) is looked up by the view, as a thing of that programme or
network. These lookups are found by asking for foreign things under one's own address, and then
taken out one by one.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from folja_site.measurements import answering_access, review_bulk_views, review_views
from folja_site.results.figures import figures_of
from site_fixtures.addresses import ROWS, addresses, path_of
from site_fixtures.asking import ask
from site_fixtures.furnishing import World
from site_fixtures.people import FOREIGN, OWN
from site_fixtures.world import SLUG

#: Words of a lookup that say whose a thing is.
OWNER = re.compile(r"^(\w+__)?(programme|round|unit|participation|asked)(_id)?(__slug)?$")
#: Words of a lookup that name the thing itself.
ROW = {"pk", "id", "number", "key", "round_id"}
WHO = ("owner", "evaluator", "hub", "link-valid")
#: Modules whose lookups decide what an address leads to.
VIEWS = re.compile(r"^folja_site\.\w+\.(\w*views|answering_access)\.")
#: The lookups that are known to stand between a foreign thing and whoever asks for it; there may
#: be more, which are tried as well.
KNOWN = {
    "folja_site.access.views.end_role",
    "folja_site.access.views.revoke_invitation",
    "folja_site.exchange.views._kept",
    "folja_site.interviews.draft_views.reply",
    "folja_site.measurements.answering_access.participation_of",
    "folja_site.measurements.letter_views.revoke",
    "folja_site.measurements.review_unit_views._own_answer",
    "folja_site.measurements.round_views.round_of",
    "folja_site.results.round_views.results",
}

#: What forms that are sent hold: enough for what they are about to be done.
FILLED = {"question": "x", "why": "x", "version": "1"}
#: Behind this lookup stands a second check that lets nobody pass by itself: both are taken out.
SECOND = {
    "folja_site.measurements.answering_access.participation_of": (answering_access, "_by_account"),
}

Asked = tuple[str, str, str]


def whose() -> str:
    """Return the function of ours that asks the database."""
    frame = sys._getframe(2)
    while frame.f_globals.get("__name__", "").startswith("django."):
        assert frame.f_back is not None
        frame = frame.f_back
    return f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_name}"


@contextmanager
def lookups(change: Callable[[str, dict[str, Any]], dict[str, Any]]) -> Iterator[None]:
    """Hand every lookup's words to a function, with who looks, and look by what it returns."""
    plain = QuerySet._filter_or_exclude

    def looked(self: Any, negate: bool, args: Any, kwargs: dict[str, Any]) -> Any:
        return plain(self, negate, args, kwargs if negate else change(whose(), kwargs))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(QuerySet, "_filter_or_exclude", looked)
        yield


def smuggled(world: World) -> Iterator[Asked]:
    """Yield requests for foreign things under the address of one's own: all of them, and each."""
    for address in addresses():
        if not address.ours or "slug" not in address.places or not ROWS & {*address.places}:
            continue
        mine, paths = path_of(address, world).split("/"), set[str]()
        for variant in ("other", "foreign") if "unit" in address.places else ("other",):
            theirs = path_of(address, world, variant).split("/")
            places = [
                n for n, one in enumerate(mine) if one not in (SLUG, OWN) and theirs[n] != one
            ]
            for chosen in (places, *([n] for n in places)):
                mixed = [theirs[n] if n in chosen else one for n, one in enumerate(mine)]
                paths.add("/".join(mixed))
        paths.discard("/".join(mine))
        for path in sorted(paths):
            yield from ((method, path, who) for who in WHO for method in ("get", "post"))


def filled(method: str) -> dict[str, str]:
    """Return what is sent along."""
    return FILLED if method == "post" else {}


def test_every_lookup_of_a_view_stands_between_a_foreign_thing_and_whoever_asks(
    world: World, clients: dict[str, Client]
) -> None:
    """Without the words that say whose a thing is, any one lookup hands out a foreign one."""
    met: dict[str, list[Asked]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    for asked in smuggled(world):
        method, path, who = asked
        looking: set[str] = set()

        def watch(place: str, kwargs: dict[str, Any], seen: set[str] = looking) -> dict[str, Any]:
            if VIEWS.match(place):
                seen.add(place)
                words[place] |= set(kwargs)
            return kwargs

        with lookups(watch):
            status = ask(clients[who], method, path, filled(method)).status_code
        assert status in (404, 405), asked
        for place in looking:
            met[place].append(asked)
    guards = {place for place in met if words[place] & ROW and any(map(OWNER.match, words[place]))}
    assert guards >= KNOWN, KNOWN - guards

    def got(place: str) -> bool:
        def loosened(here: str, kwargs: dict[str, Any]) -> dict[str, Any]:
            if here != place:
                return kwargs
            return {k: v for k, v in kwargs.items() if k in ROW or not OWNER.match(k)}

        with lookups(loosened), pytest.MonkeyPatch.context() as off:
            if place in SECOND:
                off.setattr(*SECOND[place], lambda *_: True)
            return any(
                ask(clients[who], method, path, filled(method)).status_code not in (404, 405)
                for method, path, who in met[place]
            )

    assert [place for place in sorted(guards) if not got(place)] == []


def decided(world: World, unit: str) -> tuple[str, str]:
    """Return a check and a finding about a network."""
    figures = figures_of(world.programme)
    assert figures is not None
    found = next(one for one in figures.findings(unit=unit) if not one.get("resolution"))
    return found["code"], found["id"]


def test_link_opens_no_other_round(
    world: World, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A respondent's link leads to the form of its own round; without the check to any."""
    form = next(a for a in addresses() if a.name == "answer")
    path = path_of(form, world, pk=world.rounds["returned"].pk)
    assert ask(clients["link-valid"], "get", path).status_code == 404
    for check in ("_by_link", "_by_account"):
        with monkeypatch.context() as off:
            off.setattr(answering_access, check, lambda *_: True)
            assert ask(clients["link-valid"], "get", path).status_code == 200, check


def test_several_findings_are_decided_by_whose_they_are(
    world: World, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An evaluator decides in bulk about assigned networks; without the check about any."""
    code, finding = decided(world, FOREIGN)
    path = path_of(next(a for a in addresses() if a.name == "review-bulk-decide"), world, code=code)
    data = {"finding": finding, "action": "stands", "why": "x"}
    assert ask(clients["evaluator"], "post", path, data).status_code == 404
    monkeypatch.setattr(review_bulk_views, "may_decide", lambda *_: True)
    assert ask(clients["evaluator"], "post", path, data).status_code != 404


def test_finding_is_decided_under_its_own_network(
    world: World, clients: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A foreign network's finding is not found under one's own; without the check it is."""
    _, finding = decided(world, FOREIGN)
    address = next(a for a in addresses() if a.name == "review-decide")
    path = path_of(address, world, finding=finding)
    assert ask(clients["evaluator"], "post", path).status_code == 404
    monkeypatch.setattr(review_views, "row_in", lambda held, one, **_: held.at(one))
    assert ask(clients["evaluator"], "post", path).status_code != 404


@pytest.mark.parametrize("name", ["demo", "mail"])
def test_demo_has_pages_that_nothing_else_has(
    world: World, clients: dict[str, Client], settings: Any, name: str
) -> None:
    """One-click sign-in and the folder of mails do not exist outside the demo."""
    path = path_of(next(a for a in addresses() if a.name == name), world)
    settings.DEMO = False
    assert ask(clients["owner"], "get", path).status_code == 404
    settings.DEMO = True
    assert ask(clients["owner"], "get", path).status_code == 200
