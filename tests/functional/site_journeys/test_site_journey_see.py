"""Seeing: from the front page to the words in two clicks, other rules, each kind of page, the map.

Nothing is changed here; everybody sees the example as it came.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, IN_BOTH_ENGLISH, Demo


@IN_BOTH
def test_number_of_the_front_page_leads_to_the_words_in_two_clicks(
    lang: Language, demo: Demo
) -> None:
    """A headline opens how it was made; a network there opens what its respondent wrote."""
    owner = demo.signs_in(Role.OWNER, lang)
    owner.opens("/p/vasternorrland/")
    clicks = owner.actions
    owner.follows("results.how-made")
    owner.page.wait_for_url("**/how/headline/**")
    owner.actions += 1
    owner.page.get_by_role("table").get_by_role("link").first.click()
    owner.sees("results.cell.read")
    expect(owner.page.get_by_text(re.compile("^.?”.+”")).first).to_be_visible()
    assert owner.actions - clicks == 2


@IN_BOTH_ENGLISH
def test_rule_points_and_grouping_change_the_figures(lang: Language, demo: Demo) -> None:
    """Each choice changes what stands there, stays in the address, and works by itself."""
    owner = demo.signs_in(Role.OWNER, lang)
    owner.opens("/p/vasternorrland/")
    owner.follows("results.overview.all-indicators")
    seen = [owner.page.get_by_role("main").inner_text()]
    chosen = [("results.choose.rule", -1), ("results.choose.by", 1)]
    for label, place in chosen:
        field = owner.field(label)
        options = field.locator("option")
        value = options.nth(place % options.count()).get_attribute("value")
        field.select_option(value)
        owner.page.wait_for_url(re.compile(rf"[?&]\w+={value}"))
        main = owner.page.get_by_role("main")
        expect(main).not_to_have_text(seen[-1], use_inner_text=True)
        seen.append(main.inner_text())
    # The address holds what was chosen.
    owner.opens(owner.page.url)
    assert owner.page.get_by_role("main").inner_text() == seen[-1]


@pytest.mark.drill
@IN_BOTH
def test_each_kind_of_page_is_reached_by_links_and_has_a_table_beside_its_chart(
    lang: Language, demo: Demo
) -> None:
    """Networks, indicators, goals, needs, a round and a history are found from the front page."""
    owner = demo.signs_in(Role.OWNER, lang)
    owner.opens("/p/vasternorrland/")
    owner.follows("site.nav.networks")
    owner.follows("Processum")
    for part in ("results.network.needs", "results.network.timeline", "results.network.facts"):
        owner.sees(part)
    assert owner.page.get_by_role("main").get_by_role("table").count()
    owner.follows("results.network.history")
    owner.reads("results.history.title", name="Processum")
    owner.follows("site.nav.indicators")
    owner.page.get_by_role("main").locator("a[href*='/indicators/']").first.click()
    owner.sees("results.indicator.works")
    assert owner.page.get_by_role("main").get_by_role("table").count()
    owner.follows("site.nav.overview")
    owner.follows("results.overview.all-goals")
    owner.page.get_by_role("main").locator("a[href*='/goals/']").first.click()
    assert owner.heading
    owner.follows("site.nav.overview")
    owner.follows("results.overview.needs")
    assert owner.page.get_by_role("main").get_by_role("listitem").count()
