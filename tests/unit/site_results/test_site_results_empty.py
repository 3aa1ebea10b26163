"""What pages say where there is little to say: nothing set up, nobody asked, one network told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from folja.model import Indicator, Measure
from folja.text import LocalText
from folja_site.programmes.models import Programme
from site_fixtures.small import INDICATOR, SLUG, found_small, small_follow_up

if TYPE_CHECKING:
    from collections.abc import Callable

    Begin = Callable[..., tuple[Any, str]]

NEW = "/programmes/new/"


@pytest.fixture
def begun(
    client_as: Any, django_capture_on_commit_callbacks: Any
) -> Callable[..., tuple[Any, str]]:
    """Begins a programme as the form does; returns its owner's browser and its address."""

    def begin(**written: str) -> tuple[Any, str]:
        client = client_as("owner")
        with django_capture_on_commit_callbacks(execute=True):
            client.post(NEW, {"name_sv": "Nytt", **written})
        made = Programme.objects.order_by("pk").last()
        assert made is not None
        return client, f"/p/{made.slug}/"

    return begin


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("", "Programmet har inga nätverk ännu"),
        ("networks/", "Programmet har inga nätverk ännu"),
        ("needs/", "Programmet har inga behov att välja bland ännu"),
        ("goals/", "Programmet har inga delmål ännu"),
        ("indicators/", "Programmet har inga indikatorer ännu"),
        ("rounds/", "En omgång behöver nätverk, indikatorer och en mätpunkt"),
    ],
)
def test_owner_of_nothing_is_led_to_what_is_missing(
    example_programme: Programme, begun: Begin, page: str, says: str
) -> None:
    """No page of an empty programme counts to nought of nought or offers a round."""
    client, at = begun(start="nothing")
    words = client.get(at + page).content.decode()
    assert says in words
    assert "noll" not in words
    assert f'href="{at}rounds/new/"' not in words
    if page in ("needs/", "goals/", "indicators/"):
        assert f'href="{at}set-up/{page}"' in words
    assert (f'<a class="btn primary" href="{at}set-up/"' in words) is (page in ("", "rounds/"))


def test_networks_that_told_nothing_have_not_moved(
    example_programme: Programme, begun: Begin
) -> None:
    """Nothing is counted of a network that has not answered; the owner may plan a round."""
    client, at = begun(start="blue-cluster", networks="Skogen", points="2023-12-31\n2024-12-31")
    words = client.get(at).content.decode()
    assert "ingen förändring att visa än" in words
    assert "0 ökade" not in words
    indicators = client.get(f"{at}indicators/").content.decode()
    assert "15 indikatorer, och inga svar att räkna ihop ännu" in indicators
    assert f'<a class="btn primary" href="{at}rounds/new/"' in words
    assert (
        f'<a class="btn primary" href="{at}rounds/new/"'
        in client.get(f"{at}rounds/").content.decode()
    )


def test_rule_of_what_is_printed_counts_only_where_something_is(client_as: Any) -> None:
    """Without printed differences the other rules are held against each other; nothing fell."""
    _, user, _ = found_small(small_follow_up([("8", "40"), ("10", "12")]))
    client = client_as(user)
    page = client.get(f"/p/{SLUG}/indicators/").content.decode()
    assert "Summan blir densamma hur man än räknar" in page
    assert "gick ner mellan mätpunkterna" in client.get(f"/p/{SLUG}/").content.decode()


def test_front_page_without_headlines_shows_the_totals(client_as: Any) -> None:
    """A follow-up of its own has no old report to hold against: its totals stand there instead."""
    _, user, _ = found_small(small_follow_up([("8", "ca 40"), ("10", "")]))
    page = client_as(user).get(f"/p/{SLUG}/").content.decode()
    assert "En summa av svaren" in page
    assert "ca 32</strong>" in page
    assert ">1 av 2</a>" in page


def test_question_that_nobody_was_asked_has_no_square(client_as: Any) -> None:
    """What a network left empty is a square; what no network was asked is none."""
    follow_up = small_follow_up([("8", "40"), ("", "")])
    other = Indicator(
        id="patents",
        no=2,
        name=LocalText("Antal patent", "Number of patents"),
        label=LocalText("Hur många patent?", "How many patents?"),
        measure=Measure.STOCK,
    )
    _, user, _ = found_small(follow_up.with_table(indicators=(*follow_up.indicators, other)))
    page = client_as(user).get(f"/p/{SLUG}/").content.decode()
    assert "Ett av två nätverk går att jämföra" in page
    assert page.count('class="sq blank"') == 2  # the silent network's, and that of the key


def test_networks_under_no_area_are_not_told_of_twice(client_as: Any) -> None:
    """Without areas, the parts of the total are the networks of the table above."""
    _, user, _ = found_small(small_follow_up([("8", "40"), ("10", "12")]))
    page = client_as(user).get(f"/p/{SLUG}/indicators/{INDICATOR}/").content.decode()
    assert "Summan i varje område" not in page
    assert "Fjällnära Mat" in page
