"""What several packages' unit tests share: the sample report."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from folja.documents import Document
from folja.text import Language

SAMPLE = Path(__file__).parents[1] / "lib" / "sample_document.py"


@pytest.fixture(scope="session")
def sample() -> Callable[[Language], Document]:
    """A report that holds every kind of block, by language."""
    spec = importlib.util.spec_from_file_location("sample_document", SAMPLE)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    make: Callable[[Language], Document] = module.sample
    return make
