"""Pages count what was asked; and of an older report they speak only where there is one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from folja.model import Adaptation, FollowUp, Indicator, Measure, Observation
from folja.text import LocalText
from folja.values import read
from folja_site.measurements.models import Participation, Round
from folja_site.results.figures import figures_of
from site_fixtures.small import INDICATOR, POINTS, SLUG, found_small, small_follow_up

if TYPE_CHECKING:
    from site_fixtures.people import Clients

AT = f"/p/{SLUG}/"
#: Words of an older report, in both languages.
OLD = ("källan", "tryckt", "skrev", " source", "printed", "wrote")


def catalogue(answers: int = 8) -> FollowUp:
    """A catalogue of 24, of which eight were asked of two networks: the first answered all, the
    second as many as `answers` says, the rest left blank.
    """
    made = small_follow_up([("10", "12"), ("4", "6")])
    more = tuple(
        Indicator(
            id=f"i{n}",
            no=n,
            name=LocalText(f"Antal ting {n}", f"Number of things {n}"),
            label=LocalText(f"Hur många ting {n}?", f"How many things {n}?"),
            measure=Measure.STOCK,
        )
        for n in range(2, 25)
    )
    told = tuple(
        Observation(
            unit=unit.id,
            indicator=f"i{n}",
            point=point,
            reading=read(str(n) if at == 0 or n <= answers else ""),
        )
        for at, unit in enumerate(made.units)
        for n in range(2, 9)
        for point in POINTS
    )
    return made.with_table(
        indicators=(*made.indicators, *more), observations=(*made.observations, *told)
    )


def words(page: str) -> str:
    """Return what stands in the page's own part."""
    main = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.fixture
def small(client_as: Clients) -> Any:
    """A browser of the owner of the programme; the second network answered three of eight."""
    _, user, _ = found_small(catalogue(answers=3))
    return client_as(user)


def test_strips_have_a_square_for_what_was_asked(small: Any) -> None:
    """Eight for each network, on the front page, the network's own and beside the others."""
    _, silent = (unit.id for unit in catalogue().units)
    page = small.get(f"{AT}networks/{silent}/").content.decode()
    squares = re.findall(r'<i class="sq ([a-z-]+)"></i>', page.partition('class="strip tall"')[2])
    assert (squares[:8].count("in"), squares[:8].count("blank")) == (3, 5)
    beside = words(small.get(f"{AT}networks/{silent}/beside/").content.decode())
    assert "8. Antal ting 8" in beside
    assert "9. Antal ting 9" not in beside
    for row in re.findall(
        r'<span class="strip"[^>]*>(.*?)</span>', small.get(f"{AT}networks/").content.decode()
    ):
        assert row.count("<i ") == 8


def test_list_of_indicators_names_once_what_was_not_asked(small: Any) -> None:
    """It has no row and no share of the heading; laid out by network it has none either."""
    for query in ("", "?by=network", "?by=area", "?by=goal"):
        page = small.get(f"{AT}indicators/{query}").content.decode()
        assert page.count("9. Antal ting 9") == 1
        assert "Inte frågat vid de här mätpunkterna" in page
        assert "av 8 summor" in page
    rows = page.count('<th scope="row">')
    assert rows <= 8


def test_page_of_an_indicator_says_that_nobody_was_asked(small: Any) -> None:
    """No table of gaps; one that was asked has its table."""
    untold = words(small.get(f"{AT}indicators/i9/").content.decode())
    assert "Frågan är inte ställd" in untold
    assert "ingen summa" not in untold
    assert "Skogsteknik" not in untold
    assert "Skogsteknik" in words(small.get(f"{AT}indicators/i8/").content.decode())


