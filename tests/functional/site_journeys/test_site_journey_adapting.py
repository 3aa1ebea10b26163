"""Answering what does not fit: a narrower question, another one, one more, and parts that disagree.

What a network makes of a question stands where the owner sees the figures, and decides whether its
answer enters the total.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from folja.formats.bundle import read_bundle
from folja.model import FollowUp
from folja.text import Language
from folja_site.access.roles import Role
from site_fixtures.answering import enters, fields, hands_in, question, says
from site_fixtures.person import Person
from site_fixtures.walking import (
    IN_BOTH,
    IN_BOTH_ENGLISH,
    Demo,
    begins_like_the_example,
    links_made,
    plans_a_round,
)

NETWORK = "Processum"
PART, OTHER = "outward-marketing", "internal-marketing"
WHY_PART, WHY_OTHER = "Mässorna räknas av kommunen.", "Vi för ingen bok över sådant."
#: Networks that no other journey answers for.
CONTRADICTS = {"sv": "KONF", "en": "BFP"}
OWN, WHY_OWN = "Antal studiebesök", "Besöken bär nätverket."


def called(example: FollowUp, indicator: str, lang: Language) -> str:
    """Return what an indicator is called in a list, in a language."""
    found = example.indicator_by_id[indicator]
    return found.short_name.get(lang) or found.name.get(lang)


def adapts(kim: Person, name: str, label: str, comparable: str, why: str) -> None:
    """Say that a question does not fit, that a part of it is counted, and how that compares."""
    question(kim, name)
    kim.follows("answer.adapt.link", within=question(kim, name))
    kim.reads("answer.adapt.heading")
    kim.ticks("answer.adapt.narrow")
    kim.writes(label, "answer.adapt.label")
    kim.ticks(f"answer.adapt.{comparable}")
    kim.writes(why, "answer.adapt.reason")
    kim.presses("answer.adapt.save")
    # From then on it is called what is counted.
    expect(question(kim, label).get_by_text(why)).to_be_visible()


@pytest.mark.drill
@IN_BOTH
def test_adapted_question_enters_the_total_only_where_it_compares(
    lang: Language, demo: Demo, root: Path
) -> None:
    """A part of the same is counted, another thing is not, and a question of one's own is asked."""
    example = read_bundle(root / "examples" / "vasternorrland-2005")
    part, other = (called(example, one, lang) for one in (PART, OTHER))
    owner = demo.signs_in(Role.OWNER, lang)
    begins_like_the_example(owner, f"Adapts {lang}")
    plans_a_round(owner, f"Adapts {lang}", NETWORK, "Kim Svarande", "")
    kim = demo.sits(lang)
    enters(kim, links_made(owner)[0])
    kim.follows(example.themes[0].short_name.get(lang))
    adapts(kim, part, "Egna mässor", "subset", WHY_PART)
    says(kim, question(kim, "Egna mässor"), "3", "7")
    adapts(kim, other, "Nyhetsbrev", "not-comparable", WHY_OTHER)
    says(kim, question(kim, "Nyhetsbrev"), "10", "50")
    # What is missing is added, and asked at once.
    kim.follows("answer.adapt.add-link")
    kim.writes(OWN, "answer.adapt.question")
    kim.ticks("answer.adapt.flow")
    kim.writes(WHY_OWN, "answer.adapt.add-reason")
    kim.presses("answer.adapt.add-save")
    says(kim, question(kim, OWN), "2", "12")
    hands_in(kim)
    # The owner reads what each network has made of it, and what that does to the total.
    owner.opens(f"{owner.programme}indicators/")
    owner.waits_for_figures()
    owner.follows(f"{example.indicator_by_id[PART].no}. {part}")
    owner.sees("results.comparable.subset")
    owner.sees(WHY_PART)
    assert owner.heading.endswith(": 4"), owner.heading
    owner.opens(f"{owner.programme}indicators/{OTHER}/")
    owner.sees("results.comparable.not-comparable")
    owner.sees(WHY_OTHER)
    assert not re.search(r"\d", owner.heading), owner.heading
    owner.opens(f"{owner.programme}how/total/{OTHER}/")
    owner.reads("results.how.total-none", name=other)
    left = owner.page.get_by_role("main").get_by_role("definition")
    expect(left.filter(has_text=NETWORK).first).to_be_visible()
    owner.sees("report.skip.adapted")
    owner.opens(f"{owner.programme}how/total/{PART}/")
    owner.reads("results.how.total", name=part, figure="4")
    # The own question stands beside the others, for this network alone.
    owner.opens(f"{owner.programme}indicators/")
    owner.page.get_by_role("link", name=OWN).first.click()
    owner.sees(WHY_OWN)
    owner.sees("results.adapted.add")


@pytest.mark.drill
@IN_BOTH_ENGLISH
def test_parts_that_contradict_their_whole_are_told_at_once_and_saved_all_the_same(
    lang: Language, demo: Demo, asked: str, root: Path
) -> None:
    """Men and women are more than all: the form says so, keeps it, and says so again."""
    example = read_bundle(root / "examples" / "vasternorrland-2005")
    whole, men, women = (
        example.indicator_by_id[one] for one in ("employees", "employees-men", "employees-women")
    )
    owner = demo.signs_in(Role.OWNER, lang)
    kim = demo.sits(lang)
    enters(kim, links_made(owner, asked, unit=CONTRADICTS[lang])[0])
    kim.follows("answer.in-figures")
    name = whole.short_name.get(lang)
    line = question(kim, name)
    says(kim, line, "100", "120", of=whole.label.get(lang))
    says(kim, line, "60", "80", of=men.label.get(lang))
    says(kim, line, "40", "70", of=women.label.get(lang))
    told = kim.words("answer.rest.too-many", sum="150", rest="30")
    expect(line.get_by_text(told)).to_be_visible()
    expect(line.get_by_text(kim.words("answer.ask.title")).first).to_be_visible()
    kim.page.reload()
    line = question(kim, name)
    expect(fields(line, women.label.get(lang)).nth(1)).to_have_value("70")
    expect(line.get_by_text(told)).to_be_visible()
