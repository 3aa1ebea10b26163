"""Letters: what they say, to whom they go, what is kept of them, and when mail fails."""

from __future__ import annotations

import re
import smtplib
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from pypdfium2 import PdfDocument

from folja.documents import Paragraph, Table
from folja.model import Adaptation, Indicator, Measure
from folja.text import LocalText
from folja_site.access.tokens import hash_of
from folja_site.base.models import AuditEvent
from folja_site.measurements.board import Row
from folja_site.measurements.kept import kept_in
from folja_site.measurements.letter_print import printed_letter
from folja_site.measurements.letter_views import _matter
from folja_site.measurements.letters import Matter, filled
from folja_site.measurements.models import Message, Participation, PersonalLink, Round
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records

NOBODY = SimpleNamespace(user=None)
NOW = timezone.now()
LINK = re.compile(r"http://testserver/answer/([A-Za-z0-9_-]{40,})/")


@pytest.fixture
def unsent(open_round: Round) -> Round:
    """An open round of three networks, two of them with the same respondent, none written to."""
    open_round.participations.exclude(unit__in=("PROC", "SI", "KONF")).delete()
    open_round.participations.update(
        letter_at=None,
        prepared_at=None,
        interviewed_at=None,
        submitted_at=None,
        returned_at=None,
        approved_at=None,
    )
    open_round.participations.filter(unit__in=("PROC", "SI")).update(email="kim@example.invalid")
    open_round.participations.filter(unit="KONF").update(email="")
    return open_round


def _send(client: Any, round: Round, units: list[str], **more: str) -> Any:
    address = f"/p/vasternorrland/rounds/{round.pk}/letter/send/"
    return client.post(address, {"units": units, "kind": "letter"} | more)


def _rows(client: Any, round: Round) -> dict[str, Row]:
    board = client.get(f"/p/vasternorrland/rounds/{round.pk}/").context["board"]
    return {row.part.unit: row for row in board.rows}


def test_one_letter_goes_for_all_networks_of_a_respondent(client_as, unsent: Round) -> None:
    """Two networks with one address get one mail with one link, and each is noted."""
    _send(client_as("owner"), unsent, ["PROC"])
    (sent,) = mail.outbox
    (token,) = LINK.findall(sent.body)
    link = PersonalLink.objects.get(round=unsent)
    assert sent.to == ["kim@example.invalid"]
    assert sorted(link.units) == ["PROC", "SI"]
    assert link.token_hash == hash_of(token)
    got = unsent.participations.filter(letter_at__isnull=False).values_list("unit", flat=True)
    assert sorted(got) == ["PROC", "SI"]
    assert Message.objects.filter(participation__round=unsent, kind="letter").count() == 2


def test_who_writes_back_reaches_the_sender(client_as, unsent: Round) -> None:
    """The letter asks for word when something is unclear: a reply goes to whoever sent it."""
    _send(client_as("owner"), unsent, ["PROC"])
    (sent,) = mail.outbox
    assert sent.reply_to == ["owner@demo.invalid"]


def test_letter_that_stays_on_the_server_is_not_called_sent(
    client_as, unsent: Round, settings: Any
) -> None:
    """Without a mail server the page says that the letter has reached nobody."""
    settings.MAIL_STAYS = True
    owner = client_as("owner")
    page = owner.get(_send(owner, unsent, ["PROC"]).headers["Location"]).content.decode()
    assert "har inte gått iväg" in page
    assert "Brevet är skickat" not in page
    assert not unsent.participations.filter(letter_at__isnull=False).exists()
    rows = _rows(owner, unsent)
    assert rows["PROC"].verb == "hand-over"
    assert rows["PROC"].waiting.words.code == "rounds.since.kept-letter"
    assert rows["KONF"].verb == "send"
    network = owner.get(f"/p/vasternorrland/rounds/{unsent.pk}/network/PROC/").content.decode()
    assert "Brevet har inte gått iväg" in network
    assert "ligger i mappen på servern, har inte gått iväg" in network
    letter = owner.get(f"/p/vasternorrland/rounds/{unsent.pk}/letter/").content.decode()
    assert "Ligger i mappen på servern" in letter
    assert "Har redan fått brevet" not in letter


def test_link_made_for_a_letter_that_lies_leads_back_to_noting_it(
    client_as, unsent: Round, settings: Any
) -> None:
    """Whoever has copied it is told what is left to do; where no letter lies there is nothing."""
    settings.MAIL_STAYS = True
    owner, links = client_as("owner"), f"/p/vasternorrland/rounds/{unsent.pk}/links/"
    back = f'href="/p/vasternorrland/rounds/{unsent.pk}/network/PROC/#kept"'
    assert back not in owner.post(links, {"unit": "PROC"}).content.decode()
    _send(owner, unsent, ["PROC"])
    assert back in owner.post(links, {"unit": "PROC"}).content.decode()


