"""A decided value stands on every page where its answer stands, with what was said beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from folja.model import Adaptation, CaseText, Point
from folja.text import LocalText
from folja_site.access.principal import Principal
from folja_site.interviews.models import Draft
from folja_site.measurements.actions.approving import correct_answer
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Programme
from folja_site.results.building import build
from site_fixtures.small import (
    INDICATOR,
    SLUG,
    finding_of,
    found_small,
    small_follow_up,
)

FIRST, SAID_AT, LAST = "2023-12-31", "2024-12-31", "2025-12-31"
SV, EN = "42 (sagt ”ca 40”)", "42 (said “ca 40”)"


@pytest.fixture
def decided(client_as: Callable[..., Client]) -> tuple[Programme, Client, str]:
    """A programme in which “ca 40”, the network's last answer, was decided to be 42."""
    follow_up = small_follow_up(
        [("87", "ca 40"), ("10", "12")], points=(FIRST, SAID_AT), in_comparison=True
    )
    unit = follow_up.units[0].id
    body = f"Från [[cell {unit} 1 {FIRST}]] till [[cell {unit} 1 {SAID_AT}]] möten."
    text = CaseText(id="text", unit=unit, theme="theme-1", body=LocalText(body, body))
    programme, user, unit = found_small(follow_up.with_table(case_texts=(text,)))
    client = client_as(user)
    finding, point = finding_of(programme, "inexact-notation")
    sent = {"do": "corrected", "point": point, "value": "42", "seen": "0", "why": "Räknat om."}
    assert client.post(reverse("review-decide", args=[SLUG, unit, finding]), sent)["Location"]
    programme.refresh_from_db()
    build(programme.pk)
    return programme, client, unit


def plain(answer: Any) -> str:
    """Return what a page says: no marks, single spaces."""
    assert answer.status_code == 200
    body = answer.content.decode()
    main = body[body.index("<main") :] if "<main" in body else body
    return " ".join(re.sub("<[^>]+>", " ", main).replace("\xa0", " ").split())


PAGES = {
    "network": lambda unit: reverse("network", args=[SLUG, unit]),
    "indicator": lambda unit: reverse("indicator", args=[SLUG, INDICATOR]),
    "falls": lambda unit: reverse("how", args=[SLUG, "falls", "all"]),
    "answers": lambda unit: reverse("how", args=[SLUG, "answers", "in"]),
    "unit-review": lambda unit: reverse("unit-review", args=[SLUG, unit]),
    "finding": lambda unit: reverse(
        "finding", args=[SLUG, finding_of(Programme.objects.get(slug=SLUG), "inexact-notation")[0]]
    ),
}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("lang", "both"), [("sv", SV), ("en", EN)])
def test_page_shows_what_counts_and_what_was_said(
    decided: tuple[Programme, Client, str], page: str, lang: str, both: str
) -> None:
    """Whoever reads 42 reads what was said, and whoever reads what was said reads 42."""
    _, client, unit = decided
    shown = plain(client.get(PAGES[page](unit), headers={"accept-language": lang}))
    assert both in shown
    if page in ("network", "indicator", "falls"):
        assert "−45" in shown
        assert "−47" not in shown


def test_cell_page_tells_the_decision(decided: tuple[Programme, Client, str]) -> None:
    """Where a figure leads, the words stand as they are, with the decision, its reason and who."""
    _, client, unit = decided
    shown = plain(client.get(reverse("network-how", args=[SLUG, unit, INDICATOR])))
    assert "42 − 87 = −45" in shown
    assert "”ca 40”" in shown
    assert "Räknas som 42. Beslutat av utvärderare" in shown
    assert "Skäl: Räknat om." in shown


def test_total_tells_what_it_was_made_of(decided: tuple[Programme, Client, str]) -> None:
    """Under the sum stand the words, with the value that was taken in their place."""
    _, client, _ = decided
    shown = plain(client.get(reverse("how", args=[SLUG, "total", INDICATOR]) + "?rule=strict"))
    assert "ca 40 (beslut: 42)" in shown


