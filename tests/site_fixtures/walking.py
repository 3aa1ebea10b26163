"""Where journeys begin: a site started by its own command, and people who sit down before it.

One demo is started for all journeys of a process. They do not come in each other's way: whatever
changes answers happens in a programme that the journey begins itself, or to a network that no
other touches.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from folja.text import Language
from folja_site.access.roles import ROLES, Role
from site_fixtures.person import Person, at_browser

PASSWORD = "trettio gula cyklar"
FOLJA = str(Path(sys.executable).parent / "folja")
#: Every time in one language, in the drill in both; half the journeys turn it round.
IN_BOTH = pytest.mark.parametrize("lang", ["sv", pytest.param("en", marks=pytest.mark.drill)])
IN_BOTH_ENGLISH = pytest.mark.parametrize(
    "lang", ["en", pytest.param("sv", marks=pytest.mark.drill)]
)


@contextmanager
def served_by_folja(root: Path, data: Path, *options: str) -> Iterator[dict[str, str]]:
    """Start `folja serve` on a folder; yields what it says, and ends it afterwards."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLJA_")}
    for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "EMAIL_URL"):
        kept.pop(name, None)
    kept["PYTHONDONTWRITEBYTECODE"] = ""
    kept["PYTHONPYCACHEPREFIX"] = str(root / "build" / "bytecode")
    with (data / "server.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [FOLJA, "serve", "--json", *options],
            cwd=root,
            env=kept | {"FOLJA_DATA": str(data / "data"), "FOLJA_WORKERS": "1"},
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        try:
            said = ""
            while not said.rstrip().endswith("}"):
                line = process.stdout.readline()
                assert line, said + (data / "server.log").read_text(encoding="utf-8")
                said += line
            yield json.loads(said)
        finally:
            process.terminate()
            process.wait()
            process.stdout.close()


@dataclass
class Demo:
    """The running demo: sits people down before it, each at a browser of their own."""

    url: str
    browser: Browser
    stack: ExitStack = field(default_factory=ExitStack)

    def sits(self, lang: Language, **options: Any) -> Person:
        """Sit somebody down who is not signed in."""
        return self.stack.enter_context(at_browser(self.browser, self.url, lang, **options))

    def signs_in(self, role: Role, lang: Language, of: str = "", **options: Any) -> Person:
        """Sit somebody down and sign them in as the demo offers it, with one click."""
        person = self.sits(lang, **options)
        person.opens("/demo/")
        name = ROLES[role][0].get(lang)
        name = name[0].upper() + name[1:]
        person.presses(f"{name} · {of}" if of else name)
        person.actions = 0
        return person


def begins_like_the_example(owner: Person, name: str) -> None:
    """Begin a programme that is set up as the example, without its answers."""
    owner.opens("/programmes/new/")
    owner.writes(name, "set-up.new.name-sv")
    owner.writes(name, "set-up.new.name-en")
    owner.page.locator("input[value='copy-vasternorrland']").check()
    owner.presses("set-up.new.make")
    owner.reads("set-up.page.heading", n=0)


def plans_a_round(owner: Person, name: str, network: str, respondent: str, email: str) -> None:
    """Plan a round that asks one network about both points, and open it."""
    owner.follows("set-up.page.open-round")
    owner.writes(name, "rounds.form.name")
    owner.writes(name, "rounds.form.name-en")
    chosen = owner.page.locator("input[name=units]:checked")
    while chosen.count():
        chosen.first.uncheck()
    owner.ticks(network)
    line = owner.beside(network)
    line.get_by_role("textbox").nth(0).fill(respondent)
    line.get_by_role("textbox").nth(1).fill(email)
    owner.presses("rounds.form.save-new")
    owner.presses("rounds.board.open")
    owner.sees("rounds.opened")


def invites(owner: Person, role: Role, network: str, address: str) -> str:
    """Let the owner invite somebody to a role for one network; return the link that was mailed."""
    owner.opens(f"{owner.programme}people/")
    owner.writes(address, "access.people.address")
    owner.ticks(ROLES[role][0].get(owner.lang))
    owner.ticks(network)
    owner.presses("access.people.send")
    owner.sees("access.invite.done")
    return link_mailed(owner, address)


def link_mailed(owner: Person, address: str) -> str:
    """Return the link of the newest mail to an address, from the demo's folder."""
    owner.opens(f"{owner.programme}mail/")
    mail = owner.page.get_by_role("article").filter(has_text=address).first
    link = mail.get_by_role("link", name=owner.words("rounds.mail.link"), include_hidden=True)
    found = link.get_attribute("href")
    assert found is not None, address
    return found


def joins(demo: Demo, owner: Person, role: Role, network: str, name: str, lang: Language) -> Person:
    """Invite somebody to a role for one network, and let them accept: they sit at a browser."""
    plain = re.sub(r"[^a-z0-9]", "", f"{name}{owner.programme}".lower())
    link = invites(owner, role, network, f"{plain}@example.invalid")
    person = demo.sits(lang)
    person.opens(link)
    person.writes(name, "access.invitation.name")
    person.writes(PASSWORD, "access.invitation.password")
    person.presses("access.invitation.accept")
    person.page.wait_for_url("**/p/**")
    return person


def asks_every_network(owner: Person, name: str) -> str:
    """Begin a programme like the example, and open a round that asks all its networks.

    Returns the address of the round.
    """
    begins_like_the_example(owner, name)
    owner.follows("set-up.page.open-round")
    owner.writes(name, "rounds.form.name")
    owner.presses("rounds.form.save-new")
    owner.presses("rounds.board.open")
    owner.sees("rounds.opened")
    return owner.page.url


def links_made(owner: Person, address: str = "", *, unit: str = "", n: int = 1) -> list[str]:
    """Make personal links to the form of a network, each shown once; return them.

    The round is the one that the owner is in, or that of an address; the network the first of it.
    """
    found = re.search(r".*/rounds/\d+/", address or owner.page.url)
    assert found is not None, owner.page.url
    links = []
    for _ in range(n):
        owner.opens(f"{found[0]}links/")
        if unit:
            owner.field("rounds.links.make-for").select_option(value=unit)
        owner.presses("rounds.links.make-button")
        owner.sees("rounds.links.here")
        links.append(owner.page.get_by_text(re.compile(r"^http\S+/answer/")).inner_text())
    return links
