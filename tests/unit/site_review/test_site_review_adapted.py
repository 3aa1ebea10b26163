"""What networks have made of the questions, and what that takes out of totals."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from folja.model import Adaptation
from folja.text import LocalText
from folja_site.programmes.actions.entries import save_entry
from folja_site.programmes.models import Programme

pytestmark = pytest.mark.django_db

SLUG, HERE = "vasternorrland", "PROC"
ASKED = "outward-marketing"  # 6 and 18 in PROC


def made(programme: Programme, action: str, comparability: str, unit: str = HERE) -> None:
    """Let a network adapt a question."""
    one = Adaptation(
        id=f"{unit}-{ASKED}",
        unit=unit,
        indicator=ASKED,
        action=action,
        comparability=comparability,
        label=LocalText("Mässor", "Fairs"),
        reason=LocalText("Bara mässor räknas hos oss.", "Only fairs are counted here."),
    )
    save_entry(None, programme, "adaptations", one)


def page(client: Client, unit: str = "") -> str:
    """Return the page of all adaptations, or that of one network's answers."""
    to = (
        reverse("unit-review", args=[SLUG, unit])
        if unit
        else reverse("review-adapted", args=[SLUG])
    )
    return client.get(to).content.decode()


@pytest.mark.parametrize(
    ("action", "comparability", "told", "figures"),
    [
        ("rename", "same", "räknas in i summorna som de andras", False),
        ("narrow", "subset", "bara en del av det som de andra räknar", False),
        ("narrow", "superset", "är inte med i någon summa", True),
        ("split", "not-comparable", "är inte med i någon summa", True),
        ("decline", "not-comparable", "räknas som utan svar i täckningen", False),
    ],
)
@pytest.mark.parametrize("unit", ["", HERE])
def test_adaptation_is_told_with_its_reason_and_what_it_takes_out(
    client_as: Callable[..., Client],
    example_programme: Programme,
    action: str,
    comparability: str,
    told: str,
    figures: bool,
    unit: str,
) -> None:
    """The network's own words, its reason, what it means for totals, and the figures left out."""
    made(example_programme, action, comparability)
    shown = page(client_as("evaluator"), unit)
    assert ">Mässor</q>" in shown
    assert "Bara mässor räknas hos oss." in shown
    assert told in shown
    assert ("review-out" in shown) == figures


def test_heading_says_how_many_take_answers_out(
    client_as: Callable[..., Client], example_programme: Programme
) -> None:
    """None, one and several are told in words, to the owner as to the evaluator."""
    owner = client_as("owner")
    assert "Inget nätverk har anpassat någon fråga" in page(owner)
    made(example_programme, "narrow", "superset")
    assert "En av dem tar ut svar ur summorna." in page(owner)
    made(example_programme, "rename", "same", unit="BIOFUEL")
    assert "Nätverken har gjort 2 anpassningar" in page(owner)
    queue = owner.get(reverse("review", args=[SLUG])).content.decode()
    assert "2 frågor är anpassade av nätverken" in queue


def test_question_that_another_network_added_is_not_among_ones_own(
    client_as: Callable[..., Client], example_programme: Programme
) -> None:
    """A network's answers list what it is asked, and not what others ask themselves."""
    evaluator = client_as("evaluator")
    assert "Utåtriktad" in page(evaluator, HERE)
    made(example_programme, "add", "same", unit="BIOFUEL")
    assert "Utåtriktad" not in page(evaluator, HERE)
