"""One demo for all journeys, and people who leave it at the end of each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from site_fixtures.walking import Demo, served_by_folja


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
