"""The evaluator's texts: who sees them when, their figures, and what the hub says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from folja.model import Disagreement
from folja.values import read
from folja_site.base.models import AuditEvent
from folja_site.interviews import writing
from folja_site.interviews.models import Draft, DraftVersion, HubComment, InterviewText
from folja_site.interviews.queries import published_texts, voices
from folja_site.measurements.actions.answers import observation_of, save_answer
from folja_site.measurements.models import Answer, AnswerVersion, Participation, Round
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Programme
from folja_site.programmes.queries import records
from folja_site.results.figures import figures_of

SLUG, HERE, THEME = "vasternorrland", "PROC", "theme-1"


def at(name: str, *more: Any) -> str:
    """Return an address of the network's text."""
    return reverse(name, args=[SLUG, HERE, *more])


@pytest.fixture
def evaluator(client_as: Callable[..., Client]) -> Client:
    """The evaluator who is assigned to the network."""
    return client_as("evaluator")


@pytest.fixture
def hub(client_as: Callable[..., Client]) -> Client:
    """The network's hub."""
    return client_as("hub")


def save(client: Client, sv: str, version: int = 0, en: str = "") -> Any:
    """Save the text."""
    data = {"body_sv": sv, "body_en": en, "version": version}
    return client.post(at("draft-save", THEME), data)


def draft() -> Draft:
    """Return the draft as it stands."""
    return Draft.objects.get(programme__slug=SLUG, unit=HERE, theme=THEME)


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    "kept",
    [
        "Från [[cell PROC 1 2004-01-01]] till [[cell PROC 1 2005-12-31|words]].",
        "[[change PROC 12]] och [[from-to PROC 12]], [[claim proc-collaboration]]",
        "Annat nätverk: [[cell SI 1 2004-01-01]]",
        "# 12 och #12 är inga siffror",
    ],
)
def test_typed_text_is_kept_as_it_was(kept: str, lang: Any) -> None:
    """A text that is typed out and in again is the same text."""
    assert writing.to_stored(writing.to_typed(kept, HERE, lang), HERE) == kept


def test_figure_is_kept_as_a_reference_and_shown_as_words(evaluator: Client) -> None:
    """What is typed short is the library's reference, and reads as the answer's words."""
    save(evaluator, "De var #10:2005-12-31 personer.")
    assert draft().body_sv == "De var [[cell PROC 10 2005-12-31]] personer."
    page = evaluator.get(at("draft", THEME)).content.decode()
    assert ">minst 25</span> personer." in page
    assert "De var #10:2005-12-31 personer." in page


def test_owner_and_hub_never_see_a_private_text(
    evaluator: Client, hub: Client, client_as: Callable[..., Client]
) -> None:
    """A text is the evaluator's own until it is shared, also after it has been shared once."""
    save(evaluator, "Lysande granat.")
    assert client_as("owner").get(at("draft", THEME)).status_code == 404
    assert hub.get(at("draft", THEME)).status_code == 404
    assert "granat" not in hub.get(at("hub-texts")).content.decode()
    evaluator.post(at("draft-share", THEME), {"version": draft().version})
    assert "granat" in hub.get(at("hub-texts")).content.decode()
    save(evaluator, "Dold smaragd.", draft().version)
    page = hub.get(at("hub-texts")).content.decode()
    assert "granat" in page
    assert "smaragd" not in page


def test_hub_is_told_on_its_own_page_of_a_text_that_waits(evaluator: Client, hub: Client) -> None:
    """A text that is shown asks for the hub's view until it has said it."""
    home, asks = reverse("hub-home", args=[SLUG]), "väntar på att ni säger vad ni tycker"
    save(evaluator, "Nätverket växer.")
    assert asks not in hub.get(home).content.decode()
    evaluator.post(at("draft-share", THEME), {"version": 1})
    assert asks in hub.get(home).content.decode()
    hub.post(at("hub-say"), {"about": f"draft/{THEME}", "stance": "agrees", "text": "Ja."})
    assert asks not in hub.get(home).content.decode()


