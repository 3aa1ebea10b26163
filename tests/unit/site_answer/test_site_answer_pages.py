"""Pages of the form: words, needs, replies, handing in, the receipt, and what they cost."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from folja_site.base.models import AuditEvent
from folja_site.measurements.actions.answering import hand_in
from folja_site.measurements.models import (
    Answer,
    AnswerVersion,
    Participation,
    PersonalLink,
    ReturnedQuestion,
    Round,
)
from folja_site.programmes.models import Entry
from site_fixtures.people import OWN, Clients

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PAGES = (
    ("answer", {}),
    ("answer-part1", {}),
    ("answer-needs", {}),
    ("answer-submit", {}),
    ("answer-receipt", {}),
    ("answer-theme", {"theme": "in-figures"}),
    ("answer-theme", {"theme": "theme-1"}),
    ("answer-theme", {"theme": "theme-3"}),
)


@pytest.fixture
def respondent(open_link: PersonalLink, client_as: Clients) -> Client:
    """A client that came by the link of the open round."""
    return client_as(open_link)


@pytest.fixture
def at(open_round: Round) -> Callable[..., str]:
    """Return the addresses of the form."""

    def address(name: str = "answer", **more: object) -> str:
        kwargs = {"slug": open_round.programme.slug, "pk": open_round.pk, "unit": OWN}
        return reverse(name, kwargs=kwargs | more)

    return address


def mine(round_: Round) -> Participation:
    """Return the network's part in the round."""
    return Participation.objects.select_related("round__programme").get(round=round_, unit=OWN)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("name", "more"), PAGES)
def test_page_costs_few_queries_and_changes_nothing(
    open_link: PersonalLink,
    client_as: Clients,
    at: Callable[..., str],
    name: str,
    more: dict[str, str],
    lang: str,
) -> None:
    """At most fifteen queries, one heading, no event, and never a percentage."""
    client = client_as(open_link, lang=lang)
    events = AuditEvent.objects.count()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(at(name, **more))
    words = page.content.decode()
    assert page.status_code == 200
    assert len(queries) <= 15
    assert words.count("<h1>") == 1
    assert f'lang="{lang}"' in words
    assert "%" not in page.content.decode().split("<main")[1].split("</main>")[0]
    assert AuditEvent.objects.count() == events


def test_front_page_tells_what_is_left(respondent: Client, at: Callable[..., str]) -> None:
    """Everything is known of Processum already, so nothing is asked twice."""
    assert "<h1>Alla 24 frågor är besvarade</h1>" in respondent.get(at()).content.decode()


def test_unknown_theme_does_not_exist(respondent: Client, at: Callable[..., str]) -> None:
    """A theme of another programme is no page."""
    assert respondent.get(at("answer-theme", theme="theme-9")).status_code == 404


