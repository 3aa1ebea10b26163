"""What those who do not do the daily work find: a reader, the steering group, the operator."""

from __future__ import annotations

from playwright.sync_api import expect

from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, IN_BOTH_ENGLISH, Demo

GOAL = {"sv": "Ett mål till", "en": "Another goal"}


@IN_BOTH
def test_reader_finds_results_and_no_work(lang: Language, demo: Demo) -> None:
    """A reader comes to what can be read; what others do is neither shown nor open."""
    reader = demo.signs_in(Role.READER, lang)
    for mine in ("site.nav.set-up", "site.nav.review", "site.nav.people", "site.nav.imports"):
        expect(reader.page.get_by_role("link", name=reader.words(mine), exact=True)).to_have_count(
            0
        )
    reader.opens("/p/vasternorrland/set-up/")
    reader.reads("site.not-found.title")


@IN_BOTH_ENGLISH
def test_steering_group_decides_on_goals_and_nothing_else(lang: Language, demo: Demo) -> None:
    """It adds a goal, reads the figures, and is not offered the rest of setting up."""
    steering = demo.signs_in(Role.STEERING, lang)
    steering.opens("/p/vasternorrland/")
    steering.follows("site.nav.set-up")
    steering.reads("set-up.page.heading-steering")
    steering.misses("set-up.table.units")
    steering.follows("set-up.table.goals")
    steering.follows("set-up.list.add")
    assert steering.page.get_by_role("textbox").count()


@IN_BOTH
def test_look_of_the_operator_stands_where_the_owner_sees_it(lang: Language, demo: Demo) -> None:
    """Whoever runs the server may look, and the owner reads that they did."""
    operator = demo.signs_in(Role.OPERATOR, lang)
    operator.opens("/p/vasternorrland/")
    assert operator.heading
    owner = demo.signs_in(Role.OWNER, lang)
    owner.opens("/p/vasternorrland/people/")
    owner.follows("access.trail.link")
    owner.sees("access.did.operator-look")