def test_audit_trail_holds_no_words_of_a_private_text(evaluator: Client) -> None:
    """The owner may read the trail, so that it says that a text was saved and no more."""
    before = AuditEvent.objects.count()
    save(evaluator, "Lysande granat.")
    event = AuditEvent.objects.first()
    assert AuditEvent.objects.count() == before + 1
    assert event is not None
    assert "granat" not in f"{event.before} {event.after} {event.why} {event.subject}"


def test_second_writer_is_told_and_loses_nothing(evaluator: Client) -> None:
    """The words of whoever came second stand in the form; the first version is what is kept."""
    save(evaluator, "Först.")
    late = save(evaluator, "Sedan.")
    assert late.status_code == 409
    assert "Sedan." in late.content.decode()
    assert draft().body_sv == "Först."


def test_published_text_is_the_case_text_from_its_date(
    evaluator: Client, example_programme: Programme
) -> None:
    """Published, the words are a newer version of the programme's text; the older one stays."""
    before = published_texts(example_programme, HERE)[THEME]
    save(evaluator, "Nätverket hade #1:2005-12-31 aktörer.", en="The network had #1:2005-12-31.")
    data = {"version": draft().version, "valid_on": "2006-03-27"}
    assert evaluator.post(at("draft-publish", THEME), data).status_code == 302
    after = published_texts(example_programme, HERE)[THEME]
    assert after.version == before.version + 1
    assert str(after.valid_on) == "2006-03-27"
    assert after.body.en == "The network had [[cell PROC 1 2005-12-31]]."
    assert [v.state for v in DraftVersion.objects.filter(draft=draft())] == ["published", "private"]


@pytest.mark.parametrize(
    "words", ["Ett annat: [[cell SI 1 2004-01-01]].", "Ingen: #99:2005-12-31.", "[[claim inget]]"]
)
def test_text_with_a_figure_that_leads_nowhere_is_not_published(
    evaluator: Client, words: str
) -> None:
    """A figure of another network, or of nothing, stops the text."""
    save(evaluator, words)
    data = {"version": draft().version, "valid_on": "2006-03-27", "anyway": "1"}
    assert evaluator.post(at("draft-publish", THEME), data).status_code == 422
    assert draft().state == "private"


def test_typed_digits_are_pointed_out_with_a_match(evaluator: Client) -> None:
    """A digit without a source is named, with the figure that says the same, before publishing."""
    save(evaluator, "De startade 77 jobb.")
    page = evaluator.get(at("draft", THEME)).content.decode()
    assert "77: ett eget tal." in page
    assert "#8:2005-12-31" in page
    data = {"version": draft().version, "valid_on": "2006-03-27"}
    assert evaluator.post(at("draft-publish", THEME), data).status_code == 422
    assert evaluator.post(at("draft-publish", THEME), data | {"anyway": "1"}).status_code == 302


def changed(evaluator: Client, programme: Programme, sv: str, en: str = "") -> str:
    """Save a text, let the answer that it cites change from 18 to 21, and return its page."""
    answer = Answer.objects.get(
        programme=programme, unit=HERE, indicator="outward-marketing", point="2005-12-31"
    )
    answer.versions.update(at=timezone.now() - timedelta(days=2))
    save(evaluator, sv, en=en)
    Draft.objects.update(changed_at=datetime(2026, 3, 3, 12, tzinfo=UTC))
    AnswerVersion.objects.filter(answer=answer).update(at=datetime(2026, 3, 1, tzinfo=UTC))
    new = replace(observation_of(answer), reading=read("21"))
    save_answer(None, programme, new, version=answer.version, why="räknat om")
    return evaluator.get(at("draft", THEME)).content.decode()


KEY = f"figure:cell {HERE} 15 2005-12-31"


