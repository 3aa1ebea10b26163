"""A report is published from one state of the data, shown to everybody, and withdrawn openly."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from folja.values import read
from folja_site.access.models import User
from folja_site.access.principal import principal_of
from folja_site.base.conflicts import Conflict
from folja_site.base.models import AuditEvent
from folja_site.interviews.actions.comments import say
from folja_site.interviews.models import Draft, DraftVersion
from folja_site.measurements.actions.answers import observation_of, save_answer, with_reading
from folja_site.measurements.models import Answer, Participation, Round
from folja_site.programmes.models import Programme
from folja_site.results.actions import publishing
from folja_site.results.actions.publishing import Changed, MadeFile, Prepared
from folja_site.results.models import Publication, PublishedFile
from folja_site.results.publication_views import policy_of
from site_fixtures.people import ACCOUNTS
from site_fixtures.small import small_follow_up

if TYPE_CHECKING:
    from folja_site.access.principal import Principal
    from site_fixtures.people import Clients

PAGE = b"<!doctype html><title>R</title><style>p{}</style><p>Rapport</p>"
REPORT = "/p/vasternorrland/report/"


@pytest.fixture
def owner(example_programme: Programme) -> Principal:
    """The programme's owner."""
    return principal_of(User.objects.get(email=ACCOUNTS["owner"]), None)


def ready(programme: Programme) -> Prepared:
    """Return a report that was made, of the programme's present state."""
    files = (
        MadeFile("rapport.sv.html", "html", "sv", PAGE),
        MadeFile("rapport.en.pdf", "pdf", "en", b"%PDF"),
    )
    return Prepared(programme.data_version, "a" * 64, "Rapporten", "The report", files)


@pytest.fixture
def made_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Publishing makes two small files in place of eight large ones."""
    monkeypatch.setattr(publishing, "prepare", lambda programme, round=None: ready(programme))


def test_report_is_made_in_both_languages(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real report, in one format: its hash stands in it, its titles are in both languages."""
    monkeypatch.setattr(publishing, "MADE", ("html",))
    prepared = publishing.prepare(example_programme)
    assert [f.lang for f in prepared.files] == ["sv", "en"]
    assert all(prepared.digest.encode() in f.content for f in prepared.files)
    assert prepared.title_sv != prepared.title_en
    assert prepared.data_version == example_programme.data_version


