"""Answering: a respondent comes by a link, answers as one speaks, and hands in; a hub by account.

The respondent is asked why when something fell, is shown what a colleague wrote meanwhile, may
leave and come back, and is not kept for longer than ten minutes.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Route, expect

from folja.formats.bundle import read_bundle
from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.answering import enters
from site_fixtures.person import Person
from site_fixtures.walking import IN_BOTH, IN_BOTH_ENGLISH, Demo, links_made

#: Seconds that a person takes for one click or one field, thought included.
SECONDS_EACH = 6
#: Each journey answers for networks that no other one touches.
ANSWERS = {"sv": "PROC", "en": "YWOOD"}
IN_TIME = {"sv": "BIOFUEL", "en": "AFN"}
SLOWLY = {"sv": "CRM", "en": "SI"}


def question(person: Person) -> Locator:
    """Return the question that is open."""
    return person.page.locator("details.q[open]")


def opened(person: Person, place: int) -> Locator:
    """Open a question of the page by its place, unless it is open."""
    line = person.page.locator("details.q").nth(place)
    if line.get_attribute("open") is None:
        person.actions += 1
        line.locator("summary").first.click()
    return line


def answers_with(person: Person, line: Locator, *said: str) -> None:
    """Type answers into the fields of the open question, the first point first."""
    fields = line.locator("input[type=text], input:not([type])")
    for place, text in enumerate(said):
        person.actions += 1
        fields.nth(place).fill(text)
    fields.nth(len(said) - 1).press("Tab")


def asked_by_link(demo: Demo, asked: str, lang: Language, unit: str, n: int = 1) -> list[str]:
    """Let the owner make links to the form of a network in the round that asks all."""
    owner = demo.signs_in(Role.OWNER, lang)
    return links_made(owner, asked, unit=unit, n=n)


@IN_BOTH
def test_respondent_answers_all_three_parts_and_hands_in(
    lang: Language, demo: Demo, asked: str, root: Path
) -> None:
    """What is typed is told back, a fall is asked about, nothing is lost, the receipt shows it."""
    example = read_bundle(root / "examples" / "vasternorrland-2005")
    theme = example.themes[0].short_name.get(lang)
    link, other = asked_by_link(demo, asked, lang, ANSWERS[lang], 2)
    kim = demo.sits(lang)
    enters(kim, link)
    kim.follows("answer.steps.words")
    first = kim.page.get_by_role("textbox").first
    first.fill("Vi började 2003 med fyra företag.")
    first.press("Tab")
    kim.sees("answer.steps.of", done=1, n=6)
    # The second part, as one speaks.
    kim.follows(theme)
    unknown = {"sv": "vet ej", "en": "don’t know"}[lang]
    for place, end in enumerate(("ca 40", "50–250", unknown)):
        line = opened(kim, place)
        answers_with(kim, line, "3", end)
        expect(line.locator(".reading").nth(1)).to_contain_text(kim.words("answer.we-read"))
    # Leaving and coming back by the same link loses nothing.
    enters(kim, link)
    kim.follows(theme)
    line = opened(kim, 0)
    expect(line.locator("input.figure-in").nth(1)).to_have_value("ca 40")
    # A fall is asked about at once.
    answers_with(kim, line, "60", "ca 40")
    expect(line.get_by_text(kim.words("answer.cause.ask", what="").split(":")[0])).to_be_visible()
    kim.ticks("answer.cause.resources", within=line)
    kim.writes("Projektledaren slutade.", "answer.cause.words")
    kim.ticks("answer.basis.estimate", within=line)
    kim.unfolds("answer.remark.add")
    line.get_by_label(kim.words("answer.remark.hint")).fill("Vad räknas som en aktivitet?")
    kim.page.keyboard.press("Tab")
    expect(kim.page.locator("#steps")).to_contain_text(kim.words("answer.saved", time="")[:4])
    # A colleague has the same question open; neither overwrites the other silently.
    lo = demo.sits(lang)
    enters(lo, other)
    lo.follows(theme)
    kim.page.reload()
    mine, theirs = opened(kim, 1), opened(lo, 1)
    mine.locator("input.figure-in").nth(1).fill("75")
    mine.locator("input.figure-in").nth(1).press("Tab")
    expect(mine.locator("summary").first).to_contain_text("75")
    theirs.locator("input.figure-in").nth(1).fill("77")
    theirs.locator("input.figure-in").nth(1).press("Tab")
    lo.sees("answer.clash.stay")
    lo.presses("answer.clash.keep", text="77")
    expect(theirs.locator("input.figure-in").nth(1)).to_have_value("77")
    # The third part.
    kim.follows("answer.steps.needs")
    need = kim.page.locator("details[name=need]").first
    need.locator("summary").first.click()
    need.get_by_role("radio").nth(1).check()
    need.get_by_role("textbox").fill("En extern processledare.")
    need.get_by_role("textbox").press("Tab")
    kim.sees("answer.steps.needs")
    expect(need.locator("summary").first).to_contain_text(re.compile(r"\w"))
    kim.follows("answer.steps.hand-in")
    kim.presses("answer.hand-in.do")
    kim.sees("Projektledaren slutade.")
    kim.sees("En extern processledare.")
    kim.sees("ca 40")
    expect(kim.page.get_by_role("textbox")).to_have_count(0)


@pytest.mark.drill
@IN_BOTH
def test_hub_answers_every_indicator_within_ten_minutes(
    lang: Language, demo: Demo, asked: str
) -> None:
    """Two answers to each of all questions and handing in take fewer actions than ten minutes."""
    (link,) = asked_by_link(demo, asked, lang, IN_TIME[lang])
    kim = demo.sits(lang)
    enters(kim, link)
    kim.follows("answer.start.begin")
    answered = 0
    while True:
        if not question(kim).count():
            here = kim.page.url
            kim.follows("answer.foot.on-to")
            kim.page.wait_for_url(lambda url, here=here: url != here, wait_until="load")
            if "/needs/" in kim.page.url:
                break
            continue
        here = question(kim).get_attribute("id")
        fields = question(kim).locator("input.figure-in")
        for place in range(fields.count()):
            kim.actions += 1
            fields.nth(place).fill(("3", "7")[place % 2])
        kim.actions += 1
        fields.last.press("Enter")
        expect(kim.page.locator(f"[id='{here}'][open]")).to_have_count(0)
        answered += 1
    kim.follows("answer.steps.hand-in")
    kim.presses("answer.hand-in.do")
    expect(kim.page.get_by_role("textbox")).to_have_count(0)
    assert answered >= 18, answered
    assert kim.actions * SECONDS_EACH <= 600, kim.actions


@IN_BOTH_ENGLISH
def test_words_typed_while_a_save_is_on_its_way_are_there_after_leaving(
    lang: Language, demo: Demo, asked: str
) -> None:
    """On a slow net the save of a choice is not back when the words are written and left."""
    (link,) = asked_by_link(demo, asked, lang, SLOWLY[lang])
    kim = demo.sits(lang)
    enters(kim, link)
    kim.follows("answer.steps.needs")
    need = kim.page.locator("details[name=need]").first
    need.locator("summary").first.click()
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held or route.request.method != "POST":
            route.continue_()
        else:
            held.append(route)

    kim.page.route("**/needs/*/", hold_the_first)
    with kim.page.expect_request("**/needs/*/"):
        need.get_by_role("radio").nth(1).check()
    need.get_by_role("textbox").fill("En extern processledare.")
    kim.follows("answer.steps.hand-in")
    # The page is left once what was sent before is back, and what was written after it is sent.
    assert "/needs/" in kim.page.url
    held[0].continue_()
    kim.page.wait_for_url("**/hand-in/")
    kim.follows("answer.steps.needs")
    kim.page.wait_for_url("**/needs/")
    need = kim.page.locator("details[name=need]").first
    expect(need.get_by_role("radio", include_hidden=True).nth(1)).to_be_checked()
    expect(need.locator("textarea")).to_have_value("En extern processledare.")
