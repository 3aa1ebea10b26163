"""A respondent fills in the form in a real browser: by keyboard, beside a colleague, without net.

Waiting is always for something that the page says, never for a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from site_fixtures.served import Served

LAST = "2005-12-31"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "sv-SE"}


@pytest.fixture
def form(served: Served, browser: Browser) -> Iterator[Page]:
    """The form of the link's network, opened by the respondent."""
    context = served.context(browser, "link-valid", **DESK)
    page = context.new_page()
    page.goto(served.paths["answer"])
    yield page
    context.close()


def question(page: Page, served: Served, theme: str, indicator: str) -> None:
    """Open one question."""
    base = served.paths["answer"]
    page.goto(f"{base}themes/{theme}/?q={indicator}#q-{indicator}")
    expect(field(page, indicator)).to_be_visible()


def field(page: Page, indicator: str) -> Any:
    """Return the field of an indicator at the last point."""
    return page.locator(f"[id='f-{indicator}-{LAST}']")


def type_in(page: Page, indicator: str, text: str) -> None:
    """Replace what stands in a field, key by key."""
    page.locator(f"[id='f-{indicator}-{LAST}']").fill("")
    page.locator(f"[id='f-{indicator}-{LAST}']").press_sequentially(text)


def told(page: Page, indicator: str) -> Any:
    """Return where an answer is told back."""
    return page.locator(f"[id='r-{indicator}-{LAST}']")


def line(page: Page, indicator: str) -> Any:
    """Return the line that a question is when it is not open."""
    return page.locator(f"[id='line-{indicator}'] .told")


def test_answer_is_told_back_saved_and_left_by_keyboard(form: Page, served: Served) -> None:
    """What is typed is read at once; Enter saves it and opens the next question."""
    question(form, served, "theme-1", "internal-marketing")
    type_in(form, "internal-marketing", "ca 40")
    expect(told(form, "internal-marketing")).to_contain_text("ca 40 aktiviteter")
    form.keyboard.press("Enter")
    expect(form.locator("details.q[open]")).to_have_id("q-outward-marketing")
    expect(field(form, "outward-marketing")).to_be_focused()
    expect(line(form, "internal-marketing")).to_contain_text("ca 40")
    expect(form.locator("#steps .save-state")).to_contain_text(re.compile(r"Sparat \d\d\.\d\d"))
    form.reload()
    expect(line(form, "internal-marketing")).to_contain_text("ca 40")


def test_candidate_of_an_unreadable_answer_is_one_click(form: Page, served: Served) -> None:
    """The words are kept, and a button reads them another way."""
    question(form, served, "theme-1", "internal-marketing")
    type_in(form, "internal-marketing", "13+05")
    expect(told(form, "internal-marketing")).to_contain_text("går inte att läsa som ett tal")
    form.get_by_role("button", name="Läs som 13 + 5").click()
    expect(field(form, "internal-marketing")).to_have_value("13+5")
    expect(told(form, "internal-marketing")).to_contain_text("summan 18")


def test_fall_is_asked_about_while_the_field_is_left(form: Page, served: Served) -> None:
    """An answer below the one before opens the question why, and the answer to it is kept."""
    question(form, served, "theme-2", "education-activities")
    first = form.locator("[id='f-education-activities-2004-01-01']")
    first.fill("9")
    type_in(form, "education-activities", "4")
    form.keyboard.press("Tab")
    expect(form.get_by_text("Varför har det minskat")).to_be_visible()
    form.get_by_label("Resurser").check()
    expect(form.locator("[id='cv-education-activities']")).not_to_have_value("")
    form.reload()
    form.goto(f"{served.paths['answer']}themes/theme-2/?q=education-activities")
    expect(form.get_by_label("Resurser")).to_be_checked()


def test_two_people_see_both_answers_and_choose(
    form: Page, served: Served, browser: Browser
) -> None:
    """The second writer is shown what the first wrote; nothing is overwritten by typing on."""
    context = served.context(browser, "hub", **DESK)
    colleague = context.new_page()
    for page in (form, colleague):
        question(page, served, "theme-3", "new-products-services")
    type_in(form, "new-products-services", "75")
    form.keyboard.press("Tab")
    expect(line(form, "new-products-services")).to_have_text(re.compile("75"))
    type_in(colleague, "new-products-services", "77")
    colleague.keyboard.press("Tab")
    clash = colleague.locator("#clash-new-products-services")
    expect(clash).to_contain_text("75")
    expect(clash).to_contain_text("77")
    colleague.get_by_role("button", name="Behåll 77").click()
    expect(clash).to_have_count(0)
    expect(field(colleague, "new-products-services")).to_have_value("77")
    context.close()


def test_answers_without_net_stay_on_the_device_and_are_sent(form: Page, served: Served) -> None:
    """Two answers are counted while the net is gone, and are there when it is back."""
    question(form, served, "theme-1", "recruiting-activities")
    form.context.set_offline(True)
    type_in(form, "recruiting-activities", "11")
    form.keyboard.press("Enter")
    expect(field(form, "internal-marketing")).to_be_focused()
    type_in(form, "internal-marketing", "12")
    form.keyboard.press("Enter")
    expect(form.locator("#offline")).to_contain_text("2 svar ligger på den här enheten")
    form.context.set_offline(False)
    expect(form.locator("#offline")).to_be_hidden()
    for indicator, text in (("recruiting-activities", "11"), ("internal-marketing", "12")):
        expect(line(form, indicator)).to_have_text(re.compile(text))
    form.reload()
    expect(field(form, "recruiting-activities")).to_have_value("11")
    assert form.evaluate("localStorage.length") == 0


