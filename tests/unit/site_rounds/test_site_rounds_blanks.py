"""What was asked and left empty: not there yet while a form is open, a blank from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from folja.analysis import totals
from folja.model import Adaptation, Rule, Unit, UnitKind
from folja.text import LocalText
from folja_site.access.models import User
from folja_site.access.principal import Principal, principal_of
from folja_site.base.models import AuditEvent
from folja_site.bundling.building import follow_up_of, rows_in_pieces
from folja_site.measurements.actions.answering import hand_in, save_question
from folja_site.measurements.actions.posted import Posted
from folja_site.measurements.actions.rounds import Plan, close_round, open_round, plan_round
from folja_site.measurements.answering_form import Form, load
from folja_site.measurements.models import Answer, AnswerVersion, Participation, Round
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import records
from site_fixtures.people import ACCOUNTS

ONE, OTHER, NEW = "PROC", "SI", "NEWNET"
LATER = "2006-12-31"
ASKED = ("participating-actors", "outward-marketing", "spin-offs-and-new-companies")


@pytest.fixture
def owner(example_programme: Programme) -> Principal:
    """The owner, as an action is handed them."""
    return principal_of(User.objects.get(email=ACCOUNTS["owner"]), None)


@pytest.fixture
def later(example_programme: Programme, owner: Principal) -> Round:
    """A round that asks two networks three questions about a date that is new to the programme."""
    plan = Plan(
        name_sv="2006",
        name_en="2006",
        points=(),
        indicators=ASKED,
        respondents={ONE: ("Nav", "nav@example.test"), OTHER: ("Nav", "nav@example.test")},
        new_point=date(2006, 12, 31),
    )
    made = plan_round(owner, example_programme, plan)
    return open_round(owner, made, version=made.version)


def part_of(round_: Round, unit: str = ONE) -> Participation:
    """Return a network's part in a round, as the actions want it."""
    return Participation.objects.select_related("round__programme").get(round=round_, unit=unit)


def told(round_: Round, unit: str = ONE) -> dict[str, str]:
    """Return what the data hold of a network's answers about the new date: kind by indicator."""
    found = Answer.objects.filter(programme=round_.programme, unit=unit, point=LATER)
    return dict(found.values_list("indicator", "kind"))


def say(owner: Principal, round_: Round, words: str, version: int | None = None) -> None:
    """Answer the first question for the first network."""
    form: Form = load(part_of(round_))
    place = form.place(ASKED[0])
    assert place is not None
    key = (ASKED[0], LATER)
    save_question(owner, form, place[1], Posted({key: words}, {key: version}), lang="sv")


def test_empty_field_is_a_blank_once_the_form_is_handed_in(owner: Principal, later: Round) -> None:
    """Until then it is nothing; the blanks are a part of the handing in."""
    say(owner, later, "12")
    before = AuditEvent.objects.count()
    data = later.programme.data_version
    assert told(later) == {ASKED[0]: "exact"}
    assert hand_in(owner, part_of(later))
    assert told(later) == {ASKED[0]: "exact", ASKED[1]: "blank", ASKED[2]: "blank"}
    assert told(later, OTHER) == {}
    event = AuditEvent.objects.order_by("-pk")[0]
    assert AuditEvent.objects.count() == before + 1
    assert event.action == "answer.submit"
    assert [f"{one}/{LATER}" for one in ASKED[1:]] in [
        sorted(row["blank"]) for row in event.after.values() if "blank" in row
    ]
    later.programme.refresh_from_db()
    assert later.programme.data_version > data
    _, rows = rows_in_pieces(later.programme_id)
    assert sum(1 for cells in rows.answers if cells["point"] == LATER) == 3


def test_form_without_empty_fields_leaves_no_blank(owner: Principal, later: Round) -> None:
    """Handing in what is all answered changes nothing that figures rest on."""
    Round.objects.filter(pk=later.pk).update(indicators=[ASKED[0]])
    say(owner, later, "12")
    later.programme.refresh_from_db()
    data = later.programme.data_version
    assert hand_in(owner, part_of(later))
    assert told(later) == {ASKED[0]: "exact"}
    later.programme.refresh_from_db()
    assert later.programme.data_version == data