def test_words_are_saved_and_clash_when_two_write(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """The second writer of a topic sees both texts."""
    where = at("answer-words-save", topic="history")
    assert respondent.post(where, {"text": "Det började 2003."}, headers=HTMX).status_code == 200
    kept = mine(open_round).texts.get(topic="history")
    assert (kept.text, kept.version) == ("Det började 2003.", 1)
    sent = {"text": "Det började 2003, i Domsjö.", "version": "1"}
    assert respondent.post(where, sent, headers=HTMX).status_code == 200
    clash = respondent.post(where, {"text": "Annat.", "version": "1"}, headers=HTMX)
    assert clash.status_code == 409
    assert "i Domsjö" in clash.content.decode()
    plain = respondent.post(where, {"text": "Annat.", "version": "1"})
    assert plain.status_code == 409
    assert "Annat.</textarea>" in plain.content.decode()
    assert mine(open_round).texts.get(topic="history").text == "Det började 2003, i Domsjö."


def test_two_first_texts_do_not_overwrite_each_other(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """Who saw an empty topic does not replace what has come since."""
    where = at("answer-words-save", topic="relations")
    respondent.post(where, {"text": "Ett."}, headers=HTMX)
    assert respondent.post(where, {"text": "Två."}, headers=HTMX).status_code == 409
    assert mine(open_round).texts.get(topic="relations").text == "Ett."


def test_topic_that_is_not_asked_does_not_exist(respondent: Client, at: Callable[..., str]) -> None:
    """Only the six topics have an address."""
    assert respondent.post(at("answer-words-save", topic="gossip")).status_code == 404


def test_need_is_kept_changed_and_taken_out(respondent: Client, at: Callable[..., str]) -> None:
    """A need of the catalogue is an entry with urgency, form and own words."""
    where = at("answer-need-save", need="K1.1")
    sent = {"urgency": "now", "wished": "coaching", "words": "Vi tappar folk."}
    assert respondent.post(where, sent, headers=HTMX).status_code == 200
    entry = Entry.objects.get(table="hub_needs", key="said-PROC-K1.1")
    assert (entry.cells["need"], entry.cells["urgency"]) == ("K1.1", "now")
    assert (entry.cells["form"], entry.cells["words_sv"]) == ("coaching", "Vi tappar folk.")
    gone = respondent.post(where, {"urgency": "", "version": "1"}, headers=HTMX)
    assert gone.status_code == 200
    entry.refresh_from_db()
    assert entry.gone


def test_words_about_a_need_are_kept_before_its_urgency_is_said(
    respondent: Client, at: Callable[..., str]
) -> None:
    """Whoever writes first and ticks later, or leaves before ticking, loses nothing."""
    where = at("answer-need-save", need="K1.1")
    respondent.post(where, {"urgency": "", "words": "Vi tappar folk."}, headers=HTMX)
    entry = Entry.objects.get(table="hub_needs", key="said-PROC-K1.1")
    assert (entry.cells["urgency"], entry.cells["words_sv"]) == ("", "Vi tappar folk.")
    respondent.post(where, {"urgency": "", "words": "", "version": "1"}, headers=HTMX)
    entry.refresh_from_db()
    assert entry.gone


def test_need_of_two_writers_is_a_clash(respondent: Client, at: Callable[..., str]) -> None:
    """The second writer is shown what stands there."""
    where = at("answer-need-save", need="own-1")
    respondent.post(where, {"urgency": "now", "words": "En lokal."}, headers=HTMX)
    clash = respondent.post(where, {"urgency": "later", "words": "Tid."}, headers=HTMX)
    assert clash.status_code == 409
    assert "En lokal." in clash.content.decode()
    assert Entry.objects.get(table="hub_needs", unit=OWN).cells["words_sv"] == "En lokal."


def test_codes_that_do_not_exist_are_not_kept(respondent: Client, at: Callable[..., str]) -> None:
    """A made-up urgency is none, and a made-up form is no form."""
    where = at("answer-need-save", need="K1.2")
    respondent.post(where, {"urgency": "yesterday", "wished": "coaching"}, headers=HTMX)
    assert not Entry.objects.filter(table="hub_needs", unit=OWN).exists()
    respondent.post(where, {"urgency": "now", "wished": "magic"}, headers=HTMX)
    assert Entry.objects.get(table="hub_needs", unit=OWN).cells["form"] == ""
    assert respondent.post(at("answer-need-save", need="K9.9")).status_code == 404


def test_half_answered_question_is_named_with_the_day_that_is_left(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """Whoever answered for one day is told which is left, not that nothing was said."""
    asked = Answer.objects.filter(unit=OWN, breakdown="", point__in=open_round.points)
    asked.filter(point="2005-12-31").update(unit="elsewhere")
    page = respondent.get(at("answer-submit")).content.decode()
    assert "svar saknas för 31 december 2005" in page
    asked.update(unit="elsewhere")
    assert "svar saknas för" not in respondent.get(at("answer-submit")).content.decode()


def test_form_is_handed_in_once(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """Handing in leads to the receipt, and a second time changes nothing."""
    done = respondent.post(at("answer-submit"))
    assert done["Location"] == at("answer-receipt")
    first = mine(open_round).submitted_at
    assert first is not None
    respondent.post(at("answer-submit"))
    assert mine(open_round).submitted_at == first
    assert AuditEvent.objects.filter(action="answer.submit").count() == 1


def test_second_of_two_who_hand_in_hears_no(
    open_link: PersonalLink, client_as: Clients, open_round: Round
) -> None:
    """Two who saw the open form cannot both hand it in."""
    principal: Any = None
    seen = mine(open_round)
    assert hand_in(principal, seen)
    assert not hand_in(principal, seen)


@pytest.mark.parametrize("name", ["answer", "answer-part1", "answer-needs", "answer-submit"])
def test_handed_in_form_leads_to_its_receipt(
    respondent: Client, at: Callable[..., str], open_round: Round, name: str
) -> None:
    """After handing in the link opens what was said, read-only."""
    hand_in(None, mine(open_round))  # type: ignore[arg-type]
    assert respondent.get(at(name))["Location"] == at("answer-receipt")
    page = respondent.get(at("answer-receipt")).content.decode()
    assert "Svaren lämnades in" in page
    assert "25+" in page
    assert "<textarea" not in page
    assert '<input type="text"' not in page


def test_returned_form_is_open_again_with_its_questions(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """A question that came back can be replied to; two replies do not overwrite each other."""
    asked = ReturnedQuestion.objects.create(
        participation=mine(open_round), text="Alla, eller bara de engagerade?"
    )
    now = timezone.now()
    Participation.objects.filter(pk=mine(open_round).pk).update(submitted_at=now, returned_at=now)
    assert "Alla, eller bara de engagerade?" in respondent.get(at()).content.decode()
    where = at("answer-reply", question=asked.pk)
    sent = {"reply": "Bara de engagerade.", "seen": ""}
    assert respondent.post(where, sent, headers=HTMX).status_code == 200
    asked.refresh_from_db()
    assert asked.reply == "Bara de engagerade."
    assert asked.replied_at is not None
    other = respondent.post(where, {"reply": "Alla.", "seen": ""}, headers=HTMX)
    assert other.status_code == 409
    asked.refresh_from_db()
    assert asked.reply == "Bara de engagerade."


def test_question_of_another_network_cannot_be_replied_to(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """A question's number opens nothing outside its own form."""
    foreign = Participation.objects.get(round=open_round, unit="BIOFUEL")
    asked = ReturnedQuestion.objects.create(participation=foreign, text="Hur många?")
    sent = respondent.post(at("answer-reply", question=asked.pk), {"reply": "7", "seen": ""})
    assert sent.status_code == 404


def test_scripts_in_answers_are_shown_as_words(respondent: Client, at: Callable[..., str]) -> None:
    """What people type is text everywhere."""
    attack = "<script>alert(1)</script>"
    name = "outward-marketing:2005-12-31"
    told = respondent.post(
        at("answer-save", indicator="outward-marketing"),
        {name: attack, f"version:{name}": "1", "comment": attack, "remark": attack},
        headers=HTMX,
    )
    pages = [told, respondent.get(at("answer-theme", theme="theme-1"))]
    pages.append(respondent.get(at("answer-receipt")))
    for page in pages:
        assert "<script>alert" not in page.content.decode()


def test_answer_that_cannot_be_read_stands_open_with_the_ways_to_say_it_otherwise(
    respondent: Client, at: Callable[..., str]
) -> None:
    """Beside the question that is open anyhow: only those that can be read shut each other."""
    page = respondent.get(at("answer-theme", theme="theme-1"))
    names = [one.id for one in page.context["sheets"]]
    first, second = names[0], names[1]
    last = page.context["form"].asked[-1].id
    for one in (first, second):
        sent = {f"{one}:{last}": "13+05", "comment": ""}
        stands = next(s for s in page.context["sheets"] if s.id == one).main.last
        sent[f"version:{one}:{last}"] = stands.version or ""
        assert (
            respondent.post(at("answer-save", indicator=one), sent, headers=HTMX).status_code == 200
        )
    again = respondent.get(at("answer-theme", theme="theme-1"))
    text = again.content.decode()
    opened = {one.id for one in again.context["sheets"] if one.open}
    assert {first, second} <= opened
    for one in (first, second):
        assert f'id="q-{one}" open>' in text
    assert text.count("Läs som") >= 4
    assert text.count(" autofocus") == 0
    sheet = next(one for one in again.context["sheets"] if one.id == first)
    (*rest, field), others = sheet.main.fields, sheet.parts
    decided = replace(sheet.main, fields=(*rest, replace(field, counts_as="18")))
    assert sheet.unreadable
    assert not replace(sheet, rows=(decided, *others)).unreadable


def test_what_was_left_empty_is_told_so_on_the_receipt(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """Before handing in there is no answer yet; afterwards it has been left blank."""
    assert "inget svar än" in respondent.get(at("answer-receipt")).content.decode()
    respondent.post(at("answer-submit"))
    page = respondent.get(at("answer-receipt")).content.decode()
    assert "lämnat tomt" in page
    assert "inget svar än" not in page


def test_receipt_of_a_closed_round_waits_for_nothing(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """What was never handed in is told as left blank too, and has no line to write on."""
    Answer.objects.filter(unit=OWN, indicator="participating-actors").update(unit="elsewhere")
    assert "to-fill" in respondent.get(at("answer-receipt")).content.decode()
    Round.objects.filter(pk=open_round.pk).update(state="closed")
    page = respondent.get(at("answer-receipt")).content.decode()
    assert "lämnat tomt" in page
    assert "inget svar än" not in page
    assert "to-fill" not in page


def test_front_page_says_what_is_filled_in_only_where_something_was_known(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """Answers from before the round are known; what was said in the round itself is not."""
    known = "Det vi redan vet är ifyllt."
    assert known in respondent.get(at()).content.decode()
    Answer.objects.filter(unit=OWN).update(round=open_round)
    assert known not in respondent.get(at()).content.decode()


def test_receipt_reads_back_every_day_that_was_asked(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """An answer is told as it was read for the earlier day as for the later one."""
    found = Answer.objects.filter(unit=OWN, indicator="participating-actors", breakdown="")
    assert {one.point for one in found} >= set(open_round.points)
    assert len(open_round.points) == 2
    page = respondent.get(at("answer-receipt")).content.decode()
    row = page[page.index("Antal deltagande") :]
    row = row[: row.index("</tr>")]
    assert row.count("exakt 14 aktörer") == 2
    assert "1 januari 2004:" in row
    assert "31 december 2005:" in row


def test_question_opens_in_the_first_field_without_an_answer(
    respondent: Client, at: Callable[..., str], open_round: Round
) -> None:
    """Whoever has two days to answer begins with the one that is left; else with the latest."""
    first, latest = sorted(open_round.points)

    def begun() -> str:
        page = respondent.get(at("answer-theme", theme="theme-1") + "?q=participating-actors")
        (tag,) = [t for t in page.content.decode().split("<input") if " autofocus" in t]
        return tag.split('id="')[1].split('"')[0]

    assert begun() == f"f-participating-actors-{latest}"
    Answer.objects.filter(unit=OWN, point=first).update(unit="elsewhere")
    assert begun() == f"f-participating-actors-{first}"


def test_start_of_a_change_that_is_only_offered_is_no_answer(
    open_round: Round, respondent: Client, at: Callable[..., str]
) -> None:
    """Zero is 0 by definition and stands in the field; the line says that nobody has said it."""
    change = "jobs-since-start"
    there = Answer.objects.filter(programme=open_round.programme, unit=OWN, indicator=change)
    AnswerVersion.objects.filter(answer__in=there).delete()
    there.delete()
    page = respondent.get(at("answer-theme", theme="theme-3") + f"?q={change}").content.decode()
    line = page.split(f'id="line-{change}"')[1].split('class="told"')[0]
    assert "inget svar än" in line
    (field,) = re.findall(rf'<input[^>]*name="{change}:2004-01-01"[^>]*>', page)
    assert 'value="0"' in field
