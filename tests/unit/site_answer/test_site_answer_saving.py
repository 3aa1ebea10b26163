"""Saving a question: one version per change, both values in a clash, nothing lost."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from folja.text import format_number
from folja_site.base.models import AuditEvent
from folja_site.measurements.models import Answer, AnswerVersion, Participation, PersonalLink, Round
from folja_site.programmes.models import Entry
from site_fixtures.people import FOREIGN, OWN, Clients, make_link
from site_fixtures.world import make_round

pytestmark = pytest.mark.django_db

FIRST, LAST = "2004-01-01", "2005-12-31"
HTMX = {"HX-Request": "true"}


def address(round_: Round, name: str = "answer-save", unit: str = OWN, **more: object) -> str:
    """Return an address of the form."""
    kwargs = {"slug": round_.programme.slug, "pk": round_.pk, "unit": unit}
    return reverse(name, kwargs=kwargs | more)


def answer(round_: Round, indicator: str, point: str = LAST) -> Answer:
    """Return an answer of the link's network."""
    return Answer.objects.get(
        programme=round_.programme, unit=OWN, indicator=indicator, point=point
    )


def send(client: Client, round_: Round, indicator: str, texts: dict[str, str], **more: Any) -> Any:
    """Send a question's form with the versions that stand now."""
    seen = more.pop("seen", {})
    sent = dict(more)
    for point, text in texts.items():
        name = f"{indicator}:{point}"
        there = Answer.objects.filter(
            programme=round_.programme, unit=OWN, indicator=indicator, point=point
        ).first()
        sent[name] = text
        sent[f"version:{name}"] = seen.get(point, there.version if there else "")
    return client.post(address(round_, indicator=indicator), sent, headers=HTMX)


@pytest.fixture
def respondent(open_link: PersonalLink, client_as: Clients) -> Client:
    """A client that came by the link of the open round."""
    return client_as(open_link)


def test_typed_answer_is_told_back_and_not_saved(respondent: Client, open_round: Round) -> None:
    """Reading writes nothing, neither answer nor event."""
    events = AuditEvent.objects.count()
    name = f"outward-marketing:{LAST}"
    told = respondent.post(
        address(open_round, "answer-read", indicator="outward-marketing"),
        {name: "ca 20", f"outward-marketing:{FIRST}": "6", "field": name},
        headers=HTMX,
    )
    page = told.content.decode()
    assert "ca 20 aktiviteter" in page
    assert "ungefär +14" in page
    assert answer(open_round, "outward-marketing").verbatim == "18"
    assert AuditEvent.objects.count() == events


def test_changed_answer_is_a_new_version_with_one_event(
    respondent: Client, open_round: Round, open_link: PersonalLink
) -> None:
    """Words, reading, day and link are kept; the source of the old words no longer is."""
    before = answer(open_round, "outward-marketing")
    events = AuditEvent.objects.count()
    done = send(respondent, open_round, "outward-marketing", {LAST: "ca 20"}, basis="own-count")
    assert done.status_code == 200
    after = answer(open_round, "outward-marketing")
    assert (after.verbatim, after.kind, after.low) == ("ca 20", "about", 20)
    assert after.version == before.version + 1
    assert after.cells["basis"] == "own-count"
    assert after.cells["source"] == ""
    assert after.cells["given_on"] == timezone.localdate().isoformat()
    assert AnswerVersion.objects.get(answer=after, version=after.version).link == open_link
    assert AuditEvent.objects.count() == events + 1
    assert Participation.objects.get(round=open_round, unit=OWN).last_saved_at is not None


def test_form_that_saves_itself_again_writes_nothing(respondent: Client, open_round: Round) -> None:
    """What has not changed is no version."""
    send(respondent, open_round, "outward-marketing", {LAST: "20", FIRST: "6"})
    version = answer(open_round, "outward-marketing").version
    send(respondent, open_round, "outward-marketing", {LAST: "20", FIRST: "6"})
    assert answer(open_round, "outward-marketing").version == version
    assert answer(open_round, "outward-marketing", FIRST).version == 1


def test_clash_shows_both_values_and_saves_neither(respondent: Client, open_round: Round) -> None:
    """The second of two writers gets both values, with their own in the field."""
    send(respondent, open_round, "outward-marketing", {LAST: "75"})
    clash = send(respondent, open_round, "outward-marketing", {LAST: "77"}, seen={LAST: 1})
    page = clash.content.decode()
    assert clash.status_code == 409
    assert 'value="77"' in page
    assert "<q>75</q>" in page
    assert "<q>77</q>" in page
    assert answer(open_round, "outward-marketing").verbatim == "75"


