"""A round from the form to the public page: answered, asked back, approved, corrected, disagreed.

The owner invites an evaluator and a hub to a programme of its own; what they say to each other is
kept where each of them looks for it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from folja.formats.bundle import read_bundle
from folja.model import FollowUp
from folja.text import Language, format_date
from folja_site.access.roles import Role
from site_fixtures.answering import enters, hands_in, question, says
from site_fixtures.person import Person
from site_fixtures.walking import (
    IN_BOTH,
    Demo,
    begins_like_the_example,
    joins,
    link_mailed,
    links_made,
    plans_a_round,
)

NETWORK = "Processum Technology Park"
ADDRESS = "kim.{}@example.invalid"
#: What is corrected, what cannot be read, in the first theme.
WRONG, UNREADABLE = "internal-marketing", "outward-marketing"
TYPO = "Det var fyra, sade de i samtalet."
LATER = "Ett möte till kom fram efteråt."
ASKED, REPLIED = "Vad menade ni med ”13+05”?", "Arton, två ställen ihop."


@pytest.fixture(scope="module")
def example(root: Path) -> FollowUp:
    """The example, for what its questions are called."""
    return read_bundle(root / "examples" / "vasternorrland-2005")


def name_of(example: FollowUp, indicator: str, lang: Language) -> str:
    """Return what an indicator is called in the form."""
    found = example.indicator_by_id[indicator]
    return found.short_name.get(lang) or found.name.get(lang)


def reaches_the_network(evaluator: Person, name: str) -> None:
    """Go from the programme to the answers of the network in the round."""
    evaluator.opens(f"{evaluator.programme}rounds/")
    evaluator.follows(name)
    evaluator.follows("rounds.verb.review", within=evaluator.beside(NETWORK))


def history(person: Person) -> Locator:
    """Return the lines of what has happened, as the page lists them under that heading."""
    heading = person.page.get_by_role("heading", name=person.words("review.history.title"))
    return person.page.locator("section").filter(has=heading).get_by_role("listitem")


@pytest.mark.drill
@IN_BOTH
def test_answers_go_back_and_forth_until_they_are_approved_and_corrected_after(
    lang: Language, demo: Demo, example: FollowUp
) -> None:
    """Corrected with a reason, asked at the field, read as, approved, corrected: it all stays."""
    name, address = f"Reviewed {lang}", ADDRESS.format(lang)
    wrong, unreadable = (name_of(example, one, lang) for one in (WRONG, UNREADABLE))
    end = format_date(example.ordered_points[-1].day, lang)
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, name)
    plans_a_round(owner, name, NETWORK, "Kim Svarande", address)
    link = links_made(owner)[0]
    evaluator = joins(demo, owner, Role.EVALUATOR, NETWORK, "Mika Berg", lang)
    kim = demo.sits(lang)
    enters(kim, link)
    kim.follows(example.themes[0].short_name.get(lang))
    says(kim, question(kim, wrong), "3", "40")
    says(kim, question(kim, unreadable), "3", "13+05")
    hands_in(kim)
    # Correct with a reason: without one nothing is changed.
    reaches_the_network(evaluator, name)
    evaluator.reads("review.unit.title-ready", name=NETWORK)
    back = evaluator.page.url
    evaluator.page.get_by_role("link", name=re.compile(rf"{re.escape(wrong)}.*{end}: ")).click()
    corrected = evaluator.page.url
    evaluator.writes("4", "review.answer.words")
    evaluator.presses("review.answer.save")
    evaluator.sees("review.error.no-why-correct")
    evaluator.writes(TYPO, "review.answer.why")
    evaluator.presses("review.answer.save")
    evaluator.sees("review.answer.saved")
    # A question at the field, by mail.
    evaluator.opens(back)
    evaluator.follows("review.unit.to-findings")
    evaluator.waits_for_figures()
    listed = evaluator.page.get_by_role("region", name=evaluator.words("review.list.name"))
    listed.get_by_role("link").filter(has_text="13+05").first.click()
    finding = evaluator.page.url
    evaluator.unfolds("review.do.ask")
    evaluator.writes(ASKED, "review.do.ask-label")
    evaluator.presses("review.do.ask-send")
    evaluator.sees("review.done.asked-told")
    enters(kim, link_mailed(owner, address))
    kim.sees(ASKED)
    kim.follows(example.themes[0].short_name.get(lang))
    asked_at = question(kim, unreadable)
    expect(asked_at.get_by_text(ASKED)).to_be_visible()
    reply = asked_at.get_by_label(kim.words("answer.returned.reply"))
    with kim.page.expect_response(re.compile("/replies/")):
        reply.fill(REPLIED)
        reply.press("Tab")
    hands_in(kim)
    # The evaluator sees the reply and reads the answer so.
    evaluator.opens(finding)
    evaluator.sees(REPLIED)
    evaluator.writes(REPLIED, "review.do.why")
    evaluator.unfolds("review.do.other")
    evaluator.ticks(end)
    evaluator.writes("18", "review.do.value")
    evaluator.presses("review.do.read-as-this")
    evaluator.sees("review.decision.read-as", value="18")
    evaluator.opens(finding)
    for said in (ASKED, REPLIED, "13+05"):
        expect(history(evaluator).filter(has_text=said).first).to_be_visible()
    # Approving freezes: the form takes nothing any more.
    evaluator.opens(back)
    evaluator.presses("review.unit.approve")
    evaluator.sees("review.unit.done-approved")
    kim.opens(link)
    kim.presses("rounds.open.button-shut")
    kim.sees("answer.receipt.approved-lede")
    kim.opens(kim.page.url.replace("receipt/", "themes/theme-1/"))
    kim.sees("answer.receipt.approved-lede")
    expect(kim.page.get_by_role("textbox")).to_have_count(0)
    # A correction afterwards is a version of its own, and says what it changed.
    evaluator.opens(corrected)
    evaluator.sees("review.answer.locked")
    evaluator.writes("5", "review.answer.words")
    evaluator.writes(LATER, "review.answer.why")
    evaluator.presses("review.answer.save")
    evaluator.sees("review.answer.saved")
    steps = evaluator.page.get_by_role("main").get_by_role("listitem")
    for place, said in enumerate((LATER, "review.history.approved", TYPO, "40")):
        words = evaluator.words(said, point=end, reading="4")
        expect(steps.nth(place)).to_contain_text(words)
    owner.opens(f"{owner.programme}networks/PROC/history/")
    owner.waits_for_figures()
    owner.sees("results.history.from-to", before="4", after="5")
    owner.sees(LATER)
    owner.sees("results.history.from-to", before="40", after="4")
    owner.opens(f"{owner.programme}networks/PROC/how/{WRONG}/")
    owner.sees("results.cell.frozen")
    for why in (LATER, TYPO):
        owner.sees(why)


@pytest.mark.drill
@IN_BOTH
def test_hub_with_an_account_answers_and_the_evaluator_fills_in_during_the_talk(
    lang: Language, demo: Demo, example: FollowUp
) -> None:
    """One writes a figure and a need, the other the story and a need; the owner's map has both."""
    name, theme = f"Talks {lang}", example.themes[0].short_name.get(lang)
    wanted, told = example.needs[0].text.get(lang), example.needs[1].text.get(lang)
    form = example.support_forms[1].name.get(lang)
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, name)
    plans_a_round(owner, name, NETWORK, "Kim Svarande", "")
    evaluator = joins(demo, owner, Role.EVALUATOR, NETWORK, "Mika Berg", lang)
    hub = joins(demo, owner, Role.HUB, NETWORK, "Lo Nav", lang)
    # The hub comes by its account, straight to the form.
    hub.follows(theme)
    says(hub, question(hub, name_of(example, WRONG, lang)), "3", "ca 7")
    hub.follows("answer.steps.needs")
    asks_for(hub, wanted, "answer.urgency.now", form, "Vi vet inte var vi ska börja.")
    # During the talk the evaluator writes what is said, in the same form.
    evaluator.opens(f"{evaluator.programme}rounds/")
    evaluator.follows(name)
    evaluator.page.get_by_role("listitem").get_by_role(
        "link", name=re.compile(NETWORK)
    ).first.click()
    evaluator.follows("rounds.network.form")
    evaluator.follows("answer.steps.words")
    writes_down(evaluator, "answer.words.history", "Det började med fyra företag 2003.")
    evaluator.follows("answer.steps.needs")
    asks_for(evaluator, told, "answer.urgency.later", "", "")
    # The hub reads what has been written down, and hands in.
    hub.follows("answer.steps.words")
    expect(hub.field("answer.words.history")).to_have_value("Det började med fyra företag 2003.")
    hands_in(hub)
    for said in ("ca 7", "Det började med fyra företag 2003.", "Vi vet inte var vi ska börja."):
        hub.sees(said)
    hub.opens(f"{hub.programme}mine/")
    hub.reads("rounds.hub.heading", n=0, name=NETWORK)
    # The owner sees who needs what, how urgently and in which form.
    owner.opens(f"{owner.programme}needs/")
    owner.waits_for_figures()
    owner.reads("results.needs.title", n=1, hubs="1")
    row = owner.page.get_by_role("row").filter(has_text=wanted)
    for words in (owner.words("answer.urgency.now"), form, "Vi vet inte var vi ska börja."):
        expect(row).to_contain_text(re.compile(re.escape(words), re.IGNORECASE))
    expect(owner.page.get_by_role("row").filter(has_text=told)).to_contain_text(
        re.compile(re.escape(owner.words("answer.urgency.later")), re.IGNORECASE)
    )


