"""Setting up: from nothing and from what there is, a unit tree, goals, an indicator that changes.

The owner begins with an empty programme and is told what is missing until nothing is.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.person import Person
from site_fixtures.walking import IN_BOTH, IN_BOTH_ENGLISH, Demo, begins_like_the_example

PROGRAMME = "/p/vasternorrland/"


def begins_with(owner: Person, name: str, start: str) -> None:
    """Begin a programme of a name, starting from what is chosen."""
    owner.opens("/programmes/new/")
    owner.writes(name, "set-up.new.name-sv")
    owner.writes(name, "set-up.new.name-en")
    owner.ticks(start)


def in_table(owner: Person, table: str) -> None:
    """Go from the programme's set-up page to adding to a table."""
    owner.follows("site.nav.set-up")
    owner.follows(f"set-up.table.{table}", within=owner.page.get_by_role("main"))
    owner.follows("set-up.list.add")


def adds(owner: Person, table: str, *, name: str = "", **chosen: str) -> None:
    """Add an entry: write into named fields, choose in the lists."""
    in_table(owner, table)
    if name:
        owner.writes(name, "set-up.field.name")
    for label, value in chosen.items():
        code = f"set-up.field.{label.replace('_', '-')}"
        field = owner.field(code)
        if field.evaluate("e => e.tagName") == "SELECT":
            owner.chooses(value, code)
        else:
            owner.writes(value, code)
    owner.presses("set-up.entry.save")
    owner.sees(owner.words("set-up.done.added", name="").strip())


@pytest.mark.drill
@IN_BOTH
def test_owner_sets_up_a_programme_from_nothing_until_nothing_is_missing(
    lang: Language, demo: Demo
) -> None:
    """The page names what is missing; the tree, a goal, an indicator and what is around follow."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_with(owner, f"From nothing {lang}", "set-up.new.nothing")
    owner.presses("set-up.new.make")
    expect(owner.page.get_by_role("heading", level=1)).not_to_contain_text(
        owner.words("set-up.page.heading", n=0)
    )
    adds(owner, "units", name="Norra området", level="set-up.choice.area")
    adds(owner, "units", name="Ett nätverk", level="set-up.choice.network", parent="Norra området")
    adds(owner, "points", name="Slutet av 2024", day="2024-12-31")
    adds(owner, "points", name="Slutet av 2025", day="2025-12-31")
    adds(owner, "goals", text="Fler ska mötas")
    adds(owner, "themes", name="Mötena")
    adds(
        owner,
        "indicators",
        name="Träffar",
        measure="set-up.choice.flow",
        label="Hur många träffar?",
    )
    owner.follows("site.nav.set-up")
    owner.reads("set-up.page.heading", n=0)
    # What is around the network.
    adds(
        owner, "aims", unit="Ett nätverk", text="Alla känner alla", aim_kind="set-up.choice.vision"
    )
    adds(owner, "hub-organisations", unit="Ett nätverk", organisation="Kommunen")
    adds(
        owner,
        "governing-bodies",
        name="Rådet",
        unit="Ett nätverk",
        kind="styrgrupp",
        members="En från vart och ett av företagen",
    )
    in_table(owner, "projects")
    owner.ticks("Ett nätverk")
    owner.writes("Förstudien", "set-up.field.name")
    owner.writes("350 000 kr", "set-up.field.amount")
    owner.writes("Hälften ska komma från företagen", "set-up.field.condition")
    owner.presses("set-up.entry.save")
    adds(
        owner, "project-funders", project="Förstudien", funder="Länsstyrelsen", amount="200 000 kr"
    )
    adds(owner, "events", unit="Ett nätverk", when="2024-05", text="Första träffen")
    adds(owner, "events", unit="Ett nätverk", when="2023", text="En tanke vid kaffet")
    # All of it stands on the network's page, the latest of what happened first.
    owner.follows("site.nav.networks")
    owner.waits_for_figures()
    owner.follows("Ett nätverk")
    for said in (
        *("Alla känner alla", "Kommunen", "Rådet", "En från vart och ett av företagen"),
        *("Förstudien", "Hälften ska komma från företagen", "Länsstyrelsen"),
    ):
        owner.sees(said)
    expect(owner.page.get_by_role("main")).to_contain_text(amount("350 000 kr"))
    expect(owner.page.get_by_role("main")).to_contain_text(amount("200 000 kr"))
    timeline = owner.page.get_by_role("region", name=owner.words("results.network.timeline"))
    happened = timeline.get_by_role("listitem")
    expect(happened).to_have_count(2)
    expect(happened.nth(0)).to_contain_text("Första träffen")
    expect(happened.nth(1)).to_contain_text("En tanke vid kaffet")


def amount(text: str) -> re.Pattern[str]:
    """Return an amount whose spaces may be such as do not break."""
    return re.compile(text.replace(" ", r"\s"))


@pytest.mark.drill
@IN_BOTH
def test_copy_of_a_programme_holds_its_catalogue_and_none_of_its_answers(
    lang: Language, demo: Demo
) -> None:
    """Networks, goals, indicators and needs come along; figures, texts and rounds do not."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"A copy {lang}")
    copy = owner.programme
    assert copy != PROGRAMME
    for table in ("units", "goals", "indicators", "needs", "indicator_relations"):
        there = [counted(owner, f"{where}set-up/{table}/") for where in (PROGRAMME, copy)]
        assert there[0] == there[1] > 0, (table, there)
    for table in ("hub_organisations", "governing_bodies", "projects", "events", "aims"):
        assert counted(owner, f"{PROGRAMME}set-up/{table}/") > 0, table
        owner.opens(f"{copy}set-up/{table}/")
        owner.reads(
            "set-up.list.empty", what=owner.words(f"set-up.table.{table.replace('_', '-')}")
        )
    owner.opens(copy)
    owner.waits_for_figures()
    many = {"sv": "sexton", "en": "sixteen"}[lang]
    assert owner.heading == owner.words("results.overview.title-unanswered", n=16, networks=many)
    owner.opens(f"{copy}networks/PROC/history/")
    owner.misses("ca 40")
    owner.opens(f"{copy}rounds/")
    owner.sees("rounds.list.empty")