def test_clash_is_not_settled_by_typing_on(respondent: Client, open_round: Round) -> None:
    """A form that shows a clash saves itself only when the writer has chosen."""
    send(respondent, open_round, "outward-marketing", {LAST: "75"})
    typed = send(respondent, open_round, "outward-marketing", {LAST: "777"}, unresolved="1")
    assert typed.status_code == 409
    assert answer(open_round, "outward-marketing").verbatim == "75"
    chosen = send(
        respondent, open_round, "outward-marketing", {LAST: "777"}, unresolved="1", keep="mine"
    )
    assert chosen.status_code == 200
    assert answer(open_round, "outward-marketing").verbatim == "777"


def test_clash_without_javascript_is_a_whole_page(respondent: Client, open_round: Round) -> None:
    """The plain form loses nothing either."""
    name = f"outward-marketing:{LAST}"
    clash = respondent.post(
        address(open_round, indicator="outward-marketing"), {name: "77", f"version:{name}": "9"}
    )
    page = clash.content.decode()
    assert clash.status_code == 409
    assert "<h1>" in page
    assert 'value="77"' in page


def test_plain_form_goes_on_to_the_next_question(respondent: Client, open_round: Round) -> None:
    """Without JavaScript the button saves and opens the next."""
    name = f"outward-marketing:{LAST}"
    sent = {name: "19", f"version:{name}": "1", "next": "1"}
    done = respondent.post(address(open_round, indicator="outward-marketing"), sent)
    assert done.status_code == 302
    assert done["Location"].endswith(
        "?q=national-international-activities#q-national-international-activities"
    )


def test_candidate_is_taken_in_the_place_of_the_words(
    respondent: Client, open_round: Round
) -> None:
    """A button of an unreadable answer writes its reading into the field."""
    name = f"internal-marketing:{LAST}"
    told = send(respondent, open_round, "internal-marketing", {LAST: "13+05"}, take=f"{name}=13+5")
    assert 'value="13+5"' in told.content.decode()
    assert answer(open_round, "internal-marketing").low == 18


def test_unreadable_words_are_kept_as_said(respondent: Client, open_round: Round) -> None:
    """Words that are no figure are saved and count nowhere."""
    send(respondent, open_round, "companies-more-customers", {LAST: "en känsla av mer"})
    kept = answer(open_round, "companies-more-customers")
    assert (kept.verbatim, kept.kind, kept.low) == ("en känsla av mer", "unreadable", None)


def test_fall_asks_for_its_cause_at_once(respondent: Client, open_round: Round) -> None:
    """The cause is the network's own explanation of the change."""
    asked = send(respondent, open_round, "outward-marketing", {LAST: "2", FIRST: "6"})
    assert 'name="cause"' in asked.content.decode()
    more = {"cause_asked": "1", "cause": "resources", "cause_words": "Pengarna tog slut."}
    told = send(respondent, open_round, "outward-marketing", {LAST: "2", FIRST: "6"}, **more)
    assert told.status_code == 200
    said = Entry.objects.get(table="explanations", key__startswith="said-PROC-outward")
    assert said.cells["cause"] == "resources"
    assert said.cells["text_sv"] == "Pengarna tog slut."
    assert said.cells["place"] == f"{FIRST}/{LAST}"


def test_cause_written_by_two_is_a_clash(respondent: Client, open_round: Round) -> None:
    """The second cause is shown beside the first and saved when chosen."""
    more = {"cause_asked": "1", "cause": "resources", "cause_words": "Pengarna."}
    send(respondent, open_round, "outward-marketing", {LAST: "2"}, **more)
    more["cause_words"] = "Marknaden."
    clash = send(respondent, open_round, "outward-marketing", {LAST: "2"}, **more)
    assert clash.status_code == 409
    assert "Pengarna." in clash.content.decode()
    assert "Marknaden." in clash.content.decode()


def test_ready_answer_to_a_check_goes_into_the_comment(
    respondent: Client, open_round: Round
) -> None:
    """A check asks and never blocks; its ready answer is kept with the figure."""
    done = send(respondent, open_round, "jobs-since-start", {LAST: "77"}, ready="holds")
    assert done.status_code == 200
    assert "båda talen stämmer" in answer(open_round, "jobs-since-start").cells["comment"]