def test_reminder_that_stays_reminds_nobody(client_as, unsent: Round, settings: Any) -> None:
    """Whoever waits for a reminder that lies on the server has not been reminded."""
    unsent.participations.update(letter_at=NOW, last_saved_at=None)
    settings.MAIL_STAYS = True
    owner = client_as("owner")
    _send(owner, unsent, ["PROC"], kind="reminder")
    assert not unsent.participations.filter(reminded_at__isnull=False).exists()
    row = _rows(owner, unsent)["PROC"]
    assert row.verb == "hand-over"
    assert row.waiting.words.code == "rounds.since.kept-reminder"


def test_letter_that_lay_is_noted_as_handed_over_in_one_event(
    client_as, unsent: Round, settings: Any
) -> None:
    """For all networks that it was about; then it waits no longer, and is noted once."""
    settings.MAIL_STAYS = True
    owner = client_as("owner")
    _send(owner, unsent, ["PROC"])
    before = AuditEvent.objects.count()
    address = f"/p/vasternorrland/rounds/{unsent.pk}/network/PROC/"
    page = owner.post(f"{address}by-hand/", follow=True).content.decode()
    assert "antecknat att navet har fått brevet" in page
    assert "Brevet har inte gått iväg" not in page
    assert AuditEvent.objects.count() == before + 1
    got = unsent.participations.filter(letter_at__isnull=False).values_list("unit", flat=True)
    assert sorted(got) == ["PROC", "SI"]
    assert Message.objects.filter(participation__round=unsent, way="by-hand").count() == 2
    again = owner.post(f"{address}by-hand/", follow=True).content.decode()
    assert "Någon annan hann före" in again
    assert AuditEvent.objects.count() == before + 1


def test_letter_that_lay_waits_no_longer_once_it_is_printed_or_the_link_opened(
    client_as, unsent: Round, settings: Any
) -> None:
    """Paper is a letter that has left; a hub that has opened a link has been reached."""
    settings.MAIL_STAYS = True
    owner = client_as("owner")
    _send(owner, unsent, ["PROC"])
    assert set(kept_in(unsent, {})) == {"PROC", "SI"}
    assert set(kept_in(unsent, {"SI": NOW + timedelta(days=1)})) == {"PROC"}
    wish = {"kind": "letter", "unit": "PROC", "format": "docx"}
    owner.post(f"/p/vasternorrland/rounds/{unsent.pk}/letter/print/", wish)
    assert kept_in(unsent, {}) == {}
    assert unsent.participations.filter(letter_at__isnull=False).count() == 2


def test_whoever_has_handed_in_is_not_chosen_for_the_letter(client_as, unsent: Round) -> None:
    """A round that is opened anew asks those who are left; it leads to the board if none is."""
    owner, at = client_as("owner"), f"/p/vasternorrland/rounds/{unsent.pk}/"
    unsent.participations.exclude(unit__in=("PROC", "SI")).update(submitted_at=timezone.now())
    page = owner.get(f"{at}letter/").content.decode()
    assert re.findall(r'name="units" value="(\w+)" checked', page) == ["SI"]  # and PROC
    unsent.participations.update(submitted_at=timezone.now())
    for state, target in (("closed", at), ("draft", at)):
        Round.objects.filter(pk=unsent.pk).update(state=state)
        unsent.refresh_from_db()
        assert owner.post(f"{at}open/", {"version": unsent.version}).headers["Location"] == target


def test_letter_that_all_have_got_is_not_offered_as_if_none_had(client_as, unsent: Round) -> None:
    """The heading says how it stands; without any address there is nothing to send."""
    owner, at = client_as("owner"), f"/p/vasternorrland/rounds/{unsent.pk}/letter/"
    assert "svarande kan få brevet" in owner.get(at).content.decode()
    unsent.participations.update(letter_at=NOW)
    assert "Alla 2 svarande har fått brevet" in owner.get(at).content.decode()
    unsent.participations.update(letter_at=None, email="")
    page = owner.get(at).content.decode()
    assert "Skriv in en adress" in page
    assert "Skicka till de markerade" not in page


def test_mailed_letter_names_no_network_and_holds_no_answer(client_as, unsent: Round) -> None:
    """Whoever gets the mail by mistake learns neither which network it is for nor any figure."""
    unsent.participations.update(lang="both")
    _send(client_as("owner"), unsent, ["PROC"])
    text = mail.outbox[0].subject + mail.outbox[0].body
    for unit in records(unsent.programme, "units"):
        if unit.kind == "network":
            assert unit.name.sv not in text
    assert "Alex Svarande" not in text
    assert "Kim Svarande" not in text
    assert "24. " in text  # the indicators are enclosed
    assert "nätverksstart\n" in text  # without the colon that a table puts after a label


