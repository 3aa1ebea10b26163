"""From an empty folder to a published report, without the example: four people and their words.

One person starts the server and begins a programme, a respondent comes by a link, an evaluator is
invited, reviews, writes and approves, the owner publishes, and anybody reads.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, expect

from folja.text import Language
from site_fixtures.person import Person, at_browser
from site_fixtures.walking import IN_BOTH, served_by_folja

PASSWORD = "trettio gula cyklar"
NETWORK, OTHER = "Fjällnära Mat", "Skogsteknik"
FIRST, LAST = "2024-01-01", "2025-12-31"


@IN_BOTH
def test_empty_installation_becomes_a_published_report(
    lang: Language, root: Path, tmp_path: Path, browser: Browser
) -> None:
    """Four people do what they have to, by what stands on the pages, and a stranger reads it."""
    with served_by_folja(root, tmp_path, "--port", "0") as told:
        url, first = told["address"].rstrip("/"), told["first_account"]
        walks(browser, url, first, lang)


def walks(browser: Browser, url: str, first: str, lang: Language) -> None:
    """Let the four walk, one after the other."""
    with at_browser(browser, url, lang) as owner:
        begins(owner, first)
        asks(owner)
        # A person takes some seven seconds for a field or a click; ten minutes are 85 of them.
        assert owner.actions <= 40, owner.actions
        link = hands_over_a_link(owner)
        with at_browser(browser, url, lang) as respondent:
            answers(respondent, link)
        invitation = invites(owner)
        with at_browser(browser, url, lang) as evaluator:
            reviews(evaluator, invitation)
        publishes(owner)
        published = owner.page.url
    with at_browser(browser, url, lang) as stranger:
        reads_what_is_published(stranger, published)


def begins(owner: Person, first: str) -> None:
    """Make the first account, a second factor and a programme of a template."""
    owner.opens(first)
    owner.reads("access.first.title")
    owner.writes("Kim Ek", "access.invitation.name")
    owner.writes("kim@example.invalid", "access.people.address")
    owner.writes(PASSWORD, "access.invitation.password")
    owner.presses("access.first.make")
    owner.adds_codes()
    owner.follows("signing.codes.onward")
    owner.follows("set-up.new.heading")
    owner.writes("Norra länets nätverk", "set-up.new.name-sv")
    owner.ticks("set-up.new.vasternorrland")
    owner.writes(f"{NETWORK}\n{OTHER}", "set-up.new.networks")
    owner.writes(f"{FIRST}\n{LAST}", "set-up.new.points")
    owner.presses("set-up.new.make")
    owner.reads("set-up.page.heading", n=0)


def asks(owner: Person) -> None:
    """Plan a round of one network that asks about both points, and open it."""
    owner.follows("set-up.page.open-round")
    owner.writes("Uppföljning 2026", "rounds.form.name")
    owner.ticks(NETWORK)
    owner.page.get_by_role("checkbox", name=OTHER).uncheck()
    owner.writes("Sam Lind", "rounds.form.respondent")
    owner.presses("rounds.form.save-new")
    owner.presses("rounds.board.open")
    owner.sees("rounds.opened")


def hands_over_a_link(owner: Person) -> str:
    """Make the respondent's link, which is shown once."""
    owner.follows("rounds.links.make")
    owner.presses("rounds.links.make-button")
    owner.sees("rounds.links.here")
    return owner.page.get_by_text(re.compile(r"^http\S+/answer/")).inner_text()


def answers(respondent: Person, link: str) -> None:
    """Open the link, answer the first theme as one speaks, and hand in."""
    respondent.opens(link)
    respondent.presses("rounds.open.button")
    respondent.follows("answer.start.begin")
    while respondent.page.locator("details.q[open] .figure-in").count():
        fields = respondent.page.locator("details.q[open] .figure-in")
        opened = respondent.page.locator("details.q[open]").get_attribute("id")
        for place in range(fields.count()):
            fields.nth(place).fill(("4", "ca 10", "12")[place % 3])
        respondent.presses("answer.next")
        expect(respondent.page.locator(f"[id='{opened}'][open]")).to_have_count(0)
    respondent.follows("answer.steps.hand-in")
    respondent.presses("answer.hand-in.do")
    expect(respondent.page.get_by_text(NETWORK).first).to_be_visible()


def invites(owner: Person) -> str:
    """Invite an evaluator for the network; no mail leaves, so the link is handed over."""
    owner.follows("site.nav.people")
    owner.writes("evaluator@example.invalid", "access.people.address")
    owner.ticks("utvärderare" if owner.lang == "sv" else "evaluator")
    owner.ticks(NETWORK)
    owner.presses("access.people.send")
    told = owner.page.get_by_role("status").inner_text()
    return re.findall(r"http\S+", told)[0]


def reviews(evaluator: Person, invitation: str) -> None:
    """Accept, look through the findings, write about the network, approve."""
    evaluator.opens(invitation)
    evaluator.writes("Mika Berg", "access.invitation.name")
    evaluator.writes(PASSWORD, "access.invitation.password")
    evaluator.presses("access.invitation.accept")
    evaluator.adds_codes()
    evaluator.follows("signing.codes.onward")
    evaluator.follows("site.nav.rounds")
    evaluator.follows("Uppföljning 2026")
    evaluator.follows("rounds.verb.review", within=evaluator.beside(NETWORK))
    evaluator.reads("review.unit.title-ready", name=NETWORK)
    evaluator.presses("review.unit.approve")
    evaluator.sees("review.unit.done-approved")
    evaluator.follows("review.unit.to-texts")
    evaluator.follows("interviews.description")
    evaluator.writes("Nätverket samlar fjällets matföretag.", "interviews.draft.body-sv")
    evaluator.presses("interviews.draft.save")
    evaluator.writes(LAST, "interviews.draft.valid-on")
    evaluator.presses("interviews.draft.publish")
    evaluator.sees("interviews.done.published")


def publishes(owner: Person) -> None:
    """Freeze the approved round and look at what is public."""
    owner.follows("site.nav.report")
    owner.ticks("Uppföljning 2026")
    owner.presses("results.publish.button")
    owner.page.wait_for_url("**/published/**")


def reads_what_is_published(stranger: Person, published: str) -> None:
    """Find the report from the start page, with its date and hash, and the network in it."""
    stranger.opens("/")
    stranger.follows("Norra länets nätverk")
    # The site is reached by a name and by a number; what is published stands under both.
    assert urlsplit(stranger.page.url).path == urlsplit(published).path
    stranger.unfolds("results.published.proof")
    expect(stranger.page.get_by_text(re.compile(r"SHA-256 [0-9a-f]{64}")).first).to_be_visible()
    stranger.follows("results.published.format-html")
    expect(stranger.page.get_by_text(NETWORK).first).to_be_visible()
    expect(stranger.page.get_by_text("fjällets matföretag").first).to_be_visible()
