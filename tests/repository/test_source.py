"""Rules of the house over the source: size, names, words that promise later, paths of a machine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

#: Written apart, so that this file does not break its own rules.
LATER = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" * 3, "NotImplemented" + "Error"]))
MACHINE = re.compile(
    "|".join(rf"(?<![\w.]){re.escape('/' + name)}/" for name in ("work", "root", "home", "tmp"))
)
REGISTRIES = re.compile(
    "|".join(
        re.escape(f"{host}.{end}")
        for host, end in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("debian", "org/debian"),
        )
    )
)
CATCH_ALL = {"utils", "util", "helpers", "helper", "common", "misc"}
#: Packages that compute on columns, and frameworks that the library does without.
ENGINES = {"ibis", "duckdb", "psycopg", "pyspark", "pandas", "sqlglot"}
NEVER = {"django", "matplotlib", "requests", "httpx", "urllib3", "pickle", "marshal", "shelve"}


def imported(text: str) -> set[str]:
    """Return the first name of every package that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_module_is_short_enough_to_read(modules: dict[Path, str]) -> None:
    """No module passes 400 lines."""
    long = {str(path): text.count("\n") for path, text in modules.items()}
    assert not {path: lines for path, lines in long.items() if lines > 400}


def test_module_says_what_it_holds(modules: dict[Path, str]) -> None:
    """Every module opens with a docstring."""
    silent = [str(path) for path, text in modules.items() if not ast.get_docstring(ast.parse(text))]
    assert not silent


def test_public_name_says_what_it_is(modules: dict[Path, str]) -> None:
    """Every public function and class of a module has a docstring."""
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, text in modules.items()
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not any("overload" in ast.unparse(d) for d in node.decorator_list)
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_module_has_a_name_of_its_own(modules: dict[Path, str]) -> None:
    """No module or package is named for holding anything at all."""
    assert not [path for path in modules if CATCH_ALL & {*path.parts[:-1], path.stem}]


def test_test_says_what_is_true(texts: dict[Path, str]) -> None:
    """Every test has a docstring that states the fact."""
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, text in texts.items()
        if path.name.startswith("test_") and path.suffix == ".py"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert not silent


def test_nothing_is_promised_for_later(texts: dict[Path, str]) -> None:
    """What is not done is not in the source; what is planned stands in the issues."""
    code = {".py", ".sh", ".toml", ".typ", ".css", ".js", ".html"}
    found = [
        str(path) for path, text in texts.items() if path.suffix in code and LATER.search(text)
    ]
    assert not found


def test_no_path_of_one_machine(texts: dict[Path, str]) -> None:
    """No file names a folder that only one machine has."""
    found = [
        f"{path}:{text.count(chr(10), 0, hit.start()) + 1} {hit.group()}"
        for path, text in texts.items()
        if (hit := MACHINE.search(text))
    ]
    assert not found


def test_no_registry_is_named(texts: dict[Path, str]) -> None:
    """Where packages come from is the machine's choice."""
    assert not [str(path) for path, text in texts.items() if REGISTRIES.search(text)]


def test_engines_stay_inside_analysis(modules: dict[Path, str]) -> None:
    """Only the analysis knows what computes."""
    outside = {
        str(path): found
        for path, text in modules.items()
        if path.parts[2] != "analysis" and (found := imported(text) & ENGINES)
    }
    assert not outside


def test_library_does_without_web_and_pickles(modules: dict[Path, str]) -> None:
    """The library knows no web framework, fetches nothing and unpickles nothing."""
    found = {
        str(path): names for path, text in modules.items() if (names := imported(text) & NEVER)
    }
    assert not found


def test_nothing_in_data_is_executed(modules: dict[Path, str]) -> None:
    """No module evaluates text as code."""
    calls = [
        f"{path}:{node.lineno}"
        for path, text in modules.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"eval", "exec", "compile", "__import__"}
    ]
    assert not calls
