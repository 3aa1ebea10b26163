"""Somebody at a browser: does things by the words that stand on the page, in one language.

Everything is found as a person finds it, by its role and its visible name; the name comes from the
catalogue of words, so that a journey holds in both languages. A code of the catalogue is worded,
any other text is taken as it is. What breaks behind the page (a fault of the server, an error in a
script, a breach of the content policy, a page in the other language) is collected as trouble.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page, Response, expect

from folja.text import Language, Message, add_catalogue, is_worded, render

add_catalogue("folja_site.words")

LOCALES: dict[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
#: What somebody is told who comes to an element.
_NAME_OF_FOCUS = """() => { const e = document.activeElement; const labels = [...(e.labels || [])];
return (labels.map(l => l.innerText).join(" ") || e.getAttribute("aria-label") || e.innerText || "")
.trim(); }"""
#: Seconds that one code of an authenticator app is good for.
STEP = 30
#: Seconds that somebody waits for figures that are being made.
PATIENCE = 60
#: What tells on somebody who was to use no mouse.
_TELLS_ON_A_MOUSE = """document.addEventListener("pointerdown",
() => console.error("A mouse was used"), true);"""


def worded(code: str, lang: Language, **params: Any) -> str:
    """Return the words of a code, or a text that is none as it is."""
    return render(Message(code, params), lang) if is_worded(code) else code


@dataclass
class Person:
    """Somebody at a browser."""

    page: Page
    lang: Language
    #: What broke on the way.
    trouble: list[str] = field(default_factory=list)
    #: Clicks, fields and pages opened by address, as a person would count them.
    actions: int = 0

    def __post_init__(self) -> None:
        """Listen to what breaks."""
        self.page.on("response", self._answered)
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("dialog", self._asked)
        self.page.on("console", self._said_behind)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.trouble.append(f"{response.status} {response.url}")

    def _asked(self, dialog: Dialog) -> None:
        self.trouble.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _said_behind(self, message: ConsoleMessage) -> None:
        if "Content Security" in message.text or "A mouse was used" in message.text:
            self.trouble.append(message.text)

    def _spoken(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("lang", self.lang)

    def words(self, code: str, **params: Any) -> str:
        """Return the words of a code in the person's language, or a text as it is."""
        return worded(code, self.lang, **params)

    # -- going --------------------------------------------------------------------------------

    def opens(self, path: str) -> None:
        """Open an address."""
        self.actions += 1
        self.page.goto(path)

    def follows(self, *codes: str, within: Locator | None = None, **params: Any) -> None:
        """Follow a link by its name, which may be longer."""
        self.actions += 1
        self.link(*codes, within=within, **params).click()

    def link(self, *codes: str, within: Locator | None = None, **params: Any) -> Locator:
        """Return the first link of a name."""
        name = self._name(codes, params)
        inside = within if within is not None else self.page.locator("body")
        exact = inside.get_by_role("link", name=name, exact=True)
        return (exact.or_(inside.get_by_role("link", name=_begins(name)))).first

    def presses(self, *codes: str, within: Locator | None = None, **params: Any) -> None:
        """Press a button by its name."""
        self.actions += 1
        inside = within if within is not None else self.page.locator("body")
        name = self._name(codes, params)
        inside.get_by_role("button", name=_begins(name)).first.click()

    def unfolds(self, *codes: str, **params: Any) -> None:
        """Open what is folded under some words."""
        self.actions += 1
        name = self._name(codes, params)
        self.page.locator("summary", has_text=name).first.click()

    def beside(self, text: str) -> Locator:
        """Return the line of a list that names something: where its links and buttons stand."""
        return self.page.get_by_role("listitem").filter(has_text=text).first

    @property
    def programme(self) -> str:
        """The address of the programme that the person is in: "/p/…/"."""
        found = re.search(r"/p/[^/]+/", self.page.url)
        assert found is not None, self.page.url
        return found[0]

    # -- by keyboard --------------------------------------------------------------------------

    def has_no_mouse(self) -> None:
        """From the next page on, whatever is pressed with a mouse is trouble."""
        self.page.add_init_script(_TELLS_ON_A_MOUSE)

    def types(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tabs_to(self, *codes: str, back: bool = False, **params: Any) -> None:
        """Go by the tabulator to what has a name, as somebody without a mouse does."""
        name = _begins(self._name(codes, params))
        passed = []
        for _ in range(250):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            passed.append(self.page.evaluate(_NAME_OF_FOCUS))
            if name.search(passed[-1]):
                return
        raise AssertionError(f"{name.pattern} was not among {passed}")

    def keys_in(self, text: str, *codes: str, **params: Any) -> None:
        """Go to a field by the tabulator and type into it, in place of what stands there."""
        self.tabs_to(*codes, **params)
        self.types("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def enters(
        self, *codes: str, to: str | re.Pattern[str], back: bool = False, **params: Any
    ) -> None:
        """Go to a link or button by the tabulator and enter it; it leads to an address."""
        self.tabs_to(*codes, back=back, **params)
        with self.page.expect_navigation(url=to):
            self.types("Enter")

    # -- filling in ---------------------------------------------------------------------------

    def writes(self, text: str, *codes: str, **params: Any) -> None:
        """Write into the field of a label, in place of what stands there."""
        self.actions += 1
        self.field(*codes, **params).fill(text)

    def field(self, *codes: str, **params: Any) -> Locator:
        """Return the field of a label."""
        name = self._name(codes, params)
        return self.page.get_by_label(_begins(name)).filter(visible=True).first

    def chooses(self, option: str, *codes: str, **params: Any) -> None:
        """Choose from the list of a label."""
        self.actions += 1
        self.field(*codes, **params).select_option(label=self.words(option))

    def ticks(self, *codes: str, within: Locator | None = None, **params: Any) -> None:
        """Tick a box or choose one of several, by the words beside it."""
        self.actions += 1
        name = self._name(codes, params)
        inside = within if within is not None else self.page.locator("body")
        box = inside.get_by_role("radio", name=_begins(name))
        box.or_(inside.get_by_role("checkbox", name=_begins(name))).first.check()

    def hands_over(self, file: Path, *codes: str) -> None:
        """Choose a file in the field of a label."""
        self.actions += 1
        self.page.get_by_label(_begins(self._name(codes, {}))).set_input_files(file)

    def takes(self, *codes: str, target: Path, button: bool = False, **params: Any) -> Path:
        """Take out a file by its link or button; return where it was put."""
        with self.page.expect_download() as coming:
            if button:
                self.presses(*codes, **params)
            else:
                self.follows(*codes, **params)
        place = target / coming.value.suggested_filename
        coming.value.save_as(place)
        return place

    # -- seeing -------------------------------------------------------------------------------

    def sees(self, *codes: str, **params: Any) -> None:
        """Expect words to stand somewhere on the page."""
        name = self._name(codes, params)
        expect(self.page.get_by_text(name).filter(visible=True).first).to_be_visible()
        self._spoken()

    def reads(self, *codes: str, **params: Any) -> None:
        """Expect the page's heading to be these words, or to begin with them."""
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_contain_text(self._name(codes, params))
        self._spoken()

    def misses(self, *codes: str, **params: Any) -> None:
        """Expect words to stand nowhere on the page."""
        expect(self.page.get_by_text(self._name(codes, params))).to_have_count(0)

    def waits_for_figures(self) -> None:
        """Show the page again until it shows the figures of what has been saved."""
        old = (
            self.words("results.coming.title"),
            self.words("results.aging", day="", time="").split(". ")[-1],
            self.words("results.publish.not-current").split(". ")[0],
            self.words("review.figures.none").split(". ")[0],
            self.words("review.figures.aging", time="").split(". ")[0],
        )
        ends = time.monotonic() + PATIENCE
        said = self.page.get_by_role("main").inner_text()
        while any(words in said for words in old):
            assert time.monotonic() < ends, said
            self.page.wait_for_timeout(250)
            self.page.reload()
            said = self.page.get_by_role("main").inner_text()

    @property
    def heading(self) -> str:
        """What the page's heading says."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def _name(self, codes: tuple[str, ...], params: dict[str, Any]) -> str:
        return " ".join(self.words(code, **params) for code in codes)

    # -- signing in ---------------------------------------------------------------------------

    def adds_codes(self) -> None:
        """Connect an app for one-time codes, from the page that asks for a second factor."""
        self.follows("access.second.totp")
        secret = self.page.locator("dd code").inner_text()
        self.writes(one_time_code(secret), "signing.code")
        self.presses("signing.totp.save")


def _begins(name: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(name)}(?!\w)")


def one_time_code(secret: str) -> str:
    """Return what an authenticator app shows at this moment for a secret."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // STEP))


@contextmanager
def at_browser(
    browser: Browser, url: str, lang: Language, *, session: str = "", **options: Any
) -> Iterator[Person]:
    """Sit somebody at a browser of their own; at the end nothing may have broken."""
    context = browser.new_context(
        base_url=url,
        locale=LOCALES[lang],
        viewport={"width": 1280, "height": 900},
        **options,
    )
    context.set_default_timeout(30_000)
    if session:
        cookie = {"name": "sessionid", "value": session, "url": url}
        context.add_cookies([cookie])  # type: ignore[list-item]
    person = Person(context.new_page(), lang)
    try:
        yield person
    except Exception as error:
        seen = person.page.locator("main").aria_snapshot()
        error.add_note(f"{person.page.url} showed:\n{seen}\n{person.trouble}")
        raise
    else:
        assert person.trouble == []
    finally:
        context.close()
