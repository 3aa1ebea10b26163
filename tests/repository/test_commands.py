"""The commands that the pages name are there, and the licence is the one we say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

TARGETS = {
    *("setup", "demo", "test", "check", "bench", "load", "drill", "test-spark", "pins", "clean"),
    "help",
}


def test_pages_name_targets_that_exist(root: Path, texts: dict[Path, str]) -> None:
    """Every `make …` in a page is a target."""
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    assert targets >= TARGETS
    for path, text in texts.items():
        if path.suffix == ".md":
            named = set(re.findall(r"`make ([a-z][a-z-]*)", text))
            named |= set(re.findall(r"^\s*make ([a-z][a-z-]*)\s*(?:#.*)?$", text, re.MULTILINE))
            assert named <= targets, path


def test_help_lists_every_target(root: Path) -> None:
    """`make` alone lists each target with what it does."""
    done = subprocess.run(
        ["make", "--no-print-directory"], cwd=root, capture_output=True, text=True, check=True
    )
    listed = {line.split()[1] for line in done.stdout.splitlines()}
    assert listed == TARGETS


@pytest.mark.parametrize("folder", ["scripts", ".ci"])
def test_script_is_valid_shell(root: Path, folder: str) -> None:
    """Every shell script parses, and stops at its first error."""
    scripts = [
        path
        for path in sorted((root / folder).iterdir())
        if path.is_file() and path.suffix in {"", ".sh"}
    ]
    assert scripts
    for path in scripts:
        subprocess.run(["bash", "-n", str(path)], check=True)
        if path.name != "apt.sh":  # sourced by the others
            assert "set -euo pipefail" in path.read_text(encoding="utf-8"), path


def test_licence_is_the_eupl(root: Path) -> None:
    """The licence text is the EUPL 1.2, whole, and the project says so."""
    text = (root / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    articles = [int(number) for number in re.findall(r"^(\d+)\.(?=[A-Z])", text, re.MULTILINE)]
    assert articles == list(range(1, 16))
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert data["project"]["license"] == "EUPL-1.2"


def test_manual_names_every_setting_of_the_site(root: Path) -> None:
    """Whoever runs the site finds each variable that it reads, and none that it does not."""
    config = (root / "src/folja_site/config").glob("*.py")
    read = set(re.findall(r"FOLJA_[A-Z_]+", "".join(p.read_text("utf-8") for p in config)))
    manual = (root / "docs/how-to/run-the-site.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(FOLJA_[A-Z_]+)`", manual, re.MULTILINE)) == read
