"""Findings, decisions about them, and what becomes of both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client
from django.urls import reverse

from folja_site.base.models import AuditEvent
from folja_site.measurements.models import Answer, Participation, ReturnedQuestion, Round
from folja_site.programmes.models import Entry, Programme
from folja_site.results.figures import figures_of

SLUG = "vasternorrland"
HERE = "PROC"
CHANGE = "2004-01-01/2005-12-31"


def found(programme: Programme, code: str, unit: str | None = HERE) -> str:
    """Return the id of the first finding of a check, about a network or about none."""
    figures = figures_of(programme)
    assert figures is not None
    return next(
        one["id"] for one in figures.findings() if (one["code"], one["network"]) == (code, unit)
    )


def decisions(programme: Programme) -> list[Entry]:
    """Return the decisions that stand."""
    return list(Entry.objects.filter(programme=programme, table="decisions", gone=False))


def decide(client: Client, finding: str, **data: Any) -> Any:
    """Decide about a finding of the network."""
    return client.post(reverse("review-decide", args=[SLUG, HERE, finding]), data)


@pytest.fixture
def evaluator(client_as: Callable[..., Client]) -> Client:
    """The evaluator who is assigned to the network."""
    return client_as("evaluator")


def test_queue_says_its_state_in_its_heading(
    evaluator: Client, example_programme: Programme
) -> None:
    """The heading counts what the queue holds of the evaluator's own networks."""
    figures = figures_of(example_programme)
    assert figures is not None
    own = {"SI", "CRM", "BFP", "AFN", "PROC", "YWOOD", None}
    mine = [one["severity"] for one in figures.findings() if one["network"] in own]
    page = evaluator.get(reverse("review", args=[SLUG]) + "?state=all").content.decode()
    errors, warnings = mine.count("error"), mine.count("warning")
    assert f"<h1>{errors} fel att avgöra, {warnings} saker att fråga om</h1>" in page


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("?whose=all&state=all", {}),
        ("?unit=PROC&whose=all&state=all", {"unit": "PROC"}),
        ("?code=difference-wrong&whose=all&state=all", {"code": "difference-wrong"}),
        ("?severity=error&whose=all&by=check&state=all", {"severity": "error"}),
    ],
)
def test_filters_stand_in_the_address_and_narrow_the_queue(
    evaluator: Client, example_programme: Programme, query: str, asked: dict[str, str]
) -> None:
    """What is chosen in the address is what the queue holds."""
    figures = figures_of(example_programme)
    assert figures is not None
    page = evaluator.get(reverse("review", args=[SLUG]) + query)
    held = {row.id for row in page.context["queue"].chosen}
    assert held == {one["id"] for one in figures.findings(**asked)}


def test_empty_queue_says_which_filter_to_loosen(evaluator: Client) -> None:
    """Where nothing fits, each choice can be removed by itself."""
    page = evaluator.get(reverse("review", args=[SLUG]) + "?unit=PROC&code=share-too-exact")
    told = page.content.decode()
    assert "visa alla nätverk" in told
    assert "visa alla kontroller" in told


def test_finding_offers_the_difference_that_the_values_give(
    example_programme: Programme, evaluator: Client
) -> None:
    """The first button names its result, and the printed figure is struck through."""
    finding = found(example_programme, "difference-wrong")
    page = evaluator.get(reverse("finding", args=[SLUG, finding])).content.decode()
    assert "Rätta differensen till 12" in page
    assert 'class="figure refuted">18<' in page


def test_decision_shows_before_newer_figures_are_built(
    example_programme: Programme, evaluator: Client
) -> None:
    """A decided finding leaves the queue at once, and the next one opens with a way back."""
    finding = found(example_programme, "difference-wrong")
    answer = decide(evaluator, finding, do=f"corrected|{CHANGE}|12", seen="0", why="")
    kept = decisions(example_programme)
    assert [e.cells["value"] for e in kept] == ["12"]
    to = urlparse(answer["Location"])
    assert parse_qs(to.query)["after"] == [kept[0].key]
    next_page = evaluator.get(answer["Location"])
    assert "Ångra" in next_page.content.decode()
    assert finding not in [row.id for row in next_page.context["queue"].chosen]


def test_decision_is_the_librarys_own(
    example_programme: Programme, evaluator: Client, rebuilt: Callable[[Programme], object]
) -> None:
    """Once built, the checks themselves see the finding as decided."""
    finding = found(example_programme, "difference-wrong")
    decide(evaluator, finding, do=f"corrected|{CHANGE}|12", seen="0")
    example_programme.refresh_from_db()
    rebuilt(example_programme)
    figures = figures_of(example_programme)
    assert figures is not None
    body = next(one for one in figures.findings() if one["id"] == finding)
    assert not body["open"]
    assert body["resolution"]["value"] == "12"