def test_remark_is_about_the_question(respondent: Client, open_round: Round) -> None:
    """What is said of the indicator stands apart from the comment."""
    send(respondent, open_round, "outward-marketing", {LAST: "18"}, remark="Vad är utåtriktat?")
    assert answer(open_round, "outward-marketing").remark == "Vad är utåtriktat?"


def test_parts_are_saved_with_their_whole(respondent: Client, open_round: Round) -> None:
    """One form holds the total and those that split it."""
    sent = {}
    for indicator, text in (("employees", "100"), ("employees-men", "70")):
        sent[f"{indicator}:{LAST}"] = text
        sent[f"version:{indicator}:{LAST}"] = "1"
    respondent.post(address(open_round, indicator="employees"), sent, headers=HTMX)
    assert answer(open_round, "employees").low == 100
    assert answer(open_round, "employees-men").low == 70
    assert answer(open_round, "employees-women").low == 377


def test_approved_answer_is_not_changed(respondent: Client, open_round: Round) -> None:
    """A field of an approved answer that is sent anyway is passed over."""
    Answer.objects.filter(pk=answer(open_round, "outward-marketing").pk).update(frozen=True)
    send(respondent, open_round, "outward-marketing", {LAST: "99"})
    assert answer(open_round, "outward-marketing").verbatim == "18"


def test_handed_in_form_saves_nothing_and_shows_what_was_typed(
    respondent: Client, open_round: Round
) -> None:
    """Who types on after a colleague has handed in is told, and can copy the words."""
    Participation.objects.filter(round=open_round, unit=OWN).update(submitted_at=timezone.now())
    told = send(respondent, open_round, "outward-marketing", {LAST: "ca 99"})
    assert told.status_code == 409
    assert "ca 99" in told.content.decode()
    assert answer(open_round, "outward-marketing").verbatim == "18"


def test_evaluator_goes_on_after_the_form_is_handed_in(
    client_as: Clients, open_round: Round
) -> None:
    """During the talk the evaluator fills in, until the round is approved for the network."""
    mine = Participation.objects.filter(round=open_round, unit=OWN)
    mine.update(submitted_at=timezone.now())
    evaluator = client_as("evaluator")
    assert send(evaluator, open_round, "outward-marketing", {LAST: "20"}).status_code == 200
    mine.update(approved_at=timezone.now())
    assert send(evaluator, open_round, "outward-marketing", {LAST: "21"}).status_code == 409


def test_zero_bytes_are_left_out(respondent: Client, open_round: Round) -> None:
    """A character that a database refuses does not lose the answer."""
    send(respondent, open_round, "outward-marketing", {LAST: "1\x002"}, comment="a\x00b\r\nc")
    kept = answer(open_round, "outward-marketing")
    assert kept.verbatim == "12"
    assert kept.cells["comment"] == "ab\nc"


@pytest.mark.parametrize("name", ["answer-save", "answer-read"])
def test_question_that_is_not_asked_does_not_exist(
    respondent: Client, open_round: Round, name: str
) -> None:
    """Neither an unknown indicator nor one that stands under another has an address."""
    for indicator in ("no-such", "employees-men"):
        asked = respondent.post(address(open_round, name, indicator=indicator), headers=HTMX)
        assert asked.status_code == 404


def test_link_opens_no_other_round_and_no_other_network(
    respondent: Client, open_round: Round
) -> None:
    """A link is bound to its network and its round."""
    other = make_round(open_round.programme, name="Våren")
    for round_, unit in ((other, OWN), (open_round, FOREIGN)):
        asked = respondent.get(address(round_, "answer", unit))
        assert asked.status_code == 404
        sent = respondent.post(
            address(round_, unit=unit, indicator="outward-marketing"),
            {f"outward-marketing:{LAST}": "1"},
        )
        assert sent.status_code == 404


def test_draft_round_has_no_form(client_as: Clients, example_programme: Any) -> None:
    """What has not been opened cannot be answered."""
    draft = make_round(example_programme, "draft")
    client = client_as(make_link(draft))
    assert client.get(address(draft, "answer")).status_code == 404


def test_two_who_write_the_same_agree(respondent: Client, open_round: Round) -> None:
    """What a colleague said beside the same figure stays, and there is nothing to choose."""
    said = {"basis": "register", "attribution": "direct", "comment": "Ur registret."}
    send(respondent, open_round, "outward-marketing", {LAST: "75"}, **said)
    version = answer(open_round, "outward-marketing").version
    second = send(respondent, open_round, "outward-marketing", {LAST: "75"}, seen={LAST: 1})
    assert second.status_code == 200
    stands = answer(open_round, "outward-marketing")
    assert stands.version == version
    assert (stands.cells["basis"], stands.cells["comment"]) == ("register", "Ur registret.")


