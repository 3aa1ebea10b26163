"""The form as it is loaded: which questions stand where, and how far they have come."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from folja.model import Adaptation, RelationKind
from folja.values import read
from folja_site.measurements.actions.answers import observation_of, save_answer, with_reading
from folja_site.measurements.answering_cells import square_of
from folja_site.measurements.answering_checks import fall_of, findings, to_confirm
from folja_site.measurements.answering_form import IN_FIGURES, Form, load
from folja_site.measurements.board import progress, squares_of
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records

pytestmark = pytest.mark.django_db


def form(round_: Round, unit: str = "PROC") -> Form:
    """Load the form of a network."""
    found = Participation.objects.select_related("round__programme").get(round=round_, unit=unit)
    return load(found)


def test_form_asks_each_of_the_24_indicators_once(open_round: Round) -> None:
    """An indicator under two themes stands under the one that the source states."""
    loaded = form(open_round)
    ids = [item.indicator.id for item in loaded.items]
    assert len(ids) == len(set(ids)) == 24
    step, _ = loaded.place("companies-training-staff") or (None, None)
    assert step is not None
    assert step.id == "theme-3"


def test_form_begins_with_the_indicators_without_theme(open_round: Round) -> None:
    """Employees belong to no theme: they make the first step."""
    first = form(open_round).steps[0]
    assert first.id == IN_FIGURES
    assert [question.id for question in first.questions] == ["employees"]


def test_breakdown_by_sex_stands_under_what_it_breaks_down(open_round: Round) -> None:
    """Men and women stand under all employees, and the founders under the new companies."""
    loaded = form(open_round)
    _, employees = loaded.place("employees") or (None, None)
    _, companies = loaded.place("spin-offs-and-new-companies") or (None, None)
    assert employees is not None
    assert companies is not None
    assert [p.indicator.sex for p in employees.parts] == ["men", "women"]
    assert employees.relation is RelationKind.PART_OF
    assert companies.relation is RelationKind.FOUNDER_OF
    assert loaded.place("employees-men") is None


def test_form_asks_only_what_the_round_asks(open_round: Round) -> None:
    """A round of one indicator and one point has one field, with the earlier answer beside it."""
    open_round.indicators, open_round.points = ["outward-marketing"], ["2005-12-31"]
    open_round.save()
    loaded = form(open_round)
    (item,) = loaded.items
    assert [c.point.id for c in item.asked] == ["2005-12-31"]
    assert [(c.point.id, c.text) for c in item.earlier] == [("2004-01-01", "6")]
    assert item.before(item.last) == item.earlier[0]


def test_declined_indicator_is_not_asked(open_round: Round, example_programme: Programme) -> None:
    """What a network has declined stands apart and counts as no question."""
    declined = Adaptation(
        id="proc-24",
        unit="PROC",
        indicator="competence-centres",
        action="decline",
        comparability="not-comparable",
    )
    save_entry(None, example_programme, "adaptations", declined)
    loaded = form(open_round)
    assert len(loaded.items) == 23
    assert [item.indicator.id for item in loaded.declined] == ["competence-centres"]
    assert len(form(open_round, "BIOFUEL").items) == 24


@pytest.mark.parametrize(
    ("text", "square"),
    [
        ("12", "in"),
        ("6+15", "in"),
        ("ca 40", "partly"),
        ("25+", "partly"),
        ("n.a.", "no-answer"),
        ("vet ej", "no-answer"),
        ("", "blank"),
        ("en känsla", "unreadable"),
    ],
)
def test_square_tells_how_an_answer_is_given(text: str, square: str) -> None:
    """Not known is an answer; blank is none."""
    assert square_of(read(text)) == square


def test_item_with_one_blank_point_is_not_answered(open_round: Round) -> None:
    """The point that lacks most decides how far an indicator has come."""
    loaded = form(open_round, "BIOFUEL")
    item = next(i for i in loaded.items if i.indicator.no == 2)
    assert [square_of(c.reading) for c in item.asked] == ["blank", "in"]
    assert item.square == "blank"
    assert not item.answered


def test_fall_is_seen_with_what_is_known_of_it(open_round: Round) -> None:
    """Processum's employees fell, and the report has said why: it is not asked as if unknown."""
    loaded = form(open_round)
    _, question = loaded.place("employees") or (None, None)
    assert question is not None
    fall = fall_of(loaded, question)
    assert fall is not None
    assert fall.place == "2004-01-01/2005-12-31"
    assert fall.own is None
    assert fall.explained


def test_findings_of_the_form_are_those_of_the_library(open_round: Round) -> None:
    """Jobs since the start and the change of employees disagree, as the review says too."""
    found = {(f.code, f.indicator) for f in findings(form(open_round))}
    assert ("change-disagrees", "jobs-since-start") in found


def test_answer_given_before_its_day_waits_to_be_confirmed(
    open_round: Round, example_programme: Programme
) -> None:
    """A forecast is confirmed when its day has come, and not before."""
    answer = Answer.objects.get(
        programme=example_programme,
        unit="PROC",
        indicator="participating-actors",
        point="2005-12-31",
    )
    loaded = form(open_round)
    cell = next(i for i in loaded.items if i.indicator.no == 1).last
    assert cell.observation is not None
    assert not to_confirm(cell, date(2026, 1, 1))
    changed: Any = type(cell.observation)
    given = {f: getattr(cell.observation, f) for f in cell.observation.__slots__}
    early = changed(**(given | {"given_on": date(2005, 11, 2)}))
    save_answer(None, example_programme, early, version=answer.version)
    cell = next(i for i in form(open_round).items if i.indicator.no == 1).last
    assert to_confirm(cell, date(2005, 12, 31))
    assert not to_confirm(cell, date(2005, 12, 30))


def test_question_half_blank_and_half_unreadable_is_not_done_anywhere(
    open_round: Round, example_programme: Programme
) -> None:
    """Form and board say the same, and handing in still names what cannot be read."""
    asked = "spin-offs-and-new-companies"
    place = {"programme": example_programme, "unit": "BIOFUEL", "indicator": asked}
    answer = Answer.objects.get(**place, point="2005-12-31", breakdown="")
    words = with_reading(observation_of(answer), read("många"))
    save_answer(None, example_programme, words, version=answer.version, correction=True)
    item = next(i for i in form(open_round, "BIOFUEL").items if i.indicator.id == asked)
    assert [square_of(c.reading) for c in item.asked] == ["blank", "unreadable"]
    assert (item.square, item.answered, item.unreadable) == ("blank", False, True)
    (one,) = (i for i in records(example_programme, "indicators") if i.id == asked)
    squares = squares_of(open_round, ["BIOFUEL"], [one], ())["BIOFUEL"]
    assert progress(squares) == (0, 1)
