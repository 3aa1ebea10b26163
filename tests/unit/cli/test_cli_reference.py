"""The reference pages that are written from code say what the code says."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", ["bundle", "cli"])
def test_reference_page_is_up_to_date(name: str) -> None:
    """The page is what its script writes; run the script when this fails."""
    path = ROOT / "scripts" / f"reference_{name}.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "reference" / f"{name}.md").read_text("utf-8") == module.page()