def test_letter_encloses_what_its_networks_added_and_not_what_others_did(
    client_as, unsent: Round
) -> None:
    """In the mail by the networks of the respondent, on paper network by network."""
    unsent.participations.filter(unit="KONF").update(email="alex@example.invalid")
    for unit, no in (("PROC", 91), ("KONF", 92)):
        name = LocalText(f"Antal egna {no}", f"Own number {no}")
        own = Indicator(id=f"own-{no}", no=no, name=name, label=name, measure=Measure.STOCK)
        save_entry(None, unsent.programme, "indicators", own)
        added = Adaptation(
            id=f"a-{no}", unit=unit, indicator=own.id, action="add", comparability="same"
        )
        save_entry(None, unsent.programme, "adaptations", added)
    _send(client_as("owner"), unsent, ["PROC", "KONF"])
    by = {sent.to[0]: sent.body for sent in mail.outbox}
    assert "91. Antal egna 91" in by["kim@example.invalid"]
    assert "Antal egna 92" not in by["kim@example.invalid"]
    assert "Antal egna 92" in by["alex@example.invalid"]
    assert "Antal egna 91" not in by["alex@example.invalid"]
    kept = Message.objects.get(participation__round=unsent, participation__unit="KONF")
    assert "Antal egna 92" in kept.body
    matter, units = _matter(SimpleNamespace(programme=unsent.programme, principal=NOBODY), unsent)
    document = printed_letter(
        matter,
        [(units["PROC"], {("employees", "2005-12-31"): "2196"}), (units["SI"], {})],
        "sv",
        kind="letter",
        to="",
        link="x",
        dated=date(2006, 1, 2),
    )
    own, other = (block for block in document.blocks if isinstance(block, Table))
    assert len(own.rows) == len(other.rows) + 1
    said = [b.inlines[0].text for b in document.blocks if isinstance(b, Paragraph)]
    known, blank = (one for one in said if "svara i formuläret" in one)
    assert "redan är känt" in known
    assert "redan är känt" not in blank


def test_letters_are_in_the_language_of_whoever_gets_them(client_as, unsent: Round) -> None:
    """One sending holds two languages, and leaves one event of links and one of mails."""
    unsent.participations.filter(unit="KONF").update(email="alex@example.invalid", lang="en")
    before = AuditEvent.objects.latest("id").pk
    _send(client_as("owner"), unsent, ["PROC", "KONF"])
    said = {one.to[0]: one.body for one in mail.outbox}
    assert "Din personliga länk" in said["kim@example.invalid"]
    assert "Your personal link" in said["alex@example.invalid"]
    made, left = AuditEvent.objects.filter(pk__gt=before).order_by("pk")
    assert (made.action, left.action) == ("link.make", "round.letter")
    assert len(made.after) == len(left.after) == 2


def test_letter_on_paper_is_a_letter(client_as, unsent: Round) -> None:
    """It has sender, address, day and reference, no cover and no contents, and two pages."""
    answer = client_as("owner").post(
        f"/p/vasternorrland/rounds/{unsent.pk}/letter/print/",
        {"unit": "KONF", "format": "pdf", "kind": "letter"},
    )
    pages = [page.get_textpage().get_text_bounded() for page in PdfDocument(answer.content)]
    assert len(pages) == 2
    first = pages[0]
    for said in ("Alex Svarande", "Navet för", "Vår beteckning", "Hej,", "Vänliga hälsningar"):
        assert said in first
    assert "/answer/" in first
    assert "Innehåll" not in "".join(pages)
    assert "Bilaga" in pages[1]


def test_kept_letter_opens_nothing(client_as, unsent: Round) -> None:
    """The log keeps the words with the link masked, and the token is kept nowhere."""
    _send(client_as("owner"), unsent, ["PROC"])
    (token,) = LINK.findall(mail.outbox[0].body)
    kept = Message.objects.filter(participation__round=unsent).first()
    assert kept is not None
    assert token not in kept.body
    assert "/answer/" not in kept.body
    assert not PersonalLink.objects.filter(token_hash=token).exists()


def test_nothing_is_sent_from_a_draft(client_as, unsent: Round) -> None:
    """A round that has not been opened sends no letter."""
    Round.objects.filter(pk=unsent.pk).update(state="draft")
    _send(client_as("owner"), unsent, ["PROC"])
    assert mail.outbox == []
    assert not PersonalLink.objects.filter(round=unsent).exists()