def test_who_writes_the_same_and_more_adds_it(respondent: Client, open_round: Round) -> None:
    """A comment beside the same figure is added to what the colleague said."""
    send(respondent, open_round, "outward-marketing", {LAST: "75"}, basis="register")
    more = {"comment": "Utan mässorna.", "seen": {LAST: 1}}
    second = send(respondent, open_round, "outward-marketing", {LAST: "75"}, **more)
    assert second.status_code == 200
    stands = answer(open_round, "outward-marketing")
    assert (stands.cells["basis"], stands.cells["comment"]) == ("register", "Utan mässorna.")


def test_different_comments_beside_the_same_figure_clash(
    respondent: Client, open_round: Round
) -> None:
    """Neither of two comments is lost: the second writer chooses."""
    send(respondent, open_round, "outward-marketing", {LAST: "75"}, comment="Med mässorna.")
    more = {"comment": "Utan mässorna.", "seen": {LAST: 1}}
    clash = send(respondent, open_round, "outward-marketing", {LAST: "75"}, **more)
    assert clash.status_code == 409
    assert "Med mässorna." in clash.content.decode()
    assert answer(open_round, "outward-marketing").cells["comment"] == "Med mässorna."


def test_clash_ends_when_the_same_is_typed(respondent: Client, open_round: Round) -> None:
    """Who types what the colleague has written need not choose between the two."""
    send(respondent, open_round, "outward-marketing", {LAST: "75"})
    clash = send(respondent, open_round, "outward-marketing", {LAST: "77"}, seen={LAST: 1})
    assert clash.status_code == 409
    typed = send(respondent, open_round, "outward-marketing", {LAST: "75"}, unresolved="1")
    assert typed.status_code == 200
    assert "unresolved" not in typed.content.decode()


def test_point_that_was_left_as_seen_is_no_clash(respondent: Client, open_round: Round) -> None:
    """Who writes in one point of a question leaves what a colleague wrote in the other."""
    question = "outward-marketing"
    first = answer(open_round, question, FIRST)
    seen = {FIRST: first.version, LAST: answer(open_round, question).version}
    as_seen = first.verbatim
    assert send(respondent, open_round, question, {FIRST: "31"}).status_code == 200
    typed = {FIRST: as_seen, LAST: "76"}
    assert send(respondent, open_round, question, typed, seen=seen).status_code == 200
    assert answer(open_round, question, FIRST).verbatim == "31"
    assert answer(open_round, question).verbatim == "76"


def test_clash_says_at_which_point(respondent: Client, open_round: Round) -> None:
    """The two values of a clash stand with their day: a question may ask two."""
    page = send(respondent, open_round, "outward-marketing", {LAST: "77"}, seen={LAST: 9})
    assert page.status_code == 409
    facts = page.content.decode().split('<dl class="facts">')[1]
    assert "2005" in facts.split("</dt>")[0]


@pytest.mark.parametrize(
    ("field", "most"), [(f"outward-marketing:{LAST}", 1_000), ("comment", 20_000)]
)
def test_what_is_longer_than_the_report_can_print_is_refused_and_not_cut(
    respondent: Client, open_round: Round, field: str, most: int
) -> None:
    """The page is told which field it is and how much fits; nothing of the form is saved."""
    before = answer(open_round, "outward-marketing").version
    long = {field: "a" * (most + 1)}
    told = respondent.post(
        address(open_round, indicator="outward-marketing"),
        {f"version:outward-marketing:{LAST}": before, f"outward-marketing:{LAST}": "99"} | long,
        headers=HTMX,
    )
    assert told.status_code == 422
    said = json.loads(told.headers["HX-Trigger"])["folja:long"]
    assert said["field"] == field
    assert format_number(Decimal(most), "sv") in said["told"]
    assert answer(open_round, "outward-marketing").version == before


def test_text_that_is_too_long_comes_back_whole_without_scripts(
    respondent: Client, open_round: Round
) -> None:
    """It is shown to be copied; one of exactly the length that fits is kept whole."""
    where = address(open_round, "answer-words-save", topic="history")
    answered = respondent.post(where, {"text": "b" * 20_001})
    assert answered.status_code == 422
    assert "b" * 20_001 in answered.content.decode()
    respondent.post(where, {"text": "b" * 20_000})
    part = Participation.objects.get(round=open_round, unit=OWN)
    assert len(part.texts.get(topic="history").text) == 20_000
