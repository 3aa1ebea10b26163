"""Beginning a programme: from nothing, a template, or another programme's set-up."""

from __future__ import annotations

from typing import Any

import pytest

from folja.formats.bundle import validate
from folja.quality import check
from folja_site.access.models import Membership
from folja_site.bundling.building import follow_up_of
from folja_site.bundling.starting import SHELF, TEMPLATES, template
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records
from folja_site.results.building import build

pytestmark = pytest.mark.django_db
NEW = "/programmes/new/"


def newest() -> Programme:
    """Return the programme that was made last."""
    found = Programme.objects.order_by("-pk").first()
    assert found is not None
    return found


@pytest.mark.parametrize("name", TEMPLATES)
def test_template_is_a_sound_bundle_without_answers(name: str) -> None:
    """What is offered can be read, hangs together, and holds indicators and no answers."""
    assert validate(SHELF / name) == ()
    offered = template(name)
    assert len(offered.indicators) in (24, 15)
    assert offered.observations == ()
    assert {t.indicator for t in offered.indicator_themes} <= {i.id for i in offered.indicators}


def test_template_asks_in_words_of_its_own() -> None:
    """A hub of another county has no use for what the report of 2006 left open."""
    offered = template("vasternorrland")
    for i in offered.indicators:
        for text in (i.label, i.definition, i.reference_period):
            assert "ällan" not in text.sv
            assert "source" not in text.en
            assert not text.sv.endswith(":")
    themed = {t.indicator for t in offered.indicator_themes}
    found = [f for f in check(offered) if f.code == "indicator-without-theme"]
    assert {f.indicator for f in found} == {i.id for i in offered.indicators} - themed


def test_template_with_networks_and_points_can_ask_at_once(
    example_programme: Programme, client_as: Any
) -> None:
    """One form gives a programme in which nothing is missing before a round."""
    data = {"name_sv": "Blå näringar", "start": "blue-cluster"}
    data |= {"networks": "Tång\r\n\r\nVind\r\nTång", "points": "2025-12-31\n2024-12-31"}
    client = client_as("owner")
    answer = client.post(NEW, data)
    made = newest()
    assert answer.headers["Location"] == f"/p/{made.slug}/set-up/"
    assert [u.name.sv for u in records(made, "units")] == ["Tång", "Vind"]
    assert [(p.id, p.order) for p in records(made, "points")] == [
        ("2024-12-31", 1),
        ("2025-12-31", 2),
    ]
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Allt som en omgång behöver finns" in page


def test_front_page_without_answers_leads_its_owner_to_the_first_round(
    example_programme: Programme, client_as: Any
) -> None:
    """Nobody has been asked, so asking is the next step; who may not ask is not shown it."""
    data = {"name_sv": "Blå näringar", "start": "blue-cluster"}
    client_as("owner").post(NEW, data | {"networks": "Tång\nVind", "points": "2025-12-31"})
    build(newest().pk)
    front = f"/p/{newest().slug}/"
    page = client_as("owner").get(front).content.decode()
    assert "Inget av två nätverk har svarat" in page
    assert f'href="{front}rounds/new/"' in page
    Membership.objects.filter(programme=newest()).update(role="steering")
    page = client_as("owner").get(front).content.decode()
    assert "Inget av två nätverk har svarat" in page
    assert "rounds/new" not in page


def test_who_begins_a_programme_owns_it(example_programme: Programme, client_as: Any) -> None:
    """The operator, too, becomes the owner of what the operator begins."""
    client_as("operator").post(NEW, {"name_sv": "Eget", "start": "nothing"})
    roles = Membership.objects.filter(programme=newest()).values_list("user__email", "role")
    assert list(roles) == [("operator@demo.invalid", "owner")]


def test_empty_programme_says_what_is_missing(example_programme: Programme, client_as: Any) -> None:
    """From nothing, three things are missing: a network, a point and an indicator."""
    client = client_as("owner")
    client.post(NEW, {"name_sv": "Tomt", "start": "nothing"})
    page = client.get(f"/p/{newest().slug}/set-up/").content.decode()
    assert "3 saker saknas innan en omgång kan öppnas" in page


def test_copy_takes_the_set_up_and_nobodys_words(
    example_programme: Programme, client_as: Any
) -> None:
    """A copy has the networks and indicators, and no answers, texts, persons or decisions."""
    start = f"copy-{example_programme.slug}"
    client_as("owner").post(NEW, {"name_sv": "Nästa", "start": start})
    made = follow_up_of(newest())
    assert len(made.units) == len(records(example_programme, "units"))
    assert len(made.indicators) == 24
    left = (made.observations, made.case_texts, made.hub_persons, made.decisions, made.claims)
    assert left == ((), (), (), (), ())
    assert made.follow_ups[0].title.sv == "Nästa"


def test_programme_that_one_does_not_read_cannot_be_copied(
    example_programme: Programme, client_as: Any
) -> None:
    """The owner of another programme is neither offered this one nor given it by its address."""
    client = client_as("other-owner")
    before = Programme.objects.count()
    start = f"copy-{example_programme.slug}"
    assert start not in client.get(NEW).content.decode()
    page = client.post(NEW, {"name_sv": "Taget", "start": start})
    assert page.status_code == 200
    assert Programme.objects.count() == before


def test_networks_without_areas_stand_once_on_the_front_page(
    example_programme: Programme, client_as: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """A programme without areas calls its networks networks, and names each of them once."""
    client = client_as("owner")
    begun = {"name_sv": "Platt", "start": "blue-cluster", "networks": "Skogsnätet\nTräklustret"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(NEW, begun | {"points": "2023-12-31\n2024-12-31"})
    page = client.get(f"/p/{newest().slug}/").content.decode()
    assert "2 nätverk<small" in page
    assert "områden och deras nätverk" not in page
    assert '<h3 class="area">' not in page
