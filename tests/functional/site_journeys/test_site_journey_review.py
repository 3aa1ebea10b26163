"""Reviewing: the queue, a decision and its undoing, an answer corrected, a text with figures."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, Demo

WHY = "Nätverket bekräftade det per telefon."


@IN_BOTH
def test_evaluator_decides_a_finding_and_takes_it_back(lang: Language, demo: Demo) -> None:
    """The reason is asked for, the decision stands in the history, and can be undone."""
    evaluator = demo.signs_in(Role.EVALUATOR, lang)
    evaluator.opens("/p/vasternorrland/review/")
    listed = evaluator.page.get_by_role("region", name=evaluator.words("review.list.name"))
    listed.get_by_role("listitem").get_by_role("link").first.click()
    finding = evaluator.page.url
    evaluator.presses("review.do.stands")
    expect(evaluator.page.get_by_role("alert")).to_be_visible()
    evaluator.writes(WHY, "review.do.why")
    evaluator.presses("review.do.stands")
    evaluator.sees("review.decision.stands")
    evaluator.opens(finding)
    evaluator.sees(WHY)
    evaluator.presses("review.do.undo")
    evaluator.opens(finding)
    evaluator.sees("review.history.undone")


@pytest.mark.drill
@IN_BOTH
def test_evaluator_writes_a_text_and_the_hub_says_what_it_thinks(
    lang: Language, demo: Demo
) -> None:
    """A figure is fetched, the hub reads and disagrees in its own words, and both are kept."""
    hub = demo.sits(lang)
    hub.opens("/demo/")
    button = hub.page.get_by_role("button", name=re.compile(r"^(Nav|Hub) · "))
    network = button.first.inner_text().split(" · ")[1]
    button.first.click()
    evaluator = demo.signs_in(Role.EVALUATOR, lang)
    evaluator.opens("/p/vasternorrland/networks/")
    evaluator.follows(network)
    unit = re.findall(r"/networks/([^/]+)/", evaluator.page.url)[0]
    evaluator.opens(f"/p/vasternorrland/networks/{unit}/texts/")
    evaluator.follows("interviews.description")
    token = f"[[cell {unit} 20 2005-12-31]]"
    body = "interviews.draft.body-" + lang
    evaluator.writes(f"Nätverket tog fram {token} nya varor.", body)
    evaluator.presses("interviews.draft.save")
    evaluator.presses("interviews.draft.share")
    evaluator.sees("interviews.done.shared")
    hub.opens("/p/vasternorrland/mine/")
    hub.follows("rounds.hub.texts", name=network)
    hub.ticks("interviews.hub.disagrees")
    hub.page.get_by_label(hub.words("interviews.hub.words")).first.fill("Vi räknar fler.")
    hub.presses("interviews.hub.send")
    hub.sees("interviews.done.said")
    evaluator.page.reload()
    evaluator.sees("Vi räknar fler.")
    expect(
        evaluator.page.get_by_text(evaluator.words("interviews.draft.disagrees"))
    ).to_be_visible()