def test_declined_question_is_told_on_both_pages(client_as: Clients) -> None:
    """The network's page says so with the reason, and has no square for it; the total says why."""
    made = catalogue()
    unit = made.units[1].id
    no = Adaptation(
        id="no",
        unit=unit,
        indicator="i8",
        action="decline",
        comparability="not-comparable",
        reason=LocalText("Vi mäter inte det", "We do not measure it"),
    )
    kept = tuple(o for o in made.observations if (o.unit, o.indicator) != (unit, "i8"))
    _, user, _ = found_small(made.with_table(adaptations=(no,), observations=kept))
    client = client_as(user)
    page = client.get(f"{AT}networks/{unit}/").content.decode()
    assert "Vi mäter inte det" in words(page)
    strip = page.partition('class="strip tall"')[2].partition("</span>")[0]
    assert strip.count("<i ") == 7
    assert "avböjt" in words(client.get(f"{AT}indicators/i8/").content.decode())
    assert "avböjt" in words(client.get(f"{AT}how/total/i8/").content.decode())


def test_what_was_asked_follows_the_points_that_are_looked_at(client_as: Clients) -> None:
    """An indicator of the last round alone is not asked about the points before it."""
    made = small_follow_up([("1", "2", "3"), ("4", "5", "6")], points=("2023-12-31", *POINTS))
    late = replace(made.indicators[0], id="late", no=2)
    told = tuple(
        Observation(unit=unit.id, indicator="late", point=POINTS[1], reading=read("7"))
        for unit in made.units
    )
    programme, user, _ = found_small(
        made.with_table(
            indicators=(*made.indicators, late), observations=(*made.observations, *told)
        )
    )
    figures = figures_of(programme)
    assert figures is not None
    assert [i.id for i in figures.asked("2023-12-31", POINTS[0]).left_out] == ["late"]
    assert figures.asked("2023-12-31", POINTS[1]).left_out == ()
    page = client_as(user).get(f"{AT}indicators/?from=2023-12-31&to={POINTS[0]}").content.decode()
    assert "Inte frågat vid de här mätpunkterna" in page


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_no_page_speaks_of_an_older_report_where_there_is_none(
    client_as: Clients, lang: str
) -> None:
    """Neither its rule, nor its column, nor its name; asking for its rule asks for nothing."""
    made = catalogue(answers=3)
    programme, user, unit = found_small(made)
    figures = figures_of(programme)
    assert figures is not None
    assert not figures.cites
    client = client_as(user, lang=lang)
    for path in (
        "",
        "networks/",
        f"networks/{unit}/",
        f"networks/{unit}/beside/",
        f"networks/{unit}/how/{INDICATOR}/",
        "indicators/",
        f"indicators/{INDICATOR}/",
        "goals/",
        "report/",
        f"how/total/{INDICATOR}/",
        "indicators/?rule=as-printed",
    ):
        answer = client.get(AT + path)
        assert answer.status_code == 200, path
        page = words(answer.content.decode())
        assert not re.search('data-l="(Rapporten|The report)"', answer.content.decode())
        for word in OLD:
            assert word.lower() not in page.lower(), (path, word)


def test_pages_of_a_followed_up_report_name_it(client_as: Clients) -> None:
    """Three rules to choose among, and the column of what it said."""
    page = client_as("owner").get("/p/vasternorrland/indicators/").content.decode()
    assert "som tryckt" in page
    assert "Rapporten" in page


def test_open_round_counts_what_it_asks_before_anybody_has_answered(client_as: Clients) -> None:
    """Its page has a square for each of its ten questions; once closed, for the eight answered."""
    programme, user, unit = found_small(catalogue())
    part = Participation.objects.create(
        unit=unit,
        round=Round.objects.create(
            programme=programme,
            name_sv="Höstens omgång",
            points=list(POINTS),
            indicators=[INDICATOR, *(f"i{n}" for n in range(2, 11))],
            state="open",
        ),
    )
    client = client_as(user)

    def squares() -> int:
        page = client.get(reverse("round-results", args=[SLUG, part.round_id])).content.decode()
        return page.partition('<span class="strip"')[2].partition("</span>")[0].count("<i ")

    assert squares() == 10
    Round.objects.filter(pk=part.round_id).update(state="closed")
    assert squares() == 8