def test_whole_form_is_filled_in_without_net_on_one_page(form: Page, served: Served) -> None:
    """All three parts stay at hand when the net is gone, and all are sent when it is back."""
    form.goto(f"{served.paths['answer']}whole/")
    form.context.set_offline(True)
    form.locator("#x-background").fill("Sagt i källaren")
    form.locator("#x-background").blur()
    form.locator("#q-education-activities > summary").click()
    type_in(form, "education-activities", "7")
    form.keyboard.press("Enter")
    form.locator("#q-recruiting-activities > summary").click()
    type_in(form, "recruiting-activities", "3")
    form.keyboard.press("Enter")
    form.locator("details.need").first.locator("summary").click()
    form.locator("details.need").first.locator("textarea").fill("Stöd i källaren")
    form.locator("details.need").first.locator("textarea").blur()
    expect(form.locator("#offline")).to_contain_text("4 svar ligger på den här enheten")
    with form.expect_response(lambda answer: "background" in answer.url and answer.ok):
        form.context.set_offline(False)
    expect(form.locator("#nl-K1\\.1")).to_contain_text("Stöd i källaren")
    for indicator, text in (("education-activities", "7"), ("recruiting-activities", "3")):
        expect(line(form, indicator)).to_have_text(re.compile(text))
    form.goto(f"{served.paths['answer']}receipt/")
    for words in ("Sagt i källaren", "Stöd i källaren"):
        expect(form.get_by_text(words).first).to_be_visible()


def test_net_that_fails_is_tried_again(form: Page, served: Served) -> None:
    """A device that says it is on line and is not keeps the answer and sends it by itself."""
    question(form, served, "theme-2", "education-activities")
    failed: list[str] = []

    def fails_at_first(route: Any) -> None:
        if len(failed) == 2:  # leaving the field sends, and so does the pause after typing
            route.continue_()
        else:
            failed.append(route.request.url)
            route.abort("internetdisconnected")

    form.route("**/save/education-activities/", fails_at_first)
    with form.expect_response(lambda answer: "/save/" in answer.url and answer.ok):
        type_in(form, "education-activities", "8")
        form.keyboard.press("Tab")
    expect(line(form, "education-activities")).to_have_text(re.compile("8"))
    assert form.evaluate("localStorage.length") == 0


def test_leaving_at_once_loses_nothing(form: Page, served: Served) -> None:
    """Who types and leaves before the pause is over finds the answer again."""
    question(form, served, "theme-1", "outward-marketing")
    type_in(form, "outward-marketing", "31")
    form.goto(served.paths["answer"])
    expect(form.locator("h1")).to_be_visible()
    question(form, served, "theme-1", "outward-marketing")
    for _ in range(20):  # what is sent while leaving may come in after the next page was asked for
        if field(form, "outward-marketing").input_value() == "31":
            break
        form.reload()
    expect(field(form, "outward-marketing")).to_have_value("31")


def test_session_that_ends_keeps_what_was_typed(form: Page, served: Served) -> None:
    """The words stay on the device, and the page says so."""
    question(form, served, "theme-1", "individuals")
    form.context.clear_cookies()
    type_in(form, "individuals", "26")
    form.keyboard.press("Tab")
    expect(form.locator("#ended")).to_be_visible()
    assert form.evaluate("localStorage.length") == 1


def test_form_works_without_javascript(served: Served, browser: Browser) -> None:
    """Plain forms and links do the same, page by page."""
    context = served.context(browser, "link-valid", java_script_enabled=False, **DESK)
    page = context.new_page()
    question(page, served, "theme-4", "strategic-networks")
    page.locator(f"[id='f-strategic-networks-{LAST}']").fill("4")
    page.locator("details.q[open]").get_by_role("button", name="Nästa fråga").click()
    expect(page.locator("details.q[open]")).to_have_id("q-competence-centres")
    expect(line(page, "strategic-networks")).to_contain_text("4")
    context.close()


@pytest.mark.drill
def test_every_question_is_answered_by_keyboard_and_handed_in(
    served: Served, browser: Browser
) -> None:
    """Typing and Enter answer everything there is; the receipt shows it, read-only, in English."""
    context = served.context(browser, "hub-biofuel", locale="en-GB")
    page = context.new_page()
    base = served.paths["answer"].replace("/PROC/", "/BIOFUEL/")
    page.goto(base)
    steps = page.locator("#steps a[href*='/themes/']").evaluate_all("x => x.map(a => a.href)")
    for step in steps:
        page.goto(step)
        ids = page.locator("details.q").evaluate_all("x => x.map(q => q.id)")
        page.goto(f"{step}?q={ids[0].removeprefix('q-')}#{ids[0]}")
        for place, opened in enumerate(ids):
            expect(page.locator("details.q[open]")).to_have_id(opened)
            for one in page.locator("details.q[open] .figure-in").all():
                one.focus()
                page.keyboard.press("Control+a")
                page.keyboard.type("7")
            page.keyboard.press("Enter")
            if place + 1 == len(ids):
                expect(page.locator("[data-onward]")).to_be_focused()
    page.goto(f"{base}hand-in/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Everything is answered")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("were handed in on")
    expect(page.locator("textarea")).to_have_count(0)
    context.close()
