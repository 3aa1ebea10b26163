"""How the command line is called, in both languages, and what it says to a wrong call."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from folja.cli import commands as commands_module
from folja.cli.commands import MAKERS, build
from folja.cli.speaking import Words, language

Run = Callable[..., Any]
COMMANDS = ("read", "form", "import", "validate", "check", "resolve", "totals", "report")
#: What Click words in English by itself.
ENGLISH = ("Usage:", "Options:", "Commands:", "Show this message", "[required]", "Positional")


def test_commands_are_those_of_the_contract() -> None:
    """The command line has exactly the promised commands, and the one that the site adds."""
    assert set(build(Words("sv")).commands) == {*COMMANDS, "serve"}
    assert len(MAKERS) == len(COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_the_language_asked_for(run: Run, command: str) -> None:
    """Help is Swedish or English throughout, and no line of one is in the other."""
    asked = [command] if command else []
    swedish, english = (run(*asked, "--lang", lang, "--help") for lang in ("sv", "en"))
    assert (swedish.code, english.code) == (0, 0)
    assert not [word for word in ENGLISH if word in swedish.out]
    assert "Användning:" in swedish.out
    assert "Usage:" in english.out
    shared = set(swedish.out.splitlines()) & set(english.out.splitlines())
    assert not [line for line in shared if len(line.split()) > 2]


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "sv"),
        ([], {"LANG": "C.UTF-8"}, "sv"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "sv_SE"}, "sv"),
        ([], {"LANG": "sv_SE", "LC_ALL": "en_US"}, "en"),
        (["--lang", "en"], {"LANG": "sv_SE"}, "en"),
        (["--lang=sv"], {"LANG": "en_GB"}, "sv"),
        (["report", "--lang", "sv,en"], {"LANG": "en_GB"}, "sv"),
        (["read", "--", "--lang", "en"], {}, "sv"),
        (["read", "--lang"], {}, "sv"),
        (["read", "--lang", "de"], {"LANG": "en_GB"}, "en"),
    ],
)
def test_language_comes_from_option_then_environment(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    """The option decides, then LC_ALL, LC_MESSAGES and LANG in this order, then Swedish."""
    assert language(arguments, environment) == expected


@pytest.mark.parametrize(
    ("arguments", "swedish", "english"),
    [
        (["totals"], "BUNT saknas", "BUNDLE is missing"),
        (["totals", "x", "--rule", "y"], "Välj bland dessa", "Choose from these"),
        (["totals", "x", "--rul", "strict"], "Menade du --rule", "Did you mean --rule"),
        (["totals", "x", "--zzz"], "Valet --zzz finns inte", "no option --zzz"),
        (["totals", "x", "--rule"], "--rule", "--rule"),
        (["totals", "x", "--from", "2004"], "inget datum", "no date"),
        (["totals", "x", "y"], "inte rätt skrivet", "not written right"),
        (["totls"], "Menade du totals", "Did you mean totals"),
        (["zzz"], "Kommandot zzz finns inte", "no command zzz"),
        (["report", "x", "--out", "y", "--to", "odt"], "html, pdf, docx, xlsx", "xlsx"),
        (["report", "x", "--out", "y", "--to", ","], "html, pdf, docx, xlsx", "xlsx"),
        (["report", "x"], "--out saknas", "--out is missing"),
        (["resolve", "x", "c", "N", "tolv", "--as", "stands", "--by", "r", "--why", "w"],
         "NR: ”tolv”", "NO: “tolv”"),
        (["resolve", "x", "c", "N", "1", "--as", "stands", "--by", "r", "--why", "w",
          "--when", "nyss"], "ingen tidpunkt", "no time"),
    ],
)  # fmt: skip
def test_wrong_call_is_answered_in_the_users_language(
    run: Run, arguments: list[str], swedish: str, english: str
) -> None:
    """A usage error ends with 2, on standard error, and says where the help is."""
    for locale, words, help_word in (
        ("sv_SE.UTF-8", swedish, "för hjälp"),
        ("en_GB.UTF-8", english, "for help"),
    ):
        ran = run(*arguments, lang=locale)
        assert (ran.code, ran.out) == (2, "")
        assert words in ran.err
        assert help_word in ran.err
        assert "Error" not in ran.err


def test_call_without_a_command_shows_the_help(run: Run) -> None:
    """`folja` alone is a usage error that shows the commands."""
    ran = run()
    assert ran.code == 2
    assert "totals" in ran.err


def test_refused_input_is_one_line_and_ends_with_3(run: Run, tmp_path: Path) -> None:
    """What the library refuses is said in the user's language, without a traceback."""
    ran = run("totals", tmp_path / "borta")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("Det finns ingen bunt på ")
    assert ran.err.count("\n") == 1


def test_fault_of_ours_is_one_line_with_the_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error ends with 1, names the log, and the log holds the traceback."""

    def broken(_words: Words) -> None:
        raise RuntimeError("kåseri")

    monkeypatch.setattr("folja.cli.running.build", broken)
    ran = run("totals", "x")
    log = tmp_path / "state" / "folja" / "folja.log"
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert str(log) in ran.err
    assert "RuntimeError: kåseri" in log.read_text(encoding="utf-8")


def test_breaking_off_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130 and one word."""

    def broken(_words: Words) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("folja.cli.running.build", broken)
    ran = run("totals", "x")
    assert (ran.code, ran.err) == (130, "Avbrutet.\n")


def test_file_that_is_not_there_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the file system refuses is the user's to mend: code 3 and the place."""
    for error, words in (
        (FileNotFoundError(2, "x", "a/b"), "a/b finns inte"),
        (PermissionError(13, "x", "a/b"), "a/b får inte läsas"),
        (IsADirectoryError(21, "mapp", "a/b"), "a/b går inte att läsa"),
    ):

        def broken(_words: Words, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr("folja.cli.running.build", broken)
        ran = run("totals", "x")
        assert ran.code == 3
        assert words in ran.err


def test_version_is_shown(run: Run) -> None:
    """`--version` says name and version."""
    assert run("--version").out.startswith("folja ")
    assert commands_module.build(Words("en")).name == "folja"


def test_module_runs_as_the_command_does() -> None:
    """`python -m folja` is the command line; reading a text loads no engine."""
    code = (
        "import sys; sys.argv = ['folja', 'read', '--json', 'ca 39']; "
        "from folja.cli import main; code = main(); "
        "print(sorted({'ibis', 'duckdb', 'typst', 'docx'} & set(sys.modules)), file=sys.stderr); "
        "sys.exit(code)"
    )
    for command in (["-m", "folja", "read", "--json", "ca 39"], ["-c", code]):
        done = subprocess.run(
            [sys.executable, *command], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert '"kind": "about"' in done.stdout
    assert done.stderr.strip() == "[]"
