"""A network makes a question its own: the form follows at once, and so do totals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from folja.model import Rule
from folja_site.base.models import AuditEvent
from folja_site.bundling.building import follow_up_of, limited_to
from folja_site.measurements.answering_checks import findings
from folja_site.measurements.answering_form import Form, load
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import records
from folja_site.results.figures import figures_of
from site_fixtures.people import FOREIGN, OWN

pytestmark = pytest.mark.django_db

FIRST, LAST = "2004-01-01", "2005-12-31"
ASKED = "outward-marketing"  # 6 → 18 in PROC


def where(round_: Round, name: str, **more: str) -> str:
    """Return an address of the form."""
    kwargs = {"slug": round_.programme.slug, "pk": round_.pk, "unit": OWN} | more
    return reverse(name, kwargs=kwargs)


def form(round_: Round, unit: str = OWN) -> Form:
    """Load a network's form."""
    found = Participation.objects.select_related("round__programme")
    return load(found.get(round=round_, unit=unit))


def adapt(client: Client, round_: Round, action: str, **more: str) -> Any:
    """Send what the network makes of the question."""
    sent = {"action": action, "comparability": "same", "reason": "så är det hos oss"} | more
    return client.post(where(round_, "answer-adapt", indicator=ASKED), sent)


@pytest.fixture
def respondent(open_link: Any, client_as: Any) -> Client:
    """A client that came by the link of the open round."""
    client: Client = client_as(open_link)
    return client


def item(round_: Round, unit: str = OWN) -> Any:
    """Return the question in a network's form, None where it is not asked."""
    return next((i for i in form(round_, unit).items if i.indicator.id == ASKED), None)


def test_renamed_question_is_asked_by_its_new_name_in_this_network_only(
    respondent: Client, open_round: Round
) -> None:
    """The label follows at once; the others are asked as before."""
    assert adapt(respondent, open_round, "rename", label="Mässor").status_code == 302
    assert item(open_round).label.get("sv") == "Mässor"
    assert item(open_round, FOREIGN).label.get("sv") != "Mässor"
    (kept,) = records(open_round.programme, "adaptations", unit=OWN)
    assert (kept.action, kept.comparability) == ("rename", "same")
    assert kept.reason.get("sv") == "så är det hos oss"


def test_declined_question_is_not_asked_and_can_be_taken_up_again(
    respondent: Client, open_round: Round
) -> None:
    """It stands among the declined with its reason; what is declined compares with nothing."""
    adapt(respondent, open_round, "decline")
    assert item(open_round) is None
    assert item(open_round, FOREIGN) is not None
    (kept,) = records(open_round.programme, "adaptations", unit=OWN)
    assert kept.comparability == "not-comparable"
    sent = {"as-all": "1", "version": "1"}
    respondent.post(where(open_round, "answer-adapt", indicator=ASKED), sent)
    assert item(open_round) is not None


def test_split_question_asks_its_parts_which_check_themselves(
    respondent: Client, open_round: Round
) -> None:
    """The parts stand under the question; what does not add up is told, in this network only."""
    adapt(respondent, open_round, "split", parts="Mässor\nSeminarier")
    place = form(open_round).place(ASKED)
    assert place is not None
    parts = place[1].parts
    assert [p.indicator.name.get("sv") for p in parts] == ["Mässor", "Seminarier"]
    assert len(form(open_round, FOREIGN).items) == len(form(open_round).items) - 2
    sent: dict[str, str] = {}
    for one, text in ((ASKED, "18"), (parts[0].indicator.id, "10"), (parts[1].indicator.id, "5")):
        sent[f"{one}:{LAST}"] = text
        there = Answer.objects.filter(
            programme=open_round.programme, unit=OWN, indicator=one, point=LAST
        ).first()
        sent[f"version:{one}:{LAST}"] = str(there.version) if there else ""
    page = respondent.post(
        where(open_round, "answer-save", indicator=ASKED), sent, headers={"HX-Request": "true"}
    )
    assert page.status_code == 200
    told = [f for f in findings(form(open_round)) if f.code == "parts-not-total"]
    assert [(f.unit, f.indicator) for f in told] == [(OWN, ASKED)]


def test_part_with_an_answer_is_not_taken_out(respondent: Client, open_round: Round) -> None:
    """Nothing that has been answered goes; an unanswered part does."""
    adapt(respondent, open_round, "split", parts="Mässor\nSeminarier")
    place = form(open_round).place(ASKED)
    assert place is not None
    first = place[1].parts[0].indicator.id
    sent = {f"{first}:{LAST}": "10", f"version:{first}:{LAST}": ""}
    respondent.post(where(open_round, "answer-save", indicator=ASKED), sent)
    again = {"as-all": "1", "version": "1"}
    path = where(open_round, "answer-adapt", indicator=ASKED)
    assert respondent.post(path, again).status_code == 409
    changed = adapt(respondent, open_round, "split", parts="Mässor\nResor", version="1")
    assert changed.status_code == 302
    place = form(open_round).place(ASKED)
    assert place is not None
    assert [p.indicator.name.get("sv") for p in place[1].parts] == ["Mässor", "Resor"]


