"""`folja check` and `folja resolve`: findings, decisions and the exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
DECISION = (
    *("ambiguous-notation", "AFN", "14"),
    *("--as", "read-as", "--value", "18", "--by", "utvärderare", "--why", "Navet bekräftar."),
)


def at(run: Run, bundle: Path) -> str:
    """Return the point of the example's one ambiguous answer."""
    data = run("check", bundle, "--json").json("check")
    (found,) = [f for f in data["findings"] if f["code"] == "ambiguous-notation"]
    return str(found["point"])


def test_findings_as_json_hold_to_the_schema(run: Run, example: Path) -> None:
    """Findings come with code, place, both languages and no decision yet, gravest first."""
    ran = run("check", example, "--json")
    assert ran.code == 0
    findings = ran.json("check")["findings"]
    assert len([f for f in findings if f["code"] == "difference-wrong"]) == 3
    ranks = [("error", "warning", "info").index(f["severity"]) for f in findings]
    assert ranks == sorted(ranks)
    assert all(f["resolution"] is None for f in findings)


def test_fail_on_decides_the_exit_code(run: Run, example: Path) -> None:
    """Open findings at or above the severity asked for end with 4; without asking, with 0."""
    assert run("check", example).code == 0
    assert run("check", example, "--fail-on", "error").code == 4
    assert run("check", example, "--fail-on", "warning", "--json").code == 4


def test_findings_for_people_say_what_to_do(run: Run, example: Path) -> None:
    """The list has severities in words, remedies, and how to decide."""
    out = run("check", example).out
    assert "Fel: " in out
    assert "Frågor: " in out
    assert "folja resolve" in out
    assert "Errors: " in run("check", example, "--lang", "en").out


def test_decision_is_written_and_counts(run: Run, copied: Path) -> None:
    """A decision is given back, stands beside its finding, and changes strict totals."""
    point = at(run, copied)
    code, network, no, *rest = DECISION
    when = ("--when", "2006-04-01T12:00")
    ran = run("resolve", copied, code, network, no, point, *rest, *when, "--json")
    assert ran.code == 0, ran.err
    decision = ran.json("resolve")
    assert (decision["network"], decision["no"], decision["value"]) == ("AFN", 14, "18")
    assert decision["when"] == "2006-04-01T12:00:00+00:00"
    findings = run("check", copied, "--json").json("check")["findings"]
    (resolved,) = [f for f in findings if f["code"] == code]
    assert resolved["resolution"] == decision
    totals = run("totals", copied, "--rule", "strict", "--json").json("totals")["totals"]
    assert next(t for t in totals if t["no"] == 14)["low"] == 156
    assert run("validate", copied).code == 0
    assert "✓ läses som beslutat av utvärderare" in run("check", copied).out


def test_decision_is_confirmed_in_words(run: Run, copied: Path) -> None:
    """People get a sentence with the place, what was decided and by which role."""
    code, network, no, *rest = DECISION
    ran = run("resolve", copied, code, network, no, at(run, copied), *rest)
    assert ran.code == 0, ran.err
    assert "läses som beslutat, beslutat av utvärderare" in ran.out


def test_decision_about_nothing_is_refused(run: Run, copied: Path) -> None:
    """A finding that is not there cannot be decided about; the bundle stays as it is."""
    before = (copied / "datapackage.json").read_bytes()
    ran = run(
        *("resolve", copied, "difference-wrong", "NBC", "1"),
        *("--as", "stands", "--by", "utvärderare", "--why", "Provar."),
    )
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert (copied / "datapackage.json").read_bytes() == before


def test_decision_about_the_catalogue_is_written(run: Run, copied: Path) -> None:
    """A finding about a goal or an indicator is decided about by the address that check shows."""
    settings = ("--as", "stands", "--by", "utvärderare", "--why", "Medvetet.")
    goal = ("goal-not-considered-but-measured", "-", "-", "goal-3")
    assert run("resolve", copied, *goal, *settings).out.startswith("Mål 3: står fast")
    indicator = ("indicator-without-theme", "-", "24")
    ran = run("resolve", copied, *indicator, *settings)
    assert ran.out.startswith("Kompetenscentrum och institut: står fast")
    assert run("validate", copied).code == 0