def test_blank_is_answered_later_as_a_new_version(owner: Principal, later: Round) -> None:
    """A returned form shows what was left empty; its answer stands beside the blank."""
    assert hand_in(owner, part_of(later))
    Participation.objects.filter(round=later, unit=ONE).update(returned_at="2006-02-01T00:00Z")
    form = load(part_of(later))
    assert form.answered == 0
    say(owner, later, "12", version=1)
    answer = Answer.objects.get(
        programme=later.programme, unit=ONE, indicator=ASKED[0], point=LATER
    )
    versions = AnswerVersion.objects.filter(answer=answer).order_by("version")
    assert [one.cells["verbatim"] for one in versions] == ["", "12"]
    assert hand_in(owner, part_of(later))
    assert Answer.objects.get(pk=answer.pk).version == 2


def test_what_a_network_is_not_asked_is_not_blank(owner: Principal, later: Round) -> None:
    """Neither what it has declined, nor what another has added, nor what the round leaves out."""
    for unit, indicator, action in ((ONE, ASKED[2], "decline"), (OTHER, ASKED[1], "add")):
        one = Adaptation(
            id=f"{unit}-{indicator}",
            unit=unit,
            indicator=indicator,
            action=action,
            comparability="not-comparable",
        )
        save_entry(owner, later.programme, "adaptations", one)
    assert hand_in(owner, part_of(later))
    assert told(later) == {ASKED[0]: "blank"}


def test_answer_to_an_earlier_definition_is_not_hidden(owner: Principal, later: Round) -> None:
    """The definition changed after the answer: the new one is unanswered, the old answer stands."""
    say(owner, later, "12")
    entry = Entry.objects.get(programme=later.programme, table="indicators", key=f"{ASKED[0]}/1")
    newer = next(i for i in records(later.programme, "indicators") if i.id == ASKED[0])
    assert entry.cells["version"] == "1"
    save_entry(owner, later.programme, "indicators", replace(newer, version=2))
    assert hand_in(owner, part_of(later))
    assert told(later) == {ASKED[0]: "exact", ASKED[1]: "blank", ASKED[2]: "blank"}


def test_network_that_told_nothing_stays_among_the_asked(owner: Principal, later: Round) -> None:
    """After the round has closed each total says of it that it was asked and gave no figure."""
    programme = later.programme
    area = next(u for u in records(programme, "units") if u.kind is UnitKind.AREA)
    new = Unit(
        id=NEW,
        kind=UnitKind.NETWORK,
        name=LocalText("Nytt"),
        order=99,
        parent=area.id,
        in_comparison=True,
    )
    save_entry(owner, programme, "units", new)
    Participation.objects.create(round=later, unit=NEW)

    def why_out() -> str:
        rows = totals(follow_up_of(programme), Rule.STRICT, start="2004-01-01", end=LATER)
        skipped = next(row.skipped for row in rows if row.indicator == ASKED[0])
        return next(str(one.reason) for one in skipped if one.unit == NEW)

    assert why_out() == "no-table"
    later.refresh_from_db()
    close_round(owner, later, version=later.version)
    assert told(later, NEW) == dict.fromkeys(ASKED, "blank")
    assert why_out() == "no-value"


def test_closed_twice_or_opened_again_makes_no_second_blank(owner: Principal, later: Round) -> None:
    """Whoever answers in the reopened round writes over the blank; the rest stays as it is."""
    for _ in range(2):
        later.refresh_from_db()
        close_round(owner, later, version=later.version)
        open_round(owner, later, version=later.version)
    assert told(later) == told(later, OTHER) == dict.fromkeys(ASKED, "blank")
    assert set(Answer.objects.filter(point=LATER).values_list("version", flat=True)) == {1}
    say(owner, later, "12", version=1)
    assert told(later)[ASKED[0]] == "exact"


def test_pages_stand_with_a_network_of_blanks_only(
    client_as: Any, owner: Principal, later: Round
) -> None:
    """The receipt, the review and the form of a network that handed an empty form in."""
    assert hand_in(owner, part_of(later))
    programme = later.programme.slug
    for at in (
        reverse("answer-receipt", args=[programme, later.pk, ONE]),
        reverse("unit-review", args=[programme, ONE]),
    ):
        assert client_as("evaluator").get(at).status_code == 200
