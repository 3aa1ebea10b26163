"""A form whose token is too old is not taken in, and the page says how to keep the words."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lang", "words"), [("sv", "öppen för länge"), ("en", "open for too long")]
)
def test_expired_form_says_what_to_do(lang: str, words: str) -> None:
    """The page is ours, in the reader's language, and tells nothing of tokens."""
    client = Client(enforce_csrf_checks=True, headers={"accept-language": lang})
    answer = client.post("/language/", {"lang": "en"})
    assert answer.status_code == 403
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    assert words in main
    assert "CSRF" not in main
