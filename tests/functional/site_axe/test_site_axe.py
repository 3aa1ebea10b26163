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

from site_fixtures.served import SEES, Served, opened

LOOKS = tuple(itertools.product((360, 1280), ("light", "dark")))
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
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
        self.reports.clear()
        answer = opened(self.page, path)
        return answer is not None and self.page.url.endswith(path)

    def wrong(self) -> list[str]:
        """Return what is wrong with the page that is open."""
        self.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        found = Axe().run(self.page, options=RULES).response["violations"]
        told = [f"{v['id']}: {v['nodes'][0]['target']} ({len(v['nodes'])})" for v in found]
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            told.append(f"wider than the screen: {self.page.evaluate(WIDE)}")
        if self.page.locator("h1").count() != 1:
            told.append(f"{self.page.locator('h1').count()} h1")
        return told + [f"reported: {one}" for one in self.reports]


def look_at(
    browser: Browser, served: Served, who: str, looks: Iterator[tuple[tuple[int, str], ...]]
) -> list[str]:
    """Open every page as somebody in the looks that fall to it; return what is wrong."""
    told: list[str] = []
    eyes: dict[tuple[int, str], Seen] = {}
    for name, path in served.shown_to(who):
        for width, theme in next(looks):
            if (width, theme) not in eyes:
                eyes[width, theme] = Seen(browser, served, who, width, theme)
            if eyes[width, theme].opens(path):
                wrong = eyes[width, theme].wrong()
                told += [f"{name} {who} {width} {theme}: {one}" for one in wrong]
    for one in eyes.values():
        one.context.close()
    return told


@pytest.mark.parametrize("who", SEES)
def test_every_page_is_accessible(browser: Browser, served: Served, who: str) -> None:
    """axe finds nothing, nothing is wider than the screen, the browser reports nothing."""
    turns = itertools.cycle(LOOKS)
    for _ in range(list(SEES).index(who)):  # nobody sees a page in another one's look
        next(turns)
    told = look_at(browser, served, who, ((look,) for look in turns))
    assert not told, "\n".join(told)


@pytest.mark.drill
@pytest.mark.parametrize("who", SEES)
def test_every_page_is_accessible_in_every_look(browser: Browser, served: Served, who: str) -> None:
    """The same for every page, person, width and theme."""
    told = look_at(browser, served, who, itertools.repeat(LOOKS))
    assert not told, "\n".join(told)
