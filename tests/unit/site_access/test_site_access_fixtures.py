"""What the site's tests stand on: the example is there, and everybody is who they should be."""

from __future__ import annotations

import pytest

from folja_site.measurements.models import Answer
from folja_site.programmes.models import Programme
from site_fixtures.people import ACCOUNTS


def test_example_is_loaded_whole(example_programme: Programme) -> None:
    """All 480 answers of the example are in the database."""
    assert Answer.objects.filter(programme=example_programme).count() == 480


@pytest.mark.parametrize("who", [n for n in ACCOUNTS if n != "closed"])
def test_client_is_signed_in_as_account(client_as, who: str) -> None:
    """Every account but the closed one reaches its own page, with its second factor."""
    page = client_as(who).get("/account/")
    assert page.status_code == 200
    assert ACCOUNTS[who] in page.content.decode()
