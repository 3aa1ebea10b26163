"""Every word that reaches people stands in both languages, and follows the same few rules."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from folja.text.catalogue import add_catalogue, families, is_worded

HOLE = re.compile(r"\{[a-z_][a-z0-9_]*\}")
LANGUAGES = ("sv", "en")
ENTRY = {f"{language}{form}" for language in LANGUAGES for form in ("", "_one", "_none")}


def entries(table: dict[str, object], at: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Yield every entry of a catalogue with its code: a table that words something."""
    words = {key: value for key, value in table.items() if isinstance(value, str)}
    if words:
        yield at, words
    for key, value in table.items():
        if isinstance(value, dict):
            yield from entries(value, f"{at}.{key}" if at else key)


def catalogues(root: Path) -> list[Path]:
    """Return the files that word messages: the library's, and the site's on top of it."""
    folders = (root / "src" / "folja" / "text" / "messages", root / "src" / "folja_site" / "words")
    return [path for folder in folders for path in sorted(folder.glob("*.toml"))]


@pytest.fixture(scope="module")
def wordings(root: Path) -> dict[str, dict[str, str]]:
    """Every entry of every catalogue, by its full code."""
    found = {}
    for path in catalogues(root):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        found |= {f"{path.stem}.{code}": words for code, words in entries(table)}
    assert found
    return found


def test_wording_stands_in_both_languages(wordings: dict[str, dict[str, str]]) -> None:
    """Each entry has Swedish and English; nothing is said in neither, if at all, for none."""
    for code, words in wordings.items():
        assert set(words) <= ENTRY, code
        assert {"sv", "en"} <= set(words), code
        for form, text in words.items():
            # One language may need a form of its own for one; to say nothing of none, both do.
            silent = form.endswith("_none") and words.get("sv_none") == words.get("en_none") == ""
            assert text.strip() or silent, code


def test_wording_has_the_same_parameters_in_both_languages(
    wordings: dict[str, dict[str, str]],
) -> None:
    """What one language is told, the other is told too."""
    for code, words in wordings.items():
        assert set(HOLE.findall(words["sv"])) == set(HOLE.findall(words["en"])), code


def test_wording_keeps_to_the_house(wordings: dict[str, dict[str, str]]) -> None:
    """No exclamation mark, and Swedish quotation marks in Swedish."""
    for code, words in wordings.items():
        for key, text in words.items():
            assert "!" not in text, code
            if key.startswith("sv"):
                assert '"' not in text, code
                assert "“" not in text, code


def named_codes(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and code of every message that a module names as a whole."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(
                func=ast.Name(id="Message"), args=[ast.Constant(value=str() as code), *_]
            ):
                yield node.lineno, code


def test_code_that_is_used_is_worded(modules: dict[Path, str]) -> None:
    """Every message that the source names as a whole has wording."""
    named = [(path, *at) for path, text in modules.items() for at in named_codes(text)]
    assert not [f"{path}:{line} {code}" for path, line, code in named if not is_worded(code)]


def test_catalogue_is_found_by_the_library(root: Path) -> None:
    """Every catalogue is a family of its own name, and the library knows it."""
    add_catalogue("folja_site.words")
    names = [path.stem for path in catalogues(root)]
    assert len(names) == len(set(names))
    assert set(families()) == set(names)
