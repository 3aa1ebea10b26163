"""How people fill in the form: by questions as they are called, in words as one says them.

A question is a heading that opens; its fields are found by the names of the points. Whatever is
written is waited for until the page tells it back.
"""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from site_fixtures.person import Person

#: The names of the fields of a figure begin with the day that they are about.
_DAY = r"^\d"


def enters(person: Person, link: str) -> None:
    """Come by a personal link to one network: look, then press."""
    person.opens(link)
    person.reads("rounds.open.title")
    person.presses("rounds.open.button")


def question(person: Person, name: str) -> Locator:
    """Open a question of the page by what it is called."""
    line = person.page.locator("details.q").filter(has_text=name).first
    if line.get_attribute("open") is None:
        person.actions += 1
        line.locator("summary").first.click()
    return line


def fields(line: Locator, of: str = "") -> Locator:
    """Return the fields of a question, or of the part of it that is called so."""
    return line.get_by_role("textbox", name=re.compile(rf"{_DAY}.*{re.escape(of)}"))


def says(person: Person, line: Locator, *said: str, of: str = "") -> None:
    """Write answers into a question, the first point first, and see them kept."""
    places = fields(line, of)
    for place, text in enumerate(said):
        person.actions += 1
        places.nth(place).fill(text)
    places.nth(len(said) - 1).press("Tab")
    # The line of a question tells of its parts only what was said of the last point.
    for text in said[-1:] if of else said:
        expect(line.locator("summary").first).to_contain_text(text)


def hands_in(person: Person) -> None:
    """Hand the form in and see the receipt, on which nothing can be written."""
    person.follows("answer.steps.hand-in")
    person.presses("answer.hand-in.do")
    person.page.wait_for_url("**/receipt/")
    expect(person.page.get_by_role("textbox")).to_have_count(0)
