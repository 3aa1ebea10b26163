"""The main tasks by keyboard alone: setting up an indicator, answering, deciding, publishing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, IN_BOTH_ENGLISH, Demo, begins_like_the_example

PROGRAMME = "/p/vasternorrland/"


@pytest.mark.drill
@IN_BOTH
def test_owner_sets_up_an_indicator_and_publishes_by_keyboard(lang: Language, demo: Demo) -> None:
    """Every step is reached by the tabulator, from the top of the page."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"By keyboard {lang}")
    owner.opens(f"{owner.page.url}indicators/")
    owner.tabs_to("set-up.list.add")
    owner.types("Enter")
    owner.page.wait_for_url("**/new/")
    owner.tabs_to("set-up.field.name")
    owner.page.keyboard.insert_text("Möten mellan företag")
    owner.tabs_to("set-up.field.label")
    owner.page.keyboard.insert_text("Hur många möten?")
    owner.tabs_to("set-up.field.measure")
    owner.types("ArrowDown", "ArrowDown")
    owner.tabs_to("set-up.entry.save")
    owner.types("Enter")
    owner.sees(owner.words("set-up.done.added", name="").strip())
    owner.tabs_to("site.nav.report")
    owner.types("Enter")
    owner.page.wait_for_url("**/report/")
    button = owner.page.get_by_role("button", name=owner.words("results.publish.button"))
    expect(button).to_be_visible(timeout=30_000)  # the figures are being made
    owner.tabs_to("results.publish.button")
    owner.types("Enter")
    owner.page.wait_for_url("**/published/**", timeout=90_000)
    owner.sees("results.published.proof")


@IN_BOTH
def test_evaluator_decides_a_finding_by_keyboard(lang: Language, demo: Demo) -> None:
    """From the list to the decision without a mouse."""
    evaluator = demo.signs_in(Role.EVALUATOR, lang)
    evaluator.opens(f"{PROGRAMME}review/")
    listed = evaluator.page.get_by_role("region", name=evaluator.words("review.list.name"))
    name = listed.get_by_role("listitem").get_by_role("link").nth(2).inner_text()
    evaluator.tabs_to(" ".join(name.split()[:2]))
    evaluator.types("Enter")
    evaluator.page.wait_for_url(re.compile(r"/review/[0-9a-f]{16}/"))
    evaluator.tabs_to("review.do.why")
    evaluator.page.keyboard.insert_text("Så sades det i intervjun.")
    evaluator.tabs_to("review.do.explained")
    evaluator.types("Enter")
    evaluator.sees("review.decision.explained")


@IN_BOTH_ENGLISH
def test_hub_answers_by_keyboard(lang: Language, demo: Demo) -> None:
    """A hub with an account opens its form of the open round and writes how it began."""
    hub = demo.sits(lang)
    hub.opens("/demo/")
    hub.page.get_by_role("button", name=re.compile(r"^(Nav|Hub) · ")).first.focus()
    hub.types("Enter")
    hub.page.wait_for_url("**/mine/")
    hub.tabs_to("rounds.home.answer")
    hub.types("Enter")
    hub.page.wait_for_url("**/answer/**")
    hub.tabs_to("answer.steps.words")
    hub.types("Enter")
    hub.page.wait_for_url("**/words/")
    hub.tabs_to(hub.page.locator("label").first.inner_text().split("\n")[0])
    hub.page.keyboard.insert_text("Vi började 2003 med fyra företag.")
    hub.types("Tab")
    hub.sees("answer.steps.of", done=1, n=6)