def test_changed_figure_is_named_with_old_and_new(
    evaluator: Client, example_programme: Programme
) -> None:
    """A figure that has changed since the text was saved asks whether the sentence still holds."""
    page = changed(evaluator, example_programme, "De gjorde #15:2005-12-31.")
    assert "21 i stället för 18" in page
    save(evaluator, "De gjorde #15:2005-12-31.", draft().version)
    assert "i stället för 18" not in evaluator.get(at("draft", THEME)).content.decode()


def test_changed_figure_is_kept_as_it_was_with_its_day(
    evaluator: Client, example_programme: Programme
) -> None:
    """Kept, it stands in both languages as it was, dated; the rest of the text stays; one event."""
    text = "De gjorde #15:2005-12-31, förut #15:2004-01-01."
    changed(evaluator, example_programme, text, en="They did #15:2005-12-31.")
    before = AuditEvent.objects.count()
    sent = {"version": draft().version, KEY: "keep"}
    assert evaluator.post(at("draft-figures", THEME), sent).status_code == 302
    kept = draft()
    assert kept.body_sv == (
        f"De gjorde 18 (uppgift från 2026-03-03), förut [[cell {HERE} 15 2004-01-01]]."
    )
    assert kept.body_en == "They did 18 (as of 2026-03-03)."
    assert AuditEvent.objects.count() == before + 1
    assert "i stället för 18" not in evaluator.get(at("draft", THEME)).content.decode()


def test_changed_figure_is_taken_anew_without_a_word_changed(
    evaluator: Client, example_programme: Programme
) -> None:
    """Taken anew, the reference stays and asks no longer."""
    changed(evaluator, example_programme, "De gjorde #15:2005-12-31.")
    sent = {"version": draft().version, KEY: "new"}
    assert evaluator.post(at("draft-figures", THEME), sent).status_code == 302
    assert draft().body_sv == f"De gjorde [[cell {HERE} 15 2005-12-31]]."
    assert "i stället för 18" not in evaluator.get(at("draft", THEME)).content.decode()


def test_choice_about_figures_is_whole_and_of_the_newest_text(
    evaluator: Client, example_programme: Programme
) -> None:
    """A figure without a choice, or an older version of the text, settles nothing."""
    changed(evaluator, example_programme, "De gjorde #15:2005-12-31.")
    version = draft().version
    assert evaluator.post(at("draft-figures", THEME), {"version": version}).status_code == 422
    sent = {"version": version - 1, KEY: "keep"}
    assert evaluator.post(at("draft-figures", THEME), sent).status_code == 409
    assert draft().version == version


def test_standing_disagreement_is_kept_and_shown(
    evaluator: Client, hub: Client, example_programme: Programme
) -> None:
    """What the hub holds against a text stands beside it, also once it is published."""
    save(evaluator, "Nätverket vilade.")
    evaluator.post(at("draft-share", THEME), {"version": draft().version})
    about = {"about": f"draft/{THEME}", "stance": "disagrees"}
    assert hub.post(at("hub-say"), about).status_code == 422
    assert hub.post(at("hub-say"), about | {"text": "Vi vilade inte."}).status_code == 302
    page = evaluator.get(at("draft", THEME)).content.decode()
    assert "Vi vilade inte." in page
    data = {"version": draft().version, "valid_on": "2006-03-27"}
    evaluator.post(at("draft-publish", THEME), data)
    hub.post(at("hub-say"), {"about": "reflection", "text": "Vi växte."})
    heard = voices(example_programme, HERE)
    assert heard.stances[THEME].text == "Vi vilade inte."
    assert heard.reflection is not None
    assert heard.reflection.text == "Vi växte."


def test_disagreement_that_came_with_a_bundle_stands_on_the_page_of_the_network(
    evaluator: Client, example_programme: Programme
) -> None:
    """Nobody has said it here, and it is shown all the same."""
    came = Disagreement(id="came", unit=HERE, theme=THEME, words="Så var det inte.")
    save_entry(None, example_programme, "disagreements", came)
    page = evaluator.get(f"/p/{example_programme.slug}/networks/{HERE}/").content.decode()
    assert "Så var det inte." in page


