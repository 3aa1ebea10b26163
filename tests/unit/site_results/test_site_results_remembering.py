"""What is worked out once for a state of the data is the same for all who see the same of it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pytest
from django.test import Client

from folja_site.results import overview, remembering
from folja_site.results.remembering import MOST, remembered


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered before, nor afterwards."""
    monkeypatch.setattr(remembering, "_kept", OrderedDict())


def test_what_was_asked_for_longest_ago_is_forgotten() -> None:
    """As many results are kept as may be; the first goes when one more comes, asked for or not."""
    for n in range(MOST):
        remembered(n, lambda n=n: n)
    assert remembered(0, lambda: "anew") == 0
    remembered(MOST, lambda: "one more")
    assert remembered(0, lambda: "anew") == 0
    assert remembered(1, lambda: "anew") == "anew"


def test_nothing_is_kept_of_what_failed() -> None:
    """A page that could not be made is made the next time."""

    def fails() -> str:
        raise ValueError

    with pytest.raises(ValueError):
        remembered("page", fails)
    assert remembered("page", lambda: "made") == "made"


@pytest.mark.django_db
def test_front_page_is_worked_out_once_for_each_language_and_choice(
    example_programme: Any, client_as: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second look says the same to the letter; another language or rule is worked out anew."""
    made: list[tuple[str, str]] = []
    standing = overview.standing

    def counted(looked: Any) -> Any:
        made.append((looked.lang, looked.choice.rule.value))
        return standing(looked)

    monkeypatch.setattr(overview, "standing", counted)
    client: Client = client_as("owner")
    address = f"/p/{example_programme.slug}/"

    def main(query: str = "", lang: str = "sv") -> str:
        page = client.get(address + query, headers={"accept-language": lang})
        body: str = page.content.decode().partition("<main")[2].partition("</main>")[0]
        return body

    assert main() == main()
    assert main(lang="en") != main()
    main("?rule=as-printed")
    assert made == [("sv", "strict"), ("en", "strict"), ("sv", "as-printed")]
