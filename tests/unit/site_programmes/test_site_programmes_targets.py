"""Targets: set as a value, a range or a direction, changed, taken back, and kept in the bundle."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from folja.model import Target
from folja_site.base.models import AuditEvent
from folja_site.bundling.building import follow_up_of, limited_to
from folja_site.bundling.starting import set_up_as
from folja_site.programmes.models import Entry, Programme
from folja_site.programmes.queries import records

pytestmark = pytest.mark.django_db


def set_one(client: Any, programme: Programme, **data: str) -> Any:
    """Send the form and return the answer."""
    sent = {"indicator": "individuals"} | data
    return client.post(f"/p/{programme.slug}/set-up/targets/", sent)


def only(programme: Programme) -> Target:
    """Return the one target that stands."""
    (found,) = records(programme, "targets")
    return found  # type: ignore[no-any-return]


def test_range_in_words_keeps_words_and_is_read_from_them(
    example_programme: Programme, client_as: Any
) -> None:
    """What is written stands as written; its ends are read from it."""
    assert set_one(client_as("owner"), example_programme, words="30–50", unit="PROC").status_code
    made = only(example_programme)
    assert (made.words, made.unit) == ("30–50", "PROC")
    assert (made.reading.low, made.reading.high) == (Decimal(30), Decimal(50))


def test_target_counts_as_a_change_of_the_data_with_one_event(
    example_programme: Programme, client_as: Any
) -> None:
    """Figures are built anew for it, and the trail says who set it."""
    before = example_programme.data_version
    set_one(client_as("owner"), example_programme, words="minst 40")
    example_programme.refresh_from_db()
    assert example_programme.data_version == before + 1
    assert AuditEvent.objects.filter(subject__startswith="targets/").count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {"words": ""},
        {"words": "40", "direction": "up"},
        {"words": "kanske"},
        {"direction": "sideways"},
        {"words": "40", "direction": "sideways"},
        {"words": "40", "indicator": ""},
        {"words": "40", "unit": "ANNAT"},
    ],
)
def test_target_that_says_nothing_is_refused(
    example_programme: Programme, client_as: Any, data: dict[str, str]
) -> None:
    """Neither words nor direction, both, or of nothing of the programme's: nothing is saved."""
    assert set_one(client_as("owner"), example_programme, **data).status_code == 200
    assert not Entry.objects.filter(table="targets").exists()


def test_second_target_of_a_place_is_refused_and_the_first_can_be_changed(
    example_programme: Programme, client_as: Any
) -> None:
    """One target stands at a place; another wording of it is its next version."""
    client = client_as("owner")
    set_one(client, example_programme, words="minst 40")
    set_one(client, example_programme, direction="up")
    made = only(example_programme)
    assert made.words == "minst 40"
    set_one(client, example_programme, change=made.id, version="1", direction="up")
    changed = only(example_programme)
    assert (changed.id, changed.words, changed.direction) == (made.id, "", "up")
    assert Entry.objects.get(table="targets").versions.count() == 2


def test_change_on_top_of_another_is_not_made(example_programme: Programme, client_as: Any) -> None:
    """Two who change the same target never overwrite each other; the later is shown the earlier."""
    client = client_as("owner")
    set_one(client, example_programme, words="minst 40")
    made = only(example_programme)
    set_one(client, example_programme, change=made.id, version="1", words="minst 50")
    answer = set_one(client, example_programme, change=made.id, version="1", words="minst 60")
    assert only(example_programme).words == "minst 50"
    assert "minst 50" in answer.content.decode()


def test_words_are_told_back_while_they_are_typed(
    example_programme: Programme, client_as: Any
) -> None:
    """The reading comes at once, and nothing is saved."""
    client = client_as("owner")
    path = f"/p/{example_programme.slug}/set-up/targets/read/"
    assert "minst 40" in client.get(path, {"words": "lägst 40"}).content.decode()
    assert "field-error" in client.get(path, {"words": "mycket"}).content.decode()
    assert not Entry.objects.filter(table="targets").exists()