def test_report_says_what_it_rests_on(
    example_programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Networks, answers of each kind and open findings are kept as they were that day."""
    monkeypatch.setattr(publishing, "MADE", ())
    rests_on = publishing.prepare(example_programme).rests_on
    assert (rests_on["networks"], rests_on["compared"]) == (16, 9)
    assert rests_on["answers"]["unreadable"] == 1
    assert sum(rests_on["answers"].values()) == 432
    assert rests_on["open"]["error"] == 16


def test_report_in_which_nobody_has_answered_compares_nobody() -> None:
    """A network that has told nothing, or left all it was asked empty, is not compared."""
    told = small_follow_up([("10", "12"), ("", "")])
    assert publishing.rests_on(told)["compared"] == 1
    assert publishing.rests_on(told.with_table(observations=()))["compared"] == 0


def test_public_page_shows_what_hubs_hold_against_a_text(
    client_as: Clients, example_programme: Programme, owner: Principal
) -> None:
    """A standing disagreement is frozen with the report; one that was taken back is not there."""
    about = "draft/description"
    for unit in ("PROC", "CRM"):
        draft = Draft.objects.create(programme=example_programme, unit=unit, state="published")
        DraftVersion.objects.create(draft=draft, version=1, state="published", actor="evaluator")
        text = f"Så var det inte i {unit}"
        say(owner, example_programme, unit, about, stance="disagrees", text=text)
    say(owner, example_programme, "CRM", about, stance="agrees", text="")
    example_programme.refresh_from_db()
    prepared = replace(
        ready(example_programme),
        rests_on={"networks": 16, "compared": 9, "points": ["2004-01-01", "2005-12-31"]},
    )
    made = publishing.publish(owner, example_programme, prepared)
    page = client_as(None).get(f"/published/vasternorrland/{made.number}/").content.decode()
    assert "Så var det inte i PROC" in page
    assert "Så var det inte i CRM" not in page
    assert "Ett nav håller inte med om en text" in page
    assert "9 av 16 nätverk jämförs" in page
    say(owner, example_programme, "PROC", about, stance="agrees", text="")
    again = client_as(None, lang="en").get(f"/published/vasternorrland/{made.number}/")
    assert "Så var det inte i PROC" in again.content.decode()


def test_publishing_keeps_bytes_hash_and_one_event(
    example_programme: Programme, owner: Principal
) -> None:
    """Files are numbered under their publication with their own hashes."""
    made = publishing.publish(owner, example_programme, ready(example_programme), note="Läs")
    again = publishing.publish(owner, example_programme, ready(example_programme))
    assert (made.number, again.number) == (1, 2)
    file = made.files.get(name="rapport.sv.html")
    assert bytes(file.content) == PAGE
    assert file.sha256 == hashlib.sha256(PAGE).hexdigest()
    events = AuditEvent.objects.filter(action="report.publish", programme=example_programme)
    assert [e.subject for e in events] == ["publication 2", "publication 1"]


def test_nothing_is_published_when_the_data_changed_meanwhile(
    example_programme: Programme, owner: Principal
) -> None:
    """No report is a mixture of two states."""
    prepared = ready(example_programme)
    Programme.objects.filter(pk=example_programme.pk).update(
        data_version=example_programme.data_version + 1
    )
    with pytest.raises(Changed):
        publishing.publish(owner, example_programme, prepared)
    assert not Publication.objects.exists()
    assert not PublishedFile.objects.exists()


def test_withdrawing_twice_is_refused(example_programme: Programme, owner: Principal) -> None:
    """The first reason stands."""
    made = publishing.publish(owner, example_programme, ready(example_programme))
    publishing.withdraw(owner, made, why="Fel tabell")
    with pytest.raises(Conflict):
        publishing.withdraw(owner, made, why="Annat")
    assert Publication.objects.get().withdrawn_why == "Fel tabell"


@pytest.mark.usefixtures("made_quickly")
def test_owner_publishes_and_everybody_reads(client_as: Clients) -> None:
    """The public page needs no account and shows date, hash and files."""
    answer = client_as("owner").post(f"{REPORT}publish/", {"note": "Första"})
    assert answer.headers["Location"] == "/published/vasternorrland/1/"
    page = client_as(None).get("/published/vasternorrland/1/").content.decode()
    assert "Första" in page
    above, folded = page.split('<details class="proof">')
    assert "rapport.sv.html" in above
    assert "SHA-256" not in above
    assert "a" * 64 in folded
    assert hashlib.sha256(PAGE).hexdigest() in folded
    file = client_as(None).get("/published/vasternorrland/1/rapport.sv.html")
    assert file.content == PAGE
    assert file.headers["Cache-Control"] == "public, max-age=300"
    policy = file.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    pdf = client_as(None).get("/published/vasternorrland/1/rapport.en.pdf")
    assert pdf.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.usefixtures("made_quickly")
def test_withdrawn_report_stays_listed_without_its_files(client_as: Clients) -> None:
    """The reason stands where the report was."""
    client = client_as("owner")
    client.post(f"{REPORT}publish/")
    client.post(f"{REPORT}1/withdraw/", {"why": "Fel tabell"})
    page = client_as(None).get("/published/vasternorrland/1/")
    assert page.status_code == 200
    assert "Fel tabell" in page.content.decode()
    assert "rapport.sv.html" not in page.content.decode()
    gone = client_as(None).get("/published/vasternorrland/1/rapport.sv.html")
    assert gone.status_code == 404
    assert "Fel tabell" in client.get(REPORT).content.decode()


@pytest.mark.usefixtures("made_quickly")
def test_withdrawing_needs_a_reason(client_as: Clients) -> None:
    """Without one the report stays published."""
    client = client_as("owner")
    client.post(f"{REPORT}publish/")
    client.post(f"{REPORT}1/withdraw/", {"why": "  "})
    assert Publication.objects.get().withdrawn_at is None


@pytest.mark.usefixtures("made_quickly")
def test_round_is_published_once_all_its_networks_are_approved(
    client_as: Clients, open_round: Round
) -> None:
    """A round with a network that is not approved publishes nothing."""
    client = client_as("owner")
    client.post(f"{REPORT}publish/", {"round": str(open_round.pk)})
    assert not Publication.objects.exists()
    open_round.participations.update(approved_at=timezone.now())
    client.post(f"{REPORT}publish/", {"round": str(open_round.pk)})
    assert Publication.objects.get().round == open_round


@pytest.mark.usefixtures("made_quickly")
def test_closed_round_is_not_held_up_by_a_network_that_never_answered(
    client_as: Clients, open_round: Round
) -> None:
    """What was handed in must be approved; whoever handed in nothing is not waited for."""
    client, now = client_as("owner"), timezone.now()
    open_round.participations.update(approved_at=now, submitted_at=now)
    silent = open_round.participations.first()
    assert silent is not None
    Participation.objects.filter(pk=silent.pk).update(approved_at=None, submitted_at=None)
    client.post(f"{REPORT}publish/", {"round": str(open_round.pk)})
    assert not Publication.objects.exists()
    Round.objects.filter(pk=open_round.pk).update(state="closed")
    Participation.objects.filter(pk=silent.pk).update(submitted_at=now)
    client.post(f"{REPORT}publish/", {"round": str(open_round.pk)})
    assert not Publication.objects.exists()
    Participation.objects.filter(pk=silent.pk).update(submitted_at=None)
    client.post(f"{REPORT}publish/", {"round": str(open_round.pk)})
    assert Publication.objects.get().round == open_round


def test_report_page_lists_figures_that_changed_after_their_text(
    client_as: Clients, example_programme: Programme
) -> None:
    """A cited answer that says something else is named, so that somebody reads the words again.

    To be approved is another version, but of the same words.
    """
    client = client_as("owner")
    approved = Answer.objects.filter(programme=example_programme, unit="BIOFUEL")
    assert approved.filter(versions__frozen=True, version__gt=1).exists()
    assert "har ändrats sedan texten" not in client.get(REPORT).content.decode()
    answer = Answer.objects.get(
        programme=example_programme, unit="CRM", indicator="collaboration-activities",
        point="2005-12-31", breakdown="",
    )  # fmt: skip
    changed = with_reading(observation_of(answer), read("5", locale="sv"))
    save_answer(None, example_programme, changed, version=answer.version, why="rättat")
    page = client.get(REPORT).content.decode()
    assert "har ändrats sedan texten" in page
    assert "Samarbetsaktiviteter" in page


@pytest.mark.parametrize("who", ["steering", "evaluator", "hub", "reader", None])
def test_only_the_owner_publishes(client_as: Clients, who: str | None) -> None:
    """Nobody else gets in; nothing is made."""
    answer = client_as(who).post(f"{REPORT}publish/")
    assert answer.status_code == 404
    assert not Publication.objects.exists()


def test_policy_allows_the_styles_of_the_report_only() -> None:
    """A page without styles may have none."""
    assert "style-src 'none'" in policy_of(b"<p>x</p>")
    assert "script-src" not in policy_of(PAGE)
    assert "unsafe" not in policy_of(PAGE)


def test_refused_publication_keeps_the_note(
    client_as: Clients, example_programme: Programme, open_round: Round
) -> None:
    """A round that is not approved is not published; what was written to the readers stays."""
    sent = {"round": str(open_round.pk), "note": "Läs först & noga"}
    answer = client_as("owner").post(f"{REPORT}publish/", sent)
    assert answer.status_code == 409
    assert ">Läs först &amp; noga</textarea>" in answer.content.decode()
    assert not Publication.objects.exists()
