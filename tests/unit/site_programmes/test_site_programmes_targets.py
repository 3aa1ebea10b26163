"""Targets: set as a value, a range or a direction, replaced, and taken back with a reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from folja_site.base.models import AuditEvent
from folja_site.programmes.models import Programme, Target
from folja_site.programmes.queries import targets_of

pytestmark = pytest.mark.django_db


def set_one(client: Any, programme: Programme, **data: str) -> int:
    """Send the form and return the status of the answer."""
    sent = {"indicator": "individuals"} | data
    return int(client.post(f"/p/{programme.slug}/set-up/targets/", sent).status_code)


def test_range_in_words_keeps_words_and_both_ends(
    example_programme: Programme, client_as: Any
) -> None:
    """What is written stands as written, with its ends beside it."""
    set_one(client_as("owner"), example_programme, words="30–50", unit="PROC")
    made = Target.objects.get(programme=example_programme)
    assert (made.words, made.low, made.high) == ("30–50", Decimal(30), Decimal(50))


def test_second_target_of_a_place_replaces_the_first_and_keeps_it(
    example_programme: Programme, client_as: Any
) -> None:
    """One target stands at a place; the earlier one has an end."""
    client = client_as("owner")
    set_one(client, example_programme, words="minst 40")
    set_one(client, example_programme, direction="up")
    ended, standing = Target.objects.filter(programme=example_programme).order_by("pk")
    assert ended.ended_at is not None
    assert (standing.direction, standing.ended_at) == ("up", None)


@pytest.mark.parametrize(
    "data",
    [
        {"words": ""},
        {"words": "40", "direction": "up"},
        {"words": "kanske"},
        {"direction": "sideways"},
        {"words": "40", "indicator": ""},
        {"words": "40", "unit": "ANNAT"},
    ],
)
def test_target_that_says_nothing_is_refused(
    example_programme: Programme, client_as: Any, data: dict[str, str]
) -> None:
    """Neither words nor direction, both, or of nothing of the programme's: nothing is saved."""
    assert set_one(client_as("owner"), example_programme, **data) == 200
    assert not Target.objects.exists()


def test_own_target_of_a_network_goes_before_everybodys(
    example_programme: Programme, client_as: Any
) -> None:
    """A network is held to its own target where it has one, else to that of all."""
    client = client_as("owner")
    set_one(client, example_programme, words="10")
    set_one(client, example_programme, words="20", unit="PROC")
    own = targets_of(example_programme, "PROC")["individuals", ""]
    other = targets_of(example_programme, "BIOFUEL")["individuals", ""]
    assert (own.low, other.low) == (20, 10)


def test_target_is_taken_back_with_a_reason_and_one_event(
    example_programme: Programme, client_as: Any
) -> None:
    """Without a reason it stands; with one it ends, and an event tells why."""
    client = client_as("owner")
    set_one(client, example_programme, words="10")
    made = Target.objects.get()
    path = f"/p/{example_programme.slug}/set-up/targets/end/"
    client.post(path, {"target": str(made.pk), "why": ""})
    made.refresh_from_db()
    assert made.ended_at is None
    client.post(path, {"target": str(made.pk), "why": "nytt beslut"})
    made.refresh_from_db()
    assert made.ended_at is not None
    assert AuditEvent.objects.get(action="target.end").why == "nytt beslut"


def test_target_of_another_programme_does_not_exist(
    example_programme: Programme, other_programme: Programme, client_as: Any
) -> None:
    """Nobody takes back a target of a programme that is not in the address."""
    theirs = Target.objects.create(programme=other_programme, indicator="individuals", words="1")
    path = f"/p/{example_programme.slug}/set-up/targets/end/"
    answer = client_as("owner").post(path, {"target": str(theirs.pk), "why": "inte mitt"})
    theirs.refresh_from_db()
    assert (answer.status_code, theirs.ended_at) == (404, None)
