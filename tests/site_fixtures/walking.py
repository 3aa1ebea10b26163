"""Where journeys begin: a site started by its own command, and people who sit down before it.

One demo is started for all journeys of a process. They do not come in each other's way: whatever
changes answers happens in a programme that the journey begins itself, or to a network that no
other touches.
"""

from __future__ import annotations

import json
import os
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
