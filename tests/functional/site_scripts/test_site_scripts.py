"""Scripts in every text field, and in every choice of an address, stay words in a real browser."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.test import Client
from playwright.sync_api import Browser

from folja_site.results.actions import publishing
from site_fixtures.addresses import addresses, path_of
from site_fixtures.asking import ask, taken_back
from site_fixtures.furnishing import World, plant
from site_fixtures.served import SEES, Served, opened

#: Ways out of text, attributes, scripts, titles and fields; each would run, or stand in the page.
SCRIPT = (
    "\"'><xss-probe onclick=x=1><img src=x onerror=window.ran=1><script>window.ran=1</script>"
    "</title></textarea></svg><svg onload=window.ran=1>{{7*7}}javascript:window.ran=1"
)
MARK_SERVED = SCRIPT
#: Names of choices that pages take from the address; any other is not read.
CHOICES = (
    *("rule", "from", "to", "start", "end", "by", "unit", "indicator", "code", "severity", "q"),
    *("point", "theme", "lang", "next", "page", "sort", "show", "station", "only", "state"),
)
#: Parts of a page as it stands after scripts have run: what was planted, and whether it ran.
PLANTED = """() => ({ran: Boolean(window.ran), reports: window.reports || [],
  probes: document.querySelectorAll('xss-probe, [onerror], [onload], [onclick]').length})"""
LISTEN = """document.addEventListener('securitypolicyviolation',
  e => (window.reports = window.reports || []).push(`${e.violatedDirective} ${e.blockedURI}`))"""


def MARK(unit: str) -> str:
    """Return the script that every text carries."""
    return SCRIPT


def ran(browser: Browser, served: Served, who: str, *, policy: bool) -> tuple[int, list[str]]:
    """Open every page of somebody; return how many there were, and where a script came out."""
    context = served.context(browser, who, bypass_csp=not policy)
    context.add_init_script(LISTEN)
    context.on("dialog", lambda dialog: dialog.dismiss())
    page = context.new_page()
    wrong, seen = [], 0
    for name, path in served.shown_to(who):
        if opened(page, path) is None:
            continue
        found = page.evaluate(PLANTED)
        seen += 1
        if found["ran"] or found["probes"] or found["reports"]:
            wrong.append(f"{name} {who}: {found}")
    context.close()
    return seen, wrong


@pytest.mark.parametrize("who", SEES)
def test_no_planted_script_runs(browser: Browser, served: Served, who: str) -> None:
    """Nothing runs, nothing stands as an element, and the policy has nothing to report."""
    seen, wrong = ran(browser, served, who, policy=True)
    assert seen
    assert not wrong, "\n".join(wrong)


@pytest.mark.drill
@pytest.mark.parametrize("who", SEES)
def test_no_planted_script_runs_without_the_policy(
    browser: Browser, served: Served, who: str
) -> None:
    """Words stay words by themselves: with the policy taken away nothing runs either."""
    seen, wrong = ran(browser, served, who, policy=False)
    assert seen
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", sorted(a.name for a in addresses() if a.ours))
def test_script_in_an_address_or_form_comes_back_as_words(
    world: World, clients: dict[str, Client], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands in the choices of an address or in a form, no page says it unescaped.

    What is published here is the report in HTML alone.
    """
    monkeypatch.setattr(publishing, "MADE", ("html",))
    address = next(a for a in addresses() if a.name == name)
    path = path_of(address, world)
    chosen = dict.fromkeys(CHOICES, SCRIPT)
    wrong = []
    for who in ("owner", "evaluator", "hub", "anonymous"):
        answers = (
            ask(clients[who], "get", f"{path}?{urlencode(chosen)}"),
            ask(clients[who], "post", path, chosen),
        )
        for answer in answers:
            if answer.status_code >= 500:
                wrong.append((who, answer.request["REQUEST_METHOD"], answer.status_code))
            if not getattr(answer, "streaming", False) and b"<xss-probe" in answer.content:
                at = answer.content.index(b"<xss-probe")
                wrong.append((who, answer.content[max(0, at - 120) : at + 20]))
    assert wrong == []


def test_planted_scripts_are_there_to_run(world: World, clients: dict[str, Client]) -> None:
    """The planting works: the words of the script stand, escaped, on a page of the programme."""
    with taken_back(clients["owner"]):
        plant(world.programme, MARK, names=True)
        page = clients["owner"].get("/p/vasternorrland/people/").content.decode()
    assert re.search(r"&lt;xss-probe", page)
