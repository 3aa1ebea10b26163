"""What unit tests share: the sample report, and another machine to write it on."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from folja.documents import Document
from folja.text import Language

LIB = Path(__file__).parents[1] / "lib"


@pytest.fixture(scope="session")
def sample() -> Callable[[Language], Document]:
    """A report that holds every kind of block, by language."""
    spec = importlib.util.spec_from_file_location("sample_document", LIB / "sample_document.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    make: Callable[[Language], Document] = module.sample
    return make


@pytest.fixture(scope="session")
def written_elsewhere() -> Callable[[str, Language], str]:
    """The checksum of the sample in a format, written on another day, in another time zone and
    with another order of hashes."""

    def written(kind: str, lang: Language) -> str:
        done = subprocess.run(
            [sys.executable, str(LIB / "written_elsewhere.py"), kind, lang],
            env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert not done.returncode, done.stderr
        return done.stdout.strip()

    return written