def test_standing_disagreement_is_data_of_the_report_until_the_hub_agrees(
    evaluator: Client, hub: Client, example_programme: Programme
) -> None:
    """It enters when the text is published, outlives a newer draft, and each step is one event."""

    def held() -> list[tuple[str | None, str]]:
        return [(d.theme, d.words) for d in records(example_programme, "disagreements", unit=HERE)]

    save(evaluator, "Nätverket vilade.")
    evaluator.post(at("draft-share", THEME), {"version": draft().version})
    about = {"about": f"draft/{THEME}", "stance": "disagrees"}
    hub.post(at("hub-say"), about | {"text": "Vi vilade inte."})
    example_programme.refresh_from_db()
    before = example_programme.data_version
    assert held() == []
    evaluator.post(
        at("draft-publish", THEME), {"version": draft().version, "valid_on": "2006-03-27"}
    )
    assert held() == [(THEME, "Vi vilade inte.")]
    save(evaluator, "Nätverket vilade mest.", draft().version)
    assert voices(example_programme, HERE).stances[THEME].text == "Vi vilade inte."
    events = AuditEvent.objects.count()
    hub.post(at("hub-say"), about | {"text": "Vi arbetade."})
    assert held() == [(THEME, "Vi arbetade.")]
    hub.post(at("hub-say"), about | {"stance": "", "text": "Bara en kommentar."})
    hub.post(at("hub-say"), about | {"stance": "agrees", "text": ""})
    assert held() == []
    assert AuditEvent.objects.count() == events + 3
    example_programme.refresh_from_db()
    assert example_programme.data_version == before + 3


def test_hub_comments_only_on_what_it_is_shown(hub: Client, evaluator: Client) -> None:
    """A private text and a finding of another network are nothing to the hub."""
    save(evaluator, "Enskilt.")
    for about in (f"draft/{THEME}", "finding/0000000000000000", "draft/../x"):
        answer = hub.post(at("hub-say"), {"about": about, "text": "x"})
        assert answer.status_code == 404
    assert not HubComment.objects.exists()


def test_evaluator_answers_a_comment_once(evaluator: Client, hub: Client) -> None:
    """The first answer stands."""
    hub.post(at("hub-say"), {"about": "reflection", "text": "Vi växte."})
    said = HubComment.objects.get()
    to = at("comment-reply", said.pk)
    evaluator.post(to, {"answer": "Tack."})
    evaluator.post(to, {"answer": "En gång till."})
    said.refresh_from_db()
    assert said.answer == "Tack."
    assert "Tack." in hub.get(at("hub-texts")).content.decode()


def test_notes_are_for_evaluators_only(
    evaluator: Client, hub: Client, client_as: Callable[..., Client], open_round: Round
) -> None:
    """What is noted in the talk is saved topic by topic and is nobody else's to read."""
    to = at("interview-notes-save", open_round.pk)
    data = {"note-background": "Verkar trötta.", "version-background": "0"}
    assert evaluator.post(to, data).status_code == 302
    note = InterviewText.objects.get(private=True)
    assert note.text == "Verkar trötta."
    for who in ("owner", "hub"):
        assert client_as(who).get(at("interview-notes", open_round.pk)).status_code == 404
    late = evaluator.post(to, data | {"note-background": "Pigga."})
    assert late.status_code == 409
    assert "Pigga." in late.content.decode()
    part = Participation.objects.get(round=open_round, unit=HERE)
    assert part.texts.filter(private=False).count() == 0


