"""The page in a browser: accessible, never wider than the screen, readable in light and dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from folja.documents import Document
from folja.formats.html import write
from folja.text import Language

Sample = Callable[[Language], Document]
#: The contrast between two colours as browsers compute them (WCAG 2).
CONTRAST = """() => {
  const lum = c => { const [r,g,b] = c.match(/[\\d.]+/g).slice(0,3).map(Number).map(v => {
    v /= 255; return v <= .03928 ? v/12.92 : ((v+.055)/1.055)**2.4});
    return .2126*r+.7152*g+.0722*b };
  const probe = document.body.appendChild(document.createElement('i'));
  const value = n => { probe.style.setProperty('color', `var(--${n})`);
    return getComputedStyle(probe).color };
  const ratio = (a,b) => { const [x,y] = [lum(value(a)), lum(value(b))].sort((p,q)=>q-p);
    return (x+.05)/(y+.05) };
  const out = {};
  for (const ground of ['paper', 'sheet', 'tint'])
    for (const n of ['ink','muted','spruce','sea','amber','rust','mark','amber-mark','rust-mark',
                     'base'])
      out[`${n} on ${ground}`] = ratio(n, ground);
  return out }"""


@pytest.fixture(scope="module")
def address(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample report as a file."""
    path: Path = tmp_path_factory.mktemp("html") / "rapport.html"
    path.write_bytes(write(sample("sv")))
    return path.as_uri()


@pytest.fixture(
    params=[(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")],
    ids=lambda p: f"{p[0]}-{p[1]}",
)
def opened(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The report, open on a phone or a desk, in light or dark."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, offline=True
    )
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


def test_page_has_no_accessibility_violation(opened: Page) -> None:
    """axe finds nothing, with the tables beside the pictures opened."""
    for summary in opened.locator("summary").all():
        summary.click()
    found = Axe().run(opened).response["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []


def test_page_never_scrolls_sideways(opened: Page) -> None:
    """The page is no wider than the screen; what is wider scrolls inside its own region."""
    for summary in opened.locator("summary").all():
        summary.click()
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_page_text_is_large_enough(opened: Page) -> None:
    """No text is smaller than 14 px, words in pictures included."""
    smallest = opened.evaluate(
        """() => Math.min(...[...document.querySelectorAll('body *')].filter(e =>
          e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
          .map(e => { const m = e.getScreenCTM ? e.getScreenCTM() : null;
            return parseFloat(getComputedStyle(e).fontSize) * (m ? m.a : 1) }))"""
    )
    assert smallest >= 13.8


def test_page_shows_one_drawing_of_each_picture(opened: Page) -> None:
    """A phone is shown the narrow drawing, a desk the wide one, never both."""
    for picture in opened.locator(".picture").all():
        assert sum(svg.is_visible() for svg in picture.locator("svg").all()) == 1


def test_page_colours_stand_out(opened: Page) -> None:
    """Text has 4.5:1 and marks 3:1 on every ground of the theme."""
    # The page's policy refuses styles from outside but not those set by property.
    ratios = opened.evaluate(CONTRAST)
    marks = {"mark", "amber-mark", "rust-mark", "base"}
    low = {
        pair: round(ratio, 2)
        for pair, ratio in ratios.items()
        if ratio < (3.0 if pair.split(" ")[0] in marks else 4.5)
    }
    assert low == {}


def test_page_is_quiet(browser: Browser, address: str) -> None:
    """Opening the page breaks no rule of its own policy and asks for nothing."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url[:60]))
    page.goto(address)
    loaded = page.evaluate("document.fonts.ready.then(f => [...f].map(x => x.status))")
    context.close()
    assert told == []
    assert [url for url in asked if not url.startswith(("file:", "data:font/"))] == []
    assert "loaded" in loaded


def test_keyboard_reaches_the_content_first(browser: Browser, address: str) -> None:
    """The first stop of the keyboard skips to the content."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()
