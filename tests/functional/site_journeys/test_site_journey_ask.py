"""Asking: a round of two points, the letter in other words, on paper and by mail, and the board."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.walking import IN_BOTH, Demo, begins_like_the_example, plans_a_round

NETWORK = "Processum"


@pytest.mark.drill
@IN_BOTH
def test_owner_asks_a_network_and_follows_it_on_the_board(
    lang: Language, demo: Demo, tmp_path: Path
) -> None:
    """The letter is changed, printed and sent; its link opens a form; a reminder follows."""
    owner = demo.signs_in(Role.OWNER, lang)
    name = f"Asks {lang}"
    begins_like_the_example(owner, name)
    plans_a_round(owner, name, NETWORK, "Kim Svarande", "kim@example.invalid")
    board = owner.page.url.split("/letter/")[0].rstrip("/") + "/"
    owner.opens(board)
    owner.sees("rounds.group.you")
    owner.follows("rounds.board.letter")
    owner.follows("rounds.letter.change")
    subject = owner.page.locator(f"input[name='letter-{lang}-subject']")
    subject.fill(f"{name}: snart är det dags")
    owner.presses("rounds.letter.save-words")
    paper = owner.takes("rounds.letter.print-pdf", target=tmp_path, button=True)
    assert paper.read_bytes().startswith(b"%PDF-")
    words = owner.takes("rounds.letter.print-docx", target=tmp_path, button=True)
    assert words.read_bytes().startswith(b"PK")
    owner.opens(f"{board}letter/")
    owner.page.get_by_role("checkbox", name=re.compile("Kim Svarande")).check()
    owner.presses("rounds.letter.send")
    # In the demo the letter stays in a folder that the site shows.
    owner.opens(board)
    owner.sees("rounds.group.hub")
    owner.follows("rounds.board.mail")
    expect(owner.page.get_by_role("article").first).to_contain_text("kim@example.invalid")
    link = owner.link("rounds.mail.link").get_attribute("href")
    assert link is not None
    kim = demo.sits(lang)
    kim.opens(link)
    kim.presses("rounds.open.button")
    owner.opens(board)
    owner.follows("rounds.board.remind")
    owner.page.get_by_role("checkbox", name=re.compile("Kim Svarande")).check()
    owner.presses("rounds.letter.send")
    # A link that is taken back opens nothing.
    owner.opens(f"{board}links/")
    for _ in range(
        owner.page.get_by_role("button", name=re.compile("Ta tillbaka|Withdraw")).count()
    ):
        owner.presses("rounds.links.revoke")
        owner.sees("rounds.links.revoked-done")
    kim.opens(link)
    kim.reads("rounds.shut.title")
