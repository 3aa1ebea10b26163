"""What is installed is exactly what is written down, and every package says what it is for."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

FILES = ("bootstrap", "base", "dev", "spark")
#: The installer is not installed by itself, and Spark only by `make test-spark`.
INSTALLED = ("base", "dev")


def blocks(text: str) -> list[str]:
    """Return one string per pinned package: its first line and its hashes."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return re.split(r"\n(?=\S)", "\n".join(lines))


@pytest.fixture(scope="module")
def project(root: Path) -> dict[str, Any]:
    """What pyproject.toml says of the project."""
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    project: dict[str, Any] = data["project"]
    return project


@pytest.mark.parametrize("name", FILES)
def test_pin_has_version_and_hash(root: Path, name: str) -> None:
    """No package is fetched whose bytes are not known beforehand."""
    found = blocks((root / "requirements" / f"{name}.txt").read_text(encoding="utf-8"))
    assert found
    for block in found:
        assert re.match(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+", block), block
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("suffix", ["in", "txt"])
@pytest.mark.parametrize("name", FILES)
def test_pins_name_no_address(root: Path, name: str, suffix: str) -> None:
    """Where packages come from is the machine's choice, not the repository's."""
    text = (root / "requirements" / f"{name}.{suffix}").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize("name", INSTALLED)
def test_installed_packages_are_the_pinned(root: Path, name: str) -> None:
    """The environment the tests run in is the one that is written down."""
    for block in blocks((root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")):
        requirement = Requirement(block.splitlines()[0].rstrip(" \\"))
        if requirement.marker is None or requirement.marker.evaluate():
            assert metadata.version(requirement.name) in requirement.specifier


def test_dependency_is_pinned_within_its_bounds(root: Path, project: dict[str, Any]) -> None:
    """What the package asks for and what is pinned agree."""
    pinned = {}
    for block in blocks((root / "requirements" / "base.txt").read_text(encoding="utf-8")):
        requirement = Requirement(block.splitlines()[0].rstrip(" \\").partition(" ;")[0])
        pinned[canonicalize_name(requirement.name)] = str(requirement.specifier)[2:]
    for text in project["dependencies"]:
        asked = Requirement(text)
        assert pinned[canonicalize_name(asked.name)] in asked.specifier, text


def test_dependency_says_what_it_is_for(root: Path, project: dict[str, Any]) -> None:
    """Every package stands under a comment with its reason."""
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    for text in project["dependencies"]:
        at = next(n for n, line in enumerate(lines) if line.strip() == f'"{text}",')
        reason = lines[at - 1].strip()
        assert reason.startswith("# "), text
        assert reason.endswith("."), text


def test_inputs_and_project_name_the_same_packages(root: Path, project: dict[str, Any]) -> None:
    """requirements/base.in asks for what the project asks for, no more and no less."""
    lines = (root / "requirements" / "base.in").read_text(encoding="utf-8").splitlines()
    listed = {Requirement(line).name.lower() for line in lines if line and line[0] != "#"}
    assert listed == {Requirement(text).name.lower() for text in project["dependencies"]}


def test_every_package_is_named_with_its_licence(root: Path) -> None:
    """THIRD_PARTY.md names every package that an installation brings along."""
    page = (root / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for block in blocks((root / "requirements" / "base.txt").read_text(encoding="utf-8")):
        name = block.partition("==")[0]
        if "'win32'" in block.splitlines()[0]:
            continue  # only Windows brings it along
        row = re.search(rf"^\| {re.escape(name)} \| \S.* \|$", page, re.MULTILINE)
        assert row, f"{name} is not named; run scripts/third_party.py"
        assert "unknown" not in row.group().lower()
