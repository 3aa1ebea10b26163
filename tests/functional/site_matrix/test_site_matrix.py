"""Who gets in where: every address × method × person × state, held against a table of its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from folja_site.access.principal import Principal
from folja_site.base.models import AuditEvent
from folja_site.programmes.models import Programme
from site_fixtures.addresses import ROWS, Address, addresses, path_of
from site_fixtures.asking import ask, taken_back
from site_fixtures.furnishing import World
from site_fixtures.people import ACCOUNTS, LINKS, OWN
from site_fixtures.world import SLUG

TABLE = tomllib.loads((Path(__file__).parent / "expectations.toml").read_text(encoding="utf-8"))
GROUPS: dict[str, str] = TABLE.pop("groups")
#: Everybody who can ask.
PRINCIPALS = ("anonymous", *ACCOUNTS, *(f"link-{s}" for s in LINKS), "link-handed-in")
#: Addresses that change nothing of the site's own and are tried elsewhere.
ALL = [a for a in addresses() if a.ours]
BY_NAME = {a.name: a for a in ALL}
UNASKED = ("put", "patch", "delete", "options")


def expected(address: Address, variant: str, method: str) -> set[str]:
    """Return who gets in, by the table."""
    assert address.name in TABLE, f"say in expectations.toml who gets into {address.name}"
    row = TABLE[address.name]
    if "like" in row:
        row = TABLE[row["like"]] | row
    told = row.get(f"{variant}-{method}", row.get(variant, ""))
    if variant == "foreign" and "foreign" not in row and "unit" not in address.places:
        told = row["own"]
    found: set[str] = set()
    for name in told.split():
        found |= set(GROUPS.get(name, name).split())
    unknown = found - set(PRINCIPALS)
    assert not unknown, f"nobody is called {unknown}"
    return found


def got_in(answer: HttpResponse, who: str = "") -> bool:
    """Say whether an answer is anything but "does not exist", "sign in" or "your link is spent"."""
    if answer.status_code == 404:
        return False
    to = answer.headers.get("Location", "")
    if to == "/answer/" and who in ("link-expired", "link-revoked"):
        return False
    return not to.startswith(("/accounts/login/", "/account/second-factor/"))


def held_headers(answer: HttpResponse) -> list[str]:
    """Return what is missing of the headers that every answer carries."""
    policy = answer.headers.get("Content-Security-Policy", "")
    public = "no-store" not in answer.headers.get("Cache-Control", "")
    wanted = {
        "policy": "default-src 'none'" in policy and "object-src 'none'" in policy,
        "base": "base-uri 'none'" in policy and "frame-ancestors 'none'" in policy,
        "inline": "unsafe" not in policy,
        "sniff": answer.headers.get("X-Content-Type-Options") == "nosniff",
        "frame": answer.headers.get("X-Frame-Options") == "DENY",
        "referrer": answer.headers.get("Referrer-Policy") in ("same-origin", "no-referrer"),
        "opener": answer.headers.get("Cross-Origin-Opener-Policy") == "same-origin",
        "store": not public,
        "permissions": bool(answer.headers.get("Permissions-Policy")),
    }
    return [name for name, held in wanted.items() if not held]


@pytest.fixture(autouse=True)
def _demo(request: pytest.FixtureRequest, settings: Any) -> None:
    """What exists in the demo only is tried as in the demo."""
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("name")
    settings.DEMO = bool(name and TABLE.get(name, {}).get("demo"))


def told(wrong: list[tuple[Any, ...]]) -> str:
    """Return deviations one a line."""
    return "\n".join(" ".join(map(str, one)) for one in wrong[:40])


def paths(address: Address, world: World) -> Iterator[tuple[str, str]]:
    """Yield the variants of an address and their paths; a round in every state it can be in."""
    yield "own", path_of(address, world)
    if "unit" in address.places or ROWS & set(address.places):
        yield "foreign", path_of(address, world, "foreign")
    if "slug" in address.places or "token" in address.places:
        yield "other", path_of(address, world, "other")
    if "slug" in address.places:
        yield "missing", path_of(address, world, "missing")
    if "unit" in address.places:
        yield "missing", path_of(address, world, unit="NOPE")


def smuggled(address: Address, world: World) -> Iterator[str]:
    """Yield paths of one's own programme and network with a row of somebody else's in them."""
    if "slug" not in address.places:
        return
    mine = path_of(address, world)
    for variant in ("other", "foreign"):
        theirs = path_of(address, world, variant)
        pairs = zip(mine.split("/"), theirs.split("/"), strict=True)
        mixed = "/".join(one if one in (SLUG, OWN) else other for one, other in pairs)
        if mixed != mine and (variant == "other" or "unit" in address.places):
            yield mixed


def test_every_address_stands_in_the_table() -> None:
    """No address of ours is without a line that says who gets in."""
    assert sorted(set(BY_NAME) - set(TABLE)) == []


def test_every_line_of_the_table_is_an_address() -> None:
    """No line of the table is about an address that does not exist."""
    assert sorted(set(TABLE) - set(BY_NAME)) == []


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_only_those_who_may_get_in(world: World, clients: dict[str, Client], name: str) -> None:
    """Reading and writing are open to those in the table; to all others the page does not exist."""
    address, wrong = BY_NAME[name], []
    for variant, path in paths(address, world):
        for method in ("get", "post"):
            allowed = set() if variant == "missing" else expected(address, variant, method)
            data = TABLE[name].get("data" if method == "post" else "query", {})
            if ask(clients["anonymous"], method, path, data).status_code == 405:
                seen = {who: ask(clients[who], method, path, data) for who in ("owner", "hub")}
                wrong += [
                    (method, w, a.status_code) for w, a in seen.items() if a.status_code != 405
                ]
                continue
            for who, client in clients.items():
                answer = ask(client, method, path, data)
                entered = got_in(answer, "" if address.rule == "open" else who)
                if answer.status_code >= 500 or entered != (who in allowed):
                    wrong.append((variant, method, path, who, answer.status_code))
                if (missing := held_headers(answer)) and not (
                    name.startswith("published") and entered
                ):
                    wrong.append((variant, method, path, who, missing))
    assert not wrong, told(wrong)


@pytest.mark.parametrize("name", [n for n, a in sorted(BY_NAME.items()) if ROWS & {*a.places}])
def test_foreign_row_under_own_address_is_not_found(
    world: World, clients: dict[str, Client], name: str
) -> None:
    """A row of another programme is not found under one's own programme, whoever asks."""
    wrong = []
    for path in smuggled(BY_NAME[name], world):
        for who in ("owner", "evaluator", "hub", "operator", "steering"):
            for method in ("get", "post"):
                answer = ask(clients[who], method, path)
                if answer.status_code not in (404, 405):
                    wrong.append((method, path, who, answer.status_code))
    assert not wrong, told(wrong)


