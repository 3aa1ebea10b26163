"""The files of the repository, for the tests that hold rules over them."""

from __future__ import annotations

from pathlib import Path

import pytest

#: What commands make, and what is not ours to word.
SKIPPED = {
    *(".git", ".venv", "build", "dist", "__pycache__", "node_modules"),
    *(".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".import_linter_cache"),
}
BINARY = {
    *(".ttf", ".woff2", ".png", ".pdf", ".docx", ".xlsx", ".xls", ".ods", ".zip", ".pyc", ".ico"),
}


@pytest.fixture(scope="session")
def texts(root: Path) -> dict[Path, str]:
    """Every text file of the repository, by its path from the root.

    Specimens are left out: they hold every kind of wrong text on purpose.
    """
    found = {}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root)
        if SKIPPED & set(inside.parts) or inside.parts[:2] == ("tests", "specimens"):
            continue
        if path.is_file() and path.suffix.lower() not in BINARY:
            found[inside] = path.read_text(encoding="utf-8")
    return found


@pytest.fixture(scope="session")
def modules(texts: dict[Path, str]) -> dict[Path, str]:
    """Every module of the library, by its path from the root."""
    return {
        path: text
        for path, text in texts.items()
        if path.parts[:2] == ("src", "folja") and path.suffix == ".py"
    }
