"""The reference of findings says what the code declares, and every check has all its words."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from folja.quality import CHECKS, FAMILIES, Missing, Need
from folja.text import codes, is_worded

ROOT = Path(__file__).parents[3]


def test_reference_of_findings_is_up_to_date() -> None:
    """The page is what its script writes; run scripts/reference_findings.py when this fails."""
    path = ROOT / "scripts" / "reference_findings.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    assert page == module.page()


@pytest.mark.parametrize("code", sorted(CHECKS))
def test_check_has_all_its_words(code: str) -> None:
    """A name, a rule, a remedy and at least one sentence for what is seen."""
    assert all(is_worded(f"quality.{code}.{part}") for part in ("name", "rule", "remedy"))
    assert any(entry.startswith(f"{code}.seen") for entry in codes("quality"))


def test_declaration_has_its_words() -> None:
    """What a check needs, and what it does with missing values, can be said."""
    assert all(is_worded(f"quality.missing.{missing.value}") for missing in Missing)
    assert all(is_worded(f"quality.need.{need.value}") for need in Need)


def test_code_belongs_to_one_family() -> None:
    """No code is declared twice."""
    declared = [check.code for family in FAMILIES for check in family.checks]
    assert len(declared) == len(set(declared)) == len(CHECKS)


def test_code_stands_in_the_glossary() -> None:
    """Every code has its Swedish and English noun."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    assert not {code for code in CHECKS if f"| `{code}` |" not in glossary}
