"""Both languages are complete: no template says a word that no catalogue holds in both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from folja.text.catalogue import add_catalogue, is_worded, wording

SITE = Path(__file__).parents[3] / "src" / "folja_site"
TEMPLATES = sorted(SITE.rglob("templates/**/*.html")) + sorted(SITE.rglob("templates/**/*.txt"))
SAY = re.compile(r"""\{%\s*say\s+(?P<code>"[^"]*"|'[^']*'|[\w.|:"'-]+)(?P<rest>[^%]*)%\}""")
HOLE = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
#: Words that are the same in every language, and the page that is shown when nothing else works.
SAME = {
    "Följa",
    "följa",
    "htmx",
    "sv",
    "en",
    "English",
    "Svenska",
    "english",
    "svenska",
    "SHA",
    "CSV",
    "PDF",
    "DOCX",
    "XLSX",
}
#: The page of our own faults, and a piece that is attributes only.
BOTH_AT_ONCE = {"our_fault.html", "_tied.html"}


@pytest.fixture(scope="module", autouse=True)
def _words() -> None:
    add_catalogue("folja_site.words")


def said() -> Iterator[tuple[str, str, str]]:
    """Yield the template, code and parameters of everything that templates say by a plain code."""
    for path in TEMPLATES:
        for hit in SAY.finditer(path.read_text(encoding="utf-8")):
            if hit["code"][0] in "\"'" and not hit["rest"].startswith("|add:"):
                yield f"{path.parent.name}/{path.name}", hit["code"][1:-1], hit["rest"]


def test_everything_templates_say_is_worded() -> None:
    """Every code that a template names stands in a catalogue, in Swedish and English."""
    silent = [(where, code) for where, code, _ in said() if not is_worded(code)]
    assert silent == []


def test_templates_fill_every_hole() -> None:
    """Whatever the wording of a code asks for, the template gives."""
    wrong = []
    for where, code, rest in said():
        if not is_worded(code):
            continue
        given = set(re.findall(r"(\w+)=", rest))
        entry = wording(code)
        asked = {hole for text in entry.values() for hole in HOLE.findall(text)}
        if any("_" in form for form in entry):
            asked.add("n")
        if not asked <= given:
            wrong.append((where, code, sorted(asked - given)))
    assert wrong == []


def test_templates_have_no_words_of_their_own() -> None:
    """Between the tags of a template stands nothing that a person would read."""
    wrong = []
    for path in TEMPLATES:
        if path.name in BOTH_AT_ONCE:
            continue
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\{%\s*comment.*?endcomment\s*%\}|<!--.*?-->", " ", text, flags=re.DOTALL)
        text = re.sub(r"\{%\s*block width.*?endblock\s*%\}", " ", text)
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL)
        text = re.sub(r"<(script|style|svg).*?</\1>", " ", text, flags=re.DOTALL)
        shown = re.findall(r"""\b(?:aria-label|alt|title|placeholder)=["']([^"']*)["']""", text)
        text = re.sub(r"<[^>]*>", " ", text)
        words = {
            word
            for part in (text, *shown)
            for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", part))
        }
        if words - SAME:
            wrong.append((f"{path.parent.name}/{path.name}", sorted(words - SAME)))
    assert wrong == []


def test_every_message_of_the_site_is_worded() -> None:
    """Every code that a module of the site names stands in a catalogue."""
    silent = [
        (path.name, node.lineno, node.args[0].value)
        for path in sorted(SITE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) == "Message"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and not is_worded(node.args[0].value)
    ]
    assert silent == []


def test_no_field_hides_what_a_form_itself_is_called() -> None:
    """A field called `form` stands in for the form's own property, and nothing saves itself."""
    hidden = re.compile(r'<(?:input|select|textarea)[^>]*\bname="(?:form|submit|closest|id)"')
    wrong = [p.name for p in TEMPLATES if hidden.search(p.read_text(encoding="utf-8"))]
    assert wrong == []
