"""The command line run in this process, and the example to run it on."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from folja.cli import main

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "vasternorrland-2005"
SCHEMAS = ROOT / "docs" / "reference" / "schemas"


@dataclass(frozen=True)
class Ran:
    """What a command gave: its exit code and what it wrote where."""

    code: int
    out: str
    err: str

    def json(self, schema: str) -> Any:
        """Return the output as JSON after holding it to its published schema."""
        data = json.loads(self.out)
        shape = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
        Draft202012Validator(shape).validate(data)
        return data


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A way to run a command in a Swedish environment, or another."""

    def command(*arguments: object, lang: str = "sv_SE.UTF-8") -> Ran:
        for name in ("LC_ALL", "LC_MESSAGES", "FORCE_COLOR"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", lang)
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
        code = main([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture(scope="session")
def example() -> Path:
    """The example bundle, to be read only."""
    return EXAMPLE


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the example bundle, to be changed."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "bunt"))
