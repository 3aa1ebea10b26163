"""Every page in a real browser: accessible, no wider than the screen, nothing reported.

Each address is seen once by everybody who sees something of their own there; theme and width take
turns, so that each combination occurs. The drill sees all of them in all combinations.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from site_fixtures.served import Served

#: Who sees pages of their own kind; whoever else gets in sees one of these.
SEERS = ("owner", "evaluator", "hub", "link-valid", "operator", "anonymous")
LOOKS = tuple(itertools.product((360, 1280), ("light", "dark")))
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
#: Addresses that hand out files, or end the session of whoever opens them.
NO_PAGES = ("download", "account_logout", "mfa_download_recovery_codes")
WIDE = """() => [...document.querySelectorAll('body *')].filter(e => {
  const box = e.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !e.closest('.scroll, .vh, svg, [hidden]')
    && getComputedStyle(e).position !== 'absolute' })
  .slice(0, 3).map(e => e.outerHTML.slice(0, 90))"""


class Seen:
    """One person's browser in one look, and what it reports."""

    def __init__(self, browser: Browser, site: Served, who: str, width: int, theme: str) -> None:
        self.context = site.context(
            browser, who, viewport={"width": width, "height": 800}, color_scheme=theme
        )
        self.page: Page = self.context.new_page()
        self.reports: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.reports.append(str(error)))

    def _heard(self, message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text:
            self.reports.append(message.text)

    def opens(self, path: str) -> bool:
        """Open a path; say whether a page came that is this person's."""
        asked = self.context.request.get(path, max_redirects=0)
        if asked.status != 200 or not asked.headers["content-type"].startswith("text/html"):
            return False
        self.reports.clear()
        self.page.goto(path, wait_until="load")
        return True

    def wrong(self) -> list[str]:
        """Return what is wrong with the page that is open."""
        for summary in self.page.locator("main summary").all():
            if summary.is_visible():
                summary.evaluate("e => { e.parentElement.open = true }")
        found = Axe().run(self.page, options=RULES).response["violations"]
        told = [f"{v['id']}: {v['nodes'][0]['target']} ({len(v['nodes'])})" for v in found]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(f"wider than the screen: {self.page.evaluate(WIDE)}")
        if self.page.locator("h1").count() != 1:
            told.append(f"{self.page.locator('h1').count()} h1")
        return told + [f"reported: {one}" for one in self.reports]


@pytest.fixture(scope="module")
def eyes(browser: Browser, served: Served) -> Iterator[dict[tuple[str, int, str], Seen]]:
    """A browser for everybody in every look, opened when it is needed."""
    made: dict[tuple[str, int, str], Seen] = {}
    yield made
    for one in made.values():
        one.context.close()


def look_at(
    browser: Browser,
    served: Served,
    eyes: dict[tuple[str, int, str], Seen],
    looks: dict[str, list[tuple[int, str]]],
) -> list[str]:
    """Open every page as everybody in the looks that fall to it; return what is wrong."""
    told = []
    for name, path in served.paths.items():
        if name.startswith(NO_PAGES) or name.endswith(NO_PAGES):
            continue
        for who in SEERS:
            for width, theme in looks[f"{name} {who}"]:
                key = (who, width, theme)
                if key not in eyes:
                    eyes[key] = Seen(browser, served, *key)
                if not eyes[key].opens(path):
                    break
                told += [f"{name} {who} {width} {theme}: {wrong}" for wrong in eyes[key].wrong()]
    return told


def test_every_page_is_accessible(
    browser: Browser, served: Served, eyes: dict[tuple[str, int, str], Seen]
) -> None:
    """axe finds nothing, nothing is wider than the screen, the browser reports nothing."""
    turns = itertools.cycle(LOOKS)
    looks = {f"{name} {who}": [next(turns)] for name in served.paths for who in SEERS}
    told = look_at(browser, served, eyes, looks)
    assert not told, "\n".join(told)


@pytest.mark.drill
def test_every_page_is_accessible_in_every_look(
    browser: Browser, served: Served, eyes: dict[tuple[str, int, str], Seen]
) -> None:
    """The same for every page, person, width and theme."""
    looks = {f"{name} {who}": list(LOOKS) for name in served.paths for who in SEERS}
    told = look_at(browser, served, eyes, looks)
    assert not told, "\n".join(told)
