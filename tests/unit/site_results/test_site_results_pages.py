"""The pages of results say what the figures say, and lead from every figure to the words."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from folja.model import UnitKind
from folja.values import read
from folja_site.measurements.actions.answers import observation_of, save_answer, with_reading
from folja_site.measurements.models import Answer
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Entry
from folja_site.programmes.queries import records

if TYPE_CHECKING:
    from folja_site.measurements.models import Round
    from folja_site.programmes.models import Programme
    from site_fixtures.people import Clients

P = "/p/vasternorrland/"


def body(client_as: Clients, path: str, who: str = "owner", lang: str = "sv") -> str:
    """Return a page as text."""
    answer = client_as(who, lang=lang).get(P + path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def plain(html: str) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_front_page_says_how_much_can_be_compared(client_as: Clients) -> None:
    """The heading counts networks, the ledger has the five headlines with their ranges."""
    html = body(client_as, "")
    assert "<h1>Nio av sexton nätverk går att jämföra</h1>" in html
    for figure in ("308–508", "147–199", "17–18"):
        assert f">{figure}</a>" in html
    assert "7 uppgifter gick ner." in plain(html)
    assert "Nine of sixteen networks can be compared" in body(client_as, "", lang="en")


def test_network_that_has_told_nothing_is_not_said_to_be_comparable(
    client_as: Clients, example_programme: Programme
) -> None:
    """To be in the comparison is not to have answered."""
    told = set(Answer.objects.filter(programme=example_programme).values_list("unit", flat=True))
    silent = next(
        u
        for u in records(example_programme, "units")
        if u.kind is UnitKind.NETWORK and u.id not in told
    )
    entry = Entry.objects.get(programme=example_programme, table="units", key=silent.id)
    among = replace(silent, in_comparison=True)
    save_entry(None, example_programme, "units", among, version=entry.version)
    assert "<h1>Nio av sexton nätverk går att jämföra</h1>" in body(client_as, "")


def test_front_page_names_what_is_late(client_as: Clients, open_round: Round) -> None:
    """An open round shows how many networks have not handed in, and for how long."""
    html = plain(body(client_as, ""))
    waiting = sum(1 for p in open_round.participations.all() if not p.submitted_at or p.returned_at)
    assert f"{waiting} nätverk har inte lämnat in" in html
    assert "har väntat 12 dagar" in html


def test_words_are_two_clicks_away_from_a_headline(client_as: Clients) -> None:
    """Headline, what it is made of, the respondent's words."""
    front = body(client_as, "")
    first = re.search(r'class="figure" href="([^"]+headline-12/)"', front)
    assert first is not None
    client = client_as("owner")
    made = client.get(first[1]).content.decode()
    second = re.search(r'href="(/p/vasternorrland/networks/NBC/how/[^"]+)"', made)
    assert second is not None
    assert "”11+26+50”" in client.get(second[1].partition("#")[0]).content.decode()


@pytest.mark.parametrize(
    ("rule", "figure"), [("as-printed", "199"), ("strict", "147"), ("missing-as-zero", "197")]
)
def test_rule_in_the_address_changes_the_figure(client_as: Clients, rule: str, figure: str) -> None:
    """The total of collaboration activities by each rule."""
    html = body(client_as, f"how/total/12/?rule={rule}")
    assert f"så blir summan {figure}</h1>" in html


def test_area_keeps_to_its_networks(client_as: Clients) -> None:
    """The part of a total in one area names no network outside it."""
    html = plain(body(client_as, "how/total/12/?area=SRR"))
    assert "Bara Safety and Rescue Region" in html
    assert "Processum" not in html


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("CRM", "CRM: elva uppgifter ökade och två minskade"),
        ("ARKIV", "inte i drift: inga uppgifter att räkna"),
        ("AMB", "inga uppgifter ännu"),
    ],
)
def test_network_says_how_it_moved_or_why_there_is_nothing(
    client_as: Clients, unit: str, words: str
) -> None:
    """Networks without data say so and show no table of zeros."""
    html = body(client_as, f"networks/{unit}/")
    heading = re.search(r"<h1>(.*?)</h1>", html)
    assert heading is not None
    assert words in heading[1]
    assert bool(re.search(r'<th scope="row" class="">Aktörer</th>', html)) is (unit == "CRM")


def test_hub_sees_its_own_network_and_no_total(client_as: Clients) -> None:
    """A hub's page leads to its own answers, not to totals or other networks."""
    html = body(client_as, "networks/PROC/", who="hub")
    assert "/networks/PROC/how/" in html
    assert "/how/total/" not in html
    assert not re.search(r"/networks/(?!PROC)[A-Z]+/", html)
    client = client_as("hub")
    for path in ("", "indicators/", "how/total/12/", "networks/CRM/", "networks/CRM/how/12/"):
        assert client.get(P + path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        *("networks/NIX/", "networks/CRM/how/nix/", "indicators/nix/", "goals/nix/"),
        *("how/nix/1/", "how/total/nix/", "how/headline/nix/", "how/claim/nix/"),
        *("how/cell/NIX/1/", "how/total/12/?area=nix"),
    ],
)
def test_what_does_not_exist_is_not_found(client_as: Clients, path: str) -> None:
    """Addresses of nothing answer 404."""
    assert client_as("owner").get(P + path).status_code == 404