def asks_for(person: Person, need: str, urgency: str, form: str, words: str) -> None:
    """Ask for a support in the third part of the form, and see it kept."""
    line = person.page.locator("details[name=need]").filter(has_text=need).first
    line.locator("summary").first.click()
    line.get_by_role("radio", name=person.words(urgency), exact=True).check()
    if form:
        line.get_by_role("radio", name=form, exact=True).check()
    line.get_by_role("textbox").fill(words)
    line.get_by_role("textbox").press("Tab")
    expect(line.locator("summary").first).to_contain_text(form or person.words(urgency))


def writes_down(person: Person, topic: str, words: str) -> None:
    """Write under a topic of the first part, and wait until it is kept."""
    field = person.field(topic)
    with person.page.expect_response(re.compile(r"/words/\w+/")):
        field.fill(words)
        field.press("Tab")


@pytest.mark.drill
@IN_BOTH
def test_standing_disagreement_about_a_text_is_kept_and_made_public(
    lang: Language, demo: Demo, example: FollowUp
) -> None:
    """The hub reads the draft, comments, reflects and disagrees; the public page says so."""
    name = f"Disagrees {lang}"
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, name)
    evaluator = joins(demo, owner, Role.EVALUATOR, NETWORK, "Mika Berg", lang)
    hub = joins(demo, owner, Role.HUB, NETWORK, "Lo Nav", lang)
    evaluator.opens(f"{evaluator.programme}networks/PROC/texts/")
    evaluator.follows("interviews.description")
    draft = evaluator.page.url
    evaluator.writes("Nätverket har stannat av.", f"interviews.draft.body-{lang}")
    evaluator.presses("interviews.draft.save")
    hub.opens(f"{hub.programme}networks/PROC/read/")
    hub.misses("Nätverket har stannat av.")
    evaluator.presses("interviews.draft.share")
    evaluator.sees("interviews.done.shared")
    # Comment and answer.
    hub.page.reload()
    hub.reads("interviews.hub.title", n=1, name=NETWORK)
    hub.sees("Nätverket har stannat av.")
    says_of_the_text(hub, "interviews.hub.comment", "Menar ni efter 2004?")
    evaluator.opens(draft)
    evaluator.sees("Menar ni efter 2004?")
    evaluator.unfolds("interviews.draft.answer-send")
    evaluator.writes("Ja, efter 2004.", "interviews.draft.answer")
    evaluator.presses("interviews.draft.answer-send", within=evaluator.page.get_by_role("listitem"))
    evaluator.opens(draft)
    evaluator.sees("Ja, efter 2004.")
    # The hub stands by its own view, and adds its reflection.
    hub.page.reload()
    hub.sees("Ja, efter 2004.")
    says_of_the_text(hub, "interviews.hub.disagrees", "Vi växte hela 2005.")
    reflection = hub.page.locator("form").filter(
        has_text=hub.words("interviews.hub.reflection-hint")
    )
    reflection.get_by_role("textbox").fill("Vi gör om efter varje möte.")
    hub.presses("interviews.hub.send", within=reflection)
    hub.sees("Vi gör om efter varje möte.")
    evaluator.opens(draft)
    evaluator.sees("interviews.draft.disagrees")
    evaluator.writes("2005-12-31", "interviews.draft.valid-on")
    evaluator.presses("interviews.draft.publish")
    evaluator.sees("interviews.done.published")
    # On the network's page both stand, and so they do before the public.
    owner.opens(f"{owner.programme}networks/PROC/")
    owner.waits_for_figures()
    for said in ("Nätverket har stannat av.", "Vi växte hela 2005.", "Vi gör om efter varje möte."):
        owner.sees(said)
    owner.sees("interviews.stance.disagrees")
    owner.opens(f"{owner.programme}report/")
    owner.waits_for_figures()
    owner.presses("results.publish.button")
    owner.page.wait_for_url("**/published/**", timeout=120_000)
    stranger = demo.sits(lang)
    stranger.opens(owner.page.url)
    stranger.sees("results.published.disagreements", n=1)
    stranger.sees("Vi växte hela 2005.")
    stranger.follows("results.published.format-html")
    expect(stranger.page.get_by_text("Vi växte hela 2005.").first).to_be_visible()


def says_of_the_text(hub: Person, stance: str, words: str) -> None:
    """Say what the hub thinks of the first text, in words."""
    text = hub.page.locator("form").filter(has_text=hub.words("interviews.hub.think")).first
    hub.ticks(stance, within=text)
    text.get_by_role("textbox").fill(words)
    hub.presses("interviews.hub.send", within=text)
    hub.sees("interviews.done.said")
    hub.sees(words)