def test_added_question_is_asked_of_its_network_only(respondent: Client, open_round: Round) -> None:
    """Now and in rounds to come; another network neither meets it nor takes it out."""
    before = len(form(open_round).items)
    sent = {
        "label": "Antal hemligheter",
        "measure": "stock",
        "theme": "theme-1",
        "reason": "viktigt",
    }
    assert respondent.post(where(open_round, "answer-add"), sent).status_code == 302
    assert len(form(open_round).items) == before + 1
    assert len(form(open_round, FOREIGN).items) == before
    programme = open_round.programme
    own, theirs = (limited_to(follow_up_of(programme), {u}) for u in (OWN, FOREIGN))
    assert len(own.indicators) == len(theirs.indicators) + 1
    assert "hemligheter" not in repr(theirs)


def test_reason_is_required_and_what_was_typed_stays(respondent: Client, open_round: Round) -> None:
    """Nothing is saved without it, and the page says what is missing."""
    page = adapt(respondent, open_round, "narrow", label="Bara mässor", reason=" ")
    assert page.status_code == 200
    assert "Bara mässor" in page.content.decode()
    assert not Entry.objects.filter(table="adaptations").exists()


def test_two_who_adapt_the_same_question_never_overwrite_each_other(
    respondent: Client, open_round: Round
) -> None:
    """The later is told, keeps what was typed, and can save on top of it."""
    adapt(respondent, open_round, "rename", label="Mässor")
    clash = adapt(respondent, open_round, "rename", label="Resor")
    assert clash.status_code == 409
    assert "Resor" in clash.content.decode()
    assert item(open_round).label.get("sv") == "Mässor"
    assert adapt(respondent, open_round, "rename", label="Resor", version="1").status_code == 302
    assert item(open_round).label.get("sv") == "Resor"


def test_adaptation_leaves_one_event_with_its_reason(respondent: Client, open_round: Round) -> None:
    """However many rows a split question is made of."""
    before = AuditEvent.objects.count()
    adapt(respondent, open_round, "split", parts="Mässor\nSeminarier")
    event = AuditEvent.objects.order_by("-pk").first()
    assert AuditEvent.objects.count() == before + 1
    assert event is not None
    assert (event.unit, event.why) == (OWN, "så är det hos oss")


@pytest.mark.parametrize(
    ("comparability", "counts"),
    [("same", True), ("subset", True), ("superset", False), ("not-comparable", False)],
)
def test_total_takes_in_what_is_declared_comparable_and_nothing_else(
    respondent: Client,
    open_round: Round,
    rebuilt: Callable[[Programme], Any],
    comparability: str,
    counts: bool,
) -> None:
    """To the figure: the network's 12 are in the total or are not, and the account says so."""
    programme = open_round.programme
    span = {"rule": "strict", "start": FIRST, "end": LAST, "indicator": ASKED}
    held = figures_of(programme)
    assert held is not None
    (before,) = held.totals(**span)
    adapt(respondent, open_round, "narrow", label="Mässor", comparability=comparability)
    programme.refresh_from_db()
    rebuilt(programme)
    now = figures_of(programme)
    assert now is not None
    assert now.current
    (total,) = now.totals_by_rule(FIRST, LAST, indicator=ASKED)[Rule.STRICT]
    skipped = {s.unit: s.reason.value for s in total.skipped}
    assert (OWN in total.included, skipped.get(OWN)) == (counts, None if counts else "adapted")
    assert total.interval is not None
    low = int(before["low"]) if "low" in before else int(before["interval"]["low"])
    assert total.interval.low == low - (0 if counts else 12)


def test_words_that_are_too_long_are_refused_and_kept(
    respondent: Client, open_round: Round
) -> None:
    """A name, a part, a reason, what is counted: none is cut."""
    label, reason = "ä" * 201, "ö" * 2_001
    told = adapt(respondent, open_round, "rename", label=label, reason=reason).content.decode()
    assert label in told
    assert reason in told
    assert "Högst 200 tecken" in told
    assert not Entry.objects.filter(table="adaptations", cells__unit=OWN).exists()
    own = {"label": label, "reason": "så är det", "counted": "c" * 61, "measure": "stock"}
    page = respondent.post(where(open_round, "answer-add"), own).content.decode()
    assert label in page
    assert "Högst 60 tecken" in page
    assert not Entry.objects.filter(table="adaptations", cells__unit=OWN).exists()