def test_square_is_that_of_the_value_that_counts(decided: tuple[Programme, Client, str]) -> None:
    """An exact value is no inexact answer any longer, in the strip and in the count of it."""
    _, client, unit = decided
    page = client.get(reverse("network", args=[SLUG, unit]))
    assert page.context["strip"].squares == ("in",)
    inexact = client.get(reverse("how", args=[SLUG, "answers", "partly"]))
    assert "ca 40" not in plain(inexact)


def test_decision_shows_in_the_review_before_figures_are_built(
    client_as: Callable[..., Client],
) -> None:
    """The page that approves must not lag: it lays the decisions of now over the findings."""
    programme, user, unit = found_small(small_follow_up([("87", "ca 40")]))
    client = client_as(user)
    page = client.get(reverse("unit-review", args=[SLUG, unit]))
    assert "42" not in plain(page)
    finding, point = finding_of(programme, "inexact-notation")
    sent = {"do": "read-as", "point": point, "value": "42", "seen": "0"}
    client.post(reverse("review-decide", args=[SLUG, unit, finding]), sent)
    assert SV in plain(client.get(reverse("unit-review", args=[SLUG, unit])))
    answer = Answer.objects.get(programme=programme, unit=unit, point=point)
    shown = plain(client.get(reverse("review-answer", args=[SLUG, unit, answer.pk])))
    assert "Räknas som 42." in shown


def open_round(programme: Programme, unit: str, points: list[str], **stations: Any) -> Round:
    """Open a round for the network."""
    made = Round.objects.create(
        programme=programme,
        name_sv="Höstens omgång",
        points=points,
        closes_on=timezone.localdate(),
        state="open",
        opened_at=timezone.now(),
    )
    Participation.objects.create(round=made, unit=unit, respondent="Kim", **stations)
    return made


def test_approver_is_told_what_is_frozen_and_what_counts(
    decided: tuple[Programme, Client, str],
) -> None:
    """Approval freezes “about 40”, but 42 counts: the page says so, with how many there are."""
    programme, client, unit = decided
    round_ = open_round(programme, unit, [FIRST, SAID_AT], submitted_at=timezone.now())
    shown = plain(client.get(reverse("unit-review", args=[SLUG, unit])))
    told_so = "Ett svar låses som det sades, men räknas som ett annat värde, som är beslutat:"
    assert f"{told_so} Antal möten, 31 december 2024: {SV}" in shown
    part = Participation.objects.get(round=round_, unit=unit)
    to = reverse("review-approve", args=[SLUG, unit, round_.pk])
    assert client.post(to, {"version": part.version}).status_code == 302
    answer = Answer.objects.get(programme=programme, unit=unit, point=SAID_AT)
    assert (answer.frozen, answer.verbatim) == (True, "ca 40")
    assert SV in plain(client.get(reverse("unit-review", args=[SLUG, unit])))
    receipt = plain(client.get(reverse("answer-receipt", args=[SLUG, round_.pk, unit])))
    assert "ca 40 Räknas som 42" in receipt


def test_form_shows_the_network_what_counts_of_what_it_said(
    decided: tuple[Programme, Client, str],
) -> None:
    """Beside the next question stands the decided value, and the change is counted from it."""
    programme, client, unit = decided
    save_entry(None, programme, "points", Point(id=LAST, name=LocalText("I dag", "Now"), order=3))
    round_ = open_round(programme, unit, [LAST])
    theme = reverse("answer-theme", args=[SLUG, round_.pk, unit, "in-figures"])
    assert SV in plain(client.get(theme))
    read = client.post(
        reverse("answer-read", args=[SLUG, round_.pk, unit, INDICATOR]),
        {f"{INDICATOR}:{LAST}": "45", "field": f"{INDICATOR}:{LAST}"},
    )
    assert "+3" in read.content.decode()