def counted(owner: Person, address: str) -> int:
    """Return how many entries a list of the set-up has, as its heading says."""
    owner.opens(address)
    found = re.search(r": (\d+)$", owner.heading)
    assert found is not None, owner.heading
    return int(found[1])


@IN_BOTH_ENGLISH
def test_changed_definition_marks_a_break_and_the_old_one_stays(lang: Language, demo: Demo) -> None:
    """A programme set up as the example: another meaning is a new version, told in the history."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"A break {lang}")
    owner.follows("set-up.table.indicators", within=owner.page.get_by_role("main"))
    owner.reads("set-up.list.heading", what=owner.words("set-up.table.indicators"), n=24)
    owner.page.get_by_role("main").get_by_role("listitem").get_by_role("link").first.click()
    owner.writes("Bara de som betalar en avgift räknas.", "set-up.field.definition")
    owner.ticks("set-up.meaning.new")
    owner.writes("2026-01-01", "set-up.meaning.from")
    owner.writes("Styrgruppen beslutade det i november.", "set-up.entry.why")
    owner.presses("set-up.entry.save")
    owner.follows("set-up.list.history")
    owner.sees("Styrgruppen beslutade det i november.")
    # The indicator is there twice: as it was until then, and as it is from then on.
    owner.follows("set-up.table.indicators", within=owner.page.get_by_role("main"))
    owner.reads("set-up.list.heading", what=owner.words("set-up.table.indicators"), n=25)


@pytest.mark.drill
@IN_BOTH
def test_owner_starts_from_a_template_and_from_a_bundle_that_was_taken_out(
    lang: Language, demo: Demo, tmp_path: Path
) -> None:
    """Either is ready for a round at once, apart from the networks a template does not know."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_with(owner, f"Template {lang}", "set-up.new.blue-cluster")
    owner.writes("Havsbruk", "set-up.new.networks")
    owner.writes("2024-12-31", "set-up.new.points")
    owner.presses("set-up.new.make")
    owner.reads("set-up.page.heading", n=0)
    owner.opens(f"{PROGRAMME}downloads/")
    bundle = owner.takes("exchange.out.bundle", target=tmp_path)
    begins_with(owner, f"Bundle {lang}", "set-up.new.bundle")
    owner.hands_over(bundle, "set-up.new.file")
    owner.presses("set-up.new.make")
    owner.reads("set-up.page.heading", n=0)
    owner.follows("site.nav.networks")
    expect(owner.page.get_by_text("Processum").first).to_be_visible(timeout=30_000)


@IN_BOTH_ENGLISH
def test_target_is_read_as_it_is_written_and_can_be_changed(lang: Language, demo: Demo) -> None:
    """It is told back before it is saved, stands in the list, and leads to its change."""
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"Targets {lang}")
    owner.follows("set-up.table.targets")
    field = owner.field("set-up.targets.indicator")
    field.select_option(index=3)
    least = {"sv": "minst 40", "en": "at least 40"}[lang]
    owner.writes(least, "set-up.targets.words")
    owner.sees("set-up.targets.we-read")
    owner.presses("set-up.targets.save")
    owner.reads("set-up.targets.heading", n=1)
    owner.sees(least)