def test_what_is_not_yours_looks_like_what_does_not_exist(
    world: World, clients: dict[str, Client]
) -> None:
    """The page for another's programme or network is, to the letter, the page for none at all."""

    def page(who: str, path: str) -> str:
        body = ask(clients[who], "get", path).content.decode().replace(path, "")
        return re.sub(r"(csrfmiddlewaretoken\" value=\"|X-CSRFToken\": \")[^\"]*", "", body)

    Programme.objects.filter(slug=SLUG).update(synthetic=True)
    pages = {page("other-owner", f"/p/{slug}/people/") for slug in (SLUG, "finns-inte")}
    pages |= {page("other-hub", f"/p/{slug}/people/") for slug in (SLUG, "finns-inte")}
    Programme.objects.filter(slug=SLUG).update(synthetic=False)
    assert len(pages) == 1


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_no_other_method_does_anything(world: World, clients: dict[str, Client], name: str) -> None:
    """Everything but GET, HEAD and POST is refused, to whoever asks."""
    path = path_of(BY_NAME[name], world)
    wrong = [
        (method, who, answer.status_code)
        for method in UNASKED
        for who in ("anonymous", "hub-biofuel", "owner")
        if (answer := ask(clients[who], method, path)).status_code != 405
    ]
    assert not wrong, told(wrong)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_looking_changes_nothing(world: World, clients: dict[str, Client], name: str) -> None:
    """GET and HEAD leave no event but the operator's look, and no newer data."""
    path = path_of(BY_NAME[name], world)
    wrong = []
    for who in ("owner", "evaluator", "hub", "operator", "link-valid"):
        before = AuditEvent.objects.count(), Programme.objects.get(slug=SLUG).data_version
        for method in ("get", "head"):
            with taken_back(clients[who]):
                getattr(clients[who], method)(path)
                events = AuditEvent.objects.exclude(action="operator.look").count()
                looks = AuditEvent.objects.filter(action="operator.look").count()
                now = (
                    events + looks * (who != "operator"),
                    Programme.objects.get(slug=SLUG).data_version,
                )
            if now != before:
                wrong.append((method, who, before, now))
    assert not wrong, told(wrong)


@pytest.mark.parametrize("name", [n for n, a in sorted(BY_NAME.items()) if "pk" in a.places])
def test_state_of_a_round_gives_nobody_a_right(
    world: World, clients: dict[str, Client], name: str
) -> None:
    """In whatever state a round is, nobody gets in who does not in an open one."""
    address, wrong = BY_NAME[name], []
    if address.before("pk") != "rounds":
        return
    for state, made in world.rounds.items():
        path = path_of(address, world, pk=made.pk)
        for method in ("get", "post"):
            allowed = expected(address, "own", method)
            if state == "handed-in" and "link-valid" in allowed:
                allowed = allowed | {"link-handed-in"}
            for who, client in clients.items():
                answer = ask(client, method, path)
                if got_in(answer, who) and answer.status_code != 405 and who not in allowed:
                    wrong.append((state, method, who, answer.status_code))
                if answer.status_code >= 500:
                    wrong.append((state, method, who, answer.status_code))
    assert not wrong, told(wrong)


GUARDED = [n for n, a in sorted(BY_NAME.items()) if a.rule != "open"]


@pytest.mark.parametrize("name", GUARDED)
def test_matrix_is_red_without_the_guard(
    world: World, clients: dict[str, Client], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the permission check of any one address off, somebody gets in who should not."""
    address = BY_NAME[name]
    may = Principal.may

    def always(self: Principal, action: str, *on: Any) -> bool:
        return True if action == address.rule else may(self, action, *on)

    monkeypatch.setattr(Principal, "may", always)
    for second in TABLE[name].get("also", ()):  # a second check behind the first
        monkeypatch.setattr(second, lambda *_: True)
    for variant, path in paths(address, world):
        for method in ("get", "post"):
            allowed = expected(address, variant, method) if variant != "missing" else set()
            for who, client in clients.items():
                data = TABLE[name].get("data" if method == "post" else "query", {})
                answer = ask(client, method, path, data)
                if answer.status_code != 405 and got_in(answer, who) and who not in allowed:
                    return
    pytest.fail(f"nobody more gets into {name} without its guard")