def test_letter_that_did_not_leave_is_not_noted(
    client_as, unsent: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the mail server refuses, the page says to whom, nothing is noted, the link is void."""

    def refused(*_: Any, **__: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused)
    client = client_as("owner")
    answer = _send(client, unsent, ["PROC"])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "kim@example.invalid" in page
    assert "kom inte iväg" in page
    assert not unsent.participations.filter(letter_at__isnull=False).exists()
    assert not Message.objects.filter(participation__round=unsent).exists()
    assert PersonalLink.objects.get(round=unsent).revoked_at is not None


def test_reminder_goes_only_to_those_who_have_not_answered(client_as, unsent: Round) -> None:
    """Who has handed in gets no reminder, even when somebody asks for it."""
    client = client_as("owner")
    _send(client, unsent, ["PROC"])
    letter = Participation.objects.get(round=unsent, unit="PROC").letter_at
    unsent.participations.filter(unit__in=("PROC", "SI")).update(submitted_at=letter)
    mail.outbox.clear()
    _send(client, unsent, ["PROC", "KONF"], kind="reminder")
    assert mail.outbox == []
    unsent.participations.filter(unit="SI").update(submitted_at=None)
    _send(client, unsent, ["SI"], kind="reminder")
    assert "påminnelse" in mail.outbox[0].subject
    reminded = unsent.participations.filter(reminded_at__isnull=False)
    assert [p.unit for p in reminded] == ["SI"]


def test_words_without_link_are_refused(client_as, unsent: Round) -> None:
    """A letter that would lead nobody to the form is not saved, and neither is a misspelt place."""
    client, address = client_as("owner"), f"/p/vasternorrland/rounds/{unsent.pk}/letter/words/"
    words = {
        f"{kind}-{lang}-{part}": f"Hej {link}"
        for kind in ("letter", "reminder", "question")
        for lang, link in (("sv", "[länk]"), ("en", "[link]"))
        for part in ("subject", "body")
    }
    refused = client.post(address, words | {"version": 1, "letter-sv-body": "Hej [lenk]"})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "saknar [länk]" in text
    assert "för [lenk]" in text
    saved = client.post(address, words | {"version": unsent.version})
    unsent.refresh_from_db()
    assert saved.status_code == 302
    assert unsent.letter["sv"]["letter_body"] == "Hej [länk]"


def test_places_are_filled_once_and_never_interpreted(unsent: Round) -> None:
    """A name that looks like a place, or like template code, stands in the letter as written."""
    unsent.programme.name_sv = "[länk] {{ 7|add:7 }} {n}"
    unsent.letter = {"sv": {"letter_subject": "[program]", "letter_body": "[länk] [annat]"}}
    letter = filled(Matter(unsent, (), (), ""), "letter", "sv", link="https://x/")
    assert letter.subject == "[länk] {{ 7|add:7 }} {n}"
    assert letter.body == "https://x/ [annat]\n"


@pytest.mark.parametrize(("suffix", "magic"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_letter_on_paper_is_made_and_noted(
    client_as, unsent: Round, suffix: str, magic: bytes
) -> None:
    """A printed letter comes as a file with a link of its own, and is noted as handed over."""
    answer = client_as("owner").post(
        f"/p/vasternorrland/rounds/{unsent.pk}/letter/print/",
        {"unit": "KONF", "format": suffix, "kind": "letter"},
    )
    assert answer.content.startswith(magic)
    assert f"letter-konf.{suffix}" in answer.headers["Content-Disposition"]
    note = Message.objects.get(participation__round=unsent)
    assert (note.way, note.participation.unit) == (suffix, "KONF")
    assert mail.outbox == []


def test_letter_to_a_network_of_another_programme_is_not_found(
    client_as, unsent: Round, other_programme: Programme
) -> None:
    """The round of one programme cannot be reached through the address of another."""
    address = f"/p/{other_programme.slug}/rounds/{unsent.pk}/letter/"
    assert client_as("other-owner").get(address).status_code == 404


def test_words_that_are_too_long_are_refused_and_kept(client_as, unsent: Round) -> None:
    """Neither a subject nor a text is cut."""
    owner = client_as("owner")
    address = f"/p/vasternorrland/rounds/{unsent.pk}/letter/words/"
    fields = owner.get(address).context["fields"]
    sent = {
        f"{f['kind']}-{f['lang']}-{part}": f[part] for f in fields for part in ("subject", "body")
    }
    long = {"letter-sv-subject": "ä" * 201, "reminder-en-body": "[link] " + "b" * 20_000}
    answer = owner.post(address, sent | long | {"version": unsent.version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ämnet är för långt. Högst 200 tecken" in page
    assert "Högst 20\u00a0000 tecken" in page
    assert "ä" * 201 in page
    assert "b" * 20_000 in page
    unsent.refresh_from_db()
    assert "letter_subject" not in unsent.letter.get("sv", {})