def test_target_is_taken_back_with_a_reason_and_stays_in_the_history(
    example_programme: Programme, client_as: Any
) -> None:
    """Without a reason it stands; with one it is gone, and its versions are there."""
    client = client_as("owner")
    set_one(client, example_programme, words="10")
    made = only(example_programme)
    path = f"/p/{example_programme.slug}/set-up/targets/remove/{made.id}/"
    client.post(path, {"version": "1", "why": ""})
    assert only(example_programme) == made
    client.post(path, {"version": "1", "why": "nytt beslut"})
    assert records(example_programme, "targets") == ()
    assert Entry.objects.get(table="targets").versions.first().why == "nytt beslut"


def test_target_of_another_programme_does_not_exist(
    example_programme: Programme, other_programme: Programme, client_as: Any
) -> None:
    """Nobody changes or takes back a target of a programme that is not in the address."""
    Entry.objects.create(
        programme=other_programme, table="targets", key="theirs", cells={"id": "theirs"}
    )
    client, at = client_as("owner"), f"/p/{example_programme.slug}/set-up/targets/"
    assert client.get(at, {"change": "theirs"}).status_code == 404
    sent = {"version": "1", "why": "inte mitt"}
    assert client.post(f"{at}remove/theirs/", sent).status_code == 404


def test_targets_go_along_into_the_bundle_and_into_a_copy_of_the_programme(
    example_programme: Programme, client_as: Any
) -> None:
    """They are part of how a programme is set up, and a hub takes out its own only."""
    client = client_as("owner")
    set_one(client, example_programme, words="10", unit="PROC")
    set_one(client, example_programme, words="20", unit="BIOFUEL")
    whole = follow_up_of(example_programme)
    assert len(whole.targets) == len(set_up_as(example_programme).targets) == 2
    assert [t.unit for t in limited_to(whole, {"PROC"}).targets] == ["PROC"]


STEERED = ("goals", "themes", "theme_listings", "indicators")


@pytest.mark.parametrize("table", STEERED)
def test_steering_group_edits_what_it_decides_on(
    example_programme: Programme, client_as: Any, table: str
) -> None:
    """Goals, themes, what themes list, and indicators: the page, an entry, and another one."""
    client, at = client_as("steering"), f"/p/{example_programme.slug}/set-up/{table}/"
    key = Entry.objects.filter(programme=example_programme, table=table).values_list("key")[0][0]
    pages = (at, f"{at}new/", f"{at}entry/{key}/", f"{at}history/{key}/")
    assert [client.get(page).status_code for page in pages] == [200] * 4


def test_steering_group_changes_a_goal(example_programme: Programme, client_as: Any) -> None:
    """A decision is a new version, and the trail says who took it."""
    entry = Entry.objects.filter(programme=example_programme, table="goals").first()
    assert entry is not None
    sent = entry.cells | {"version": "1", "why": "beslut", "text_sv": "Fler nätverk"}
    path = f"/p/{example_programme.slug}/set-up/goals/entry/{entry.key}/"
    assert client_as("steering").post(path, sent).status_code == 302
    entry.refresh_from_db()
    assert (entry.version, entry.cells["text_sv"]) == (2, "Fler nätverk")


@pytest.mark.parametrize("table", ["units", "points", "targets", "adaptations", "hub_persons"])
def test_steering_group_finds_nothing_else_to_edit(
    example_programme: Programme, client_as: Any, table: str
) -> None:
    """What is the owner's to set up does not exist for it, and its page does not name it."""
    client, at = client_as("steering"), f"/p/{example_programme.slug}/set-up/"
    assert client.get(f"{at}{table}/").status_code == 404
    assert client.get(f"{at}{table}/new/").status_code == 404
    assert client.post(f"{at}{table}/new/", {}).status_code == 404
    assert f"set-up/{table}/" not in client.get(at).content.decode()


def test_words_that_are_too_long_are_refused_and_kept(
    example_programme: Programme, client_as: Any
) -> None:
    """A reason is not cut: it comes back as it was written."""
    long = "r" * 301
    answer = set_one(client_as("owner"), example_programme, words="30", reason=long)
    page = answer.content.decode()
    assert "Högst 300 tecken" in page
    assert long in page
    assert not records(example_programme, "targets")