def test_texts_cite_what_counts(decided: tuple[Programme, Client, str]) -> None:
    """A figure in a text, while it is written and when it is read, is the value that counts."""
    programme, client, unit = decided
    assert f"Från 87 till {SV} möten." in plain(client.get(reverse("network", args=[SLUG, unit])))
    Draft.objects.create(
        programme=programme, unit=unit, theme="theme-1", body_sv=f"[[cell {unit} 1 {SAID_AT}]]"
    )
    shown = plain(client.get(reverse("draft", args=[SLUG, unit, "theme-1"])))
    assert shown.count(SV) >= 2  # in the text, and in the list of figures to cite


def test_answer_that_was_corrected_is_new(decided: tuple[Programme, Client, str]) -> None:
    """A correction of the answer itself ends the decision about its old words, at once."""
    programme, client, unit = decided
    answer = Answer.objects.get(programme=programme, unit=unit, point=SAID_AT)
    correct_answer(Principal(), answer, "44", version=answer.version, why="Fel räknat", lang="sv")
    for _ in range(2):
        shown = plain(client.get(reverse("unit-review", args=[SLUG, unit])))
        assert "44" in shown
        assert "sagt" not in shown
        programme.refresh_from_db()
        build(programme.pk)
    assert "sagt ”" not in plain(client.get(reverse("network", args=[SLUG, unit])))


def test_files_with_answers_say_what_counts(decided: tuple[Programme, Client, str]) -> None:
    """The table of answers keeps the words and has the decided value in a column of its own."""
    _, client, _ = decided
    table = client.get(reverse("download-answers", args=[SLUG])).content.decode("utf-8-sig")
    head, *rows = table.splitlines()
    assert head.endswith(";Räknas som, enligt beslut")
    (row,) = (row for row in rows if "ca 40" in row)
    assert row.endswith(";42")
    assert all(row.endswith(";") for row in rows if "ca 40" not in row)


def test_text_written_before_the_decision_asks_to_be_read_again(
    decided: tuple[Programme, Client, str],
) -> None:
    """What a text says has changed by the decision: who wrote it sees so, and who publishes it."""
    programme, client, unit = decided
    now = timezone.now()
    text = programme.entries.get(table="case_texts")
    body = f"[[cell {unit} 1 {SAID_AT}]]"
    kept = Draft.objects.create(programme=programme, unit=unit, theme="theme-1", body_sv=body)
    draft, report = reverse("draft", args=[SLUG, unit, "theme-1"]), reverse("report", args=[SLUG])
    for days, changed in ((-1, 1), (1, 0)):
        at = now + timedelta(days=days)
        Draft.objects.filter(pk=kept.pk).update(changed_at=at)
        type(text).objects.filter(pk=text.pk).update(changed_at=at)
        stale = [(p.was, p.text) for p in client.get(draft).context["stale"]]
        assert stale == [("ca 40", SV)] * changed
        assert len(client.get(report).context["stale"]) == changed


def test_answer_that_is_left_out_of_totals_shows_what_counts(
    decided: tuple[Programme, Client, str],
) -> None:
    """Where a network has narrowed a question, its answer stands there as it counts."""
    programme, client, unit = decided
    narrowed = Adaptation(
        id="narrowed",
        unit=unit,
        indicator=INDICATOR,
        action="narrow",
        reason=LocalText("Bara egna möten", "Own meetings only"),
        comparability="not-comparable",
    )
    save_entry(None, programme, "adaptations", narrowed)
    for page in ("review-adapted", "unit-review"):
        args = [SLUG] if page == "review-adapted" else [SLUG, unit]
        shown = client.get(reverse(page, args=args)).content.decode()
        out = shown.partition('class="review-out"')[2].partition("</ul>")[0]
        assert "(sagt ”ca 40”)" in out
