"""Seeing: from the front page to the words in two clicks, other rules, each kind of page, the map.

Nothing is changed here; everybody sees the example as it came.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from folja.formats.bundle import read_bundle, write_bundle
from folja.model import Point
from folja.text import Language, LocalText
from folja.values import read
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, IN_BOTH_ENGLISH, Demo

INDIVIDUALS = {"sv": "Individer", "en": "Individuals"}


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
    expect(owner.page.get_by_text(re.compile("^.?[”“].+”")).first).to_be_visible()
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
        expect(field).to_be_visible()
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
def test_other_points_change_the_figures(
    lang: Language, demo: Demo, root: Path, tmp_path: Path
) -> None:
    """Where there are three points, the change between any two of them can be seen."""
    bundle, between = with_a_point_between(root, tmp_path)
    owner = demo.signs_in(Role.OWNER, lang)
    owner.opens("/programmes/new/")
    owner.writes(f"Three points {lang}", "set-up.new.name-sv")
    owner.ticks("set-up.new.bundle")
    owner.hands_over(bundle, "set-up.new.file")
    owner.presses("set-up.new.make")
    owner.follows("site.nav.indicators")
    owner.waits_for_figures()
    owner.follows(f"10. {INDIVIDUALS[lang]}")
    whole = owner.heading
    figures = {whole}
    for label, day in (("from", between), ("to", between)):
        field = owner.field(f"results.choose.{label}")
        with owner.page.expect_response(re.compile(rf"[?&]{label}={day}")):
            field.select_option(value=day)
        expect(owner.page.get_by_role("heading", level=1)).not_to_have_text(whole)
        figures.add(owner.heading)
        # What was chosen stays in the address; and back again.
        owner.opens(owner.page.url)
        assert owner.heading in figures - {whole}, (owner.heading, figures)
        owner.page.go_back()
        owner.opens(owner.page.url.split("?")[0])
        assert owner.heading == whole
    # From the first to the last is the one and the other together.
    assert len(figures) == 3, figures


def with_a_point_between(root: Path, folder: Path) -> tuple[Path, str]:
    """Return the example's bundle with one more point, half a year before the last, and its id.

    What was said of the last point is said of it too, but for one answer.
    """
    example = read_bundle(root / "examples" / "vasternorrland-2005")
    last = example.ordered_points[-1]
    point = Point(id="2005-06-30", name=LocalText("30 juni 2005", "30 June 2005"), order=2)
    said = tuple(
        replace(
            one,
            point=point.id,
            **({"reading": read("3")} if one.indicator == "individuals" else {}),
        )
        for one in example.observations
        if one.point == last.id
    )
    points = (*example.ordered_points[:-1], point, replace(last, order=3))
    longer = example.with_table(points=points, observations=(*example.observations, *said))
    write_bundle(longer, folder / "three.zip")
    return folder / "three.zip", point.id


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
    owner.reads("results.history.title", name="Processum Technology Park")
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