def test_decision_leaves_one_event(example_programme: Programme, evaluator: Client) -> None:
    """One write, one line in the trail."""
    before = AuditEvent.objects.count()
    finding = found(example_programme, "difference-wrong")
    decide(evaluator, finding, do="stands", why="Så räknade de.", seen="0")
    assert AuditEvent.objects.count() == before + 1


@pytest.mark.parametrize(
    "data",
    [
        {"do": "explained", "why": " "},
        {"do": "corrected", "point": "2005-12-31", "value": "kanske några"},
        {"do": "corrected", "point": "2005-12-31", "value": ""},
        {"do": "guessed"},
    ],
)
def test_decision_without_what_it_needs_is_refused_and_keeps_the_words(
    example_programme: Programme, evaluator: Client, data: dict[str, str]
) -> None:
    """Nothing is decided, the page says what is missing, and what was typed stands."""
    finding = found(example_programme, "difference-wrong")
    answer = decide(evaluator, finding, seen="0", **data)
    assert answer.status_code == 422
    assert decisions(example_programme) == []
    assert data.get("value", "") in answer.content.decode()


def test_second_decision_at_once_is_told_of_the_first(
    example_programme: Programme, evaluator: Client
) -> None:
    """Of two who saw the same page the second loses nothing and overwrites nothing."""
    finding = found(example_programme, "difference-wrong")
    decide(evaluator, finding, do="stands", why="Först.", seen="0")
    second = decide(evaluator, finding, do="explained", why="Sedan.", seen="0")
    assert second.status_code == 409
    assert "Sedan." in second.content.decode()
    assert [e.cells["why"] for e in decisions(example_programme)] == ["Först."]


def test_undone_decision_stays_in_the_history(
    example_programme: Programme, evaluator: Client
) -> None:
    """Taken back, the finding is open again and both steps are told."""
    finding = found(example_programme, "difference-wrong")
    decide(evaluator, finding, do="stands", why="Så räknade de.", seen="0")
    entry = decisions(example_programme)[0]
    undo = reverse("review-undo", args=[SLUG, HERE, finding])
    evaluator.post(undo, {"decision": entry.key, "version": entry.version})
    assert decisions(example_programme) == []
    page = evaluator.get(reverse("finding", args=[SLUG, finding])).content.decode()
    assert "Beslutet togs tillbaka" in page
    assert "Så räknade de." in page
    again = decide(evaluator, finding, do="stands", why="Ändå.", seen="1")
    assert again.status_code == 302


def test_history_says_of_an_unreadable_answer_that_it_cannot_be_read(
    example_programme: Programme, evaluator: Client
) -> None:
    """It was written, and read as nothing."""
    finding = found(example_programme, "ambiguous-notation", "AFN")
    page = evaluator.get(reverse("finding", args=[SLUG, finding])).content.decode()
    history = page.split("Historik")[1]
    assert ": går inte att läsa" in history
    assert "läst som ”13+05”" not in history


def test_foreign_finding_is_nobodys_under_ones_own_network(
    example_programme: Programme, evaluator: Client
) -> None:
    """The finding has to be the network's that the address names."""
    finding = found(example_programme, "difference-unsupported", "SI")
    assert decide(evaluator, finding, do="stands", why="x", seen="0").status_code == 404


def test_owner_reads_findings_and_decides_about_the_catalogue_only(
    example_programme: Programme, client_as: Callable[..., Client]
) -> None:
    """The owner decides about goals and indicators, never about a network's answers."""
    owner = client_as("owner")
    finding = found(example_programme, "difference-wrong")
    page = owner.get(reverse("finding", args=[SLUG, finding])).content.decode()
    assert "inte tilldelad" in page
    assert "dig själv som utvärderare</a>" in page
    assert decide(owner, finding, do="stands", why="x", seen="0").status_code == 404
    goal = found(example_programme, "goal-without-own-measure", None)
    data = {"finding": goal, "do": "stands", "why": "Målet är gammalt.", "seen": "0"}
    assert owner.post(reverse("review-decide-catalogue", args=[SLUG]), data).status_code == 302
    assert [e.cells["who"] for e in decisions(example_programme)] == ["programägare"]


def test_effect_is_the_sum_that_the_library_gives(
    example_programme: Programme, evaluator: Client
) -> None:
    """A value in the place of an answer moves the strict sum, and asking changes nothing."""
    finding = found(example_programme, "difference-wrong")
    before = AuditEvent.objects.count()
    page = evaluator.get(
        reverse("finding-effect", args=[SLUG, finding]),
        {"action": "corrected", "point": "2004-01-01", "value": "7"},
        headers={"hx-request": "true"},
    )
    assert "från +84 till +83" in page.content.decode()
    assert AuditEvent.objects.count() == before
    sums = {one.rule: one.changes for one in page.context["effect"].sums}
    assert sums == {"as-printed": False, "strict": True, "missing-as-zero": True}


