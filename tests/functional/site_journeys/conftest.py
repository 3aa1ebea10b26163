"""One demo for all journeys, and people who leave it at the end of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from folja_site.access.roles import Role
from site_fixtures.walking import Demo, asks_every_network, served_by_folja


@pytest.fixture(scope="session")
def _served_demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    bundle = str(root / "examples" / "vasternorrland-2005")
    with served_by_folja(root, tmp_path_factory.mktemp("demo"), "--demo", bundle) as told:
        yield told["address"].rstrip("/")


@pytest.fixture
def demo(_served_demo: str, browser: Browser) -> Iterator[Demo]:
    """The demo; whoever sat down before it gets up at the end."""
    there = Demo(_served_demo, browser)
    with there.stack:
        yield there


@pytest.fixture(scope="session")
def asked(_served_demo: str, browser: Browser) -> str:
    """The address of a round that asks every network; a journey takes a network that no other has.

    It is made once, since a programme and a round take longer to make than many a journey takes.
    """
    there = Demo(_served_demo, browser)
    with there.stack:
        return asks_every_network(there.signs_in(Role.OWNER, "sv"), "Asked")
