"""The main tasks by keyboard alone: setting up an indicator, answering, deciding, publishing.

Whoever walks here presses keys and nothing else; a mouse that is used all the same is trouble.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from folja.formats.bundle import read_bundle
from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.person import Person
from site_fixtures.walking import (
    IN_BOTH,
    IN_BOTH_ENGLISH,
    Demo,
    begins_like_the_example,
    joins,
    links_made,
    plans_a_round,
)

NETWORK = "Processum"
PROGRAMME = "/p/vasternorrland/"


@pytest.mark.drill
@IN_BOTH
def test_owner_sets_up_an_indicator_and_publishes_by_keyboard(lang: Language, demo: Demo) -> None:
    """Every step is reached by the tabulator, from the top of the page."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"By keyboard {lang}")
    owner.has_no_mouse()
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
    evaluator.has_no_mouse()
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
    """A hub with an account comes to its form of the open round and writes how it began."""
    hub = demo.sits(lang)
    hub.has_no_mouse()
    hub.opens("/demo/")
    hub.page.get_by_role("button", name=re.compile(r"^(Nav|Hub) · ")).first.focus()
    hub.types("Enter")
    hub.page.wait_for_url("**/answer/**")
    hub.tabs_to("answer.steps.words")
    hub.types("Enter")
    hub.page.wait_for_url("**/words/")
    hub.tabs_to(hub.page.locator("label").first.inner_text().split("\n")[0])
    hub.page.keyboard.insert_text("Vi började 2003 med fyra företag.")
    hub.types("Tab")
    hub.sees("answer.steps.of", done=1, n=6)


@pytest.mark.drill
@IN_BOTH
def test_theme_is_answered_decided_on_and_approved_by_keyboard(
    lang: Language, demo: Demo, root: Path
) -> None:
    """A respondent answers a whole theme and hands in, an evaluator decides and approves."""
    example = read_bundle(root / "examples" / "vasternorrland-2005")
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"Keys {lang}")
    plans_a_round(owner, f"Keys {lang}", NETWORK, "Kim Svarande", "")
    link = links_made(owner)[0]
    evaluator = joins(demo, owner, Role.EVALUATOR, NETWORK, "Mika Berg", lang)
    kim = demo.sits(lang)
    kim.has_no_mouse()
    kim.opens(link)
    kim.enters("rounds.open.button", to="**/answer/PROC/")
    kim.enters(example.themes[1].short_name.get(lang), to="**/themes/theme-2/")
    first = kim.page.locator("details.q").first
    opened = kim.page.locator(f"[id='{first.get_attribute('id')}'][open]")
    answers_a_fall(kim, [p.name.get(lang) for p in example.ordered_points])
    expect(first.locator("summary").first).to_contain_text("ca 4")
    kim.tabs_to("answer.next")
    kim.types("Enter")
    expect(opened).to_have_count(0)
    rest = answers_the_rest(kim)
    assert rest == kim.page.locator("details.q").count() - 1
    kim.enters("answer.steps.hand-in", to="**/hand-in/", back=True)
    # A step of the form is called as its button is; the button stands before what comes last.
    kim.tabs_to("answer.hand-in.read-first")
    kim.enters("answer.hand-in.do", to="**/receipt/", back=True)
    for said in ("ca 4", "Projektledaren slutade.", "answer.basis.estimate", "answer.cause.market"):
        kim.sees(said)
    # The evaluator decides what the checks see, and approves.
    evaluator.has_no_mouse()
    evaluator.opens(f"{evaluator.programme}review/")
    evaluator.waits_for_figures()
    listed = evaluator.page.get_by_role("region", name=evaluator.words("review.list.name"))
    name = listed.get_by_role("listitem").get_by_role("link").first.inner_text()
    evaluator.enters(" ".join(name.split()[:2]), to=re.compile(r"/review/[0-9a-f]{16}/"))
    evaluator.keys_in("Så sades det i intervjun.", "review.do.why")
    evaluator.tabs_to("review.do.stands")
    evaluator.types("Enter")
    evaluator.sees("review.decision.stands")
    evaluator.opens(f"{evaluator.programme}review/network/PROC/")
    evaluator.sees("Vad räknas som ett program?")
    evaluator.enters("review.unit.approve", to=re.compile("done=approved"))
    evaluator.sees("review.unit.done-approved")


def answers_a_fall(kim: Person, points: list[str]) -> None:
    """Answer the open question with a fall: its basis, its cause in words, and a remark."""
    kim.keys_in("9", points[0])
    kim.keys_in("ca 4", points[-1])
    kim.types("Tab")
    # The cause is asked above what has the focus by then.
    expect(kim.page.get_by_label(kim.words("answer.cause.words"))).to_be_visible()
    kim.tabs_to("answer.cause.words", back=True)
    kim.page.keyboard.type("Projektledaren slutade.")
    kim.tabs_to("answer.cause.own", back=True)
    kim.types("Space", "ArrowUp", "ArrowUp", "ArrowUp")
    expect(kim.page.get_by_role("radio", name=kim.words("answer.cause.market"))).to_be_checked()
    kim.tabs_to("answer.basis.register")
    kim.types("ArrowDown", "ArrowDown")
    estimate = kim.page.get_by_role("radio", name=kim.words("answer.basis.estimate"))
    expect(estimate.filter(visible=True).first).to_be_checked()
    kim.tabs_to("answer.remark.add")
    kim.types("Enter")
    kim.tabs_to("answer.remark.hint")
    kim.page.keyboard.type("Vad räknas som ett program?")


def answers_the_rest(kim: Person) -> int:
    """Answer every question that opens by itself, from its last field; return how many there were.

    A question is left with Enter, which opens the next one and goes to its last field.
    """
    answered = 0
    while (line := kim.page.locator("details.q[open]")).count():
        here = line.get_attribute("id")
        kim.page.keyboard.type("13+05" if answered == 0 else "7")
        kim.types("Shift+Tab")
        kim.page.keyboard.type("3")
        kim.types("Enter")
        expect(kim.page.locator(f"[id='{here}'][open]")).to_have_count(0)
        answered += 1
    return answered
