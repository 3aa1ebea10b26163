"""What waits for a decision is counted once: errors and questions, on every page that says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from folja.model import Severity

if TYPE_CHECKING:
    from folja_site.measurements.models import Round
    from site_fixtures.people import Clients

P = "/p/vasternorrland/"
#: Of the example: 16 errors, 60 questions, 42 notes.
WAITS, NOTES = 76, 42


def words(client_as: Clients, path: str, lang: str = "sv") -> str:
    """Return the words of a page."""
    page = client_as("owner", lang=lang).get(P + path)
    assert page.status_code == 200, path
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_note_asks_nothing() -> None:
    """The one definition, which every count rests on."""
    assert [severity.asks for severity in Severity] == [True, True, False]


@pytest.mark.parametrize("path", ["", "how/findings/all/", "report/"])
def test_pages_agree_on_what_waits_and_tell_notes_apart(client_as: Clients, path: str) -> None:
    """The front page, the list and the report page count the same; notes stand beside."""
    swedish, english = words(client_as, path), words(client_as, path, "en")
    assert f"{WAITS} fynd väntar på beslut" in swedish
    assert f"Dessutom {NOTES} saker att känna till, som inte kräver något beslut." in swedish
    assert f"{WAITS} findings wait for a decision" in english
    assert f"And {NOTES} notes, which ask for no decision." in english
    assert f"{WAITS + NOTES} f" not in swedish + english


def test_list_of_notes_says_that_none_waits(client_as: Clients) -> None:
    """Notes have a list of their own, which does not call them waiting."""
    told = words(client_as, "how/findings/info/")
    assert f"{NOTES} saker att känna till" in told
    assert "Inget av det väntar på beslut." in told
    assert "Dessutom" not in told


def test_number_at_an_indicator_is_that_of_the_list_it_leads_to(client_as: Clients) -> None:
    """The column, and the heading of the list behind it, leave notes out alike."""
    page = client_as("owner").get(f"{P}indicators/").content.decode()
    cell = re.search(r"/findings/all/\?indicator=individuals[^>]*>(?:<[^>]+>)*(\d+)<", page)
    assert cell is not None
    told = words(client_as, "how/findings/all/?indicator=individuals")
    assert f"{cell[1]} fynd väntar på beslut" in told
    assert "Dessutom" in told


def test_round_and_its_board_leave_notes_out(client_as: Clients, open_round: Round) -> None:
    """What a round shows counts what asks for something, and so does each row of its board."""
    shown = words(client_as, f"rounds/{open_round.pk}/results/")
    listed = words(client_as, f"how/findings/all/?round={open_round.pk}")
    waiting = re.search(r"(\d+) fynd i svaren väntar på beslut", shown)
    assert waiting is not None
    assert f"{waiting[1]} fynd väntar på beslut" in listed
    board = client_as("owner").get(f"{P}rounds/{open_round.pk}/").content.decode()
    row = re.search(r"unit=KONF[^>]*>(\d+) fynd<", board)
    found = client_as("owner").get(f"{P}review/?unit=KONF&whose=all&state=open").content.decode()
    told = re.search(r"(\d+) fel att avgöra, (\d+) saker att fråga om", found)
    assert row is not None
    assert told is not None
