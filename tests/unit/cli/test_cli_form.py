"""`folja form`: one workbook per network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_every_network_gets_a_form(run: Run, example: Path, tmp_path: Path) -> None:
    """The example's sixteen networks get one XLSX each, named by the network."""
    ran = run("form", example, "--out", tmp_path / "ut", "--json")
    assert ran.code == 0, ran.err
    files = [Path(f) for f in ran.json("form")["files"]]
    assert len(files) == 16
    assert "NBC" in {f.stem for f in files}
    assert all(f.read_bytes().startswith(b"PK") for f in files)
    out = run("form", example, "--out", tmp_path / "ut").out
    assert out.startswith("16 formulär är skrivna:\n")