def test_change_in_a_text_is_the_one_that_readers_get(
    evaluator: Client, example_programme: Programme, rebuilt: Callable[[Programme], object]
) -> None:
    """Where a value has been decided, the writer sees the change that pages and report print."""
    stored = figures_of(example_programme)
    assert stored is not None
    finding = next(
        one["id"]
        for one in stored.findings(unit=HERE)
        if (one["code"], one["indicator"]) == ("inexact-notation", "individuals")
    )
    sent = {"do": "corrected|2005-12-31|31", "why": "Enligt navet", "seen": "0"}
    evaluator.post(reverse("review-decide", args=[SLUG, HERE, finding]), sent)
    example_programme.refresh_from_db()
    rebuilt(example_programme)
    cited = writing.figures_of_unit(example_programme, HERE)
    (pieces,) = writing.shown(f"[[change {HERE} 10]]", cited, "sv", old={})
    assert [piece.text for piece in pieces] == ["31"]
    offered = writing.evidence(cited, cited.indicators["individuals"], "sv")
    assert [one.text for one in offered if one.place == "change"] == ["+31"]


def test_figures_of_a_text_are_explained_below_its_field(evaluator: Client) -> None:
    """Each once, as it is typed: what it says, what it is, and how it came about."""
    text = f"Från #20:2005-12-31 till #20:förändring, #20:2005-12-31 igen, [[cell {HERE} 99 x]]."
    save(evaluator, text)
    page = evaluator.get(at("draft", THEME))
    tokens = [(token, kind) for token, kind, *_ in page.context["cited"]["sv"]]
    assert tokens == [
        ("#20:2005-12-31", "cell"),
        ("#20:förändring", "change"),
        ("#99:x", "cell"),
    ]
    shown = page.content.decode()
    assert "Siffrorna i texten som den är sparad" in shown
    assert "Slutet minus början." in shown
    assert "Finns inte, eller hör till ett annat nätverk." in shown


def test_text_that_is_too_long_is_refused_and_kept(evaluator: Client, hub: Client) -> None:
    """Nothing is cut: not a text, not a note, not what the hub says."""
    long = "ord " * 10_001
    answer = save(evaluator, long)
    assert answer.status_code == 422
    assert "Högst 40\u00a0000 tecken" in answer.content.decode()
    assert answer.context["typed"]["sv"] == long
    assert not Draft.objects.filter(programme__slug=SLUG, unit=HERE, theme=THEME).exists()
    said = hub.post(at("hub-say"), {"about": "reflection", "text": long})
    assert said.status_code == 422
    assert long.strip() in said.content.decode()
    assert not HubComment.objects.filter(unit=HERE).exists()


def test_note_that_is_too_long_is_refused_and_kept(evaluator: Client) -> None:
    """With every other note of the page."""
    part = Participation.objects.exclude(round__state="draft").filter(unit=HERE).first()
    assert part is not None
    sent = {"note-history": "x" * 20_001, "note-background": "kort"}
    answer = evaluator.post(at("interview-notes-save", part.round_id), sent)
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.content.decode()
    assert "kort" in answer.content.decode()
    assert not InterviewText.objects.filter(participation=part, private=True).exists()


def test_disagreement_on_a_finding_stands_before_the_evaluator_until_the_hub_agrees(
    evaluator: Client, hub: Client, example_programme: Programme
) -> None:
    """It says why, and a comment afterwards does not take it back."""
    (finding, *_) = hub.get(at("hub-texts")).context["findings"]
    about = {"about": finding["about"], "stance": "disagrees"}
    page = reverse("finding", args=[SLUG, finding["id"]])
    assert hub.post(at("hub-say"), about).status_code == 422
    hub.post(at("hub-say"), about | {"text": "Vi räknar på annat sätt."})
    hub.post(at("hub-say"), about | {"stance": "", "text": "Bara en kommentar."})
    shown = evaluator.get(page).content.decode()
    assert "Invändningen står kvar tills nätverket håller med." in shown
    assert "Vi räknar på annat sätt." in shown
    assert "Nätverket håller inte med om fyndet" in shown
    assert "Er invändning står kvar" in hub.get(at("hub-texts")).content.decode()
    hub.post(at("hub-say"), about | {"stance": "agrees", "text": ""})
    assert "Invändningen står kvar" not in evaluator.get(page).content.decode()
    assert "Er invändning står kvar" not in hub.get(at("hub-texts")).content.decode()