def test_effect_of_a_printed_difference_is_none(
    example_programme: Programme, evaluator: Client
) -> None:
    """To correct what was printed moves no sum."""
    finding = found(example_programme, "difference-wrong")
    page = evaluator.get(
        reverse("finding-effect", args=[SLUG, finding]), {"do": f"corrected|{CHANGE}|12"}
    )
    assert not page.context["effect"].changes


def test_several_are_decided_only_within_one_check(
    example_programme: Programme, evaluator: Client, client_as: Callable[..., Client]
) -> None:
    """The list comes first; what is another check's, or not one's own, is left alone."""
    code = "inexact-notation"
    page = evaluator.get(reverse("review-bulk", args=[SLUG, code]))
    rows = [row.id for row, _ in page.context["rows"]]
    other = found(example_programme, "difference-wrong")
    to = reverse("review-bulk-decide", args=[SLUG, code])
    seen = {f"seen-{one}": "0" for one in rows}
    data = {"finding": [*rows[:2], other], "action": "stands", "why": "Så sades det.", **seen}
    evaluator.post(to, data)
    assert {e.cells["code"] for e in decisions(example_programme)} == {code}
    assert len(decisions(example_programme)) == 2
    assert client_as("owner").post(to, data | {"finding": rows[2:3]}).status_code == 404


def test_several_without_a_reason_are_refused(evaluator: Client) -> None:
    """A reason holds for all of them, so there has to be one."""
    page = evaluator.get(reverse("review-bulk", args=[SLUG, "inexact-notation"]))
    rows = [row.id for row, _ in page.context["rows"]]
    to = reverse("review-bulk-decide", args=[SLUG, "inexact-notation"])
    assert evaluator.post(to, {"finding": rows, "action": "stands", "why": ""}).status_code == 422


def test_question_returns_the_form_to_the_network(
    example_programme: Programme, evaluator: Client, open_round: Round
) -> None:
    """The question stands at its indicator, the form is open again, the finding waits."""
    part = Participation.objects.get(round=open_round, unit=HERE)
    finding = found(example_programme, "difference-wrong")
    to = reverse("review-ask", args=[SLUG, HERE, finding])
    evaluator.post(to, {"question": "Vilken siffra är rätt?", "version": part.version})
    part.refresh_from_db()
    asked = ReturnedQuestion.objects.get(participation=part)
    assert part.returned_at is not None
    assert (asked.indicator, asked.point) == ("outward-marketing", CHANGE)
    page = evaluator.get(reverse("review", args=[SLUG]) + "?state=asked")
    waiting = [row for row in page.context["queue"].chosen if row.finding.unit == HERE]
    assert finding in [row.id for row in waiting]
    assert {row.finding.indicator for row in waiting} == {"outward-marketing"}
    stale = evaluator.post(to, {"question": "En till?", "version": part.version - 1})
    assert stale.status_code == 409


def test_outdated_decision_can_be_kept_and_dated_anew(
    example_programme: Programme,
    evaluator: Client,
    open_round: Round,
    rebuilt: Callable[[Programme], object],
) -> None:
    """Where the answer has changed since, the first thing offered is the decision that stood."""
    finding = found(example_programme, "difference-wrong")
    decide(evaluator, finding, do=f"corrected|{CHANGE}|12", seen="0", why="Kontrollräknat.")
    decision = decisions(example_programme)[0]
    indicator = decision.cells["indicator"]
    answer = Answer.objects.get(
        programme=example_programme, unit=HERE, indicator=indicator, point="2005-12-31"
    )
    words = str(int(answer.verbatim) + 1)
    to = reverse("review-correct", args=[SLUG, HERE, answer.pk])
    evaluator.post(to, {"words": words, "why": "Fel räknat", "version": answer.version})
    example_programme.refresh_from_db()
    rebuilt(example_programme)
    again = found(example_programme, "difference-wrong")
    page = evaluator.get(reverse("finding", args=[SLUG, again]))
    ready = page.context["detail"].ready[0]
    assert (ready.action, ready.value) == ("corrected", "12")
    told = page.content.decode()
    assert "Behåll beslutet, daterat i dag" in told
    assert "Kontrollräknat." in told
    seen = page.context["detail"].seen
    kept = decide(evaluator, again, do=ready.as_text, seen=str(seen), why="Kontrollräknat.")
    assert kept.status_code == 302
    assert len(decisions(example_programme)) == 2


def test_effect_names_the_texts_that_cite_the_figure(
    example_programme: Programme, evaluator: Client
) -> None:
    """Before anything is saved the page says which texts rest on the answer, by name."""
    finding = found(example_programme, "difference-wrong")
    page = evaluator.get(
        reverse("finding-effect", args=[SLUG, finding]),
        {"action": "corrected", "point": "2005-12-31", "value": "30"},
    )
    cited = page.context["effect"].citing
    told = page.content.decode()
    assert all(str(unit.sv) in told for unit, _ in cited)
    assert not Entry.objects.filter(table="decisions", gone=False).exists()
