"""Targets on the pages of networks, indicators and goals, with how the outcome stands to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from folja.model import Direction, Target
from folja.quality import decide
from folja_site.bundling.building import follow_up_of
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Programme
from site_fixtures.people import FOREIGN, OWN

pytestmark = pytest.mark.django_db

ASKED = "outward-marketing"  # 6 → 18 in PROC


@pytest.fixture
def aimed(example_programme: Programme, rebuilt: Callable[[Programme], Any]) -> Callable[..., str]:
    """Sets targets, builds the figures anew, and returns where the programme's pages are."""

    def set_all(*targets: Target) -> str:
        for target in targets:
            save_entry(None, example_programme, "targets", target)
        example_programme.refresh_from_db()
        rebuilt(example_programme)
        return f"/p/{example_programme.slug}"

    return set_all


def read(client: Any, path: str) -> str:
    """Return a page's words, with plain spaces."""
    answer = client.get(path)
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_network_page_holds_outcomes_to_its_own_targets(
    aimed: Callable[..., str], client_as: Any
) -> None:
    """What was reached, what was not, and nothing about another network."""
    at = aimed(
        Target(id="a", indicator=ASKED, unit=OWN, words="minst 18"),
        Target(id="b", indicator="individuals", unit=OWN, words="minst 99999"),
        Target(id="c", indicator=ASKED, unit=FOREIGN, words="minst 4711"),
    )
    for role in ("owner", "hub"):
        page = read(client_as(role), f"{at}/networks/{OWN}/")
        assert "2 målvärden" in page
        assert "minst 18" in page
        assert "inte nått" in page
        assert "4 711" not in page


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (Target(id="a", indicator=ASKED, words="minst 1"), "nått"),
        (Target(id="a", indicator=ASKED, words="minst 999999"), "inte nått"),
        (Target(id="a", indicator=ASKED, direction=Direction.UP), "nått"),
        (Target(id="a", indicator=ASKED, unit=OWN, direction=Direction.DOWN), "inte nått"),
        (
            Target(id="a", indicator=ASKED, point="2004-01-01", unit=OWN, words="högst 5"),
            "inte nått",
        ),
    ],
)
def test_indicator_page_holds_networks_alone_and_together(
    aimed: Callable[..., str], client_as: Any, target: Target, said: str
) -> None:
    """All together by the networks in the total; each network by its own answer."""
    at = aimed(target)
    page = read(client_as("owner"), f"{at}/indicators/{ASKED}/")
    section = page[page.index('id="targets"') :].split("</section>")[0]
    assert "Ett målvärde" in section
    # What several networks have together says how many of them it rests on.
    assert (re.search(r"\d+ av 16 nätverk", section) is not None) is (target.unit is None)
    told = section.replace("inte nått", "INTE").replace("kanske INTE", "KANSKE")
    assert ("INTE" if said == "inte nått" else "nått") in told


def test_goal_page_tells_its_targets_with_and_without_a_figure(
    aimed: Callable[..., str], client_as: Any
) -> None:
    """A goal's target that names an indicator has an outcome; one in general cannot be told."""
    at = aimed(
        Target(id="a", goal="goal-1", indicator=ASKED, words="minst 1"),
        Target(id="b", goal="goal-1", direction=Direction.UP),
    )
    page = read(client_as("steering"), f"{at}/goals/goal-1/")
    assert "2 målvärden" in page
    assert "går inte att avgöra" in page


def test_pages_without_targets_say_nothing_of_them(
    example_programme: Programme, client_as: Any
) -> None:
    """The report had none; nothing is made up."""
    client, at = client_as("owner"), f"/p/{example_programme.slug}"
    for path in (f"/networks/{OWN}/", f"/indicators/{ASKED}/", "/goals/goal-1/"):
        assert 'id="targets"' not in read(client, at + path)


def test_outcomes_are_what_was_decided(
    example_programme: Programme, aimed: Callable[..., str], client_as: Any
) -> None:
    """On the network's page and together with others: the decision holds, not the words."""
    made = decide(
        follow_up_of(example_programme),
        code="inexact-notation",
        unit=OWN,
        no=10,
        point="2005-12-31",
        action="read-as",
        value="4711",
        who="utvärderare",
        why="räknat efter",
        when=datetime(2006, 4, 1, tzinfo=UTC),
    )
    save_entry(None, example_programme, "decisions", made.decisions[-1])
    at = aimed(
        Target(id="a", indicator="individuals", unit=OWN, words="högst 30"),
        Target(id="b", indicator="individuals", words="minst 4711"),
    )
    told = read(client_as("owner"), f"{at}/networks/{OWN}/").split('id="targets"')[1]
    assert "<strong>4 711 (sagt ”25+”)</strong>" in told
    assert ">inte nått<" in told.split("</section>")[0]
    told = read(client_as("owner"), f"{at}/indicators/individuals/").split('id="targets"')[1]
    assert "kanske" not in told.split("</section>")[0]


def test_area_is_held_to_its_networks_in_the_total(
    aimed: Callable[..., str], client_as: Any
) -> None:
    """The area's page and the indicator's say the same, and lead on to the total."""
    at = aimed(Target(id="a", indicator=ASKED, unit="CELL", words="minst 1"))
    for path in (f"{at}/networks/CELL/", f"{at}/indicators/{ASKED}/"):
        told = read(client_as("owner"), path).split('id="targets"')[1].split("</section>")[0]
        assert "nått" in told
        assert "ingen siffra" not in told
        assert f"/how/total/{ASKED}/" in told