def test_address_with_nonsense_shows_the_usual_choice(client_as: Clients) -> None:
    """A rule, point or layout that does not exist is as if nothing was asked."""
    usual = body(client_as, "indicators/")
    asked = body(client_as, "indicators/?rule=x&from=1999-01-01&to=y&by=z")
    assert re.findall(r"<strong>(.*?)</strong>", usual) == re.findall(
        r"<strong>(.*?)</strong>", asked
    )


def test_page_says_that_newer_figures_are_coming(
    client_as: Clients, example_programme: Programme, rebuilt: Callable[[Any], Any]
) -> None:
    """After a change the old figures stay, with their age, until the new ones are there."""
    answer = Answer.objects.get(
        programme=example_programme, unit="NBC", point="2005-12-31",
        indicator="collaboration-activities", breakdown="",
    )  # fmt: skip
    changed = with_reading(observation_of(answer), read("90", locale="sv"))
    save_answer(
        None, example_programme, changed, version=answer.version, why="rättat", correction=True
    )
    html = body(client_as, "how/total/12/")
    assert "Nyare räknas fram just nu." in html
    assert "så blir summan 147" in html
    example_programme.refresh_from_db()
    rebuilt(example_programme)
    html = body(client_as, "how/total/12/")
    assert "Nyare räknas fram just nu." not in html
    assert "så blir summan 150" in html
    history = body(client_as, "networks/NBC/how/collaboration-activities/")
    assert history.index("<q>90</q>") < history.index("<q>11+26+50</q>")
    assert "rättat" in history


def test_words_of_people_are_escaped(client_as: Clients, example_programme: Programme) -> None:
    """What somebody wrote never becomes part of the page."""
    Answer.objects.filter(programme=example_programme, indicator="individuals").update(
        remark="<script>alert(1)</script>"
    )
    html = body(client_as, "indicators/individuals/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<script>alert" not in html


def test_pages_hold_no_style_and_no_script_of_their_own(client_as: Clients) -> None:
    """The content policy allows neither."""
    for path in ("", "networks/CRM/", "indicators/individuals/", "how/headline/headline-12/"):
        html = body(client_as, path)
        assert not re.search(r"<[^>]+\sstyle=", html), path
        assert not re.search(r"<[^>]+\son[a-z]+=", html), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", html), path
        assert len(re.findall(r"<h1[ >]", html)) == 1, path


def test_area_says_which_networks_it_has(client_as: Clients) -> None:
    """A unit that holds networks is told of by them, not as a network without data."""
    words = plain(body(client_as, "networks/KIS/"))
    assert "Informationssystem har fyra nätverk" in words
    assert "CRM-nätverket" in words
    assert "inga uppgifter ännu" not in words
    assert "Navet har inte bett om något stöd" not in words


def test_list_by_network_has_each_network_once(client_as: Clients) -> None:
    """Laid out by network, each total is that network's own change."""
    words = plain(body(client_as, "indicators/?by=network"))
    assert "Processum Technology Park" in words
    assert words.count("1. Aktörer") == 9


def test_findings_of_a_weight_are_listed_with_what_was_answered(client_as: Clients) -> None:
    """Sixteen errors, each leading to the answers it is about."""
    html = body(client_as, "how/findings/error/")
    assert "16 fel väntar på beslut" in plain(html)
    assert "/networks/NBC/how/employees/" in html


def test_answers_of_a_kind_stand_in_the_order_of_the_programme(client_as: Clients) -> None:
    """Indicators as they are numbered, networks as they stand in their areas."""
    html = body(client_as, "how/answers/in/?indicator=participating-actors")
    places = re.findall(r"/networks/(\w+)/how/participating-actors/", html)
    assert list(dict.fromkeys(places))[:3] == ["NBC", "SI", "CRM"]
    first = re.search(r"/networks/\w+/how/([\w-]+)/", body(client_as, "how/answers/in/"))
    assert first is not None
    assert first[1] == "participating-actors"


def test_notes_on_a_total_have_a_column_only_where_there_are_any(client_as: Clients) -> None:
    """A start value that is missing and counts as zero is noted; exact values need no note."""
    at = "how/total/collaboration-activities/"
    assert ">Att känna till<" in body(client_as, f"{at}?rule=missing-as-zero")
    assert ">Att känna till<" not in body(client_as, f"{at}?rule=strict")


def test_history_tells_once_what_was_written_at_once(client_as: Clients) -> None:
    """The moment and the reason of an import stand over its answers, not at each of them."""
    html = body(client_as, "networks/NBC/history/")
    assert html.count("/how/") > 40
    assert html.count('class="several"') < 5
    assert "<q>11+26+50</q>" in html
    assert "[[" not in html


@pytest.mark.parametrize(("lang", "words"), [("sv", "”11+26+50”"), ("en", "“11+26+50”")])
def test_words_are_quoted_as_the_language_quotes(client_as: Clients, lang: str, words: str) -> None:
    """Swedish and English quotation marks, each in its own page."""
    assert words in body(client_as, "networks/NBC/how/collaboration-activities/", lang=lang)


def test_reader_is_led_nowhere_that_is_closed(client_as: Clients) -> None:
    """Of a programme whose published pages are all there is to read, the name is no link."""
    page = client_as("reader").get("/").content.decode()
    assert "du läser det som publiceras" in page
    assert f'href="{P}"' not in page


@pytest.mark.parametrize("path", ["how/answers/x/", "how/answers/out/", "how/findings/x/"])
def test_lists_of_nothing_known_are_not_found(client_as: Clients, path: str) -> None:
    """A kind or weight that there is not has no list."""
    assert client_as("owner").get(P + path).status_code == 404
